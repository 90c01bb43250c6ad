#include "benchmarks/stages.h"

#include <benchmark/benchmark.h>
#include <re2/re2.h>
#include <re2/set.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extractor/base/hash.h"
#include "extractor/events/codec.h"
#include "extractor/facts/context.h"
#include "extractor/page/plain.h"
#include "extractor/text/decode.h"

namespace bangvang::bench {
namespace {

// Components are measured on this much of the text: a whole pass is repeated until it takes long.
constexpr std::size_t kComponentBytes = 4 << 20;
constexpr std::int64_t kSetMemory = std::int64_t{1} << 30;  // with less its automaton thrashes

using Work = std::function<std::size_t(const Article&, std::size_t)>;

void measure(const std::string& name, const Texts& texts, Work work) {
  benchmark::RegisterBenchmark(name.c_str(), [&texts, work](benchmark::State& state) {
    std::size_t sum = 0;
    for (auto _ : state) {
      for (std::size_t i = 0; i < texts.articles.size(); ++i) sum += work(texts.articles[i], i);
      benchmark::DoNotOptimize(sum);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(texts.bytes) *
                            static_cast<std::int64_t>(state.iterations()));
  });
}

// What the stages before have made of an article.
struct Prepared {
  page::Article article;
  text::NormalText text;
  std::vector<Span> blocks;
  grammar::Analysis analysis;
  events::Extraction extraction;
};

std::vector<Prepared> prepare(const World& world, const Texts& texts) {
  std::vector<Prepared> all;
  const pipeline::Extractor extractor(world.rules, {.gate = false, .published = {}});
  for (const Article& article : texts.articles) {
    Prepared& made = all.emplace_back();
    made.article = page::read_plain(article.text, {});
    made.text = *text::normalise(made.article.text);
    for (const page::Block& block : made.article.blocks)
      made.blocks.push_back(made.text.normal(block.span));
    made.extraction = *extractor.extract(document(article));
  }
  for (Prepared& made : all) made.analysis = world.rules->analyse(made.text.utf8(), made.blocks);
  return all;
}

std::size_t find_facts(const Prepared& made) {
  facts::Input input{.analysis = made.analysis};
  for (const Span block : made.blocks)
    input.blocks.emplace_back(block, facts::BlockRole::kParagraph);
  return facts::find_facts(input).facts.dates.size();
}

void measure_text(const std::string& kind, const Texts& texts) {
  measure("decode, " + kind, texts,
          [](const Article& a, std::size_t) { return text::decode(a.text)->utf8.size(); });
  measure("NFC check by ICU, " + kind, texts, [](const Article& a, std::size_t) -> std::size_t {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    return nfc->isNormalizedUTF8(a.text, status);
  });
  measure("normalise, " + kind, texts,
          [](const Article& a, std::size_t) { return text::normalise(a.text)->utf8().size(); });
  measure("BLAKE2b, " + kind, texts,
          [](const Article& a, std::size_t) { return Blake2b().update(a.text).hex().size(); });
  measure("page read, " + kind, texts,
          [](const Article& a, std::size_t) { return page::read_plain(a.text, {}).blocks.size(); });
}

void measure_gate(const World& world, const std::string& kind, const Texts& texts) {
  measure("gate, " + kind, texts, [&world](const Article& a, std::size_t) -> std::size_t {
    return world.rules->gate(a.text);
  });
  static const auto set = [&] {
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    options.set_max_mem(kSetMemory);
    auto made = std::make_unique<re2::RE2::Set>(options, re2::RE2::UNANCHORED);
    for (const std::string& phrase : world.rules->gate_phrases()) made->Add(phrase, nullptr);
    made->Compile();
    return made;
  }();
  measure("RE2::Set over the gate phrases, " + kind, texts, [](const Article& a, std::size_t) {
    std::vector<int> found;
    set->Match(a.text, &found);
    return found.size();
  });
}

void measure_reading(const World& world, const std::string& kind, const Texts& texts) {
  const auto made = std::make_shared<std::vector<Prepared>>(prepare(world, texts));
  measure("analyse, " + kind, texts, [made, &world](const Article&, std::size_t i) {
    const Prepared& p = (*made)[i];
    return world.rules->analyse(p.text.utf8(), p.blocks).sentences().size();
  });
  measure("facts, " + kind, texts,
          [made](const Article&, std::size_t i) { return find_facts((*made)[i]); });
  measure("codec, " + kind, texts, [made](const Article&, std::size_t i) {
    return events::to_json((*made)[i].extraction, {}).size();
  });
}

void measure_whole(const World& world, const std::string& kind, const Texts& texts) {
  measure("text to events, " + kind, texts, [&world](const Article& a, std::size_t) {
    const pipeline::Extractor extractor(world.rules);
    return events::to_json(*extractor.extract(document(a)), {}).size();
  });
}

}  // namespace

void register_stages(const World& world) {
  static const std::pair<std::string, const Texts*> kKinds[] = {
      {"on topic", &world.on_topic}, {"news", &world.news}, {"nothing fires", &world.off_topic}};
  benchmark::RegisterBenchmark("load all grammars", [](benchmark::State& state) {
    const auto files = grammar::read_directory(std::string(PROJECT_DIR) + "/grammars");
    for (auto _ : state) benchmark::DoNotOptimize(grammar::RuleSet::load(*files));
  })->Unit(benchmark::kMillisecond);
  static std::vector<Texts> heads;
  heads.reserve(std::size(kKinds) + 1);
  for (const auto& [kind, texts] : kKinds) {
    const Texts& head = heads.emplace_back(texts->head(kComponentBytes));
    measure_text(kind, head);
    measure_gate(world, kind, head);
    measure_reading(world, kind, head);
  }
  const Texts& nfd = heads.emplace_back(world.on_topic_nfd.head(kComponentBytes));
  measure("normalise, on topic NFD", nfd,
          [](const Article& a, std::size_t) { return text::normalise(a.text)->utf8().size(); });
  for (const auto& [kind, texts] : kKinds) measure_whole(world, kind, *texts);
  measure_whole(world, "on topic NFD", world.on_topic_nfd);
}

}  // namespace bangvang::bench
