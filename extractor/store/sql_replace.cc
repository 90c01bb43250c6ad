// Putting what was extracted again in the place of what was.
#include "extractor/store/sql_store.h"

namespace bangvang::store {

Result<void> SqlStore::replace(const std::vector<Replacement>& replacements) {
  return guarded([&] {
    unlisted_.clear();
    Transaction transaction(database_);
    for (const Replacement& replacement : replacements) replace(replacement);
    list_words();
    transaction.commit();
  });
}

// The captures keep their addresses and times, whatever becomes of the text.
void SqlStore::replace(const Replacement& replacement) {
  const Capture& capture = replacement.capture;
  Statement row(database_, "SELECT number, reading FROM versions WHERE version = ?1");
  if (!row.bind(replacement.version).step()) return;  // forgotten meanwhile
  const std::int64_t number = row.integer(0);
  const std::string reading = row.text(1);
  row.reset();
  if (capture.record.version == replacement.version) {
    write_version(number, capture);
    Statement(database_, "UPDATE versions SET reading = ?2 WHERE number = ?1")
        .bind(number, reading)
        .run();
    sql_.delete_facts.bind(number).run();
    write_facts(number, capture.record.facts);
    return;
  }
  Statement articles(database_,
                     "SELECT DISTINCT a.article FROM captures c JOIN addresses a ON a.id = "
                     "c.address WHERE c.version = ?1");
  Changes changes;
  add(capture, changes);
  move_captures(replacement.version, capture.record.version);
  drop_version(number);
  articles.bind(capture.record.version);
  std::vector<std::string> touched;
  while (articles.step()) touched.push_back(articles.text(0));
  for (const std::string& article : touched) choose_version(article);
}

void SqlStore::move_captures(const std::string& from, const std::string& to) {
  Statement(database_,
            "INSERT INTO captures SELECT address, ?2, first_fetched, last_fetched FROM captures "
            "WHERE version = ?1 ON CONFLICT (address, version) DO UPDATE SET "
            "first_fetched = CASE WHEN excluded.first_fetched < captures.first_fetched "
            "OR captures.first_fetched IS NULL THEN excluded.first_fetched "
            "ELSE captures.first_fetched END, "
            "last_fetched = CASE WHEN excluded.last_fetched > captures.last_fetched "
            "OR captures.last_fetched IS NULL THEN excluded.last_fetched "
            "ELSE captures.last_fetched END")
      .bind(from, to)
      .run();
  Statement(database_, "DELETE FROM captures WHERE version = ?1").bind(from).run();
}

void SqlStore::drop_version(std::int64_t number) {
  unlist(number);
  for (const char* table : {"facts", "pages", "near_keys"}) {
    Statement(database_, "DELETE FROM " + std::string(table) + " WHERE version = ?1")
        .bind(number)
        .run();
  }
  Statement(database_, "DELETE FROM versions WHERE number = ?1").bind(number).run();
}

}  // namespace bangvang::store
