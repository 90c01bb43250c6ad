#include "extractor/events/stored_facts.h"

#include "extractor/events/read_value.h"

namespace bangvang::events {
namespace {

using json::Value;

template <class Fact>
void add(std::vector<Stored<Fact>>& to, const StoredFact& stored, const Value& object,
         Fact (*read)(const Value&)) {
  to.push_back({stored.id, read_text(object["text"]), read(object)});
}

void add(StoredFacts& out, const StoredFact& stored, const Value& object) {
  if (stored.kind == "agency") add(out.agencies, stored, object, read_agency);
  if (stored.kind == "bloc") add(out.blocs, stored, object, read_bloc);
  if (stored.kind == "bloc_role") add(out.bloc_roles, stored, object, read_bloc_role);
  if (stored.kind == "official") add(out.officials, stored, object, read_official);
  if (stored.kind == "award") add(out.awards, stored, object, read_award);
  if (stored.kind == "meeting") add(out.meetings, stored, object, read_meeting);
}

}  // namespace

Result<StoredFacts> read_stored(const std::vector<StoredFact>& facts) {
  StoredFacts out;
  for (const StoredFact& stored : facts) {
    if (stored.kind == "date" || stored.kind == "document") continue;
    const auto object = Value::parse(stored.json, stored.id);
    if (!object) return std::unexpected(object.error());
    add(out, stored, *object);
  }
  return out;
}

}  // namespace bangvang::events
