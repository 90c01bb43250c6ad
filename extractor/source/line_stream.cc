#include "extractor/source/line_stream.h"

namespace bangvang::source {

Result<bool> LineStream::more() {
  auto got = stream_.more();
  if (!got) in_damage_ = true;
  return got;
}

Place LineStream::behind() {
  stream_.consume(std::exchange(given_, 0));
  Place place = stream_.place();
  place.line = number_;
  return place;
}

Result<std::optional<std::string_view>> LineStream::skip_long_line() {
  std::size_t end = std::string_view::npos;
  while (end == std::string_view::npos) {
    stream_.consume(stream_.window().size());
    auto got = more();
    if (!got) return std::unexpected(std::move(got.error()));
    if (!*got) break;
    end = stream_.window().find('\n');
  }
  if (end != std::string_view::npos) given_ = end + 1;
  return fail(Error::Kind::kLimit, "is longer than " + std::to_string(max_line_) + " bytes",
              "line " + std::to_string(number_), path());
}

Result<std::optional<std::string_view>> LineStream::next() {
  place_ = behind();
  std::size_t searched = 0;
  while (true) {
    const std::string_view window = stream_.window();
    const std::size_t end = window.find('\n', searched);
    if (end == std::string_view::npos && window.size() <= max_line_) {
      searched = window.size();
      auto got = more();
      if (!got) return std::unexpected(std::move(got.error()));
      if (*got) continue;
      if (stream_.window().empty() || in_damage_) return std::nullopt;
    }
    const std::string_view line = stream_.window().substr(0, end);
    if (std::exchange(in_damage_, false)) {
      stream_.consume(end == std::string_view::npos ? line.size() : end + 1);
      in_damage_ = end == std::string_view::npos;
      searched = 0;
      continue;
    }
    ++number_;
    if (line.size() > max_line_ && end == std::string_view::npos) return skip_long_line();
    given_ = end == std::string_view::npos ? line.size() : end + 1;
    if (line.size() > max_line_) {
      return fail(Error::Kind::kLimit, "is longer than " + std::to_string(max_line_) + " bytes",
                  "line " + std::to_string(number_), path());
    }
    return line;
  }
}

}  // namespace bangvang::source
