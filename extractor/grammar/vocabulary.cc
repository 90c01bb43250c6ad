#include "extractor/grammar/vocabulary.h"

#include <bit>

#include "extractor/grammar/character.h"
#include "extractor/grammar/gate.h"

namespace bangvang::grammar {

Vocabulary::Vocabulary() : words_(1), slots_(1024) {}

std::uint64_t Vocabulary::hash(std::u16string_view lowered) {
  std::uint64_t value = kHashSeed;
  for (char16_t c : lowered) value = step(value, c);
  return value;
}

WordId Vocabulary::add(std::u16string_view lowered) {
  if (const WordId known = find(lowered)) return known;
  const WordId id = size();
  words_.emplace_back(lowered);
  insert(lowered, id);
  return id;
}

void Vocabulary::respell(std::u16string_view variant, std::u16string_view word) {
  const WordId id = add(word);
  if (find(variant) == kUnknownWord) insert(variant, id);
}

WordId Vocabulary::find(std::u16string_view lowered, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = (hash >> 20) & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.text == 0) return kUnknownWord;
    if (slot.hash == hash && texts_[slot.text - 1] == lowered) return slot.word;
  }
}

void Vocabulary::insert(std::u16string_view text, WordId word) {
  if ((texts_.size() + 1) * 2 > slots_.size()) grow();
  texts_.emplace_back(text);
  if (text.size() == 1 && text[0] < ascii_.size()) ascii_[text[0]] = word;
  const std::uint64_t h = hash(text);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (h >> 20) & mask;
  while (slots_[at].text != 0) at = (at + 1) & mask;
  slots_[at] = {h, static_cast<std::uint32_t>(texts_.size()), word};
}

void Vocabulary::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.text == 0) continue;
    std::size_t at = (slot.hash >> 20) & mask;
    while (slots_[at].text != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

namespace {

// One slot in four is used at most, so that most words no grammar has meet a free one.
constexpr std::size_t kSlotsPerSpelling = 4;

std::string utf8_of(std::u16string_view text) {
  std::string bytes;
  for (const char16_t c : text) append_utf8(bytes, c);
  return bytes;
}

}  // namespace

void Vocabulary::spell_out() {
  const CharTable& table = CharTable::get();
  spellings_.assign(std::bit_ceil(texts_.size() * 3 * kSlotsPerSpelling), {});
  spelling_mask_ = spellings_.size() - 1;
  for (const std::u16string& text : texts_) {
    if (text.empty() || table.class_of(text[0]) != CharClass::kLower) continue;
    const WordId word = find(text);
    std::u16string capitals;
    for (const char16_t c : text) capitals += table.upper_of(c);
    bool all = true;
    for (std::size_t i = 0; i < text.size(); ++i) all = all && capitals[i] != text[i];
    spell(utf8_of(text), word, Shape::kLower);
    if (!all) continue;
    if (text.size() == 1) {
      spell(utf8_of(capitals), word, Shape::kLetter);
    } else {
      spell(utf8_of(capitals.substr(0, 1) + text.substr(1)), word, Shape::kProper);
      spell(utf8_of(capitals), word, Shape::kUpper);
    }
  }
}

void Vocabulary::spell(const std::string& bytes, WordId word, Shape shape) {
  if (bytes.size() > kLongestSpelling) return;
  char padded[kLongestSpelling] = {};
  bytes.copy(padded, bytes.size());
  const WordKey key = key_of(padded, bytes.size());
  std::size_t at = key.hash() >> 32 & spelling_mask_;
  while (spellings_[at].first != 0) at = (at + 1) & spelling_mask_;
  spellings_[at] = {key.first, key.second, word, shape};
}

}  // namespace bangvang::grammar
