// How an answer goes out: packed or not, or as the word that the client has it. Private to this
// room.
#pragma once

#include <memory>
#include <string>

#include "extractor/server/cache.h"
#include "extractor/server/message.h"

namespace bangvang::server {

bool takes_gzip(const Request& request);

// `pack`: by gzip, where that gains anything.
std::shared_ptr<const Answer> answer_of(std::string type, std::shared_ptr<const std::string> body,
                                        bool pack);

// The answer, or 304 when the client has it.
Response delivered(const Request& request, const Answer& answer);

}  // namespace bangvang::server
