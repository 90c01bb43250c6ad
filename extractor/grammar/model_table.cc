#include <algorithm>

#include "extractor/base/table.h"
#include "extractor/grammar/model.h"

namespace bangvang::grammar {
namespace {

class TableReader {
 public:
  TableReader(const SourceFile& file, const TableOptions& options, LexiconDef& lexicon,
              std::vector<Error>& errors)
      : file_(file), options_(options), lexicon_(lexicon), errors_(errors) {}

  void run() {
    std::string_view rest = file_.content;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    for (line_ = 1; !rest.empty(); ++line_) {
      const std::size_t end = rest.find('\n');
      const std::string_view text = rest.substr(0, end);
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
      const bool blank = text.find_first_not_of("\t\r ") == std::string_view::npos;
      if (blank || text.starts_with('#')) continue;
      if (lexicon_.columns.empty()) {
        header(text);
        if (broken_) return;
      } else {
        row(text);
      }
    }
    if (lexicon_.columns.empty()) mistake("the table has no header line");
  }

 private:
  void mistake(std::string reason) {
    errors_.push_back(FilePlace{file_.path, line_}.error(std::move(reason)));
  }

  std::size_t column(const std::string& name) {
    const auto found = std::ranges::find(lexicon_.columns, name);
    if (found == lexicon_.columns.end()) {
      mistake("the table has no column \"" + name + "\"");
      broken_ = true;
      return 0;
    }
    return static_cast<std::size_t>(found - lexicon_.columns.begin());
  }

  void header(std::string_view text) {
    lexicon_.columns = split_cells(text, '\t');
    value_ = column(options_.value);
    for (const std::string& name : options_.spelling) spelling_.push_back(column(name));
  }

  void row(std::string_view text) {
    EntryDef entry;
    entry.line = line_;
    entry.cells = split_cells(text, '\t');
    if (entry.cells.size() > lexicon_.columns.size()) {
      mistake("the row has " + std::to_string(entry.cells.size()) + " cells, the header " +
              std::to_string(lexicon_.columns.size()));
      return;
    }
    entry.cells.resize(lexicon_.columns.size());
    entry.value = entry.cells[value_];
    for (const std::size_t column : spelling_) {
      for (std::string& spelling : split_cells(entry.cells[column], '|')) {
        if (!spelling.empty()) entry.spellings.push_back(std::move(spelling));
      }
    }
    if (entry.spellings.empty()) return mistake("the row has no spelling");
    lexicon_.entries.push_back(std::move(entry));
  }

  const SourceFile& file_;
  const TableOptions& options_;
  LexiconDef& lexicon_;
  std::vector<Error>& errors_;
  int line_ = 1;
  bool broken_ = false;
  std::size_t value_ = 0;
  std::vector<std::size_t> spelling_;
};

}  // namespace

void read_table(const SourceFile& file, const TableOptions& options, LexiconDef& lexicon,
                std::vector<Error>& errors) {
  TableReader(file, options, lexicon, errors).run();
}

}  // namespace bangvang::grammar
