#include "extractor/report/answer_json.h"
#include "extractor/server/routes.h"

namespace bangvang::server {

Response stats(Context& context, const Call&) {
  const auto statistics = context.store->statistics();
  if (!statistics) return failed(statistics.error());
  std::string text;
  json::Writer out(text);
  report::write_json(out, *statistics);
  return Response::of(std::move(text));
}

}  // namespace bangvang::server
