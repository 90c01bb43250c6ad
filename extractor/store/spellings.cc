#include <algorithm>

#include "extractor/base/table.h"
#include "extractor/store/query_words.h"
#include "extractor/store/search.h"

namespace bangvang::store {
namespace {

// "UBND", "KH&CN": what must be written out to be found in full.
bool is_abbreviation(const std::string& spelling) {
  return spelling.size() > 1 && spelling.find_first_of(" abcdeghiklmnopqrstuvxy") == spelling.npos;
}

std::string folded(const Phrase& phrase) {
  std::string out;
  for (const QueryWord& word : phrase) out += word.folded + ' ';
  return out;
}

// What was typed without marks stands for all, what was typed with them for these.
bool agrees(const Phrase& typed, const Phrase& known) {
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed[i].marked != typed[i].folded && typed[i].marked != known[i].marked) return false;
  }
  return true;
}

}  // namespace

Result<Spellings> Spellings::load(const std::vector<grammar::SourceFile>& files) {
  Spellings out;
  for (const char* name : {"agencies.tsv", "agency_fields.tsv"}) {
    const auto file = std::ranges::find(files, name, &grammar::SourceFile::name);
    if (file == files.end()) continue;
    const auto table = Table::parse(file->content, file->path);
    if (!table) return std::unexpected(table.error());
    const auto column = table->column("spellings");
    if (!column) return std::unexpected(column.error());
    for (const Table::Row& row : table->rows()) {
      const auto group = split_cells(row.cells[*column], '|');
      if (!std::ranges::any_of(group, is_abbreviation)) continue;
      std::vector<Phrase>& phrases = out.groups_.emplace_back();
      for (const std::string& spelling : group) {
        Phrase phrase = phrase_of(spelling);
        if (phrase.empty()) continue;
        out.longest_ = std::max(out.longest_, phrase.size());
        out.by_words_.emplace(folded(phrase), Place{out.groups_.size() - 1, phrases.size()});
        phrases.push_back(std::move(phrase));
      }
    }
  }
  return out;
}

Term Spellings::of(const std::vector<Phrase>& words, std::size_t from, std::size_t& taken) const {
  Phrase typed;
  Term found;
  for (std::size_t i = from; i < words.size() && typed.size() < longest_; ++i) {
    typed.insert(typed.end(), words[i].begin(), words[i].end());
    const auto known = by_words_.find(folded(typed));
    if (known == by_words_.end()) continue;
    const std::vector<Phrase>& group = groups_[known->second.group];
    if (!agrees(typed, group[known->second.phrase])) continue;
    taken = i - from + 1;
    found = {typed};
    for (std::size_t other = 0; other < group.size(); ++other) {
      if (other != known->second.phrase) found.push_back(group[other]);
    }
  }
  return found;
}

}  // namespace bangvang::store
