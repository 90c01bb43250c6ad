#include <benchmark/benchmark.h>
#include <libdeflate.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "benchmarks/ingest.h"
#include "benchmarks/pages.h"
#include "benchmarks/stages.h"
#include "extractor/source/reader.h"

namespace bangvang::bench {
namespace {

constexpr std::size_t kPages = 1'000;
constexpr std::size_t kTimes = 8;  // the same archive, so that loading grammars is little of a run
constexpr std::size_t kFurnitureBytes = 45'000;  // of kPageBytes: an article is the least of a page

// Words that only machines read, and hardly pack. No figures: one might be a date, and then the
// gate must open.
class Names {
 public:
  explicit Names(std::size_t seed)
      : random_(static_cast<std::minstd_rand::result_type>(seed + 1)) {}

  std::string next() {
    std::string name = "z";
    for (auto left = 4 + random_() % 8; left > 0; --left) {
      name += static_cast<char>('a' + random_() % 26);
    }
    return name;
  }

 private:
  std::minstd_rand random_;
};

// A page as portals make them, three quarters of it styles, scripts and menus, whose text no rule
// reads.
std::string page_that_holds_nothing(const World& world, std::size_t number) {
  std::string html =
      "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>Trang</title>\n<style>\n";
  Names names(number);
  while (html.size() < kFurnitureBytes / 3) {
    html += "." + names.next() + "{margin:auto;color:red;display:block}\n";
  }
  html += "</style>\n<script>\n";
  while (html.size() < 2 * kFurnitureBytes / 3) {
    html += "var " + names.next() + "=function(x,y){return x*" + names.next() + "+y.length;};\n";
  }
  html += "</script></head><body><ul class=\"menu\">\n";
  while (html.size() < kFurnitureBytes) {
    html += "<li><a href=\"/trang-" + names.next() + ".html\" class=\"muc\">" + names.next() +
            "</a></li>\n";
  }
  html += "</ul>\n<div id=\"content\">\n";
  for (std::size_t at = number; html.size() < kPageBytes; ++at) {
    const std::string& text = world.off_topic.articles[at % world.off_topic.articles.size()].text;
    html.append("<p style=\"text-align: justify\">").append(text).append("</p>\n");
  }
  return html + "</div></body></html>\n";
}

// Pages that hold nothing, as a plain archive and as one with a gzip member for each record.
struct Archive {
  Folder folder;
  std::size_t bytes = 0;  // inflated
  std::string members;

  std::string plain() const { return folder / "pages.warc"; }
  std::string packed() const { return folder / "packed/0.warc.gz"; }
  std::string all_packed() const { return folder / "packed"; }  // kTimes of them
};

std::string member(std::string_view bytes) {
  z_stream z{};
  deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::shared_ptr<const Archive> make_archive(const World& world) {
  auto archive = std::make_shared<Archive>();
  std::ofstream plain(archive->plain(), std::ios::binary);
  for (std::size_t i = 0; i < kPages; ++i) {
    const std::string record = warc_record(page_that_holds_nothing(world, i), i);
    plain << record;
    archive->members += member(record);
    archive->bytes += record.size();
  }
  std::filesystem::create_directory(archive->all_packed());
  std::ofstream(archive->packed(), std::ios::binary) << archive->members;
  for (std::size_t i = 1; i < kTimes; ++i) {
    std::filesystem::create_hard_link(archive->packed(),
                                      archive->all_packed() + "/" + std::to_string(i) + ".warc.gz");
  }
  return archive;
}

// What the reader is measured against: the same members, already in memory, and nothing else.
std::size_t inflate_by_libdeflate(std::string_view members) {
  std::string out(std::size_t{1} << 20, '\0');
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  std::size_t all = 0;
  while (!members.empty()) {
    std::size_t taken = 0, given = 0;
    if (libdeflate_gzip_decompress_ex(inflater.get(), members.data(), members.size(), out.data(),
                                      out.size(), &taken, &given) != LIBDEFLATE_SUCCESS) {
      return 0;
    }
    members.remove_prefix(taken);
    all += given;
  }
  return all;
}

std::size_t inflate_by_zlib(std::string_view members) {
  std::string out(std::size_t{1} << 20, '\0');
  z_stream z{};
  inflateInit2(&z, MAX_WBITS + 16);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(members.data()));
  z.avail_in = static_cast<uInt>(members.size());
  std::size_t all = 0;
  while (z.avail_in > 0) {
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    if (inflate(&z, Z_NO_FLUSH) != Z_STREAM_END) break;
    all += z.total_out;
    inflateReset(&z);
  }
  inflateEnd(&z);
  return all;
}

// Reads every page; the bodies' bytes, or 0 when a page is missing or the gate opens for one.
std::size_t read_pages(const std::string& path, const pipeline::Extractor* gate) {
  source::Reader reader({path});
  std::size_t bytes = 0, pages = 0;
  while (true) {
    const auto document = reader.next();
    if (!document) return 0;
    if (!*document) return pages == kPages ? bytes : 0;
    if (gate != nullptr && !gate->is_off_topic(**document)) return 0;
    bytes += (*document)->bytes.size();
    ++pages;
  }
}

template <class Work>
void measure(const char* name, const std::shared_ptr<const Archive>& archive, Work work) {
  benchmark::RegisterBenchmark(name, [=](benchmark::State& state) {
    for (auto _ : state) {
      if (work(*archive) == 0)
        return state.SkipWithError("not every page was read, or one is open");
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(archive->bytes) *
                            static_cast<std::int64_t>(state.iterations()));
  });
}

}  // namespace

void register_archives(const World& world) {
  const auto archive = make_archive(world);
  measure("inflate by zlib", archive, [](const Archive& a) { return inflate_by_zlib(a.members); });
  measure("inflate by libdeflate", archive,
          [](const Archive& a) { return inflate_by_libdeflate(a.members); });
  measure("WARC, plain", archive, [](const Archive& a) { return read_pages(a.plain(), nullptr); });
  measure("WARC, gzip", archive, [](const Archive& a) { return read_pages(a.packed(), nullptr); });
  measure("WARC, gzip, and the gate", archive,
          [gate = pipeline::Extractor(world.rules)](const Archive& a) {
            return read_pages(a.packed(), &gate);
          });
  benchmark::RegisterBenchmark("ingest --topic emulation, WARC, gzip", [=](benchmark::State&
                                                                               state) {
    for (auto _ : state) {
      const Ingest cost = ingest(archive->folder, archive->all_packed(),
                                 {.documents = kTimes * kPages, .topic = "emulation"});
      if (!cost.good) return state.SkipWithError("not every page came in");
      state.SetIterationTime(cost.processor);
    }
    const auto times = static_cast<std::int64_t>(kTimes * state.iterations());
    state.SetBytesProcessed(static_cast<std::int64_t>(archive->bytes) * times);
    state.SetItemsProcessed(static_cast<std::int64_t>(kPages) * times);
  })->UseManualTime();
}

}  // namespace bangvang::bench
