#include "extractor/server/delivery.h"

#include "extractor/base/hash.h"
#include "extractor/source/deflate.h"

namespace bangvang::server {
namespace {

constexpr std::size_t kPackedFrom = 1024;  // below, gzip saves no packet

}  // namespace

bool takes_gzip(const Request& request) {
  const std::string_view accepted = request.header("accept-encoding");
  const auto at = accepted.find("gzip");
  return at != accepted.npos && !accepted.substr(at).starts_with("gzip;q=0,") &&
         accepted.substr(at) != "gzip;q=0";
}

std::shared_ptr<const Answer> answer_of(std::string type, std::shared_ptr<const std::string> body,
                                        bool pack) {
  auto out = std::make_shared<Answer>();
  out->type = std::move(type);
  out->tag = blake2b_hex(*body, 12);
  out->body = std::move(body);
  if (pack && out->body->size() >= kPackedFrom) {
    auto packed = std::make_shared<const std::string>(source::gzip(*out->body));
    out->packed = packed->size() < out->body->size();
    if (out->packed) out->body = std::move(packed);
  }
  return out;
}

Response delivered(const Request& request, const Answer& answer) {
  const std::string tag = '"' + answer.tag + (answer.packed ? "-gz\"" : "\"");
  Response out;
  out.type = answer.type;
  out.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding"}};
  const std::string_view known = request.header("if-none-match");
  if (known == "*" || known.find('"' + answer.tag) != known.npos) {
    out.status = 304;
    out.body = std::make_shared<const std::string>();
    return out;
  }
  if (answer.packed) out.headers.emplace_back("Content-Encoding", "gzip");
  out.body = answer.body;
  return out;
}

}  // namespace bangvang::server
