#include <algorithm>
#include <map>

#include "extractor/facts/context.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts {
namespace {

using grammar::Mention;

// How strongly a place speaks for its province.
constexpr int kBare = 1;  // a name without "tỉnh", believed in title and lead only
constexpr int kDistrict = 1;
constexpr int kPlace = 2;
constexpr int kAgency = 3;
constexpr int kVenue = 6;
constexpr int kSite = 20;  // who publishes the page
constexpr int kHeadFactor = 2;

// Shorter names stand inside other words of an address ("hue" in "thue").
constexpr std::size_t kTellingInAddress = 6;

bool has_tag(const Mention& mention, std::string_view tag) {
  const std::string padded = " " + std::string(mention.attr("tag")) + " ";
  return padded.find(" " + std::string(tag) + " ") != std::string::npos;
}

// The mention that holds `span`, if one does. Requires: in text order, none inside another.
const Mention* around(const std::vector<Mention>& mentions, Span span) {
  const auto begin = [](const Mention& mention) { return mention.span().begin; };
  auto after = std::ranges::upper_bound(mentions, span.begin, {}, begin);
  if (after == mentions.begin()) return nullptr;
  --after;
  return after->span().contains(span) ? &*after : nullptr;
}

// The labels of an address, without dashes: "sokhcn", "haiphong", "gov", "vn".
std::vector<std::string> labels(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::string host = url.substr(scheme == std::string::npos ? 0 : scheme + 3);
  std::vector<std::string> out(1);
  for (const char c : host) {
    if (c == '/' || c == ':' || c == '?') break;
    if (c == '.') {
      out.emplace_back();
    } else if (c != '-') {
      out.back() += c;
    }
  }
  return out;
}

class Ballot {
 public:
  explicit Ballot(Context& context)
      : context_(context),
        places_(context.analysis.of("place")),
        agencies_(context.analysis.of("agency")),
        venues_(context.analysis.of("place_venue")) {}

  void run() {
    for (const Mention& province : context_.analysis.of("province")) {
      vote(slug_of(province), province, weight(province));
    }
    for (const Mention& district : context_.analysis.of("district")) {
      vote(std::string(district.attr("province_slug")), district, weight_of_district(district));
    }
    site();
    elect();
  }

 private:
  int weight(const Mention& province) const {
    const Mention* place = around(places_, province.span());
    const bool inner = place && place->attr("tag") != "province" && place->attr("tag") != "city";
    if (inner) return 0;  // "xã Hòa Bình"
    int weight = kPlace;
    if (around(agencies_, province.span())) {
      weight = kAgency;
    } else if (!place) {
      const bool head = context_.role_of_block(province.span()) != BlockRole::kParagraph;
      weight = head && !has_tag(province, "weak") ? kBare : 0;
    }
    return weight + (around(venues_, province.span()) ? kVenue : 0);
  }

  // The unit that had the ground when the article was written: Huế was part of Thừa Thiên Huế.
  std::string slug_of(const Mention& province) const {
    const std::string_view before = province.attr("before");
    const std::size_t space = before.find(' ');
    if (space != std::string_view::npos && context_.input.published &&
        context_.input.published->year < std::stoi(std::string(before.substr(0, space)))) {
      return std::string(before.substr(space + 1));
    }
    return std::string(province.attr("slug"));
  }

  // A district counts where one province alone has it and a word says that it is one.
  int weight_of_district(const Mention& district) const {
    if (district.attr("province_slug").find('|') != std::string_view::npos) return 0;
    const bool venue = around(venues_, district.span()) != nullptr;
    const Mention* place = around(places_, district.span());
    if (!place) return venue && !has_tag(district, "weak") ? kVenue : 0;
    return place->attr("tag") == "district" ? (venue ? kVenue : kDistrict)
                                            : (venue ? kDistrict : 0);
  }

  void vote(const std::string& slug, const Mention& mention, int weight) {
    if (weight == 0) return;
    const bool head = context_.role_of_block(mention.span()) != BlockRole::kParagraph;
    Votes& votes = votes_[slug];
    votes.count += head ? kHeadFactor * weight : weight;
    votes.first = std::min(votes.first, mention.span().begin);
  }

  // The address or name of the page.
  void site() {
    if (!context_.input.url && !context_.input.site_hint) return;
    std::vector<std::string> parts;
    if (context_.input.url) parts = labels(*context_.input.url);
    const std::string hint = context_.input.site_hint ? text::lower(*context_.input.site_hint) : "";
    for (const auto& [name, slug] : context_.analysis.entries("province", "slug")) {
      std::string joined(slug);
      std::erase(joined, '-');
      const bool address = std::ranges::any_of(parts, [&](const std::string& label) {
        return label == joined || (joined.size() >= kTellingInAddress && label.ends_with(joined));
      });
      const bool named = !hint.empty() && hint.find(text::lower(name)) != std::string::npos;
      if (!address && !named) continue;
      Votes& votes = votes_[std::string(slug)];
      votes.count = std::max(votes.count + kSite, kSite);
    }
  }

  // The province most spoken for; of equals the one named first.
  void elect() {
    const Votes* best = nullptr;
    for (const auto& [slug, votes] : votes_) {
      const bool better = !best || votes.count > best->count ||
                          (votes.count == best->count && votes.first < best->first);
      if (!better) continue;
      best = &votes;
      context_.province = slug;
    }
    if (best) describe();
  }

  void describe() {
    const auto types = context_.analysis.entries("province", "tag");
    std::size_t row = 0;
    for (const auto& [name, slug] : context_.analysis.entries("province", "slug")) {
      if (slug == *context_.province) {
        if (!context_.province_name) context_.province_name = name;
        const std::string tags = " " + std::string(types[row].second) + " ";
        if (tags.find(" city ") != std::string::npos) context_.province_is_city = true;
      }
      ++row;
    }
  }

  struct Votes {
    int count = 0;
    std::uint32_t first = UINT32_MAX;
  };
  Context& context_;
  std::vector<Mention> places_, agencies_, venues_;
  std::map<std::string, Votes> votes_;
};

}  // namespace

void find_province(Context& context) { Ballot(context).run(); }

}  // namespace bangvang::facts
