#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "extractor/cli/archive.h"
#include "extractor/cli/resolving.h"
#include "extractor/cli/sheet.h"
#include "extractor/cli/storing.h"
#include "extractor/json/writer.h"
#include "extractor/report/gold.h"
#include "extractor/report/review_json.h"
#include "extractor/report/words.h"

namespace bangvang::cli {
namespace {

using Strings = std::vector<std::string>;

po::options_description options() {
  po::options_description visible("Options");
  add_archive_options(visible);
  auto add = visible.add_options();
  add("by", po::value<std::string>()->value_name("NAME"),
      "who says so; else $BANGVANG_REVIEWER, else $USER");
  add("reason", po::value<std::string>()->value_name("TEXT")->default_value(""), "why");
  add("fields", po::value<std::string>()->value_name("JSON"),
      "edit, add: fields of the fact by the names of the output: {\"year\":2023}");
  add("kind", po::value<std::string>()->value_name("KIND")->default_value("award"),
      "add: award, bloc_role, official, agency, bloc; merge, split: award, role, person");
  add("words", po::value<std::string>()->value_name("TEXT"),
      "add: the words of the article that say so");
  add("limit", po::value<std::size_t>()->value_name("N")->default_value(50), "how many to list");
  add("after", po::value<std::size_t>()->value_name("N")->default_value(0),
      "pass over the first N: the next page");
  add("gold", po::value<std::string>()->value_name("DIR"),
      "write corrected articles there as gold for eval, and examples for rules");
  return visible;
}

int failed(const Error& error) {
  complain(error.message());
  return kSomeFailed;
}

store::Reviewer reviewer(const Parsed& parsed) {
  store::Reviewer who{.by = {}, .reason = parsed.get<std::string>("reason")};
  if (parsed.has("by")) who.by = parsed.get<std::string>("by");
  for (const char* name : {"BANGVANG_REVIEWER", "USER"}) {
    const char* value = std::getenv(name);
    if (who.by.empty() && value) who.by = value;
  }
  return who;
}

int print(const std::string& text) {
  Output output;
  output.write(text);
  if (output.flush() || output.closed()) return kDone;
  output.complain_if_failed();
  return kSomeFailed;
}

template <class Write>
int print_json(const Write& write) {
  std::string text;
  json::Writer out(text);
  write(out);
  return print(text + '\n');
}

int list(store::Review& review, const report::Labels& labels, const Parsed& parsed) {
  const auto doubts = review.doubts(
      {.limit = parsed.get<std::size_t>("limit"), .skip = parsed.get<std::size_t>("after")});
  if (!doubts) return failed(doubts.error());
  if (parsed.has("json")) {
    return print_json([&](json::Writer& out) { report::write_json(out, *doubts); });
  }
  const auto heading = [&](const char* id) { return labels.of("heading", id); };
  Sheet sheet({heading("why"), heading("kind"), heading("words"), heading("id")});
  for (const store::Doubt& doubt : *doubts) {
    sheet.add(
        {labels.of("doubt", doubt.why), labels.of("kind", doubt.kind), doubt.words, doubt.id});
  }
  return print(sheet.text(window_width(), wants_color()));
}

int log(store::Review& review, const report::Labels& labels, const Parsed& parsed) {
  const auto corrections = review.corrections(
      {.limit = parsed.get<std::size_t>("limit"), .skip = parsed.get<std::size_t>("after")});
  if (!corrections) return failed(corrections.error());
  if (parsed.has("json")) {
    return print_json([&](json::Writer& out) { report::write_json(out, *corrections); });
  }
  const auto heading = [&](const char* id) { return labels.of("heading", id); };
  Sheet sheet({heading("number"), heading("action"), heading("kind"), heading("words"),
               heading("by"), heading("date"), heading("reason")});
  for (const history::Correction& c : *corrections) {
    sheet.add({std::to_string(c.number), labels.of("action", c.action), labels.of("kind", c.kind),
               c.words, c.by, report::day_first(c.at.substr(0, 10)), c.reason});
    if (c.action == "edit" || c.action == "add") sheet.note(c.value);
    if (!c.undone_at.empty()) {
      sheet.note(labels.note("undone", c.undone_by, report::day_first(c.undone_at.substr(0, 10))));
    }
  }
  return print(sheet.text(window_width(), wants_color()));
}

// Gives the numbers kept; asks for `count` arguments, or for at least one when it is 0.
store::Kept change(store::Store& store, const std::string& action, const Strings& args,
                   const Parsed& parsed) {
  store::Review& review = store.review();
  const store::Reviewer who = reviewer(parsed);
  const auto kind = parsed.get<std::string>("kind");
  const auto option = [&](const char* name) {
    return parsed.has(name) ? parsed.get<std::string>(name) : std::string();
  };
  if (action == "edit") return store::edit(review, args[0], option("fields"), who);
  if (action == "add") {
    return store::add(review, args[0], kind, option("words"), option("fields"), who);
  }
  if (action == "merge") return store::merge(review, store.archive(), kind, args[0], args[1], who);
  if (action == "split") return store::split(review, kind, args, who);
  return action == "accept" ? store::accept(review, args, who) : store::reject(review, args, who);
}

// Whether what was to be one record is: facts that disagree in what counts stay apart.
bool warn_of_apart(store::Archive& archive, const Parsed& parsed, const Strings& args) {
  const auto kind = parsed.get<std::string>("kind");
  const auto one = archive.find(kind, args[0]), other = archive.find(kind, args[1]);
  if (!one || !other || *one == *other) return false;
  complain("the two still stand apart: what articles tell of them differs in more than names");
  return true;
}

int run_change(const Command& command, store::Store& store, const std::string& action,
               const Strings& args, const Parsed& parsed) {
  const std::size_t wanted = action == "edit" || action == "add" ? 1 : action == "merge" ? 2 : 0;
  if (args.empty() || (wanted > 0 && args.size() != wanted)) {
    return usage_error(command, action + ": name " +
                                    (action == "add"     ? "the article"
                                     : action == "merge" ? "the record and the one it is"
                                                         : "a fact by its id"));
  }
  const auto kept = change(store, action, args, parsed);
  if (!kept) return failed(kept.error());
  std::string numbers;
  for (const std::int64_t number : *kept) {
    numbers += (numbers.empty() ? "" : ", ") + std::to_string(number);
  }
  std::cout << "kept as: " << numbers << '\n';
  if (!resolve_store(store, parsed, false)) return kSomeFailed;
  return action == "merge" && warn_of_apart(store.archive(), parsed, args) ? kSomeFailed : kDone;
}

int undo(const Command& command, store::Store& store, const Strings& args, const Parsed& parsed) {
  if (args.empty()) return usage_error(command, "undo: name a correction by its number");
  const store::Reviewer who = reviewer(parsed);
  int status = kDone;
  for (const std::string& arg : args) {
    const auto done = store.review().undo(std::strtoll(arg.c_str(), nullptr, 10), who.by);
    if (!done) return failed(done.error());
    if (*done) continue;
    complain("no correction " + arg + " stands");
    status = kSomeFailed;
  }
  return resolve_store(store, parsed, false) ? status : kSomeFailed;
}

// NAME.txt for each article, and examples.toml.
int write_gold(store::Review& review, const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  const auto ids = review.corrected_articles();
  if (!ids) return failed(ids.error());
  std::string examples;
  std::size_t written = 0;
  int status = kDone;
  for (const std::string& id : *ids) {
    const auto article = review.article(id);
    if (!article) return failed(article.error());
    if (!*article) continue;
    const auto more = report::examples_of(review, **article);
    if (!more) return failed(more.error());
    examples += *more;
    const auto gold = report::gold_of(**article);
    if (!gold) {
      status = failed(gold.error());
      continue;
    }
    const std::string path = directory + "/" + id + ".txt";
    if (!write_file(path, source::write_corpus({*gold}))) return kSomeFailed;
    ++written;
  }
  if (!write_file(directory + "/examples.toml", examples)) return kSomeFailed;
  std::cout << written << " articles written to " << directory << '\n';
  return status;
}

}  // namespace

int run_review(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, options(), args, "input");
  if (parsed.status) return *parsed.status;
  Strings words = parsed.get<Strings>("input");
  const std::string action = words.empty() ? "list" : words.front();
  if (!words.empty()) words.erase(words.begin());
  const bool reads = action == "list" || action == "log";
  constexpr std::string_view kActions = "|list|log|accept|reject|edit|add|merge|split|undo|";
  if (kActions.find('|' + action + '|') == kActions.npos) {
    return usage_error(command, "there is no action '" + action + "'");
  }
  if (reads) {
    auto reading = open_archive(command, parsed);
    if (!reading) return reading.error();
    store::Review& review = reading->store->review();
    if (parsed.has("gold")) return write_gold(review, parsed.get<std::string>("gold"));
    return action == "log" ? log(review, reading->labels, parsed)
                           : list(review, reading->labels, parsed);
  }
  const auto store = open_store(command, parsed, store::Access::kWrite);
  if (!store) return store.error();
  if (action == "undo") return undo(command, **store, words, parsed);
  return run_change(command, **store, action, words, parsed);
}

}  // namespace bangvang::cli
