#include "extractor/page/rows.h"

#include <algorithm>
#include <utility>

#include "extractor/page/character.h"
#include "extractor/page/line.h"
#include "extractor/page/url.h"

namespace bangvang::page {
namespace {

// A table whose cells hold more than this is there for the layout of the page.
constexpr std::size_t kCellBytes = 600;
constexpr int kCellBreaks = 6;  // paragraphs and line breaks in one cell
constexpr int kTableRows = 2;

bool is_heading(Tag tag) { return tag >= Tag::kH1 && tag <= Tag::kH5; }

// Whether a table shows data: two rows or more of at least two filled cells, none of them large.
class TableLook {
 public:
  explicit TableLook(const Tree& tree) : tree_(tree) {}

  bool is_data(NodeId table) const {
    int full_rows = 0;
    for (NodeId at = table + 1; at < tree_.nodes[table].end;) {
      const Node& node = tree_.nodes[at];
      if (node.tag == Tag::kTable || node.tag == Tag::kImage || node.tag == Tag::kList)
        return false;
      if (is_heading(node.tag) || node.tag == Tag::kInput) return false;
      if (node.tag != Tag::kRow) {
        ++at;
        continue;
      }
      const int cells = filled_cells(at);
      if (cells < 0) return false;
      full_rows += cells >= 2 ? 1 : 0;
      at = node.end;
    }
    return full_rows >= kTableRows;
  }

 private:
  // How many cells of a row say something; -1 when one of them is more than a datum.
  int filled_cells(NodeId row) const {
    int filled = 0;
    for (NodeId cell = tree_.nodes[row].child; cell != kNoNode; cell = tree_.nodes[cell].next) {
      std::size_t bytes = 0;
      int breaks = 0;
      for (NodeId at = cell + 1; at < tree_.nodes[cell].end; ++at) {
        const Tag tag = tree_.nodes[at].tag;
        if (tag == Tag::kTable || tag == Tag::kImage || tag == Tag::kList || is_heading(tag)) {
          return -1;
        }
        breaks += tag == Tag::kBr || !is_inline(tag) ? 1 : 0;
        if (tag == Tag::kText) bytes += collapse(tree_.text_of(at)).size();
      }
      if (bytes > kCellBytes || breaks > kCellBreaks) return -1;
      filled += bytes > 0 ? 1 : 0;
    }
    return filled;
  }

  const Tree& tree_;
};

class RowMaker {
 public:
  RowMaker(const Tree& tree, const std::vector<Look>& looks)
      : tree_(tree), looks_(looks), tables_(tree) {}

  Rows make() {
    NodeId at = 0;
    const auto end = static_cast<NodeId>(tree_.nodes.size());
    while (at < end) {
      while (!ends_.empty() && ends_.back().end <= at) leave();
      at = enter(at);
    }
    while (!ends_.empty()) leave();
    close(true);
    return std::move(rows_);
  }

 private:
  // An element that is open and will change something when it ends.
  struct Open {
    NodeId end;
    NodeId node;
    bool data = false;  // a table of data
  };

  // Gives the node to go on with.
  NodeId enter(NodeId at) {
    const Node& node = tree_.nodes[at];
    if (node.tag == Tag::kText) {
      add(at);
      return at + 1;
    }
    if (node.tag == Tag::kHead || node.tag == Tag::kScript || node.tag == Tag::kNoscript ||
        looks_[at].area == Area::kHidden) {
      if (!is_inline(node.tag)) close(false);
      return std::max(node.end, at + 1);
    }
    if (node.tag == Tag::kBr) {
      close(false);
    } else if (node.tag == Tag::kA) {
      ends_.push_back({node.end, at});
      ++links_;
      if (is_file_address(tree_.attribute(at, Attribute::kHref))) file_ = true;
    } else if (!is_inline(node.tag)) {
      enter_block(at);
    } else if (data_ == 0 && stands_alone(looks_[at])) {
      close(false);
      ends_.push_back({node.end, at});
    }
    return at + 1;
  }

  void enter_block(NodeId at) {
    const Node& node = tree_.nodes[at];
    if (data_ > 0) {
      if (node.tag == Tag::kRow) close(true);
      if (node.tag == Tag::kCell && !pending_.empty()) pending_ += " | ";
      if (node.tag != Tag::kRow && node.tag != Tag::kCell) pending_ += ' ';
    } else {
      close(true);
    }
    const bool data = data_ == 0 && node.tag == Tag::kTable && tables_.is_data(at);
    if (data) ++data_;
    if (data_ == 0 || node.tag == Tag::kRow || data) block_ = at;
    item_ = node.tag == Tag::kItem || (item_ && pending_.empty() && node.tag != Tag::kItem);
    ends_.push_back({node.end, at, data});
  }

  void leave() {
    const Open open = ends_.back();
    ends_.pop_back();
    const Tag tag = tree_.nodes[open.node].tag;
    if (tag == Tag::kA) {
      --links_;
      return;
    }
    if (is_inline(tag)) return close(false);
    if (data_ == 0 || open.data || tag == Tag::kRow) close(true);
    if (open.data) --data_;
    item_ = false;
    if (block_ == open.node || data_ == 0) block_ = block_above(open.node);
  }

  NodeId block_above(NodeId node) const {
    NodeId above = tree_.nodes[node].parent;
    while (above != kNoNode && is_inline(tree_.nodes[above].tag)) above = tree_.nodes[above].parent;
    return above;
  }

  void add(NodeId at) {
    if (pending_.empty()) first_ = at;
    const std::string_view text = tree_.text_of(at);
    if (links_ > 0) linked_ += count_words(text, kCountedWords);
    add_shown(text);
  }

  // Word processors leave "<![if !supportLists]>" behind, which libxml2 takes for text.
  void add_shown(std::string_view text) {
    for (auto at = text.find("<!"); at != std::string_view::npos; at = text.find("<!")) {
      const auto end = text.find_first_of("<>", at + 1);
      if (end == std::string_view::npos) break;
      pending_ += text.substr(0, text[end] == '>' ? at : end);
      text.remove_prefix(text[end] == '>' ? end + 1 : end);
    }
    pending_ += text;
  }

  // Ends the line that is being made. `gap`: by more than a line break.
  void close(bool gap) {
    if (!pending_.empty()) emit();
    gap_ = gap_ || gap;
  }

  void emit() {
    std::string line = collapse(pending_);
    pending_.clear();
    const int linked = std::exchange(linked_, 0);
    const auto mark = line.find_first_not_of("| ");
    if (mark == std::string::npos) return;
    const Tag tag = row_tag();
    const auto begin = static_cast<std::uint32_t>(rows_.text.size());
    if (item_ && !is_bullet(character_at(line, 0).value)) rows_.text += "- ";
    rows_.text += line;
    Row row{.text = {begin, static_cast<std::uint32_t>(rows_.text.size())},
            .node = block_,
            .first = first_,
            .file = std::exchange(file_, false),
            .gap = gap_,
            .tag = tag};
    row.words = static_cast<std::uint16_t>(count_words(line, kCountedWords));
    row.linked = static_cast<std::uint16_t>(std::min<int>(linked, row.words));
    rows_.rows.push_back(row);
    rows_.text += '\n';
    gap_ = false;
    item_ = false;
  }

  Tag row_tag() const {
    if (data_ > 0) return Tag::kRow;
    if (item_) return Tag::kItem;
    return tree_.nodes[block_].tag;
  }

  const Tree& tree_;
  const std::vector<Look>& looks_;
  const TableLook tables_;
  Rows rows_;
  std::vector<Open> ends_;
  std::string pending_;  // the line that is being made
  NodeId block_ = 0, first_ = 0;
  int links_ = 0, data_ = 0, linked_ = 0;
  bool gap_ = true, file_ = false;
  bool item_ = false;  // the line is the first of an item
};

}  // namespace

Rows rows_of(const Tree& tree, const std::vector<Look>& looks) {
  return RowMaker(tree, looks).make();
}

}  // namespace bangvang::page
