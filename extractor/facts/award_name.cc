// What the name of an award says: its form, grades and level, and the granter its form fixes.
#include <algorithm>

#include "extractor/facts/award.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts::awards {
namespace {

using grammar::Mention;

std::optional<Mention> name_of(const Mention& phrase) {
  auto name = phrase.part("name", "award_name");
  return name ? name : phrase.part("name", "award_form");
}

// "Phát triển" -> "phat_trien"
std::string folded_id(std::string_view words) {
  std::string id = text::fold(words);
  std::ranges::replace(id, ' ', '_');
  return id;
}

}  // namespace

std::vector<std::optional<std::string>> grades_of(const Mention& name) {
  std::vector<std::optional<std::string>> grades;
  const auto add = [&](std::string grade) {
    if (std::ranges::find(grades, std::optional(grade)) == grades.end()) grades.emplace_back(grade);
  };
  if (name.has("grades")) {
    for (const Mention& grade : name.all("grades", "award_grade")) add(grade.value());
    for (const Mention& grade : name.all("grades", "award_grade_member")) add(grade.value());
  }
  if (name.has("years")) {
    std::string digits;
    for (const char c : std::string(name.part_text("years")) + " ") {
      if (c >= '0' && c <= '9') {
        digits += c;
      } else if (!digits.empty()) {
        add(digits + " " + std::string(name.attr("unit")));
        digits.clear();
      }
    }
  }
  if (name.has("grade")) add(text::lower(name.part_text("grade")));
  if (name.has("prize")) {
    const std::string_view prize = name.part_text("prize");
    add(std::string(prize.substr(prize.find(' ') + 1)));
  }
  if (grades.empty()) grades.emplace_back(std::nullopt);
  return grades;
}

std::optional<Name> read_name(const Mention& phrase) {
  const auto found = name_of(phrase);
  if (!found) return std::nullopt;
  const bool lexical = found->kind() == "award_form";
  const auto entry = lexical ? found : found->part("form", "award_form");
  const auto motto = lexical ? std::nullopt : found->part("form", "award_motto");
  Name name;
  if (entry) {
    name.form = entry->attr("form");
    name.level = entry->attr("level");
    name.recipients = entry->attr("recipients");
    if (!entry->attr("granter").empty()) name.granter = std::string(entry->attr("granter"));
  } else if (motto) {
    name.form = motto->attr("form");
    name.level = motto->attr("level");
    if (!motto->attr("granter").empty()) name.granter = std::string(motto->attr("granter"));
  }
  if (const auto branch = found->part("branch", "agency_field"))
    name.branch = std::string(found->attr("ministry")) + " " + branch->value();
  if (name.form.ends_with('_')) name.form += folded_id(found->part_text("own"));
  name.grades = lexical ? std::vector<std::optional<std::string>>{std::nullopt} : grades_of(*found);
  if (name.form.empty() || name.form == "none") return std::nullopt;
  return name;
}

}  // namespace bangvang::facts::awards
