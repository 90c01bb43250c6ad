// A file's bytes through a window that grows on demand, inflated where they are gzip.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/result.h"
#include "extractor/source/document.h"
#include "extractor/source/file.h"
#include "extractor/source/inflate.h"

namespace bangvang::source {

// Several gzip members behind one another read as one stream. Memory follows the window, which
// holds what was asked for and not yet consumed. Not for use by several threads at once.
class ByteStream {
 public:
  // Begins at `begin`: any byte of a plain file, of a gzip file a member, or the next one behind
  // the offset. Fails as Input::open does, and with kUnreadable when `begin` is not the beginning
  // and `path` is a pipe.
  static Result<ByteStream> open(const std::string& path, double max_ratio, Place begin = {});

  // What is at hand, valid until the next call of another function.
  std::string_view window() const { return {buffer_.get() + begin_, end_ - begin_}; }

  // Appends to the window; false at the end of the file. Fails with kUnreadable when reading fails
  // or the file changed meanwhile, with kBadInput for damaged gzip, with kLimit for a member that
  // inflates beyond `max_ratio`. An error empties the window, and the next call goes on with the
  // next member that can be found.
  Result<bool> more();

  // Requires: n <= window().size().
  void consume(std::size_t n);
  // Consumes `n` bytes, of which some may not be in the window yet; gives how many were left of
  // them at the end of the file, or where a gzip member began with `stop`.
  Result<std::uint64_t> skip(std::uint64_t n, std::string_view stop);

  // Of the window's first byte; `line` is 0.
  Place place() const;
  // Whether a gzip member begins `n` bytes into the window, or ends there.
  bool member_border_at(std::size_t n) const;
  // Where in the window the gzip member begins that was read last, if its first byte is there.
  std::optional<std::size_t> last_member() const;

  // Whether more() is known to fail when it is called next.
  bool fails_next() const { return damage_.has_value(); }
  // Whether it begins behind something that cannot be read.
  bool broken() const { return broken_ && !damage_; }

  // Goes back to a place in a plain file; false when it cannot.
  bool go_back(Place to);

  const std::string& path() const { return input_.path(); }

 private:
  struct Member {
    std::uint64_t position;  // in what is inflated, from where reading began
    std::uint64_t offset;    // in the file
  };

  ByteStream(Input input, double max_ratio);

  Result<std::size_t> fill_input(std::size_t wanted);
  Result<bool> more_plain();
  Result<bool> more_gzip();
  Result<bool> begin_member();
  Result<bool> inflate_some();
  std::optional<Error> fault(const Inflater::Step& step);
  Result<bool> end_of_file();
  bool inflate_whole();
  bool find_member();
  bool only_zeros();
  void member_ended();
  std::uint64_t seek_ahead(std::uint64_t n);
  Error damage(Error::Kind kind, std::string reason, bool from_member);
  std::unexpected<Error> raise(Error error);
  void reserve(std::size_t free);
  void clear();
  std::string_view input() const { return {in_.get() + in_begin_, in_end_ - in_begin_}; }
  void take_input(std::size_t n);
  void restart_input(std::uint64_t offset);

  Input input_;
  double max_ratio_;
  std::unique_ptr<char[]> in_;  // bytes of the file that wait to be inflated
  std::size_t in_begin_ = 0, in_end_ = 0;
  std::uint64_t in_offset_ = 0;  // in the file, of in_begin_
  bool in_ended_ = false;

  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
  std::uint64_t position_ = 0;  // of begin_, in what is inflated
  std::deque<Member> members_;  // the one that holds begin_, then those that begin behind it

  bool gzip_ = false, in_member_ = false, broken_ = false, ended_ = false;
  std::optional<Error> damage_;  // behind what the window holds
  std::uint64_t member_offset_ = 0, member_bytes_ = 0;
  Inflater inflater_;
  WholeInflater whole_;
};

}  // namespace bangvang::source
