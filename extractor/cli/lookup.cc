#include <algorithm>
#include <iostream>

#include "extractor/cli/archive.h"
#include "extractor/cli/csv.h"
#include "extractor/cli/sheet.h"
#include "extractor/cli/storing.h"
#include "extractor/source/file.h"
#include "extractor/text/normal_text.h"

namespace bangvang::cli {
namespace {

po::options_description options() {
  po::options_description visible("Options");
  add_archive_options(visible);
  auto add = visible.add_options();
  add("output,o", po::value<std::string>()->value_name("FILE"), "where the answers go (CSV)");
  add("name", po::value<std::string>()->value_name("HEADING"),
      "the column of names; else one with a usual heading, else the first");
  add("unit", po::value<std::string>()->value_name("HEADING"),
      "a column with each one's office or agency, to tell people of one name apart");
  return visible;
}

std::string folded(const std::string& name) { return text::fold(history::name_key(name)); }

// The column with that heading, or with one of those usual for it (between "|").
std::optional<std::size_t> column_of(const std::vector<std::string>& headings,
                                     const std::optional<std::string>& asked,
                                     const std::string& usual) {
  const std::string wanted = "|" + (asked ? *asked : usual) + "|";
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const std::string heading = "|" + headings[i] + "|";
    if (headings[i].empty()) continue;
    if (text::fold(text::lower(wanted)).find(text::fold(text::lower(heading))) !=
        std::string::npos) {
      return i;
    }
  }
  return std::nullopt;
}

// Appends answers to the rows of a list.
class LookUp {
 public:
  LookUp(Reading& reading, const Names& names) : reading_(reading), names_(names) {}

  std::vector<std::string> headings() const {
    const auto heading = [&](const char* id) { return reading_.labels.of("heading", id); };
    return {heading("answer"), heading("form"), heading("decision"), heading("words"),
            heading("url")};
  }

  Result<std::vector<std::string>> answer(const std::string& name, const std::string& unit) {
    const Labels& labels = reading_.labels;
    if (folded(name).empty()) return std::vector<std::string>(5);
    auto found = store::look_up(reading_.store->archive(), reading_.lineage, names_.of(name));
    if (!found) return std::unexpected(found.error());
    if (found->subjects.size() > 1 && !unit.empty()) keep_of_unit(found->subjects, unit);
    if (found->subjects.empty()) return short_answer(labels.note("nobody"), found->suggestions);
    if (found->subjects.size() > 1) {
      std::vector<std::string> list;
      for (const store::Subject& subject : found->subjects) {
        list.push_back(describe(subject, reading_));
      }
      return short_answer(labels.note("several"), list);
    }
    return awards_of(found->subjects.front());
  }

 private:
  static std::vector<std::string> short_answer(std::string text,
                                               const std::vector<std::string>& list) {
    for (const std::string& item : list) text += (&item == &list.front() ? ": " : "; ") + item;
    return {std::move(text), "", "", "", ""};
  }

  static void keep_of_unit(std::vector<store::Subject>& subjects, const std::string& unit) {
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

  Result<std::vector<std::string>> awards_of(const store::Subject& subject) {
    const Labels& labels = reading_.labels;
    store::Archive& archive = reading_.store->archive();
    const auto line = store::timeline(archive, reading_.lineage, subject, true);
    if (!line) return std::unexpected(line.error());
    std::size_t articles = 0;
    std::vector<std::string> cells(5);
    const auto add = [](std::string& cell, const std::string& text) {
      cell += (cell.empty() ? "" : "\n") + text;
    };
    std::size_t count = 0;
    for (const store::Year& year : line->years) {
      articles += year.naming;
      for (const store::KeptAward& award : year.awards) {
        ++count;
        std::string text = award_name(award.record, labels);
        if (year.year) text += ", " + std::to_string(*year.year);
        add(cells[1], text + ", " + labels.of("status", award.record.status));
        add(cells[2], decision(award.record));
        const auto quotes = archive.evidence("award", award.record.id);
        if (!quotes) return std::unexpected(quotes.error());
        if (quotes->empty()) continue;
        add(cells[3], quotes->front().words);
        add(cells[4], quotes->front().url.value_or(quotes->front().title.value_or("")));
      }
    }
    cells[0] = count > 0 ? labels.of("state", "found") + " (" + std::to_string(count) + ")"
                         : labels.of("state", "none_found");
    cells[0] += ": " + describe(subject, reading_);
    return cells;
  }

  static std::string decision(const history::AwardRecord& record) {
    if (!record.decision) return {};
    std::string out = record.decision->number.value_or("");
    if (record.decision->date) out += " " + day_first(*record.decision->date);
    return out;
  }

  Reading& reading_;
  const Names& names_;
};

std::optional<std::string> asked(const Parsed& parsed, const char* option) {
  return parsed.has(option) ? std::optional(parsed.get<std::string>(option)) : std::nullopt;
}

Result<std::string> answer_all(CsvRows& rows, LookUp& look_up, std::size_t name,
                               std::optional<std::size_t> unit) {
  // With a byte order mark Excel reads UTF-8.
  std::string text = "\xEF\xBB\xBF";
  std::vector<std::string> head = rows.front();
  std::ranges::copy(look_up.headings(), std::back_inserter(head));
  text += csv_row(head);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    std::vector<std::string>& row = rows[i];
    row.resize(rows.front().size());
    const auto cells = look_up.answer(row[name], unit ? row[*unit] : "");
    if (!cells) return std::unexpected(cells.error());
    std::ranges::copy(*cells, std::back_inserter(row));
    text += csv_row(row);
  }
  return text;
}

}  // namespace

int run_lookup(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, options(), args, "input", 1);
  if (parsed.status) return *parsed.status;
  const auto input = parsed.get<std::vector<std::string>>("input");
  if (input.empty()) return usage_error(command, "a list is missing");
  if (!parsed.has("output")) return usage_error(command, "--output is missing");
  const auto bytes = source::read_file(input[0]);
  if (!bytes) {
    complain(bytes.error().message());
    return kUsage;
  }
  CsvRows rows = read_csv(*bytes);
  if (rows.empty()) return usage_error(command, input[0] + ": is empty");
  auto reading = open_archive(command, parsed);
  if (!reading) return reading.error();
  const auto name = column_of(rows[0], asked(parsed, "name"), reading->labels.of("list", "name"));
  const auto unit = column_of(rows[0], asked(parsed, "unit"), reading->labels.of("list", "unit"));
  if (!name && parsed.has("name")) {
    return usage_error(command,
                       "--name: the list has no column " + parsed.get<std::string>("name"));
  }
  if (!unit && parsed.has("unit")) {
    return usage_error(command,
                       "--unit: the list has no column " + parsed.get<std::string>("unit"));
  }
  const auto names = Names::load(reading->grammars);
  if (!names) return kUsage;
  LookUp look_up(*reading, *names);
  const auto text = answer_all(rows, look_up, name.value_or(0), unit);
  if (!text) {
    complain(text.error().message());
    return kSomeFailed;
  }
  return write_file(parsed.get<std::string>("output"), *text) ? kDone : kSomeFailed;
}

}  // namespace bangvang::cli
