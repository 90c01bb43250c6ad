#include "extractor/store/sqlite_rank.h"

#include <sqlite3.h>

#include <vector>

#include "extractor/store/search_index.h"

namespace bangvang::store {
namespace {

// A word in the title tells more of what an article is about than one in its text.
constexpr double kTitle = 4;
// So often a phrase must be met to count half of what it can: as BM25 has it.
constexpr double kHalf = 1.2;
constexpr int kTitleMarked = 0, kTitleFolded = 2;  // columns

// The sum over the phrases of what each counts for. FTS5's own bm25() first reads the whole list of
// every phrase to weigh rare ones higher, which takes most of the time where words are common, and
// changes little where a text must have them all.
void rank_hits(const Fts5ExtensionApi* api, Fts5Context* fts, sqlite3_context* context, int,
               sqlite3_value**) {
  int count = 0;
  std::vector<double> met(static_cast<std::size_t>(api->xPhraseCount(fts)));
  int result = api->xInstCount(fts, &count);
  for (int i = 0; i < count && result == SQLITE_OK; ++i) {
    int phrase = 0, column = 0, place = 0;
    result = api->xInst(fts, i, &phrase, &column, &place);
    const bool title = column == kTitleMarked || column == kTitleFolded;
    met[static_cast<std::size_t>(phrase)] += title ? kTitle : 1;
  }
  if (result != SQLITE_OK) return sqlite3_result_error_code(context, result);
  double sum = 0;
  for (const double often : met) sum += often / (often + kHalf);
  sqlite3_result_double(context, sum);
}

fts5_api* api_of(sqlite3* database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

}  // namespace

void make_rank_known(sqlite3* database) {
  if (fts5_api* const api = api_of(database)) {
    api->xCreateFunction(api, kRankHits, nullptr, rank_hits, nullptr);
  }
}

}  // namespace bangvang::store
