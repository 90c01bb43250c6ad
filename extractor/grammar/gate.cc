// The gate: one RE2 program over raw bytes that finds nothing only where no fact can be.
//
// For every rule some word, phrase or number must stand in the text; of the choices the rule leaves
// (each concatenation needs all of its parts) the rarest is taken, by length as a stand-in for
// rarity. A rule that needs a mention of some kind needs what that kind's lexicons and rules need.
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "extractor/grammar/character.h"
#include "extractor/grammar/rule_set_data.h"
#include "extractor/text/normal_text.h"

namespace bangvang::grammar {
namespace {

constexpr std::int64_t kGateMemory = 64 << 20;  // RE2's default of 8 MB halves the speed

// White space between words, as pages write it before normalising.
constexpr const char* kGap = "[\\s\\x{a0}\\x{2000}-\\x{200b}\\x{3000}]*";

// Bytes whose text may read differently once normalised (marks apart, invisible letters, look-alike
// letters, entities): such text is always let through.
constexpr const char* kSuspicious =
    "[\\x{300}-\\x{36f}\\x{ad}\\x{200c}-\\x{200f}\\x{2060}\\x{feff}\\x{d0}\\x{f0}\\x{189}\\x{256}"
    "\\x{18c}"
    "\\x{20ab}\\x{fffd}]|&#|&[a-zA-Z]+;";

struct Need {
  std::set<std::string> phrases;  // RE2 patterns: at least one stands in the text
  double cost = 0;                // how often that will be, in no unit
};

// Numbers and marks stand in nearly every text: they are taken only where a rule leaves no choice.
constexpr double kNumberCost = 1000;
constexpr double kMarkCost = 2000;

// The tones of a vowel, so that a mark may stand on any vowel of a syllable.
struct Vowel {
  char32_t plain;
  std::array<char32_t, 5> toned;
};
constexpr Vowel kVowels[] = {
    {U'a', {U'à', U'á', U'ả', U'ã', U'ạ'}}, {U'ă', {U'ằ', U'ắ', U'ẳ', U'ẵ', U'ặ'}},
    {U'â', {U'ầ', U'ấ', U'ẩ', U'ẫ', U'ậ'}}, {U'e', {U'è', U'é', U'ẻ', U'ẽ', U'ẹ'}},
    {U'ê', {U'ề', U'ế', U'ể', U'ễ', U'ệ'}}, {U'i', {U'ì', U'í', U'ỉ', U'ĩ', U'ị'}},
    {U'o', {U'ò', U'ó', U'ỏ', U'õ', U'ọ'}}, {U'ô', {U'ồ', U'ố', U'ổ', U'ỗ', U'ộ'}},
    {U'ơ', {U'ờ', U'ớ', U'ở', U'ỡ', U'ợ'}}, {U'u', {U'ù', U'ú', U'ủ', U'ũ', U'ụ'}},
    {U'ư', {U'ừ', U'ứ', U'ử', U'ữ', U'ự'}}, {U'y', {U'ỳ', U'ý', U'ỷ', U'ỹ', U'ỵ'}},
};

std::string escape(char32_t c) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "\\x{%x}", static_cast<unsigned>(c));
  return buffer;
}

std::optional<std::pair<std::size_t, std::size_t>> tone_of(char32_t c) {
  for (std::size_t v = 0; v < std::size(kVowels); ++v) {
    for (std::size_t t = 0; t < 5; ++t) {
      if (kVowels[v].toned[t] == c) return std::pair{v, t};
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> plain_vowel(char32_t c) {
  for (std::size_t v = 0; v < std::size(kVowels); ++v) {
    if (kVowels[v].plain == c) return v;
  }
  return std::nullopt;
}

// A pattern for the word with its tone mark on any of its vowels.
std::string word_pattern(const std::u16string& word) {
  std::string plain;
  for (const char16_t c : word) plain += escape(c);
  std::string out = plain;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto tone = tone_of(word[i]);
    if (!tone) continue;
    for (std::size_t j = i == 0 ? 0 : i - 1; j < std::min(word.size(), i + 2); ++j) {
      const auto vowel = j == i ? std::nullopt : plain_vowel(word[j]);
      if (!vowel) continue;
      std::u32string moved(word.begin(), word.end());
      moved[i] = kVowels[tone->first].plain;
      moved[j] = kVowels[*vowel].toned[tone->second];
      out += '|';
      for (const char32_t c : moved) out += escape(c);
    }
  }
  return out == plain ? out : "(?:" + out + ")";
}

class GateMaker {
 public:
  explicit GateMaker(const RuleSet::Data& data)
      : data_(data), by_kind_(data.names.kind_names.size()) {
    for (const auto& [variant, word] : data.model.respell) respelt_[word].push_back(variant);
  }

  std::set<std::string> phrases() {
    std::set<std::string> all;
    for (const std::string& name : data_.model.gate_kinds) {
      const auto kind = data_.names.kinds.find(name);
      if (kind != data_.names.kinds.end()) all.merge(std::set(of_kind(kind->second).phrases));
    }
    return all;
  }

 private:
  std::u16string word_text(WordId word) const { return data_.names.vocabulary.word(word); }

  Need of_words(const std::vector<WrittenWord>& words) const {
    Need need;
    std::string pattern;
    double length = 0;
    for (const WrittenWord& w : words) {
      if (!pattern.empty()) pattern += kGap;
      pattern += with_variants(w.word);
      length += static_cast<double>(word_text(w.word).size());
    }
    need.phrases.insert(std::move(pattern));
    need.cost = 1 / (length * length);
    return need;
  }

  std::string with_variants(WordId word) const {
    std::string out = word_pattern(word_text(word));
    for (const auto& [target, variants] : respelt_) {
      if (data_.names.vocabulary.find(to16(text::lower(target))) != word) continue;
      for (const std::string& variant : variants)
        out += "|" + word_pattern(to16(text::lower(variant)));
      out = "(?:" + out + ")";
    }
    return out;
  }

  static std::u16string to16(std::string_view text) {
    std::u16string out;
    for (std::uint32_t at = 0; at < text.size();) {
      out += static_cast<char16_t>(next_code_point(text, at));
    }
    return out;
  }

  const Need& of_kind(KindId kind) {
    std::optional<Need>& need = by_kind_[kind];
    if (need) return *need;
    need.emplace();
    Need made;
    for (const LexiconDef& def : data_.model.lexicons) {
      if (data_.names.kinds.at(def.kind) != kind) continue;
      for (const EntryDef& entry : def.entries) {
        for (const std::string& spelling : entry.spellings) {
          merge(made, of_words(const_cast<Names&>(data_.names).write(spelling, def.as_written)));
        }
      }
    }
    for (std::size_t i = 0; i < data_.model.rules.size(); ++i) {
      const RuleDef& rule = data_.model.rules[i];
      if (data_.names.kinds.at(rule.kind) != kind || rule.yields_nothing) continue;
      if (auto of_rule = of_node(data_.patterns[i])) {
        merge(made, *of_rule);
      } else {
        made.phrases.insert(".");  // nothing to hold on to: the gate stands open
      }
    }
    by_kind_[kind] = std::move(made);
    return *by_kind_[kind];
  }

  static void merge(Need& into, const Need& from) {
    for (const std::string& phrase : from.phrases) {
      if (into.phrases.insert(phrase).second)
        into.cost += from.cost / static_cast<double>(from.phrases.size());
    }
  }

  std::optional<Need> of_node(const Node& node) {
    switch (node.type) {
      case Node::Type::kAtom:
        return of_atom(node.atom);
      case Node::Type::kGroup:
        return of_node(node.children.front());
      case Node::Type::kRepeat:
        return node.min > 0 ? of_node(node.children.front()) : std::nullopt;
      case Node::Type::kConcat:
        return of_concat(node);
      case Node::Type::kAlternate: {
        Need either;
        for (const Node& child : node.children) {
          const auto need = of_node(child);
          if (!need) return std::nullopt;
          merge(either, *need);
        }
        return either;
      }
      case Node::Type::kBegin:
      case Node::Type::kEnd:
        break;
    }
    return std::nullopt;
  }

  std::optional<Need> of_concat(const Node& node) {
    std::optional<Need> best;
    const auto offer = [&](std::optional<Need> need) {
      if (need && (!best || need->cost < best->cost)) best = std::move(need);
    };
    std::vector<WrittenWord> run;  // neighbouring words make a rarer phrase than each alone
    const auto end_run = [&] {
      if (!run.empty()) offer(of_words(run));
      run.clear();
    };
    for (const Node& child : node.children) {
      if (child.type == Node::Type::kAtom && child.atom.type == Atom::Type::kWord) {
        for (const WrittenWord& w : const_cast<Names&>(data_.names).write(child.atom.text, true)) {
          run.push_back(w);
        }
        continue;
      }
      end_run();
      offer(of_node(child));
    }
    end_run();
    return best;
  }

  std::optional<Need> of_atom(const Atom& atom) {
    if (atom.type == Atom::Type::kWord) {
      return of_words(const_cast<Names&>(data_.names).write(atom.text, true));
    }
    if (atom.type == Atom::Type::kMark || atom.type == Atom::Type::kTight)
      return of_mark(atom.text);
    if (atom.type != Atom::Type::kSlot) return std::nullopt;
    if (atom.text == "num") return Need{{"[0-9]"}, kNumberCost};
    const auto named = data_.names.class_by_name.find(atom.text);
    if (named != data_.names.class_by_name.end())
      return of_class(data_.names.classes[named->second]);
    const auto kind = data_.names.kinds.find(atom.text);
    if (kind == data_.names.kinds.end()) return std::nullopt;
    // What the gate looks for anyway costs nothing more.
    if (std::ranges::find(data_.model.gate_kinds, atom.text) != data_.model.gate_kinds.end()) {
      return Need{};
    }
    return of_kind(kind->second);
  }

  // Dashes and quotes have many forms before normalising; other marks have one.
  static std::optional<Need> of_mark(const std::string& mark) {
    if (mark.size() != 1 || mark == "-" || mark == "\"" || mark == "'" || mark == ".")
      return std::nullopt;
    return Need{{"\\x{" + std::string(1, "0123456789abcdef"[mark[0] >> 4]) +
                 "0123456789abcdef"[mark[0] & 15] + "}"},
                kMarkCost};
  }

  std::optional<Need> of_class(const TokenClass& c) {
    Need need;
    if (c.number_bit >= 0) {
      const auto& pattern = *static_cast<const re2::RE2*>(
          data_.names.number_patterns[static_cast<std::size_t>(c.number_bit)].get());
      merge(need, {{"(?:" + pattern.pattern() + ")"}, kNumberCost});
    }
    for (const WrittenWord& w : c.words) merge(need, of_words({w}));
    return need;
  }

  const RuleSet::Data& data_;
  std::vector<std::optional<Need>> by_kind_;
  std::map<std::string, std::vector<std::string>> respelt_;
};

}  // namespace

std::vector<std::string> gate_phrases(const RuleSet::Data& data) {
  const auto phrases = GateMaker(data).phrases();
  return {phrases.begin(), phrases.end()};
}

// Phrases of letters stand between what is no letter; numbers may be glued to a word ("ngày14").
std::string gate_pattern(const RuleSet::Data& data) {
  std::string words, others;
  for (const std::string& phrase : gate_phrases(data)) {
    const bool number = phrase.find('[') < phrase.find("\\x") || phrase == ".";
    std::string& list = number ? others : words;
    list += "|" + phrase;
  }
  if (!words.empty()) words = "|(?:^|\\PL)(?:" + words.substr(1) + ")(?:\\PL|$)";
  return kSuspicious + others + words;
}

std::unique_ptr<re2::RE2> compile_gate(const RuleSet::Data& data, std::string& reason) {
  re2::RE2::Options options;
  options.set_case_sensitive(false);
  options.set_never_capture(true);
  options.set_log_errors(false);
  options.set_max_mem(kGateMemory);
  auto gate = std::make_unique<re2::RE2>(gate_pattern(data), options);
  if (!gate->ok()) {
    reason = gate->error();
    return nullptr;
  }
  return gate;
}

bool RuleSet::gate(std::string_view text) const {
  return data_->gate->Match(re2::StringPiece(text.data(), text.size()), 0, text.size(),
                            re2::RE2::UNANCHORED, nullptr, 0);
}

}  // namespace bangvang::grammar
