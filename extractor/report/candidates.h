// A list of candidates, as a clerk keeps it, with the past awards of each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/history/lineage.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/report/cell.h"
#include "extractor/report/labels.h"
#include "extractor/store/timeline.h"

namespace bangvang::report {

// Rows of a CSV or XLSX file, whichever the bytes are. Fails as read_workbook() does.
Result<std::vector<Cells>> read_list(std::string_view bytes, const std::string& file);

// The column with that heading, or with one of those usual for it (between "|").
std::optional<std::size_t> column_of(const Cells& headings, const std::optional<std::string>& asked,
                                     const std::string& usual);

// What a store has on candidates. Nobody is guessed: several who are called so are all named.
class Candidates {
 public:
  // All must outlive it.
  Candidates(store::Archive& archive, const history::Lineage& lineage, const Labels& labels,
             const pipeline::Extractor& extractor)
      : archive_(archive), lineage_(lineage), labels_(labels), extractor_(extractor) {}

  // Of what answer() gives.
  Cells headings() const;
  // `unit` may be empty; it tells people of one name apart. Fails as the archive does.
  Result<Cells> answer(const std::string& name, const std::string& unit);

 private:
  Result<Cells> awards_of(const store::Subject& subject);
  Cells short_answer(std::string text, const std::vector<std::string>& list) const;

  store::Archive& archive_;
  const history::Lineage& lineage_;
  const Labels& labels_;
  const pipeline::Extractor& extractor_;
};

}  // namespace bangvang::report
