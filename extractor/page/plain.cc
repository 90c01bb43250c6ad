#include "extractor/page/plain.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <utility>
#include <vector>

#include "extractor/base/date.h"
#include "extractor/page/blocks.h"
#include "extractor/page/byline.h"
#include "extractor/page/character.h"
#include "extractor/page/furniture.h"
#include "extractor/page/line.h"
#include "extractor/page/stamp.h"
#include "extractor/page/title.h"
#include "extractor/page/url.h"
#include "extractor/text/normal_text.h"

namespace bangvang::page {
namespace {

constexpr int kNoticeTitleWords = 4;         // first line of a page without running text
constexpr int kHeadlessWords = 6;            // of a line kept above the text of an untitled page
constexpr std::size_t kStampsBelow = 4;      // lines into the body where a stamp may still stand
constexpr int kMenuWords = 8;                // a trailing menu: at least kMenuRun lines of at most
constexpr std::size_t kMenuRun = 4;          // kMenuWords words without a full stop
constexpr std::size_t kMostListedNames = 2;  // more names in a row are a list, not signatures
constexpr std::size_t kPublisherLines = 3;
constexpr std::size_t kPublisherBytes = 400;  // of each
constexpr std::size_t kFarStamps = 3;         // lines behind the body where a labelled stamp may be

// One spelling for title and author: white space collapsed, composed letters.
std::string tidy(std::string_view raw) {
  std::string plain = collapse(raw);
  bool composed = true;
  for (std::size_t at = 0; at < plain.size() && composed;) {
    const Character c = character_at(plain, at);
    at += c.size;
    composed = c.value < 0x300 || c.value >= 0x370;
  }
  if (composed) return plain;
  const auto normal = text::normalise(plain);
  return normal ? std::string(normal->utf8()) : plain;
}

// Reads one page; the members are what is known so far, in the order it is found out.
class PlainReader {
 public:
  PlainReader(std::string_view text, const Hints& hints) : text_(text), hints_(hints) {}

  void read(Article& article) {
    lines_ = split_lines(text_);
    find_body();
    find_headline();
    find_end();
    find_author();
    cut_trailing_menu();
    article.title = title();
    article.author = author_;
    article.published = published();
    article.site_hint = publisher();
    article.attachments = attachments();
    if (title_) article.blocks.push_back({Role::kTitle, title_->span});
    append_blocks(text_, lines_, content_begin_, body_end_, running_, article.blocks);
  }

 private:
  std::string_view raw(std::size_t line) const { return lines_[line].span.of(text_); }

  // Where running text, or a list under its head line, begins. Without either the page is a short
  // notice, and its first line of any content will do.
  void find_body() {
    const std::size_t count = lines_.size();
    std::size_t at = 0;
    for (; at < count; ++at) {
      const Kind kind = lines_[at].kind;
      if (kind == Kind::kProse) break;
      if (kind != Kind::kHead || at + 1 == count) continue;
      if (lines_[at + 1].kind == Kind::kList || lines_[at + 1].kind == Kind::kItem) break;
    }
    running_ = at < count;
    if (!running_) {
      for (at = 0; at < count && !is_content(lines_[at]); ++at) {
      }
    }
    body_begin_ = at;
  }

  void find_headline() {
    content_begin_ = body_begin_;
    const std::size_t near = std::min(body_begin_ + 1, lines_.size());
    if (hints_.title) title_ = find_known_title(text_, lines_, near, *hints_.title);
    if (!title_ && running_) title_ = find_title(text_, lines_, body_begin_);
    if (!title_ && !running_) title_ = notice_title();
    if (title_) {
      content_begin_ = title_->last + 1;
      return;
    }
    // An untitled page: what stands right above its text and is no menu item belongs to it.
    while (content_begin_ > 0 && is_content(lines_[content_begin_ - 1]) &&
           lines_[content_begin_ - 1].words >= kHeadlessWords) {
      --content_begin_;
    }
  }

  std::optional<Title> notice_title() const {
    if (body_begin_ == lines_.size()) return std::nullopt;
    const Line& first = lines_[body_begin_];
    const bool headline = first.kind == Kind::kShort && first.words >= kNoticeTitleWords &&
                          !opens_report(plain_form(raw(body_begin_)));
    const bool more = std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(body_begin_) + 1,
                                  lines_.end(), is_content);
    if (!headline || !more) return std::nullopt;
    return title_of_line(text_, lines_, body_begin_);
  }

  // The last line of running text before `end`; body_begin_ when there is none.
  std::size_t last_prose(std::size_t end) const {
    for (std::size_t at = end; at > body_begin_; --at) {
      if (lines_[at - 1].kind == Kind::kProse) return at - 1;
    }
    return body_begin_;
  }

  void find_end() {
    body_end_ = body_begin_;
    while (body_end_ < lines_.size() && lines_[body_end_].kind != Kind::kEnd) ++body_end_;
    last_prose_ = last_prose(body_end_);
    bool closed = false;  // the article has said that it is over
    for (std::size_t at = body_begin_; at < body_end_; ++at) {
      if (is_weak_end(at) && at > body_begin_ && (closed || at > last_prose_)) {
        body_end_ = at;
        break;
      }
      closed = closed || lines_[at].kind == Kind::kCredit || raw(at).ends_with("./.");
    }
    last_prose_ = last_prose(body_end_);
  }

  bool is_weak_end(std::size_t at) const {
    if (lines_[at].kind == Kind::kWeakEnd) return true;
    if (lines_[at].kind != Kind::kStamp) return false;
    const auto stamp = parse_stamp(plain_form(raw(at)));
    return stamp && stamp->may_be_clock();
  }

  // Signatures stand behind the running text; a credit may also stand under the headline.
  void find_author() {
    std::optional<Byline> best;
    std::size_t names = 0;
    std::size_t cut = body_end_;
    for (std::size_t at = last_prose_ + 1; at < body_end_; ++at) {
      auto byline = lines_[at].kind == Kind::kCredit ? labelled_byline(raw(at)) : signature(at);
      if (lines_[at].kind == Kind::kCredit || byline) cut = std::min(cut, at);
      if (is_name_line(at)) ++names;
      if (byline && (!best || byline->signature > best->signature)) best = std::move(byline);
    }
    if (names > kMostListedNames) return;
    body_end_ = cut;
    if (!best) best = head_byline();
    if (!best) best = inner_credit();
    if (best) author_ = tidy(best->author);
  }

  bool is_name_line(std::size_t at) const {
    if (lines_[at].kind != Kind::kShort) return false;
    const auto byline = bare_byline(raw(at));
    return byline && byline->signature == Signature::kName;
  }

  std::optional<Byline> signature(std::size_t at) const {
    if (lines_[at].kind != Kind::kShort || at == 0) return std::nullopt;
    std::size_t above = at - 1;
    while (above > body_begin_ && lines_[above].kind == Kind::kFurniture) --above;
    const Line& before = lines_[above];
    const bool closed = before.kind == Kind::kCredit || ends_sentence(raw(above));
    // Behind a caption, or text that forgot its full stop, only a line set apart is a signature.
    const bool apart = lines_[at].gap &&
                       (before.kind == Kind::kShort || before.kind == Kind::kProse) &&
                       !bare_byline(raw(above));
    if (!closed && !apart) return std::nullopt;
    auto byline = bare_byline(raw(at));
    const bool organisation = byline && byline->signature == Signature::kOrganisation;
    return organisation && !closed ? std::nullopt : byline;
  }

  // "Tác giả: …", or a name, between headline and text. Takes the line out of the article.
  std::optional<Byline> head_byline() {
    for (std::size_t at = content_begin_; at < body_begin_; ++at) {
      Line& line = lines_[at];
      if (line.kind == Kind::kCredit) {
        auto byline = labelled_byline(raw(at));
        if (byline && byline->signature == Signature::kCredit) return byline;
      } else if (line.kind == Kind::kShort && title_) {
        auto byline = bare_byline(raw(at));
        if (byline && byline->signature == Signature::kName) {
          line.kind = Kind::kFurniture;
          return byline;
        }
      }
    }
    return std::nullopt;
  }

  // A credit in the middle of the text, where pages go on behind it; the last one counts. The
  // photographer of one picture is not the author.
  std::optional<Byline> inner_credit() const {
    for (std::size_t at = last_prose_; at > body_begin_; --at) {
      if (lines_[at].kind != Kind::kCredit) continue;
      auto byline = labelled_byline(raw(at));
      if (byline && byline->signature > Signature::kPhoto) return byline;
    }
    return std::nullopt;
  }

  // A run of short lines behind everything else, on a page that nobody signed.
  void cut_trailing_menu() {
    if (author_ || !running_) return;
    std::size_t solid = body_end_;
    while (solid > body_begin_ && lines_[solid - 1].kind == Kind::kShort) --solid;
    if (solid == body_begin_ || lines_[solid - 1].kind == Kind::kHead) return;
    std::size_t begin = solid;
    for (std::size_t at = solid; at < body_end_; ++at) {
      const bool item =
          lines_[at].words <= kMenuWords && !ends_sentence(raw(at)) && !is_name_line(at);
      if (!item) begin = at + 1;
      if (at + 1 - begin >= kMenuRun) {
        body_end_ = begin;
        return;
      }
    }
  }

  std::optional<std::string> title() const {
    if (hints_.title && !collapse(*hints_.title).empty()) return tidy(*hints_.title);
    if (!title_) return std::nullopt;
    return tidy(title_->span.of(text_));
  }

  // How far a stamp at `line` is to be believed; 0 not at all.
  int trust(const Stamp& stamp, std::size_t line) const {
    const bool above = !title_ || line < title_->first;
    if (stamp.may_be_clock()) return above || line >= body_begin_ ? 0 : 1;
    if (stamp.label == Stamp::Label::kPublished) return 6;
    if (stamp.label == Stamp::Label::kUpdated) return 5;
    if (stamp.weekday && above) return 2;
    return stamp.minutes ? 4 : 3;
  }

  std::optional<Stamp> best_stamp() const {
    std::optional<Stamp> best;
    int best_trust = 0;
    const auto consider = [&](const std::optional<Stamp>& stamp, std::size_t line) {
      if (!stamp) return;
      const int points = trust(*stamp, line);
      // Of two dates with a weekday the upper one is the clock.
      if (points > best_trust || (points == 1 && best_trust == 1)) {
        best = stamp;
        best_trust = points;
      }
    };
    const std::size_t end = std::min(lines_.size(), body_begin_ + kStampsBelow);
    for (std::size_t at = 0; at < end; ++at) {
      if (title_ && at == title_->last) consider(title_->stamp, at);
      if (lines_[at].kind == Kind::kStamp) consider(parse_stamp(plain_form(raw(at))), at);
    }
    if (best) return best;
    const std::size_t far = std::min(lines_.size(), body_end_ + kFarStamps);
    for (std::size_t at = std::max(end, last_prose_); at < far; ++at) {
      if (lines_[at].kind != Kind::kStamp) continue;
      const auto stamp = parse_stamp(plain_form(raw(at)));
      if (stamp && stamp->label != Stamp::Label::kNone) consider(stamp, at);
    }
    return best;
  }

  std::optional<std::string> published() const {
    if (hints_.published) {
      if (auto time = to_local_time(*hints_.published)) return time;
      if (const auto stamp = parse_stamp(plain_form(*hints_.published))) return stamp->iso();
    }
    const auto address = hints_.url ? url_date(*hints_.url) : std::nullopt;
    const auto stamp = best_stamp();
    if (!stamp) return address;
    std::string time = stamp->iso();
    const bool day_in_address = address && address->size() == time.substr(0, 10).size();
    return day_in_address && !time.starts_with(*address) ? address : std::optional(std::move(time));
  }

  std::optional<std::string> publisher() const {
    std::string words;
    std::size_t found = 0;
    for (std::size_t at = 0; at < lines_.size() && found < kPublisherLines; ++at) {
      if (!lines_[at].publisher || lines_[at].span.size() > kPublisherBytes) continue;
      if (found++ > 0) words += '\n';
      words += collapse(raw(at));
    }
    return words.empty() ? std::nullopt : std::optional(std::move(words));
  }

  // Files named on a line that says they are attached.
  std::vector<std::string> attachments() const {
    static constexpr std::array<std::string_view, 7> kExtensions = {
        ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".rar"};
    std::vector<std::string> names;
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      if (lines_[at].kind != Kind::kFurniture || raw(at).find('.') == std::string_view::npos)
        continue;
      if (plain_form(raw(at)).find("dinh kem") == std::string::npos) continue;
      const std::string line = collapse(raw(at));
      for (std::size_t begin = 0; begin < line.size();) {
        const std::size_t end = std::min(line.find_first_of(" ,;", begin), line.size());
        const std::string name = line.substr(begin, end - begin);
        const auto is_end = [&](std::string_view extension) { return name.ends_with(extension); };
        if (std::ranges::any_of(kExtensions, is_end)) names.push_back(name);
        begin = end + 1;
      }
    }
    return names;
  }

  std::string_view text_;
  const Hints& hints_;
  std::vector<Line> lines_;
  bool running_ = false;        // there is running text
  std::size_t body_begin_ = 0;  // its first line
  std::optional<Title> title_;
  std::size_t content_begin_ = 0;  // the first line that belongs to the article, the title apart
  std::size_t body_end_ = 0;       // behind the last
  std::size_t last_prose_ = 0;     // the last line of running text
  std::optional<std::string> author_;
};

}  // namespace

Article read_plain(std::string text, const Hints& hints) {
  assert(text.size() < std::numeric_limits<std::uint32_t>::max());
  Article article;
  article.source = hints.source;
  if (hints.url) {
    article.url = canonical_url(*hints.url);
    if (std::string host = host_of(*article.url); !host.empty()) article.site = std::move(host);
  }
  article.text = std::move(text);
  PlainReader(article.text, hints).read(article);
  return article;
}

}  // namespace bangvang::page
