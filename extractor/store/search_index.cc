#include "extractor/store/search_index.h"

#include <array>
#include <map>
#include <string>

#include "extractor/store/query_words.h"
#include "extractor/store/search_names.h"
#include "extractor/text/normal_text.h"
#include "extractor/text/search_words.h"

namespace bangvang::store {
namespace {

struct Words {
  std::string marked, folded;  // with blanks between
};

Words words_of(const std::string& text) {
  Words out;
  const auto normal = text::normalise(text);
  if (!normal) return out;  // no text: what a store holds is UTF-8
  for (const text::SearchWord& word : text::search_words(normal->utf8())) {
    out.marked += word.marked + ' ';
    out.folded += word.folded + ' ';
  }
  return out;
}

// A province as one word.
std::string province_word(std::string slug) {
  std::erase(slug, '-');
  return slug;
}

// The words of a version as it stands in the store.
class VersionWords {
 public:
  explicit VersionWords(Database& database)
      : version_(database,
                 "SELECT title, text, province, published FROM versions WHERE number = ?1") {}

  bool read(std::int64_t version) {
    version_.bind(version);
    const bool found = version_.step();
    if (found) {
      title = words_of(version_.text(0));
      text = words_of(version_.text(1));
      province = province_word(version_.text(2));
      year = version_.text(3).substr(0, 4);
    }
    version_.reset();
    return found;
  }

  Words title, text;
  std::string province, year;

 private:
  Statement version_;
};

// The table keeps no texts: what is taken out of it is told again, from the version as it still
// stands.
class SqliteIndex final : public SearchIndex {
 public:
  explicit SqliteIndex(Database& database)
      : database_(database),
        words_(database),
        add_(database,
             "INSERT INTO search (rowid, title_marked, text_marked, title_folded, text_folded, "
             "province, year) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
        remove_(database,
                "INSERT INTO search (search, rowid, title_marked, text_marked, title_folded, "
                "text_folded, province, year) VALUES ('delete', ?1, ?2, ?3, ?4, ?5, ?6, ?7)") {}

  void add(std::int64_t version) override { write(add_, version); }
  void remove(std::int64_t version) override { write(remove_, version); }
  // Removed words stay in the file until segments are merged; this merges all.
  void purge() override { database_.execute("INSERT INTO search (search) VALUES ('optimize')"); }
  void clear() override { database_.execute("INSERT INTO search (search) VALUES ('delete-all')"); }

 private:
  void write(Statement& statement, std::int64_t version) {
    if (!words_.read(version)) return;
    statement
        .bind(version, words_.title.marked, words_.text.marked, words_.title.folded,
              words_.text.folded, words_.province, words_.year)
        .run();
  }

  Database& database_;
  VersionWords words_;
  Statement add_, remove_;
};

// A tsvector, from its text. It may take 1 MB, and a word in it 2 kB.
class Vector {
 public:
  bool add(const Words& words, char weight) {
    bool whole = true;
    each(words, [&](std::string_view marked, std::string_view folded) {
      ++place_;
      whole = add(std::string(folded), weight) && whole;
      if (marked != folded) whole = add('=' + std::string(marked), weight) && whole;
    });
    return whole;
  }

  std::string text() const {
    std::string out;
    for (const auto& [word, places] : words_) {
      out += '\'' + word + '\'' + (places.empty() ? "" : ":") + places + ' ';
    }
    return out;
  }

 private:
  static constexpr std::size_t kLongestWord = 255;
  static constexpr std::size_t kMostBytes = 512 * 1024;
  static constexpr std::size_t kPlaces = 255;       // of one word; more are not kept
  static constexpr std::size_t kLastPlace = 16383;  // all behind it are there

  template <class Sink>
  static void each(const Words& words, const Sink& sink) {
    const std::string_view marked(words.marked), folded(words.folded);
    for (std::size_t at = 0, other = 0; at < marked.size();) {
      const auto end = marked.find(' ', at), other_end = folded.find(' ', other);
      sink(marked.substr(at, end - at), folded.substr(other, other_end - other));
      at = end + 1;
      other = other_end + 1;
    }
  }

  bool add(const std::string& word, char weight) {
    if (word.size() > kLongestWord) return false;
    const auto known = words_.find(word);
    if (known == words_.end() && bytes_ > kMostBytes) return false;
    std::string& places = known == words_.end() ? words_[word] : known->second;
    if (known == words_.end()) bytes_ += word.size() + 8;
    if (places.size() > kPlaces || bytes_ > kMostBytes) return true;
    if (!places.empty()) places += ',';
    places += std::to_string(std::min(place_, kLastPlace));
    if (weight != 'D') places += weight;
    bytes_ += 2;
    return true;
  }

  std::map<std::string, std::string> words_;
  std::size_t place_ = 0, bytes_ = 0;
};

class PostgresIndex final : public SearchIndex {
 public:
  explicit PostgresIndex(Database& database)
      : database_(database),
        words_(database),
        add_(database, "INSERT INTO search VALUES (?1, ?2, ?3 = 1, ?4, ?5)"),
        add_words_(database,
                   "INSERT INTO search_words SELECT w FROM "
                   "unnest(tsvector_to_array(CAST(?1 AS tsvector))) w WHERE w NOT LIKE '=%' "
                   "ON CONFLICT DO NOTHING"),
        leave_(database,
               "SELECT w FROM search, unnest(tsvector_to_array(words)) w WHERE version = ?1 "
               "AND w NOT LIKE '=%'"),
        remove_(database, "DELETE FROM search WHERE version = ?1"),
        drop_(database,
              "DELETE FROM search_words WHERE term = ?1 AND NOT EXISTS "
              "(SELECT 1 FROM search WHERE words @@ CAST(?2 AS tsquery))") {}

  void add(std::int64_t version) override {
    if (!words_.read(version)) return;
    Vector vector;
    bool whole = vector.add(words_.title, 'A');
    whole = vector.add(words_.text, 'D') && whole;
    const std::string words = vector.text();
    add_.bind(version, words, whole, texts(words_.title.marked, words_.text.marked),
              texts(words_.title.folded, words_.text.folded))
        .run();
    add_words_.bind(words).run();
  }

  void remove(std::int64_t version) override {
    leave_.bind(version);
    while (leave_.step()) left_.insert(leave_.text(0));
    leave_.reset();
    if (left_.size() > kMostLeft) left_.clear();  // an extraction of all anew; see purge()
    remove_.bind(version).run();
  }

  // A word that stays listed though its last text has changed is only ever suggested.
  void purge() override {
    for (const std::string& word : left_) drop_.bind(word, '\'' + word + '\'').run();
    left_.clear();
  }

  void clear() override { database_.execute("TRUNCATE search, search_words"); }

 private:
  static constexpr std::size_t kMostLeft = 100'000;

  // No phrase goes from a title into its text.
  static std::string texts(const std::string& title, const std::string& text) {
    return ' ' + title + "| " + text;
  }

  Database& database_;
  VersionWords words_;
  Statement add_, add_words_, leave_, remove_, drop_;
  std::set<std::string> left_;
};

constexpr int kMostYears = 50;  // in one query; more are no filter

// Words hold letters and digits only, so that none can end the quotes.
std::string fts5_of(const Phrase& phrase) {
  const bool marks = has_marks(phrase);
  std::string out = marks ? "{title_marked text_marked} : \"" : "{title_folded text_folded} : \"";
  for (const QueryWord& word : phrase) out += (marks ? word.marked : word.folded) + ' ';
  return out + '"';
}

std::string tsquery_of(const Phrase& phrase) {
  const bool marks = has_marks(phrase);
  std::string out;
  for (const QueryWord& word : phrase) {
    if (!out.empty()) out += " & ";
    out += '\'' + (marks && word.marked != word.folded ? '=' + word.marked : word.folded) + '\'';
  }
  return out;
}

// All terms, each as any of its phrases.
std::string query_of(const std::vector<Term>& terms, std::string_view both, std::string_view either,
                     std::string (*of)(const Phrase&)) {
  std::string out;
  for (const Term& term : terms) {
    out += out.empty() ? "(" : std::string(both) + "(";
    for (const Phrase& phrase : term) {
      if (&phrase != &term.front()) out += either;
      out += '(' + of(phrase) + ')';
    }
    out += ')';
  }
  return out;
}

// The vector finds texts that have the words; the text tells whether they follow each other, and
// stands in where the vector is not whole.
TextMatch match_postgres(const Query& query) {
  const std::string words = query_of(query.terms, " & ", " | ", tsquery_of);
  TextMatch out{.from = "search JOIN",
                .version = "search.version",
                .rank = "ts_rank(search.words, CAST(? AS tsquery), 1)",
                .rank_bound = {words},
                .where = "(search.words @@ CAST(? AS tsquery) OR NOT search.whole)",
                .bound = {words}};
  for (const Term& term : query.terms) {
    bool phrases = false;
    std::string any;
    for (const Phrase& phrase : term) {
      const bool marks = has_marks(phrase);
      phrases = phrases || phrase.size() > 1;
      any += std::string(" OR strpos(search.") + (marks ? "marked" : "folded") + ", ?) > 0";
      out.bound.push_back(words_between_blanks(phrase, marks));
    }
    out.where += phrases ? " AND (" + any.substr(4) + ')' : " AND (search.whole" + any + ')';
  }
  return out;
}

std::string any_of(const char* column, const std::vector<std::string>& words) {
  std::string out = std::string(" AND {") + column + "} : (";
  for (const std::string& word : words) out += (&word == &words.front() ? "" : " OR ") + word;
  return out + ')';
}

// Lists of provinces and years are short, so that most of the long lists of common words need not
// be read.
TextMatch match_sqlite(const Query& query) {
  std::string match = query_of(query.terms, " AND ", " OR ", fts5_of);
  std::vector<std::string> provinces, years;
  for (const std::string& slug : query.provinces) provinces.push_back(province_word(slug));
  if (!provinces.empty()) match += any_of("province", provinces);
  if (query.announced && !query.asks_award() &&
      query.announced->last - query.announced->first < kMostYears) {
    for (int year = query.announced->first; year <= query.announced->last; ++year) {
      years.push_back(std::to_string(year));
    }
    match += any_of("year", years);
  }
  return {.from = "search CROSS JOIN",
          .version = "search.rowid",
          .rank = std::string(kRankHits) + "(search)",
          .rank_bound = {},
          .where = "search MATCH ?",
          .bound = {std::move(match)}};
}

}  // namespace

TextMatch match_text(Dialect dialect, const Query& query) {
  return dialect == Dialect::kPostgres ? match_postgres(query) : match_sqlite(query);
}

std::unique_ptr<SearchIndex> SearchIndex::make(Database& database) {
  if (database.dialect() == Dialect::kPostgres) return std::make_unique<PostgresIndex>(database);
  return std::make_unique<SqliteIndex>(database);
}

bool search_is_current(Database& database) {
  return database.number("SELECT words FROM search_basis") == text::kSearchWordsVersion;
}

void rebuild_search(Database& database) {
  const auto index = SearchIndex::make(database);
  index->clear();
  Statement versions(database, "SELECT number FROM versions ORDER BY number",
                     Statement::Rows::kMany);
  while (versions.step()) index->add(versions.integer(0));
  database.execute("DELETE FROM search_names");
  SearchNames names(database);
  Statement name(database,
                 "SELECT recipient FROM awards UNION SELECT granted_by FROM awards UNION "
                 "SELECT bloc FROM roles UNION SELECT name FROM persons",
                 Statement::Rows::kMany);
  while (name.step()) names.add(name.text(0));
  Statement(database,
            "INSERT INTO search_basis VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET words = ?1")
      .bind(text::kSearchWordsVersion)
      .run();
}

}  // namespace bangvang::store
