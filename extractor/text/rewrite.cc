#include "extractor/text/rewrite.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace bangvang::text {
namespace {

Span span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::uint32_t shifted(std::uint32_t at, std::int64_t by) {
  return static_cast<std::uint32_t>(static_cast<std::int64_t>(at) + by);
}

// One of the two lists being composed, seen from the text between them.
class Side {
 public:
  Side(const std::vector<Edit>& edits, Span Edit::*middle, Span Edit::*outer)
      : edits_(edits), middle_(middle), outer_(outer) {}

  bool done() const { return next_ == edits_.size(); }
  Span middle() const { return edits_[next_].*middle_; }
  // Where `at` of the middle text stands in the outer one, given the edits passed so far.
  std::uint32_t outer(std::uint32_t at) const { return shifted(at, shift_); }

  void pass() {
    const Edit& edit = edits_[next_++];
    shift_ = static_cast<std::int64_t>((edit.*outer_).end) - (edit.*middle_).end;
  }

  // Two edits that stand at one empty place cannot be told apart later, so they become one.
  bool joins(Span group) const {
    if (done()) return false;
    const Span m = middle();
    return m.begin < group.end || (m.begin == group.end && group.empty() && m.empty());
  }

 private:
  const std::vector<Edit>& edits_;
  Span Edit::*middle_;
  Span Edit::*outer_;
  std::size_t next_ = 0;
  std::int64_t shift_ = 0;
};

bool comes_first(const Side& a, const Side& b) {
  if (a.done() || b.done()) return b.done();
  const Span x = a.middle(), y = b.middle();
  return x.begin != y.begin ? x.begin < y.begin : x.end <= y.end;
}

}  // namespace

void Rewriter::replace(std::size_t begin, std::size_t end, std::string_view with) {
  assert(begin >= done_ && end >= begin && end <= source_.size());
  done_ = end;
  if (source_.substr(begin, end - begin) == with) return;
  keep_until(begin);
  const std::size_t at = out_.text.size();
  out_.text += with;
  copied_ = end;
  out_.edits.push_back({span(at, out_.text.size()), span(begin, end)});
}

void Rewriter::keep_until(std::size_t at) {
  if (at <= copied_) return;
  if (out_.text.empty()) out_.text.reserve(source_.size() + source_.size() / 64 + 16);
  out_.text += source_.substr(copied_, at - copied_);
  copied_ = at;
}

std::string_view Rewriter::written(std::size_t at) {
  if (out_.edits.empty()) return source_.substr(0, at);
  keep_until(at);
  return out_.text;
}

Rewritten Rewriter::finish() && {
  if (!out_.edits.empty()) keep_until(source_.size());
  return std::move(out_);
}

std::vector<Edit> compose(const std::vector<Edit>& first, const std::vector<Edit>& second) {
  if (first.empty()) return second;
  if (second.empty()) return first;
  Side source(first, &Edit::normal, &Edit::source);
  Side normal(second, &Edit::source, &Edit::normal);
  std::vector<Edit> out;
  out.reserve(std::max(first.size(), second.size()));
  while (!source.done() || !normal.done()) {
    Span group = comes_first(source, normal) ? source.middle() : normal.middle();
    group.end = group.begin;
    Edit edit{{normal.outer(group.begin), 0}, {source.outer(group.begin), 0}};
    for (bool first_pass = true;; first_pass = false) {
      Side& side = comes_first(source, normal) ? source : normal;
      if (side.done() || (!first_pass && !side.joins(group))) break;
      group.end = std::max(group.end, side.middle().end);
      side.pass();
    }
    edit.normal.end = normal.outer(group.end);
    edit.source.end = source.outer(group.end);
    out.push_back(edit);
  }
  return out;
}

}  // namespace bangvang::text
