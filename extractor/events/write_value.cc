#include "extractor/events/write_value.h"

namespace bangvang::events {

void write_value(json::Writer& out, const facts::Recipient& recipient) {
  out.begin_object();
  out.key("kind").string(recipient.kind);
  out.key("name").string_or_null(recipient.name);
  out.key("of").string_or_null(recipient.of);
  out.key("count").integer_or_null(recipient.count);
  out.end_object();
}

void write_value(json::Writer& out, const std::optional<facts::Decision>& decision) {
  if (!decision) {
    out.null();
    return;
  }
  out.begin_object();
  out.key("number").string_or_null(decision->number);
  out.key("date").string_or_null(decision->date);
  out.key("issuer").string_or_null(decision->issuer);
  out.end_object();
}

}  // namespace bangvang::events
