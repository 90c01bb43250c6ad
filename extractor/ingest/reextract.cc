#include "extractor/ingest/reextract.h"

#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>

#include "extractor/events/codec.h"
#include "extractor/ingest/blocks.h"
#include "extractor/ingest/capture.h"

namespace bangvang::ingest {
namespace {

// Held in memory and written at once.
constexpr std::size_t kTexts = 512;
constexpr std::size_t kPages = 64;

std::string rule_of(const events::StoredFact& fact) {
  return fact.rule.empty() ? fact.kind : fact.rule;
}

// Counts what changed; true when anything did.
bool compare(const events::Record& before, const events::Record& after,
             std::map<std::string, RuleChange>& rules) {
  std::unordered_map<std::string, const events::StoredFact*> old;
  for (const events::StoredFact& fact : before.facts) old.emplace(fact.id, &fact);
  bool changed = before.province != after.province;
  for (const events::StoredFact& fact : after.facts) {
    const auto same = old.find(fact.id);
    if (same == old.end()) {
      ++rules[rule_of(fact)].come;
      changed = true;
      continue;
    }
    if (same->second->json != fact.json) {
      ++rules[rule_of(fact)].other;
      changed = true;
    }
    old.erase(same);
  }
  for (const auto& [id, fact] : old) ++rules[rule_of(*fact)].gone;
  return changed || !old.empty();
}

class Again {
 public:
  Again(const pipeline::Extractor& extractor, const ReextractOptions& options)
      : extractor_(extractor), options_(options) {}

  std::optional<store::Capture> operator()(const store::StoredVersion& version) const {
    return options_.from_pages ? from_page(version.capture) : from_text(version.capture);
  }

 private:
  std::optional<store::Capture> from_text(const store::Capture& before) const {
    // What was extracted elsewhere came without blocks: there is nothing to go by.
    if (!before.record.text || before.blocks.empty()) return std::nullopt;
    const events::Record& old = before.record;
    page::Article article{.source = old.source,
                          .url = old.url,
                          .text = *old.text,
                          .blocks = read_blocks(before.blocks, old.text->size()),
                          .title = old.title,
                          .author = old.author,
                          .published = old.published,
                          .site = old.site,
                          .site_hint = before.site_hint,
                          .category = old.category,
                          .attachments = old.attachments};
    const auto extraction = extractor_.extract(std::move(article));
    if (!extraction) return std::nullopt;
    store::Capture after = before;
    after.record = events::to_record(
        *extraction, {.version = options_.how.program, .grammars = extractor_.rules().digest()});
    return after;
  }

  std::optional<store::Capture> from_page(const store::Capture& before) const {
    const auto document = document_of(before);
    if (!document) return std::nullopt;
    auto made = make_capture(*document, extractor_, options_.how);
    if (!made) return std::nullopt;
    store::Capture& after = *made->capture;  // of a store's articles none is off topic
    after.path = before.path;
    after.position = before.position;
    after.page = before.page;
    return std::move(after);
  }

  std::optional<source::Document> document_of(const store::Capture& before) const {
    if (!before.page) return std::nullopt;
    const store::Page& page = *before.page;
    if (!page.packed) return at_its_place(before);
    auto bytes = store::unpack(*page.packed, options_.how.read.max_file_bytes);
    if (!bytes) return std::nullopt;
    source::Document document;
    document.source = before.record.source;
    document.bytes = *std::move(bytes);
    document.declared_charset = page.charset;
    document.decoded = page.decoded;
    document.url = page.url;
    document.title = page.title;
    document.published = page.published;
    document.media_type = page.media_type;
    document.fetched_at = before.fetched;
    document.path = before.path;
    return document;
  }

  // Of a page that was kept by reference.
  std::optional<source::Document> at_its_place(const store::Capture& before) const {
    const auto [offset, inner, line] = before.position;
    auto document = source::read_at(before.path, {offset, inner, line}, options_.how.read);
    // Another page may stand there by now.
    if (!document || document->bytes.size() != before.page->size) return std::nullopt;
    return *std::move(document);
  }

  const pipeline::Extractor& extractor_;
  const ReextractOptions& options_;
};

// The versions of one transaction, by several threads.
std::vector<std::optional<store::Capture>> extract_all(
    const std::vector<store::StoredVersion>& versions, const Again& again, unsigned jobs) {
  std::vector<std::optional<store::Capture>> out(versions.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < versions.size(); i = next++) out[i] = again(versions[i]);
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(work);
  work();
  threads.clear();  // waits for them
  return out;
}

// What is to be written of one transaction's versions.
std::vector<store::Replacement> changes_of(const std::vector<store::StoredVersion>& versions,
                                           std::vector<std::optional<store::Capture>> after,
                                           Reextraction& totals) {
  std::vector<store::Replacement> changes;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    ++totals.versions;
    const events::Record& before = versions[i].capture.record;
    if (!after[i]) {
      ++totals.kept;
      continue;
    }
    const events::Record& now = after[i]->record;
    const bool new_text = now.version != before.version;
    totals.new_texts += new_text;
    const bool changed = compare(before, now, totals.rules) || new_text;
    totals.changed += changed;
    if (changed || now.grammars != before.grammars || now.program != before.program) {
      changes.push_back({before.version, *std::move(after[i])});
    }
  }
  return changes;
}

}  // namespace

Result<Reextraction> reextract(store::Store& store, const pipeline::Extractor& extractor,
                               const ReextractOptions& options,
                               const std::function<void(const Reextraction&)>& report,
                               const std::atomic<bool>& stop) {
  Reextraction totals;
  const Again again(extractor, options);
  const std::size_t size = options.from_pages ? kPages : kTexts;
  // A version that gets another text comes again under a new number; once is enough.
  const auto end = store.last_version();
  if (!end) return std::unexpected(end.error());
  for (std::int64_t last = 0; last < *end && !stop;) {
    const auto versions = store.versions(last, size, options.from_pages);
    if (!versions) return std::unexpected(versions.error());
    if (versions->empty()) break;
    last = versions->back().number;
    auto after = extract_all(*versions, again, options.how.jobs);
    if (auto done = store.replace(changes_of(*versions, std::move(after), totals)); !done) {
      return std::unexpected(done.error());
    }
    report(totals);
  }
  totals.interrupted = stop;
  return totals;
}

}  // namespace bangvang::ingest
