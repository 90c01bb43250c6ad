// Any bytes as a file: an archive, plain or packed, or JSON Lines. Whatever it is, reading ends,
// stays within its limits and names a place that gives the same document again.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extractor/source/http.h"
#include "extractor/source/reader.h"

namespace {

using namespace bangvang::source;

constexpr std::size_t kMaxPageBytes = std::size_t{1} << 20;

void require(bool truth) {
  if (!truth) std::abort();
}

// The bytes as a file without a disk.
class File {
 public:
  File(const std::uint8_t* data, std::size_t size) : descriptor_(memfd_create("fuzz", 0)) {
    require(descriptor_ >= 0 && write(descriptor_, data, size) == static_cast<ssize_t>(size));
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { close(descriptor_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

void read(const std::string& path, std::size_t size, bool lines) {
  const ReadOptions options{.json_lines = lines, .max_page_bytes = kMaxPageBytes};
  Reader reader({path}, options);
  std::size_t steps = 0;
  while (true) {
    const auto document = reader.next();
    // No input can hold more records than bytes, but packed ones may: they inflate a thousandfold.
    require(++steps < 2000 * size + 100);
    if (!document) continue;
    if (!*document) return;
    require(!(*document)->bytes.empty());
    if (lines || steps > 50) continue;
    require((*document)->bytes.size() <= std::max(kMaxPageBytes, size));
    const auto again = read_at(path, (*document)->place, options);
    require(again && again->bytes == (*document)->bytes && again->source == (*document)->source);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const File file(data, size);
  read(file.path(), size, false);
  read(file.path(), size, true);
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto head = parse_http_head(bytes)) {
    require(head->size <= size);
    (void)decode_http_body(*head, bytes.substr(head->size), false,
                           {.bytes = kMaxPageBytes, .ratio = 400});
  }
  return 0;
}
