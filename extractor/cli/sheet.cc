#include "extractor/cli/sheet.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "extractor/cli/output.h"

namespace bangvang::cli {
namespace {

// What is written to a file or a pipe is read in editors and mails.
constexpr std::size_t kPageWidth = 100;
constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kGap = 2;
constexpr std::size_t kIndent = 2;

constexpr const char* kBold = "\x1b[1m";
constexpr const char* kDim = "\x1b[2m";
constexpr const char* kPlain = "\x1b[0m";

// The code point at `at`, which is moved behind it. Bytes that are no UTF-8 count for themselves.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  char32_t code = size == 1 ? lead : lead & (0x7F >> size);
  std::size_t i = 1;
  for (; i < size && at + i < text.size() && (byte(at + i) & 0xC0) == 0x80; ++i) {
    code = code << 6 | (byte(at + i) & 0x3F);
  }
  at += i;
  return code;
}

bool takes_none(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || c == 0x200B || c == 0x200C || c == 0x200D || c == 0xFEFF;
}

bool takes_two(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

std::size_t width_of(char32_t c) { return takes_none(c) ? 0 : takes_two(c) ? 2 : 1; }

// Appends a word that may be longer than a line.
void append_cut(std::vector<std::string>& lines, std::string_view word, std::size_t width) {
  std::size_t used = display_width(lines.back());
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    const std::size_t takes = width_of(next_code_point(word, at));
    if (used + takes > width && used > 0) {
      lines.emplace_back();
      used = 0;
    }
    lines.back() += word.substr(begin, at - begin);
    used += takes;
  }
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t has = display_width(text);
  return has < width ? text + std::string(width - has, ' ') : text;
}

void trim_line(std::string& out) {
  while (out.ends_with(' ')) out.pop_back();
  out += '\n';
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) width += width_of(next_code_point(utf8, at));
  return width;
}

std::vector<std::string> wrap(std::string_view utf8, std::size_t width) {
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at < utf8.size();) {
    std::size_t end = std::min(utf8.find(' ', at), utf8.size());
    const std::string_view word = utf8.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    const std::size_t takes = display_width(word), used = display_width(lines.back());
    if (used > 0 && used + 1 + takes <= width) {
      lines.back() += ' ';
      lines.back() += word;
      continue;
    }
    if (used > 0) lines.emplace_back();
    append_cut(lines, word, width);
  }
  return lines;
}

void Sheet::add(std::vector<std::string> cells) { rows_.push_back({std::move(cells), {}}); }

void Sheet::note(std::string text) { rows_.back().notes.push_back(std::move(text)); }

// Each column as wide as its widest cell; the widest give way until all fit.
std::vector<std::size_t> Sheet::widths(std::size_t window) const {
  std::vector<std::size_t> widths(headings_.size(), 0);
  for (std::size_t i = 0; i < headings_.size(); ++i) {
    for (const Row& row : rows_) widths[i] = std::max(widths[i], display_width(row.cells[i]));
    if (widths[i] > 0) widths[i] = std::max(widths[i], display_width(headings_[i]));
  }
  const auto used = [&] {
    std::size_t sum = kIndent;
    for (const std::size_t width : widths) sum += width > 0 ? width + kGap : 0;
    return sum - kGap;
  };
  while (used() > window) {
    auto widest = std::ranges::max_element(widths);
    if (*widest <= 8) break;
    --*widest;
  }
  return widths;
}

std::string Sheet::text(std::size_t window, bool color) const {
  if (rows_.empty()) return {};
  const std::size_t width = std::max(window, kNarrowest);
  const auto columns = widths(width);
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells, const char* style) {
    std::vector<std::vector<std::string>> wrapped;
    std::size_t height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      wrapped.push_back(columns[i] > 0 ? wrap(cells[i], columns[i]) : std::vector<std::string>());
      height = std::max(height, wrapped.back().size());
    }
    for (std::size_t row = 0; row < height; ++row) {
      std::string one(kIndent, ' ');
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (columns[i] == 0) continue;
        const std::string cell = row < wrapped[i].size() ? wrapped[i][row] : std::string();
        one += padded(cell, columns[i]) + std::string(kGap, ' ');
      }
      while (one.ends_with(' ')) one.pop_back();
      if (style) one = style + one + kPlain;
      out += one + '\n';
    }
  };
  line(headings_, color ? kBold : nullptr);
  for (const Row& row : rows_) {
    line(row.cells, nullptr);
    for (const std::string& note : row.notes) {
      for (const std::string& part : wrap(note, width - 2 * kIndent - kGap)) {
        std::string one(2 * kIndent, ' ');
        one += part;
        out += color ? kDim + one + kPlain : one;
        trim_line(out);
      }
    }
  }
  return out;
}

std::size_t window_width() {
  winsize size{};
  if (isatty(STDOUT_FILENO) && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return size.ws_col;
  }
  return kPageWidth;
}

bool wants_color() {
  const char* no = std::getenv("NO_COLOR");
  return is_terminal() && (!no || *no == '\0');
}

}  // namespace bangvang::cli
