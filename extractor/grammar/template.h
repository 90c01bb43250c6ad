// Templates of values: "Sở {field}" filled from the parts of a match.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace bangvang::grammar {

struct Template {
  struct Piece {
    std::string text;  // literal, or the name of a part
    bool part = false;
  };
  std::vector<Piece> pieces;

  bool empty() const { return pieces.empty(); }
};

std::expected<Template, std::string> parse_template(std::string_view text);

// Fills the template; `part(name)` gives the text of a part, empty when absent. Runs of spaces
// that absent parts leave behind are closed up.
template <class Part>
std::string fill(const Template& value, const Part& part) {
  std::string out;
  for (const Template::Piece& piece : value.pieces) {
    const std::string text = piece.part ? part(piece.text) : piece.text;
    for (char c : text) {
      if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace bangvang::grammar
