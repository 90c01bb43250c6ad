#include "tests/events/sample.h"

namespace bangvang::events {
namespace {

facts::Award sample_award() {
  facts::Award award;
  award.form = "bang_khen";
  award.grade = "hạng Ba";
  award.level = "ministry_province";
  award.recipient.kind = "group";
  award.recipient.name = "Tổ 1";
  award.recipient.of = "collective";
  award.recipient.count = 7;
  award.granted_by = "Ủy ban nhân dân tỉnh";
  award.year = 2023;
  award.period = "2022/2023";
  award.status = "conferred";
  award.decision.emplace();
  award.decision->number = "12/QĐ-UBND";
  award.decision->date = "2024-01-02";
  award.decision->issuer = "Ủy ban nhân dân tỉnh";
  award.reason = "thành tích xuất sắc";
  award.evidence = evidence("Bằng khen", "award.given");
  return award;
}

facts::Facts sample_facts() {
  facts::Facts facts;
  facts.dates.push_back({"2024-03-05", "morning", evidence("Sáng 5/3/2024", "date.dmy")});
  facts.agencies.push_back({"Sở Y tế", "lao-cai", "so", evidence("Sở Y tế", "agency.name")});
  facts.agencies.back().evidence.also = {at("Sở Y tế", 2)};
  facts.blocs.push_back(
      {"Khối thi đua số 1", {"Khối 1"}, {"Sở Y tế"}, evidence("khối", "bloc.name")});
  facts.bloc_roles.push_back({"head", "Sở Y tế", "Lò Thị Mai", "Khối thi đua số 1", 2024,
                              "2023/2024",
                              evidence("Sở Y tế 🏆 làm Trưởng khối", "bloc_role.holder")});
  facts.bloc_roles.back().evidence.parts = {
      {"holder", at("Sở Y tế")}, {"role", at("Trưởng khối")}, {"role", at("khối")}};
  facts.bloc_roles.back().evidence.inferred = {"year"};
  facts.officials.push_back(
      {"Lò Thị Mai", {{"Giám đốc", "Sở Y tế", true}}, evidence("Sở Y tế", "official.name")});
  facts.awards.push_back(sample_award());
  facts.documents.push_back({"Chỉ thị", "02/CT-UBND", "2024-01-03", "Ủy ban nhân dân tỉnh",
                             evidence("Bằng khen", "document.number")});
  return facts;
}

}  // namespace

Extraction sample() {
  Extraction extraction;
  extraction.article.source = "a.txt";
  extraction.article.url = "https://a.vn/1";
  extraction.article.text = kText;
  extraction.article.title = "Tiêu đề";
  extraction.article.author = "Kiều Oanh";
  extraction.article.published = "2024-03-06T10:20+07:00";
  extraction.article.attachments = {"a.pdf"};
  extraction.province = "lao-cai";
  extraction.normal_text_hash = "00ff";
  extraction.facts = sample_facts();
  extraction.findings.push_back({"count_differs", at("Bằng khen"), 3, 2});
  extraction.meetings.push_back({{"pledge_signing", "review"},
                                 "2024-03-05",
                                 "morning",
                                 "Hội trường",
                                 "Khối thi đua số 1",
                                 2024,
                                 {"Lò Thị Mai"}});
  return extraction;
}

}  // namespace bangvang::events
