// What the gate opens for.
//
// For every rule some word, phrase or number must stand in the text; of the choices the rule leaves
// (each concatenation needs all of its parts) the rarest is taken, by length as a stand-in for
// rarity. A rule that needs a mention of some kind needs what that kind's lexicons and rules need.
// What is looked for anyway costs nothing more, so rules choose one after another, those first that
// have least choice.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "extractor/grammar/character.h"
#include "extractor/grammar/gate.h"
#include "extractor/grammar/rule_set_data.h"
#include "extractor/text/normal_text.h"

namespace bangvang::grammar {
namespace {

// Numbers and marks stand in nearly every text: they are taken only where a rule leaves no choice.
constexpr double kNumberCost = 1000;
constexpr double kMarkCost = 2000;
constexpr double kEverythingCost = 1e9;

// Stand for any number, and for any text, where a phrase has words.
constexpr WordId kAnyNumber = UINT32_MAX, kEverything = UINT32_MAX - 1;

// Phrases of which at least one stands in the text, by number, sorted.
using Need = std::vector<std::uint32_t>;

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

// A letter of every spelling that is read as the word: its tone mark may stand on a vowel beside.
std::vector<std::u16string> spellings_of(const std::u16string& word) {
  std::vector<std::u16string> all = {word};
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto tone = tone_of(word[i]);
    if (!tone) continue;
    for (std::size_t j = i == 0 ? 0 : i - 1; j < std::min(word.size(), i + 2); ++j) {
      const auto vowel = j == i ? std::nullopt : plain_vowel(word[j]);
      if (!vowel) continue;
      std::u16string moved = word;
      moved[i] = static_cast<char16_t>(kVowels[tone->first].plain);
      moved[j] = static_cast<char16_t>(kVowels[*vowel].toned[tone->second]);
      all.push_back(std::move(moved));
    }
  }
  return all;
}

class Chooser {
 public:
  Chooser(const RuleSet::Data& data, const std::vector<std::string>& kinds)
      : data_(data), kinds_(kinds), by_kind_(data.names.kind_names.size()) {
    for (const auto& [variant, word] : data.model.respell) {
      const auto read_as = data.names.vocabulary.find(to16(text::lower(word)));
      respelt_.emplace(read_as, to16(text::lower(variant)));
    }
  }

  // Twice: what the first round could not do without is no choice to the second.
  void choose() {
    std::vector<const Node*> rules;
    for (std::size_t i = 0; i < data_.model.rules.size(); ++i) {
      const RuleDef& rule = data_.model.rules[i];
      if (is_gate_kind(rule.kind) && !rule.yields_nothing) rules.push_back(&data_.patterns[i]);
    }
    for (const std::string& name : kinds_) keep(of_lexicons(name));
    const std::vector<bool> lexicons = kept_;
    std::vector<std::pair<double, const Node*>> order;
    for (const Node* rule : rules) order.emplace_back(cost(need_of(*rule)), rule);
    std::ranges::stable_sort(order, std::ranges::greater{}, &std::pair<double, const Node*>::first);
    for (const auto& [alone, rule] : order) keep(need_of(*rule));
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      const bool own = i < lexicons.size() && lexicons[i];
      kept_[i] = own || (kept_[i] && costs_[i] >= kNumberCost);
    }
    for (const auto& [alone, rule] : order) keep(need_of(*rule));
  }

  void add_to(Gate& gate) const {
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      if (!kept_[i]) continue;
      const WordId first = phrases_[i].front();
      if (first == kEverything) {
        gate.add_everything();
      } else if (first == kAnyNumber) {
        gate.add_numbers();
      } else if (!is_letter(first)) {
        gate.add_mark(word_text(first).front());
      } else {
        gate.add(spelled(phrases_[i]));
      }
    }
  }

  // As plain text; numbers and marks alone are left out.
  std::vector<std::string> texts() const {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      if (!kept_[i] || phrases_[i].front() >= kEverything || !is_letter(phrases_[i].front()))
        continue;
      std::string& text = all.emplace_back();
      for (const WordId word : phrases_[i]) {
        if (!text.empty()) text += ' ';
        for (const char16_t c : word_text(word)) append_utf8(text, c);
      }
    }
    return all;
  }

 private:
  const std::u16string& word_text(WordId word) const { return data_.names.vocabulary.word(word); }
  bool is_letter(WordId word) const {
    const CharClass c = CharTable::get().class_of(word_text(word).front());
    return c == CharClass::kLower || c == CharClass::kUpper;
  }
  bool is_digit(WordId word) const {
    return CharTable::get().class_of(word_text(word).front()) == CharClass::kDigit;
  }
  bool is_gate_kind(std::string_view name) const {
    return std::ranges::find(kinds_, name) != kinds_.end();
  }

  static std::u16string to16(std::string_view text) {
    std::u16string out;
    for (std::uint32_t at = 0; at < text.size();)
      out += static_cast<char16_t>(next_code_point(text, at));
    return out;
  }

  GatePhrase spelled(const std::vector<WordId>& words) const {
    GatePhrase phrase;
    for (const WordId word : words) {
      auto& spellings = phrase.emplace_back(spellings_of(word_text(word)));
      const auto [from, to] = respelt_.equal_range(word);
      for (auto it = from; it != to; ++it) {
        for (std::u16string& variant : spellings_of(it->second))
          spellings.push_back(std::move(variant));
      }
    }
    return phrase;
  }

  // --- Needs and what they cost.

  Need phrase(std::vector<WordId> words, double cost) {
    const auto [it, fresh] =
        numbers_.emplace(std::move(words), static_cast<std::uint32_t>(phrases_.size()));
    if (fresh) {
      phrases_.push_back(it->first);
      costs_.push_back(cost);
      kept_.push_back(false);
    }
    return {it->second};
  }

  // Numbers and marks between words are left out; alone they are all there is.
  Need of_words(const std::vector<WrittenWord>& written) {
    std::vector<WordId> words;
    double length = 0;
    bool number = false;
    for (const WrittenWord& w : written) {
      number = number || is_digit(w.word);
      if (!is_letter(w.word)) continue;
      words.push_back(w.word);
      length += static_cast<double>(word_text(w.word).size());
    }
    if (!words.empty()) return phrase(std::move(words), 1 / (length * length));
    if (number) return any_number();
    return written.empty() ? everything() : phrase({written.front().word}, kMarkCost);
  }
  Need any_number() { return phrase({kAnyNumber}, kNumberCost); }
  Need everything() { return phrase({kEverything}, kEverythingCost); }

  double cost(const Need& need) const {
    double sum = 0;
    for (const std::uint32_t number : need) sum += kept_[number] && !alone_ ? 0 : costs_[number];
    return sum;
  }
  void keep(const Need& need) {
    for (const std::uint32_t number : need) kept_[number] = true;
  }
  static void merge(Need& into, const Need& from) {
    const auto middle = static_cast<std::ptrdiff_t>(into.size());
    into.insert(into.end(), from.begin(), from.end());
    std::ranges::inplace_merge(into, into.begin() + middle);
    const auto repeated = std::ranges::unique(into);
    into.erase(repeated.begin(), repeated.end());
  }

  Need need_of(const Node& rule) {
    auto need = of_node(rule);
    return need ? std::move(*need) : everything();  // nothing to hold on to
  }

  // --- Patterns.

  Need of_lexicons(const std::string& kind) {
    Need need;
    for (const LexiconDef& def : data_.model.lexicons) {
      if (def.kind != kind) continue;
      for (const EntryDef& entry : def.entries) {
        for (const std::string& spelling : entry.spellings) {
          const Need one =
              of_words(const_cast<Names&>(data_.names).write(spelling, def.as_written));
          need.insert(need.end(), one.begin(), one.end());
        }
      }
    }
    std::ranges::sort(need);
    const auto repeated = std::ranges::unique(need);
    need.erase(repeated.begin(), repeated.end());
    return need;
  }

  // The same wherever it is asked for: what is kept already plays no part.
  const Need& of_kind(KindId kind) {
    if (by_kind_[kind]) return *by_kind_[kind];
    const bool before = std::exchange(alone_, true);
    const std::string& name = data_.names.kind_names[kind];
    Need made = of_lexicons(name);
    for (std::size_t i = 0; i < data_.model.rules.size(); ++i) {
      const RuleDef& rule = data_.model.rules[i];
      if (rule.kind == name && !rule.yields_nothing) merge(made, need_of(data_.patterns[i]));
    }
    alone_ = before;
    return by_kind_[kind].emplace(std::move(made));
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
      if (need && (!best || cost(*need) < cost(*best))) best = std::move(need);
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
    if (atom.text == "num") return any_number();
    const auto named = data_.names.class_by_name.find(atom.text);
    if (named != data_.names.class_by_name.end())
      return of_class(data_.names.classes[named->second]);
    const auto kind = data_.names.kinds.find(atom.text);
    if (kind == data_.names.kinds.end()) return std::nullopt;
    // What the gate looks for anyway costs nothing more.
    if (is_gate_kind(atom.text)) return Need{};
    return of_kind(kind->second);
  }

  // Dashes and quotes have many forms before normalising; other marks have one.
  std::optional<Need> of_mark(const std::string& mark) {
    if (mark.size() != 1 || mark == "-" || mark == "\"" || mark == "'" || mark == ".")
      return std::nullopt;
    return of_words(const_cast<Names&>(data_.names).write(mark, true));
  }

  Need of_class(const TokenClass& c) {
    Need need;
    if (c.number_bit >= 0) merge(need, any_number());
    for (const WrittenWord& w : c.words) merge(need, of_words({w}));
    return need;
  }

  const RuleSet::Data& data_;
  const std::vector<std::string>& kinds_;
  std::multimap<WordId, std::u16string> respelt_;
  std::map<std::vector<WordId>, std::uint32_t> numbers_;  // of phrases
  std::vector<std::vector<WordId>> phrases_;
  std::vector<double> costs_;
  std::vector<bool> kept_;
  std::vector<std::optional<Need>> by_kind_;
  bool alone_ = false;  // costs count what is kept already
};

}  // namespace

std::unique_ptr<Gate> compile_gate(const RuleSet::Data& data,
                                   const std::vector<std::string>& kinds) {
  Chooser chooser(data, kinds);
  chooser.choose();
  auto gate = std::make_unique<Gate>();
  if (kinds.empty()) gate->add_everything();
  chooser.add_to(*gate);
  gate->finish();
  return gate;
}

std::vector<std::string> RuleSet::gate_phrases() const {
  Chooser chooser(*data_, data_->model.gate_kinds);
  chooser.choose();
  return chooser.texts();
}

bool RuleSet::gate(std::string_view text) const { return data_->gate->opens_for(text); }

bool RuleSet::topic_gate(std::string_view text) const { return data_->topic_gate->opens_for(text); }

}  // namespace bangvang::grammar
