// Cited documents, once per number.
#include <algorithm>

#include "extractor/facts/context.h"

namespace bangvang::facts {
namespace {

using grammar::Mention;

// "32/QĐ- UBND": spaces inside a number are slips.
std::string without_spaces(std::string_view text) {
  std::string out(text);
  std::erase(out, ' ');
  return out;
}

// The kind of document its number tells by the first code in it.
std::string type_by_code(const Context& context, const Mention& document) {
  const auto codes = context.analysis.of("document_code", document.part_span("number"));
  return codes.empty() ? "" : codes.front().value();
}

std::optional<std::string> date_of(const Context& context, const Mention& document) {
  if (!document.has("date")) return std::nullopt;
  const auto dates = context.dates_in(document.part_span("date"));
  return dates.empty() ? std::nullopt : std::optional(dates.front().value);
}

std::optional<std::string> issuer_of(const Context& context, const Mention& document) {
  for (const std::string_view part : {"issuer", "issuer_before"}) {
    if (const auto agency = document.part(part, "agency")) return agency_name(context, *agency);
    if (document.has(part)) return document.part_value(part);
  }
  return std::nullopt;
}

// Further citations of a document may say what the first left out.
void merge(Document& known, const Document& again) {
  if (!known.date) known.date = again.date;
  if (!known.issuer) known.issuer = again.issuer;
  known.evidence.also.push_back(again.evidence.span);
}

}  // namespace

void find_documents(Context& context) {
  std::vector<Document>& documents = context.facts.documents;
  for (const Mention& mention : context.analysis.of("document")) {
    const std::string type =
        mention.has("type") ? mention.part_value("type") : type_by_code(context, mention);
    if (type.empty()) continue;
    Document document{type, without_spaces(mention.part_text("number")), date_of(context, mention),
                      issuer_of(context, mention),
                      evidence_of(mention, {"type", "number", "date", "issuer"})};
    const auto known = std::ranges::find(documents, document.number, &Document::number);
    if (known == documents.end()) {
      documents.push_back(std::move(document));
    } else {
      merge(*known, document);
    }
  }
}

}  // namespace bangvang::facts
