#include "extractor/page/metadata.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "extractor/base/date.h"
#include "extractor/json/value.h"
#include "extractor/page/character.h"
#include "extractor/page/stamp.h"

namespace bangvang::page {
namespace {

// A page has two or three of these; more, and larger ones, describe something else.
constexpr std::size_t kMostScripts = 16;
constexpr std::size_t kScriptBytes = 256u << 10;

// Names of <meta>, the more trusted first.
constexpr std::array<std::string_view, 3> kTitleNames = {"og:title", "twitter:title", "dc.title"};
constexpr std::array<std::string_view, 10> kPublishedNames = {"article:published_time",
                                                              "og:article:published_time",
                                                              "datepublished",
                                                              "pubdate",
                                                              "publishdate",
                                                              "publish-date",
                                                              "dc.date.issued",
                                                              "dcterms.issued",
                                                              "dc.date.created",
                                                              "dcterms.created"};
constexpr std::array<std::string_view, 4> kAuthorNames = {"article:author", "author", "dc.creator",
                                                          "dcterms.creator"};
constexpr std::array<std::string_view, 2> kSectionNames = {"article:section", "articlesection"};

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::optional<std::string> said(std::string_view text) {
  std::string words = collapse(text);
  return words.empty() ? std::nullopt : std::optional(std::move(words));
}

std::optional<std::string> time_of(std::string_view text) {
  const std::string trimmed = collapse(text);
  if (auto time = to_local_time(trimmed)) return time;
  const auto stamp = parse_stamp(plain_form(trimmed));
  return stamp ? std::optional(stamp->iso()) : std::nullopt;
}

// The words of JSON-LD about the article: the first node of a type that is one.
class LinkedData {
 public:
  explicit LinkedData(Metadata& out) : out_(out) {}

  void read(std::string_view script) {
    if (script.size() > kScriptBytes) return;
    const auto value = json::Value::parse(without_wrapping(script));
    if (value) visit(*value, 0);
  }

 private:
  // Some pages put their data into a comment or CDATA.
  static std::string_view without_wrapping(std::string_view script) {
    const auto begin = script.find_first_of("{[");
    const auto end = script.find_last_of("}]");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
    return script.substr(begin, end + 1 - begin);
  }

  void visit(const json::Value& value, int depth) {
    if (depth > 4) return;
    if (value.is_array()) {
      for (const auto& item : value.items()) visit(item, depth + 1);
      return;
    }
    if (!value.is_object()) return;
    if (is_article(value)) take(value);
    if (value["@type"].string() == "BreadcrumbList") take_path(value["itemListElement"]);
    visit(value["@graph"], depth + 1);
    visit(value["mainEntity"], depth + 1);
  }

  static bool is_article(const json::Value& value) {
    const json::Value type = value["@type"];
    const auto is = [](const json::Value& name) {
      const std::string text = name.string().value_or("");
      return text.ends_with("Article") || text == "BlogPosting" || text == "Report";
    };
    return is(type) || std::ranges::any_of(type.items(), is);
  }

  void take_path(const json::Value& items) {
    if (!out_.path.empty()) return;
    for (const auto& item : items.items()) {
      auto name = name_in(item);
      if (!name) name = name_in(item["item"]);
      if (name) out_.path.push_back(std::move(*name));
    }
  }

  void take(const json::Value& article) {
    if (const auto title = article["headline"].string()) {
      if (auto words = said(*title)) out_.titles.push_back(std::move(*words));
    }
    if (const auto time = article["datePublished"].string(); time && !out_.published) {
      out_.published = time_of(*time);
    }
    if (!out_.author) out_.author = name_in(article["author"]);
    if (!out_.category) out_.category = name_in(article["articleSection"]);
  }

  static std::optional<std::string> name_in(const json::Value& value) {
    if (const auto text = value.string()) return said(*text);
    if (value.is_array()) {
      const auto items = value.items();
      return items.empty() ? std::nullopt : name_in(items.front());
    }
    const auto name = value["name"].string();
    return name ? said(*name) : std::nullopt;
  }

  Metadata& out_;
};

// The values of <meta> by name; of equal names the first.
class MetaTags {
 public:
  explicit MetaTags(const Tree& tree) {
    for (NodeId id = 1; id < tree.nodes.size(); ++id) {
      if (tree.nodes[id].tag != Tag::kMeta) continue;
      std::string_view name = tree.attribute(id, Attribute::kProperty);
      if (name.empty()) name = tree.attribute(id, Attribute::kName);
      if (name.empty()) name = tree.attribute(id, Attribute::kItemprop);
      const std::string_view content = tree.attribute(id, Attribute::kContent);
      if (!name.empty() && !content.empty()) tags_.emplace_back(ascii_lower(name), content);
    }
  }

  std::string_view of(std::string_view name) const {
    for (const auto& [own, content] : tags_) {
      if (own == name) return content;
    }
    return {};
  }

  std::optional<std::string> first(std::span<const std::string_view> names) const {
    for (const std::string_view name : names) {
      if (auto words = said(of(name))) return words;
    }
    return std::nullopt;
  }

 private:
  std::vector<std::pair<std::string, std::string_view>> tags_;
};

std::string text_in(const Tree& tree, NodeId id) {
  std::string text;
  for (NodeId at = id + 1; at < tree.nodes[id].end; ++at) {
    if (tree.nodes[at].tag == Tag::kText) text += tree.text_of(at);
  }
  return text;
}

// Microdata and RDFa: an element that says it holds the time of publication.
bool declares_time(const Tree& tree, NodeId id) {
  if (tree.attribute(id, Attribute::kItemprop) == "datePublished") return true;
  const std::string_view property = tree.attribute(id, Attribute::kProperty);
  return property.find("dc:created") != std::string_view::npos ||
         property.find("datePublished") != std::string_view::npos;
}

std::optional<std::string> declared_time(const Tree& tree, NodeId id) {
  for (const Attribute name : {Attribute::kContent, Attribute::kDatetime}) {
    if (auto time = time_of(tree.attribute(id, name))) return time;
  }
  return time_of(text_in(tree, id));
}

void read_elements(const Tree& tree, Metadata& out, std::optional<std::string>& page_title) {
  LinkedData data(out);
  std::size_t scripts = 0;
  for (NodeId id = 1; id < tree.nodes.size(); ++id) {
    const Node& node = tree.nodes[id];
    if (node.tag == Tag::kTitle && !page_title) page_title = said(text_in(tree, id));
    if (node.tag == Tag::kScript && !node.text.empty() && scripts++ < kMostScripts) {
      data.read(tree.text_of(id));
    }
    if (node.tag == Tag::kBase && !out.base) out.base = said(tree.attribute(id, Attribute::kHref));
    if (!out.published && declares_time(tree, id)) out.published = declared_time(tree, id);
    if (node.tag == Tag::kLink && !out.address &&
        ascii_lower(tree.attribute(id, Attribute::kRel)) == "canonical") {
      out.address = said(tree.attribute(id, Attribute::kHref));
    }
  }
}

}  // namespace

Metadata metadata_of(const Tree& tree) {
  Metadata out;
  std::optional<std::string> page_title;
  read_elements(tree, out, page_title);
  const MetaTags meta(tree);
  for (const std::string_view name : kTitleNames) {
    if (auto title = said(meta.of(name))) out.titles.push_back(std::move(*title));
  }
  if (page_title) out.titles.push_back(std::move(*page_title));
  for (const std::string_view name : kPublishedNames) {
    if (!out.published) out.published = time_of(meta.of(name));
  }
  if (!out.author) out.author = meta.first(kAuthorNames);
  if (!out.category) out.category = meta.first(kSectionNames);
  out.site_name = said(meta.of("og:site_name"));
  if (!out.address) out.address = said(meta.of("og:url"));
  return out;
}

}  // namespace bangvang::page
