#include <algorithm>
#include <iostream>

#include "extractor/cli/archive.h"
#include "extractor/cli/sheet.h"
#include "extractor/cli/storing.h"
#include "extractor/report/answer_json.h"
#include "extractor/report/words.h"
#include "extractor/store/search.h"

namespace bangvang::cli {
namespace {

constexpr std::size_t kMostShown = 1000;  // of one page of hits
constexpr std::size_t kFacetRows = 10;    // of each kind, in a table

std::string count_text(const store::Hits& hits) {
  if (hits.count > store::kCountedHits) return "10 000+";
  return grouped(hits.count);
}

void print(const store::Hits& hits, std::size_t after, const Reading& reading, std::string& out) {
  const bool color = wants_color();
  const std::size_t width = window_width();
  const auto styled = [&](const std::string& text, const char* style) {
    return color ? style + text + "\x1b[0m" : text;
  };
  out += reading.labels.note("hits", count_text(hits)) + '\n';
  std::size_t number = after;
  for (const store::Hit& hit : hits.hits) {
    const std::string& title = hit.title.empty() ? hit.article : hit.title;
    out += '\n';
    for (const auto& line : wrap(std::to_string(++number) + ". " + title, width)) {
      out += styled(line, "\x1b[1m") + '\n';
    }
    std::string facts = report::day_first(std::string_view(hit.published).substr(0, 10));
    const auto add = [&](std::string_view text) {
      if (!text.empty()) facts += (facts.empty() ? "" : " · ") + std::string(text);
    };
    add(reading.lineage.province_name(hit.province));
    add(hit.site);
    if (!facts.empty()) out += "   " + facts + '\n';
    std::string text;
    for (const store::Piece& piece : hit.snippet) {
      text += piece.found ? "«" + piece.text + "»" : piece.text;
    }
    for (std::string line : wrap(text, width - 3)) out += "   " + line + '\n';
    if (!hit.url.empty()) out += "   " + styled(hit.url, "\x1b[2m") + '\n';
  }
}

std::string facet_label(const store::Facet& facet, const Reading& reading) {
  if (facet.kind == "form") return reading.labels.of("form", facet.value);
  if (facet.kind == "province") {
    const std::string name(reading.lineage.province_name(facet.value));
    return name.empty() ? facet.value : name;
  }
  return facet.value;
}

void print(const std::vector<store::Facet>& facets, const Reading& reading, std::string& out) {
  for (const char* kind : {"form", "province", "year"}) {
    Sheet sheet({reading.labels.of("heading", kind), reading.labels.of("heading", "articles")});
    std::size_t rows = 0;
    for (const store::Facet& facet : facets) {
      if (facet.kind != kind || ++rows > kFacetRows) continue;
      sheet.add({facet_label(facet, reading), grouped(facet.articles)});
    }
    if (rows > 0) out += '\n' + sheet.text(window_width(), wants_color());
  }
}

int failed(const Error& error) {
  complain(error.message());
  return kSomeFailed;
}

int found_nothing(const report::Suggestions& suggestions) {
  complain("nothing in the store fits");
  for (const auto& [word, near] : suggestions) {
    std::cerr << "  '" << word << "' stands nowhere; did you mean:";
    for (const std::string& other : near) std::cerr << ' ' << other;
    std::cerr << '\n';
  }
  return kSomeFailed;
}

// Which year was meant: that of achievement and that of the news are not the same.
std::string years_text(const store::Query& query, const report::Labels& labels) {
  std::string out;
  const auto add = [&](const char* note, const std::optional<store::Years>& years) {
    if (!years) return;
    out += labels.note(note, std::to_string(years->first), std::to_string(years->last)) + '\n';
  };
  add("of_years", query.year);
  add("announced_in", query.announced);
  return out;
}

po::options_description options() {
  po::options_description visible("Options");
  add_archive_options(visible);
  auto add = visible.add_options();
  add("limit", po::value<std::size_t>()->value_name("N")->default_value(10),
      "articles to show, at most 1000");
  add("after", po::value<std::size_t>()->value_name("N")->default_value(0),
      "pass over the first N: the next page");
  add("facets", "also how many articles there are by award form, province and year");
  return visible;
}

}  // namespace

int run_search(const Command& command, const std::vector<std::string>& args) {
  const po::options_description visible = options();
  const Parsed parsed = parse(command, visible, args, "input");
  if (parsed.status) return *parsed.status;
  std::string typed;
  for (const std::string& word : parsed.get<std::vector<std::string>>("input")) {
    typed += (typed.empty() ? "" : " ") + word;
  }
  const auto limit = parsed.get<std::size_t>("limit"), after = parsed.get<std::size_t>("after");
  if (limit == 0 || limit > kMostShown) return usage_error(command, "--limit: 1 to 1000");
  if (after > store::kCountedHits) return usage_error(command, "--after: at most 10000");
  auto reading = open_archive(command, parsed);
  if (!reading) return reading.error();
  const auto written = store::Spellings::load(reading->grammars);
  if (!written) return failed(written.error());
  const auto query = store::parse_query(typed, reading->lineage, *written);
  if (!query) return usage_error(command, query.error().message());
  if (query->empty()) return usage_error(command, "there is no word to search for");
  store::Search& search = reading->store->search();
  const auto hits = search.find(*query, limit, after);
  if (!hits) return failed(hits.error());
  std::vector<store::Facet> facets;
  if (parsed.has("facets")) {
    auto counted = search.facets(*query);
    if (!counted) return failed(counted.error());
    facets = *std::move(counted);
  }
  const auto suggestions = hits->count > 0 ? Result<report::Suggestions>(report::Suggestions())
                                           : search.suggestions(*query);
  if (!suggestions) return failed(suggestions.error());
  Output output;
  std::string text;
  if (parsed.has("json")) {
    json::Writer out(text);
    report::write_json(out, *query, *hits, parsed.has("facets") ? &facets : nullptr, *suggestions);
    text += '\n';
  } else if (hits->count > 0) {
    text = years_text(*query, reading->labels);
    print(*hits, after, *reading, text);
    print(facets, *reading, text);
  }
  output.write(text);
  if (!output.flush() && !output.closed()) {
    output.complain_if_failed();
    return kSomeFailed;
  }
  return hits->count > 0 ? kDone : found_nothing(*suggestions);
}

}  // namespace bangvang::cli
