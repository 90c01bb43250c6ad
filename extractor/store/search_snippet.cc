#include <algorithm>
#include <set>

#include "extractor/store/query_words.h"
#include "extractor/text/normal_text.h"
#include "extractor/text/search_words.h"

namespace bangvang::store {
namespace {

// Two to three lines of a terminal.
constexpr std::size_t kWords = 40;
constexpr std::size_t kBefore = 8;  // words ahead of the first match

struct Match {
  std::size_t term = 0, begin = 0, end = 0;  // words
};

// A phrase with marks is matched as it is written, one without in any marks.
bool stands_at(const Phrase& phrase, const std::vector<text::SearchWord>& words, std::size_t at) {
  if (phrase.empty() || at + phrase.size() > words.size()) return false;
  const bool marks = has_marks(phrase);
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    const text::SearchWord& word = words[at + i];
    if (marks ? word.marked != phrase[i].marked : word.folded != phrase[i].folded) return false;
  }
  return true;
}

std::vector<Match> matches_of(const std::vector<text::SearchWord>& words,
                              const std::vector<Term>& terms) {
  std::vector<Match> out;
  for (std::size_t at = 0; at < words.size(); ++at) {
    for (std::size_t term = 0; term < terms.size(); ++term) {
      for (const Phrase& phrase : terms[term]) {
        if (stands_at(phrase, words, at)) out.push_back({term, at, at + phrase.size()});
      }
    }
  }
  return out;
}

// Where a window that begins with a match has the most different terms.
std::size_t best_begin(const std::vector<Match>& matches) {
  std::size_t best = 0, most = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    std::set<std::size_t> terms;
    for (std::size_t j = i; j < matches.size(); ++j) {
      if (matches[j].end > matches[i].begin + kWords - kBefore) break;
      terms.insert(matches[j].term);
    }
    if (terms.size() > most) {
      most = terms.size();
      best = matches[i].begin;
    }
  }
  return best > kBefore ? best - kBefore : 0;
}

std::string on_one_line(std::string_view text) {
  std::string out(text);
  std::ranges::replace(out, '\n', ' ');
  return out;
}

}  // namespace

std::vector<Piece> snippet_of(const std::string& text, const std::vector<Term>& terms) {
  const auto normal = text::normalise(text);
  if (!normal) return {};
  const std::string_view all = normal->utf8();
  const auto words = text::search_words(all);
  if (words.empty()) return {};
  const auto matches = matches_of(words, terms);
  const std::size_t first = best_begin(matches), last = std::min(first + kWords, words.size());
  std::vector<Piece> out;
  std::size_t done = words[first].span.begin;
  const auto add = [&](std::size_t end, bool found) {
    if (end > done) out.push_back({on_one_line(all.substr(done, end - done)), found});
    done = std::max(done, end);
  };
  if (first > 0) out.push_back({"… ", false});
  for (const Match& match : matches) {
    if (match.begin < first || match.end > last || words[match.begin].span.begin < done) continue;
    add(words[match.begin].span.begin, false);
    add(words[match.end - 1].span.end, true);
  }
  add(last == words.size() ? all.size() : words[last - 1].span.end, false);
  if (last < words.size()) out.push_back({" …", false});
  return out;
}

}  // namespace bangvang::store
