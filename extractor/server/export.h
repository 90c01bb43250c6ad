// Lists as other programs take them: sheets, lines of JSON, feeds. Private to this room.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "extractor/report/workbook.h"
#include "extractor/server/routes.h"
#include "extractor/store/catalogue.h"
#include "extractor/store/store.h"

namespace bangvang::server {

using Ids = std::function<Result<store::Listed<std::string>>(store::Store&, const store::Part&)>;

// All that `ids` lists, as csv, jsonl or xlsx, whichever `call` asks for.
Response exported(Context& context, const Call& call, store::Listing listing, Ids ids);

// A workbook whose rows `fill` adds, or what `fill` gives instead.
Response workbook_of(const std::string& name, const report::Cells& head,
                     const std::function<std::optional<Response>(report::Workbook&)>& fill);

// The award records of these ids as an Atom feed.
Response award_feed(Context& context, const Call& call, const std::vector<std::string>& ids);
Response article_feed(const Call& call, const std::vector<store::Hit>& hits);

}  // namespace bangvang::server
