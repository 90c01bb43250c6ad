#include "extractor/report/blocs.h"
#include "extractor/cli/archive.h"
#include "extractor/cli/sheet.h"
#include "extractor/report/answer_json.h"
#include "extractor/report/words.h"

namespace bangvang::cli {
namespace {

// Who held it, with the province where that is not the bloc's.
std::string holder_of(const history::RoleRecord& record, const Reading& reading) {
  if (!record.holder) return {};
  const std::string& place = record.holder->place;
  if (place.empty() || place == record.province) return record.holder->name;
  return record.holder->name + " " + std::string(reading.lineage.province_name(place));
}

std::string holders(const std::vector<store::KeptRole>& roles, const std::string& role,
                    const Reading& reading) {
  std::string out;
  for (const store::KeptRole& kept : roles) {
    if (kept.record.role != role) continue;
    std::string holder = holder_of(kept.record, reading);
    for (const std::string& person : kept.record.persons) {
      holder += (holder.empty() ? "" : ", ") + person;
    }
    out += (out.empty() ? "" : "; ") + holder;
  }
  return out;
}

std::string title_of(const report::Bloc& bloc, const Reading& reading) {
  return bloc.name + " (" + std::string(reading.lineage.province_name(bloc.province)) + ")";
}

std::string print(const report::Bloc& bloc, const Reading& reading) {
  const report::Labels& labels = reading.labels;
  Sheet sheet({labels.of("heading", "year"), labels.of("heading", "heads"),
               labels.of("heading", "deputies")});
  std::optional<int> before;
  for (const auto& [year, roles] : bloc.years) {
    if (year && before) {
      for (int gap = *before + 1; gap < *year; ++gap) {
        sheet.add({std::to_string(gap), labels.note("gap"), ""});
      }
    }
    const std::string heads = holders(roles, "head", reading);
    sheet.add({year ? std::to_string(*year) : labels.note("undated"),
               heads.empty() ? labels.note("gap") : heads, holders(roles, "deputy", reading)});
    if (report::contradicts(roles)) sheet.note("! " + labels.note("against"));
    if (year) before = year;
  }
  std::string out = title_of(bloc, reading) + "\n" + sheet.text(window_width(), wants_color());
  if (bloc.members.empty()) return out;
  std::string members = labels.of("heading", "members");
  if (!bloc.listed.empty()) members += " (" + report::day_first(bloc.listed) + ")";
  members += ": ";
  for (const std::string& member : bloc.members) {
    members += (&member == &bloc.members.front() ? "" : "; ") + member;
  }
  for (const std::string& line : wrap(members, window_width() - 2)) out += "  " + line + "\n";
  return out;
}

}  // namespace

int run_blocs(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  add_archive_options(visible);
  const Parsed parsed = parse(command, visible, args, "input", 1);
  if (parsed.status) return *parsed.status;
  const auto input = parsed.get<std::vector<std::string>>("input");
  auto reading = open_archive(command, parsed);
  if (!reading) return reading.error();
  const auto blocs = report::find_blocs(reading->store->archive(), reading->lineage,
                                        input.empty() ? "" : input[0]);
  if (!blocs) {
    complain(blocs.error().message());
    return kSomeFailed;
  }
  if (blocs->empty()) {
    complain(input.empty() ? "the store tells of no bloc's head or deputy"
                           : "nothing in the store tells who led a bloc called '" + input[0] + "'");
    return kSomeFailed;
  }
  Output output;
  if (parsed.has("json")) {
    std::string text;
    json::Writer out(text);
    if (auto done = report::write_json(out, reading->store->archive(), *blocs); !done) {
      complain(done.error().message());
      return kSomeFailed;
    }
    output.write(text + "\n");
  } else {
    for (const report::Bloc& bloc : *blocs) {
      output.write((&bloc == &blocs->front() ? "" : "\n") + print(bloc, *reading));
    }
  }
  if (output.flush() || output.closed()) return kDone;
  output.complain_if_failed();
  return kSomeFailed;
}

}  // namespace bangvang::cli
