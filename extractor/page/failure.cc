#include "extractor/page/failure.h"

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

}  // namespace

std::optional<Failure> failure_said(std::string_view plain) {
  for (const Phrase& phrase : kPhrases) {
    if (plain.find(phrase.text) != std::string_view::npos) return phrase.means;
  }
  if (plain == "dang nhap" || plain == "login" || plain == "sign in") return Failure::kLogin;
  if (plain == "404") return Failure::kNotFound;
  return std::nullopt;
}

std::string_view name_of(Failure failure) { return words_of(failure).name; }
std::string_view reason_of(Failure failure) { return words_of(failure).reason; }

}  // namespace bangvang::page
