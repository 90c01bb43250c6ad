#include "extractor/source/byte_stream.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace bangvang::source {
namespace {

constexpr std::size_t kInputBytes = std::size_t{1} << 20;
// Members that are shorter when packed are inflated as a whole: nearly all pages.
constexpr std::size_t kWholeInput = kInputBytes / 2;
constexpr std::size_t kWholeOutput = std::size_t{4} << 20;
constexpr std::size_t kPieceBytes = std::size_t{256} << 10;
// A window that grew beyond this for one large record is given back afterwards.
constexpr std::size_t kKeptBytes = std::size_t{8} << 20;
constexpr std::size_t kGzipHeadBytes = 10;

unsigned byte(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

bool is_gzip(std::string_view bytes) {
  return bytes.size() >= 3 && byte(bytes, 0) == 0x1F && byte(bytes, 1) == 0x8B &&
         byte(bytes, 2) == 8;
}

// Ten bytes that could begin a member in the midst of packed bytes: no reserved flag, levels and
// systems that RFC 1952 knows.
bool is_likely_member(std::string_view bytes) {
  if (bytes.size() < kGzipHeadBytes || !is_gzip(bytes)) return false;
  const unsigned level = byte(bytes, 8), system = byte(bytes, 9);
  return byte(bytes, 3) < 0x20 && (level == 0 || level == 2 || level == 4) &&
         (system <= 13 || system == 255);
}

}  // namespace

ByteStream::ByteStream(Input input, double max_ratio)
    : input_(std::move(input)), max_ratio_(max_ratio) {}

Result<ByteStream> ByteStream::open(const std::string& path, double max_ratio, Place begin) {
  auto input = Input::open(path);
  if (!input) return std::unexpected(std::move(input.error()));
  ByteStream stream(*std::move(input), max_ratio);
  stream.in_ = std::make_unique_for_overwrite<char[]>(kInputBytes);
  auto got = stream.fill_input(kGzipHeadBytes);
  if (!got) return std::unexpected(std::move(got.error()));
  stream.gzip_ = is_gzip(stream.input());
  if (begin.offset > 0) {
    if (!stream.input_.seek(begin.offset)) {
      return fail(Error::Kind::kUnreadable, "cannot be read from the middle", {}, path);
    }
    stream.restart_input(begin.offset);
    if (got = stream.fill_input(kGzipHeadBytes); !got) {
      return std::unexpected(std::move(got.error()));
    }
    stream.broken_ = stream.gzip_ && *got > 0 && !is_gzip(stream.input());
  }
  stream.members_.push_back({0, begin.offset});
  if (begin.inner > 0) {
    if (auto left = stream.skip(begin.inner, {}); !left) {
      return std::unexpected(std::move(left.error()));
    }
  }
  return stream;
}

// Reads until `wanted` bytes of the file wait or it ends; gives how many wait.
Result<std::size_t> ByteStream::fill_input(std::size_t wanted) {
  if (input().size() >= wanted || in_ended_) return input().size();
  std::memmove(in_.get(), in_.get() + in_begin_, in_end_ - in_begin_);
  in_end_ -= std::exchange(in_begin_, 0);
  while (in_end_ < wanted) {
    const auto got = input_.read(in_.get() + in_end_, kInputBytes - in_end_);
    if (!got) {
      in_ended_ = true;
      return std::unexpected(got.error());
    }
    if (*got == 0) {
      in_ended_ = true;
      break;
    }
    in_end_ += *got;
  }
  return in_end_;
}

void ByteStream::restart_input(std::uint64_t offset) {
  in_begin_ = in_end_ = 0;
  in_offset_ = offset;
  in_ended_ = false;
}

void ByteStream::take_input(std::size_t n) {
  in_begin_ += n;
  in_offset_ += n;
}

void ByteStream::reserve(std::size_t free) {
  if (begin_ == end_) {
    begin_ = end_ = 0;
    if (capacity_ > kKeptBytes) capacity_ = 0;
  }
  if (capacity_ - end_ >= free) return;
  const std::size_t size = end_ - begin_;
  if (capacity_ < 2 * (size + free)) {
    capacity_ = 2 * (size + free);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
    if (size > 0) std::memcpy(larger.get(), buffer_.get() + begin_, size);
    buffer_ = std::move(larger);
  } else {
    std::memmove(buffer_.get(), buffer_.get() + begin_, size);
  }
  begin_ = 0;
  end_ = size;
}

void ByteStream::clear() {
  position_ += end_ - begin_;
  begin_ = end_ = 0;
  members_.clear();
  members_.push_back({position_, in_offset_});
}

Result<bool> ByteStream::more() {
  if (damage_) return raise(*std::exchange(damage_, std::nullopt));
  if (ended_) return false;
  if (broken_) {
    broken_ = false;
    if (!find_member()) return end_of_file();
    clear();
  }
  return gzip_ ? more_gzip() : more_plain();
}

Result<bool> ByteStream::more_plain() {
  if (input().empty()) {
    auto got = fill_input(1);
    if (!got) {
      ended_ = true;
      return raise(std::move(got.error()));
    }
    if (*got == 0) return end_of_file();
  }
  const std::size_t size = std::min(input().size(), kPieceBytes);
  reserve(size);
  std::memcpy(buffer_.get() + end_, input().data(), size);
  end_ += size;
  take_input(size);
  return true;
}

Result<bool> ByteStream::end_of_file() {
  ended_ = true;
  if (input_.changed()) {
    return raise({Error::Kind::kUnreadable, path(), {}, "changed while it was read"});
  }
  return false;
}

Result<bool> ByteStream::more_gzip() {
  if (!in_member_) {
    auto begun = begin_member();
    if (!begun || !*begun) return begun;
    if (!in_member_) return true;
  }
  return inflate_some();
}

// Inflates a short member as a whole, or gets ready for a long or damaged one.
Result<bool> ByteStream::begin_member() {
  auto got = fill_input(kWholeInput);
  if (!got) {
    ended_ = true;
    return raise(std::move(got.error()));
  }
  if (*got == 0) return end_of_file();
  member_offset_ = in_offset_;
  member_bytes_ = 0;
  if (!is_gzip(input())) {
    if (only_zeros()) return end_of_file();  // tapes and some archivers fill up their blocks
    return raise(
        damage(Error::Kind::kBadInput, "holds bytes between gzip members that are not gzip", true));
  }
  if (inflate_whole()) {
    member_ended();
    return true;
  }
  inflater_.begin(Wrapping::kGzip);
  in_member_ = true;
  return true;
}

bool ByteStream::inflate_whole() {
  for (const std::size_t room : {kPieceBytes, kWholeOutput}) {
    reserve(room);
    const auto done = whole_.inflate(input(), buffer_.get() + end_, capacity_ - end_);
    if (done) {
      end_ += done->given;
      take_input(done->taken);
      return true;
    }
    if (!done.error().no_room) return false;
  }
  return false;
}

void ByteStream::member_ended() {
  in_member_ = false;
  members_.push_back({position_ + (end_ - begin_), in_offset_});
}

Result<bool> ByteStream::inflate_some() {
  reserve(kPieceBytes);
  while (true) {
    auto got = fill_input(1);
    if (!got) {
      ended_ = true;
      return raise(std::move(got.error()));
    }
    const auto step = inflater_.step(input(), buffer_.get() + end_, kPieceBytes);
    end_ += step.given;
    member_bytes_ += step.given;
    take_input(step.taken);
    if (step.state == Inflater::State::kEnd) {
      member_ended();
      return true;
    }
    if (auto found = fault(step)) {
      if (step.given == 0) return raise(*std::move(found));
      damage_ = std::move(found);
    }
    if (step.given > 0) return true;
  }
}

// What is wrong with the member after this step, if anything.
std::optional<Error> ByteStream::fault(const Inflater::Step& step) {
  if (step.state == Inflater::State::kDamaged) {
    return damage(Error::Kind::kBadInput, "holds damaged gzip", true);
  }
  const double packed = static_cast<double>(in_offset_ - member_offset_);
  if (member_bytes_ > kRatioFreeBytes && static_cast<double>(member_bytes_) > packed * max_ratio_) {
    return damage(Error::Kind::kLimit,
                  "holds gzip that inflates to more than " +
                      std::to_string(static_cast<long>(max_ratio_)) + " times its size",
                  false);
  }
  if (step.taken == 0 && step.given == 0 && in_ended_ && input().empty()) {
    return damage(Error::Kind::kBadInput, "ends within a gzip member", true);
  }
  return std::nullopt;
}

std::unexpected<Error> ByteStream::raise(Error error) {
  clear();
  return std::unexpected(std::move(error));
}

// Remembers where to look for the next member: a damaged one may end anywhere behind its head.
Error ByteStream::damage(Error::Kind kind, std::string reason, bool from_member) {
  in_member_ = false;
  broken_ = true;
  Error error{kind, path(), "byte " + std::to_string(member_offset_), std::move(reason)};
  if (!from_member) return error;
  const std::uint64_t back = in_offset_ - member_offset_;
  if (back <= in_begin_) {
    in_begin_ -= back;
    in_offset_ = member_offset_;
  } else if (input_.seek(member_offset_)) {
    restart_input(member_offset_);
  } else {
    return error;
  }
  if (auto got = fill_input(1); got && *got > 0) take_input(1);
  return error;
}

bool ByteStream::find_member() {
  while (true) {
    const auto got = fill_input(kGzipHeadBytes);
    if (!got || *got < kGzipHeadBytes) return false;
    const void* found = std::memchr(input().data(), 0x1F, input().size());
    if (found == nullptr) {
      take_input(input().size());
      continue;
    }
    take_input(static_cast<std::size_t>(static_cast<const char*>(found) - input().data()));
    if (input().size() < kGzipHeadBytes) continue;
    if (is_likely_member(input())) return true;
    take_input(1);
  }
}

bool ByteStream::only_zeros() {
  while (true) {
    const auto got = fill_input(1);
    if (!got || *got == 0) return true;
    if (input().find_first_not_of('\0') != std::string_view::npos) return false;
    take_input(input().size());
  }
}

void ByteStream::consume(std::size_t n) {
  assert(n <= window().size());
  begin_ += n;
  position_ += n;
  while (members_.size() > 1 && members_[1].position <= position_) members_.pop_front();
}

// Leaves out much of a plain file without reading it; gives how much.
std::uint64_t ByteStream::seek_ahead(std::uint64_t n) {
  if (gzip_ || n <= kInputBytes || !window().empty()) return 0;
  const auto size = input_.size();
  if (!size || *size <= in_offset_) return 0;
  const std::uint64_t sought = std::min(n, *size - in_offset_);
  if (!input_.seek(in_offset_ + sought)) return 0;
  restart_input(in_offset_ + sought);
  position_ += sought;
  return sought;
}

Result<std::uint64_t> ByteStream::skip(std::uint64_t n, std::string_view stop) {
  while (true) {
    const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(n, window().size()));
    consume(take);
    n -= take;
    if (n == 0) return 0;
    if (const std::uint64_t sought = seek_ahead(n); sought > 0) {
      n -= sought;
      continue;
    }
    auto got = more();
    if (!got) return std::unexpected(std::move(got.error()));
    if (!*got) return n;
    if (gzip_ && !stop.empty() && place().inner == 0 && window().starts_with(stop)) return n;
  }
}

Place ByteStream::place() const {
  const Member& member = members_.front();
  const std::uint64_t inner = position_ - member.position;
  return gzip_ ? Place{.offset = member.offset, .inner = inner}
               : Place{.offset = member.offset + inner};
}

bool ByteStream::member_border_at(std::size_t n) const {
  return gzip_ && std::ranges::any_of(members_,
                                      [&](const Member& m) { return m.position == position_ + n; });
}

std::optional<std::size_t> ByteStream::last_member() const {
  if (!gzip_) return std::nullopt;
  const std::uint64_t end = position_ + (end_ - begin_);
  for (auto member = members_.rbegin(); member != members_.rend(); ++member) {
    if (member->position < position_) return std::nullopt;
    if (member->position < end) return static_cast<std::size_t>(member->position - position_);
  }
  return std::nullopt;
}

bool ByteStream::go_back(Place to) {
  if (gzip_ || !input_.seek(to.offset)) return false;
  restart_input(to.offset);
  ended_ = false;
  clear();
  return true;
}

}  // namespace bangvang::source
