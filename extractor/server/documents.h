// Bodies of requests as documents to read. Private to this room.
#pragma once

#include "extractor/base/result.h"
#include "extractor/server/message.h"
#include "extractor/source/document.h"

namespace bangvang::server {

// Fails with kBadInput when there is no body, and with kLimit when it is larger than any page.
Result<source::Document> document_of(const Request& request);

// What was wrong with a document, for the one who sent it.
Response unreadable(const Error& error);

}  // namespace bangvang::server
