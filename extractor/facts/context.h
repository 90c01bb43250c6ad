// What the whole article lends to each of its facts: when it was published, where it is from,
// which year it looks back on, and what the mentions in it stand for. Filled step by step, in the
// order of find_facts(); each step says what it needs.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extractor/base/date.h"
#include "extractor/base/deadline.h"
#include "extractor/base/span.h"
#include "extractor/facts/facts.h"
#include "extractor/grammar/analysis.h"

namespace bangvang::facts {

enum class BlockRole { kTitle, kLead, kParagraph, kCaption };

struct Input {
  const grammar::Analysis& analysis;
  std::vector<std::pair<Span, BlockRole>> blocks;  // bytes of the normalised text
  std::optional<bangvang::Date> published;         // local day
  std::optional<std::string> site_hint;            // words on who publishes the page, normalised
  std::optional<std::string> url;
  Deadline deadline;  // once it passed, the steps that are left are not taken
};

struct Context {
  const Input& input;
  const grammar::Analysis& analysis;
  Facts facts;
  std::vector<Finding> findings;

  // Where the article is from: province slug (grammars/provinces.tsv) and its name as written
  // there.
  std::optional<std::string> province, province_name;
  bool province_is_city = false;  // run by the centre: "thành phố" alone means it

  // The year a review looks back on, and the year a plan or pledge is for; from title and lead.
  std::optional<int> reviewed_year, planned_year;

  // The name each mention of a counted agency stands for, in text order; see agency_name().
  std::vector<std::pair<Span, std::string>> agency_names;

  // TIMEX3 value of every date mention that has one, in text order.
  struct DatedSpan {
    Span span;
    std::string value;
    bool of_document = false;  // issue date of a cited document
  };
  std::vector<DatedSpan> dates;

  BlockRole role_of_block(Span span) const;
  // The values of dates inside `span`.
  std::vector<DatedSpan> dates_in(Span span) const;
};

// Name of the agency a mention stands for, full official form: the mention's value with typography
// and place put right. Works for any mention whose value is an agency's name.
std::string agency_name(const Context& context, const grammar::Mention& agency);

// The name a mention of kind person, person_name or person_short stands for, in its usual spelling:
// tone marks and capitals put right.
std::string person_name(const grammar::Mention& person);

// The year of a date value ("2023-02-22", "2023"), nothing for intervals and unknown years.
std::optional<int> year_of(const std::string& value);

// The class a rule declares for what it reads (`set = { confidence = "likely" }`), else certain.
Confidence declared_confidence(const grammar::Mention& mention);

// The evidence of a match: its span, its rule and what that declares, and the place of each named
// part given.
Evidence evidence_of(const grammar::Mention& mention,
                     std::initializer_list<std::string_view> parts = {});

// Finds all facts of one article; spans are of the normalised text. Pure. The context refers to
// `input`, which must outlive it.
Context find_facts(const Input& input);

// The steps, in order. Each adds its kind to context.facts, once per article and value (further
// places go to `also`), in text order.
void find_province(Context& context);  // province, province_name, province_is_city
void find_dates(Context& context);     // dates, reviewed_year, planned_year; needs published
void find_agencies(Context& context);  // needs province
void find_blocs(Context& context);     // needs agencies
void find_officials(Context& context);
void find_bloc_roles(Context& context);  // needs dates, blocs, officials
void find_awards(Context& context);      // needs dates, officials
void find_documents(Context& context);   // needs dates
void rate_facts(Context& context);       // lowers confidence by what was concluded; after all facts
void find_findings(Context& context);    // compares the facts with one another; last

}  // namespace bangvang::facts
