#include "benchmarks/texts.h"

#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "benchmarks/dice.h"
#include "extractor/json/writer.h"
#include "extractor/source/corpus.h"
#include "extractor/source/file.h"

namespace bangvang::bench {
namespace {

constexpr std::size_t kSentences = 20;  // of an article; some 2 kB
constexpr std::size_t kParagraph = 4;   // sentences

constexpr std::array<std::string_view, 24> kGivenNames = {
    "Hùng",  "Lan", "Dũng",  "Hương", "Tuấn", "Mai",    "Thắng", "Hạnh",
    "Cường", "Nga", "Sơn",   "Thủy",  "Quân", "Liên",   "Phúc",  "Hoa",
    "Trung", "Yến", "Khánh", "Loan",  "Vinh", "Phượng", "Tùng",  "Nhung"};

constexpr std::array<std::string_view, 12> kAgencies = {"Sở Y tế",
                                                        "Sở Công Thương",
                                                        "Sở Giao thông vận tải",
                                                        "Chi cục Quản lý thị trường",
                                                        "Cục Thuế",
                                                        "Sở Xây dựng",
                                                        "Bộ Công an",
                                                        "Sở Tài nguyên và Môi trường",
                                                        "Bộ Tài chính",
                                                        "Sở Văn hóa và Thể thao",
                                                        "Sở Nông nghiệp và Phát triển nông thôn",
                                                        "Bộ Giao thông vận tải"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number that may stand where `digits` stood: days stay days, months months, years near years.
std::string other_number(std::string_view digits, Dice& random) {
  const int value = digits.size() <= 4 ? std::stoi(std::string(digits)) : 0;
  if (digits.size() <= 2 && digits.front() != '0' && value <= 28) {
    const int low = value <= 9 ? 2 : value <= 12 ? 10 : 13;
    const int high = value <= 9 ? 9 : value <= 12 ? 12 : 28;
    if (value == 1) return "1";
    return std::to_string(low +
                          static_cast<int>(random.below(static_cast<std::size_t>(high - low + 1))));
  }
  if (digits.size() == 4 && value > 1990 && value < 2050) return std::string(digits);
  std::string out(digits);
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = static_cast<char>('0' + random.below(10));
  return out;
}

// Years of one text move together, so that its dates still fit one another.
std::string varied_words(std::string_view text, Dice& random) {
  std::string out;
  const std::size_t turn = random.below(kGivenNames.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end > at) {
      out += other_number(text.substr(at, end - at), random);
      at = end;
      continue;
    }
    const bool word_begins = at == 0 || text[at - 1] == ' ';
    const auto name = std::ranges::find_if(kGivenNames, [&](std::string_view given) {
      const std::string_view rest = text.substr(at);
      return rest.starts_with(given) && (rest.size() == given.size() || rest[given.size()] == ',' ||
                                         rest[given.size()] == '.' || rest[given.size()] == ';' ||
                                         rest[given.size()] == '\n' || rest[given.size()] == ' ');
    });
    if (word_begins && name != kGivenNames.end()) {
      const auto index = static_cast<std::size_t>(name - kGivenNames.begin());
      out += kGivenNames[(index + turn) % kGivenNames.size()];
      at += name->size();
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// Title and lead stay; of what follows, lines that are whole paragraphs change places.
std::string varied_order(std::string_view text, Dice& random) {
  std::vector<std::string> lines = lines_of(text);
  std::vector<std::size_t> paragraphs;
  for (std::size_t i = 3; i < lines.size(); ++i) {
    if (lines[i].size() > 80 && lines[i].ends_with('.')) paragraphs.push_back(i);
  }
  for (std::size_t i = paragraphs.size(); i-- > 1;) {
    std::swap(lines[paragraphs[i]], lines[paragraphs[random.below(i + 1)]]);
  }
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  out.pop_back();
  return out;
}

std::string filled(std::string_view sentence, Dice& random) {
  std::string out;
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t open = std::min(sentence.find('{', at), sentence.size());
    out += sentence.substr(at, open - at);
    if (open == sentence.size()) break;
    const std::size_t close = sentence.find('}', open);
    const std::string_view slot = sentence.substr(open + 1, close - open - 1);
    if (slot == "agency") {
      out += kAgencies[random.below(kAgencies.size())];
    } else if (slot == "date") {
      out += "Ngày " + std::to_string(1 + random.below(28)) + "/" +
             std::to_string(1 + random.below(12));
    } else {
      out += std::to_string(2 + random.below(900));
    }
    at = close + 1;
  }
  return out;
}

}  // namespace

void Texts::add(Article article) {
  bytes += article.text.size();
  articles.push_back(std::move(article));
}

Texts Texts::head(std::size_t most) const {
  Texts out;
  for (std::size_t i = 0; i < articles.size() && out.bytes < most; ++i) out.add(articles[i]);
  return out;
}

Result<Texts> on_topic(const std::filesystem::path& corpus, std::size_t bytes) {
  std::vector<source::CorpusArticle> originals;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const auto& path : files) {
    const auto content = source::read_file(path.string());
    if (!content) return std::unexpected(content.error());
    auto articles = source::parse_corpus(*content, path.string());
    if (!articles) return std::unexpected(articles.error());
    std::ranges::move(*articles, std::back_inserter(originals));
  }
  if (originals.empty())
    return fail(Error::Kind::kUnreadable, "holds no articles", "", corpus.string());
  Dice random(20240131);
  Texts texts;
  for (std::size_t i = 0; texts.bytes < bytes; i = (i + 1) % originals.size()) {
    const source::CorpusArticle& original = originals[i];
    texts.add({varied_order(varied_words(original.text, random), random), original.published});
  }
  return texts;
}

Result<Texts> of_sentences(const std::filesystem::path& file, std::size_t bytes) {
  const auto content = source::read_file(file.string());
  if (!content) return std::unexpected(content.error());
  std::vector<std::string> sentences = lines_of(*content);
  std::erase(sentences, "");
  if (sentences.empty())
    return fail(Error::Kind::kUnreadable, "holds no sentences", "", file.string());
  Dice random(7);
  Texts texts;
  while (texts.bytes < bytes) {
    std::string text;
    for (std::size_t i = 0; i < kSentences; ++i) {
      if (i > 0) text += i % kParagraph == 0 ? "\n" : " ";
      text += filled(sentences[random.below(sentences.size())], random);
    }
    texts.add({std::move(text), std::nullopt});
  }
  return texts;
}

Texts decomposed(const Texts& texts) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  Texts out;
  for (const Article& article : texts.articles) {
    std::string text;
    nfd->normalize(icu::UnicodeString::fromUTF8(article.text), status).toUTF8String(text);
    out.add({std::move(text), article.published});
  }
  return out;
}

std::string json_lines(const Texts& texts) {
  std::string lines;
  for (std::size_t i = 0; i < texts.articles.size(); ++i) {
    json::Writer out(lines);
    out.begin_object();
    out.key("source").string("article-" + std::to_string(i));
    out.key("text").string(texts.articles[i].text);
    if (texts.articles[i].published) out.key("published").string(*texts.articles[i].published);
    out.end_object();
    lines += '\n';
  }
  return lines;
}

}  // namespace bangvang::bench
