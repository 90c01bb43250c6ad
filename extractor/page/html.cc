#include "extractor/page/html.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "extractor/base/date.h"
#include "extractor/page/area.h"
#include "extractor/page/byline.h"
#include "extractor/page/character.h"
#include "extractor/page/furniture.h"
#include "extractor/page/markup.h"
#include "extractor/page/metadata.h"
#include "extractor/page/outline.h"
#include "extractor/page/rows.h"
#include "extractor/page/scrambled.h"
#include "extractor/page/site_words.h"
#include "extractor/page/stamp.h"
#include "extractor/page/url.h"

namespace bangvang::page {
namespace {

constexpr int kFewWords = 60;         // of a page that says why it holds no article
constexpr int kEmptyWords = 30;       // on a whole page that scripts were to fill
constexpr std::size_t kTopRows = 40;  // where a page says what it is
constexpr int kLittleWords = 3;
constexpr int kPathLevels = 12;
constexpr std::size_t kSectionRows = 8;  // from the headline
constexpr int kMetaWords = 16;           // of a line between headline and text on author and time
constexpr int kSectionWords = 8;
constexpr int kPublisherLines = 6;
constexpr std::size_t kPublisherBytes = 400;  // of each

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
    if (const auto failure = failure_of_page()) return std::unexpected(*failure);
    const Hints hints = draft_hints();
    Article draft = read_plain(draft_text(), hints);
    Article article = finished(std::move(draft));
    if (article.blocks.empty()) return std::unexpected(Failure::kNoText);
    if (is_scrambled(article.text)) return std::unexpected(Failure::kScrambled);
    add_metadata(article);
    return article;
  }

 private:
  // A line of the draft and the row it comes from.
  struct Line {
    std::uint32_t begin;
    std::size_t row;
  };

  const Row& row(std::size_t at) const { return rows_.rows[at]; }
  std::string_view words(std::size_t at) const { return rows_.of(rows_.rows[at]); }

  std::optional<Failure> failure_of_page() const {
    int all = 0;
    for (const Row& any : rows_.rows) all += any.words;
    if (outline_.prose < kFewWords) {
      if (const auto said = failure_said_at_top()) {
        const bool wall = *said == Failure::kLogin && !has_password();
        if (!wall) return said;
      }
    }
    if (outline_.list) return Failure::kListPage;
    if (!outline_.rows.empty()) return std::nullopt;
    if (all < kEmptyWords && runs_scripts()) return Failure::kScriptOnly;
    return has_password() ? Failure::kLogin : Failure::kNoText;
  }

  std::optional<Failure> failure_said_at_top() const {
    for (const std::string& title : metadata_.titles) {
      if (const auto said = failure_said(plain_form(title))) return said;
    }
    std::size_t seen = 0;
    for (std::size_t at = 0; at < rows_.rows.size() && seen < kTopRows; ++at) {
      if (outline_.areas[at] != Area::kNone) continue;
      ++seen;
      if (row(at).linked > 0) continue;
      if (const auto said = failure_said(plain_form(words(at)))) return said;
    }
    return std::nullopt;
  }

  bool runs_scripts() const {
    return std::ranges::any_of(tree_.nodes, [](const Node& n) { return n.tag == Tag::kScript; });
  }

  bool has_password() const {
    for (NodeId id = 1; id < tree_.nodes.size(); ++id) {
      if (tree_.nodes[id].tag == Tag::kInput &&
          tree_.attribute(id, Attribute::kType) == "password") {
        return true;
      }
    }
    return false;
  }

  std::string draft_text() {
    std::string text;
    if (outline_.headline) {
      lines_.push_back({0, *outline_.headline});
      text += words(*outline_.headline);
      text += "\n\n";
    }
    for (const std::size_t at : outline_.rows) {
      if (is_caption(at)) continue;
      const bool head = at < outline_.first_prose;
      const bool tail = at >= outline_.behind || (!head && has_sign(at, Sign::kAuthor));
      if (head || tail) {
        if (head && says_little(at)) continue;
        for (const std::string& line : about_lines(at)) add_line(text, line, at);
      } else {
        add_line(text, words(at), at);
      }
    }
    return text;
  }

  bool is_caption(std::size_t at) const { return has_sign(at, Sign::kCaption); }

  // A word or two between headline and text: "bởi", "—".
  bool says_little(std::size_t at) const {
    if (!outline_.headline || row(at).words > kLittleWords) return false;
    const std::string_view line = words(at);
    return !parse_stamp(plain_form(line)) && !bare_byline(line) && !labelled_byline(line);
  }

  void add_line(std::string& text, std::string_view line, std::size_t at) {
    if (row(at).gap && !text.ends_with("\n\n")) text += '\n';
    lines_.push_back({static_cast<std::uint32_t>(text.size()), at});
    text += line;
    text += '\n';
  }

  bool has_sign(std::size_t at, Sign sign, int levels = 5) const {
    NodeId node = row(at).first;
    for (int level = 0; level < levels && node != kNoNode;
         ++level, node = tree_.nodes[node].parent) {
      if (looks_[node].sign == sign) return true;
    }
    return false;
  }

  // A row that may tell author and time, as lines that plain text would have for them.
  std::vector<std::string> about_lines(std::size_t at) const {
    std::vector<std::string> lines;
    const std::string_view all = words(at);
    for (std::size_t begin = 0; begin <= all.size();) {
      const auto bar = row(at).tag == Tag::kRow ? all.npos : all.find(" | ", begin);
      const auto end = std::min(bar, all.size());
      lines.push_back(about_line(all.substr(begin, end - begin), at));
      begin = end == all.size() ? end + 1 : end + 3;
    }
    return lines;
  }

  std::string about_line(std::string_view line, std::size_t at) const {
    const std::string text = collapse(line), plain = plain_form(text);
    if (parse_stamp(plain)) return text;
    if (is_counter(plain)) return {};
    const bool about = has_sign(at, Sign::kPublished) || has_sign(at, Sign::kAuthor);
    if (about && count_words(text, kMetaWords + 1) <= kMetaWords) {
      if (const auto stamp = stamp_within(plain)) return stamp->iso();
    }
    const std::size_t label = author_label(plain);
    if (label == 0) return text;
    // The label has as many words in the line as in its plain form.
    std::size_t begin = 0;
    for (auto spaces = std::ranges::count(plain.substr(0, label), ' '); spaces > 0; --spaces) {
      begin = text.find(' ', begin) + 1;
    }
    const std::string name = text.substr(begin);
    return is_account(plain_form(name)) ? std::string() : std::string(kAuthorIs) + name;
  }

  // "đăng bởi … vào CN, 20/05/2018 - 09:05": the stamp at the end of a line.
  static std::optional<Stamp> stamp_within(std::string_view plain) {
    for (auto at = plain.find(' '); at != std::string_view::npos; at = plain.find(' ', at + 1)) {
      if (const auto stamp = parse_stamp(plain.substr(at + 1))) return stamp;
    }
    return std::nullopt;
  }

  Hints draft_hints() const {
    Hints hints = hints_;
    if (!hints.title && outline_.headline) hints.title = words(*outline_.headline);
    if (!hints.published) hints.published = metadata_.published;
    if (!hints.published) hints.published = time_by_headline();
    hints.url = address();
    return hints;
  }

  // <time datetime> between headline and text.
  std::optional<std::string> time_by_headline() const {
    if (!outline_.headline || outline_.first_prose >= rows_.rows.size()) return std::nullopt;
    for (NodeId id = row(*outline_.headline).first; id < row(outline_.first_prose).first; ++id) {
      if (tree_.nodes[id].tag != Tag::kTime) continue;
      if (auto time = to_local_time(tree_.attribute(id, Attribute::kDatetime))) return time;
    }
    return std::nullopt;
  }

  std::string base() const {
    if (hints_.url) return *hints_.url;
    if (metadata_.base && !host_of(*metadata_.base).empty()) return *metadata_.base;
    return metadata_.address.value_or("");
  }

  // What the page calls its address goes before how it was fetched, if it is on the same host and
  // more than the host: some sites name their front page on every page.
  std::optional<std::string> address() const {
    if (!metadata_.address) return hints_.url;
    const std::string own = canonical_url(absolute_url(base(), *metadata_.address));
    const std::string host = host_of(own);
    if (host.empty()) return hints_.url;
    if (!hints_.url) return own;
    const bool front = own.find('/', own.find("://") + 3) == std::string::npos;
    return host == host_of(*hints_.url) && !front ? own : *hints_.url;
  }

  // The draft without what its blocks leave out, and with the captions in their places.
  Article finished(Article draft) const {
    const std::string text = std::exchange(draft.text, {});
    const std::vector<Block> blocks = std::exchange(draft.blocks, {});
    std::size_t next = 0;  // of outline_.rows
    const auto add = [&](Role role, std::string_view words) {
      const auto begin = static_cast<std::uint32_t>(draft.text.size());
      for (const char c : words) {
        if (c != '\n' || draft.text.back() != '\n') draft.text += c;  // a list is lines
      }
      draft.blocks.push_back({role, {begin, static_cast<std::uint32_t>(draft.text.size())}});
      draft.text += '\n';
    };
    const auto add_captions = [&](std::size_t before) {
      for (; next < outline_.rows.size() && outline_.rows[next] < before; ++next) {
        if (is_caption(outline_.rows[next])) add(Role::kCaption, words(outline_.rows[next]));
      }
    };
    for (const Block& block : blocks) {
      const std::optional<std::size_t> at = row_of(block);
      if (block.role != Role::kTitle && at) add_captions(*at);
      add(at ? role_of(block, *at) : block.role, block.span.of(text));
    }
    if (!draft.blocks.empty()) add_captions(rows_.rows.size());
    return draft;
  }

  std::optional<std::size_t> row_of(const Block& block) const {
    const auto line = std::ranges::upper_bound(lines_, block.span.begin, {}, &Line::begin);
    return line == lines_.begin() ? std::nullopt : std::optional((line - 1)->row);
  }

  // Headings, rows of tables and items inside the text are no captions, however short.
  Role role_of(const Block& block, std::size_t at) const {
    const Tag tag = row(at).tag;
    const bool known =
        (tag >= Tag::kH1 && tag <= Tag::kH5) || tag == Tag::kRow || tag == Tag::kItem;
    return known && block.role == Role::kCaption ? Role::kParagraph : block.role;
  }

  void add_metadata(Article& article) const {
    if (!article.author && metadata_.author && !is_account(plain_form(*metadata_.author))) {
      const auto byline = bare_byline(*metadata_.author);
      const bool name = byline && byline->signature == Signature::kName;
      if (name && metadata_.author != metadata_.site_name) article.author = byline->author;
    }
    article.category = category(article.title);
    add_site_words(article);
    if (auto files = files_of_article(); !files.empty()) article.attachments = std::move(files);
  }

  // The name of the site and what its footer says, beside what stands in the draft.
  void add_site_words(Article& article) const {
    std::string said = metadata_.site_name.value_or("");
    int lines = 0;
    for (std::size_t at = 0; at < rows_.rows.size() && lines < kPublisherLines; ++at) {
      const std::string_view line = words(at);
      if (line.size() > kPublisherBytes || row(at).words < 2) continue;
      const std::string plain = plain_form(line);
      const bool publisher = furniture(plain, row(at).words) == Furniture::kPublisher;
      const bool banner = at < outline_.headline.value_or(0) && row(at).words <= 14 &&
                          outline_.areas[at] != Area::kNavigation && names_organisation(plain);
      if (!publisher && !banner) continue;
      if (!said.empty()) said += '\n';
      said += line;
      ++lines;
    }
    if (said.empty()) return;
    article.site_hint = article.site_hint ? said + "\n" + *article.site_hint : said;
  }

  std::optional<std::string> category(const std::optional<std::string>& title) const {
    if (metadata_.category) return metadata_.category;
    std::optional<std::string> last;
    const auto consider = [&](std::string_view step) {
      const std::string name = collapse(trimmed_marks(step));
      const std::string plain = plain_form(name);
      const int count = count_words(name, kSectionWords + 1);
      if (count == 0 || count > kSectionWords || is_home(plain)) return;
      if (title && plain == plain_form(*title)) return;
      last = name;
    };
    for (std::size_t at = 0; at < rows_.rows.size(); ++at) {
      if (outline_.areas[at] != Area::kNavigation || !has_sign(at, Sign::kPath, kPathLevels))
        continue;
      if (row(at).linked == 0) {
        for_each_step(words(at), consider);
        continue;
      }
      for (const NodeId link : links_of(at)) consider(text_in(link));
    }
    if (!last) std::ranges::for_each(metadata_.path, consider);
    if (!last) last = category_near();
    if (!last) last = category_above();
    return last;
  }

  static std::string_view trimmed_marks(std::string_view step) {
    static constexpr std::string_view kMarks = " -|/:>";
    const auto begin = step.find_first_not_of(kMarks);
    if (begin == std::string_view::npos) return {};
    return step.substr(begin, step.find_last_not_of(kMarks) + 1 - begin);
  }

  // Cuts "Trang chủ » Tin tức > Thi đua" into its steps.
  template <class Take>
  static void for_each_step(std::string_view line, const Take& take) {
    static constexpr std::string_view kArrows[] = {"»", "›", ">", " / ", "|", "→", ": "};
    while (!line.empty()) {
      std::size_t cut = line.size(), behind = line.size();
      for (const std::string_view arrow : kArrows) {
        const auto at = line.find(arrow);
        if (at >= cut) continue;
        cut = at;
        behind = at + arrow.size();
      }
      take(line.substr(0, cut));
      line.remove_prefix(behind);
    }
  }

  // Around the headline: a path that no name gives away, or an element that names the section.
  std::optional<std::string> category_near() const {
    const std::size_t headline = outline_.headline.value_or(0);
    const std::size_t end = std::min(headline + kSectionRows, rows_.rows.size());
    for (std::size_t at = headline - std::min(headline, kSectionRows); at < end; ++at) {
      const bool path = at < headline && is_breadcrumb(plain_form(words(at)), row(at).words);
      if (!path && !has_sign(at, Sign::kSection)) continue;
      const auto links = links_of(at);
      if (!links.empty()) return collapse(text_in(links.back()));
    }
    return std::nullopt;
  }

  // A link right above the headline that is short: the section it stands in.
  std::optional<std::string> category_above() const {
    const std::size_t headline = outline_.headline.value_or(0);
    if (headline == 0) return std::nullopt;
    const std::size_t at = headline - 1;
    const bool link =
        row(at).linked > 0 && row(at).linked == row(at).words && links_of(at).size() == 1;
    const bool lone =
        at == 0 || row(at - 1).linked == 0 || outline_.areas[at - 1] != outline_.areas[at];
    if (!link || !lone || outline_.areas[at] != Area::kNone || row(at).words > kSectionWords ||
        is_home(plain_form(words(at)))) {
      return std::nullopt;
    }
    return std::string(words(at));
  }

  // The links of a row.
  std::vector<NodeId> links_of(std::size_t at) const {
    std::vector<NodeId> links;
    for (NodeId id = tree_.nodes[row(at).first].parent; id > row(at).node;
         id = tree_.nodes[id].parent) {
      if (tree_.nodes[id].tag == Tag::kA) links.push_back(id);
    }
    const bool last = at + 1 == rows_.rows.size();
    const auto end = last ? static_cast<NodeId>(tree_.nodes.size()) : row(at + 1).first;
    for (NodeId id = row(at).first; id < end; ++id) {
      if (tree_.nodes[id].tag == Tag::kA) links.push_back(id);
    }
    return links;
  }

  std::string text_in(NodeId node) const {
    std::string text;
    for (NodeId id = node; id < tree_.nodes[node].end; ++id) {
      if (tree_.nodes[id].tag == Tag::kText) text += tree_.text_of(id);
    }
    return text;
  }

  // Links to files from the headline to the end of what may be the article's.
  std::vector<std::string> files_of_article() const {
    std::vector<std::string> files;
    if (outline_.rows.empty()) return files;
    const std::size_t begin = outline_.headline.value_or(outline_.rows.front());
    for (std::size_t at = begin; at < outline_.behind; ++at) {
      if (!row(at).file || outline_.areas[at] != Area::kNone) continue;
      for (const NodeId link : links_of(at)) add_file(link, files);
    }
    return files;
  }

  void add_file(NodeId link, std::vector<std::string>& files) const {
    const std::string_view address = tree_.attribute(link, Attribute::kHref);
    if (!is_file_address(address)) return;
    std::string full = absolute_url(base(), address);
    if (std::ranges::find(files, full) == files.end()) files.push_back(std::move(full));
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
  std::string narrow(bytes.substr(0, kSniffed));
  if (narrow.starts_with("\xFF\xFE") || narrow.starts_with("\xFE\xFF")) {
    narrow.erase(0, 2);
    std::erase(narrow, '\0');  // of UTF-16, what is ASCII remains
  }
  std::string_view head = narrow;
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

std::expected<Article, Failure> read_html(std::string_view html, const Hints& hints,
                                          const Limits& limits) {
  if (html.size() > limits.bytes) return std::unexpected(Failure::kTooLong);
  auto tree = parse_markup(html, limits);
  if (!tree) return std::unexpected(tree.error());
  return HtmlReader(std::move(*tree), hints).read();
}

}  // namespace bangvang::page
