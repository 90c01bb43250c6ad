#include "extractor/grammar/vocabulary.h"

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

}  // namespace bangvang::grammar
