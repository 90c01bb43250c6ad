#include "extractor/events/identity.h"

#include <utility>

#include "extractor/base/hash.h"

namespace bangvang::events {
namespace {

std::string or_empty(const std::optional<std::string>& text) { return text.value_or(""); }
std::string or_empty(const std::optional<int>& number) {
  return number ? std::to_string(*number) : "";
}

// The year a fact is about, in whichever of the two forms it is given.
std::string time_of(const std::optional<int>& year, const std::optional<std::string>& period) {
  return year ? std::to_string(*year) : or_empty(period);
}

}  // namespace

std::string article_version(const Extraction& extraction) {
  return Blake2b().field("text").field(extraction.article.text).hex();
}

std::string article_id(const Extraction& extraction) {
  if (extraction.article.url) {
    return Blake2b().field("url").field(*extraction.article.url).hex();
  }
  // Whoever built the extraction without normalising has only the text itself to go by.
  if (extraction.normal_text_hash.empty()) return article_version(extraction);
  return Blake2b().field("normal text").field(extraction.normal_text_hash).hex();
}

std::string FactIds::next(std::string_view kind, const std::vector<std::string>& key) {
  std::string whole(kind);
  for (const std::string& value : key) whole.append(1, '\0').append(value);
  const int occurrence = seen_[std::move(whole)]++;
  Blake2b digest;
  digest.field(version_).field(kind);
  for (const std::string& value : key) digest.field(value);
  return digest.field(std::to_string(occurrence)).hex();
}

std::vector<std::string> key_of(const facts::Date& fact) { return {fact.value}; }

std::vector<std::string> key_of(const facts::Agency& fact) { return {fact.name}; }

std::vector<std::string> key_of(const facts::Bloc& fact) { return {fact.name}; }

std::vector<std::string> key_of(const facts::BlocRole& fact) {
  return {fact.role, fact.holder, or_empty(fact.person), time_of(fact.year, fact.period)};
}

std::vector<std::string> key_of(const facts::Official& fact) { return {fact.name}; }

std::vector<std::string> key_of(const facts::Award& fact) {
  const facts::Recipient& recipient = fact.recipient;
  return {fact.form,
          or_empty(fact.grade),
          recipient.kind,
          or_empty(recipient.name),
          or_empty(recipient.of),
          or_empty(recipient.count),
          fact.status,
          time_of(fact.year, fact.period)};
}

std::vector<std::string> key_of(const facts::Document& fact) { return {fact.type, fact.number}; }

std::vector<std::string> key_of(const Meeting& meeting) {
  std::vector<std::string> key = meeting.activities;
  key.push_back(or_empty(meeting.date));
  return key;
}

}  // namespace bangvang::events
