#include "extractor/text/nfc.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <sstream>
#include <string>

#include "extractor/text/normal_text.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

// Unicode's own conformance test, as Debian's package unicode-data installs it.
constexpr const char* kConformance = "/usr/share/unicode/NormalizationTest.txt.bz2";

std::string unpacked(const std::string& path) {
  std::string out;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(
      ::popen(("bzip2 -dc " + path + " 2>/dev/null").c_str(), "r"), ::pclose);
  char buffer[4096];
  for (std::size_t got; pipe && (got = std::fread(buffer, 1, sizeof buffer, pipe.get())) > 0;) {
    out.append(buffer, got);
  }
  return out;
}

// "0044 0307" as UTF-8.
std::string from_hex(const std::string& field) {
  std::istringstream in(field);
  std::string out;
  for (unsigned c; in >> std::hex >> c;) append_utf8(out, c);
  return out;
}

TEST(Nfc, PassesTheConformanceTestOfUnicode) {
  std::istringstream in(unpacked(kConformance));
  std::size_t cases = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#' || line[0] == '@') continue;
    std::istringstream fields(line);
    std::string column[5];
    for (std::string& c : column) {
      std::getline(fields, c, ';');
      c = from_hex(c);
    }
    const std::string expected[] = {column[1], column[1], column[1], column[3], column[3]};
    for (std::size_t i = 0; i < 5; ++i) ASSERT_EQ(nfc(column[i]), expected[i]) << line;
    const auto normal = normalise(column[0]);
    ASSERT_TRUE(normal && normalise(normal->utf8())->unchanged()) << line;
    // Canonically equal sources have one normal form.
    ASSERT_EQ(normal->utf8(), normalise(column[2])->utf8()) << line;
    ++cases;
  }
  if (cases == 0) GTEST_SKIP() << "package unicode-data or bzip2 is not installed";
  EXPECT_GT(cases, 18'000u);
}

}  // namespace
}  // namespace bangvang::text
