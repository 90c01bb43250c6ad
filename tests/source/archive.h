// Archives written by hand for the tests, whole and damaged.
#pragma once

#include <zlib.h>

#include <string>
#include <string_view>

namespace bangvang::source {

// One gzip member (wrapping 31), a zlib stream (15) or bare deflate (-15).
inline std::string deflated(std::string_view bytes, int wrapping = 31) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, wrapping, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

// A record with the given headers beside its length; `length` may lie.
inline std::string record(std::string_view headers, std::string_view content,
                          std::string_view length = {}) {
  std::string out = "WARC/1.0\r\n" + std::string(headers) + "Content-Length: ";
  out += length.empty() ? std::to_string(content.size()) : std::string(length);
  return out + "\r\n\r\n" + std::string(content) + "\r\n\r\n";
}

inline std::string headers(std::string_view type, std::string_view uri) {
  return "WARC-Type: " + std::string(type) + "\r\nWARC-Target-URI: " + std::string(uri) +
         "\r\nWARC-Date: 2024-03-18T02:30:00Z\r\n";
}

// A response as a crawler stores it.
inline std::string response(std::string_view uri, std::string_view http,
                            std::string_view length = {}) {
  return record(headers("response", uri) + "Content-Type: application/http; msgtype=response\r\n",
                http, length);
}

inline std::string http(std::string_view body,
                        std::string_view fields = "Content-Type: text/html; charset=utf-8\r\n",
                        std::string_view status = "200 OK") {
  return "HTTP/1.1 " + std::string(status) + "\r\n" + std::string(fields) + "\r\n" +
         std::string(body);
}

inline std::string page(std::string_view uri, std::string_view body) {
  return response(uri, http(body));
}

}  // namespace bangvang::source
