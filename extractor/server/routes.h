// What each operation of openapi.json answers. Private to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/json/value.h"
#include "extractor/json/writer.h"
#include "extractor/server/context.h"
#include "extractor/server/message.h"

namespace bangvang::server {

// A request with what its address was found to mean.
struct Call {
  const Request& request;
  const std::vector<std::string>& values;  // of the path's pieces in braces
  std::string_view order;                  // of a list, where none is asked for
  const json::Value& body;                 // as described; null where there is none

  std::optional<std::string> param(std::string_view name) const { return request.param(name); }
  // Requires: checked to be a number.
  std::size_t number(std::string_view name, std::size_t otherwise) const;
  bool truth(std::string_view name, bool otherwise) const;
};

using Route = Response (*)(Context&, const Call&);

// Nothing for an operation the server answers itself.
Route route_of(std::string_view operation);

Response search(Context&, const Call&);
Response facets(Context&, const Call&);
Response suggestions(Context&, const Call&);
Response awards(Context&, const Call&);
Response award_facets(Context&, const Call&);
Response award(Context&, const Call&);
Response roles(Context&, const Call&);
Response role(Context&, const Call&);
Response agencies(Context&, const Call&);
Response agency(Context&, const Call&);
Response blocs(Context&, const Call&);
Response bloc(Context&, const Call&);
Response officials(Context&, const Call&);
Response official(Context&, const Call&);
Response articles(Context&, const Call&);
Response article(Context&, const Call&);
Response article_copy(Context&, const Call&);
Response stats(Context&, const Call&);
Response names(Context&, const Call&);
Response session(Context&, const Call&);
Response changes(Context&, const Call&);
Response extract(Context&, const Call&);
Response grammars(Context&, const Call&);
Response lookup(Context&, const Call&);
Response ingest(Context&, const Call&);
Response review_queue(Context&, const Call&);
Response corrections(Context&, const Call&);
Response accept(Context&, const Call&);
Response reject(Context&, const Call&);
Response edit(Context&, const Call&);
Response add(Context&, const Call&);
Response merge(Context&, const Call&);
Response split(Context&, const Call&);
Response undo(Context&, const Call&);
Response reconcile(Context&, const Call&);
Response reconcile_form(Context&, const Call&);
Response reconcile_suggest(Context&, const Call&);

// What a failure of the store means to the one who asked.
Response failed(const Error& error);
Response not_found(const std::string& what);
Response bad_cursor();
Response busy();  // somebody else is writing

// Where a page ended, as letters of an address, and back; nothing for what is none of ours.
std::string cursor_of(std::string_view key);
std::optional<std::string> key_of(std::string_view cursor);

}  // namespace bangvang::server
