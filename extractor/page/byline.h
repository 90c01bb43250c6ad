// Private to this room: who signs an article.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bangvang::page {

// Written forms of an author, the more telling the higher.
enum class Signature : std::uint8_t { kPhoto, kQuoted, kSource, kOrganisation, kName, kCredit };

struct Byline {
  std::string author;
  Signature signature = Signature::kName;
};

// The author a line names behind a label: "Tin, ảnh: Lê Thu - Chuyên viên …", "Nguồn: …". Nothing
// when there is no such label, or an address of the web behind it.
std::optional<Byline> labelled_byline(std::string_view line);

// The author a line consists of: a name or several, an abbreviated one ("H.Nhung"), a desk ("PV"),
// "Theo …" and a name, or an organisation. Its place must say that it is one.
std::optional<Byline> bare_byline(std::string_view line);

}  // namespace bangvang::page
