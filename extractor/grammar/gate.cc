#include "extractor/grammar/gate.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <utility>

#include "extractor/grammar/bytes.h"
#include "extractor/grammar/character.h"

namespace bangvang::grammar {
namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kSieveBits = 18;    // 32 kB: stays near the processor
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

// All that is_suspicious() finds and little more, in half the steps: among text that is clean most
// blocks need no second look.
Answers may_be_suspicious(Bytes a, Bytes b) {
  const Answers lead = (a >= 0xC7) & (a != 0xE1);
  const Answers high = (a == 0xE1) & ((b & 0xFE) != 0xBA);
  const Answers c3 = (a == 0xC3) & (((b & 0xDF) == 0x90) | ((b & 0xDF) == 0x97));
  const Answers c4 = (a == 0xC4) & ((b & 0xFE) == 0xB0);
  const Answers c6 = (a == 0xC6) & ~(((b & 0xFE) == 0xA0) | (b == 0xAF) | (b == 0xB0));
  return lead | high | c3 | c4 | c6 | (a == 0xC2) | (a == 0xC5) | (a == '&');
}

// At the byte before the last of a capital letter, or at the letter itself in ASCII.
Answers is_capital(Bytes a, Bytes b) {
  const Answers c3 = (a == 0xC3) & is_within(b, 0x80, 0x9E);
  const Answers c456 = is_within(a, 0xC4, 0xC6) & (((b & 1) == 0) | (b == 0xAF)) & (b != 0xB0);
  const Answers e1 = ((a & 0xFE) == 0xBA) & is_within(b, 0x80, 0xBF) & ((b & 1) == 0);
  return is_within(a, 'A', 'Z') | c3 | c456 | e1;
}

// The same, of bytes one by one: whether a letter behind the first is a capital.
bool has_inner_capital(std::string_view word) {
  std::size_t at = 1;
  while (at < word.size() && (static_cast<std::uint8_t>(word[at]) & 0xC0) == 0x80) ++at;
  for (; at < word.size(); ++at) {
    const auto a = static_cast<std::uint8_t>(word[at]);
    const std::uint8_t b = at + 1 < word.size() ? static_cast<std::uint8_t>(word[at + 1]) : 0;
    const bool last = (b & 0xC0) == 0x80;
    const bool c3 = a == 0xC3 && b <= 0x9E;
    const bool c456 = a >= 0xC4 && a <= 0xC6 && ((b & 1) == 0 || b == 0xAF) && b != 0xB0;
    const bool e1 = (a & 0xFE) == 0xBA && (b & 1) == 0;
    if ((a >= 'A' && a <= 'Z') || (last && (c3 || c456 || e1))) return true;
  }
  return false;
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

// A capital of ASCII in front counts as the small letter; other letters as they are written.
std::uint64_t hash_of(WordKey key) {
  const std::uint64_t capital = static_cast<std::uint8_t>(key.first) - std::uint64_t{'A'} < 26;
  key.first |= capital << 5;
  return key.hash();
}

std::uint64_t hash_of(std::string_view word) {
  if (word.size() > kLongestForm) return std::hash<std::string_view>()(word);
  char padded[kLongestForm] = {};
  std::memcpy(padded, word.data(), word.size());
  return hash_of(key_of(padded, word.size()));
}

// Of a word in the row behind another.
std::uint64_t hash_of(std::uint64_t left, std::uint64_t right) {
  return (std::rotl(left, 23) ^ right) * 0x9E3779B97F4A7C15u;
}

std::uint64_t pair_of(std::uint32_t left, std::uint32_t right) {
  return std::uint64_t{left} << 32 | right;
}

std::u16string lowered(std::string_view word) {
  const CharTable& table = CharTable::get();
  std::u16string out;
  for (std::uint32_t at = 0; at < word.size();) {
    out += table.lower_of(next_code_point(word, at));
  }
  return out;
}

std::string bytes_of(std::u16string_view word) {
  std::string out;
  for (const char16_t c : word) append_utf8(out, c);
  return out;
}

// As phrases are written: in lower case, but for the first letter.
std::string with_capital(const std::u16string& word) {
  std::u16string out = word;
  out.front() = CharTable::get().upper_of(word.front());
  return bytes_of(out);
}

}  // namespace

// What a block of bytes is made of, a bit for each byte.
struct Gate::Block {
  std::uint64_t two = 0, three = 0;  // bytes that lead a sign of so many bytes
  std::uint64_t letters = 0, capitals = 0, digits = 0;
  bool suspicious = false;

  // Requires: kBlock + 1 readable bytes.
  explicit Block(const std::uint8_t* bytes) {
    std::uint64_t maybe = 0;
    for (std::size_t i = 0; i < kBlock; i += 16) {
      Bytes a, b;
      std::memcpy(&a, bytes + i, 16);
      std::memcpy(&b, bytes + i + 1, 16);
      maybe |= gathered(may_be_suspicious(a, b));
      two |= gathered(a == 0xC2) << i;
      three |= gathered(a == 0xE2) << i;
      letters |= gathered((a >= 0x80) | is_ascii_letter(a)) << i;
      capitals |= gathered(is_capital(a, b)) << i;
      digits |= gathered(is_within(a, '0', '9')) << i;
    }
    letters &= ~(two | two << 1 | three | three << 1 | three << 2);
    suspicious = maybe != 0 && is_odd(bytes);
  }

  static bool is_odd(const std::uint8_t* bytes) {
    std::uint64_t odd = 0;
    for (std::size_t i = 0; i < kBlock; i += 16) {
      Bytes a, b;
      std::memcpy(&a, bytes + i, 16);
      std::memcpy(&b, bytes + i + 1, 16);
      odd |= gathered(is_suspicious(a, b));
    }
    return odd != 0;
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
  if (bytes.size() > kLongestForm) return;
  char padded[kLongestForm] = {};
  std::memcpy(padded, bytes.data(), bytes.size());
  const WordKey key = key_of(padded, bytes.size());
  std::size_t at = key.hash() >> 20 & (slots_.size() - 1);
  while (slots_[at].first != 0) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {key.first, key.second, word};
}

void Gate::put(std::uint64_t hash) {
  const std::uint64_t place = hash >> (64 - kSieveBits);
  sieve_[place >> 6] |= std::uint64_t{1} << (place & 63);
}

void Gate::finish() {
  if (same_.empty()) same_.push_back(0);
  slots_.assign(std::bit_ceil(words_.size() * 4 + 64), {});
  for (auto& [spelling, word] : words_) word = root(word);
  for (auto& words : phrases_) {
    for (std::uint32_t& word : words) word = root(word);
  }
  choose_pairs();
  fill_sieve();
  for (const auto& [spelling, word] : words_) {
    const std::string lower = bytes_of(spelling), upper = with_capital(spelling);
    add_bytes(lower, word);
    if (upper != lower) add_bytes(upper, word);
  }
}

// A phrase is looked for by two of its words, the longest that stand in a row.
void Gate::choose_pairs() {
  std::vector<std::size_t> length(same_.size());
  for (const auto& [spelling, word] : words_) {
    length[word] = std::max(length[word], spelling.size());
  }
  alone_.assign(same_.size(), false);
  for (std::uint32_t number = 0; number < phrases_.size(); ++number) {
    const std::vector<std::uint32_t>& words = phrases_[number];
    if (words.size() == 1) {
      alone_[words.front()] = true;
      continue;
    }
    std::uint32_t best = 1;
    const auto both = [&](std::uint32_t i) { return length[words[i - 1]] + length[words[i]]; };
    for (std::uint32_t i = 2; i < words.size(); ++i) {
      if (both(i) > both(best)) best = i;
    }
    pairs_[pair_of(words[best - 1], words[best])].push_back({number, best});
  }
}

void Gate::fill_sieve() {
  sieve_.assign((std::size_t{1} << kSieveBits) / 64, 0);
  std::vector<std::vector<std::uint64_t>> hashes(same_.size());  // by word
  for (const auto& [spelling, word] : words_) {
    const std::uint64_t lower = hash_of(bytes_of(spelling)),
                        upper = hash_of(with_capital(spelling));
    hashes[word].push_back(lower);
    if (upper != lower) hashes[word].push_back(upper);
    if (!alone_[word]) continue;
    put(lower);
    put(upper);
  }
  for (const auto& [pair, places] : pairs_) {
    for (const std::uint64_t left : hashes[pair >> 32]) {
      for (const std::uint64_t right : hashes[pair & UINT32_MAX]) put(hash_of(left, right));
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
  if (word.size() <= kLongestForm && !has_inner_capital(word)) return 0;
  const auto found = words_.find(lowered(word));
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

// Whether a phrase stands at two words in a row, or the second of them is one.
bool Gate::opens_at(std::string_view text, Found left, Found found) const {
  found.word = word_of(text.substr(found.begin, found.end - found.begin));
  if (alone_[found.word]) return true;
  left.word = word_of(text.substr(left.begin, left.end - left.begin));
  const auto pair = pairs_.find(pair_of(left.word, found.word));
  if (pair == pairs_.end()) return false;
  return std::ranges::any_of(pair->second,
                             [&](Place place) { return stands_at(text, found, place); });
}

// Takes the words of a text in their order.
class Gate::Reader {
 public:
  Reader(const Gate& gate, std::string_view text)
      : gate_(gate),
        sieve_(gate.sieve_.data()),
        text_(text),
        wide_end_(std::max(text.size() + 1, kLongestForm) - kLongestForm) {}

  // Whether the gate opens at the word, with what stood before it. `capitals`: a letter behind the
  // first may be one.
  [[gnu::always_inline]] bool opens_for(std::size_t begin, std::size_t size, bool capitals) {
    const bool plain = !capitals && size <= kLongestForm && begin < wide_end_;
    const std::uint64_t hash = plain ? hash_of(bytes_of_word(text_.data() + begin, size))
                                     : hash_of_odd(text_.substr(begin, size), capitals);
    const std::uint64_t pair = hash_of(hash_, hash);
    hash_ = hash;
    if ((in_sieve(hash) | in_sieve(pair)) != 0 &&
        gate_.opens_at(text_, last_, {begin, begin + size}))
      return true;
    last_.begin = begin;
    last_.end = begin + size;
    return false;
  }

 private:
  std::uint64_t in_sieve(std::uint64_t hash) const {
    const std::uint64_t place = hash >> (64 - kSieveBits);
    return sieve_[place >> 6] >> (place & 63) & 1;
  }

  // As key_of(), without a choice that is hard to foresee.
  static WordKey bytes_of_word(const char* at, std::size_t size) {
    const WordKey& mask = kMasks[size];
    return {load(at) & mask.first, load(at + 8) & mask.second};
  }

  [[gnu::noinline]] static std::uint64_t hash_of_odd(std::string_view word, bool capitals) {
    return capitals ? hash_of(bytes_of(lowered(word))) : hash_of(word);
  }

  static constexpr std::array<WordKey, kLongestForm + 1> kMasks = [] {
    std::array<WordKey, kLongestForm + 1> masks{};
    for (std::size_t size = 1; size <= kLongestForm; ++size) {
      for (std::size_t i = 0; i < size; ++i) {
        (i < 8 ? masks[size].first : masks[size].second) |= std::uint64_t{0xFF} << 8 * (i % 8);
      }
    }
    return masks;
  }();

  const Gate& gate_;
  const std::uint64_t* sieve_;
  std::string_view text_;
  std::size_t wide_end_;  // before here as many bytes can be read as the longest form has
  Found last_ = {};
  std::uint64_t hash_ = 0;
};

namespace {

std::uint64_t ones(std::size_t count) {
  return count == 0 ? 0 : ~std::uint64_t{0} >> (kBlock - count);
}

}  // namespace

bool Gate::opens_for(std::string_view text) const {
  if (always_) return true;
  if (!marks_.empty() && text.find_first_of(marks_) != std::string_view::npos) return true;
  Reader reader(*this, text);
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
      const std::uint64_t first = std::uint64_t{1} << begin;
      const std::uint64_t behind = letters & (letters + first);  // the sum carries over the word
      const bool capitals = (block.capitals & (letters ^ behind) & ~first) != 0;
      letters = behind;
      if (reader.opens_for(base + begin, length, capitals)) return true;
    }
    base += size;
  }
  return false;
}

}  // namespace bangvang::grammar
