#include "extractor/grammar/rule_set.h"

#include <re2/re2.h>

#include <algorithm>
#include <functional>
#include <ranges>
#include <set>

#include "extractor/base/hash.h"
#include "extractor/grammar/character.h"
#include "extractor/grammar/rule_set_data.h"
#include "extractor/text/normal_text.h"

namespace bangvang::grammar {

std::uint32_t Names::type(KindId kind, const std::string& tags) {
  MentionType type{kind, {}};
  std::string_view rest = tags;
  while (!rest.empty()) {
    const std::size_t at = rest.find_first_of(" |");
    if (at != 0) type.tags.emplace_back(rest.substr(0, at));
    rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
  }
  std::ranges::sort(type.tags);
  const auto found = std::ranges::find(types, type);
  if (found != types.end()) return static_cast<std::uint32_t>(found - types.begin());
  types.push_back(std::move(type));
  return static_cast<std::uint32_t>(types.size() - 1);
}

std::vector<WrittenWord> Names::write(std::string_view spelling, bool as_written) {
  std::vector<WrittenWord> words;
  const auto normal = text::normalise(spelling);
  if (!normal) return words;
  Row<Token> tokens;
  const std::string_view text = normal->utf8();
  tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary, {}, tokens);
  for (const Token& token : tokens) {
    if (token.type == TokenType::kLine) continue;
    std::u16string lowered;
    const std::string_view slice = token.span.of(text);
    for (std::uint32_t at = 0; at < slice.size();) {
      lowered += CharTable::get().lower_of(next_code_point(slice, at));
    }
    const bool capital = token.type == TokenType::kWord &&
                         (as_written ? token.shape != Shape::kLower : token.shape == Shape::kUpper);
    const bool two_capitals = token.shape == Shape::kUpper && lowered.size() == 2;
    words.push_back({vocabulary.add(lowered), capital, two_capitals});
  }
  return words;
}

NumberClasses Names::number_classes(std::string_view digits) const {
  NumberClasses set = 0;
  for (std::size_t bit = 0; bit < number_patterns.size(); ++bit) {
    const auto& pattern = *static_cast<const re2::RE2*>(number_patterns[bit].get());
    const re2::StringPiece text(digits.data(), digits.size());
    if (re2::RE2::FullMatch(text, pattern)) set |= NumberClasses{1} << bit;
  }
  return set;
}

void Names::make_terminals() {
  terminals.special_ = vocabulary.size() * kShapes;
  std::map<NumberClasses, std::uint16_t> known{{0, 0}};
  terminals.sets_ = {0};
  std::uint32_t limit = 1;
  for (std::size_t digits = 1; digits <= Terminals::kLongestNumber; ++digits) {
    limit *= 10;
    auto& table = terminals.by_digits_[digits - 1];
    table.resize(limit);
    for (std::uint32_t value = 0; value < limit; ++value) {
      std::string text = std::to_string(value);
      text.insert(0, digits - text.size(), '0');
      const NumberClasses set = number_classes(text);
      const auto [it, fresh] = known.emplace(set, static_cast<std::uint16_t>(known.size()));
      if (fresh) terminals.sets_.push_back(set);
      table[value] = it->second;
    }
  }
}

namespace {

constexpr std::size_t kMostNumberClasses = 64;  // bits of NumberClasses

class Loader {
 public:
  Loader(const std::vector<SourceFile>& files, RuleSet::Data& data, std::vector<Error>& errors)
      : files_(files), data_(data), model_(data.model), names_(data.names), errors_(errors) {}

  void run() {
    for (const SourceFile& file : files_) {
      if (file.name.ends_with(".toml")) read_toml(file, files_, model_, errors_);
    }
    unique_ids();
    classes();
    parse_patterns();
    name_kinds();
    respell();
    lexicons();
    words_of_patterns();
    if (!errors_.empty()) return;
    names_.make_terminals();
    names_.vocabulary.spell_out();
    families();
    if (!errors_.empty()) return;
    data_.signs = compile_signs(data_.families, names_.terminals.size(), names_.types.size());
    data_.lexicon.finish(names_.kind_names.size());
    data_.gate = compile_gate(data_, model_.gate_kinds);
    data_.topic_gate = compile_gate(data_, model_.topic_kinds);
    index_names();
    digest();
  }

 private:
  void unique_ids() {
    std::map<std::string, const RuleDef*> seen;
    for (const RuleDef& rule : model_.rules) {
      const auto [it, fresh] = seen.emplace(rule.id, &rule);
      if (fresh) continue;
      errors_.push_back(rule.place.error("rule " + rule.id + " stands already in " +
                                         it->second->place.file + ":" +
                                         std::to_string(it->second->place.line)));
    }
  }

  void classes() {
    for (const ClassDef& def : model_.classes) {
      TokenClass made{.name = def.name};
      if (is_builtin_slot(def.name) || names_.class_by_name.contains(def.name)) {
        errors_.push_back(def.place.error("class " + def.name + " exists already"));
        continue;
      }
      if (!def.number.empty()) number_class(def, made);
      for (const std::string& word : def.words) {
        const auto written = names_.write(word, true);
        if (written.size() != 1) {
          errors_.push_back(def.place.error("\"" + word + "\" is not a single word"));
        } else {
          made.words.push_back(written.front());
        }
      }
      names_.class_by_name[def.name] = names_.classes.size();
      names_.classes.push_back(std::move(made));
    }
  }

  void number_class(const ClassDef& def, TokenClass& made) {
    auto pattern = std::make_shared<re2::RE2>(def.number, re2::RE2::Quiet);
    if (!pattern->ok()) {
      return errors_.push_back(def.place.error("class " + def.name + ": " + pattern->error()));
    }
    if (names_.number_patterns.size() == kMostNumberClasses) {
      return errors_.push_back(def.place.error("there are more than 64 number classes"));
    }
    made.number_bit = static_cast<int>(names_.number_patterns.size());
    names_.number_patterns.push_back(std::move(pattern));
  }

  void parse_patterns() {
    for (const RuleDef& rule : model_.rules) {
      auto parsed = parse_pattern(rule.pattern, model_.coordination);
      if (!parsed) errors_.push_back(rule.place.error("rule " + rule.id + ": " + parsed.error()));
      data_.patterns.push_back(parsed ? std::move(*parsed) : Node{});
    }
  }

  void name_kinds() {
    for (const LexiconDef& def : model_.lexicons) names_.kind(def.kind);
    for (const RuleDef& rule : model_.rules) {
      std::string tags;
      for (const auto& [name, value] : rule.set) {
        if (name == "tag") tags = value;
      }
      names_.types_of_rules.insert(names_.type(names_.kind(rule.kind), tags));
    }
    for (const TokenClass& c : names_.classes) {
      if (!names_.kinds.contains(c.name)) continue;
      errors_.push_back({Error::Kind::kBadInput, "", "class " + c.name,
                         "a class and a kind of mention share this name"});
    }
  }

  void respell() {
    for (const auto& [variant, word] : model_.respell) {
      const auto from = lower_words(variant), to = lower_words(word);
      if (from.size() == 1 && to.size() == 1) {
        names_.vocabulary.respell(from.front(), to.front());
      } else {
        errors_.push_back(
            {Error::Kind::kBadInput, "", "respell " + variant, "both sides must be single words"});
      }
    }
    for (const std::string& word : model_.abbreviations) {
      for (const WrittenWord& w : names_.write(word, true)) {
        if (w.word >= data_.abbreviations.size()) data_.abbreviations.resize(w.word + 1);
        data_.abbreviations[w.word] = true;
      }
    }
  }

  static std::vector<std::u16string> lower_words(std::string_view text) {
    std::vector<std::u16string> words(1);
    for (std::uint32_t at = 0; at < text.size();) {
      const std::uint32_t cp = next_code_point(text, at);
      if (cp == ' ') {
        words.emplace_back();
      } else {
        words.back() += CharTable::get().lower_of(cp);
      }
    }
    return words;
  }

  void lexicons() {
    for (std::size_t i = 0; i < model_.lexicons.size(); ++i) {
      const LexiconDef& def = model_.lexicons[i];
      const auto tag = std::ranges::find(def.columns, std::string("tag"));
      const auto tag_column = static_cast<std::size_t>(tag - def.columns.begin());
      for (const EntryDef& entry : def.entries) {
        const std::string tags =
            marked(tag == def.columns.end() ? "" : entry.cells[tag_column], def.mark);
        const KindId kind = names_.kind(def.kind);
        const std::uint32_t type = names_.type(kind, tags);
        const std::uint32_t id = data_.lexicon.add(
            {kind, type, static_cast<std::uint32_t>(i), entry.value, entry.cells});
        for (const std::string& spelling : entry.spellings) spell(def, entry, id, type, spelling);
      }
    }
    names_.types_together = data_.lexicon.types_together();
  }

  // "a b" under the mark "m": "a b m m_a m_b".
  static std::string marked(const std::string& tags, const std::string& mark) {
    if (mark.empty()) return tags;
    std::string more = " " + mark;
    for (std::size_t at = 0; at < tags.size();) {
      const std::size_t end = std::min(tags.find_first_of(" |", at), tags.size());
      if (end > at) more += " " + mark + "_" + tags.substr(at, end - at);
      at = end + 1;
    }
    return tags + more;
  }

  void spell(const LexiconDef& def, const EntryDef& entry, std::uint32_t id, std::uint32_t type,
             const std::string& spelling) {
    std::vector<WordId> words;
    std::vector<Asks> asks;
    for (const WrittenWord& w : names_.write(spelling, def.as_written)) {
      words.push_back(w.word);
      asks.push_back(w.two_capitals ? Asks::kAllCapitals
                     : w.capital    ? Asks::kCapital
                                    : Asks::kNothing);
    }
    if (def.initial && !words.empty() && asks.front() == Asks::kNothing) {
      asks.front() = names_.write(spelling, true).front().capital ? Asks::kCapital : Asks::kNothing;
    }
    if (words.empty()) {
      errors_.push_back(
          FilePlace{def.file, entry.line}.error("the spelling \"" + spelling + "\" holds no word"));
      return;
    }
    data_.lexicon.spell(id, words, asks);
    add_edges(type, edges_of_words(words, names_));
  }

  void add_edges(std::uint32_t type, const Edges& edges) {
    if (type >= names_.edges.size()) names_.edges.resize(names_.types.size());
    names_.edges[type].add(edges);
  }

  void words_of_patterns() {
    for (std::size_t rule = 0; rule < data_.patterns.size(); ++rule) {
      for_each_atom(data_.patterns[rule], [&](const Atom& atom) {
        if (atom.type != Atom::Type::kSlot && atom.type != Atom::Type::kAny) {
          names_.write(atom.text, true);
        }
      });
    }
  }

  // Kinds in the order they can be made, each after all it uses.
  void families() {
    const std::size_t kinds = names_.kind_names.size();
    std::vector<std::vector<std::uint32_t>> rules(kinds);
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
      rules[names_.kinds.at(model_.rules[i].kind)].push_back(i);
    }
    std::vector<int> state(kinds, 0);  // 1: being visited, 2: done
    std::vector<KindId> order, path;
    const std::function<void(KindId)> visit = [&](KindId kind) {
      if (state[kind] == 2) return;
      path.push_back(kind);
      if (state[kind] == 1) return report_circle(path, rules);
      state[kind] = 1;
      for (const std::uint32_t rule : rules[kind]) {
        for_each_atom(data_.patterns[rule], [&](const Atom& atom) {
          const auto used = names_.kinds.find(atom.text);
          if (atom.type != Atom::Type::kSlot || used == names_.kinds.end()) return;
          if (errors_.empty()) visit(used->second);
        });
      }
      state[kind] = 2;
      if (!path.empty()) path.pop_back();
      if (!rules[kind].empty()) order.push_back(kind);
    };
    for (KindId kind = 0; kind < kinds && errors_.empty(); ++kind) visit(kind);
    if (errors_.empty()) compile(order, rules);
  }

  void report_circle(std::vector<KindId>& path,
                     const std::vector<std::vector<std::uint32_t>>& rules) {
    const KindId kind = path.back();
    std::string circle;
    for (auto at = std::ranges::find(path, kind); at != path.end(); ++at) {
      circle += (circle.empty() ? "" : " uses ") + names_.kind_names[*at];
    }
    errors_.push_back(model_.rules[rules[kind].front()].place.error("a circle: " + circle));
    path.pop_back();
  }

  void compile(const std::vector<KindId>& order,
               const std::vector<std::vector<std::uint32_t>>& rules) {
    const auto count = static_cast<std::int64_t>(std::max<std::size_t>(model_.rules.size(), 1));
    const std::int64_t memory = kCompiledRulesMemory / count;
    data_.family_of.assign(names_.kind_names.size(), -1);
    names_.edges.resize(names_.types.size());
    for (const KindId kind : order) {
      data_.family_of[kind] = static_cast<std::int32_t>(data_.families.size());
      data_.families.push_back(
          compile_family(kind, rules[kind], data_.patterns, model_, names_, memory, errors_));
      for (const CompiledRule& rule : data_.families.back()->rules) {
        const RuleDef& def = model_.rules[rule.rule];
        if (def.yields_nothing) continue;
        add_edges(rule.type,
                  edges_of_rule(data_.patterns[rule.rule], names_, def.each, def.each_kind));
      }
    }
  }

  // What facts ask for by name.
  void index_names() {
    data_.kind_index = NameIndex(names_.kind_names);
    for (const RuleDef& rule : model_.rules) {
      data_.constants.emplace_back(rule.set | std::views::keys);
    }
    for (const LexiconDef& def : model_.lexicons) {
      data_.columns.emplace_back(def.columns);
      EntryCells& values = data_.cells[def.kind][""];
      for (const EntryDef& entry : def.entries) values.emplace_back(entry.value, "");
      for (std::size_t column = 0; column < def.columns.size(); ++column) {
        EntryCells& cells = data_.cells[def.kind][def.columns[column]];
        for (const EntryDef& entry : def.entries) {
          cells.emplace_back(entry.value, entry.cells[column]);
        }
      }
    }
  }

  void digest() {
    std::string all;
    for (const SourceFile& file : files_) {
      all += file.name + '\0' + std::to_string(file.content.size()) + '\0' + file.content;
    }
    data_.digest = "sha256:" + sha256_hex(all);
  }

  const std::vector<SourceFile>& files_;
  RuleSet::Data& data_;
  Model& model_;
  Names& names_;
  std::vector<Error>& errors_;
};

int line_number(const Error& error) { return std::atoi(error.place.c_str()); }

}  // namespace

RuleSet::RuleSet() : data_(std::make_unique<Data>()) {}
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

std::expected<RuleSet, std::vector<Error>> RuleSet::load(const std::vector<SourceFile>& files) {
  RuleSet rules;
  std::vector<Error> errors;
  Loader(files, *rules.data_, errors).run();
  if (errors.empty()) return rules;
  std::ranges::stable_sort(errors, [](const Error& a, const Error& b) {
    return std::pair(a.file, line_number(a)) < std::pair(b.file, line_number(b));
  });
  return std::unexpected(std::move(errors));
}

const std::string& RuleSet::digest() const { return data_->digest; }

std::vector<RuleInfo> RuleSet::rules() const {
  std::vector<RuleInfo> infos;
  for (const RuleDef& rule : data_->model.rules) {
    RuleInfo info{rule.id,         rule.kind, rule.pattern, rule.note, rule.place.file,
                  rule.place.line, {}};
    for (const ExampleDef& example : rule.examples)
      info.examples.push_back({example.accept, example.text});
    infos.push_back(std::move(info));
  }
  return infos;
}

std::vector<LexiconInfo> RuleSet::lexicons() const {
  std::vector<LexiconInfo> infos;
  for (const LexiconDef& def : data_->model.lexicons) {
    infos.push_back({def.kind, def.place.file, def.entries.size()});
  }
  return infos;
}

}  // namespace bangvang::grammar
