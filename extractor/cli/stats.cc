#include <algorithm>

#include "extractor/cli/archive.h"
#include "extractor/cli/sheet.h"
#include "extractor/cli/storing.h"
#include "extractor/report/answer_json.h"
#include "extractor/report/words.h"

namespace bangvang::cli {
namespace {

std::string value_label(const std::string& kind, const std::string& value, const Reading& reading) {
  if (value.empty()) return "–";
  if (kind != "province") return reading.labels.of(kind, value);
  const std::string name(reading.lineage.province_name(value));
  return name.empty() ? value : name;
}

std::string tables(const store::Statistics& statistics, const Reading& reading) {
  const auto heading = [&](const char* id) { return reading.labels.of("heading", id); };
  std::string out;
  const auto add = [&](const Sheet& sheet) {
    const std::string text = sheet.text(window_width(), wants_color());
    if (!text.empty()) out += (out.empty() ? "" : "\n") + text;
  };
  for (const char* kind : {"site", "province", "year"}) {
    Sheet sheet({heading(kind), heading("articles"), heading("telling"), heading("failures")});
    for (const store::Covered& row : statistics.covered) {
      if (row.kind != kind) continue;
      sheet.add({value_label(kind, row.value, reading), grouped(row.articles), grouped(row.telling),
                 row.failures > 0 ? grouped(row.failures) : ""});
    }
    add(sheet);
  }
  for (const char* kind : {"form", "level", "status", "confidence"}) {
    Sheet sheet({heading(kind), heading("records"), heading("named"), heading("recipients")});
    for (const store::Counted& row : statistics.counted) {
      if (row.kind != kind) continue;
      sheet.add({value_label(kind, row.value, reading), grouped(row.records), grouped(row.named),
                 grouped(row.recipients)});
    }
    add(sheet);
  }
  Sheet fresh({heading("newest"), heading("fetched"), heading("written")});
  const auto day = [](const std::string& time) {
    return report::day_first(std::string_view(time).substr(0, 10));
  };
  fresh.add({day(statistics.published), day(statistics.fetched), day(statistics.written)});
  add(fresh);
  return out;
}

}  // namespace

int run_stats(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  add_archive_options(visible);
  const Parsed parsed = parse(command, visible, args);
  if (parsed.status) return *parsed.status;
  auto reading = open_archive(command, parsed);
  if (!reading) return reading.error();
  const auto statistics = reading->store->statistics();
  if (!statistics) {
    complain(statistics.error().message());
    return kSomeFailed;
  }
  std::string text;
  if (parsed.has("json")) {
    json::Writer out(text);
    report::write_json(out, *statistics);
    text += '\n';
  } else {
    text = tables(*statistics, *reading);
  }
  Output output;
  output.write(text);
  if (output.flush() || output.closed()) return kDone;
  output.complain_if_failed();
  return kSomeFailed;
}

}  // namespace bangvang::cli
