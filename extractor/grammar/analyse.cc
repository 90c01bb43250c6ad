#include <algorithm>
#include <bit>
#include <utility>

#include "extractor/grammar/block_text.h"
#include "extractor/grammar/line.h"
#include "extractor/grammar/rule_set_data.h"

namespace bangvang::grammar {
namespace {

// Longer blocks are read in pieces cut at line ends or spaces: rules reach no farther, and what is
// kept in memory for one block stays small.
constexpr std::uint32_t kLongestBlock = 64 << 10;

struct Candidate {
  std::uint32_t first_token, last_token;  // of the mention itself
  std::uint32_t whole;                    // length of the whole match in tokens
  std::uint32_t order;                    // lexicons, then rules as they stand
  std::uint32_t type;                     // of the mention
  const CompiledRule* rule;               // null: lexicon
  std::uint32_t entry;
  std::uint32_t groups;  // index into captures, or none
};

// Buffers that are used again from block to block; one per thread.
struct Scratch {
  BlockText text;
  FamilySets starts;  // by token: families of which a match may begin with it
  Lexicon::Scratch lexicon;
  std::vector<Row<LexiconHit>> waiting;  // by family: hits that compete with its rules
  Line line;
  Captures match;  // in symbols, of the rule that is tried
  Row<Candidate> candidates;
  Row<Span> captures;         // token ranges; begin == end when a group took no part
  Row<std::uint32_t> resume;  // by rule of the family: token where it may match next
  Row<std::uint64_t> awake;   // rules by what they require, of which this block has it
  Row<std::uint8_t> woken_tokens, woken_mentions;  // by alarm: those that went off in this block
};

class BlockReader {
 public:
  BlockReader(const RuleSet::Data& rules, Analysis::Data& out, Scratch& scratch)
      : rules_(rules), out_(out), s_(scratch) {}

  void read(Span block, std::uint32_t number) {
    block_ = number;
    Row<Token>& tokens = s_.text.tokens;
    tokens.clear();
    tokenize(out_.text, block, rules_.names.vocabulary, rules_.abbreviations, tokens);
    if (tokens.empty()) return;
    s_.awake.assign(rules_.signs.asleep);
    s_.woken_tokens.assign(rules_.signs.tokens.alarms(), 0);
    s_.woken_mentions.assign(rules_.signs.mentions.alarms(), 0);
    s_.starts.reset(rules_.signs.family_words, tokens.size());
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      tokens[i].sign = rules_.sign_of(tokens[i], out_.text);
      wake(rules_.signs.tokens, tokens[i].sign, s_.woken_tokens);
      s_.starts.add(i, rules_.signs.of(rules_.signs.token_starts, tokens[i].sign));
    }
    sentences(block);
    s_.text.reset(rules_.signs.family_words, static_cast<std::uint32_t>(out_.mentions.size()));
    lexicons();
    for (std::size_t f = 0; f < rules_.families.size(); ++f) {
      if (any_awake(f) || !s_.waiting[f].empty()) run(f);
    }
  }

 private:
  void wake(const SignTable& table, std::uint32_t sign, Row<std::uint8_t>& woken) {
    const std::uint32_t alarm = table.alarm_of[sign];
    if (std::exchange(woken[alarm], 1) != 0) return;
    std::uint64_t* const awake = s_.awake.begin();
    for (const SignTable::Wakes& wakes : table.woken_by(alarm)) awake[wakes.word] |= wakes.rules;
  }

  // Those of the 64 rules of a family's chunk that are awake.
  std::uint64_t awake(std::size_t family, std::size_t chunk) const {
    const std::uint64_t* const sets =
        &s_.awake[(rules_.signs.chunks[family].first + chunk) * kWatched];
    std::uint64_t rules = sets[0];
    for (std::size_t q = 1; q < kWatched; ++q) rules &= sets[q];
    return rules;
  }

  bool any_awake(std::size_t family) const {
    for (std::size_t chunk = 0; chunk < rules_.signs.chunks[family].count; ++chunk) {
      if (awake(family, chunk) != 0) return true;
    }
    return false;
  }

  void sentences(Span block) {
    std::uint32_t begin = block.begin;
    for (std::size_t i = 0; i < s_.text.tokens.size(); ++i) {
      if (s_.text.tokens[i].type != TokenType::kStop) continue;
      const std::uint32_t end = s_.text.tokens[i].span.end;
      out_.sentences.push_back({begin, end});
      begin = i + 1 < s_.text.tokens.size() ? s_.text.tokens[i + 1].span.begin : block.end;
    }
    if (begin < block.end) out_.sentences.push_back({begin, block.end});
  }

  void lexicons() {
    rules_.lexicon.match(s_.text.tokens, s_.lexicon, [&](const LexiconHit& hit) {
      if (const std::int32_t family = rules_.family_of[hit.kind]; family >= 0) {
        s_.waiting[static_cast<std::size_t>(family)].push_back(hit);
        return;
      }
      MentionRecord& mention = add(hit.kind, hit.type, {hit.first_token, hit.last_token});
      mention.entry = hit.entry;
      tell(mention);
    });
  }

  // One more mention, still without what it comes from. Its place in the row lasts until the next.
  MentionRecord& add(KindId kind, std::uint32_t type, Span tokens) {
    MentionRecord& mention = out_.mentions.add();
    mention.span.begin = s_.text.tokens[tokens.begin].span.begin;
    mention.span.end = s_.text.tokens[tokens.end - 1].span.end;
    mention.rule = nullptr;
    mention.kind = kind;
    mention.type = type;
    mention.entry = 0;
    mention.first_token = tokens.begin;
    mention.last_token = tokens.end;
    mention.block = block_;
    mention.parts_begin = 0;
    mention.parts = 0;
    mention.hidden = false;
    return mention;
  }

  // Tells the block of its latest mention.
  void tell(const MentionRecord& mention) {
    ++out_.kind_begin[mention.kind + 1];
    wake(rules_.signs.mentions, mention.type, s_.woken_mentions);
    const Signs& signs = rules_.signs;
    const auto shown = signs.of(signs.shown, mention.type);
    const auto number = static_cast<std::uint32_t>(out_.mentions.size() - 1);
    s_.text.add(number, mention.type, mention.first_token, mention.last_token, shown);
    // A long one matters also where no match begins: it covers tokens.
    const bool covers = mention.last_token - mention.first_token > 1;
    s_.starts.add(mention.first_token,
                  covers ? shown : signs.of(signs.mention_starts, mention.type));
  }

  void run(std::size_t index) {
    const Family& family = *rules_.families[index];
    s_.candidates.clear();
    s_.captures.clear();
    for (const LexiconHit& hit : s_.waiting[index]) {
      s_.candidates.push_back({hit.first_token, hit.last_token, hit.last_token - hit.first_token, 0,
                               hit.type, nullptr, hit.entry, 0});
    }
    s_.waiting[index].clear();
    s_.resume.assign(family.rules.size(), 0);
    for (std::size_t chunk = 0; chunk < family.chunks.size(); ++chunk) {
      if (const std::uint64_t live = awake(index, chunk)) search(index, chunk, live);
    }
    if (!s_.candidates.empty()) resolve(family);
  }

  // Goes through the tokens that a match of the family may begin with, and the long mentions on its
  // line, which cover others.
  void search(std::size_t index, std::size_t chunk, std::uint64_t live) {
    const Family& family = *rules_.families[index];
    const auto& lead = family.chunks[chunk].lead;
    Line& line = s_.line;
    line.read(rules_, index, s_.text);
    std::uint32_t free = 0;  // first token behind the last mention met
    for (std::size_t n = 0; 64 * n < s_.text.tokens.size(); ++n) {
      std::uint64_t tokens = s_.starts.with(index, n);
      for (; tokens != 0; tokens &= tokens - 1) {
        const auto token =
            static_cast<std::uint32_t>(64 * n + static_cast<std::size_t>(std::countr_zero(tokens)));
        if (token < free) continue;
        const Line::Piece piece = line.piece_at(token);
        if (piece.mention != kNoMention) free = piece.last_token;
        std::uint64_t fit = live & lead[0][piece.symbol];
        if (fit == 0) continue;
        if (piece.symbol != kOther) {
          // Most are turned away by the next symbol, for which the line need not be made.
          fit &= lead[1][line.symbol_at(piece.last_token)];
        } else if (token > free && line.is_other(token - 1)) {
          continue;  // in the middle of a run of other words
        }
        if (fit != 0) try_rules(family, chunk, fit, piece);
      }
    }
  }

  // Tries those of 64 rules whose match may begin with a piece, by what stands behind it. Each goes
  // on behind what it matched.
  void try_rules(const Family& family, std::size_t chunk, std::uint64_t rules,
                 const Line::Piece& piece) {
    const auto& lead = family.chunks[chunk].lead;
    const std::size_t place = s_.line.seek(piece);
    for (std::size_t i = 1; i < kLead && rules != 0; ++i) rules &= lead[i][s_.line.at(place + i)];
    for (; rules != 0; rules &= rules - 1) {
      const std::size_t r = chunk * 64 + static_cast<std::size_t>(std::countr_zero(rules));
      if (piece.first_token < s_.resume[r]) continue;
      if (const std::size_t end = match_at(family.rules[r], place)) {
        s_.resume[r] = s_.line.last_token(end - 1);
      }
    }
  }

  // Tries a rule at one place; adds what it found; returns the place behind it, or 0.
  std::size_t match_at(const CompiledRule& rule, std::size_t at) {
    if (!rule.matcher.match(s_.line, at, s_.match)) return 0;
    const Span whole = s_.match[0];
    Span self = rule.self > 0 ? s_.match[static_cast<std::size_t>(rule.self)] : whole;
    if (self.empty()) self = whole;
    if (rule.each > 0) {
      add_each(rule, s_.match[static_cast<std::size_t>(rule.each)]);
    } else {
      add_candidate(rule, tokens_of(self));
    }
    // The next match may begin right after the mention: what follows it was only looked at.
    return rule.self > 0 && rule.each < 0 ? self.end : whole.end;
  }

  Span tokens_of(Span symbols) {
    if (symbols.empty()) return {};
    return {s_.line.first_token(symbols.begin), s_.line.last_token(symbols.end - 1)};
  }

  void add_candidate(const CompiledRule& rule, Span tokens) {
    const Span all = tokens_of(s_.match[0]);
    Candidate candidate{
        tokens.begin, tokens.end, all.size(), rule.rule + 1,
        rule.type,    &rule,      0,          static_cast<std::uint32_t>(s_.captures.size())};
    for (std::size_t group = 1; group <= rule.matcher.captures(); ++group) {
      const bool member = static_cast<int>(group) == rule.each;
      s_.captures.push_back(member ? tokens : tokens_of(s_.match[group]));
    }
    s_.candidates.push_back(candidate);
  }

  // A mention for each of the list's, also for those within a longer one on the line; the capture
  // of the list is narrowed to it.
  void add_each(const CompiledRule& rule, Span list) {
    const auto is_member = [&](const MentionRecord& mention) {
      return rule.each_kind < 0 || mention.kind == static_cast<KindId>(rule.each_kind);
    };
    for (std::uint32_t i = list.begin; i < list.end; ++i) {
      const std::uint32_t number = s_.line.mention(i);
      if (number == kNoMention) continue;
      const Span tokens = tokens_of({i, i + 1});
      if (is_member(out_.mentions[number])) {
        add_candidate(rule, tokens);
      } else {
        add_each_within(rule, tokens);
      }
    }
  }

  void add_each_within(const CompiledRule& rule, Span tokens) {
    for (std::size_t m = s_.text.first_mention(); m < out_.mentions.size(); ++m) {
      const MentionRecord& mention = out_.mentions[m];
      const Span place{mention.first_token, mention.last_token};
      if (mention.kind == static_cast<KindId>(rule.each_kind) && !mention.hidden &&
          tokens.contains(place) && place != tokens)
        add_candidate(rule, place);
    }
  }

  // Leftmost, then longest, then an entry of a lexicon, then the rule that stands first.
  void resolve(const Family& family) {
    std::ranges::sort(s_.candidates, [](const Candidate& a, const Candidate& b) {
      if (a.first_token != b.first_token) return a.first_token < b.first_token;
      if (a.last_token != b.last_token) return a.last_token > b.last_token;
      if (a.order != b.order) return a.order < b.order;
      return a.whole > b.whole;
    });
    std::uint32_t free = 0;
    for (const Candidate& c : s_.candidates) {
      if (c.first_token < free) continue;
      free = c.last_token;
      const std::size_t parts_begin = out_.parts.size();
      if (c.rule) add_parts(c);
      MentionRecord& mention = add(family.kind, c.type, {c.first_token, c.last_token});
      mention.rule = c.rule;
      mention.entry = c.entry;
      mention.parts_begin = static_cast<std::uint32_t>(parts_begin);
      mention.parts = static_cast<std::uint8_t>(out_.parts.size() - parts_begin);
      mention.hidden = c.rule && rules_.model.rules[c.rule->rule].yields_nothing;
      if (!mention.hidden) tell(mention);
    }
  }

  void add_parts(const Candidate& c) {
    const Row<Token>& all = s_.text.tokens;
    for (std::uint32_t group = 0; group < c.rule->matcher.captures(); ++group) {
      const Span tokens = s_.captures[c.groups + group];
      if (tokens.empty()) continue;
      out_.parts.push_back({group, {all[tokens.begin].span.begin, all[tokens.end - 1].span.end}});
    }
  }

  const RuleSet::Data& rules_;
  Analysis::Data& out_;
  Scratch& s_;
  std::uint32_t block_ = 0;
};

// Where to cut a block that is too long: after a line end or a space if one is near.
std::uint32_t cut(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  if (end - begin <= kLongestBlock) return end;
  const std::uint32_t limit = begin + kLongestBlock;
  const std::string_view second_half = text.substr(begin + kLongestBlock / 2, kLongestBlock / 2);
  for (const char wanted : {'\n', ' '}) {
    const std::size_t at = second_half.rfind(wanted);
    if (at != std::string_view::npos) {
      return begin + kLongestBlock / 2 + static_cast<std::uint32_t>(at) + 1;
    }
  }
  std::uint32_t at = limit;
  while (at < end && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

// Groups the mentions by kind; within a kind they stay in text order, as they were made.
// Requires: kind_begin[kind + 1] is the number of the kind's mentions.
void group_by_kind(Analysis::Data& data, std::size_t kinds) {
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    data.kind_begin[kind + 1] += data.kind_begin[kind];
  }
  data.by_kind.resize(data.kind_begin[kinds]);
  data.spans_by_kind.resize(data.by_kind.size());
  std::vector<std::uint32_t> next(data.kind_begin.begin(), data.kind_begin.end() - 1);
  for (std::uint32_t i = 0; i < data.mentions.size(); ++i) {
    const MentionRecord& m = data.mentions[i];
    if (m.hidden) continue;
    const std::uint32_t at = next[m.kind]++;
    data.by_kind[at] = i;
    data.spans_by_kind[at] = m.span;
  }
}

// Not to be inlined: within a shared library every look at a thread's own variable is a call.
[[gnu::noinline]] Scratch& scratch_of_thread() {
  thread_local Scratch scratch;
  return scratch;
}

}  // namespace

Analysis RuleSet::analyse(std::string_view text, std::span<const Span> blocks,
                          const Deadline& deadline) const {
  Scratch& scratch = scratch_of_thread();
  Analysis analysis;
  Analysis::Data& data = analysis.data();
  data.rules = data_.get();
  data.text = text;
  const std::size_t kinds = data_->names.kind_names.size();
  if (scratch.waiting.size() < data_->families.size()) {
    scratch.waiting.resize(data_->families.size());
  }
  data.kind_begin.assign(kinds + 1, 0);
  // Department news have a mention in every four or five bytes; longer texts may be of anything.
  if (!blocks.empty()) data.mentions.reserve(std::min<std::size_t>(text.size() / 3, 4096));
  BlockReader reader(*data_, data, scratch);
  for (const Span block : blocks) {
    for (std::uint32_t begin = block.begin; begin < block.end && !deadline.passed();) {
      const std::uint32_t end = cut(text, begin, block.end);
      reader.read({begin, end}, static_cast<std::uint32_t>(data.blocks.size()));
      data.blocks.push_back({begin, end});
      begin = end;
    }
  }
  group_by_kind(data, kinds);
  return analysis;
}

}  // namespace bangvang::grammar
