// Why a page yields no article, in words for a log and in names to count by.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace bangvang::page {

enum class Failure : std::uint8_t {
  kListPage,    // teasers of several articles
  kChallenge,   // a wall against robots
  kLogin,       // asks who one is
  kScriptOnly,  // made by scripts after loading; nothing of it was saved
  kNotFound,    // says that there is nothing, whatever the server's status said
  kScrambled,   // letters that no reading makes words of
  kNoText,      // no text beside furniture
  kTooLong,     // longer than Limits::bytes
  kTooDeep,     // elements inside one another beyond Limits::depth
  kTooBroken,   // more tags that close nothing than kMaxMarkupFaults
  kTooSlow,     // beyond Limits::deadline
};

// What a page says about itself when it is no article: kChallenge, kLogin or kNotFound, by the
// plain form (character.h) of its title or of a line near its top.
std::optional<Failure> failure_said(std::string_view plain);

// Whether a page that shows this (visible_text(), html.h) may be a capture that failed, and not
// only a page without an article: read_html() says. Running text settles it; else what it shows is
// gone through. May be true of any page.
bool may_have_failed(std::string_view html, std::string_view visible);

// "list-page": stable, for counting.
std::string_view name_of(Failure failure);
// A sentence without a full stop: "shows a list of articles".
std::string_view reason_of(Failure failure);

}  // namespace bangvang::page
