#include "extractor/grammar/gate.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "extractor/grammar/bytes.h"
#include "extractor/grammar/character.h"

namespace bangvang::grammar {
namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kSieveBits = 17;
constexpr std::size_t kLongestForm = 16;  // bytes; longer words are compared letter by letter

// Bytes whose text may read differently once normalised (marks apart, invisible letters, look-alike
// letters, entities), and letters that no word of Vietnamese has: `b` follows `a`.
Answers is_suspicious(Bytes a, Bytes b) {
  const Answers lead = is_within(a, 0xC7, 0xE0) | (a >= 0xE3);
  const Answers high = (a == 0xE1) & ~((b & 0xFE) == 0xBA);
  const Answers symbol = (a == 0xE2) & ~((b == 0x80) | is_within(b, 0x86, 0x9F));
  const Answers invisible = (a == 0x80) & (is_within(b, 0x8B, 0x8F) | is_within(b, 0xAA, 0xAE));
  const Answers c2 = (a == 0xC2) & ((b == 0xAA) | (b == 0xAD) | (b == 0xB5) | (b == 0xBA));
  const Answers c3 = (a == 0xC3) & ((b == 0x90) | (b == 0xB0) | (b == 0x97) | (b == 0xB7));
  const Answers c45 = ((a == 0xC4) & is_within(b, 0xB0, 0xB1)) | ((a == 0xC5) & (b == 0xBF));
  const Answers c6 = (a == 0xC6) & ~((b == 0xA0) | (b == 0xA1) | (b == 0xAF) | (b == 0xB0));
  const Answers entity = (a == '&') & ((b == '#') | is_ascii_letter(b));
  return lead | high | symbol | invisible | c2 | c3 | c45 | c6 | entity;
}

// At the byte before the last of a capital letter, or at the letter itself in ASCII.
Answers is_capital(Bytes a, Bytes b) {
  const Answers c3 = (a == 0xC3) & is_within(b, 0x80, 0x9E);
  const Answers c456 = is_within(a, 0xC4, 0xC6) & (((b & 1) == 0) | (b == 0xAF)) & (b != 0xB0);
  const Answers e1 = ((a & 0xFE) == 0xBA) & is_within(b, 0x80, 0xBF) & ((b & 1) == 0);
  return is_within(a, 'A', 'Z') | c3 | c456 | e1;
}

bool is_letter_byte(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte >= 0x80 || (static_cast<std::uint8_t>(byte | 0x20) >= 'a' &&
                          static_cast<std::uint8_t>(byte | 0x20) <= 'z');
}

bool is_letter_at(std::string_view text, std::size_t at) {
  if (!is_letter_byte(text[at])) return false;
  const auto byte = static_cast<std::uint8_t>(text[at]);
  if (byte == 0xE2 || byte == 0xC2) return false;
  if ((byte & 0xC0) != 0x80) return true;
  std::size_t lead = at;
  while (lead > 0 && (static_cast<std::uint8_t>(text[lead]) & 0xC0) == 0x80) --lead;
  const auto first = static_cast<std::uint8_t>(text[lead]);
  return first != 0xE2 && first != 0xC2;
}

}  // namespace

// What a block of bytes is made of, a bit for each byte.
struct Gate::Block {
  std::uint64_t two = 0, three = 0;  // bytes that lead a sign of so many bytes
  std::uint64_t letters = 0, capitals = 0, digits = 0;
  bool suspicious = false;

  // Requires: kBlock + 1 readable bytes.
  explicit Block(const std::uint8_t* bytes) {
    std::uint64_t odd = 0;
    for (std::size_t i = 0; i < kBlock; i += 16) {
      Bytes a, b;
      std::memcpy(&a, bytes + i, 16);
      std::memcpy(&b, bytes + i + 1, 16);
      odd |= gathered(is_suspicious(a, b));
      two |= gathered(a == 0xC2) << i;
      three |= gathered(a == 0xE2) << i;
      letters |= gathered((a >= 0x80) | is_ascii_letter(a)) << i;
      capitals |= gathered(is_capital(a, b)) << i;
      digits |= gathered(is_within(a, '0', '9')) << i;
    }
    letters &= ~(two | two << 1 | three | three << 1 | three << 2);
    suspicious = odd != 0;
  }

  // How many bytes can be decided on: a character or word that may go on behind them is left to
  // the next block, unless it fills this one.
  std::size_t decided() const {
    std::size_t end = kBlock;
    const std::uint64_t cut = (two | three) & std::uint64_t{3} << (kBlock - 2);
    if (cut != 0) end = static_cast<std::size_t>(std::countr_zero(cut));
    const auto run = static_cast<std::size_t>(std::countl_one(letters));
    return run < kBlock ? std::min(end, kBlock - run) : end;
  }
};

// A word of a text; 0 when no phrase has it. Empty at the ends of the text.
struct Gate::Found {
  std::size_t begin = 0, end = 0;
  std::uint32_t word = 0;
};

// Words that share a spelling count as one.
std::uint32_t Gate::root(std::uint32_t word) const {
  while (same_[word] != word) word = same_[word];
  return word;
}

std::uint32_t Gate::word(const std::vector<std::u16string>& spellings) {
  if (same_.empty()) same_.push_back(0);
  auto number = static_cast<std::uint32_t>(same_.size());
  if (const auto known = words_.find(spellings.front()); known != words_.end()) {
    number = known->second;
  } else {
    same_.push_back(number);
  }
  for (const std::u16string& spelling : spellings) {
    const auto [it, fresh] = words_.emplace(spelling, number);
    if (!fresh) same_[root(it->second)] = root(number);
  }
  return number;
}

void Gate::add(const GatePhrase& phrase) {
  std::vector<std::uint32_t>& words = phrases_.emplace_back();
  for (const auto& spellings : phrase) words.push_back(word(spellings));
}

void Gate::add_mark(char32_t mark) {
  if (mark >= 0x80) return add_everything();
  marks_ += static_cast<char>(mark);
}

void Gate::add_bytes(const std::string& bytes, std::uint32_t word) {
  char padded[kLongestForm] = {};
  std::memcpy(padded, bytes.data(), bytes.size());
  const WordKey key = key_of(padded, bytes.size());
  const std::uint64_t hash = key.hash(), place = hash >> (64 - kSieveBits);
  if (!places_[word].empty()) sieve_[place >> 6] |= std::uint64_t{1} << (place & 63);
  std::size_t at = hash >> 20 & (slots_.size() - 1);
  while (slots_[at].first != 0) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {key.first, key.second, word};
}

void Gate::finish() {
  if (same_.empty()) same_.push_back(0);
  sieve_.assign((std::size_t{1} << kSieveBits) / 64, 0);
  slots_.assign(std::bit_ceil(words_.size() * 8 + 64), {});
  places_.resize(same_.size());
  std::vector<std::size_t> length(same_.size());
  for (auto& [spelling, word] : words_) {
    word = root(word);
    length[word] = std::max(length[word], spelling.size());
  }
  for (std::uint32_t number = 0; number < phrases_.size(); ++number) {
    std::vector<std::uint32_t>& words = phrases_[number];
    for (std::uint32_t& word : words) word = root(word);
    const auto rarest =
        std::ranges::max_element(words, {}, [&](std::uint32_t w) { return length[w]; });
    places_[*rarest].push_back({number, static_cast<std::uint32_t>(rarest - words.begin())});
  }
  for (const auto& [spelling, word] : words_) {
    std::string rest, lower, upper;
    for (const char16_t c : spelling.substr(1)) append_utf8(rest, c);
    append_utf8(lower, spelling.front());
    append_utf8(upper, CharTable::get().upper_of(spelling.front()));
    for (const std::string& first : {lower, upper}) {
      if (first.size() + rest.size() <= kLongestForm) add_bytes(first + rest, word);
      if (lower == upper) break;
    }
  }
}

const Gate::Slot* Gate::find(const char* bytes, std::size_t size) const {
  const WordKey key = key_of(bytes, size);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = key.hash() >> 20 & mask; slots_[at].first != 0; at = (at + 1) & mask) {
    if (slots_[at].first == key.first && slots_[at].second == key.second) return &slots_[at];
  }
  return nullptr;
}

std::uint32_t Gate::word_of(std::string_view word) const {
  if (word.size() <= kLongestForm) {
    char padded[kLongestForm] = {};
    std::memcpy(padded, word.data(), word.size());
    if (const Slot* slot = find(padded, word.size())) return slot->word;
  }
  // Written in another way than in lower case or with one capital in front?
  const CharTable& table = CharTable::get();
  std::u16string lowered;
  bool capitals = false;
  for (std::uint32_t at = 0; at < word.size();) {
    const std::uint32_t c = next_code_point(word, at);
    capitals = capitals || (!lowered.empty() && table.class_of(c) == CharClass::kUpper);
    lowered += table.lower_of(c);
  }
  if (!capitals && word.size() <= kLongestForm) return 0;
  const auto found = words_.find(lowered);
  return found == words_.end() ? 0 : found->second;
}

Gate::Found Gate::before(std::string_view text, std::size_t at) const {
  while (at > 0 && !is_letter_at(text, at - 1)) --at;
  Found found{at, at};
  while (found.begin > 0 && is_letter_at(text, found.begin - 1)) --found.begin;
  found.word = word_of(text.substr(found.begin, found.end - found.begin));
  return found;
}

Gate::Found Gate::after(std::string_view text, std::size_t at) const {
  while (at < text.size() && !is_letter_at(text, at)) ++at;
  Found found{at, at};
  while (found.end < text.size() && is_letter_at(text, found.end)) ++found.end;
  found.word = word_of(text.substr(found.begin, found.end - found.begin));
  return found;
}

bool Gate::stands_at(std::string_view text, const Found& found, Place place) const {
  const std::vector<std::uint32_t>& words = phrases_[place.phrase];
  Found at = found;
  for (std::size_t i = place.word; i-- > 0;) {
    if ((at = before(text, at.begin)).word != words[i]) return false;
  }
  at = found;
  for (std::size_t i = place.word + 1; i < words.size(); ++i) {
    if ((at = after(text, at.end)).word != words[i]) return false;
  }
  return true;
}

// Whether a phrase stands around a word. Mostly the next word shows that it does not.
bool Gate::opens_at(std::string_view text, const Found& found) const {
  std::uint32_t left = 0, right = 0;
  bool looked_left = false, looked_right = false;
  for (const Place place : places_[found.word]) {
    const std::vector<std::uint32_t>& words = phrases_[place.phrase];
    if (place.word > 0) {
      if (!std::exchange(looked_left, true)) left = before(text, found.begin).word;
      if (left != words[place.word - 1]) continue;
    }
    if (place.word + 1 < words.size()) {
      if (!std::exchange(looked_right, true)) right = after(text, found.end).word;
      if (right != words[place.word + 1]) continue;
    }
    if (stands_at(text, found, place)) return true;
  }
  return false;
}

bool Gate::opens_for(std::string_view text, std::size_t begin, std::size_t size,
                     bool capitals) const {
  if (capitals || size > kLongestForm) {
    return opens_at(text, {begin, begin + size, word_of(text.substr(begin, size))});
  }
  char padded[kLongestForm] = {};
  const char* bytes = text.data() + begin;
  if (text.size() - begin < kLongestForm) {
    std::memcpy(padded, bytes, size);
    bytes = padded;
  }
  const std::uint64_t place = key_of(bytes, size).hash() >> (64 - kSieveBits);
  if ((sieve_[place >> 6] >> (place & 63) & 1) == 0) return false;
  const Slot* slot = find(bytes, size);
  return slot != nullptr && opens_at(text, {begin, begin + size, slot->word});
}

namespace {

std::uint64_t ones(std::size_t count) {
  return count == 0 ? 0 : ~std::uint64_t{0} >> (kBlock - count);
}

}  // namespace

bool Gate::opens_for(std::string_view text) const {
  if (always_) return true;
  if (!marks_.empty() && text.find_first_of(marks_) != std::string_view::npos) return true;
  for (std::size_t base = 0; base < text.size();) {
    std::uint8_t padded[kBlock + 1] = {};
    const std::size_t left = text.size() - base;
    if (left <= kBlock) std::memcpy(padded, text.data() + base, left);
    const Block block(left <= kBlock ? padded
                                     : reinterpret_cast<const std::uint8_t*>(text.data() + base));
    if (block.suspicious || (numbers_ && block.digits != 0)) return true;
    const std::size_t size = left <= kBlock ? left : block.decided();
    for (std::uint64_t letters = block.letters & ones(size); letters != 0;) {
      const auto begin = static_cast<std::size_t>(std::countr_zero(letters));
      const auto length = static_cast<std::size_t>(std::countr_one(letters >> begin));
      const std::uint64_t word = ones(length) << begin;
      letters &= ~word;
      const bool capitals = (block.capitals & word & ~(std::uint64_t{1} << begin)) != 0;
      if (opens_for(text, base + begin, length, capitals)) return true;
    }
    base += size;
  }
  return false;
}

}  // namespace bangvang::grammar
