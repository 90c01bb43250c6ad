#include "extractor/page/failure.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <vector>

#include "extractor/page/character.h"
#include "extractor/page/scrambled.h"

namespace bangvang::page {
namespace {

struct Words {
  std::string_view name, reason;
};

Words words_of(Failure failure) {
  switch (failure) {
    case Failure::kListPage:
      return {"list-page", "shows a list of articles, not one"};
    case Failure::kChallenge:
      return {"challenge", "is a check against robots, not an article"};
    case Failure::kLogin:
      return {"login", "asks to log in"};
    case Failure::kScriptOnly:
      return {"script-only", "holds scripts and no text; it was saved before they ran"};
    case Failure::kNotFound:
      return {"not-found", "says that what was asked for is not there"};
    case Failure::kScrambled:
      return {"scrambled", "has letters that make no words"};
    case Failure::kNoText:
      return {"no-text", "holds no text of an article"};
    case Failure::kTooLong:
      return {"too-long", "is longer than pages are read"};
    case Failure::kTooDeep:
      return {"too-deep", "has elements nested deeper than pages are read"};
    case Failure::kTooBroken:
      return {"too-broken", "has more tags that close nothing than pages are read with"};
    case Failure::kTooSlow:
      return {"time", "took longer than allowed"};
  }
  return {};
}

struct Phrase {
  std::string_view text;
  Failure means;
};

// In plain form. Error pages, login pages and walls of the servers and systems in use.
constexpr Phrase kPhrases[] = {
    {"khong tim thay trang", Failure::kNotFound},
    {"khong tim thay noi dung", Failure::kNotFound},
    {"khong tim thay bai viet", Failure::kNotFound},
    {"khong tim thay du lieu", Failure::kNotFound},
    {"trang khong ton tai", Failure::kNotFound},
    {"trang nay khong ton tai", Failure::kNotFound},
    {"yeu cau khong ton tai", Failure::kNotFound},
    {"duong dan khong ton tai", Failure::kNotFound},
    {"noi dung khong ton tai", Failure::kNotFound},
    {"bai viet khong ton tai", Failure::kNotFound},
    {"bai viet nay khong ton tai", Failure::kNotFound},
    {"ban tin khong ton tai", Failure::kNotFound},
    {"tin khong ton tai", Failure::kNotFound},
    {"tin da bi xoa", Failure::kNotFound},
    {"bai viet da bi xoa", Failure::kNotFound},
    {"page not found", Failure::kNotFound},
    {"not be found", Failure::kNotFound},
    {"404 not found", Failure::kNotFound},
    {"loi 404", Failure::kNotFound},
    {"error 404", Failure::kNotFound},
    {"server error in", Failure::kNotFound},
    {"runtime error", Failure::kNotFound},
    {"just a moment", Failure::kChallenge},
    {"checking your browser", Failure::kChallenge},
    {"verify you are human", Failure::kChallenge},
    {"verifying you are human", Failure::kChallenge},
    {"are not a robot", Failure::kChallenge},
    {"are you a robot", Failure::kChallenge},
    {"ddos protection", Failure::kChallenge},
    {"attention required", Failure::kChallenge},
    {"access denied", Failure::kChallenge},
    {"unusual traffic", Failure::kChallenge},
    {"khong phai la robot", Failure::kChallenge},
    {"khong phai robot", Failure::kChallenge},
    {"kiem tra trinh duyet", Failure::kChallenge},
    {"xac minh ban la nguoi", Failure::kChallenge},
    {"truy cap bi tu choi", Failure::kChallenge},
    {"truy cap cua ban bi chan", Failure::kChallenge},
    {"dang nhap he thong", Failure::kLogin},
    {"vui long dang nhap", Failure::kLogin},
    {"ban can dang nhap", Failure::kLogin},
    {"ban phai dang nhap", Failure::kLogin},
    {"please log in", Failure::kLogin},
    {"please sign in", Failure::kLogin},
};

// The phrases by their first two letters, so that a text is gone through once for all of them.
class Starts {
 public:
  Starts() {
    for (std::size_t i = 0; i < std::size(kPhrases); ++i) {
      const std::size_t slot = slot_of(kPhrases[i].text[0], kPhrases[i].text[1]);
      any_.set(slot);
      phrases_[slot].push_back(i);
    }
  }

  // The first of kPhrases that stands in the text, wherever; else their number.
  std::size_t first_in(std::string_view text) const {
    std::size_t first = std::size(kPhrases);
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
      const std::size_t slot = slot_of(text[at], text[at + 1]);
      if (!any_[slot]) continue;
      for (const std::size_t i : phrases_[slot]) {
        if (i < first && text.substr(at).starts_with(kPhrases[i].text)) first = i;
      }
    }
    return first;
  }

 private:
  static constexpr std::size_t kSlots = 1024;
  static std::size_t slot_of(char a, char b) {
    return static_cast<std::size_t>(a & 31) << 5 | static_cast<std::size_t>(b & 31);
  }

  std::bitset<kSlots> any_;
  std::array<std::vector<std::size_t>, kSlots> phrases_;
};

// Of a line that is running text, and of as much of it as no wall or error page has.
constexpr std::size_t kRunningBytes = 120, kMuchRunningBytes = 2000;
constexpr std::size_t kLittleText = 600;  // bytes that a page shows in all: a login, an error
constexpr std::size_t kReadBytes = 2048;  // of the longest line, to tell letters at random
constexpr std::size_t kShortLine = 40;    // such as "404" and "Đăng nhập"

}  // namespace

bool may_have_failed(std::string_view html, std::string_view visible) {
  std::size_t running = 0, longest = 0, longest_at = 0;
  std::vector<std::string_view> short_lines;
  for (std::size_t at = 0; at < visible.size();) {
    const std::size_t end = std::min(visible.find('\n', at), visible.size());
    const std::size_t size = end - at;
    if (size >= kRunningBytes) running += size;
    if (size > 0 && size <= kShortLine) short_lines.push_back(visible.substr(at, size));
    if (size > longest) longest_at = at, longest = size;
    at = end + 1;
  }
  if (visible.size() < kLittleText) return true;
  if (is_scrambled(visible.substr(longest_at, kReadBytes))) return true;
  if (running >= kMuchRunningBytes) return false;
  return html.find("password") != std::string_view::npos || failure_said(plain_form(visible)) ||
         std::ranges::any_of(short_lines, [](std::string_view line) {
           return failure_said(plain_form(line)).has_value();
         });
}

std::optional<Failure> failure_said(std::string_view plain) {
  static const Starts starts;
  const std::size_t said = starts.first_in(plain);
  if (said < std::size(kPhrases)) return kPhrases[said].means;
  if (plain == "dang nhap" || plain == "login" || plain == "sign in") return Failure::kLogin;
  if (plain == "404") return Failure::kNotFound;
  return std::nullopt;
}

std::string_view name_of(Failure failure) { return words_of(failure).name; }
std::string_view reason_of(Failure failure) { return words_of(failure).reason; }

}  // namespace bangvang::page
