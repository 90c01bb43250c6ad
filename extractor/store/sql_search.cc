#include "extractor/store/sql_search.h"

#include <algorithm>
#include <set>

#include "extractor/store/near_names.h"
#include "extractor/store/query_words.h"
#include "extractor/store/search_index.h"

namespace bangvang::store {
namespace {

// The part of a statement behind FROM, with what is bound to it in order. Articles are `p`, rows of
// `present`.
class Condition {
 public:
  Condition(Dialect dialect, const Query& query) {
    if (query.terms.empty()) {
      sql_ = "present p WHERE 1 = 1";
    } else {
      TextMatch match = match_text(dialect, query);
      sql_ =
          match.from + " JOIN present p ON p.version = " + match.version + " WHERE " + match.where;
      bound_ = std::move(match.bound);
      rank_ = match.rank;
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
    sql_ += " AND p.province IN (";
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
    const bool form_only = query.status.empty() && !query.year && !query.announced &&
                           query.recipient.empty() && query.granted_by.empty();
    sql_ += " AND EXISTS (SELECT 1 FROM told_awards t ";
    if (!form_only) sql_ += "JOIN awards w ON w.number = t.award ";
    sql_ += "WHERE t.article = p.article";
    if (!query.form.empty()) {
      sql_ += " AND t.form = ?";
      bound_.push_back(query.form);
    }
    if (!query.status.empty()) {
      sql_ += " AND w.status = ?";
      bound_.push_back(query.status);
    }
    if (query.year) years("w.year", *query.year);
    if (query.announced) years("substr(w.announced, 1, 4)", *query.announced);
    has("w.recipient", query.recipient);
    has("w.granted_by", query.granted_by);
    sql_ += ')';
  }

  void told(const std::string& kind, const std::string& table, const std::string& column,
            const Phrase& phrase) {
    if (phrase.empty()) return;
    sql_ += " AND EXISTS (SELECT 1 FROM evidence e JOIN " + table +
            " w ON w.id = e.record WHERE e.article = p.article AND e.kind = '" + kind + "'";
    has("w." + column, phrase);
    sql_ += ')';
  }

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
  Statement row(database_, kHit);
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
    const Condition condition(database_.dialect(), query);
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

Result<std::vector<Facet>> SqlSearch::facets(const Query& query) {
  return guarded(path_, [&] {
    const Condition condition(database_.dialect(), query);
    Statement row(
        database_,
        "WITH hits AS MATERIALIZED (SELECT p.article, p.province, p.published FROM " +
            condition.sql() + " ORDER BY " + condition.order() + " LIMIT " + counted() +
            ") SELECT * FROM ("
            "SELECT 'form' AS kind, t.form AS value, count(DISTINCT h.article) AS n "
            "FROM hits h JOIN told_awards t ON t.article = h.article GROUP BY t.form UNION ALL "
            "SELECT 'province', province, count(*) FROM hits WHERE province IS NOT NULL "
            "GROUP BY province UNION ALL "
            "SELECT 'year', substr(published, 1, 4), count(*) FROM hits "
            "WHERE published <> '' GROUP BY 2) counted ORDER BY kind, n DESC, value");
    row.bind_all(condition.bound());
    std::vector<Facet> out;
    while (row.step()) {
      out.push_back({row.text(0), row.text(1), static_cast<std::size_t>(row.integer(2))});
    }
    return out;
  });
}

Result<std::vector<std::pair<std::string, std::vector<std::string>>>> SqlSearch::suggestions(
    const Query& query) {
  return guarded(path_, [&] {
    std::set<std::string> missing;
    Statement known(database_, "SELECT 1 FROM search_words WHERE term = ?1 LIMIT 1");
    for (const Term& term : query.terms) {
      for (const QueryWord& word : term.front()) {
        if (!known.bind(word.folded).step()) missing.insert(word.folded);
      }
    }
    std::vector<std::pair<std::string, std::vector<std::string>>> out;
    if (missing.empty()) return out;
    std::vector<std::string> words;
    Statement row(database_, database_.dialect() == Dialect::kPostgres
                                 ? "SELECT term FROM search_words"
                                 : "SELECT term FROM search_words WHERE col = 'text_folded'");
    while (row.step()) words.push_back(row.text(0));
    for (const std::string& word : missing) {
      auto near = near_names(word, words);
      if (!near.empty()) out.emplace_back(word, std::move(near));
    }
    return out;
  });
}

}  // namespace bangvang::store
