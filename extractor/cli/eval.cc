#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <ranges>

#include "extractor/cli/command.h"
#include "extractor/cli/score.h"
#include "extractor/events/expected.h"
#include "extractor/json/value.h"
#include "extractor/json/writer.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/source/corpus.h"
#include "extractor/source/file.h"
#include "extractor/source/reader.h"
#include "extractor/text/normal_text.h"

namespace bangvang::cli {
namespace fs = std::filesystem;
namespace {

// An article that has expected facts. `document` is set where the gold holds the article itself.
struct Expected {
  events::Gold gold;
  std::optional<source::Document> document;
  std::string file;  // it stands in
};

struct Found {
  events::FactSet facts;
  std::string text;  // empty when the output has none
};

std::string stem(const std::string& path) { return fs::path(path).stem().string(); }

Result<Expected> from_corpus(const source::CorpusArticle& article, const std::string& file) {
  Expected out;
  out.file = file;
  out.gold.name = article.name;
  out.gold.province = article.province;
  auto wanted = events::read_expected(article.expected, false, file);
  auto spare = events::read_expected(article.expected, true, file);
  if (!wanted) return std::unexpected(wanted.error());
  if (!spare) return std::unexpected(spare.error());
  out.gold.wanted = std::move(*wanted);
  out.gold.optional = std::move(*spare);
  out.document =
      source::Document{article.name, article.text, "", true, article.url, {}, article.published};
  return out;
}

// Reads one file of the gold directory into `out`; what is neither gold nor, by name and content,
// in our corpus form is passed over.
std::optional<Error> read_gold_file(const fs::path& path, std::vector<Expected>& out) {
  const bool may_be_corpus = path.extension() == ".txt" || path.extension() == ".corpus";
  if (!may_be_corpus && path.extension() != ".json") return std::nullopt;
  auto bytes = source::read_file(path.string());
  if (!bytes) return bytes.error();
  if (may_be_corpus && source::is_corpus(*bytes)) {
    auto articles = source::parse_corpus(*bytes, path.string());
    if (!articles) return articles.error();
    for (const auto& article : *articles) {
      auto expected = from_corpus(article, path.string());
      if (!expected) return expected.error();
      out.push_back(std::move(*expected));
    }
  } else if (path.extension() == ".json" && path.filename() != "floors.json") {
    auto gold = events::read_gold(*bytes, path.string());
    if (!gold) return gold.error();
    gold->name = stem(path.string());
    out.push_back({std::move(*gold), std::nullopt, path.string()});
  }
  return std::nullopt;
}

std::vector<Expected> read_gold_directory(const std::string& directory, int& status) {
  std::vector<Expected> out;
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator it(directory, error), end; !error && it != end;
       it.increment(error)) {
    if (it->is_regular_file(error)) paths.push_back(it->path());
  }
  if (error) {
    complain(directory + ": " + error.message());
    status = kUsage;
    return out;
  }
  std::ranges::sort(paths);
  for (const fs::path& path : paths) {
    if (const auto problem = read_gold_file(path, out)) {
      complain(problem->message());
      status = kSomeFailed;
    }
  }
  if (out.empty()) {
    complain(directory + ": holds no expected facts");
    status = kUsage;
  }
  return out;
}

Found found_in(events::Extraction extraction) {
  return {{std::move(extraction.facts), std::move(extraction.meetings)},
          std::move(extraction.article.text)};
}

// A file of what `extract` wrote: every line is an object with facts.
bool is_output(const std::string& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  const auto value = json::Value::parse(line);
  return value && value->has("facts");
}

using FoundByName = std::map<std::string, Found>;

void read_output(const std::string& path, FoundByName& out, int& status) {
  std::ifstream in(path);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    auto gold = events::read_gold(line, path);
    if (!gold) {
      complain(path + ":" + std::to_string(number) + ": " + gold.error().reason);
      status = kSomeFailed;
      continue;
    }
    out[gold->name] = {std::move(gold->wanted), ""};
  }
}

void extract_into(const pipeline::Extractor& extractor, const source::Document& document,
                  FoundByName& out, int& status) {
  auto extraction = extractor.extract(document);
  if (!extraction) {
    complain(extraction.error().message());
    status = kSomeFailed;
    return;
  }
  out[stem(document.source)] = found_in(std::move(*extraction));
}

// --- Reports.

std::string sentence_around(std::string_view text, Span place) {
  const auto is_end = [&](std::size_t at) {
    return text[at] == '\n' || (text[at] == '.' && at + 1 < text.size() && text[at + 1] == ' ');
  };
  std::size_t begin = place.begin, end = place.end;
  while (begin > 0 && !is_end(begin - 1)) --begin;
  while (end < text.size() && !is_end(end)) ++end;
  while (begin < end && text[begin] == ' ') ++begin;
  return std::string(text.substr(begin, end - begin));
}

// The sentence a missed fact should have come from: the first that holds a name of its key.
std::string sentence_for(const Miss& miss, const std::string& text) {
  if (text.empty()) return {};
  if (miss.wrong && !miss.place.empty()) return sentence_around(text, miss.place);
  const std::string low = text::lower(text);
  if (low.size() != text.size()) return {};
  for (std::size_t begin = 0; begin < miss.key.size();) {
    std::size_t end = miss.key.find(" · ", begin);
    if (end == std::string::npos) end = miss.key.size();
    std::string part = miss.key.substr(begin, end - begin);
    if (part.starts_with("agency ") || part.starts_with("person ")) part.erase(0, 7);
    const std::size_t at = part.size() > 3 ? low.find(part) : std::string::npos;
    if (at != std::string::npos) {
      return sentence_around(
          text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + part.size())});
    }
    begin = end + std::string_view(" · ").size();
  }
  return {};
}

void print_misses(const Scorer& scorer, const FoundByName& found, Output& output) {
  for (const Miss& miss : scorer.misses()) {
    output.write(miss.article + "\t" + miss.kind + "\t" +
                 (miss.wrong ? "wrong " + std::string(name_of(miss.confidence)) : "missed") + "\t" +
                 miss.key);
    const auto it = found.find(miss.article);
    const std::string sentence = it == found.end() ? "" : sentence_for(miss, it->second.text);
    output.write(sentence.empty() ? "\n" : "\t" + sentence + "\n");
  }
}

std::string row(const std::string& kind, const Count& c) {
  char line[160];
  std::snprintf(line, sizeof line, "%-15s %9.4f %9.4f %9.4f %7d %7d %7d\n", kind.c_str(),
                c.precision(), c.recall(), c.f1(), c.right, c.wrong, c.missed);
  return line;
}

void print_table(const Scorer& scorer, std::size_t articles, Output& output) {
  output.write("kind            precision    recall        f1   right   wrong  missed\n");
  const auto counts = scorer.counts();
  for (const std::string& kind : kScoredKinds) output.write(row(kind, counts.at(kind)));
  output.write(row("core", scorer.core()));
  output.write("\nconfidence      precision   right   wrong\n");
  for (const auto& [confidence, c] : std::views::reverse(scorer.classes())) {
    char line[100];
    std::snprintf(line, sizeof line, "%-15s %9.4f %7d %7d\n",
                  std::string(name_of(confidence)).c_str(), c.precision(), c.right, c.wrong);
    output.write(line);
  }
  output.write("articles " + std::to_string(articles) + "\n");
}

std::string as_json(const Scorer& scorer) {
  std::string out = "{";
  const auto add = [&](const std::string& kind, const Count& c) {
    char buffer[200];
    std::snprintf(buffer, sizeof buffer,
                  "%s\"%s\":{\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f,\"right\":%d,\"wrong\":"
                  "%d,\"missed\":%d}",
                  out.size() > 1 ? "," : "", kind.c_str(), c.precision(), c.recall(), c.f1(),
                  c.right, c.wrong, c.missed);
    out += buffer;
  };
  const auto counts = scorer.counts();
  for (const std::string& kind : kScoredKinds) add(kind, counts.at(kind));
  add("core", scorer.core());
  for (const auto& [confidence, c] : scorer.classes()) add(std::string(name_of(confidence)), c);
  return out + "}\n";
}

// Compares with the floors; says which are not reached.
int check_floors(const Scorer& scorer, const std::string& path) {
  const auto bytes = source::read_file(path);
  const auto floors = bytes ? json::Value::parse(*bytes, path)
                            : Result<json::Value>(std::unexpected(bytes.error()));
  if (!floors) {
    complain(floors.error().message());
    return kUsage;
  }
  if (!floors->is_object()) {
    complain(path + ": is not an object of floors");
    return kUsage;
  }
  auto counts = scorer.counts();
  counts["core"] = scorer.core();
  for (const auto& [confidence, count] : scorer.classes())
    counts[std::string(name_of(confidence))] = count;
  int status = kDone;
  for (const std::string& kind : floors->keys()) {
    if (!counts.contains(kind)) {
      complain(path + ": there is no kind \"" + kind + "\"");
      return kUsage;
    }
    const Count count = counts.at(kind);
    for (const auto& [name, value] : {std::pair{"precision", count.precision()},
                                      {"recall", count.recall()},
                                      {"f1", count.f1()}}) {
      const auto floor = (*floors)[kind][name].number();
      if (!floor || value >= *floor) continue;
      char line[160];
      std::snprintf(line, sizeof line, "%s: %s of %s is %.4f, below its floor %.4f", path.c_str(),
                    name, kind.c_str(), value, *floor);
      complain(line);
      status = kSomeFailed;
    }
  }
  return status;
}

// Puts a new file in the place of an old one, so that a full disk or a power cut leaves one of the
// two whole.
bool replace_file(const std::string& path, std::string_view content) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path old = fs::canonical(path, error), made = old.string() + ".new";
  if (error) return false;
  std::ofstream out(made, std::ios::binary | std::ios::trunc);
  out << content;
  out.close();
  if (out) fs::permissions(made, fs::status(old, error).permissions(), error);
  if (out && !error) fs::rename(made, old, error);
  const bool replaced = out && !error;
  if (!replaced) fs::remove(made, error);
  return replaced;
}

// Writes what was found into the corpus files, in place of the expected lines; optional lines and
// remarks stay.
int update(const std::vector<Expected>& all, const pipeline::Extractor& extractor) {
  std::set<std::string> files;
  for (const Expected& expected : all) {
    if (expected.document) files.insert(expected.file);
  }
  for (const std::string& file : files) {
    const auto bytes = source::read_file(file);
    auto articles =
        bytes ? source::parse_corpus(*bytes, file)
              : Result<std::vector<source::CorpusArticle>>(std::unexpected(bytes.error()));
    if (!articles) return complain(articles.error().message()), kSomeFailed;
    for (source::CorpusArticle& article : *articles) {
      const auto extraction = extractor.extract(source::Document{
          article.name, article.text, "", true, article.url, {}, article.published});
      if (!extraction) return complain(extraction.error().message()), kSomeFailed;
      std::vector<std::string> lines = events::expected_lines(*extraction);
      for (const std::string& line : article.expected) {
        if (line.starts_with('?') || line.starts_with('#') || line.starts_with("title") ||
            line.starts_with("author")) {
          lines.push_back(line);
        }
      }
      article.expected = std::move(lines);
    }
    if (!replace_file(file, source::write_corpus(*articles))) {
      return complain(file + ": cannot be written"), kSomeFailed;
    }
  }
  return kDone;
}

po::options_description options() {
  po::options_description visible("Options");
  auto add = visible.add_options();
  add("gold", po::value<std::string>()->value_name("DIR")->required(), "expected facts");
  add("misses", "list each missed and wrong fact with its sentence");
  add("floors", po::value<std::string>()->value_name("FILE"),
      "exit with 1 below a floor of this file");
  add("json", "the figures as one JSON object");
  add("update", "write what is found into the corpus files, for a person to read the difference");
  add_grammar_option(visible);
  return visible;
}

}  // namespace

int run_eval(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, options(), args, "input");
  if (parsed.status) return *parsed.status;
  const auto rules = load_grammars(own_grammars(parsed));
  if (!rules) return kUsage;
  const pipeline::Extractor extractor(rules);
  int status = kDone;
  const auto all = read_gold_directory(parsed.get<std::string>("gold"), status);
  if (status == kUsage) return status;
  if (parsed.has("update")) return std::max(status, update(all, extractor));

  FoundByName found;
  std::vector<std::string> articles;
  for (const std::string& path : parsed.get<std::vector<std::string>>("input")) {
    if (is_output(path)) {
      read_output(path, found, status);
    } else {
      articles.push_back(path);
    }
  }
  source::Reader reader(articles, {});
  for (auto next = reader.next(); !next || *next; next = reader.next()) {
    if (next) {
      extract_into(extractor, **next, found, status);
    } else {
      complain(next.error().message());
      status = kSomeFailed;
    }
  }
  const bool given = !parsed.get<std::vector<std::string>>("input").empty();
  Scorer scorer;
  for (const Expected& expected : all) {
    if (!given && expected.document) extract_into(extractor, *expected.document, found, status);
    const auto it = found.find(stem(expected.gold.name));
    scorer.add(expected.gold, it == found.end() ? events::FactSet{} : it->second.facts);
  }
  Output output;
  if (parsed.has("misses")) print_misses(scorer, found, output);
  if (parsed.has("json")) {
    output.write(as_json(scorer));
  } else {
    print_table(scorer, all.size(), output);
  }
  if (!output.flush()) status = kSomeFailed;
  output.complain_if_failed();
  if (parsed.has("floors"))
    status = std::max(status, check_floors(scorer, parsed.get<std::string>("floors")));
  return status;
}

}  // namespace bangvang::cli
