#include "extractor/report/gold.h"

#include <algorithm>
#include <utility>

#include "extractor/events/expected.h"
#include "extractor/json/value.h"
#include "extractor/json/writer.h"

namespace bangvang::report {
namespace {

using history::Correction;

// A line of the text that the corpus form reads as its own.
bool stands_in_form(const std::string& text) {
  const std::string lines = '\n' + text + '\n';
  return lines.find("\n----\n") == std::string::npos && lines.find("\n==== ") == std::string::npos;
}

// The string between quotes of TOML, which are those of JSON.
std::string quoted(const std::string& text) {
  std::string out;
  json::append_quoted(out, text);
  return out;
}

}  // namespace

Result<source::CorpusArticle> gold_of(const store::ReviewedArticle& article) {
  const history::Article& told = article.article;
  if (!told.text || !stands_in_form(*told.text)) {
    return fail(Error::Kind::kUnsupported, "its text cannot stand in the corpus form", {}, told.id);
  }
  const auto corrected = history::corrected(told.facts, told.corrections, told.text);
  std::vector<events::StoredFact> seen, others;
  for (const events::StoredFact& fact : corrected.facts) {
    (corrected.changed.contains(fact.id) ? seen : others).push_back(fact);
  }
  auto expected = events::expected_lines(seen);
  if (!expected) return std::unexpected(expected.error());
  const auto spare = events::expected_lines(others);
  if (!spare) return std::unexpected(spare.error());
  for (const std::string& line : *spare) {
    if (std::ranges::count(*expected, line) == 0) expected->push_back("? " + line);
  }
  source::CorpusArticle out;
  out.name = told.id;
  if (!told.published.empty()) out.published = told.published;
  if (!told.province.empty()) out.province = told.province;
  out.url = article.url;
  out.text = *told.text;
  out.expected = *std::move(expected);
  return out;
}

Result<std::string> examples_of(store::Review& review, const store::ReviewedArticle& article) {
  std::string out;
  for (const Correction& correction : article.article.corrections) {
    const bool right = correction.action == "accept";
    if (!right && correction.action != "reject" && correction.action != "edit") continue;
    const auto was = json::Value::parse(correction.was);
    if (!was) return std::unexpected(was.error());
    const auto fact = review.fact((*was)["id"].string().value_or(""));
    if (!fact) return std::unexpected(fact.error());
    const std::string sentence = *fact ? (*fact)->words : correction.words;
    out += "# " + (*was)["rule"].string().value_or("") + ", read in " + article.article.id + '\n';
    out += correction.action == "reject" ? "[[rule.reject]]\n" : "[[rule.accept]]\n";
    out += "text = " + quoted(sentence) + '\n';
    if (correction.action == "reject") out += "why = " + quoted(correction.reason) + '\n';
    if (correction.action == "edit") out += "# expect: " + correction.value + '\n';
    if (right) out += "# expect: what it reads, " + quoted(correction.words) + '\n';
    out += '\n';
  }
  return out;
}

}  // namespace bangvang::report
