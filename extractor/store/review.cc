#include "extractor/store/review.h"

#include <utility>

#include "extractor/base/hash.h"
#include "extractor/json/value.h"

namespace bangvang::store {
namespace {

using history::Correction;

std::unexpected<Error> refuse(std::string why) {
  return fail(Error::Kind::kBadInput, std::move(why));
}

Result<void> check(const Reviewer& who) {
  if (who.by.empty()) return refuse("nobody is named who says so");
  return {};
}

// A correction of a fact as it is now.
Result<Correction> correction_of(Review& review, const std::string& action, const std::string& id,
                                 const Reviewer& who) {
  if (auto named = check(who); !named) return std::unexpected(named.error());
  const auto found = review.fact(id);
  if (!found) return std::unexpected(found.error());
  if (!*found) return refuse("no article tells a fact " + id + " now");
  const Reviewed& reviewed = **found;
  const auto json = json::Value::parse(reviewed.fact.json);
  if (!json) return std::unexpected(json.error());
  return Correction{.action = action,
                    .article = reviewed.article,
                    .kind = reviewed.fact.kind,
                    .words = (*json)["text"].string().value_or(""),
                    .was = reviewed.fact.json,
                    .by = who.by,
                    .reason = who.reason};
}

// One for each of the facts, of which there is at least one; `value` as Correction has it.
Kept keep_all(Review& review, const std::string& action, const std::vector<std::string>& facts,
              const std::string& value, const Reviewer& who) {
  if (facts.empty()) return refuse("no fact is named");
  std::vector<Correction> corrections;
  for (const std::string& fact : facts) {
    auto correction = correction_of(review, action, fact, who);
    if (!correction) return std::unexpected(correction.error());
    correction->value = value;
    corrections.push_back(*std::move(correction));
  }
  return review.keep(corrections);
}

bool is_record_kind(const std::string& kind) {
  return kind == "award" || kind == "role" || kind == "person";
}

}  // namespace

Kept accept(Review& review, const std::vector<std::string>& facts, const Reviewer& who) {
  return keep_all(review, "accept", facts, {}, who);
}

Kept reject(Review& review, const std::vector<std::string>& facts, const Reviewer& who) {
  return keep_all(review, "reject", facts, {}, who);
}

Kept edit(Review& review, const std::string& fact, const std::string& fields, const Reviewer& who) {
  auto correction = correction_of(review, "edit", fact, who);
  if (!correction) return std::unexpected(correction.error());
  if (auto fine = history::check_fields(correction->kind, fields, false); !fine) {
    return std::unexpected(fine.error());
  }
  correction->value = fields;
  return review.keep({*std::move(correction)});
}

Kept add(Review& review, const std::string& article, const std::string& kind,
         const std::string& words, const std::string& fields, const Reviewer& who) {
  if (auto named = check(who); !named) return std::unexpected(named.error());
  if (auto fine = history::check_fields(kind, fields, true); !fine) {
    return std::unexpected(fine.error());
  }
  const auto found = review.article(article);
  if (!found) return std::unexpected(found.error());
  if (!*found) return refuse("there is no article " + article);
  const history::Article& told = (*found)->article;
  if (words.empty() || (told.text && told.text->find(words) == std::string::npos)) {
    return refuse("these words do not stand in the article: '" + words + "'");
  }
  return review.keep({{.action = "add",
                       .article = told.id,
                       .kind = kind,
                       .words = words,
                       .value = fields,
                       .by = who.by,
                       .reason = who.reason}});
}

Kept merge(Review& review, Archive& archive, const std::string& kind, const std::string& record,
           const std::string& into, const Reviewer& who) {
  if (!is_record_kind(kind)) return refuse("records are of kind award, role or person");
  if (record == into) return refuse("both are one record already");
  const auto core = review.core(kind, into);
  if (!core) return std::unexpected(core.error());
  if (!*core) return refuse("there is no " + kind + " record " + into);
  const auto evidence = archive.evidence(kind, record);
  if (!evidence) return std::unexpected(evidence.error());
  if (evidence->empty()) return refuse("there is no " + kind + " record " + record);
  std::vector<std::string> facts;
  for (const Quote& quote : *evidence) facts.push_back(quote.fact);
  return keep_all(review, "merge", facts, history::adoption((*core)->member, (*core)->fields), who);
}

Kept split(Review& review, const std::string& kind, const std::vector<std::string>& facts,
           const Reviewer& who) {
  if (!is_record_kind(kind)) return refuse("records are of kind award, role or person");
  Blake2b name;  // of the part: equal for the same facts
  for (const std::string& fact : facts) name.field(fact);
  return keep_all(review, "split", facts, kind + ':' + name.hex().substr(0, 12), who);
}

}  // namespace bangvang::store
