#include "extractor/ingest/blocks.h"

#include <charconv>

namespace bangvang::ingest {
namespace {

constexpr std::string_view kRoles = "tlpc";  // in the order of page::Role

// The number that `text` begins with, which is cut off.
std::uint32_t take_number(std::string_view& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
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
    std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(word.size() + 1, line.size()));
    const auto role = word.empty() ? std::string_view::npos : kRoles.find(word.front());
    if (role == std::string_view::npos) continue;
    word.remove_prefix(1);
    page::Block block{.role = static_cast<page::Role>(role)};
    block.span.begin = take_number(word);
    if (!word.starts_with('-')) continue;
    word.remove_prefix(1);
    block.span.end = take_number(word);
    if (block.span.begin <= block.span.end && block.span.end <= size) blocks.push_back(block);
  }
  return blocks;
}

}  // namespace bangvang::ingest
