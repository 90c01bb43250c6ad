#include "extractor/store/search_index.h"

#include <string>
#include <vector>

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

}  // namespace

SearchIndex::SearchIndex(Database& database)
    : database_(database),
      version_(database, "SELECT title, text FROM versions WHERE number = ?1"),
      add_(database,
           "INSERT INTO search (rowid, title_marked, text_marked, title_folded, text_folded) "
           "VALUES (?1, ?2, ?3, ?4, ?5)"),
      remove_(database,
              "INSERT INTO search (search, rowid, title_marked, text_marked, title_folded, "
              "text_folded) VALUES ('delete', ?1, ?2, ?3, ?4, ?5)") {}

void SearchIndex::add(std::int64_t version) { write(add_, version); }

void SearchIndex::remove(std::int64_t version) { write(remove_, version); }

void SearchIndex::write(Statement& statement, std::int64_t version) {
  version_.bind(version);
  if (!version_.step()) return version_.reset();
  const Words title = words_of(version_.text(0)), text = words_of(version_.text(1));
  version_.reset();
  statement.bind(version, title.marked, text.marked, title.folded, text.folded).run();
}

void SearchIndex::purge() { database_.execute("INSERT INTO search (search) VALUES ('optimize')"); }

bool search_is_current(Database& database) {
  return database.number("SELECT words FROM search_basis") == text::kSearchWordsVersion;
}

void rebuild_search(Database& database) {
  database.execute("INSERT INTO search (search) VALUES ('delete-all')");
  SearchIndex index(database);
  Statement versions(database, "SELECT number FROM versions ORDER BY number");
  while (versions.step()) index.add(versions.integer(0));
  Statement(database,
            "INSERT INTO search_basis VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET words = ?1")
      .bind(text::kSearchWordsVersion)
      .run();
}

}  // namespace bangvang::store
