#include <algorithm>
#include <map>
#include <set>

#include "extractor/cli/archive.h"
#include "extractor/cli/archive_json.h"
#include "extractor/cli/sheet.h"
#include "extractor/history/evidence.h"
#include "extractor/text/normal_text.h"

namespace bangvang::cli {
namespace {

// One bloc with all its roles by year, and its members by name.
struct Bloc {
  std::string name, province;
  std::int64_t number = 0;
  std::map<std::optional<int>, std::vector<store::KeptRole>> years;
  std::vector<std::string> members;  // as last listed
  std::string listed;                // on which day; may be empty
};

std::string folded(const std::string& name) { return text::fold(history::name_key(name)); }

// Whether the bloc is called so, in part, in any of its spellings; a province behind the name
// chooses among places.
bool is_called(const store::KeptRole& role, const std::string& wanted, const Reading& reading) {
  const std::string place =
      " " + folded(std::string(reading.lineage.province_name(role.record.province)));
  const auto holds = [&](const std::string& name) {
    const std::string full = folded(name);
    std::string bare = full;
    if (bare.ends_with(place)) bare.erase(bare.size() - place.size());
    // The word for the province, whatever it is, may be left out too.
    const std::string shorter = bare.substr(0, bare.rfind(' '));
    return full.find(wanted) != std::string::npos ||
           (bare + place).find(wanted) != std::string::npos ||
           (bare != full && (shorter + place).find(wanted) != std::string::npos);
  };
  return holds(role.record.bloc) || std::ranges::any_of(role.record.aliases, holds);
}

Result<std::vector<Bloc>> find_blocs(Reading& reading, const std::string& name) {
  store::Archive& archive = reading.store->archive();
  auto roles = archive.roles_in({});
  if (!roles) return std::unexpected(roles.error());
  const std::string wanted = folded(name);
  std::set<std::int64_t> chosen;
  for (const store::KeptRole& role : *roles) {
    if (wanted.empty() || is_called(role, wanted, reading)) chosen.insert(role.bloc);
  }
  std::map<std::int64_t, Bloc> blocs;
  for (store::KeptRole& role : *roles) {
    if (!chosen.contains(role.bloc)) continue;
    Bloc& bloc = blocs[role.bloc];
    bloc.number = role.bloc;
    bloc.province = role.record.province;
    if (role.record.bloc.size() > bloc.name.size()) bloc.name = role.record.bloc;
    bloc.years[role.shown_year].push_back(std::move(role));
  }
  std::vector<Bloc> out;
  for (auto& [number, bloc] : blocs) {
    const auto lists = archive.members_of(number);
    if (!lists) return std::unexpected(lists.error());
    for (const history::Block::Member& list : *lists) {
      const auto members = history::members_of(list, reading.lineage);
      if (!members) return std::unexpected(members.error());
      if (members->empty()) continue;
      bloc.members.clear();
      for (const history::Member& member : *members) bloc.members.push_back(member.name);
      bloc.listed = list.evidence.told.announced;
    }
    out.push_back(std::move(bloc));
  }
  std::ranges::sort(out, {}, [](const Bloc& bloc) { return std::pair(bloc.province, bloc.name); });
  return out;
}

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

bool contradicts(const std::vector<store::KeptRole>& roles) {
  return std::ranges::any_of(
      roles, [](const store::KeptRole& role) { return !role.record.against.empty(); });
}

std::string title_of(const Bloc& bloc, const Reading& reading) {
  return bloc.name + " (" + std::string(reading.lineage.province_name(bloc.province)) + ")";
}

std::string print(const Bloc& bloc, const Reading& reading) {
  const Labels& labels = reading.labels;
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
    if (contradicts(roles)) sheet.note("! " + labels.note("against"));
    if (year) before = year;
  }
  std::string out = title_of(bloc, reading) + "\n" + sheet.text(window_width(), wants_color());
  if (bloc.members.empty()) return out;
  std::string members = labels.of("heading", "members");
  if (!bloc.listed.empty()) members += " (" + day_first(bloc.listed) + ")";
  members += ": ";
  for (const std::string& member : bloc.members) {
    members += (&member == &bloc.members.front() ? "" : "; ") + member;
  }
  for (const std::string& line : wrap(members, window_width() - 2)) out += "  " + line + "\n";
  return out;
}

Result<std::string> to_json(const std::vector<Bloc>& blocs, Reading& reading) {
  std::string text;
  json::Writer out(text);
  out.begin_object();
  out.key("blocs").begin_array();
  for (const Bloc& bloc : blocs) {
    out.begin_object();
    out.key("name").string(bloc.name);
    out.key("province").string(bloc.province);
    out.key("members").begin_array();
    for (const std::string& member : bloc.members) out.string(member);
    out.end_array();
    out.key("years").begin_array();
    for (const auto& [year, roles] : bloc.years) {
      out.begin_object();
      out.key("year").integer_or_null(year);
      out.key("contradiction").boolean(contradicts(roles));
      out.key("bloc_roles").begin_array();
      for (const store::KeptRole& role : roles) {
        if (auto done = write_json(out, reading.store->archive(), role); !done) {
          return std::unexpected(done.error());
        }
      }
      out.end_array();
      out.end_object();
    }
    out.end_array();
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return text + "\n";
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
  const auto blocs = find_blocs(*reading, input.empty() ? "" : input[0]);
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
    const auto text = to_json(*blocs, *reading);
    if (!text) {
      complain(text.error().message());
      return kSomeFailed;
    }
    output.write(*text);
  } else {
    for (const Bloc& bloc : *blocs) {
      output.write((&bloc == &blocs->front() ? "" : "\n") + print(bloc, *reading));
    }
  }
  if (output.flush() || output.closed()) return kDone;
  output.complain_if_failed();
  return kSomeFailed;
}

}  // namespace bangvang::cli
