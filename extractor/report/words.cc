#include "extractor/report/words.h"

namespace bangvang::report {

std::string day_first(std::string_view iso) {
  const auto digits = [&](std::size_t at, std::size_t count) {
    for (std::size_t i = at; i < at + count; ++i) {
      if (i >= iso.size() || iso[i] < '0' || iso[i] > '9') return false;
    }
    return true;
  };
  const std::string text(iso);
  if (iso.size() == 7 && digits(0, 4) && iso[4] == '-' && digits(5, 2)) {
    return text.substr(5, 2) + "/" + text.substr(0, 4);
  }
  if (iso.size() == 10 && digits(0, 4) && iso[4] == '-' && digits(5, 2) && iso[7] == '-' &&
      digits(8, 2)) {
    return text.substr(8, 2) + "/" + text.substr(5, 2) + "/" + text.substr(0, 4);
  }
  return text;
}

std::string describe(const store::Subject& subject, const history::Lineage& lineage) {
  std::string out = subject.name;
  if (!subject.place.empty() && subject.kind != store::Subject::Kind::kPlace) {
    out += " (" + std::string(lineage.province_name(subject.place)) + ")";
  }
  for (const std::string& office : subject.offices) out += " · " + office;
  return out;
}

std::string award_name(const history::AwardRecord& record, const Labels& labels) {
  std::string out = labels.of("form", record.form);
  if (record.grade) out += " " + *record.grade;
  return out;
}

std::string recipient_name(const facts::Recipient& recipient, const Labels& labels) {
  if (recipient.kind != "group") return recipient.name.value_or("");
  std::string out = recipient.count ? std::to_string(*recipient.count) : "…";
  if (out.size() == 1) out.insert(0, "0");
  return out + " " + labels.of("recipient", recipient.of.value_or("mixed"));
}

}  // namespace bangvang::report
