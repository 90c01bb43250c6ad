#include <algorithm>
#include <bit>

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
  const CompiledRule* rule;               // null: lexicon
  std::uint32_t entry;
  std::uint32_t groups;  // index into captures, or none
};

// Buffers that are used again from block to block; one per thread.
struct Scratch {
  std::vector<Token> tokens;
  std::vector<LexiconHit> hits;
  std::vector<std::vector<LexiconHit>> waiting;  // by kind: hits that compete with rules
  BlockMentions in_block;
  std::vector<KindId> touched;  // kinds with an entry in in_block or waiting
  AbstractLine line;
  Captures match;  // in symbols, of the rule that is tried
  std::vector<Candidate> candidates;
  std::vector<Span> captures;         // token ranges; begin == end when a group took no part
  std::vector<std::uint32_t> resume;  // by rule of the family: where it may match next
  RuleWords awake;                    // by requirement: rules that have it in this block

  void fit(std::size_t kinds) {
    if (in_block.size() < kinds) {
      in_block.resize(kinds);
      waiting.resize(kinds);
    }
  }
};

class BlockReader {
 public:
  BlockReader(const RuleSet::Data& rules, Analysis::Data& out, Scratch& scratch)
      : rules_(rules), out_(out), s_(scratch) {}

  void read(Span block, std::uint32_t number) {
    block_ = number;
    s_.tokens.clear();
    tokenize(out_.text, block, rules_.names.vocabulary, rules_.abbreviations, s_.tokens);
    if (s_.tokens.empty()) return;
    s_.awake.assign(kWatched * rules_.rule_words, 0);
    for (Token& token : s_.tokens) {
      token.terminal = rules_.names.terminals.of(token, out_.text);
      wake(rules_.wake_terminal, token.terminal);
    }
    sentences(block);
    for (const KindId kind : s_.touched) {
      s_.in_block[kind].clear();
      s_.waiting[kind].clear();
    }
    s_.touched.clear();
    lexicons();
    for (std::size_t f = 0; f < rules_.families.size(); ++f) run(f);
  }

 private:
  void wake(const WakeTable& table, std::uint32_t index) {
    const std::uint32_t number = table.row_of[index];
    if (number == 0) return;
    const std::uint64_t* const from = table.row(number);
    std::uint64_t* const to = s_.awake.data();
    for (std::size_t w = 0; w < kWatched * table.words; ++w) to[w] |= from[w];
  }

  // Rules 64 * chunk and following of a family that are awake, the first in the lowest bit.
  std::uint64_t awake(const Family& family, std::size_t chunk) const {
    const std::size_t first = family.first_rule + 64 * chunk;
    const std::size_t word = first / 64, shift = first % 64;
    std::uint64_t rules = ~std::uint64_t{0};
    for (std::size_t q = 0; q < kWatched; ++q) {
      const std::uint64_t* const words = s_.awake.data() + q * rules_.rule_words + word;
      rules &= shift == 0 ? words[0] : words[0] >> shift | words[1] << (64 - shift);
    }
    const std::size_t count = family.rules.size() - 64 * chunk;
    return count >= 64 ? rules : rules & ((std::uint64_t{1} << count) - 1);
  }

  bool any_awake(const Family& family) const {
    for (std::size_t chunk = 0; chunk < family.lead.size(); ++chunk) {
      if (awake(family, chunk) != 0) return true;
    }
    return false;
  }

  void sentences(Span block) {
    std::uint32_t begin = block.begin;
    for (std::size_t i = 0; i < s_.tokens.size(); ++i) {
      if (s_.tokens[i].type != TokenType::kStop) continue;
      const std::uint32_t end = s_.tokens[i].span.end;
      out_.sentences.push_back({begin, end});
      begin = i + 1 < s_.tokens.size() ? s_.tokens[i + 1].span.begin : block.end;
    }
    if (begin < block.end) out_.sentences.push_back({begin, block.end});
  }

  void lexicons() {
    s_.hits.clear();
    rules_.lexicon.match(s_.tokens, s_.hits);
    for (const LexiconHit& hit : s_.hits) {
      const Entry& entry = rules_.lexicon.entries()[hit.entry];
      if (rules_.family_of[entry.kind] >= 0) {
        s_.waiting[entry.kind].push_back(hit);
        s_.touched.push_back(entry.kind);
      } else {
        add(entry.kind, entry.type, nullptr, hit.entry, hit.first_token, hit.last_token);
      }
    }
  }

  MentionRecord& add(KindId kind, std::uint32_t type, const CompiledRule* rule, std::uint32_t entry,
                     std::uint32_t first, std::uint32_t last, bool nothing = false) {
    MentionRecord mention;
    mention.kind = kind;
    mention.type = type;
    mention.rule = rule;
    mention.entry = entry;
    mention.first_token = first;
    mention.last_token = last;
    mention.span = {s_.tokens[first].span.begin, s_.tokens[last - 1].span.end};
    mention.block = block_;
    mention.parts_begin = mention.parts_end = static_cast<std::uint32_t>(out_.parts.size());
    wake(rules_.wake_type, type);
    const auto index = static_cast<std::uint32_t>(out_.mentions.size());
    if (nothing) {
      out_.nothing.push_back(index);
    } else {
      if (s_.in_block[kind].empty()) s_.touched.push_back(kind);
      s_.in_block[kind].push_back(index);
    }
    return out_.mentions.emplace_back(mention);
  }

  void run(std::size_t index) {
    const Family& family = *rules_.families[index];
    const bool may_fire = any_awake(family);
    if (!may_fire && s_.waiting[family.kind].empty()) return;
    s_.candidates.clear();
    s_.captures.clear();
    for (const LexiconHit& hit : s_.waiting[family.kind]) {
      s_.candidates.push_back({hit.first_token, hit.last_token, hit.last_token - hit.first_token, 0,
                               nullptr, hit.entry, 0});
    }
    if (may_fire) {
      build_line(rules_, index, s_.tokens, out_.mentions, s_.in_block, s_.line);
      search(family);
    }
    if (!s_.candidates.empty()) resolve(family);
  }

  // Rules whose match may begin at a place by what stands there are tried; each goes on behind what
  // it matched.
  void search(const Family& family) {
    s_.resume.assign(family.rules.size(), 0);
    for (std::size_t chunk = 0; chunk < family.lead.size(); ++chunk) {
      if (const std::uint64_t rules = awake(family, chunk)) search(family, chunk, rules);
    }
  }

  void search(const Family& family, std::size_t chunk, std::uint64_t live) {
    const std::string& symbols = s_.line.symbols;
    const Family::Chunk& lead = family.lead[chunk];
    const auto at_place = [&](std::size_t i) {
      return i < symbols.size() ? static_cast<Symbol>(symbols[i]) : Symbol{0};
    };
    for (std::size_t at = 0; at < symbols.size(); ++at) {
      std::uint64_t rules = live & lead[0][at_place(at)];
      for (std::size_t i = 1; i < kLead && rules != 0; ++i) rules &= lead[i][at_place(at + i)];
      for (; rules != 0; rules &= rules - 1) {
        const std::size_t r = chunk * 64 + static_cast<std::size_t>(std::countr_zero(rules));
        if (at < s_.resume[r] || (family.rules[r].at_begin && at > 0)) continue;
        const std::size_t length = match_at(family.rules[r], at);
        if (length > 0) s_.resume[r] = static_cast<std::uint32_t>(at + length);
      }
    }
  }

  // Tries the rule at one place; adds what it found; returns how many symbols to step over.
  std::size_t match_at(const CompiledRule& rule, std::size_t at) {
    if (!rule.matcher.match(s_.line.symbols, at, s_.match)) return 0;
    const Span whole = s_.match[0];
    Span self = rule.self > 0 ? s_.match[static_cast<std::size_t>(rule.self)] : whole;
    if (self.empty()) self = whole;
    if (rule.each > 0) {
      add_each(rule, s_.match[static_cast<std::size_t>(rule.each)]);
    } else {
      add_candidate(rule, self);
    }
    // The next match may begin right after the mention: what follows it was only looked at.
    return rule.self > 0 && rule.each < 0 ? self.end - at : whole.size();
  }

  Span tokens_of(Span symbols) const {
    if (symbols.empty()) return {};
    return {s_.line.first_token[symbols.begin], s_.line.last_token[symbols.end - 1]};
  }

  void add_candidate(const CompiledRule& rule, Span self) {
    const Span tokens = tokens_of(self), all = tokens_of(s_.match[0]);
    Candidate candidate{tokens.begin,
                        tokens.end,
                        all.size(),
                        rule.rule + 1,
                        &rule,
                        0,
                        static_cast<std::uint32_t>(s_.captures.size())};
    for (std::size_t group = 1; group <= rule.matcher.names().size(); ++group) {
      s_.captures.push_back(tokens_of(s_.match[group]));
    }
    s_.candidates.push_back(candidate);
  }

  // A mention for each of the list's; the capture of the list is narrowed to it.
  void add_each(const CompiledRule& rule, Span list) {
    for (std::uint32_t i = list.begin; i < list.end; ++i) {
      if (s_.line.mention[i] < 0) continue;
      const MentionRecord& member = out_.mentions[static_cast<std::size_t>(s_.line.mention[i])];
      if (rule.each_kind >= 0 && member.kind != static_cast<KindId>(rule.each_kind)) continue;
      s_.match[static_cast<std::size_t>(rule.each)] = {i, i + 1};
      add_candidate(rule, {i, i + 1});
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
      if (!c.rule) {
        add(family.kind, rules_.lexicon.entries()[c.entry].type, nullptr, c.entry, c.first_token,
            c.last_token);
        continue;
      }
      MentionRecord& mention = add(family.kind, c.rule->type, c.rule, 0, c.first_token,
                                   c.last_token, rules_.model.rules[c.rule->rule].yields_nothing);
      for (std::uint32_t group = 0; group < c.rule->matcher.names().size(); ++group) {
        const Span tokens = s_.captures[c.groups + group];
        if (tokens.empty()) continue;
        out_.parts.push_back(
            {group, {s_.tokens[tokens.begin].span.begin, s_.tokens[tokens.end - 1].span.end}});
      }
      mention.parts_end = static_cast<std::uint32_t>(out_.parts.size());
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
  for (const char wanted : {'\n', ' '}) {
    const std::size_t at = text.rfind(wanted, limit);
    if (at != std::string_view::npos && at > begin + kLongestBlock / 2) {
      return static_cast<std::uint32_t>(at + 1);
    }
  }
  std::uint32_t at = limit;
  while (at < end && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

}  // namespace

namespace {

struct Cover {
  std::uint32_t first, last, mention;
  Symbol symbol;
};

// The mentions a family sees in a block, leftmost first, the longer first where two begin together.
void collect_covers(const Family& family, const std::vector<MentionRecord>& mentions,
                    const BlockMentions& in_block, std::vector<Cover>& covers) {
  covers.clear();
  for (const KindId kind : family.uses) {
    for (const std::uint32_t index : in_block[kind]) {
      const MentionRecord& m = mentions[index];
      const Symbol symbol = family.alphabet.of_type(m.type);
      if (symbol != kInvisible) covers.push_back({m.first_token, m.last_token, index, symbol});
    }
  }
  std::ranges::sort(covers, [](const Cover& a, const Cover& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.last != b.last) return a.last > b.last;
    return a.mention < b.mention;
  });
}

}  // namespace

void build_line(const RuleSet::Data& rules, std::size_t index, const std::vector<Token>& tokens,
                const std::vector<MentionRecord>& mentions, const BlockMentions& in_block,
                AbstractLine& line) {
  thread_local std::vector<Cover> covers;
  const Family& family = *rules.families[index];
  collect_covers(family, mentions, in_block, covers);
  line.symbols.resize(tokens.size());
  if (line.mention.size() < tokens.size()) {
    line.first_token.resize(tokens.size());
    line.last_token.resize(tokens.size());
    line.mention.resize(tokens.size());
  }
  char* const symbols = line.symbols.data();
  std::size_t length = 0;
  const auto push = [&](Symbol symbol, std::uint32_t first, std::uint32_t last,
                        std::int32_t mention) {
    symbols[length] = static_cast<char>(symbol);
    line.first_token[length] = first;
    line.last_token[length] = last;
    line.mention[length] = mention;
    ++length;
  };
  const Symbol* const table = rules.symbols.data() + index;
  const std::size_t stride = rules.families.size();
  const auto count = static_cast<std::uint32_t>(tokens.size());
  std::size_t next = 0;
  for (std::uint32_t token = 0; token < count;) {
    while (next < covers.size() && covers[next].first < token) ++next;
    const std::uint32_t end = next < covers.size() ? covers[next].first : count;
    for (; token < end; ++token) {
      const Symbol symbol = table[tokens[token].terminal * stride];
      if (symbol == kOther && length > 0 && symbols[length - 1] == static_cast<char>(kOther)) {
        line.last_token[length - 1] = token + 1;
      } else {
        push(symbol, token, token + 1, -1);
      }
    }
    if (next >= covers.size()) break;
    const Cover& cover = covers[next];
    Symbol symbol = cover.symbol;
    while (++next < covers.size() && covers[next].first == token &&
           covers[next].last == cover.last) {
      symbol = family.alphabet.combine(symbol, covers[next].symbol);
    }
    push(symbol, cover.first, cover.last, static_cast<std::int32_t>(cover.mention));
    token = cover.last;
  }
  line.symbols.resize(length);
}

namespace {

// Groups the mentions by kind; within a kind they stay in text order, as they were made.
void group_by_kind(Analysis::Data& data, std::size_t kinds) {
  data.kind_begin.assign(kinds + 1, 0);
  std::vector<bool> hidden(data.mentions.size());
  for (const std::uint32_t index : data.nothing) hidden[index] = true;
  for (std::size_t i = 0; i < data.mentions.size(); ++i) {
    if (!hidden[i]) ++data.kind_begin[data.mentions[i].kind + 1];
  }
  for (std::size_t kind = 0; kind < kinds; ++kind)
    data.kind_begin[kind + 1] += data.kind_begin[kind];
  data.by_kind.resize(data.kind_begin[kinds]);
  std::vector<std::uint32_t> next(data.kind_begin.begin(), data.kind_begin.end() - 1);
  for (std::uint32_t i = 0; i < data.mentions.size(); ++i) {
    if (!hidden[i]) data.by_kind[next[data.mentions[i].kind]++] = i;
  }
}

}  // namespace

Analysis RuleSet::analyse(std::string_view text, std::span<const Span> blocks) const {
  thread_local Scratch scratch;
  Analysis analysis;
  Analysis::Data& data = analysis.data();
  data.rules = data_.get();
  data.text = text;
  const std::size_t kinds = data_->names.kind_names.size();
  scratch.fit(kinds);
  BlockReader reader(*data_, data, scratch);
  for (const Span block : blocks) {
    for (std::uint32_t begin = block.begin; begin < block.end;) {
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
