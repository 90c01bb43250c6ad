#include "benchmarks/collection.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "benchmarks/dice.h"
#include "extractor/base/date.h"

namespace bangvang::bench {
namespace {

// Shares of surnames as counted in Viet Nam: two people in five are called Nguyễn.
constexpr std::array kSurnames = {
    "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần",
    "Lê",     "Lê",     "Phạm",   "Hoàng",  "Phan",   "Vũ",     "Đặng",   "Bùi",    "Đỗ",   "Lò"};
constexpr std::array kMiddles = {"Văn", "Thị", "Văn", "Thị",  "Đức", "Minh", "Ngọc",
                                 "Hữu", "Thu", "Kim", "Quốc", "Anh", "Công", "Thanh"};
constexpr std::array kGivens = {"Hùng",  "Hương", "Dũng", "Hoa",  "Tuấn",  "Lan",  "Hải",  "Thủy",
                                "Cường", "Hạnh",  "Bình", "Nga",  "Thành", "Hòa",  "Minh", "Mai",
                                "Long",  "Thảo",  "Sơn",  "Yến",  "Thắng", "Linh", "Nam",  "Hằng",
                                "Phúc",  "Trang", "Quân", "Dung", "Khánh", "Loan", "Đạt",  "Nhung",
                                "Tú",    "Oanh",  "Vinh", "Liên", "Kiên",  "Xuân", "Trung"};

constexpr std::array kDepartments = {"Sở Y tế",
                                     "Sở Nội vụ",
                                     "Sở Tư pháp",
                                     "Sở Tài chính",
                                     "Sở Công Thương",
                                     "Sở Xây dựng",
                                     "Sở Giáo dục và Đào tạo",
                                     "Sở Khoa học và Công nghệ",
                                     "Sở Thông tin và Truyền thông",
                                     "Sở Kế hoạch và Đầu tư",
                                     "Sở Giao thông vận tải",
                                     "Sở Tài nguyên và Môi trường",
                                     "Sở Nông nghiệp và Phát triển nông thôn",
                                     "Sở Lao động - Thương binh và Xã hội",
                                     "Sở Văn hóa, Thể thao và Du lịch",
                                     "Ban Dân tộc",
                                     "Thanh tra tỉnh",
                                     "Công an tỉnh"};
constexpr std::array kSchools = {"Trường Tiểu học", "Trường Trung học cơ sở",
                                 "Trường Trung học phổ thông", "Trường Mầm non"};
constexpr std::array kSchoolNames = {"Lê Lợi",     "Nguyễn Trãi", "Kim Đồng",   "Hoa Sen",
                                     "Trần Phú",   "Quang Trung", "Hùng Vương", "Hoa Mai",
                                     "Chu Văn An", "Võ Thị Sáu",  "Lê Quý Đôn", "Sơn Ca",
                                     "Nguyễn Du",  "Ngô Quyền",   "Họa Mi",     "Bế Văn Đàn"};
constexpr std::array kOffices = {"Phòng Giáo dục và Đào tạo", "Trung tâm Y tế",
                                 "Bệnh viện Đa khoa",         "Hội Nông dân",
                                 "Ban Chỉ huy Quân sự",       "Hạt Kiểm lâm"};
// Communes have names of two such words.
constexpr std::array kFirstWords = {"Tân",   "Bình", "Hòa",   "Đông", "Tây",   "Nam",  "Bắc",
                                    "Vĩnh",  "An",   "Phú",   "Long", "Xuân",  "Thủy", "Quang",
                                    "Thanh", "Mỹ",   "Trung", "Đại",  "Nghĩa", "Cẩm"};
constexpr std::array kLastWords = {"Lập",   "Minh",  "Bình",  "Sơn",  "Phú", "Giang", "Hà",
                                   "Lộc",   "Khánh", "Thịnh", "Hải",  "Mai", "An",    "Vinh",
                                   "Trạch", "Xuân",  "Thủy",  "Hưng", "Đức", "Tiến"};
constexpr std::array kForms = {"bang_khen",
                               "giay_khen",
                               "co_thi_dua",
                               "chien_si_thi_dua",
                               "tap_the_lao_dong_xuat_sac",
                               "huan_chuong_lao_dong"};
constexpr std::array kGrades = {"hạng Nhất", "hạng Nhì", "hạng Ba"};
constexpr std::array kMinistries = {"Bộ Y tế", "Bộ Nội vụ", "Bộ Giáo dục và Đào tạo", "Bộ Công an"};

// Centrally run cities write "thành phố" where provinces write "tỉnh"; the latter are enough here.
constexpr std::array<std::string_view, 6> kCities = {"ha-noi",  "hai-phong",   "hue",
                                                     "da-nang", "ho-chi-minh", "can-tho"};

constexpr int kFirstYear = 2014, kLastYear = 2023;

// One award as it was given.
struct Award {
  facts::Award award;
  std::string place, province;
  std::vector<history::Named> bodies;
  std::int64_t day = 0;  // of the ceremony
};

std::string number_text(std::size_t number) {
  char text[17];
  std::snprintf(text, sizeof text, "%016zx", number);
  return text;
}

class Maker {
 public:
  Maker(const history::Lineage& lineage, std::size_t facts, std::uint64_t seed)
      : dice_(seed), wanted_(facts) {
    for (const std::string& slug : lineage.provinces()) {
      if (std::ranges::count(kCities, slug) > 0) continue;
      provinces_.emplace_back(slug, lineage.province_name(slug));
    }
  }

  Collection run() {
    while (out_.told.size() < wanted_) ceremony();
    shuffle();
    return std::move(out_);
  }

 private:
  using Province = std::pair<std::string, std::string>;

  // A few awards given on one day, told by one article and perhaps by others.
  void ceremony() {
    const Province& province = dice_.of(provinces_);
    const int year = dice_.between(kFirstYear, kLastYear);
    const std::int64_t day = days_from_civil({year + 1, dice_.between(1, 6), dice_.between(1, 28)});
    const std::string granter =
        dice_.chance(15) ? std::string(dice_.of(kMinistries)) : std::string("Ủy ban nhân dân tỉnh");
    facts::Decision decision{.number = std::to_string(dice_.between(10, 3999)) + "/QĐ-UBND"};
    const int awards = dice_.between(1, 11);
    const std::size_t first = article();
    std::vector<std::size_t> others;
    for (int i = 0; i < awards; ++i) {
      Award given = make_award(province, year, granter);
      if (!is_new(given)) continue;
      given.day = day;
      given.award.decision = decision;
      tell_all(given, first, others);
    }
  }

  // A body grants one award of a form to an agency, or to a person known by its agency, for one
  // year.
  bool is_new(const Award& given) {
    const facts::Award& award = given.award;
    if (award.recipient.kind == "group") return true;
    std::string key = award.form + '|' + *award.recipient.name + '|' + given.province + '|' +
                      std::to_string(*award.year) + '|' + *award.granted_by;
    if (award.recipient.kind == "person") {
      key += '|' + (given.bodies.empty() ? std::to_string(out_.awards) : given.bodies[0].name);
    }
    return given_.insert(std::move(key)).second;
  }

  void tell_all(const Award& given, std::size_t first, std::vector<std::size_t>& others) {
    tell(given, first, 0);
    if (dice_.chance(30)) {
      ++out_.told_again;
      const int times = dice_.between(1, 4);
      for (int i = 0; i < times; ++i) {
        const auto index = static_cast<std::size_t>(i);
        while (others.size() <= index) others.push_back(article());
        tell(given, others[index], dice_.between(1, 20));
      }
    }
    ++out_.awards;
  }

  std::size_t article() { return out_.articles++; }

  Award make_award(const Province& province, int year, const std::string& granter) {
    Award out;
    out.province = province.first;
    out.award.granted_by = granter;
    out.award.year = year;
    out.award.level = "ministry_province";
    out.award.status = "conferred";
    const std::size_t kind = dice_.below(20);
    if (kind < 9) {
      out.award.recipient = {.kind = "agency", .name = agency()};
      out.place = province.first;
    } else if (kind < 18) {
      out.award.recipient = {.kind = "person", .name = person()};
      if (dice_.chance(70)) out.bodies.push_back({agency(), province.first});
    } else {
      out.award.recipient = {.kind = "group",
                             .of = dice_.chance(50) ? "collective" : "person",
                             .count = dice_.between(2, 60)};
    }
    out.award.form = dice_.of(kForms);
    if (out.award.form == "huan_chuong_lao_dong") {
      out.award.grade = dice_.of(kGrades);
      out.award.granted_by = "Chủ tịch nước";
    }
    return out;
  }

  std::string agency() {
    switch (dice_.below(8)) {
      case 0:
        return dice_.of(kDepartments);
      case 1:
      case 2:
      case 3:
        return std::string(dice_.of(kSchools)) + " " +
               (dice_.chance(20) ? std::string(dice_.of(kSchoolNames)) : commune());
      default:
        return std::string(dice_.of(kOffices)) + " " + commune();
    }
  }

  std::string commune() { return std::string(dice_.of(kFirstWords)) + " " + dice_.of(kLastWords); }

  std::string person() {
    return std::string(dice_.of(kSurnames)) + " " + dice_.common_of(kMiddles) + " " +
           dice_.common_of(kGivens) +
           (dice_.chance(40) ? "" : std::string(" ") + dice_.of(kGivens));
  }

  // One article's words on an award, `late` days after the ceremony.
  void tell(const Award& given, std::size_t article, int late) {
    history::ToldAward told{.told = {.fact = number_text(dice_.next()),
                                     .article = number_text(article * 0x9E3779B97F4A7C15),
                                     .announced = to_iso(civil_from_days(given.day + late)),
                                     .province = given.province},
                            .award = given.award,
                            .place = given.place,
                            .bodies = given.bodies};
    facts::Award& award = told.award;
    if (award.recipient.name) spell(*award.recipient.name, given);
    spell_granter(*award.granted_by);
    if (dice_.chance(20)) award.year.reset();
    if (dice_.chance(10)) award.granted_by.reset();
    if (!dice_.chance(30)) award.decision.reset();
    if (late > 0 && dice_.chance(10)) told.bodies.clear();
    if (late > 0 && dice_.chance(10)) {
      award.status = "proposed";
      award.decision.reset();
      told.told.announced = to_iso(civil_from_days(given.day - late));
    } else if (late > 0 && award.recipient.name && dice_.chance(10)) {
      award.status = "held";
      award.year = given.award.year;
      told.told.announced = to_iso(civil_from_days(given.day + 400));
    }
    out_.told.push_back(std::move(told));
    out_.truth.push_back(static_cast<std::uint32_t>(out_.awards));
    out_.article.push_back(static_cast<std::uint32_t>(article));
  }

  void spell(std::string& name, const Award& given) {
    if (given.award.recipient.kind == "agency" && dice_.chance(20)) {
      const auto place = std::ranges::find(provinces_, given.province, &Province::first);
      if (name.starts_with("Sở ")) name += " tỉnh " + place->second;
    }
    if (dice_.chance(10)) replace(name, " - ", " – ");
    if (dice_.chance(10)) replace(name, " và ", " & ");
    if (dice_.chance(15)) replace(name, "óa", "oá");
    if (dice_.chance(15)) replace(name, "òa", "oà");
    if (dice_.chance(15)) replace(name, "ủy", "uỷ");
  }

  void spell_granter(std::string& name) {
    if (!name.starts_with("Ủy ban")) return;
    if (dice_.chance(40)) name = "Chủ tịch " + name;
    if (dice_.chance(10)) replace(name, "Ủy", "Uỷ");
  }

  static void replace(std::string& text, std::string_view what, std::string_view with) {
    const auto at = text.find(what);
    if (at != std::string::npos) text.replace(at, what.size(), with);
  }

  void shuffle() {
    for (std::size_t i = out_.told.size(); i > 1; --i) {
      const std::size_t j = dice_.below(i);
      std::swap(out_.told[i - 1], out_.told[j]);
      std::swap(out_.truth[i - 1], out_.truth[j]);
      std::swap(out_.article[i - 1], out_.article[j]);
    }
  }

  Dice dice_;
  std::size_t wanted_;
  std::vector<Province> provinces_;
  std::unordered_set<std::string> given_;
  Collection out_;
};

double pairs(std::size_t count) {
  return static_cast<double>(count) * (static_cast<double>(count) - 1) / 2;
}

}  // namespace

Collection make_collection(const history::Lineage& lineage, std::size_t facts, std::uint64_t seed) {
  return Maker(lineage, facts, seed).run();
}

Agreement resolve_collection(const Collection& collection, const history::Lineage& lineage) {
  std::unordered_map<std::string, std::vector<history::ToldAward>> blocks;
  std::unordered_map<std::string_view, std::uint32_t> truth;  // by fact
  for (std::size_t i = 0; i < collection.told.size(); ++i) {
    const history::ToldAward& told = collection.told[i];
    blocks[history::block_of(told, lineage)].push_back(told);
    truth.emplace(told.told.fact, collection.truth[i]);
  }
  Agreement out;
  double claimed = 0, right = 0, wanted = 0;
  for (const auto& [key, told] : blocks) {
    out.largest_block = std::max(out.largest_block, told.size());
    for (const history::AwardRecord& record : history::resolve_awards(told, lineage)) {
      ++out.records;
      std::unordered_map<std::uint32_t, std::size_t> parts;
      for (const std::string& fact : record.facts) ++parts[truth.at(fact)];
      claimed += pairs(record.facts.size());
      for (const auto& [award, count] : parts) right += pairs(count);
    }
  }
  std::unordered_map<std::uint32_t, std::size_t> sizes;
  for (const std::uint32_t award : collection.truth) ++sizes[award];
  for (const auto& [award, count] : sizes) wanted += pairs(count);
  out.precision = claimed > 0 ? right / claimed : 1;
  out.recall = wanted > 0 ? right / wanted : 1;
  return out;
}

}  // namespace bangvang::bench
