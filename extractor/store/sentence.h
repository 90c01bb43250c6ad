// Private to this room: the words around a fact, to be quoted.
#pragma once

#include <optional>
#include <string>

namespace bangvang::store {

// The sentence of `text` that a stored fact (its JSON) stands in, or what the fact quotes itself
// where there is no text.
std::string sentence_of(const std::string& fact, const std::optional<std::string>& text);

}  // namespace bangvang::store
