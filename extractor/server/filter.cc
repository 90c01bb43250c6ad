#include "extractor/server/filter.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace bangvang::server {
namespace {

std::optional<store::Years> years_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  // Checked before: 2022 or 2019..2024.
  store::Years out;
  std::from_chars(text->data(), text->data() + 4, out.first);
  const char* last = text->data() + text->size() - 4;
  std::from_chars(last, last + 4, out.last);
  if (out.first > out.last) std::swap(out.first, out.last);
  return out;
}

std::optional<bool> truth_of(const std::optional<std::string>& text) {
  return text ? std::optional(*text == "true") : std::nullopt;
}

store::Phrase phrase_of(const std::optional<std::string>& text) {
  return store::phrase_of(text.value_or(""));
}

// Empty when no province is called so.
std::string slug_of(const history::Lineage& lineage, const std::string& name) {
  const std::vector<std::string> slugs = lineage.provinces();
  if (std::ranges::count(slugs, name) > 0) return name;
  const std::string wanted = history::name_key(name);
  const auto found = std::ranges::find_if(slugs, [&](const std::string& slug) {
    return history::name_key(lineage.province_name(slug)) == wanted;
  });
  return found == slugs.end() ? std::string() : *found;
}

}  // namespace

Result<std::vector<std::string>> provinces_of(const history::Lineage& lineage,
                                              const std::vector<std::string>& asked) {
  std::vector<std::string> out;
  for (const std::string& name : asked) {
    const std::string found = slug_of(lineage, name);
    if (found.empty()) {
      return fail(Error::Kind::kBadInput, "province: there is none called '" + name + "'");
    }
    std::ranges::copy(lineage.province_and_predecessors(found), std::back_inserter(out));
  }
  return out;
}

Result<store::Filter> filter_of(Context& context, const Request& request) {
  const history::Lineage& lineage = context.knowledge->lineage;
  store::Filter out;
  auto provinces = provinces_of(lineage, request.list("province"));
  if (!provinces) return std::unexpected(provinces.error());
  out.provinces = *std::move(provinces);
  out.words = phrase_of(request.param("q"));
  out.year = years_of(request.param("year"));
  out.announced = years_of(request.param("announced"));
  if (const auto published = years_of(request.param("published"))) out.announced = published;
  out.forms = request.list("form");
  out.levels = request.list("level");
  out.statuses = request.list("status");
  out.recipient_kinds = request.list("recipient_kind");
  out.roles = request.list("role");
  out.tells = request.list("tells");
  out.recipient = phrase_of(request.param("recipient"));
  out.granted_by = phrase_of(request.param("granted_by"));
  out.bloc = phrase_of(request.param("bloc"));
  out.person = request.param("official").value_or("");
  out.site = request.param("site").value_or("");
  out.since = request.param("since").value_or("");
  out.open = truth_of(request.param("open"));
  out.conflicts = truth_of(request.param("conflicts"));
  if (const auto year = request.param("without_award_since")) out.none_since = std::stoi(*year);
  if (const auto id = request.param("agency")) {
    const auto body = context.store->catalogue().body(*id);
    if (!body) return std::unexpected(body.error());
    out.bodies = *body ? lineage.line(**body) : std::vector<history::Body>{};
  }
  return out;
}

std::optional<store::Part> part_of(const Call& call) {
  constexpr std::size_t kPage = 50;
  store::Part out{.order = call.param("sort").value_or(std::string(call.order)),
                  .limit = call.number("limit", kPage)};
  if (const auto cursor = call.param("cursor")) {
    const auto key = key_of(*cursor);
    if (!key) return std::nullopt;
    out.after = *key;
  }
  return out;
}

void write_page_end(json::Writer& out, std::size_t count, const std::string& next) {
  out.key("count").integer(std::min(count, store::kCountedHits));
  out.key("more").boolean(count > store::kCountedHits);
  out.key("next");
  next.empty() ? out.null() : out.string(cursor_of(next));
}

}  // namespace bangvang::server
