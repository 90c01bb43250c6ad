// Labels of ids in a store.
#include "extractor/store/sql_archive.h"

namespace bangvang::store {
namespace {

IdLabels kept(Database& database) {
  IdLabels out;
  Statement label(database, "SELECT kind, id, vi, en FROM labels ORDER BY kind, id");
  while (label.step()) {
    out.labels.push_back({label.text(0), label.text(1), label.text(2), label.text(3)});
  }
  Statement row(database,
                "SELECT slug, vi, en, code, new_slug, new_code FROM provinces ORDER BY slug");
  while (row.step()) {
    out.provinces.push_back(
        {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)});
  }
  return out;
}

}  // namespace

Result<void> SqlArchive::label(const IdLabels& labels) {
  return guarded([&] {
    if (kept(database_) == labels) return;
    Transaction transaction(database_);
    database_.execute("DELETE FROM labels");
    database_.execute("DELETE FROM provinces");
    Statement label(database_, "INSERT INTO labels VALUES (?1, ?2, ?3, ?4)");
    for (const IdLabels::Label& one : labels.labels) {
      label.bind(one.kind, one.id, one.vi, one.en).run();
    }
    Statement province(database_, "INSERT INTO provinces VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    for (const IdLabels::Province& one : labels.provinces) {
      province.bind(one.slug, one.vi, one.en, one.code, one.new_slug, one.new_code).run();
    }
    transaction.commit();
  });
}

}  // namespace bangvang::store
