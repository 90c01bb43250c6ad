#include "extractor/events/identity.h"

namespace bangvang::events {
namespace {

// The year a fact is about, in whichever of the two forms it is given.
FactKey& add_time(FactKey& key, const std::optional<int>& year,
                  const std::optional<std::string>& period) {
  return year ? key.add_optional(year) : key.add_optional(period);
}

}  // namespace

std::string article_version(const Extraction& extraction) {
  return Blake2b().field("text").field(extraction.article.text).hex();
}

std::string address_id(std::string_view url) { return Blake2b().field("url").field(url).hex(); }

std::string article_id(const Extraction& extraction, const std::string& version) {
  if (extraction.article.url) return address_id(*extraction.article.url);
  // Whoever built the extraction without normalising has only the text itself to go by.
  if (extraction.normal_text_hash.empty()) return version;
  return Blake2b().field("normal text").field(extraction.normal_text_hash).hex();
}

FactKey& FactKey::add_optional(const std::optional<std::string>& value) {
  return value ? add(*value) : add({});
}

FactKey& FactKey::add_optional(const std::optional<int>& value) {
  return value ? add(std::to_string(*value)) : add({});
}

std::string FactIds::next(const FactKey& key) {
  std::string first = FactKey(key).add("0").digest_.hex();
  const int occurrence = occurrences_[first]++;
  return occurrence == 0 ? first : FactKey(key).add(std::to_string(occurrence)).digest_.hex();
}

FactKey& add_key(FactKey& key, const facts::Date& fact) { return key.add(fact.value); }

FactKey& add_key(FactKey& key, const facts::Agency& fact) { return key.add(fact.name); }

FactKey& add_key(FactKey& key, const facts::Bloc& fact) { return key.add(fact.name); }

FactKey& add_key(FactKey& key, const facts::BlocRole& fact) {
  key.add(fact.role).add(fact.holder).add_optional(fact.person);
  return add_time(key, fact.year, fact.period);
}

FactKey& add_key(FactKey& key, const facts::Official& fact) { return key.add(fact.name); }

FactKey& add_key(FactKey& key, const facts::Award& fact) {
  const facts::Recipient& recipient = fact.recipient;
  key.add(fact.form).add_optional(fact.grade).add(recipient.kind).add_optional(recipient.name);
  key.add_optional(recipient.of).add_optional(recipient.count).add(fact.status);
  return add_time(key, fact.year, fact.period);
}

FactKey& add_key(FactKey& key, const facts::Document& fact) {
  return key.add(fact.type).add(fact.number);
}

FactKey& add_key(FactKey& key, const Meeting& meeting) {
  for (const std::string& activity : meeting.activities) key.add(activity);
  return key.add_optional(meeting.date);
}

FactKey& add_key(FactKey& key, const facts::Finding& finding) {
  return key.add(finding.kind).add_optional(finding.stated).add_optional(finding.listed);
}

}  // namespace bangvang::events
