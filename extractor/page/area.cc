#include "extractor/page/area.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bangvang::page {
namespace {

enum class Match : std::uint8_t {
  kWord,    // one of the words that the name is made of: "left-menu", "leftMenu"
  kWithin,  // stands in the name written without separators: "tinlienquanBox"
  kName,    // is that name
};

struct Name {
  std::string_view text;
  Match match;
  Area area = Area::kNone;
  Sign sign = Sign::kNone;
};

// Names in the markup of content systems and hand-made portals, in English and Vietnamese. Of an
// element with several the first here counts.
constexpr Name kNames[] = {
    // Articles, before what is around them: "entry-content share-box" is a body.
    {"articlebody", Match::kWithin, Area::kNone, Sign::kBody},
    {"articlecontent", Match::kWithin, Area::kNone, Sign::kBody},
    {"articledetail", Match::kWithin, Area::kNone, Sign::kBody},
    {"entrycontent", Match::kWithin, Area::kNone, Sign::kBody},
    {"postcontent", Match::kWithin, Area::kNone, Sign::kBody},
    {"postbody", Match::kWithin, Area::kNone, Sign::kBody},
    {"bodytext", Match::kWithin, Area::kNone, Sign::kBody},
    {"bodyhtml", Match::kWithin, Area::kNone, Sign::kBody},
    {"newsbody", Match::kWithin, Area::kNone, Sign::kBody},
    {"newscontent", Match::kWithin, Area::kNone, Sign::kBody},
    {"contentnews", Match::kWithin, Area::kNone, Sign::kBody},
    {"newsdetail", Match::kWithin, Area::kNone, Sign::kBody},
    {"contentdetail", Match::kWithin, Area::kNone, Sign::kBody},
    {"detailcontent", Match::kWithin, Area::kNone, Sign::kBody},
    {"noidung", Match::kWithin, Area::kNone, Sign::kBody},
    {"chitiet", Match::kWithin, Area::kNone, Sign::kBody},
    {"journalcontentarticle", Match::kWithin, Area::kNone, Sign::kBody},
    {"fieldnamebody", Match::kWithin, Area::kNone, Sign::kBody},
    {"rtestatefield", Match::kWithin, Area::kNone, Sign::kBody},
    {"itemfulltext", Match::kWithin, Area::kNone, Sign::kBody},
    {"fckdetail", Match::kWithin, Area::kNone, Sign::kBody},
    {"singularcontent", Match::kWithin, Area::kNone, Sign::kBody},

    {"breadcrum", Match::kWithin, Area::kNavigation, Sign::kPath},
    {"crumb", Match::kWithin, Area::kNavigation, Sign::kPath},
    {"pathway", Match::kWithin, Area::kNavigation, Sign::kPath},
    {"path", Match::kWord, Area::kNavigation, Sign::kPath},
    {"duongdan", Match::kWithin, Area::kNavigation, Sign::kPath},

    {"related", Match::kWithin, Area::kRelated},
    {"relation", Match::kWord, Area::kRelated},
    {"lienquan", Match::kWithin, Area::kRelated},
    {"tinkhac", Match::kWithin, Area::kRelated},
    {"tincu", Match::kWord, Area::kRelated},
    {"tincuhon", Match::kWithin, Area::kRelated},
    {"tinmoihon", Match::kWithin, Area::kRelated},
    {"cungchuyenmuc", Match::kWithin, Area::kRelated},
    {"othernews", Match::kWithin, Area::kRelated},
    {"morenews", Match::kWithin, Area::kRelated},
    {"newsother", Match::kWithin, Area::kRelated},
    {"othersnews", Match::kWithin, Area::kRelated},
    {"othersnew", Match::kWithin, Area::kRelated},
    {"xemthem", Match::kWithin, Area::kRelated},
    {"docthem", Match::kWithin, Area::kRelated},
    {"tindadua", Match::kWithin, Area::kRelated},
    {"docnhieu", Match::kWithin, Area::kRelated},
    {"xemnhieu", Match::kWithin, Area::kRelated},
    {"mostread", Match::kWithin, Area::kRelated},
    {"mostviewed", Match::kWithin, Area::kRelated},
    {"recommend", Match::kWithin, Area::kRelated},
    {"postnavigation", Match::kWithin, Area::kRelated},
    {"navlinks", Match::kWithin, Area::kRelated},

    {"comment", Match::kWord, Area::kComments},
    {"comments", Match::kWord, Area::kComments},
    {"commentlist", Match::kWithin, Area::kComments},
    {"binhluan", Match::kWithin, Area::kComments},
    {"ykienbandoc", Match::kWithin, Area::kComments},
    {"disqus", Match::kWithin, Area::kComments},
    {"respond", Match::kWord, Area::kComments},
    {"feedback", Match::kWord, Area::kComments},

    {"footer", Match::kWord, Area::kFooter},
    {"foot", Match::kWord, Area::kFooter},
    {"colophon", Match::kName, Area::kFooter},
    {"copyright", Match::kWithin, Area::kFooter},
    {"chantrang", Match::kWithin, Area::kFooter},
    {"banquyen", Match::kWithin, Area::kFooter},

    {"tags", Match::kWord, Area::kKeywords},
    {"taglist", Match::kWithin, Area::kKeywords},
    {"tagcloud", Match::kWithin, Area::kKeywords},
    {"tukhoa", Match::kWithin, Area::kKeywords},
    {"keywords", Match::kWord, Area::kKeywords},

    {"nav", Match::kWord, Area::kNavigation},
    {"navbar", Match::kWithin, Area::kNavigation},
    {"navigation", Match::kWord, Area::kNavigation},
    {"menu", Match::kWord, Area::kNavigation},
    {"submenu", Match::kWithin, Area::kNavigation},
    {"mainmenu", Match::kWithin, Area::kNavigation},
    {"topmenu", Match::kWithin, Area::kNavigation},
    {"menutop", Match::kWithin, Area::kNavigation},
    {"menuleft", Match::kWithin, Area::kNavigation},
    {"menungang", Match::kWithin, Area::kNavigation},
    {"menudoc", Match::kWithin, Area::kNavigation},
    {"pagination", Match::kWithin, Area::kNavigation},
    {"pagenav", Match::kWithin, Area::kNavigation},
    {"pager", Match::kWord, Area::kNavigation},
    {"phantrang", Match::kWithin, Area::kNavigation},
    {"search", Match::kWord, Area::kNavigation},
    {"timkiem", Match::kWithin, Area::kNavigation},
    {"login", Match::kWord, Area::kNavigation},
    {"dangnhap", Match::kWithin, Area::kNavigation},
    {"share", Match::kWord, Area::kNavigation},
    {"sharing", Match::kWord, Area::kNavigation},
    {"chiase", Match::kWithin, Area::kNavigation},
    {"social", Match::kWithin, Area::kNavigation},
    {"addthis", Match::kWithin, Area::kNavigation},
    {"toolbar", Match::kWithin, Area::kNavigation},
    {"ribbon", Match::kWithin, Area::kNavigation},
    {"fontsize", Match::kWithin, Area::kNavigation},
    {"cochu", Match::kWord, Area::kNavigation},
    {"skip", Match::kWord, Area::kNavigation},
    {"rating", Match::kWord, Area::kNavigation},
    {"ratings", Match::kWord, Area::kNavigation},
    {"danhgia", Match::kWithin, Area::kNavigation},
    {"printfriendly", Match::kWithin, Area::kNavigation},

    {"sidebar", Match::kWord, Area::kAside},
    {"widget", Match::kWord, Area::kAside},
    {"banner", Match::kWord, Area::kAside},
    {"advertisement", Match::kWithin, Area::kAside},
    {"quangcao", Match::kWithin, Area::kAside},
    {"ads", Match::kWord, Area::kAside},
    {"adv", Match::kWord, Area::kAside},
    {"counter", Match::kWord, Area::kAside},
    {"thongke", Match::kWithin, Area::kAside},
    {"truycap", Match::kWithin, Area::kAside},
    {"luotxem", Match::kWithin, Area::kAside},
    {"statistic", Match::kWithin, Area::kAside},
    {"visitor", Match::kWithin, Area::kAside},
    {"poll", Match::kWord, Area::kAside},
    {"thamdo", Match::kWithin, Area::kAside},
    {"weather", Match::kWord, Area::kAside},
    {"thoitiet", Match::kWithin, Area::kAside},
    {"marquee", Match::kWord, Area::kAside},
    {"cookie", Match::kWord, Area::kAside},
    {"popup", Match::kWord, Area::kAside},
    {"modal", Match::kWord, Area::kAside},
    {"clock", Match::kWord, Area::kAside},
    {"dongho", Match::kWithin, Area::kAside},
    {"lienket", Match::kWithin, Area::kAside},
    {"weblink", Match::kWithin, Area::kAside},

    {"categoryname", Match::kWithin, Area::kNone, Sign::kSection},
    {"taxonomycategory", Match::kWithin, Area::kNone, Sign::kSection},
    {"catlinks", Match::kWithin, Area::kNone, Sign::kSection},
    {"detailcate", Match::kWithin, Area::kNone, Sign::kSection},
    {"meta", Match::kWord, Area::kNone, Sign::kPublished},
    {"submitted", Match::kWord, Area::kNone, Sign::kPublished},
    {"postmeta", Match::kWithin, Area::kNone, Sign::kPublished},
    {"entrymeta", Match::kWithin, Area::kNone, Sign::kPublished},
    {"metainfo", Match::kWithin, Area::kNone, Sign::kPublished},
    {"articleinfo", Match::kWithin, Area::kNone, Sign::kPublished},
    {"detailmeta", Match::kWithin, Area::kNone, Sign::kPublished},
    {"attachment", Match::kWithin, Area::kNone, Sign::kFiles},
    {"dinhkem", Match::kWithin, Area::kNone, Sign::kFiles},
    {"caption", Match::kWithin, Area::kNone, Sign::kCaption},
    {"chuthich", Match::kWithin, Area::kNone, Sign::kCaption},
    {"author", Match::kWord, Area::kNone, Sign::kAuthor},
    {"tacgia", Match::kWithin, Area::kNone, Sign::kAuthor},
    {"nguoidang", Match::kWithin, Area::kNone, Sign::kAuthor},
    {"headline", Match::kWithin, Area::kNone, Sign::kHeadline},
    {"head", Match::kName, Area::kNone, Sign::kHeadline},
    {"title", Match::kWithin, Area::kNone, Sign::kHeadline},
    {"tieude", Match::kWithin, Area::kNone, Sign::kHeadline},
    {"date", Match::kWord, Area::kNone, Sign::kPublished},
    {"time", Match::kWord, Area::kNone, Sign::kPublished},
    {"ngaydang", Match::kWithin, Area::kNone, Sign::kPublished},
};

bool is_upper_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower_letter(char c) { return c >= 'a' && c <= 'z'; }
char to_lower(char c) { return is_upper_letter(c) ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::size_t kLetters = 26;
constexpr std::size_t kNoName = std::size(kNames);

// kNames by what is looked up: whole words, and what stands within by its first two letters.
class NameIndex {
 public:
  static const NameIndex& get() {
    static const NameIndex index;
    return index;
  }

  // The place in kNames of the first that a name of the markup matches.
  std::size_t find(std::string_view name) const {
    std::string squeezed;
    std::size_t best = kNoName, word = 0;
    char before = ' ';
    for (const char c : name) {
      const bool part = is_upper_letter(c) || is_lower_letter(c) || (c >= '0' && c <= '9');
      if (!part || (is_upper_letter(c) && is_lower_letter(before))) {
        best = std::min(best, of_word(std::string_view(squeezed).substr(word)));
        word = squeezed.size();
      }
      if (part) squeezed += to_lower(c);
      before = c;
    }
    best = std::min(best, of_word(std::string_view(squeezed).substr(word)));
    for (std::size_t at = 0; at + 1 < squeezed.size(); ++at) {
      best = std::min(best, within(std::string_view(squeezed).substr(at)));
    }
    for (const std::size_t whole : whole_) {
      if (whole < best && kNames[whole].text == squeezed) best = whole;
    }
    return best;
  }

 private:
  NameIndex() {
    for (std::size_t i = 0; i < kNoName; ++i) {
      switch (kNames[i].match) {
        case Match::kWord:
          words_.try_emplace(kNames[i].text, i);
          break;
        case Match::kWithin:
          within_[place(kNames[i].text)].push_back(i);
          break;
        case Match::kName:
          whole_.push_back(i);
          break;
      }
    }
  }

  static std::size_t place(std::string_view two) {
    return static_cast<std::size_t>(two[0] - 'a') * kLetters +
           static_cast<std::size_t>(two[1] - 'a');
  }

  std::size_t of_word(std::string_view word) const {
    const auto found = words_.find(word);
    return found == words_.end() ? kNoName : found->second;
  }

  std::size_t within(std::string_view rest) const {
    if (!is_lower_letter(rest[0]) || !is_lower_letter(rest[1])) return kNoName;
    for (const std::size_t i : within_[place(rest)]) {
      if (rest.starts_with(kNames[i].text)) return i;
    }
    return kNoName;
  }

  std::unordered_map<std::string_view, std::size_t> words_;
  std::array<std::vector<std::size_t>, kLetters * kLetters> within_;
  std::vector<std::size_t> whole_;
};

Look look_of_names(std::string_view names) {
  std::size_t best = kNoName;
  for (std::size_t at = 0; at < names.size();) {
    const auto end = std::min(names.find_first_of(" \t\r\n", at), names.size());
    if (end > at) best = std::min(best, NameIndex::get().find(names.substr(at, end - at)));
    at = end + 1;
  }
  return best == kNoName ? Look{} : Look{kNames[best].area, kNames[best].sign};
}

Look look_of_tag(Tag tag) {
  switch (tag) {
    case Tag::kNav:
      return {Area::kNavigation, Sign::kNone};
    case Tag::kAside:
      return {Area::kAside, Sign::kNone};
    case Tag::kFooter:
      return {Area::kFooter, Sign::kNone};
    case Tag::kFigcaption:
    case Tag::kTableCaption:
      return {Area::kNone, Sign::kCaption};
    case Tag::kTime:
      return {Area::kNone, Sign::kPublished};
    default:
      return {};
  }
}

Look look_of_role(std::string_view role) {
  if (role == "navigation" || role == "search" || role == "menu" || role == "menubar") {
    return {Area::kNavigation, Sign::kNone};
  }
  if (role == "complementary" || role == "dialog") return {Area::kAside, Sign::kNone};
  if (role == "contentinfo") return {Area::kFooter, Sign::kNone};
  return {};
}

Look look_of_property(std::string_view property) {
  if (property == "articleBody") return {Area::kNone, Sign::kBody};
  if (property == "headline") return {Area::kNone, Sign::kHeadline};
  if (property == "author") return {Area::kNone, Sign::kAuthor};
  if (property == "datePublished") return {Area::kNone, Sign::kPublished};
  return {};
}

bool is_hidden(const Tree& tree, NodeId id) {
  if (tree.nodes[id].hidden) return true;
  std::string style;
  for (const char c : tree.attribute(id, Attribute::kStyle)) {
    if (c != ' ') style += to_lower(c);
  }
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

bool says_anything(Look look) { return look.area != Area::kNone || look.sign != Sign::kNone; }

}  // namespace

Look look_of(std::string_view itemprop, std::string_view classes, std::string_view id) {
  Look look = look_of_property(itemprop);
  if (!says_anything(look) && !classes.empty()) look = look_of_names(classes);
  if (!says_anything(look) && !id.empty()) look = look_of_names(id);
  return look;
}

std::vector<Look> look_at(const Tree& tree) {
  std::vector<Look> looks(tree.nodes.size());
  std::unordered_map<std::string_view, Look> known;
  for (NodeId id = 1; id < tree.nodes.size(); ++id) {
    const Node& node = tree.nodes[id];
    if (node.tag == Tag::kText) continue;
    if (node.attributes == node.attributes_end) {
      looks[id] = look_of_tag(node.tag);
      continue;
    }
    if (is_hidden(tree, id)) {
      looks[id].area = Area::kHidden;
      continue;
    }
    Look look = look_of_property(tree.attribute(id, Attribute::kItemprop));
    // A footer may be an article's own, with its author and time.
    if (node.tag != Tag::kFooter && !says_anything(look)) look = look_of_tag(node.tag);
    if (!says_anything(look)) look = look_of_role(tree.attribute(id, Attribute::kRole));
    for (const Attribute names : {Attribute::kClass, Attribute::kId}) {
      if (says_anything(look) || node.tag == Tag::kBody || node.tag == Tag::kHtml) break;
      const std::string_view text = tree.attribute(id, names);
      if (text.empty()) continue;
      const auto [at, fresh] = known.try_emplace(text);
      if (fresh) at->second = look_of_names(text);
      look = at->second;
    }
    looks[id] = says_anything(look) ? look : look_of_tag(node.tag);
  }
  return looks;
}

}  // namespace bangvang::page
