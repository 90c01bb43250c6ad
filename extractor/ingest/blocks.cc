#include "extractor/ingest/blocks.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace bangvang::ingest {
namespace {

constexpr std::string_view kRoles = "tlpc";  // in the order of page::Role

// The number that `text` begins with, which is cut off; nothing when there is none.
std::optional<std::uint32_t> take_number(std::string_view& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

// Nothing when `word` is not a block inside a text of `size` bytes.
std::optional<page::Block> read_block(std::string_view word, std::size_t size) {
  const auto role = word.empty() ? std::string_view::npos : kRoles.find(word.front());
  if (role == std::string_view::npos) return std::nullopt;
  word.remove_prefix(1);
  const auto begin = take_number(word);
  if (!begin || !word.starts_with('-')) return std::nullopt;
  word.remove_prefix(1);
  const auto end = take_number(word);
  if (!end || !word.empty() || *begin > *end || *end > size) return std::nullopt;
  return page::Block{static_cast<page::Role>(role), {*begin, *end}};
}

}  // namespace

std::string write_blocks(const std::vector<page::Block>& blocks) {
  std::string line;
  for (const page::Block& block : blocks) {
    if (!line.empty()) line += ' ';
    line += kRoles[static_cast<std::size_t>(block.role)];
    line += std::to_string(block.span.begin) + '-' + std::to_string(block.span.end);
  }
  return line;
}

std::vector<page::Block> read_blocks(std::string_view line, std::size_t size) {
  std::vector<page::Block> blocks;
  while (!line.empty()) {
    const std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(word.size() + 1, line.size()));
    if (const auto block = read_block(word, size)) blocks.push_back(*block);
  }
  return blocks;
}

}  // namespace bangvang::ingest
