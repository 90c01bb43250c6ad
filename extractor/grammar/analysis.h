// What a rule set sees in one text: mentions by kind, each with its named parts.
//
// Mentions are views into the Analysis that made them and live no longer than it does.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/span.h"

namespace bangvang::grammar {

class Analysis;
class Mentions;

// One place where a lexicon or a rule found something. Cheap to copy.
class Mention {
 public:
  std::string_view kind() const;
  // Id of the rule, or "lexicon.KIND".
  std::string_view rule() const;
  // Bytes of the normalised text.
  Span span() const;
  std::string_view text() const;
  // Canonical value: a lexicon's value, a rule's filled template, else the text itself.
  std::string value() const;
  // A lexicon's column or a rule's `set` constant; empty when absent.
  std::string_view attr(std::string_view name) const;

  // A named capture took part in the match.
  bool has(std::string_view part) const;
  // Empty span at 0 when the capture took no part.
  Span part_span(std::string_view part) const;
  std::string_view part_text(std::string_view part) const;
  // The mention that fills the whole capture, if one does; `kind` chooses among several.
  std::optional<Mention> part(std::string_view part, std::string_view kind = {}) const;
  // Value of the mention that fills the capture, else the captured text; empty when absent.
  std::string part_value(std::string_view part) const;
  // Mentions of `kind` inside the capture, in text order, none inside another of the same kind.
  Mentions all(std::string_view part, std::string_view kind) const;
  // Mentions of `kind` anywhere inside span().
  Mentions inside(std::string_view kind) const;

  // Index of the block, and of the sentence counted through the whole text.
  std::uint32_t block() const;
  std::uint32_t sentence() const;

  friend bool operator==(const Mention&, const Mention&) = default;

 private:
  friend class Analysis;
  friend class Mentions;
  Mention(const Analysis* analysis, std::uint32_t index) : analysis_(analysis), index_(index) {}
  const Analysis* analysis_;
  std::uint32_t index_;
};

// Mentions of one kind in text order: a view into the analysis, cheap to copy.
class Mentions {
 public:
  class Iterator {
   public:
    using iterator_concept = std::random_access_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = Mention;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Mention operator*() const { return {analysis_, *at_}; }
    Mention operator[](difference_type n) const { return {analysis_, at_[n]}; }
    // clang-format off
    Iterator& operator++() { ++at_; return *this; }
    Iterator& operator--() { --at_; return *this; }
    Iterator operator++(int) { Iterator old = *this; ++at_; return old; }
    Iterator operator--(int) { Iterator old = *this; --at_; return old; }
    Iterator& operator+=(difference_type n) { at_ += n; return *this; }
    Iterator& operator-=(difference_type n) { at_ -= n; return *this; }
    // clang-format on
    friend Iterator operator+(Iterator a, difference_type n) { return a += n; }
    friend Iterator operator+(difference_type n, Iterator a) { return a += n; }
    friend Iterator operator-(Iterator a, difference_type n) { return a -= n; }
    friend difference_type operator-(Iterator a, Iterator b) { return a.at_ - b.at_; }
    friend bool operator==(Iterator a, Iterator b) { return a.at_ == b.at_; }
    friend auto operator<=>(Iterator a, Iterator b) { return a.at_ <=> b.at_; }

   private:
    friend class Mentions;
    Iterator(const Analysis* analysis, const std::uint32_t* at) : analysis_(analysis), at_(at) {}
    const Analysis* analysis_ = nullptr;
    const std::uint32_t* at_ = nullptr;
  };

  Iterator begin() const { return {analysis_, list_.data()}; }
  Iterator end() const { return {analysis_, list_.data() + list_.size()}; }
  auto rbegin() const { return std::make_reverse_iterator(end()); }
  auto rend() const { return std::make_reverse_iterator(begin()); }
  std::size_t size() const { return list_.size(); }
  bool empty() const { return list_.empty(); }
  Mention front() const { return {analysis_, list_.front()}; }
  Mention back() const { return {analysis_, list_.back()}; }
  Mention operator[](std::size_t n) const { return {analysis_, list_[n]}; }
  operator std::vector<Mention>() const { return {begin(), end()}; }

 private:
  friend class Analysis;
  Mentions(const Analysis* analysis, std::span<const std::uint32_t> list)
      : analysis_(analysis), list_(list) {}
  const Analysis* analysis_;
  std::span<const std::uint32_t> list_;
};

class Analysis {
 public:
  Analysis();
  ~Analysis();
  Analysis(Analysis&&) noexcept;
  Analysis& operator=(Analysis&&) noexcept;

  // The normalised text that was read. The caller keeps its bytes alive.
  std::string_view text() const;
  // Mentions of a kind in text order; empty for an unknown kind.
  Mentions of(std::string_view kind) const;
  // Mentions of a kind that lie inside `span`.
  Mentions of(std::string_view kind, Span span) const;
  // Mentions one rule made; also those of a rule that yields nothing, which of() never shows.
  std::vector<Mention> by_rule(std::string_view id) const;
  // Value and cell of `column` for every entry of a kind's lexicons, whether the text has it or
  // not; values alone when no column is named.
  std::span<const std::pair<std::string_view, std::string_view>> entries(
      std::string_view kind, std::string_view column) const;
  std::span<const Span> blocks() const;
  // Sentences of all blocks in text order. Never cross a block.
  std::span<const Span> sentences() const;
  // Index of the sentence that holds byte `at` (the last one that begins at or before it).
  std::uint32_t sentence_at(std::uint32_t at) const;

  struct Data;  // private to the room
  Data& data() { return *data_; }
  const Data& data() const { return *data_; }

 private:
  friend class Mention;
  std::unique_ptr<Data> data_;
};

}  // namespace bangvang::grammar
