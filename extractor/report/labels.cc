#include "extractor/report/labels.h"

#include "extractor/grammar/table_of.h"

namespace bangvang::report {
namespace {

std::string replaced(std::string text, std::string_view what, const std::string& with) {
  const auto at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

}  // namespace

Result<Labels> Labels::load(const std::vector<grammar::SourceFile>& files,
                            const std::string& language) {
  Labels out;
  const bool ids = language == "id";
  const auto own = grammar::each_row(
      files, "labels.tsv", {"kind", "id", language == "vi" ? "vi" : "en"},
      [&](const std::vector<std::string>& cells) {
        const bool words = cells[0] == "heading" || cells[0] == "note" || cells[0] == "list";
        if (!ids || words) out.labels_[{cells[0], cells[1]}] = cells[2];
      });
  if (!own) return std::unexpected(own.error());
  if (ids) return out;
  const auto forms = grammar::each_row(files, "award_forms.tsv", {"form", "value"},
                                       [&](const std::vector<std::string>& cells) {
                                         out.labels_.try_emplace({"form", cells[0]}, cells[1]);
                                       });
  if (!forms) return std::unexpected(forms.error());
  return out;
}

std::string Labels::of(std::string_view kind, const std::string& id) const {
  const auto found = labels_.find({std::string(kind), id});
  return found == labels_.end() ? id : found->second;
}

std::string Labels::note(const std::string& id, const std::string& first,
                         const std::string& second) const {
  return replaced(replaced(of("note", id), "%1", first), "%2", second);
}

}  // namespace bangvang::report
