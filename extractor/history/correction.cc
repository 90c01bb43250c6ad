#include "extractor/history/correction.h"

#include <algorithm>
#include <array>
#include <span>

#include "extractor/base/hash.h"
#include "extractor/history/lineage.h"
#include "extractor/json/value.h"
#include "extractor/json/writer.h"

namespace bangvang::history {
namespace {

using events::StoredFact;
using json::Value;

enum class Type { kText, kTexts, kInteger, kTruth, kObject, kObjects };

struct Field {
  std::string_view name;
  Type type = Type::kText;
  bool key = false;              // two facts that differ in it say something else
  bool needed = false;           // a fact without it says nothing
  std::string_view values = {};  // all it may be, between "|"
};

constexpr Field kAward[] = {{"form", Type::kText, true, true},
                            {"grade", Type::kText, true},
                            {"level"},
                            {"recipient", Type::kObject, true, true},
                            {"granted_by"},
                            {"year", Type::kInteger},
                            {"period"},
                            {"status", Type::kText, true, true, "|conferred|proposed|held|"},
                            {"posthumous", Type::kTruth},
                            {"decision", Type::kObject},
                            {"reason"}};
constexpr Field kRole[] = {{"role", Type::kText, true, true, "|head|deputy|"},
                           {"holder", Type::kText, true},
                           {"person", Type::kText, true},
                           {"bloc", Type::kText, true},
                           {"year", Type::kInteger, true},
                           {"period"}};
constexpr Field kOfficial[] = {{"name", Type::kText, true, true},
                               {"positions", Type::kObjects, true}};
constexpr Field kAgency[] = {{"name", Type::kText, true, true}, {"place"}, {"kind"}};
constexpr Field kBloc[] = {
    {"name", Type::kText, true, true}, {"aliases", Type::kTexts}, {"members", Type::kTexts}};

std::span<const Field> fields_of(std::string_view kind) {
  if (kind == "award") return kAward;
  if (kind == "bloc_role") return kRole;
  if (kind == "official") return kOfficial;
  if (kind == "agency") return kAgency;
  if (kind == "bloc") return kBloc;
  return {};
}

bool is_of(const Value& value, Type type) {
  switch (type) {
    case Type::kText:
      return value.is_string();
    case Type::kInteger:
      return value.integer().has_value();
    case Type::kTruth:
      return value.boolean().has_value();
    case Type::kObject:
      return value.is_object();
    case Type::kTexts:
      return value.is_array() && std::ranges::all_of(value.items(), &Value::is_string);
    case Type::kObjects:
      break;
  }
  return value.is_array() && std::ranges::all_of(value.items(), &Value::is_object);
}

Value parsed(const std::string& json) {
  auto value = Value::parse(json);
  return value ? *value : Value();
}

// `base` with the members of `over` in the place of its own; objects within go the same way.
std::string laid_over(const Value& base, const Value& over) {
  std::string out = "{";
  const auto put = [&](const std::string& key, const std::string& json) {
    if (out.size() > 1) out += ',';
    json::append_quoted(out, key);
    out += ':' + json;
  };
  for (const std::string& key : base.keys()) {
    const Value own = base[key];
    if (!over.has(key)) {
      put(key, own.dump());
    } else if (own.is_object() && over[key].is_object()) {
      put(key, laid_over(own, over[key]));
    } else {
      put(key, over[key].dump());
    }
  }
  for (const std::string& key : over.keys()) {
    if (!base.has(key)) put(key, over[key].dump());
  }
  return out + '}';
}

std::string words_of(const std::string& json) { return parsed(json)["text"].string().value_or(""); }

bool says_the_same(const std::string& kind, const std::string& a, const std::string& b) {
  const Value one = parsed(a), other = parsed(b);
  return std::ranges::all_of(fields_of(kind), [&](const Field& field) {
    return !field.key || one[field.name].dump() == other[field.name].dump();
  });
}

// What a person has seen to is certain, and what they wrote is not inferred.
std::string seen_to(const std::string& json, const Value& written) {
  std::vector<std::string> inferred;
  for (const Value& field : parsed(json)["inferred"].items()) {
    const std::string name = field.string().value_or("");
    if (!written.has(name)) inferred.push_back(name);
  }
  return laid_over(parsed(json), parsed("{\"inferred\":" + json::array_of(inferred) +
                                        R"(,"confidence":"certain"})"));
}

// An id that depends on what was marked alone, so that marking it again adds nothing.
std::string id_of(const Correction& c) {
  Blake2b digest;
  digest.field("review").field(c.article).field(c.kind).field(c.words).field(c.value);
  return digest.hex().substr(0, 32);
}

std::size_t code_points(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(
      utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// A fact's object with every field of its kind, and the place of its words.
std::string added_json(const Correction& c, const std::string& id, std::size_t begin) {
  std::string nulls = "{";
  for (const Field& field : fields_of(c.kind)) {
    if (nulls.size() > 1) nulls += ',';
    json::append_quoted(nulls, field.name);
    nulls += field.type == Type::kTexts || field.type == Type::kObjects ? ":[]"
             : field.type == Type::kTruth                               ? ":false"
                                                                        : ":null";
  }
  const std::string fields = laid_over(parsed(nulls + '}'), parsed(c.value));
  std::string out = "{\"id\":";
  json::append_quoted(out, id);
  out += ',' + fields.substr(1, fields.size() - 2) + ",\"text\":";
  json::append_quoted(out, c.words);
  out += ",\"begin\":" + std::to_string(begin) +
         ",\"end\":" + std::to_string(begin + code_points(c.words)) + ",\"rule\":";
  json::append_quoted(out, kReviewRule);
  return out + R"(,"also":[],"parts":{},"inferred":[],"confidence":"certain"})";
}

class Corrector {
 public:
  Corrector(const std::vector<StoredFact>& facts, const std::optional<std::string>& text)
      : text_(text) {
    out_.facts = facts;
    for (const StoredFact& fact : facts) read_.push_back(fact.json);
  }

  Corrected run(const std::vector<Correction>& corrections) {
    for (const Correction& correction : corrections) {
      const bool done = correction.action == "add" ? add(correction) : apply(correction);
      if (!done) out_.idle.push_back(correction.number);
    }
    return std::move(out_);
  }

 private:
  bool add(const Correction& correction) {
    std::size_t begin = 0;
    if (text_) {
      const auto at = text_->find(correction.words);
      if (at == std::string::npos) return false;
      begin = code_points(std::string_view(*text_).substr(0, at));
    }
    StoredFact fact{id_of(correction), correction.kind, std::string(kReviewRule), {}};
    if (std::ranges::count(out_.facts, fact.id, &StoredFact::id) > 0) return true;
    fact.json = added_json(correction, fact.id, begin);
    out_.changed[fact.id] = fact.json;
    read_.push_back(fact.json);
    out_.facts.push_back(std::move(fact));
    return true;
  }

  // The fact of those words: the one that said the same, else the only one.
  std::optional<std::size_t> find(const Correction& correction) const {
    std::optional<std::size_t> only;
    std::size_t count = 0;
    const std::string words = name_key(correction.words);
    for (std::size_t i = 0; i < out_.facts.size(); ++i) {
      if (out_.facts[i].kind != correction.kind || name_key(words_of(read_[i])) != words) continue;
      if (says_the_same(correction.kind, read_[i], correction.was) ||
          says_the_same(correction.kind, out_.facts[i].json, correction.was)) {
        return i;
      }
      only = i;
      ++count;
    }
    const bool judges = correction.action == "accept" || correction.action == "reject";
    return count == 1 && !judges ? only : std::nullopt;
  }

  bool apply(const Correction& correction) {
    const auto at = find(correction);
    if (!at) return false;
    StoredFact& fact = out_.facts[*at];
    if (correction.action == "reject") {
      out_.changed.erase(fact.id);
      out_.facts.erase(out_.facts.begin() + static_cast<std::ptrdiff_t>(*at));
      read_.erase(read_.begin() + static_cast<std::ptrdiff_t>(*at));
      return true;
    }
    if (correction.action == "split") {
      out_.parts[fact.id] = correction.value;
      return true;
    }
    if (correction.action == "merge") {
      out_.adopted[fact.id] = correction.value;
      fact.json = laid_over(parsed(fact.json), parsed(correction.value)["fields"]);
    } else {
      const Value written = parsed(correction.value);
      fact.json =
          seen_to(written.is_object() ? laid_over(parsed(fact.json), written) : fact.json, written);
    }
    out_.changed[fact.id] = fact.json;
    return true;
  }

  const std::optional<std::string>& text_;
  Corrected out_;
  std::vector<std::string> read_;  // the facts' JSON before any edit: what words and was speak of
};

}  // namespace

Corrected corrected(const std::vector<StoredFact>& facts,
                    const std::vector<Correction>& corrections,
                    const std::optional<std::string>& text) {
  return Corrector(facts, text).run(corrections);
}

namespace {

bool may_be(const Field& field, const Value& value) {
  if (value.is_null()) return !field.needed;
  if (!is_of(value, field.type)) return false;
  if (field.name == "recipient" && value.has("kind")) {
    constexpr std::string_view kKinds = "|agency|person|household|group|";
    const std::string kind = '|' + value["kind"].string().value_or("") + '|';
    return kKinds.find(kind) != kKinds.npos;
  }
  const std::string text = '|' + value.string().value_or("") + '|';
  return field.values.empty() || field.values.find(text) != field.values.npos;
}

}  // namespace

Result<void> check_fields(const std::string& kind, const std::string& fields, bool whole) {
  const auto refuse = [](const std::string& why) { return fail(Error::Kind::kBadInput, why); };
  const auto list = fields_of(kind);
  if (list.empty()) {
    return refuse("there is no kind '" + kind +
                  "' to correct: award, bloc_role, official, agency, bloc");
  }
  const auto value = Value::parse(fields);
  if (!value) return std::unexpected(value.error());
  if (!value->is_object()) return refuse("the fields are no JSON object");
  for (const std::string& key : value->keys()) {
    const auto field = std::ranges::find(list, key, &Field::name);
    if (field == list.end()) {
      std::string names;
      for (const Field& known : list) {
        names += (names.empty() ? "" : ", ") + std::string(known.name);
      }
      return refuse("a fact of kind " + kind + " has no field '" + key + "'; it has " + names);
    }
    const Value own = (*value)[key];
    if (!may_be(*field, own)) {
      return refuse("the field '" + key + "' cannot be " + own.dump());
    }
  }
  if (whole && kind == "award" && !(*value)["recipient"].has("kind")) {
    return refuse("the recipient's kind is missing: agency, person, household or group");
  }
  for (const Field& field : list) {
    if (whole && field.needed && !value->has(field.name)) {
      return refuse("the field '" + std::string(field.name) + "' is missing");
    }
  }
  return {};
}

}  // namespace bangvang::history
