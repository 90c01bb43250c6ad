#include "extractor/source/deflate.h"

#include <libdeflate.h>

#include <cassert>
#include <memory>

namespace bangvang::source {
namespace {

// 4 gives nine tenths of what 9 gains in a fifth of its time.
constexpr int kLevel = 4;

struct Free {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};

}  // namespace

std::string gzip(std::string_view bytes) {
  thread_local const std::unique_ptr<libdeflate_compressor, Free> compressor(
      libdeflate_alloc_compressor(kLevel));
  std::string out(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
  const std::size_t size = libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(),
                                                    out.data(), out.size());
  assert(size > 0);
  out.resize(size);
  return out;
}

}  // namespace bangvang::source
