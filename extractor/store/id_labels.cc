#include "extractor/store/id_labels.h"

#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "extractor/grammar/table_of.h"

namespace bangvang::store {
namespace {

constexpr std::array<std::string_view, 4> kKinds{"form", "level", "role", "status"};

bool is_damaged(const Result<void>& read) {
  return !read && read.error().kind != Error::Kind::kUnreadable;
}

}  // namespace

Result<IdLabels> IdLabels::load(const std::vector<grammar::SourceFile>& grammars) {
  using Cells = std::vector<std::string>;
  std::map<std::pair<std::string, std::string>, Label> labels;
  const auto own =
      grammar::each_row(grammars, "labels.tsv", {"kind", "id", "vi", "en"}, [&](const Cells& row) {
        if (std::ranges::count(kKinds, row[0]) == 0) return;
        labels.try_emplace({row[0], row[1]}, Label{row[0], row[1], row[2], row[3]});
      });
  if (is_damaged(own)) return std::unexpected(own.error());
  const auto forms =
      grammar::each_row(grammars, "award_forms.tsv", {"form", "value"}, [&](const Cells& row) {
        Label& label = labels[{"form", row[0]}];
        label.kind = "form";
        label.id = row[0];
        if (label.vi.empty()) label.vi = row[1];
        if (label.en.empty()) label.en = row[1];
      });
  if (is_damaged(forms)) return std::unexpected(forms.error());
  std::map<std::string, Province> provinces;
  const auto codes = grammar::each_row(
      grammars, "province_codes.tsv", {"slug", "vi", "en", "code", "new_slug", "new_code"},
      [&](const Cells& row) {
        provinces.try_emplace(row[0], Province{row[0], row[1], row[2], row[3], row[4], row[5]});
      });
  if (is_damaged(codes)) return std::unexpected(codes.error());
  IdLabels out;
  for (auto& [key, label] : labels) out.labels.push_back(std::move(label));
  for (auto& [slug, province] : provinces) out.provinces.push_back(std::move(province));
  return out;
}

}  // namespace bangvang::store
