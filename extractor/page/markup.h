// Private to this room: a page's markup as a tree. libxml2's HTML parser reads it; nothing of that
// library shows here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/span.h"
#include "extractor/page/failure.h"
#include "extractor/page/html.h"

namespace bangvang::page {

enum class Tag : std::uint8_t {
  kText,    // a run of characters, no element
  kInline,  // an element that does not break a line and means nothing to us
  kBlock,   // one that breaks it
  // Those that mean something. Elements whose content is nobody's text (script, style, …) never
  // come into the tree.
  kA,
  kArticle,
  kAside,
  kBase,
  kBlockquote,
  kBody,
  kBold,
  kBr,
  kCell,
  kDd,
  kDiv,
  kDt,
  kFigcaption,
  kFigure,
  kFont,
  kFooter,
  kForm,
  kFrame,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kHead,
  kHeader,
  kHr,
  kHtml,
  kImage,
  kInput,
  kItem,
  kLink,
  kList,
  kMain,
  kMeta,
  kNav,
  kNoscript,
  kP,
  kPre,
  kRow,
  kScript,
  kSection,
  kTable,
  kTableCaption,
  kTime,
  kTitle,
};

enum class Attribute : std::uint8_t {
  kClass,
  kContent,
  kDatetime,
  kHref,
  kId,
  kItemprop,
  kName,
  kProperty,
  kRel,
  kRole,
  kStyle,
  kType,
};

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0;  // the root, html's parent, is nobody's child or sibling

struct Node {
  Tag tag = Tag::kBlock;
  bool hidden = false;  // the attribute hidden
  NodeId parent = kNoNode, child = kNoNode, last = kNoNode, next = kNoNode;
  NodeId end = 0;  // behind the last node of its subtree: nodes are numbered as they begin
  Span text;       // of kText, and of the scripts that are kept: bytes of Tree::text
  std::uint32_t attributes = 0, attributes_end = 0;
};

// Nodes in document order; nodes[0] is the root. Entities are resolved.
struct Tree {
  struct Value {
    Attribute name;
    Span text;  // bytes of Tree::text
  };
  std::vector<Node> nodes;
  std::vector<Value> values;
  std::string text;

  std::string_view attribute(NodeId node, Attribute name) const;  // empty when it has none
  std::string_view text_of(NodeId node) const { return nodes[node].text.of(text); }
  bool holds(NodeId outer, NodeId inner) const {
    return outer <= inner && inner < nodes[outer].end;
  }
};

// Elements that break no line: their tags may stand in the middle of a word.
bool is_inline(Tag tag);
// The same by name in lower case, for those who look at markup without parsing it.
bool is_inline_name(std::string_view name);

// Tags that close nothing; each makes the parser look through all that is open.
inline constexpr std::size_t kMaxMarkupFaults = 100'000;

// Reads any bytes as well as they can be read. Fails with kTooDeep, kTooBroken or kTooSlow.
// Takes time linear in the page. Requires: UTF-8 without NUL, of less than 2 GiB.
std::expected<Tree, Failure> parse_markup(std::string_view html, const Limits& limits);

}  // namespace bangvang::page
