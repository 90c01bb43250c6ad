#include "benchmarks/questions.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <set>

#include "extractor/json/writer.h"
#include "extractor/report/answer_json.h"
#include "extractor/report/names.h"
#include "extractor/store/store.h"
#include "extractor/store/timeline.h"
#include "extractor/text/normal_text.h"
#include "extractor/text/search_words.h"

namespace bangvang::bench {
namespace {

constexpr int kTimes = 5;                          // each question, besides once for its answer
constexpr std::size_t kHits = 10;                  // shown, as the command does
constexpr double kSearchMs = 50, kHistoryMs = 30;  // what 95 of 100 may take at most
constexpr double kAgreement = 0.9;  // of awards found and known: what resolving promises, and more

double now(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

// Milliseconds. SQLite answers within this process, whose own time does not depend on who else
// keeps the machine busy; of a server only the clock on the wall tells.
template <class Body>
double timed(clockid_t clock, const Body& body) {
  const double begin = now(clock);
  body();
  return now(clock) - begin;
}

double at(std::vector<double> times, double part) {
  if (times.empty()) return 0;
  std::ranges::sort(times);
  return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
}

// All texts, read one by one: what the index must say.
class Reader {
 public:
  Reader(const Newsroom& newsroom, std::size_t there) : newsroom_(newsroom), there_(there) {}

  // How many articles fit each query, kCountedHits + 1 at most; of what is not known, nothing.
  std::vector<std::optional<std::size_t>> count(const std::vector<store::Query>& queries) const {
    std::vector<std::optional<std::size_t>> out(queries.size());
    for (std::size_t i = 0; i < queries.size(); ++i) {
      if (is_known(queries[i])) out[i] = 0;
    }
    for (std::size_t number = 0; number < there_; ++number) {
      const News news = newsroom_.article(number);
      const auto [marked, folded] = words(news.text);
      for (std::size_t i = 0; i < queries.size(); ++i) {
        if (!out[i] || *out[i] > store::kCountedHits) continue;
        if (fits(queries[i], number, news, marked, folded)) ++*out[i];
      }
    }
    return out;
  }

 private:
  // What resolving decides is not known from the articles alone.
  static bool is_known(const store::Query& query) {
    return query.status.empty() && !query.year && query.recipient.empty() &&
           query.granted_by.empty() && query.bloc.empty() && query.official.empty() &&
           !(query.announced && query.asks_award());
  }

  static std::pair<std::string, std::string> words(const std::string& text) {
    std::pair<std::string, std::string> out{" ", " "};
    const auto normal = text::normalise(text);
    for (const text::SearchWord& word : text::search_words(normal->utf8())) {
      out.first += word.marked + ' ';
      out.second += word.folded + ' ';
    }
    return out;
  }

  bool fits(const store::Query& query, std::size_t number, const News& news,
            const std::string& marked, const std::string& folded) const {
    const auto has = [&](const store::Phrase& phrase) {
      bool marks = false;
      for (const store::QueryWord& word : phrase) marks = marks || word.marked != word.folded;
      std::string text = " ";
      for (const store::QueryWord& word : phrase) text += (marks ? word.marked : word.folded) + ' ';
      return (marks ? marked : folded).find(text) != std::string::npos;
    };
    for (const store::Term& term : query.terms) {
      if (!std::ranges::any_of(term, has)) return false;
    }
    if (!query.provinces.empty() && std::ranges::count(query.provinces, news.province) == 0) {
      return false;
    }
    if (query.announced) {
      const int year = std::atoi(news.published.substr(0, 4).c_str());
      if (year < query.announced->first || year > query.announced->last) return false;
    }
    return query.form.empty() || std::ranges::any_of(newsroom_.told(number), [&](auto told) {
             return newsroom_.collection().told[told].award.form == query.form;
           });
  }

  const Newsroom& newsroom_;
  std::size_t there_;
};

// Awards to an agency itself that the first `there` articles tell of.
std::size_t known_awards(const Newsroom& newsroom, std::size_t there,
                         const store::Subject& subject) {
  const Collection& collection = newsroom.collection();
  const std::string wanted = history::name_key(subject.name);
  std::set<std::uint32_t> awards;
  for (std::size_t number = 0; number < there; ++number) {
    for (const std::uint32_t told : newsroom.told(number)) {
      const history::ToldAward& one = collection.told[told];
      if (one.award.recipient.kind != "agency" || one.told.province != subject.place) continue;
      const std::string name = history::name_key(*one.award.recipient.name);
      if (name == wanted || name.starts_with(wanted + " tỉnh "))
        awards.insert(collection.truth[told]);
    }
  }
  return awards.size();
}

class Asker {
 public:
  Asker(store::Store& store, const history::Lineage& lineage, const store::Spellings& spellings,
        const pipeline::Extractor& extractor, clockid_t clock)
      : clock_(clock),
        store_(store),
        lineage_(lineage),
        spellings_(spellings),
        extractor_(extractor) {}

  clockid_t clock() const { return clock_; }

  Result<store::Hits> search(const std::string& typed) {
    const auto query = store::parse_query(typed, lineage_, spellings_);
    if (!query) return std::unexpected(query.error());
    auto hits = store_.search().find(*query, kHits, 0);
    if (hits && hits->count == 0) (void)store_.search().suggestions(*query);
    return hits;
  }

  Result<std::vector<store::Facet>> facets(const std::string& typed) {
    const auto query = store::parse_query(typed, lineage_, spellings_);
    if (!query) return std::unexpected(query.error());
    return store_.search().facets(*query);
  }

  Result<store::Found> look_up(const std::string& typed) {
    return store::look_up(store_.archive(), lineage_, report::official_names(extractor_, typed));
  }

  // The answer as the command writes it: of several of one name their list.
  Result<std::string> history(const std::string& typed) {
    std::string text;
    json::Writer out(text);
    const auto found = look_up(typed);
    if (!found) return std::unexpected(found.error());
    if (found->subjects.size() != 1) {
      report::write_json(out, *found);
      return text;
    }
    const auto timeline =
        store::timeline(store_.archive(), lineage_, found->subjects.front(), true);
    if (!timeline) return std::unexpected(timeline.error());
    if (auto done = report::write_json(out, store_.archive(), *timeline); !done) {
      return std::unexpected(done.error());
    }
    return text;
  }

  // Of one agency, without what came before and after it, awards to itself.
  Result<std::size_t> awards(const store::Subject& subject) {
    const auto timeline = store::timeline(store_.archive(), lineage_, subject, false);
    if (!timeline) return std::unexpected(timeline.error());
    std::size_t count = 0;
    for (const store::Year& year : timeline->years) {
      for (const store::KeptAward& award : year.awards)
        count += award.record.recipient.kind == "agency";
    }
    return count;
  }

 private:
  clockid_t clock_;
  store::Store& store_;
  const history::Lineage& lineage_;
  const store::Spellings& spellings_;
  const pipeline::Extractor& extractor_;
};

std::string shown(std::size_t count) {
  return count > store::kCountedHits ? "10,000+" : std::to_string(count);
}

// Prints lines and keeps their times.
class Table {
 public:
  Table() {
    std::printf("| asked | how common | query | answers | ms | with facets |\n");
    std::printf("|---|---|---|---|---|---|\n");
  }

  void add(const Question& question, const std::string& answers, std::vector<double> times,
           const std::vector<double>& facets) {
    std::printf("| %s | %s | `%s` | %s | %.1f | ", question.kind.c_str(), question.common.c_str(),
                question.query.c_str(), answers.c_str(), at(times, 0.5));
    facets.empty() ? std::printf("|\n") : std::printf("%.1f |\n", at(facets, 0.5));
    std::fflush(stdout);
    auto& list = question.kind == "search" ? search_ : history_;
    list.insert(list.end(), times.begin(), times.end());
    facets_.insert(facets_.end(), facets.begin(), facets.end());
  }

  void sum_up() const {
    std::printf("\n| of all | p50 ms | p95 ms | bar |\n|---|---|---|---|\n");
    std::printf("| search | %.1f | %.1f | %.0f |\n", at(search_, 0.5), at(search_, 0.95),
                kSearchMs);
    std::printf("| search with facets | %.1f | %.1f | |\n", at(facets_, 0.5), at(facets_, 0.95));
    std::printf("| history | %.1f | %.1f | %.0f |\n", at(history_, 0.5), at(history_, 0.95),
                kHistoryMs);
  }

 private:
  std::vector<double> search_, facets_, history_;
};

bool wrong(const Question& question, std::size_t found, std::size_t known) {
  std::fprintf(stderr, "'%s': %zu found, %zu known\n", question.query.c_str(), found, known);
  return false;
}

bool ask_search(Asker& asker, const Question& question, std::optional<std::size_t> known,
                Table& table) {
  const auto hits = asker.search(question.query);
  if (!hits) return wrong(question, 0, known.value_or(0));
  std::vector<double> times, facets;
  for (int i = 0; i < kTimes; ++i) {
    times.push_back(timed(asker.clock(), [&] { (void)asker.search(question.query); }));
    facets.push_back(times.back() +
                     timed(asker.clock(), [&] { (void)asker.facets(question.query); }));
  }
  table.add(question, shown(hits->count), times, facets);
  return !known || *known == hits->count || wrong(question, hits->count, *known);
}

bool ask_history(Asker& asker, const Question& question, const Newsroom& newsroom,
                 std::size_t there, Table& table) {
  const auto found = asker.look_up(question.query);
  if (!found) return wrong(question, 0, 0);
  std::vector<double> times;
  for (int i = 0; i < kTimes; ++i) {
    times.push_back(timed(asker.clock(), [&] { (void)asker.history(question.query); }));
  }
  if (found->subjects.size() != 1 || found->subjects.front().kind != store::Subject::Kind::kBody) {
    table.add(question, std::to_string(found->subjects.size()) + " of this name", times, {});
    return true;
  }
  const std::size_t known = known_awards(newsroom, there, found->subjects.front());
  const std::size_t count = asker.awards(found->subjects.front()).value_or(0);
  table.add(question, std::to_string(count) + " awards", times, {});
  const auto least = static_cast<std::size_t>(kAgreement * static_cast<double>(known));
  const bool right = count >= least &&
                     known + 1 >= static_cast<std::size_t>(kAgreement * static_cast<double>(count));
  return right || wrong(question, count, known);
}

}  // namespace

Result<std::vector<Question>> read_questions(const std::string& path) {
  std::ifstream file(path);
  std::vector<Question> out;
  for (std::string line; std::getline(file, line);) {
    const auto first = line.find('\t'), second = line.find('\t', first + 1);
    if (line.starts_with("#") || line.starts_with("kind\t") || second == line.npos) continue;
    out.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1),
                   line.substr(second + 1)});
  }
  if (out.empty()) return fail(Error::Kind::kUnreadable, "holds no questions", "", path);
  return out;
}

std::size_t stored_articles(const std::string& where) {
  if (!std::filesystem::exists(where)) return 0;
  const auto store = store::open(where, store::Access::kRead);
  if (!store) return 0;
  const auto last = (*store)->last_version();  // no article here has a second version
  return last ? static_cast<std::size_t>(*last) : 0;
}

bool ask_all(const std::vector<std::string>& places,
             const std::vector<grammar::SourceFile>& grammars, const Newsroom& newsroom,
             std::size_t there, const std::vector<Question>& questions) {
  const auto complain = [](const Error& error) {
    std::fprintf(stderr, "%s\n", error.message().c_str());
    return false;
  };
  auto rules = grammar::RuleSet::load(grammars);
  if (!rules) return complain(rules.error().front());
  const pipeline::Extractor extractor(std::make_shared<const grammar::RuleSet>(*std::move(rules)));
  const auto lineage = history::Lineage::load(grammars);
  if (!lineage) return complain(lineage.error());
  const auto spellings = store::Spellings::load(grammars);
  if (!spellings) return complain(spellings.error());
  std::vector<store::Query> queries;
  for (const Question& question : questions) {
    if (question.kind != "search") continue;
    const auto query = store::parse_query(question.query, *lineage, *spellings);
    if (!query) return complain(query.error());
    queries.push_back(*query);
  }
  const auto known = Reader(newsroom, there).count(queries);
  bool right = true;
  for (const std::string& place : places) {
    const auto store = store::open(place, store::Access::kRead);
    if (!store) return complain(store.error());
    const bool server = place.starts_with("postgresql:");
    Asker asker(**store, *lineage, *spellings, extractor,
                server ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID);
    std::printf("\n%s\n\n", server ? "PostgreSQL, by the clock" : "SQLite, processor");
    Table table;
    std::size_t searched = 0;
    for (const Question& question : questions) {
      const bool good = question.kind == "search"
                            ? ask_search(asker, question, known[searched++], table)
                            : ask_history(asker, question, newsroom, there, table);
      right = right && good;
    }
    table.sum_up();
  }
  return right;
}

}  // namespace bangvang::bench
