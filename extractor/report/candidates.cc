#include "extractor/report/candidates.h"

#include <algorithm>
#include <map>

#include "extractor/report/csv.h"
#include "extractor/report/names.h"
#include "extractor/report/read_workbook.h"
#include "extractor/report/words.h"
#include "extractor/text/normal_text.h"

namespace bangvang::report {
namespace {

std::string folded(const std::string& name) { return text::fold(history::name_key(name)); }

void keep_of_unit(std::vector<store::Subject>& subjects, const std::string& unit) {
  const std::string wanted = folded(unit);
  std::vector<store::Subject> kept;
  for (const store::Subject& subject : subjects) {
    const bool fits = std::ranges::any_of(subject.offices, [&](const std::string& office) {
      return folded(office).find(wanted) != std::string::npos;
    });
    if (fits) kept.push_back(subject);
  }
  if (!kept.empty()) subjects = std::move(kept);
}

std::string decision_of(const history::AwardRecord& record) {
  if (!record.decision) return {};
  std::string out = record.decision->number.value_or("");
  if (record.decision->date) out += (out.empty() ? "" : " ") + day_first(*record.decision->date);
  return out;
}

// Line by line as the awards, so that the columns can be read side by side.
void add_line(Cells& cells, const std::vector<std::string>& lines, bool first) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    cells[i + 1].text += (first ? "" : "\n") + lines[i];
  }
}

}  // namespace

Result<std::vector<Cells>> read_list(std::string_view bytes, const std::string& file) {
  if (is_packed(bytes) || is_compound(bytes)) return read_workbook(bytes, file);
  std::vector<Cells> rows;
  for (std::vector<std::string>& row : read_csv(bytes)) {
    Cells& cells = rows.emplace_back();
    for (std::string& text : row) cells.push_back({std::move(text)});
  }
  return rows;
}

std::optional<std::size_t> column_of(const Cells& headings, const std::optional<std::string>& asked,
                                     const std::string& usual) {
  const std::string wanted = text::fold(text::lower("|" + (asked ? *asked : usual) + "|"));
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (headings[i].text.empty()) continue;
    const std::string heading = text::fold(text::lower("|" + headings[i].text + "|"));
    if (wanted.find(heading) != std::string::npos) return i;
  }
  return std::nullopt;
}

Cells Candidates::headings() const {
  Cells out;
  for (const char* id : {"answer", "form", "decision", "words", "url"}) {
    out.push_back({labels_.of("heading", id)});
  }
  return out;
}

Result<Cells> Candidates::answer(const std::string& name, const std::string& unit) {
  if (folded(name).empty()) return short_answer({}, {});
  auto found = store::look_up(archive_, lineage_, official_names(extractor_, name));
  if (!found) return std::unexpected(found.error());
  if (found->subjects.size() > 1 && !unit.empty()) keep_of_unit(found->subjects, unit);
  if (found->subjects.size() == 1) return awards_of(found->subjects.front());
  if (found->subjects.empty()) return short_answer(labels_.note("nobody"), found->suggestions);
  std::vector<std::string> list;
  bool persons = true;
  for (const store::Subject& subject : found->subjects) {
    list.push_back(describe(subject, lineage_));
    persons = persons && subject.kind == store::Subject::Kind::kPerson;
  }
  return short_answer(labels_.note(persons ? "namesakes" : "several"), list);
}

Cells Candidates::short_answer(std::string text, const std::vector<std::string>& list) const {
  for (const std::string& item : list) text += (&item == &list.front() ? ": " : "; ") + item;
  return {{std::move(text)}, {}, {}, {}, {}};
}

Result<Cells> Candidates::awards_of(const store::Subject& subject) {
  const auto line = store::timeline(archive_, lineage_, subject, true);
  if (!line) return std::unexpected(line.error());
  Cells cells(headings().size());
  cells[4].kind = Cell::Kind::kAddress;
  std::map<std::string, std::size_t> counts;  // by status
  bool first = true;
  for (const store::Year& year : line->years) {
    for (const store::KeptAward& award : year.awards) {
      ++counts[award.record.status];
      std::string text = award_name(award.record, labels_);
      if (year.year) text += ", " + std::to_string(*year.year);
      const auto quotes = archive_.evidence("award", award.record.id);
      if (!quotes) return std::unexpected(quotes.error());
      const store::Quote quote = quotes->empty() ? store::Quote() : quotes->front();
      add_line(cells,
               {text + ", " + labels_.of("status", award.record.status), decision_of(award.record),
                quote.words, quote.url.value_or(quote.title.value_or(""))},
               first);
      first = false;
    }
  }
  std::string& answer = cells[0].text;
  answer = labels_.of("state", counts.empty() ? "none_found" : "found");
  for (const char* status : {"conferred", "held", "proposed"}) {
    if (!counts.contains(status)) continue;
    answer += (answer.find(':') == std::string::npos ? ": " : ", ") +
              labels_.note("awards_of_status", std::to_string(counts[status]),
                           labels_.of("status", status));
  }
  answer += " – " + describe(subject, lineage_);
  return cells;
}

}  // namespace bangvang::report
