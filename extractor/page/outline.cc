#include "extractor/page/outline.h"

#include <algorithm>
#include <string_view>

#include "extractor/page/byline.h"
#include "extractor/page/character.h"
#include "extractor/page/furniture.h"
#include "extractor/page/line.h"
#include "extractor/page/site_words.h"
#include "extractor/page/stamp.h"

namespace bangvang::page {
namespace {

constexpr int kProseWords = 12;          // of a row that is running text whatever its end
constexpr int kSentenceWords = 6;        // with a full stop
constexpr int kTeaserWords = 5;          // of a link that is another article's headline
constexpr std::size_t kTeaserRows = 5;   // from one of them to the next
constexpr int kTeaserProse = 60;         // words under one of them
constexpr std::size_t kListTeasers = 3;  // fewer are no list
constexpr int kListProse = 60;           // words beside them that are still no article
constexpr int kHeadlineWords = 42;       // at most
constexpr int kLeastHeadline = 8;        // points
constexpr std::size_t kHeadRows = 6;     // above an article without a headline
constexpr std::size_t kSignatureRows = 2;
constexpr std::size_t kTailRows = 12;  // behind it, where credits may stand
// Rows from a headline to its text, the likelier first.
constexpr std::size_t kNext = 2;
constexpr std::size_t kClose = 4;
constexpr std::size_t kReach = 14;

// A part of a page holds the article, whatever its name says, when so much of the running text is
// in it: of all, or beside the headline.
constexpr double kBulk = 0.75, kBulkWithHeadline = 0.3;

int unlinked(const Row& row) { return row.words - row.linked; }

bool is_linked(const Row& row) { return row.words > 0 && row.linked * 10 >= row.words * 9; }

bool is_heading(Tag tag) { return tag >= Tag::kH1 && tag <= Tag::kH5; }

// Words of running text.
int weight(const Rows& rows, const Row& row) {
  const int words = unlinked(row);
  if (words >= kProseWords) return words;
  return words >= kSentenceWords && ends_sentence(rows.of(row)) ? words : 0;
}

class Outliner {
 public:
  Outliner(const Tree& tree, const std::vector<Look>& looks, const Rows& rows,
           const Metadata& metadata)
      : tree_(tree), looks_(looks), rows_(rows) {
    for (const std::string& title : metadata.titles) titles_.push_back(plain_form(title));
    for (const Row& row : rows.rows) {
      weights_.push_back(weight(rows, row));
      matches_.push_back(0);
      if (row.words < 2 || row.words > kHeadlineWords) continue;
      const std::string plain = plain_form(rows.of(row));
      matches_.back() = match(row, plain);
      if (weights_.back() > 0 && parse_stamp(plain)) weights_.back() = 0;
    }
    find_areas();
  }

  Outline make() {
    Outline out;
    out.areas = areas_;
    out.headline = headline();
    const std::size_t from = out.headline ? *out.headline + 1 : 0;
    mark_teasers(from);
    add_up();
    if (const auto body = find_body(from)) take_rows(*body, from, out);
    out.list = is_list(out);
    return out;
  }

 private:
  void take_rows(NodeId body, std::size_t from, Outline& out) const {
    const auto [first, behind] = rows_in(body, from);
    std::size_t begin = out.headline ? from : first;
    if (!out.headline) {
      for (std::size_t i = 0; begin > 0 && i < kHeadRows && near_above(begin - 1, body); ++i)
        --begin;
    }
    out.first_prose = behind;
    for (std::size_t at = begin; at < behind; ++at) {
      if (!is_article_row(at)) continue;
      if (weights_[at] > 0) out.first_prose = std::min(out.first_prose, at);
      out.rows.push_back(at);
      out.prose += weights_[at];
    }
    out.behind = std::min(behind + kTailRows, rows_.rows.size());
    for (std::size_t at = behind; at < out.behind; ++at) {
      if (is_credit_row(at) || (at < behind + kSignatureRows && is_signature(at))) {
        out.rows.push_back(at);
      }
    }
  }

  // Several announcements, and beside them nothing that could be an article.
  bool is_list(const Outline& out) const {
    if (teasers_ < kListTeasers) return false;
    if (continuations_ >= kListTeasers) return out.prose < kListProse;
    const bool said =
        std::ranges::any_of(out.rows, [&](std::size_t at) { return says_something(at); });
    return !said;
  }

  // How well a row agrees with what the page calls itself.
  int match(const Row& row, std::string_view plain) const {
    int best = 0;
    for (const std::string& title : titles_) {
      int points = 0;
      if (plain == title) {
        points = 12;
      } else if (row.words >= 4 && title.find(plain) != title.npos) {
        points = 9;
      } else if (plain.find(title) != plain.npos && count_words(title, 5) >= 4) {
        points = 7;
      } else if (title.size() > 30 && plain.size() > 30 && title.ends_with("...") &&
                 plain.starts_with(title.substr(0, title.size() - 3))) {
        points = 10;
      }
      best = std::max(best, points);
    }
    return best;
  }

  // The area of every row, from the outermost element that is one and does not hold the article.
  void find_areas() {
    const std::size_t count = tree_.nodes.size();
    std::vector<int> prose(count, 0);
    std::vector<bool> titled(count, false);
    for (std::size_t at = 0; at < rows_.rows.size(); ++at) {
      const NodeId node = rows_.rows[at].node;
      prose[node] += weights_[at];
      if (matches_[at] >= 9) titled[node] = true;
    }
    for (NodeId id = static_cast<NodeId>(count); id-- > 1;) {
      prose[tree_.nodes[id].parent] += prose[id];
      if (titled[id]) titled[tree_.nodes[id].parent] = true;
    }
    std::vector<Area> areas(count, Area::kNone);
    for (NodeId id = 1; id < count; ++id) {
      areas[id] = areas[tree_.nodes[id].parent];
      if (areas[id] != Area::kNone || looks_[id].area == Area::kNone) continue;
      const double share = prose[0] > 0 ? static_cast<double>(prose[id]) / prose[0] : 0;
      const bool holds = titled[id] ? share >= kBulkWithHeadline : share >= kBulk && !titled[0];
      if (!holds) areas[id] = looks_[id].area;
    }
    for (const Row& row : rows_.rows) {
      areas_.push_back(std::max(areas[row.node], areas[row.first]));
    }
  }

  bool has_sign(NodeId node, Sign sign) const {
    for (int level = 0; level < 3 && node != kNoNode; ++level, node = tree_.nodes[node].parent) {
      if (looks_[node].sign == sign) return true;
    }
    return false;
  }

  std::optional<std::size_t> headline() const {
    std::optional<std::size_t> best;
    int best_points = kLeastHeadline - 1;
    for (std::size_t at = 0; at < rows_.rows.size(); ++at) {
      const int points = headline_points(at);
      if (points > best_points) {
        best = at;
        best_points = points;
      }
    }
    return best;
  }

  int headline_points(std::size_t at) const {
    const Row& row = rows_.rows[at];
    if (areas_[at] != Area::kNone || row.words < 2 || row.words > kHeadlineWords) return 0;
    int points = matches_[at];
    switch (row.tag) {
      case Tag::kH1:
        points += 6;
        break;
      case Tag::kH2:
        points += 4;
        break;
      case Tag::kH3:
      case Tag::kH4:
        points += 3;
        break;
      default:
        break;
    }
    if (has_sign(row.first, Sign::kHeadline)) points += 3;
    const std::string plain = plain_form(rows_.of(row));
    if (in_bold(row)) points += 2;
    if (weights_[at] > 0 && ends_sentence(rows_.of(row))) points -= 4;
    if (row.words < 6) points -= row.words < 4 ? 4 : 1;
    if (is_linked(row)) points -= 6;
    if (is_section_name(plain, row.words)) points -= 4;
    if (row.words <= 8 && names_organisation(plain) && is_all_caps(rows_.of(row))) points -= 6;
    if (opens_report(plain) || furniture(plain, row.words) != Furniture::kNone) points -= 6;
    for (std::size_t i = at + 1; i < std::min(at + kReach, rows_.rows.size()); ++i) {
      if (weights_[i] == 0 || areas_[i] != Area::kNone) continue;
      points += i - at <= kNext ? 6 : i - at <= kClose ? 5 : 3;
      break;
    }
    return points;
  }

  bool in_bold(const Row& row) const {
    NodeId node = tree_.nodes[row.first].parent;
    while (node != row.node && node != kNoNode) {
      if (tree_.nodes[node].tag == Tag::kBold) return true;
      node = tree_.nodes[node].parent;
    }
    return false;
  }

  // Rows that announce other articles: their headlines, which are links, and the words of their
  // beginnings, which stand between two such links or under the last.
  void mark_teasers(std::size_t from) {
    const auto& rows = rows_.rows;
    teaser_.assign(rows.size(), false);
    std::optional<std::size_t> last;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      if (at + 1 == from) last.reset();  // the headline parts what is above from the article
      if (areas_[at] != Area::kNone || !is_linked(rows[at]) || rows[at].file) continue;
      if (leads_on(plain_form(rows_.of(rows[at])))) ++continuations_;
      if (rows[at].words < kTeaserWords || at + 1 == from) continue;
      ++teasers_;
      if (last && at - *last <= kTeaserRows) {
        std::fill(teaser_.begin() + static_cast<std::ptrdiff_t>(*last),
                  teaser_.begin() + static_cast<std::ptrdiff_t>(at), true);
      }
      teaser_[at] = true;
      last = at;
    }
    if (teasers_ < kListTeasers || !last) return;
    for (std::size_t at = *last + 1; at < std::min(*last + kTeaserRows, rows.size()); ++at) {
      if (weights_[at] > 0 && weights_[at] <= kTeaserProse) teaser_[at] = true;
    }
  }

  // The element that holds the running text behind row `from`.
  std::optional<NodeId> find_body(std::size_t from) const {
    std::vector<double> score(tree_.nodes.size(), 0);
    std::vector<int> linked(tree_.nodes.size(), 0), words(tree_.nodes.size(), 0);
    bool any = false;
    for (std::size_t at = from; at < rows_.rows.size(); ++at) {
      if (areas_[at] != Area::kNone) continue;
      const Row& row = rows_.rows[at];
      linked[row.node] += row.linked;
      words[row.node] += row.words;
      if (weights_[at] == 0) continue;
      any = true;
      NodeId node = container(row);
      double points = std::min(weights_[at], 100) * (teaser_[at] ? 0.2 : 1.0);
      for (int level = 0; level < 4 && node != kNoNode; ++level) {
        score[node] += points;
        points *= level == 0 ? 0.6 : 0.5;
        node = tree_.nodes[node].parent;
      }
    }
    if (!any) return find_short_body(from);
    for (NodeId id = static_cast<NodeId>(tree_.nodes.size()); id-- > 1;) {
      linked[tree_.nodes[id].parent] += linked[id];
      words[tree_.nodes[id].parent] += words[id];
    }
    NodeId best = 0;
    double best_score = 0;
    for (NodeId id = 1; id < tree_.nodes.size(); ++id) {
      if (score[id] == 0) continue;
      double points = score[id] * (1 - static_cast<double>(linked[id]) / std::max(words[id], 1));
      if (looks_[id].sign == Sign::kBody) points *= 1.5;
      if (points > best_score) {
        best = id;
        best_score = points;
      }
    }
    if (best == 0) return find_short_body(from);
    return widened(best, linked, words);
  }

  // The element around whole paragraphs, whose paragraphs are rows like this.
  NodeId container(const Row& row) const {
    const Tag tag = tree_.nodes[row.node].tag;
    const bool paragraph = tag == Tag::kP || tag == Tag::kItem || tag == Tag::kRow ||
                           is_heading(tag) || tag == Tag::kFigcaption;
    return paragraph ? tree_.nodes[row.node].parent : row.node;
  }

  // Text may go on in the elements behind: takes those in whose parent has little else.
  NodeId widened(NodeId body, const std::vector<int>& linked, const std::vector<int>& words) const {
    while (true) {
      const NodeId parent = tree_.nodes[body].parent;
      if (parent == kNoNode || tree_.nodes[parent].tag == Tag::kBody) return body;
      if (linked[parent] * 4 > words[parent]) return body;
      const auto [first, behind] = rows_in(body, 0);
      const int own = prose_before_[behind] - prose_before_[first];
      const int more = prose_before_[rows_in(parent, 0).second] - prose_before_[behind];
      if (more * 5 < own || more == 0) return body;
      body = parent;
    }
  }

  // A notice has no running text: the smallest element around the headline that says more than it.
  std::optional<NodeId> find_short_body(std::size_t from) const {
    for (NodeId id = 1; id < tree_.nodes.size(); ++id) {
      if (looks_[id].sign == Sign::kBody && says_something(id, from)) return id;
    }
    if (from == 0) return std::nullopt;
    NodeId node = tree_.nodes[rows_.rows[from - 1].node].parent;
    while (node != kNoNode && tree_.nodes[node].tag != Tag::kHtml) {
      if (says_something(node, from)) return node;
      node = tree_.nodes[node].parent;
    }
    return std::nullopt;
  }

  bool says_something(NodeId id, std::size_t from) const {
    const auto [first, behind] = rows_in(id, from);
    return sayings_before_[behind] > sayings_before_[first];
  }

  // Sums over the rows that may be the article's, so that those of any element are a difference.
  void add_up() {
    prose_before_.assign(1, 0);
    sayings_before_.assign(1, 0);
    for (std::size_t at = 0; at < rows_.rows.size(); ++at) {
      const bool own = areas_[at] == Area::kNone && !teaser_[at];
      prose_before_.push_back(prose_before_.back() + (own ? weights_[at] : 0));
      sayings_before_.push_back(sayings_before_.back() + (own && says_something(at) ? 1 : 0));
    }
  }

  bool says_something(std::size_t at) const {
    const Row& row = rows_.rows[at];
    if (unlinked(row) < 4 && !row.file) return false;
    if (weights_[at] > 0) return true;
    const std::string plain = plain_form(rows_.of(row));
    return furniture(plain, row.words) == Furniture::kNone && !parse_stamp(plain);
  }

  // The rows of an element from `from` on.
  std::pair<std::size_t, std::size_t> rows_in(NodeId id, std::size_t from) const {
    const auto& rows = rows_.rows;
    const auto begin = std::ranges::lower_bound(rows, id, {}, &Row::first);
    const auto end = std::ranges::lower_bound(rows, tree_.nodes[id].end, {}, &Row::first);
    const auto first = static_cast<std::size_t>(begin - rows.begin());
    const auto behind = static_cast<std::size_t>(end - rows.begin());
    return {std::max(first, from), std::max(behind, from)};
  }

  bool near_above(std::size_t at, NodeId body) const {
    if (areas_[at] != Area::kNone || is_linked(rows_.rows[at])) return false;
    NodeId around = body;
    for (int level = 0; level < 3 && around != kNoNode; ++level) {
      around = tree_.nodes[around].parent;
      if (tree_.holds(around, rows_.rows[at].node)) {
        return around != kNoNode && tree_.nodes[around].tag != Tag::kBody;
      }
    }
    return false;
  }

  bool is_article_row(std::size_t at) const {
    if (areas_[at] != Area::kNone) return false;
    const Row& row = rows_.rows[at];
    if (row.file || has_sign(row.first, Sign::kAuthor)) return true;
    return !is_linked(row) && !(teaser_[at] && teasers_ >= kListTeasers);
  }

  // A name alone under the text.
  bool is_signature(std::size_t at) const {
    if (areas_[at] != Area::kNone || rows_.rows[at].linked > 0) return false;
    const auto byline = bare_byline(rows_.of(rows_.rows[at]));
    return byline && byline->signature == Signature::kName;
  }

  bool is_credit_row(std::size_t at) const {
    if (areas_[at] != Area::kNone || is_linked(rows_.rows[at])) return false;
    if (has_sign(rows_.rows[at].node, Sign::kAuthor)) return true;
    const std::string_view text = rows_.of(rows_.rows[at]);
    if (rows_.rows[at].words > 25) return false;
    if (const auto byline = labelled_byline(text)) return byline->signature >= Signature::kSource;
    const auto stamp = parse_stamp(plain_form(text));
    return stamp && stamp->label != Stamp::Label::kNone;
  }

  const Tree& tree_;
  const std::vector<Look>& looks_;
  const Rows& rows_;
  std::vector<std::string> titles_;  // in plain form
  std::vector<int> matches_, weights_, prose_before_, sayings_before_;
  std::vector<Area> areas_;
  std::vector<bool> teaser_;
  std::size_t teasers_ = 0;        // links that are another article's headline
  std::size_t continuations_ = 0;  // links such as "xem tiếp"
};

}  // namespace

Outline outline_of(const Tree& tree, const std::vector<Look>& looks, const Rows& rows,
                   const Metadata& metadata) {
  return Outliner(tree, looks, rows, metadata).make();
}

}  // namespace bangvang::page
