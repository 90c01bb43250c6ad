#include "extractor/source/reader.h"

#include <deque>
#include <utility>

#include "extractor/json/records.h"
#include "extractor/source/byte_stream.h"
#include "extractor/source/corpus.h"
#include "extractor/source/line_stream.h"
#include "extractor/source/paths.h"

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

constexpr std::string_view kMarkup = "text/html";

// By the name of a file, without the ".gz" it may have: what servers would call it.
std::string media_type(std::string path) {
  if (has_extension(path, ".gz")) path.resize(path.size() - std::string_view(".gz").size());
  if (has_extension(path, ".html") || has_extension(path, ".htm")) return std::string(kMarkup);
  if (has_extension(path, ".xhtml")) return "application/xhtml+xml";
  if (has_extension(path, ".txt")) return "text/plain";
  return {};
}

bool has_lines(std::string path) {
  if (has_extension(path, ".gz")) path.resize(path.size() - std::string_view(".gz").size());
  return has_extension(path, ".jsonl") || has_extension(path, ".ndjson");
}

Document to_document(CorpusArticle article, const std::string& path) {
  Document document;
  document.source = std::move(article.name);
  document.bytes = std::move(article.text);
  document.url = std::move(article.url);
  document.published = std::move(article.published);
  document.media_type = "text/plain";
  document.path = path;
  document.place.line = article.line - 1;
  return document;
}

}  // namespace

class Reader::State {
 public:
  State(std::vector<std::string> paths, ReadOptions options)
      : options_(std::move(options)), paths_(std::move(paths)), records_(options_.fields) {}

  Result<std::optional<Document>> next() {
    while (true) {
      auto document = next_of_file();
      if (!document || *document) return document;
      auto file = paths_.next();
      if (!file) return std::unexpected(std::move(file.error()));
      if (!*file) return std::nullopt;
      path_ = std::move((*file)->path);
      auto opened = open((*file)->named && options_.json_lines);
      options_.begin = {};
      if (!opened) return std::unexpected(std::move(opened.error()));
    }
  }

  const std::string& path() const { return path_; }
  Place place() const { return place_; }
  Place behind() const { return behind_; }
  const PassedOver& passed_over() {
    passed_over_ = passed_before_;
    if (archive_) passed_over_ += archive_->passed_over();
    return passed_over_;
  }

 private:
  Result<std::optional<Document>> next_of_file() {
    if (archive_) return next_page();
    if (lines_) return next_record();
    if (whole_) return take_whole();
    if (articles_.empty()) return std::nullopt;
    CorpusArticle article = std::move(articles_.front());
    articles_.pop_front();
    place_ = {.line = article.line - 1};
    behind_ = {.line = article.line};
    if (is_blank(article.text)) return empty(path_, "line " + std::to_string(article.line));
    return to_document(std::move(article), path_);
  }

  std::optional<Document> take_whole() {
    behind_ = {.offset = 1};
    return std::exchange(whole_, std::nullopt);
  }

  // Finds out what a file is by its first bytes and its name.
  Result<void> open(bool as_lines) {
    const Place begin = std::exchange(options_.begin, {});
    place_ = behind_ = begin;
    auto stream = ByteStream::open(path_, options_.max_ratio);
    if (!stream) return std::unexpected(std::move(stream.error()));
    if (auto got = stream->more(); !got) return std::unexpected(std::move(got.error()));
    const bool archive = is_warc(stream->window());
    if (!archive && !as_lines && !has_lines(path_)) return open_whole(*stream, begin);
    if (begin != Place{}) {
      stream = ByteStream::open(path_, options_.max_ratio, begin);
      if (!stream) return std::unexpected(std::move(stream.error()));
    }
    if (archive) {
      const BodyLimits limits{options_.max_page_bytes, options_.max_ratio};
      archive_.emplace(*std::move(stream), limits, begin.line > 0);
    } else {
      lines_.emplace(*std::move(stream), options_.max_line_bytes, begin.line);
    }
    return {};
  }

  // A file that is one document, or one in our corpus form. One that was read to its end before
  // has nothing more to give.
  Result<void> open_whole(ByteStream& stream, Place begin) {
    while (true) {
      auto more = stream.more();
      if (!more) return std::unexpected(std::move(more.error()));
      if (stream.window().size() > options_.max_file_bytes) {
        return fail(Error::Kind::kLimit,
                    "is larger than " + std::to_string(options_.max_file_bytes) + " bytes", {},
                    path_);
      }
      if (!*more) break;
    }
    const std::string_view bytes = stream.window();
    if (is_blank(bytes)) return empty(path_);
    if (is_corpus(bytes) || has_extension(path_, ".corpus")) {
      auto articles = parse_corpus(bytes, path_);
      if (!articles) return std::unexpected(std::move(articles.error()));
      for (CorpusArticle& article : *articles) {
        if (article.line > begin.line) articles_.push_back(std::move(article));
      }
    } else if (begin == Place{}) {
      whole_.emplace();
      whole_->source = whole_->path = path_;
      whole_->bytes = bytes;
      whole_->media_type = media_type(path_);
    }
    return {};
  }

  Result<std::optional<Document>> next_page() {
    auto document = archive_->next();
    place_ = archive_->place();
    behind_ = archive_->behind();
    if (document && !*document) {
      passed_before_ += archive_->passed_over();
      archive_.reset();
    }
    return document;
  }

  Result<std::optional<Document>> next_record() {
    while (true) {
      auto line = lines_->next();
      place_ = lines_->place();
      if (!line) {
        behind_ = lines_->behind();
        return std::unexpected(std::move(line.error()));
      }
      if (!*line) {
        behind_ = lines_->behind();
        lines_.reset();
        return std::nullopt;
      }
      std::string_view text = **line;
      if (lines_->number() == 1 && text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
      }
      if (is_blank(text)) continue;
      auto document = read_record(text);
      behind_ = lines_->behind();
      if (document && place_.inner == 0 && behind_.inner == 0) {
        (*document)->length = behind_.offset - place_.offset;
      }
      return document;
    }
  }

  Result<std::optional<Document>> read_record(std::string_view line) {
    auto record = records_.read(line, lines_->number(), path_);
    if (!record) return std::unexpected(std::move(record.error()));
    const std::string number = std::to_string(lines_->number());
    Document document;
    document.path = path_;
    document.place = place_;
    document.source = path_ + ":" + number;
    document.decoded = true;
    if (record->extraction) {
      document.extraction = line;
      if (!record->text || is_blank(*record->text)) record->text = line;
    } else if (record->html) {
      document.media_type = kMarkup;
      record->text = std::move(record->html);
    }
    const std::string key =
        document.media_type.empty() ? options_.fields.text : options_.fields.html;
    const std::string place = "line " + number + ", key " + key;
    if (!record->text) return fail(Error::Kind::kBadInput, "is missing", place, path_);
    if (is_blank(*record->text)) return empty(path_, place);
    replace_nul(*record->text);
    document.bytes = *std::move(record->text);
    document.url = std::move(record->url);
    document.title = std::move(record->title);
    document.published = std::move(record->published);
    document.fetched_at = std::move(record->fetched_at);
    return document;
  }

  ReadOptions options_;
  Paths paths_;
  std::string path_;  // of the file being read
  Place place_, behind_;
  // The file being read is one of these.
  std::optional<WarcReader> archive_;
  std::optional<LineStream> lines_;
  std::deque<CorpusArticle> articles_;
  std::optional<Document> whole_;
  json::RecordReader records_;
  PassedOver passed_before_, passed_over_;
};

Reader::Reader(std::vector<std::string> paths, ReadOptions options)
    : state_(std::make_unique<State>(std::move(paths), std::move(options))) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<std::optional<Document>> Reader::next() { return state_->next(); }
const std::string& Reader::path() const { return state_->path(); }
Place Reader::place() const { return state_->place(); }
Place Reader::behind() const { return state_->behind(); }
const PassedOver& Reader::passed_over() const { return state_->passed_over(); }

Result<Document> read_at(const std::string& path, Place place, ReadOptions options) {
  options.begin = place;
  Reader reader({path}, std::move(options));
  auto document = reader.next();
  if (!document) return std::unexpected(std::move(document.error()));
  if (!*document || (*document)->place != place) {
    return fail(Error::Kind::kBadInput, "holds no document any more",
                "byte " + std::to_string(place.offset), path);
  }
  return **std::move(document);
}

}  // namespace bangvang::source
