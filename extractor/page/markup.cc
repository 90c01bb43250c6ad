#include "extractor/page/markup.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace bangvang::page {
namespace {

struct TagName {
  std::string_view name;
  Tag tag;
};

// Names that are not here break a line.
constexpr auto kTags = std::to_array<TagName>({
    {"a", Tag::kA},
    {"abbr", Tag::kInline},
    {"acronym", Tag::kInline},
    {"article", Tag::kArticle},
    {"aside", Tag::kAside},
    {"b", Tag::kBold},
    {"base", Tag::kBase},
    {"bdi", Tag::kInline},
    {"bdo", Tag::kInline},
    {"big", Tag::kInline},
    {"blockquote", Tag::kBlockquote},
    {"body", Tag::kBody},
    {"br", Tag::kBr},
    {"caption", Tag::kTableCaption},
    {"cite", Tag::kInline},
    {"code", Tag::kInline},
    {"dd", Tag::kDd},
    {"del", Tag::kInline},
    {"dfn", Tag::kInline},
    {"div", Tag::kDiv},
    {"dt", Tag::kDt},
    {"em", Tag::kInline},
    {"figcaption", Tag::kFigcaption},
    {"figure", Tag::kFigure},
    {"font", Tag::kFont},
    {"footer", Tag::kFooter},
    {"form", Tag::kForm},
    {"frame", Tag::kFrame},
    {"h1", Tag::kH1},
    {"h2", Tag::kH2},
    {"h3", Tag::kH3},
    {"h4", Tag::kH4},
    {"h5", Tag::kH5},
    {"head", Tag::kHead},
    {"header", Tag::kHeader},
    {"hr", Tag::kHr},
    {"html", Tag::kHtml},
    {"i", Tag::kInline},
    {"img", Tag::kImage},
    {"input", Tag::kInput},
    {"ins", Tag::kInline},
    {"kbd", Tag::kInline},
    {"label", Tag::kInline},
    {"li", Tag::kItem},
    {"link", Tag::kLink},
    {"main", Tag::kMain},
    {"mark", Tag::kInline},
    {"meta", Tag::kMeta},
    {"nav", Tag::kNav},
    {"nobr", Tag::kInline},
    {"noscript", Tag::kNoscript},
    {"o:p", Tag::kInline},
    {"ol", Tag::kList},
    {"p", Tag::kP},
    {"picture", Tag::kInline},
    {"pre", Tag::kPre},
    {"q", Tag::kInline},
    {"s", Tag::kInline},
    {"samp", Tag::kInline},
    {"script", Tag::kScript},
    {"section", Tag::kSection},
    {"small", Tag::kInline},
    {"span", Tag::kInline},
    {"st1:place", Tag::kInline},
    {"strike", Tag::kInline},
    {"strong", Tag::kBold},
    {"sub", Tag::kInline},
    {"sup", Tag::kInline},
    {"table", Tag::kTable},
    {"td", Tag::kCell},
    {"th", Tag::kCell},
    {"time", Tag::kTime},
    {"title", Tag::kTitle},
    {"tr", Tag::kRow},
    {"tt", Tag::kInline},
    {"u", Tag::kInline},
    {"ul", Tag::kList},
    {"var", Tag::kInline},
    {"wbr", Tag::kInline},
});

// Elements whose content is never an article's text.
constexpr auto kDropped = std::to_array<std::string_view>(
    {"applet", "audio", "button", "canvas", "datalist", "embed", "iframe", "math", "noframes",
     "object", "optgroup", "option", "select", "style", "svg", "template", "textarea", "video"});

struct AttributeName {
  std::string_view name;
  Attribute attribute;
};
constexpr auto kAttributes = std::to_array<AttributeName>({
    {"class", Attribute::kClass},
    {"content", Attribute::kContent},
    {"datetime", Attribute::kDatetime},
    {"href", Attribute::kHref},
    {"id", Attribute::kId},
    {"itemprop", Attribute::kItemprop},
    {"name", Attribute::kName},
    {"property", Attribute::kProperty},
    {"rel", Attribute::kRel},
    {"role", Attribute::kRole},
    {"style", Attribute::kStyle},
    {"type", Attribute::kType},
});

static_assert(std::ranges::is_sorted(kDropped));
static_assert(std::ranges::is_sorted(kAttributes, {}, &AttributeName::name));

// Places of kTags, by hash of the name; 0xFF where none is. Every tag of every page is looked up.
constexpr std::size_t kTagSlots = 256;
constexpr std::uint8_t kFree = 0xFF;

constexpr std::size_t slot_of(std::string_view name) {
  std::uint32_t hash = static_cast<std::uint32_t>(name.size());
  for (const char c : name) hash = hash * 31 + static_cast<std::uint8_t>(c);
  return hash * 0x9E3779B1u >> 24;
}

constexpr auto kTagAt = [] {
  std::array<std::uint8_t, kTagSlots> table{};
  table.fill(kFree);
  for (std::size_t i = 0; i < kTags.size(); ++i) {
    std::size_t slot = slot_of(kTags[i].name);
    while (table[slot] != kFree) slot = (slot + 1) % kTagSlots;
    table[slot] = static_cast<std::uint8_t>(i);
  }
  return table;
}();

Tag tag_of(std::string_view name) {
  for (std::size_t slot = slot_of(name); kTagAt[slot] != kFree; slot = (slot + 1) % kTagSlots) {
    if (kTags[kTagAt[slot]].name == name) return kTags[kTagAt[slot]].tag;
  }
  // Names with a prefix are what word processors put around words.
  return name.find(':') != std::string_view::npos ? Tag::kInline : Tag::kBlock;
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Bytes before the end tag of an element that holds no markup; 0 when it has none. libxml2 takes a
// tag that content begins with for one, and may end the element by it.
std::size_t raw_size(std::string_view raw, std::string_view name) {
  if (raw.starts_with('<') && !raw.starts_with("<!")) return 0;
  for (auto at = raw.find("</"); at != std::string_view::npos; at = raw.find("</", at + 2)) {
    if (std::ranges::equal(raw.substr(at + 2, name.size()), name, {}, lower_ascii)) return at;
  }
  return 0;
}

// Tags between two looks at the clock.
constexpr std::size_t kTagsPerLook = 256;

// Takes libxml2's events and makes the tree of them.
class Builder {
 public:
  Builder(htmlParserCtxtPtr context, std::size_t bytes, const Limits& limits)
      : context_(context), limits_(limits) {
    tree_.text.reserve(bytes / 2);
    tree_.nodes.reserve(bytes / 32 + 16);
    tree_.nodes.emplace_back();
    open_.push_back(0);
  }

  void begin(std::string_view name, const xmlChar** attributes) {
    if (dropped_ > 0 || std::ranges::binary_search(kDropped, name)) {
      // A line ends there, whatever stood in it.
      if (dropped_++ > 0) return;
      const NodeId id = add(Tag::kBr);
      tree_.nodes[id].end = id + 1;
      return;
    }
    if (open_.size() > limits_.depth) return stop(Failure::kTooDeep);
    look_at_clock();
    const NodeId id = add(tag_of(name));
    open_.push_back(id);
    tree_.nodes[id].attributes = static_cast<std::uint32_t>(tree_.values.size());
    for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
      keep(id, view(attributes[0]), view(attributes[1]));
    }
    tree_.nodes[id].attributes_end = static_cast<std::uint32_t>(tree_.values.size());
    if (tree_.nodes[id].tag == Tag::kScript) {
      data_ = tree_.attribute(id, Attribute::kType).find("ld+json") != std::string_view::npos;
    }
  }

  void end() {
    if (dropped_ > 0) {
      --dropped_;
      return;
    }
    if (open_.size() < 2) return;
    tree_.nodes[open_.back()].end = static_cast<NodeId>(tree_.nodes.size());
    open_.pop_back();
  }

  void characters(std::string_view text) {
    if (dropped_ > 0) return;
    Node& last = tree_.nodes.back();
    // Pieces between two tags are one text.
    if (last.tag == Tag::kText && last.parent == open_.back() &&
        tree_.text.size() == last.text.end) {
      tree_.text += text;
      last.text.end = static_cast<std::uint32_t>(tree_.text.size());
      return;
    }
    const NodeId id = add(Tag::kText);
    tree_.nodes[id].text = append(text);
    tree_.nodes[id].end = id + 1;
  }

  // Behind the tag of a script or a style sheet that nobody reads: leads libxml2, which would take
  // its content letter by letter, to the end it would find itself, which is the next "</script" or
  // "</style". The bytes are a copy that the context owns.
  void pass_over_raw(std::string_view name) {
    if (name == "script" ? data_ && dropped_ == 0 : name != "style") return;
    htmlParserInputPtr input = context_->input;
    if (*input->cur != '>') return;  // "/>": there is none
    const std::string_view raw(reinterpret_cast<const char*>(input->cur) + 1,
                               static_cast<std::size_t>(input->end - input->cur) - 1);
    const std::size_t size = raw_size(raw, name);
    if (size == 0) return;
    input->cur += size;
    *const_cast<xmlChar*>(input->cur) = '>';
  }

  // What stands in scripts and style sheets.
  void data(std::string_view text) {
    if (dropped_ > 0) return;
    Node& node = tree_.nodes[open_.back()];
    if (node.tag != Tag::kScript) return characters(text);
    if (!data_) return;
    if (node.text.empty()) {
      node.text = append(text);
    } else if (node.text.end == tree_.text.size()) {
      node.text.end = append(text).end;
    }
  }

  void fault(int code) {
    if (code != XML_ERR_TAG_NAME_MISMATCH) return;
    if (++faults_ > kMaxMarkupFaults) stop(Failure::kTooBroken);
    look_at_clock();
  }

  std::expected<Tree, Failure> take() {
    if (failure_) return std::unexpected(*failure_);
    while (open_.size() > 1) end();
    tree_.nodes[0].end = static_cast<NodeId>(tree_.nodes.size());
    return std::move(tree_);
  }

 private:
  Span append(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(tree_.text.size());
    tree_.text += text;
    return {begin, static_cast<std::uint32_t>(tree_.text.size())};
  }

  NodeId add(Tag tag) {
    const auto id = static_cast<NodeId>(tree_.nodes.size());
    const NodeId parent = open_.back();
    tree_.nodes.push_back({.tag = tag, .parent = parent});
    Node& above = tree_.nodes[parent];
    if (above.child == kNoNode) {
      above.child = id;
    } else {
      tree_.nodes[above.last].next = id;
    }
    above.last = id;
    return id;
  }

  void keep(NodeId id, std::string_view name, std::string_view value) {
    if (name == "hidden") tree_.nodes[id].hidden = true;
    const auto at = std::ranges::lower_bound(kAttributes, name, {}, &AttributeName::name);
    if (at == kAttributes.end() || at->name != name || value.empty()) return;
    tree_.values.push_back({at->attribute, append(value)});
  }

  void look_at_clock() {
    if (++tags_ % kTagsPerLook == 0 && limits_.deadline.passed()) stop(Failure::kTooSlow);
  }

  void stop(Failure failure) {
    if (!failure_) failure_ = failure;
    xmlStopParser(context_);
  }

  htmlParserCtxtPtr context_;
  const Limits& limits_;
  Tree tree_;
  std::vector<NodeId> open_;
  std::size_t dropped_ = 0;  // open elements from the outermost that is dropped
  std::size_t faults_ = 0;
  std::size_t tags_ = 0;
  bool data_ = false;  // the script that is open is kept
  std::optional<Failure> failure_;
};

Builder& builder(void* user) { return *static_cast<Builder*>(user); }

void on_begin(void* user, const xmlChar* name, const xmlChar** attributes) {
  builder(user).begin(view(name), attributes);
  builder(user).pass_over_raw(view(name));
}
void on_end(void* user, const xmlChar*) { builder(user).end(); }
void on_characters(void* user, const xmlChar* text, int size) {
  builder(user).characters({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}
void on_data(void* user, const xmlChar* text, int size) {
  builder(user).data({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}
void on_fault(void* user, xmlErrorPtr error) {
  if (error != nullptr) builder(user).fault(error->code);
}

xmlSAXHandler handlers() {
  xmlSAXHandler sax{};
  sax.startElement = on_begin;
  sax.endElement = on_end;
  sax.characters = on_characters;
  sax.ignorableWhitespace = on_characters;
  sax.cdataBlock = on_data;
  sax.serror = on_fault;
  sax.initialized = XML_SAX2_MAGIC;  // else serror is not called
  return sax;
}

struct FreeContext {
  void operator()(htmlParserCtxtPtr context) const {
    context->userData = nullptr;
    htmlFreeParserCtxt(context);
  }
};

// libxml2 wants to be started once, before threads use it.
void start_library() {
  static const bool started = [] {
    xmlInitParser();
    return true;
  }();
  (void)started;
}

}  // namespace

std::string_view Tree::attribute(NodeId node, Attribute name) const {
  for (std::uint32_t at = nodes[node].attributes; at < nodes[node].attributes_end; ++at) {
    if (values[at].name == name) return values[at].text.of(text);
  }
  return {};
}

bool is_inline(Tag tag) {
  switch (tag) {
    case Tag::kText:
    case Tag::kInline:
    case Tag::kBold:
    case Tag::kBase:
    case Tag::kA:
    case Tag::kFont:
    case Tag::kImage:
    case Tag::kInput:
    case Tag::kTime:
    case Tag::kScript:
    case Tag::kMeta:
    case Tag::kLink:
      return true;
    default:
      return false;
  }
}

bool is_inline_name(std::string_view name) { return is_inline(tag_of(name)); }

std::expected<Tree, Failure> parse_markup(std::string_view html, const Limits& limits) {
  start_library();
  const std::unique_ptr<htmlParserCtxt, FreeContext> context(
      htmlCreateMemoryParserCtxt(html.data(), static_cast<int>(html.size())));
  if (!context) return std::unexpected(Failure::kNoText);
  Builder builder(context.get(), html.size(), limits);
  *context->sax = handlers();
  context->userData = &builder;
  // The bytes are UTF-8 by now, whatever the page says.
  htmlCtxtUseOptions(context.get(), HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(context.get(), XML_CHAR_ENCODING_UTF8);
  htmlParseDocument(context.get());
  return builder.take();
}

}  // namespace bangvang::page
