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
  }
  return {};
}

}  // namespace

std::string_view name_of(Failure failure) { return words_of(failure).name; }
std::string_view reason_of(Failure failure) { return words_of(failure).reason; }

}  // namespace bangvang::page
