// Private to the award files: what a sentence says of awards, before it becomes facts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/facts/context.h"

namespace bangvang::facts::awards {

// A mention that matters to the awards of a sentence, in text order; none overlaps another.
struct Event {
  enum class Kind {
    kAward,
    kVerb,
    kWho,
    kOffice,
    kScope,
    kReason,
    kAside,
    kList,
    kBasis,
    kDocument
  };
  Kind kind;
  grammar::Mention mention;
  Span span;
  std::uint32_t clause = 0;        // index: clauses end at a semicolon or a line end
  std::uint32_t clause_begin = 0;  // byte where the clause begins
};

// Events of one sentence of the analysis, clauses counted from 0.
std::vector<Event> events_in(const Context& context, Span sentence);

struct Who {
  Recipient recipient;
  Span span;
  std::size_t event;
  std::uint32_t clause;
  bool is_place = false;  // a locality, not a body
};

struct Granter {
  std::optional<std::string> name;
  bool inferred = false;  // from who hands over, or from the form
  bool subject = false;   // who gives, by the verb: it may only hand over
  bool nation = false;    // the state at large, which grants by its organs
};

// The year or the stretch of years an award is for.
struct Time {
  std::optional<int> year;
  std::optional<std::string> period;
  bool inferred = false;
  bool listed = false;  // years told one after the other
  bool known() const { return year || period; }
};

struct Name {
  std::string form;
  std::vector<std::optional<std::string>> grades;  // several share one name
  std::string level;
  std::optional<std::string> granter;  // fixed by the form
  std::string branch;                  // whose flag it is: the ministry of a branch
  std::string recipients;              // who may get it: person, collective, household, between |
};

// One award with those who get it.
struct Claim {
  grammar::Mention phrase;
  std::optional<grammar::Mention> verb;
  std::vector<Who> who;
  std::string status;  // conferred, proposed, held; empty: not said here
  Granter granter;
  bool void_ = false;   // in a rule, a plan, an aim
  bool nobody = false;  // the sentence names no one who could get it
  bool holder_inferred = false;
  bool shared_who = false;  // who gets it is told with another award
  Span sentence;
  std::uint32_t clause_begin = 0;
  Span head;  // of the list the sentence is an item of; empty without one
  std::optional<grammar::Mention>
      named_by;  // the phrase whose award this is, where only a grade is said

  // What the phrase says, set by add_facts().
  std::optional<Name> name;
  std::vector<Time> times;

  const grammar::Mention& naming() const { return named_by ? *named_by : phrase; }
};

// What a head line lends to the lines of its list.
struct Carry {
  bool open = false;
  Span head;
  std::string status;
  Granter granter;
  std::optional<Recipient> holder;  // of a list of honours
  std::optional<std::size_t> last;  // claim the names of the list belong to
};

// Reads one sentence: adds its claims and updates `carry`. `item` says that the sentence is an item
// of the list `carry` speaks of.
void read_sentence(const Context& context, Span sentence, bool item, Carry& carry,
                   std::vector<Claim>& claims);

// What a mention of a recipient stands for.
Recipient recipient_of(const Context& context, const grammar::Mention& mention);

// The name of a granting authority: an agency, an office with its agency, or one of the state.
std::string authority_name(const Context& context, const grammar::Mention& holder,
                           std::string_view part);

// A cited document that decides on something.
bool is_decision(const grammar::Mention& document);

// The name of an office with its body: "Giám đốc Sở Y tế".
std::string office_of(const Context& context, const grammar::Mention& office);

// Nothing for look-alikes.
std::optional<Name> read_name(const grammar::Mention& phrase);
// Grades of an award's name; one without a value when it has none.
std::vector<std::optional<std::string>> grades_of(const grammar::Mention& name);

// Years given with the award itself: each makes an award, years in a row one period.
std::vector<Time> own_times(const Context& context, const grammar::Mention& phrase);
// The year of what the award is for: behind the words of the reason, for all awards of the
// sentence.
Time reason_time(const Context& context, const Claim& claim);
// The year the article looks back on: as it was found for the article, else the only one its
// title, or the first paragraph, names besides the year planned for.
Time article_time(const Context& context);
// The latest year the article can speak of as its own time; 0 when it names none.
int article_year(const Context& context);

// Adds the facts of `claims` to the context, merged.
void add_facts(Context& context, std::vector<Claim> claims);

}  // namespace bangvang::facts::awards
