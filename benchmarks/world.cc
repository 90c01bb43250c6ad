#include "benchmarks/world.h"

#include <string>
#include <utility>

#include "extractor/events/events.h"

namespace bangvang::bench {
namespace {

// Enough to meet every article of the corpus.
constexpr std::size_t kCheckedBytes = 400 << 10;

std::string values(const events::Extraction& extraction) {
  std::string all;
  const auto add = [&](std::string_view value) { all.append(value).append(1, '|'); };
  for (const auto& fact : extraction.facts.dates) add(fact.value);
  for (const auto& fact : extraction.facts.agencies) add(fact.name);
  for (const auto& fact : extraction.facts.blocs) add(fact.name);
  for (const auto& fact : extraction.facts.bloc_roles) add(fact.role), add(fact.holder);
  for (const auto& fact : extraction.facts.officials) add(fact.name);
  for (const auto& fact : extraction.facts.awards) add(fact.form), add(fact.status);
  for (const auto& fact : extraction.facts.documents) add(fact.number);
  for (const auto& meeting : extraction.meetings) add(meeting.date.value_or("-"));
  return all;
}

std::unexpected<Error> wrong(std::string_view what, const Article& article) {
  return fail(Error::Kind::kBadInput, std::string(what) + ": " + article.text.substr(0, 200));
}

Result<std::string> facts_of(const pipeline::Extractor& extractor, const Article& article) {
  const auto extraction = extractor.extract(document(article));
  if (!extraction) return std::unexpected(extraction.error());
  return values(*extraction);
}

}  // namespace

Result<World> load_world(std::size_t bytes) {
  const std::filesystem::path project = PROJECT_DIR;
  const auto files = grammar::read_directory(project / "grammars");
  if (!files) return std::unexpected(files.error());
  auto rules = grammar::RuleSet::load(*files);
  if (!rules) return std::unexpected(rules.error().front());
  World world;
  world.rules = std::make_shared<const grammar::RuleSet>(std::move(*rules));
  auto on_topic = bench::on_topic(project / "corpus", bytes);
  if (!on_topic) return std::unexpected(on_topic.error());
  auto off_topic = of_sentences(project / "benchmarks/off_topic.txt", bytes);
  if (!off_topic) return std::unexpected(off_topic.error());
  auto news = of_sentences(project / "benchmarks/news.txt", bytes);
  if (!news) return std::unexpected(news.error());
  world.on_topic = std::move(*on_topic);
  world.off_topic = std::move(*off_topic);
  world.news = std::move(*news);
  world.on_topic_nfd = decomposed(world.on_topic);
  return world;
}

Result<bool> check(const World& world) {
  const pipeline::Extractor gated(world.rules), open(world.rules, {.gate = false, .published = {}});
  for (const Texts* texts : {&world.on_topic, &world.off_topic, &world.news}) {
    for (const Article& article : texts->head(kCheckedBytes).articles) {
      const auto with = facts_of(gated, article), without = facts_of(open, article);
      if (!with) return std::unexpected(with.error());
      if (!without || *with != *without) return wrong("the gate loses facts", article);
      if (texts != &world.off_topic) continue;
      if (!without->empty()) return wrong("facts where none can be: " + *without, article);
      if (world.rules->gate(article.text)) return wrong("the gate stands open", article);
    }
  }
  const Texts composed = world.on_topic.head(kCheckedBytes);
  for (std::size_t i = 0; i < composed.articles.size(); ++i) {
    const auto nfc = facts_of(gated, composed.articles[i]);
    const auto nfd = facts_of(gated, world.on_topic_nfd.articles[i]);
    if (!nfc || !nfd || *nfc != *nfd) return wrong("NFD yields other facts", composed.articles[i]);
  }
  return true;
}

source::Document document(const Article& article) {
  source::Document made;
  made.source = "article";
  made.bytes = article.text;
  made.decoded = true;
  made.published = article.published;
  return made;
}

}  // namespace bangvang::bench
