// Many names looked up at once.
#include <algorithm>
#include <iterator>

#include "extractor/report/candidates.h"
#include "extractor/report/csv.h"
#include "extractor/report/workbook.h"
#include "extractor/server/export.h"
#include "extractor/server/routes.h"

namespace bangvang::server {
namespace {

using report::Cells;

// A worker gives each list this long; larger ones are for `bangvang lookup`.
constexpr std::size_t kMostCandidates = 2'000;
constexpr std::chrono::seconds kTime{30};

struct Table {
  Cells head;
  std::vector<Cells> rows;
};

Result<Table> answers(Context& context, const std::string& language,
                      const std::vector<Cells>& list) {
  const report::Labels& labels = context.knowledge->labels.at(language);
  report::Candidates candidates(context.store->archive(), context.knowledge->lineage, labels,
                                context.knowledge->extractor);
  Table out{.head = list.front()};
  std::size_t width = 0;
  for (const Cells& row : list) width = std::max(width, row.size());
  const auto column = [&](const char* id) {
    return report::column_of(out.head, std::nullopt, labels.of("list", id));
  };
  const std::size_t name = column("name").value_or(0);
  const auto unit = column("unit");
  for (std::size_t i = 1; i < list.size(); ++i) {
    Cells row = list[i];
    row.resize(width);
    auto answer = candidates.answer(row[name].text, unit ? row[*unit].text : "");
    if (!answer) return std::unexpected(answer.error());
    std::ranges::move(*answer, std::back_inserter(row));
    out.rows.push_back(std::move(row));
  }
  out.head.resize(width);
  std::ranges::copy(candidates.headings(), std::back_inserter(out.head));
  return out;
}

std::vector<std::string> texts_of(const Cells& cells) {
  std::vector<std::string> out;
  for (const report::Cell& cell : cells) out.push_back(cell.text);
  return out;
}

Response json_of(const Table& table, bool lines) {
  std::string text;
  if (lines) {
    for (const Cells& row : table.rows) text += json::array_of(texts_of(row)) + '\n';
    return Response::of(std::move(text), "application/x-ndjson");
  }
  json::Writer out(text);
  out.begin_object().key("header").strings(texts_of(table.head)).key("rows").begin_array();
  for (const Cells& row : table.rows) out.strings(texts_of(row));
  out.end_array().end_object();
  return Response::of(std::move(text));
}

Response csv_of(const Table& table, bool mark) {
  std::string text = mark ? "\xEF\xBB\xBF" : "";
  text += report::csv_row(texts_of(table.head));
  for (const Cells& row : table.rows) text += report::csv_row(texts_of(row));
  return Response::of(std::move(text), "text/csv; charset=utf-8");
}

}  // namespace

Response lookup(Context& context, const Call& call) {
  const auto list = report::read_list(call.request.body, "the list");
  if (!list) return refuse({400, "not_readable", list.error().message(), ""});
  if (list->empty()) return refuse({400, "not_readable", "the list is empty", ""});
  if (list->size() > kMostCandidates + 1) {
    return refuse({400, "too_many_rows", "a list here has at most 2000 rows", ""});
  }
  context.store->give_up_at(std::chrono::steady_clock::now() + kTime);
  const auto table = answers(context, call.param("labels").value_or("vi"), *list);
  if (!table) return failed(table.error());
  const std::string format = call.param("format").value_or("json");
  if (format == "json" || format == "jsonl") return json_of(*table, format == "jsonl");
  if (format == "csv") return csv_of(*table, call.truth("bom", false));
  return workbook_of("lookup", table->head, [&](report::Workbook& book) -> std::optional<Response> {
    for (const Cells& row : table->rows) book.add(row);
    return std::nullopt;
  });
}

}  // namespace bangvang::server
