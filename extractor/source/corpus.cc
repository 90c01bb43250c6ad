#include "extractor/source/corpus.h"

#include <set>
#include <utility>

namespace bangvang::source {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kOpening = "==== ";
constexpr std::string_view kDivider = "----";

std::string_view without_mark(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return bytes;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

// Reads a file line by line; each step leaves the cursor behind what it took.
class CorpusParser {
 public:
  CorpusParser(std::string_view bytes, std::string_view file)
      : rest_(without_mark(bytes)), file_(file) {
    advance();
  }

  Result<std::vector<CorpusArticle>> parse() {
    std::vector<CorpusArticle> articles;
    std::vector<std::string> remarks = take_remarks();
    while (has_line_) {
      auto article = parse_article();
      if (!article) return std::unexpected(std::move(article.error()));
      if (!names_.insert(article->name).second) {
        return error("a second article has the name " + article->name, article->line);
      }
      article->remarks = std::exchange(remarks, {});
      articles.push_back(*std::move(article));
    }
    return articles;
  }

 private:
  void advance() {
    has_line_ = !rest_.empty();
    if (!has_line_) return;
    const auto end = rest_.find('\n');
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    while (line_.ends_with('\r')) line_.remove_suffix(1);
    ++number_;
  }

  std::unexpected<Error> error(std::string reason, std::size_t line) const {
    return fail(Error::Kind::kBadInput, std::move(reason), "line " + std::to_string(line),
                std::string(file_));
  }

  std::vector<std::string> take_remarks() {
    std::vector<std::string> remarks;
    for (; has_line_ && (line_.starts_with('#') || trimmed(line_).empty()); advance()) {
      if (line_.starts_with('#')) remarks.emplace_back(line_);
    }
    return remarks;
  }

  Result<CorpusArticle> parse_article() {
    if (!line_.starts_with(kOpening))
      return error("an article must begin with \"==== NAME\"", number_);
    CorpusArticle article;
    article.line = number_;
    article.name = trimmed(line_.substr(kOpening.size()));
    if (article.name.empty()) return error("the article has no name", number_);
    advance();
    if (auto taken = take_declarations(article); !taken) {
      return std::unexpected(std::move(taken.error()));
    }
    if (auto taken = take_text(article); !taken) return std::unexpected(std::move(taken.error()));
    for (; has_line_ && !line_.starts_with(kOpening); advance()) {
      if (!trimmed(line_).empty()) article.expected.emplace_back(line_);
    }
    return article;
  }

  Result<void> take_declarations(CorpusArticle& article) {
    for (; has_line_ && line_.starts_with(':'); advance()) {
      const auto space = line_.find(' ');
      const std::string_view key = line_.substr(1, space - 1);
      std::optional<std::string>* field = key == "published"  ? &article.published
                                          : key == "url"      ? &article.url
                                          : key == "province" ? &article.province
                                                              : nullptr;
      if (field == nullptr) return error("there is no declaration :" + std::string(key), number_);
      if (*field) return error(":" + std::string(key) + " comes twice", number_);
      if (space == std::string_view::npos)
        return error(":" + std::string(key) + " is empty", number_);
      *field = trimmed(line_.substr(space));
    }
    if (has_line_ && trimmed(line_).empty()) advance();  // the blank line above the text
    return {};
  }

  Result<void> take_text(CorpusArticle& article) {
    for (bool first = true; has_line_ && line_ != kDivider; first = false, advance()) {
      if (line_.starts_with(kOpening)) break;
      if (!first) article.text += '\n';
      article.text += line_;
    }
    if (!has_line_ || line_ != kDivider) {
      return error("the text of " + article.name + " does not end in ----", article.line);
    }
    advance();
    return {};
  }

  std::string_view rest_, line_, file_;
  std::size_t number_ = 0;
  bool has_line_ = false;
  std::set<std::string> names_;
};

void write_declaration(std::string& out, std::string_view key,
                       const std::optional<std::string>& value) {
  if (value) out.append(":").append(key).append(" ").append(*value).append("\n");
}

}  // namespace

bool is_corpus(std::string_view bytes) {
  bytes = without_mark(bytes);
  while (bytes.starts_with('#') || bytes.starts_with('\n') || bytes.starts_with("\r\n")) {
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos) return false;
    bytes.remove_prefix(end + 1);
  }
  return bytes.starts_with(kOpening);
}

Result<std::vector<CorpusArticle>> parse_corpus(std::string_view bytes, std::string_view file) {
  return CorpusParser(bytes, file).parse();
}

std::string write_corpus(const std::vector<CorpusArticle>& articles) {
  std::string out;
  for (const CorpusArticle& article : articles) {
    if (!out.empty()) out += '\n';
    for (const std::string& remark : article.remarks) out.append(remark).append("\n");
    out.append(kOpening).append(article.name).append("\n");
    write_declaration(out, "published", article.published);
    write_declaration(out, "url", article.url);
    write_declaration(out, "province", article.province);
    out.append("\n").append(article.text).append("\n").append(kDivider).append("\n");
    for (const std::string& line : article.expected) out.append(line).append("\n");
  }
  return out;
}

}  // namespace bangvang::source
