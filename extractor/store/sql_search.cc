#include "extractor/store/sql_search.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "extractor/store/near_names.h"
#include "extractor/store/query_words.h"
#include "extractor/store/search_index.h"

namespace bangvang::store {
namespace {

// The part of a statement behind FROM, with what is bound to it in order. Articles are `p`, rows of
// `present`.
class Condition {
 public:
  Condition(Database& database, const Query& query) : database_(database) {
    if (query.terms.empty()) {
      sql_ = "present p WHERE 1 = 1";
    } else {
      TextMatch match = match_text(database.dialect(), query);
      sql_ = match.from + " present p ON p.version = " + match.version + " WHERE " + match.where;
      bound_ = std::move(match.bound);
      rank_ = match.rank;
      by_words_ = true;
      rank_bound_ = std::move(match.rank_bound);
      order_ = match.version + " DESC";
    }
    provinces(query.provinces);
    if (query.asks_award()) award(query);
    if (query.announced && !query.asks_award()) {
      years("substr(p.published, 1, 4)", *query.announced);
    }
    told("role", "roles", "bloc", query.bloc);
    told("person", "persons", "name", query.official);
  }

  const std::string& sql() const { return sql_; }
  const std::vector<std::string>& bound() const { return bound_; }
  // Columns in front, an order of those that come into question.
  const std::string& rank() const { return rank_; }
  const std::string& order() const { return order_; }
  std::vector<std::string> bound_with_rank() const {
    std::vector<std::string> out = rank_bound_;
    out.insert(out.end(), bound_.begin(), bound_.end());
    return out;
  }

 private:
  void provinces(const std::vector<std::string>& slugs) {
    if (slugs.empty()) return;
    // Put so that no index of provinces is gone through for each text that has the words.
    sql_ += by_words_ ? " AND p.province || '' IN (" : " AND p.province IN (";
    for (const std::string& slug : slugs) {
      sql_ += &slug == &slugs.front() ? "?" : ", ?";
      bound_.push_back(slug);
    }
    sql_ += ')';
  }

  void years(const std::string& what, Years years) {
    sql_ += " AND CAST(" + what + " AS INTEGER) BETWEEN " + std::to_string(years.first) + " AND " +
            std::to_string(years.last);
  }

  void has(const std::string& column, const Phrase& phrase) {
    if (phrase.empty()) return;
    const bool marks = has_marks(phrase);
    sql_ += " AND " + column + " IN (SELECT name FROM search_names WHERE instr(" +
            (marks ? "marked" : "folded") + ", ?) > 0)";
    bound_.push_back(words_between_blanks(phrase, marks));
  }

  void award(const Query& query) {
    std::vector<std::string> of_awards;
    std::swap(sql_, awards_);
    std::swap(bound_, of_awards);
    if (!query.form.empty()) equal("w.form", query.form);
    if (!query.status.empty()) equal("w.status", query.status);
    if (query.year) years("w.year", *query.year);
    if (query.announced) years("substr(w.announced, 1, 4)", *query.announced);
    has("w.recipient", query.recipient);
    has("w.granted_by", query.granted_by);
    std::swap(sql_, awards_);
    std::swap(bound_, of_awards);
    if (few(of_awards)) {
      sql_ +=
          " AND p.article IN (SELECT t.article FROM awards w JOIN told_awards t "
          "ON t.award = w.number WHERE 1 = 1" +
          awards_ + ')';
    } else {
      sql_ +=
          " AND EXISTS (SELECT 1 FROM told_awards t JOIN awards w ON w.number = t.award "
          "WHERE t.article = p.article" +
          awards_ + ')';
    }
    bound_.insert(bound_.end(), of_awards.begin(), of_awards.end());
  }

  // Whether so few awards fit that to begin with them is less than to look at each article's.
  bool few(const std::vector<std::string>& bound) {
    Statement count(database_, "SELECT count(*) FROM (SELECT 1 FROM awards w WHERE 1 = 1" +
                                   awards_ + " LIMIT " + std::to_string(kFewAwards + 1) + ") few");
    count.bind_all(bound).step();
    return count.integer(0) <= kFewAwards;
  }

  void equal(const std::string& column, const std::string& value) {
    sql_ += " AND " + column + " = ?";
    bound_.push_back(value);
  }

  void told(const std::string& kind, const std::string& table, const std::string& column,
            const Phrase& phrase) {
    if (phrase.empty()) return;
    sql_ += " AND EXISTS (SELECT 1 FROM evidence e JOIN " + table +
            " w ON w.id = e.record WHERE e.article = p.article AND e.kind = '" + kind + "'";
    has("w." + column, phrase);
    sql_ += ')';
  }

  static constexpr std::int64_t kFewAwards = 5'000;

  Database& database_;
  bool by_words_ = false;
  std::string awards_;  // what is asked of one award
  std::string sql_, rank_ = "0", order_ = "p.published DESC, p.id";
  std::vector<std::string> bound_, rank_bound_;
};

// An article that fits, with what it is ordered by.
struct Candidate {
  std::int64_t article = 0;
  double rank = 0;
  std::string published, id;

  bool before(const Candidate& other) const {
    if (rank != other.rank) return rank > other.rank;
    if (published != other.published) return published > other.published;
    return id < other.id;
  }
};

constexpr std::size_t kLongestWord = 40;  // that anyone takes for a word
constexpr std::size_t kMostNear = 5;

std::string counted() { return std::to_string(kCountedHits); }

constexpr const char* kHit = R"(
  SELECT a.id, v.title, v.published, v.province, v.url, v.text,
    (SELECT site FROM addresses WHERE article = a.id AND site IS NOT NULL ORDER BY id LIMIT 1)
  FROM articles a JOIN versions v ON v.version = a.version WHERE a.number = ?1)";

// A title is often the first line of its text as well.
std::string without_title(const std::string& text, const std::string& title) {
  if (title.empty() || !text.starts_with(title)) return text;
  const auto begin = text.find_first_not_of(" \n", title.size());
  return begin == text.npos ? text : text.substr(begin);
}

}  // namespace

Hit SqlSearch::hit(std::int64_t article, const Query& query) {
  KeptStatement kept(database_, kHit);
  Statement& row = *kept;
  row.bind(article);
  Hit out;
  if (!row.step()) return out;
  out = {.article = row.text(0),
         .title = row.text(1),
         .published = row.text(2),
         .province = row.text(3),
         .site = row.text(6),
         .url = row.text(4)};
  out.snippet = snippet_of(without_title(row.text(5), out.title), query.terms);
  return out;
}

// Of more hits than are counted those that came last come into question: to rank a million texts
// that all have the words would take long and tell nothing.
Result<Hits> SqlSearch::find(const Query& query, std::size_t limit, std::size_t after) {
  return guarded(path_, [&] {
    const Condition condition(database_, query);
    Hits out;
    Transaction moment(database_, Begin::kReader);
    Statement row(database_, "SELECT p.article, p.published, p.id, " + condition.rank() + " FROM " +
                                 condition.sql() + " ORDER BY " + condition.order() + " LIMIT " +
                                 counted() + " + 1");
    const auto bound = condition.bound_with_rank();
    row.bind_all(bound);
    std::vector<Candidate> found;
    while (row.step()) {
      found.push_back({row.integer(0), row.real(3), row.text(1), row.text(2)});
    }
    out.count = found.size();
    const std::size_t end = std::min(after + limit, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(end), found.end(),
                      [](const Candidate& a, const Candidate& b) { return a.before(b); });
    for (std::size_t i = after; i < end; ++i) out.hits.push_back(hit(found[i].article, query));
    return out;
  });
}

namespace {

// Articles by what they are of. Counted here and not by the database, which would sort them once
// for each kind.
class FacetCounter {
 public:
  void add(std::int64_t article, const std::string& province, const std::string& published,
           const std::string& form) {
    if (articles_.insert(article).second) {
      if (!province.empty()) ++counts_["province"][province];
      if (!published.empty()) ++counts_["year"][published.substr(0, 4)];
    }
    if (form.empty()) return;
    const auto number = forms_.try_emplace(form, forms_.size()).first->second;
    // An article tells of several awards of one form.
    if (told_.insert(article * kForms + static_cast<std::int64_t>(number)).second) {
      ++counts_["form"][form];
    }
  }

  // By kind, the most first.
  std::vector<Facet> facets() const {
    std::vector<Facet> out;
    for (const auto& [kind, values] : counts_) {
      const auto begin = static_cast<std::ptrdiff_t>(out.size());
      for (const auto& [value, count] : values) out.push_back({kind, value, count});
      std::stable_sort(out.begin() + begin, out.end(),
                       [](const Facet& a, const Facet& b) { return a.articles > b.articles; });
    }
    return out;
  }

 private:
  static constexpr std::int64_t kForms = 1000;  // of awards, more than there are
  std::unordered_set<std::int64_t> articles_, told_;
  std::map<std::string, std::size_t> forms_;
  std::map<std::string, std::map<std::string, std::size_t>> counts_;
};

}  // namespace

Result<std::vector<Facet>> SqlSearch::facets(const Query& query) {
  return guarded(path_, [&] {
    const Condition condition(database_, query);
    Statement row(database_,
                  "SELECT h.article, h.province, h.published, t.form FROM "
                  "(SELECT p.article, p.province, p.published FROM " +
                      condition.sql() + " ORDER BY " + condition.order() + " LIMIT " + counted() +
                      ") h LEFT JOIN told_awards t ON t.article = h.article");
    row.bind_all(condition.bound());
    FacetCounter counter;
    while (row.step()) counter.add(row.integer(0), row.text(1), row.text(2), row.text(3));
    return counter.facets();
  });
}

// A syllable has up to seven letters, of which one may be wrong. The words there are would have to
// be counted to be listed; asking for those that come into question is far less.
Result<std::vector<std::pair<std::string, std::vector<std::string>>>> SqlSearch::suggestions(
    const Query& query) {
  return guarded(path_, [&] {
    const bool listed = database_.dialect() == Dialect::kPostgres;
    Statement known(database_, listed ? "SELECT 1 FROM search_words WHERE term = ?1"
                                      : "SELECT 1 FROM search WHERE search MATCH ?1 LIMIT 1");
    const auto stands = [&](const std::string& word) {
      const std::string match = listed ? word : "{title_folded text_folded} : \"" + word + '"';
      const bool found = known.bind(match).step();
      known.reset();
      return found;
    };
    std::set<std::string> typed;
    for (const Term& term : query.terms) {
      for (const QueryWord& word : term.front()) typed.insert(word.folded);
    }
    std::vector<std::pair<std::string, std::vector<std::string>>> out;
    for (const std::string& word : typed) {
      const bool number = word.find_first_of("0123456789") != word.npos;
      if (number || word.size() > kLongestWord || stands(word)) continue;
      std::vector<std::string> near;
      for (const std::string& other : one_letter_off(word)) {
        if (near.size() < kMostNear && stands(other)) near.push_back(other);
      }
      if (!near.empty()) out.emplace_back(word, std::move(near));
    }
    return out;
  });
}

}  // namespace bangvang::store
