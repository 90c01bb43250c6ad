#include "extractor/text/syllable.h"

#include <array>
#include <cstdint>
#include <string>

#include "extractor/text/normal_text.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

// Rimes are written with one ASCII letter per letter: A ă, B â, E ê, O ô, P ơ, U ư.
constexpr std::string_view kRimes =
    "a ac ach ai am an ang anh ao ap at au ay Ac Am An Ang Ap At Bc Bm Bn Bng Bp Bt Bu By "
    "e ec em en eng eo ep et E Ec Ech Em En Eng Enh Ep Et Eu "
    "i ia ich im in inh ip it iu ic ing iEc iEm iEn iEng iEp iEt iEu "
    "o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay "
    "oAc oAm oAn oAng oAp oAt oe oem oen oeng oeo oet O Oc Oi Om On Ong Op Ot "
    "P Pi Pm Pn Png Pp Pt Pc Pu "
    "u ua uc ui um un ung up ut uBn uBng uBt uBy uE uEch uEn uEnh uEu uOc uOi uOm uOn uOng uOp "
    "uOt uP uPn uy uya uych uyE uyEn uyEt uyn uynh uyp uyt uyu "
    "U Ua Uc Ui Um Un Ung Up Ut Uu UPc UPi UPm UPn UPng UPp UPt UPu "
    "y yc ych ym yn ynh yp yt yEm yEn yEng yEt yEu";

constexpr std::string_view kOnsets =
    "b c ch d D g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";

constexpr std::uint32_t pack(std::string_view word) {
  std::uint32_t packed = 0;
  for (const char c : word) packed = packed << 8 | static_cast<std::uint8_t>(c);
  return packed;
}

constexpr std::size_t kSlots = 1024;

constexpr std::size_t slot_of(std::uint32_t packed) { return (packed * 0x9E3779B1u) >> 22; }

// The words of `list` by hash, colliding ones in the next free slot.
constexpr std::array<std::uint32_t, kSlots> make_set(std::string_view list) {
  std::array<std::uint32_t, kSlots> set{};
  while (!list.empty()) {
    const std::size_t size = std::min(list.find(' '), list.size());
    const std::uint32_t packed = pack(list.substr(0, size));
    std::size_t at = slot_of(packed);
    while (set[at] != 0) at = (at + 1) % kSlots;
    set[at] = packed;
    list.remove_prefix(std::min(size + 1, list.size()));
  }
  return set;
}

constexpr auto kRimeSet = make_set(kRimes);
constexpr auto kOnsetSet = make_set(kOnsets);

bool contains(const std::array<std::uint32_t, kSlots>& set, std::string_view word) {
  if (word.empty() || word.size() > 4) return false;
  const std::uint32_t packed = pack(word);
  std::size_t at = slot_of(packed);
  while (set[at] != 0 && set[at] != packed) at = (at + 1) % kSlots;
  return set[at] == packed;
}

char plain(Letter l) {
  switch (l.quality) {
    case Quality::kBreve:
      return 'A';
    case Quality::kCircumflex:
      return l.base == 'a' ? 'B' : l.base == 'e' ? 'E' : 'O';
    case Quality::kHorn:
      return l.base == 'o' ? 'P' : 'U';
    case Quality::kNone:
      break;
  }
  return l.base;
}

bool is_plain_vowel(char c) {
  return std::string_view("aeiouyABEOPU").find(c) != std::string_view::npos;
}

// Letters of the onset. The u of qu belongs to it, and so does the i of gi before a vowel.
std::size_t onset_size(std::string_view plain) {
  std::size_t size = 0;
  while (size < plain.size() && !is_plain_vowel(plain[size])) ++size;
  const bool vowel_after_next = size + 1 < plain.size() && is_plain_vowel(plain[size + 1]);
  if (size == 1 && vowel_after_next &&
      ((plain[0] == 'q' && plain[1] == 'u') || (plain[0] == 'g' && plain[1] == 'i'))) {
    return 2;
  }
  return size;
}

// Which letter of a rime bears the tone: ơ or another vowel with a mark, else ư, else by count.
std::size_t home_in(std::string_view rime) {
  std::size_t vowels = 0, marked = rime.size(), u_horn = rime.size();
  for (; vowels < rime.size() && is_plain_vowel(rime[vowels]); ++vowels) {
    if (rime[vowels] == 'U') {
      if (u_horn == rime.size()) u_horn = vowels;
    } else if (rime[vowels] < 'a') {
      marked = vowels;
    }
  }
  if (marked < rime.size()) return marked;
  if (u_horn < rime.size()) return u_horn;
  if (vowels == 3) return 1;
  return vowels == 2 && vowels < rime.size() ? 1 : 0;
}

// The only two places in use are the home and, for open oa, oe and uy, the letter after it.
bool is_second_of_open_pair(const Syllable& s, std::string_view rime) {
  return s.tone_at == s.tone_home + 1 && (rime == "oa" || rime == "oe" || rime == "uy");
}

struct Parsed {
  Syllable syllable;
  char plain[kMaxSyllableLetters];
  std::size_t onset = 0;

  std::string_view rime() const { return {plain + onset, syllable.size - onset}; }
};

std::optional<Parsed> parse(std::string_view word) {
  Parsed out;
  Syllable& s = out.syllable;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = code_point_at(word, at);
    const auto l = letter(c.value);
    if (!l || s.size == kMaxSyllableLetters) return std::nullopt;
    if (l->tone != Tone::kNone) {
      if (s.tone != Tone::kNone) return std::nullopt;
      s.tone = l->tone;
      s.tone_at = s.size;
    }
    out.plain[s.size] = plain(*l);
    s.letters[s.size++] = *l;
    at += c.size;
  }
  const std::string_view letters(out.plain, s.size);
  out.onset = onset_size(letters);
  const std::string_view onset = letters.substr(0, out.onset);
  if (!onset.empty() && !contains(kOnsetSet, onset)) return std::nullopt;
  if (!contains(kRimeSet, out.rime())) return std::nullopt;
  s.tone_home = out.onset + home_in(out.rime());
  const char last = letters.back();
  s.closed_by_stop = last == 'c' || last == 'p' || last == 't' || letters.ends_with("ch");
  return out;
}

// As in "giặt gịa": the one word in which the i of gi counts as a vowel before another.
bool is_gia_with_dot(const Syllable& s) {
  return s.size == 3 && s.tone == Tone::kDot && s.tone_at == 1 && s.letters[0].base == 'g' &&
         s.letters[1].base == 'i' && s.letters[2].base == 'a';
}

}  // namespace

std::optional<Syllable> parse_syllable(std::string_view word) {
  const auto parsed = parse(word);
  return parsed ? std::optional(parsed->syllable) : std::nullopt;
}

bool is_proper_syllable(std::string_view word) {
  const auto parsed = parse(word);
  if (!parsed) return false;
  const Syllable& s = parsed->syllable;
  if (s.closed_by_stop)
    return (s.tone == Tone::kAcute || s.tone == Tone::kDot) && s.tone_at == s.tone_home;
  return s.tone == Tone::kNone || s.tone_at == s.tone_home || is_gia_with_dot(s) ||
         is_second_of_open_pair(s, parsed->rime());
}

std::string canonical_tones(std::string_view word) {
  auto s = parse_syllable(word);
  if (!s || s->tone == Tone::kNone || s->tone_at == s->tone_home || is_gia_with_dot(*s)) {
    return std::string(word);
  }
  s->letters[s->tone_at].tone = Tone::kNone;
  s->letters[s->tone_home].tone = s->tone;
  std::string out;
  for (std::size_t i = 0; i < s->size; ++i) append_utf8(out, code_point(s->letters[i]));
  return out;
}

}  // namespace bangvang::text
