#include "extractor/source/reader.h"

#include <deque>
#include <utility>

#include "extractor/json/records.h"
#include "extractor/source/corpus.h"
#include "extractor/source/line_stream.h"

namespace bangvang::source {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(std::string_view bytes) {
  return bytes.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// JSON may hold NUL; article text may not.
void replace_nul(std::string& text) {
  if (text.find('\0') == std::string::npos) return;
  std::string mended;
  mended.reserve(text.size() + kReplacement.size());
  for (const char c : text) c == '\0' ? mended.append(kReplacement) : mended.append(1, c);
  text = std::move(mended);
}

std::unexpected<Error> empty(std::string file, std::string place = {}) {
  return fail(Error::Kind::kBadInput, "is empty", std::move(place), std::move(file));
}

Document to_document(CorpusArticle article) {
  Document document;
  document.source = std::move(article.name);
  document.bytes = std::move(article.text);
  document.url = std::move(article.url);
  document.published = std::move(article.published);
  return document;
}

struct PendingPath {
  std::string path;
  bool json_lines = false;
};

}  // namespace

class Reader::State {
 public:
  State(std::vector<std::string> paths, ReadOptions options) : options_(options) {
    for (std::string& path : paths) pending_.push_back({std::move(path), options.json_lines});
  }

  Result<std::optional<Document>> next() {
    while (true) {
      if (!ready_.empty()) {
        Item item = std::move(ready_.front());
        ready_.pop_front();
        if (!item) return std::unexpected(std::move(item.error()));
        return *std::move(item);
      }
      if (lines_) {
        auto document = next_record();
        if (!document || *document) return document;
        lines_.reset();
        continue;
      }
      if (pending_.empty()) return std::nullopt;
      const PendingPath path = std::move(pending_.front());
      pending_.pop_front();
      open(path);
    }
  }

 private:
  using Item = Result<Document>;

  void fail_with(Error error) { ready_.push_back(std::unexpected(std::move(error))); }

  // Turns one path into documents, errors, further paths or a stream of lines.
  void open(const PendingPath& path) {
    if (path.path != "-" && is_directory(path.path)) return open_directory(path.path);
    if (path.json_lines || has_extension(path.path, ".jsonl")) return open_lines(path.path);
    auto bytes = read_file(path.path, options_.max_file_bytes);
    if (!bytes) return fail_with(std::move(bytes.error()));
    if (is_blank(*bytes)) return fail_with(empty(path.path).error());
    if (is_corpus(*bytes) || has_extension(path.path, ".corpus")) {
      return open_corpus(*bytes, path.path);
    }
    Document document;
    document.source = path.path;
    document.bytes = *std::move(bytes);
    ready_.push_back(std::move(document));
  }

  void open_directory(const std::string& directory) {
    Listing listing = list_files(directory);
    for (Error& error : listing.errors) fail_with(std::move(error));
    for (auto file = listing.files.rbegin(); file != listing.files.rend(); ++file) {
      pending_.push_front({std::move(*file), false});
    }
  }

  void open_lines(const std::string& path) {
    auto input = Input::open(path);
    if (!input) return fail_with(std::move(input.error()));
    lines_.emplace(*std::move(input), options_.max_line_bytes);
  }

  void open_corpus(std::string_view bytes, const std::string& path) {
    auto articles = parse_corpus(bytes, path);
    if (!articles) return fail_with(std::move(articles.error()));
    for (CorpusArticle& article : *articles) {
      if (is_blank(article.text)) {
        ready_.push_back(empty(path, "line " + std::to_string(article.line)));
      } else {
        ready_.push_back(to_document(std::move(article)));
      }
    }
  }

  Result<std::optional<Document>> next_record() {
    while (true) {
      auto line = lines_->next();
      if (!line) return std::unexpected(std::move(line.error()));
      if (!*line) return std::nullopt;
      std::string_view text = **line;
      if (lines_->number() == 1 && text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
      }
      if (!is_blank(text)) return read_record(text);
    }
  }

  Result<std::optional<Document>> read_record(std::string_view line) {
    auto record = records_.read(line, lines_->number(), lines_->path());
    if (!record) return std::unexpected(std::move(record.error()));
    const std::string number = std::to_string(lines_->number());
    const std::string place = "line " + number + ", key text";
    if (!record->text) {
      return fail(Error::Kind::kBadInput, "is missing", place, lines_->path());
    }
    if (is_blank(*record->text)) return empty(lines_->path(), place);
    replace_nul(*record->text);
    Document document;
    document.source = lines_->path() + ":" + number;
    document.bytes = *std::move(record->text);
    document.decoded = true;
    document.url = std::move(record->url);
    document.title = std::move(record->title);
    document.published = std::move(record->published);
    return document;
  }

  ReadOptions options_;
  std::deque<PendingPath> pending_;
  std::deque<Item> ready_;           // of the file read last
  std::optional<LineStream> lines_;  // the JSON Lines file being read
  json::RecordReader records_;
};

Reader::Reader(std::vector<std::string> paths, ReadOptions options)
    : state_(std::make_unique<State>(std::move(paths), options)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<std::optional<Document>> Reader::next() { return state_->next(); }

}  // namespace bangvang::source
