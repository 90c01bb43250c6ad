// What the steps for blocs and for their roles share; private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/facts/context.h"

namespace bangvang::facts {

// The word `tag` is one of the tags of a table's row or of a rule.
bool has_tag(const grammar::Mention& mention, std::string_view tag);

// khoi, cum or to: the family of the bloc a mention of kind bloc names.
std::string bloc_unit(const grammar::Mention& bloc);

// Index of the bloc one of whose names stands at `name`; size of the list when none does.
std::size_t bloc_at(const Context& context, Span name);

// Index of the bloc that a plain word for it at byte `at` means: the one of that unit named last
// before, else the only one named after; size of the list when there is none. An empty unit fits
// all.
std::size_t bloc_meant(const Context& context, std::uint32_t at, std::string_view unit);

// Names of the agencies and localities listed in a part of a mention, in text order.
std::vector<std::string> listed_names(const Context& context, const grammar::Mention& mention,
                                      std::string_view part);

// Adds the names that are not members yet.
void add_members(Bloc& bloc, const std::vector<std::string>& names);

// Fills in the members of the blocs found so far.
void find_members(Context& context);

}  // namespace bangvang::facts
