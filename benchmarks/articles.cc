#include "benchmarks/articles.h"

#include <array>
#include <string_view>

#include "benchmarks/dice.h"
#include "extractor/base/date.h"
#include "extractor/json/writer.h"
#include "extractor/source/file.h"

namespace bangvang::bench {
namespace {

constexpr int kSentences = 20;  // without awards, of an article
constexpr int kSites = 3;       // of a province

constexpr std::array kVerbs = {"biểu dương", "tôn vinh", "khen thưởng", "vinh danh"};
constexpr std::array kMeetings = {"hội nghị tổng kết phong trào thi đua yêu nước",
                                  "hội nghị điển hình tiên tiến", "lễ trao khen thưởng",
                                  "hội nghị tổng kết công tác thi đua"};
constexpr std::array kWorks = {"cán bộ", "chuyên viên", "Phó Giám đốc", "Hiệu trưởng",
                               "Trưởng phòng"};
constexpr std::array kSurnames = {"Lò",   "Hà",    "Trịnh", "Đinh", "Vàng",
                                  "Phan", "Hoàng", "Lê",    "Ngô"};
constexpr std::array kMiddles = {"Văn", "Thị", "Quang", "Bá", "Đình", "Hữu", "Xuân", "A", "Minh"};
constexpr std::array kGivens = {"Thảnh",  "Mỵ",    "Dự",  "Khuê", "Phiến", "Chứ",
                                "Thuyết", "Nhiên", "Tạo", "Ước",  "Diễm",  "Hoan"};
constexpr std::array kHeads = {"Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính",
                               "Sở Công Thương"};
constexpr std::array kFirst = {"Tân", "Bình", "Hòa", "Đông", "Vĩnh", "An", "Phú", "Long", "Xuân"};
constexpr std::array kSecond = {"Lập", "Minh", "Sơn", "Phú", "Giang", "Lộc", "Khánh", "Thịnh"};

// Who leads a province changes with the years.
std::string leader(std::string_view province, std::string_view year) {
  Dice dice(std::hash<std::string_view>{}(province)*31 + std::hash<std::string_view>{}(year));
  std::string out = dice.of(kSurnames);
  return out + ' ' + dice.of(kMiddles) + ' ' + dice.of(kGivens);
}

std::string_view form_words(std::string_view form) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"bang_khen", "Bằng khen"},
      {"giay_khen", "Giấy khen"},
      {"co_thi_dua", "Cờ thi đua"},
      {"chien_si_thi_dua", "danh hiệu Chiến sĩ thi đua"},
      {"tap_the_lao_dong_xuat_sac", "danh hiệu Tập thể lao động xuất sắc"},
      {"huan_chuong_lao_dong", "Huân chương Lao động"}};
  for (const auto& [id, words] : kWords) {
    if (id == form) return words;
  }
  return {};
}

std::string recipient_words(const history::ToldAward& told, Dice& dice) {
  const facts::Recipient& recipient = told.award.recipient;
  if (recipient.kind == "group") {
    return std::to_string(*recipient.count) +
           (recipient.of == "collective" ? " tập thể" : " cá nhân");
  }
  if (recipient.kind == "agency") return *recipient.name;
  std::string out = (dice.chance(50) ? "ông " : "bà ") + *recipient.name;
  if (!told.bodies.empty()) {
    out += std::string(", ") + dice.of(kWorks) + ' ' + told.bodies.front().name + ',';
  }
  return out;
}

std::string award_sentence(const history::ToldAward& told, Dice& dice) {
  const facts::Award& award = told.award;
  std::string out = "Tại hội nghị, ";
  if (award.status == "held") out = "Trước đó, ";
  if (award.status == "proposed") out = "Trong dịp này, ";
  out += recipient_words(told, dice);
  if (award.status == "held") out += " từng";
  out += " được ";
  if (award.status == "proposed") out += "đề nghị ";
  if (award.granted_by) out += *award.granted_by + ' ';
  out += "tặng " + std::string(form_words(award.form));
  if (award.grade) out += ' ' + *award.grade;
  if (award.year) out += " năm " + std::to_string(*award.year);
  if (award.decision) out += " theo Quyết định số " + *award.decision->number;
  return out + '.';
}

// A sentence with its slots filled.
std::string filled(std::string_view sentence, Dice& dice) {
  std::string out;
  for (std::size_t at = 0; at < sentence.size();) {
    const auto open = std::min(sentence.find('{', at), sentence.size());
    out += sentence.substr(at, open - at);
    if (open == sentence.size()) break;
    const auto close = sentence.find('}', open);
    out += sentence.substr(open + 1, close - open - 1) == "commune"
               ? std::string(dice.of(kFirst)) + ' ' + dice.of(kSecond)
               : std::to_string(dice.between(2, 990));
    at = close + 1;
  }
  return out;
}

std::string day_words(std::string_view iso) {
  return std::to_string(std::stoi(std::string(iso.substr(8, 2)))) + '/' +
         std::to_string(std::stoi(std::string(iso.substr(5, 2)))) + '/' +
         std::string(iso.substr(0, 4));
}

}  // namespace

Result<Newsroom> Newsroom::open(const Collection& collection, const history::Lineage& lineage,
                                const std::filesystem::path& sentences) {
  Newsroom out(collection, lineage);
  const auto content = source::read_file(sentences.string());
  if (!content) return std::unexpected(content.error());
  for (std::size_t at = 0; at < content->size();) {
    const std::size_t end = std::min(content->find('\n', at), content->size());
    if (end > at) out.sentences_.push_back(content->substr(at, end - at));
    at = end + 1;
  }
  if (out.sentences_.empty()) {
    return fail(Error::Kind::kUnreadable, "holds no sentences", "", sentences.string());
  }
  out.by_article_.resize(collection.articles);
  for (std::size_t i = 0; i < collection.told.size(); ++i) {
    out.by_article_[collection.article[i]].push_back(static_cast<std::uint32_t>(i));
  }
  // A ceremony whose awards were all given before leaves an article that tells nothing.
  std::erase_if(out.by_article_, [](const auto& told) { return told.empty(); });
  return out;
}

News Newsroom::article(std::size_t number) const {
  Dice dice(number);
  const history::ToldAward& first = collection_.told[by_article_[number].front()];
  const std::string name(lineage_.province_name(first.told.province));
  const std::string& day = first.told.announced;
  News out{.published = day + "T08:00+07:00", .province = first.told.province};
  out.url = "https://tin" + std::to_string(dice.below(kSites)) + '.' + out.province +
            ".example.gov.vn/thi-dua/" + std::to_string(number) + ".html";
  out.title = "Tỉnh " + name + ' ' + dice.of(kVerbs) + " các tập thể, cá nhân năm " +
              std::to_string(std::stoi(day.substr(0, 4)) - 1);
  out.text = out.title + "\n\nNgày " + day_words(day) + ", tỉnh " + name + " tổ chức " +
             dice.of(kMeetings) + ". Dự hội nghị có ông " +
             leader(out.province, std::string_view(day).substr(0, 4)) +
             ", Phó Chủ tịch Ủy ban nhân dân tỉnh.\n";
  std::vector<std::string> lines;
  for (const std::uint32_t told : by_article_[number]) {
    lines.push_back(award_sentence(collection_.told[told], dice));
  }
  if (dice.chance(5)) {
    lines.push_back("Năm " + day.substr(0, 4) + ", " + dice.of(kHeads) +
                    " làm Trưởng Khối thi đua số " + std::to_string(dice.between(1, 9)) + " tỉnh " +
                    name + '.');
  }
  for (int i = 0; i < kSentences; ++i) lines.push_back(filled(dice.of(sentences_), dice));
  for (const std::string& line : lines) out.text += line + '\n';
  return out;
}

void write_json_line(const News& news, std::string& out) {
  json::Writer line(out);
  line.begin_object();
  line.key("url").string(news.url);
  line.key("title").string(news.title);
  line.key("published").string(news.published);
  line.key("text").string(news.text);
  line.end_object();
  out += '\n';
}

}  // namespace bangvang::bench
