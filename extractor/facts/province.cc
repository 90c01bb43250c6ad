#include <map>

#include "extractor/facts/context.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts {
namespace {

using grammar::Mention;

bool has_tag(const Mention& mention, std::string_view tag) {
  const std::string padded = " " + std::string(mention.attr("tag")) + " ";
  return padded.find(" " + std::string(tag) + " ") != std::string::npos;
}

// How much the places of a text speak for each province.
class Ballot {
 public:
  explicit Ballot(Context& context) : context_(context) {}

  void run() {
    const auto agencies = context_.analysis.of("agency");
    for (const Mention& agency : agencies) {
      for (const Mention& province : agency.inside("province")) add(province, agency, 3);
    }
    for (const Mention& place : context_.analysis.of("place")) {
      const bool named = place.attr("tag") == "province" || place.attr("tag") == "city";
      if (!named) continue;
      for (const Mention& province : place.inside("province")) add(province, place, 2);
    }
    elect();
  }

 private:
  void add(const Mention& province, const Mention& around, int weight) {
    const bool head = context_.role_of_block(around.span()) != BlockRole::kParagraph;
    Votes& votes = votes_[std::string(province.attr("slug"))];
    votes.count += head ? 2 * weight : weight;
    if (votes.name.empty()) {
      votes.name = province.value();
      votes.city = has_tag(province, "city");
    }
  }

  // The province most spoken for; with several as strong as one another none is.
  void elect() {
    const Votes* best = nullptr;
    bool tie = false;
    for (const auto& [slug, votes] : votes_) {
      if (!best || votes.count > best->count) {
        best = &votes;
        context_.province = slug;
        tie = false;
      } else if (votes.count == best->count) {
        tie = true;
      }
    }
    if (!best || tie) {
      context_.province.reset();
      return;
    }
    context_.province_name = best->name;
    context_.province_is_city = best->city;
  }

  struct Votes {
    int count = 0;
    std::string name;
    bool city = false;
  };
  Context& context_;
  std::map<std::string, Votes> votes_;
};

}  // namespace

void find_province(Context& context) { Ballot(context).run(); }

}  // namespace bangvang::facts
