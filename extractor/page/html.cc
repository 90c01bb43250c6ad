#include "extractor/page/html.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "extractor/page/area.h"
#include "extractor/page/character.h"
#include "extractor/page/markup.h"
#include "extractor/page/metadata.h"
#include "extractor/page/outline.h"
#include "extractor/page/rows.h"
#include "extractor/page/url.h"

namespace bangvang::page {
namespace {

class HtmlReader {
 public:
  HtmlReader(Tree tree, const Hints& hints)
      : tree_(std::move(tree)),
        hints_(hints),
        looks_(look_at(tree_)),
        metadata_(metadata_of(tree_)),
        rows_(rows_of(tree_, looks_)),
        outline_(outline_of(tree_, looks_, rows_, metadata_)) {}

  std::expected<Article, Failure> read() {
    if (outline_.rows.empty()) return std::unexpected(Failure::kNoText);
    Article draft = read_plain(draft_text(), draft_hints());
    return finished(draft);
  }

 private:
  // A line of the draft and the row it comes from.
  struct Line {
    std::uint32_t begin;
    std::size_t row;
  };

  std::string draft_text() {
    std::string text;
    const auto add = [&](std::size_t row) {
      if (rows_.rows[row].gap && !text.empty()) text += '\n';
      lines_.push_back({static_cast<std::uint32_t>(text.size()), row});
      text += rows_.of(rows_.rows[row]);
      text += '\n';
    };
    if (outline_.headline) {
      add(*outline_.headline);
      text += '\n';
    }
    for (const std::size_t row : outline_.rows) add(row);
    return text;
  }

  Hints draft_hints() const {
    Hints hints = hints_;
    if (!hints.title && outline_.headline) {
      hints.title = rows_.of(rows_.rows[*outline_.headline]);
    }
    if (!hints.published) hints.published = metadata_.published;
    if (!hints.url && metadata_.address && metadata_.address->find("://") != std::string::npos) {
      hints.url = metadata_.address;
    }
    return hints;
  }

  // The draft without what its blocks leave out.
  Article finished(Article& draft) const {
    Article article = std::move(draft);
    const std::string text = std::exchange(article.text, {});
    for (Block& block : article.blocks) {
      const auto begin = static_cast<std::uint32_t>(article.text.size());
      block.role = role_of(block, text);
      article.text += block.span.of(text);
      block.span = {begin, static_cast<std::uint32_t>(article.text.size())};
      article.text += '\n';
    }
    return article;
  }

  Role role_of(const Block& block, std::string_view) const {
    if (block.role == Role::kTitle) return block.role;
    const auto line = std::ranges::upper_bound(lines_, block.span.begin, {}, &Line::begin);
    if (line == lines_.begin()) return block.role;
    const Row& row = rows_.rows[(line - 1)->row];
    if (looks_[row.node].sign == Sign::kCaption) return Role::kCaption;
    return block.role;
  }

  const Tree tree_;
  const Hints& hints_;
  const std::vector<Look> looks_;
  const Metadata metadata_;
  const Rows rows_;
  const Outline outline_;
  std::vector<Line> lines_;
};

constexpr std::size_t kSniffed = 4096;

bool same_letters(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  return std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
    return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
  });
}

std::size_t find_letters(std::string_view text, std::string_view lower, std::size_t from = 0) {
  for (std::size_t at = from; at + lower.size() <= text.size(); ++at) {
    if (same_letters(text.substr(at), lower)) return at;
  }
  return std::string_view::npos;
}

}  // namespace

bool is_html(std::string_view bytes) {
  std::string_view head = bytes.substr(0, kSniffed);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (true) {
    head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n\f"), head.size()));
    std::size_t end = std::string_view::npos;
    if (head.starts_with("<!--")) {
      end = head.find("-->");
      end = end == std::string_view::npos ? end : end + 3;
    } else if (head.starts_with("<?")) {
      end = head.find('>');
      end = end == std::string_view::npos ? end : end + 1;
    }
    if (end == std::string_view::npos) break;
    head.remove_prefix(end);
  }
  static constexpr std::string_view kOpenings[] = {
      "<!doctype html", "<html",   "<head",  "<body", "<title", "<meta",    "<table",
      "<div",           "<script", "<style", "<link", "<p>",    "<p ",      "<center",
      "<font",          "<form",   "<h1",    "<span", "<base",  "<article", "<section",
      "<main",          "<header"};
  return std::ranges::any_of(kOpenings,
                             [&](std::string_view opening) { return same_letters(head, opening); });
}

std::string_view declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kSniffed);
  for (auto at = find_letters(head, "<meta"); at != std::string_view::npos;
       at = find_letters(head, "<meta", at + 1)) {
    const std::string_view tag = head.substr(at, head.find('>', at) - at);
    const auto name = find_letters(tag, "charset");
    if (name == std::string_view::npos) continue;
    const auto begin = tag.find_first_not_of(" \t=\"'", name + 7);
    if (begin == std::string_view::npos) continue;
    return tag.substr(begin, tag.find_first_of(" \t\"';/>", begin) - begin);
  }
  return {};
}

std::expected<Article, Failure> read_html(std::string_view html, const Hints& hints) {
  if (html.size() > kMaxPageBytes) return std::unexpected(Failure::kTooLong);
  auto tree = parse_markup(html);
  if (!tree) return std::unexpected(tree.error());
  return HtmlReader(std::move(*tree), hints).read();
}

}  // namespace bangvang::page
