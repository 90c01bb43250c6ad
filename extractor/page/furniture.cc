#include "extractor/page/furniture.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "extractor/base/scan.h"

namespace bangvang::page {
namespace {

// All phrases are in plain form: lower case, no marks, "đ" as "d", one space, none before ":".
// They come from the pages of department portals, newspapers and the content systems behind them.

enum class Match : std::uint8_t {
  kWhole,   // the line is the phrase, but for digits and punctuation behind it
  kStart,   // the line begins with the phrase
  kWithin,  // the phrase stands anywhere in a line of few words
};

struct Phrase {
  std::string_view text;
  Match match;
  Furniture means;
};

constexpr Phrase kPhrases[] = {
    // Counters. With a colon they open a line; without they are all of it.
    {"luot xem", Match::kStart, Furniture::kDrop},
    {"so luot xem", Match::kStart, Furniture::kDrop},
    {"luot doc", Match::kStart, Furniture::kDrop},
    {"so luot doc", Match::kStart, Furniture::kDrop},
    {"so lan doc", Match::kStart, Furniture::kDrop},
    {"so lan xem", Match::kStart, Furniture::kDrop},
    {"da xem:", Match::kStart, Furniture::kDrop},
    {"luot truy cap", Match::kStart, Furniture::kDrop},
    {"hom nay:", Match::kStart, Furniture::kDrop},
    {"hom qua:", Match::kStart, Furniture::kDrop},
    {"trong tuan:", Match::kStart, Furniture::kDrop},
    {"trong thang:", Match::kStart, Furniture::kDrop},
    {"trong nam:", Match::kStart, Furniture::kDrop},
    {"tat ca:", Match::kStart, Furniture::kDrop},
    {"online:", Match::kStart, Furniture::kDrop},
    {"dang online", Match::kStart, Furniture::kDrop},
    {"dang truc tuyen", Match::kStart, Furniture::kDrop},
    {"dang truy cap", Match::kStart, Furniture::kDrop},
    {"khach truc tuyen", Match::kStart, Furniture::kDrop},
    {"thong ke:", Match::kStart, Furniture::kDrop},
    {"thong ke truy cap", Match::kStart, Furniture::kEnd},
    {"thong ke luot truy cap", Match::kStart, Furniture::kEnd},
    {"tong luot truy cap", Match::kStart, Furniture::kEnd},
    {"tong so luot truy cap", Match::kStart, Furniture::kEnd},
    {"so nguoi truy cap", Match::kStart, Furniture::kEnd},

    // Tools for the reader.
    {"in", Match::kWhole, Furniture::kDrop},
    {"in bai viet", Match::kWhole, Furniture::kDrop},
    {"in trang", Match::kWhole, Furniture::kDrop},
    {"ban in", Match::kWhole, Furniture::kDrop},
    {"gui email", Match::kWhole, Furniture::kDrop},
    {"goi bai viet", Match::kWhole, Furniture::kDrop},
    {"gui bai viet", Match::kWhole, Furniture::kDrop},
    {"gui cho ban be", Match::kWhole, Furniture::kDrop},
    {"chia se", Match::kWhole, Furniture::kDrop},
    {"chia se bai viet", Match::kStart, Furniture::kDrop},
    {"chia se facebook", Match::kStart, Furniture::kDrop},
    {"facebook", Match::kWhole, Furniture::kDrop},
    {"twitter", Match::kWhole, Furniture::kDrop},
    {"zalo", Match::kWhole, Furniture::kDrop},
    {"quan tam", Match::kWhole, Furniture::kDrop},
    {"nghe bai viet", Match::kStart, Furniture::kDrop},
    {"doc bai viet", Match::kWhole, Furniture::kDrop},
    {"nghe doc bai", Match::kWhole, Furniture::kDrop},
    {"co chu", Match::kStart, Furniture::kDrop},
    {"xem co chu", Match::kStart, Furniture::kDrop},
    {"tang tuong phan", Match::kWithin, Furniture::kDrop},
    {"giam tuong phan", Match::kWithin, Furniture::kDrop},
    {"dang nhap", Match::kWhole, Furniture::kDrop},
    {"dang ky", Match::kWhole, Furniture::kDrop},
    {"tim kiem", Match::kWhole, Furniture::kDrop},
    {"menu", Match::kWhole, Furniture::kDrop},
    {"tro ve", Match::kWhole, Furniture::kDrop},
    {"quay lai", Match::kWhole, Furniture::kDrop},
    {"trang truoc", Match::kWhole, Furniture::kDrop},
    {"ve trang truoc", Match::kStart, Furniture::kEnd},
    {"ve dau trang", Match::kStart, Furniture::kEnd},
    {"len dau trang", Match::kStart, Furniture::kEnd},
    {"skip ribbon commands", Match::kStart, Furniture::kDrop},
    {"skip to main content", Match::kStart, Furniture::kDrop},
    {"nhay den noi dung", Match::kStart, Furniture::kDrop},
    {"truy cap noi dung luon", Match::kStart, Furniture::kDrop},
    {"turn on more accessible mode", Match::kStart, Furniture::kDrop},
    {"turn off more accessible mode", Match::kStart, Furniture::kDrop},
    {"sign in", Match::kWhole, Furniture::kDrop},
    {"javascript:void", Match::kWithin, Furniture::kDrop},

    // Where one is in the site.
    {"trang chu", Match::kWhole, Furniture::kDrop},
    {"trang nhat", Match::kWhole, Furniture::kDrop},
    {"gioi thieu", Match::kWhole, Furniture::kDrop},
    {"so do trang", Match::kWhole, Furniture::kDrop},
    {"so do site", Match::kWhole, Furniture::kDrop},
    {"so do cong", Match::kWhole, Furniture::kDrop},
    {"lien he", Match::kWhole, Furniture::kDrop},
    {"hoi dap", Match::kWhole, Furniture::kDrop},
    {"tin tuc", Match::kWhole, Furniture::kDrop},
    {"tin tuc su kien", Match::kWhole, Furniture::kDrop},
    {"tin tuc - su kien", Match::kWhole, Furniture::kDrop},
    {"chi tiet tin", Match::kWhole, Furniture::kDrop},
    {"chi tiet bai viet", Match::kWhole, Furniture::kDrop},
    {"chuyen muc:", Match::kStart, Furniture::kDrop},
    {"danh muc:", Match::kStart, Furniture::kDrop},
    {"chao mung ban den voi", Match::kStart, Furniture::kDrop},
    {"chao mung quy vi den voi", Match::kStart, Furniture::kDrop},
    {"chao mung cac ban den voi", Match::kStart, Furniture::kDrop},

    // Pictures, advertisements, labels without content.
    {"image banner", Match::kWhole, Furniture::kDrop},
    {"image advertisement", Match::kWhole, Furniture::kDrop},
    {"advertisement", Match::kWhole, Furniture::kDrop},
    {"banner", Match::kWhole, Furniture::kDrop},
    {"quang cao", Match::kWhole, Furniture::kDrop},
    {"loading", Match::kWhole, Furniture::kDrop},
    {"dang tai", Match::kWhole, Furniture::kDrop},
    {"tu khoa:", Match::kStart, Furniture::kDrop},
    {"tags:", Match::kStart, Furniture::kDrop},
    {"tag:", Match::kStart, Furniture::kDrop},
    {"file dinh kem", Match::kStart, Furniture::kDrop},
    {"tep dinh kem", Match::kStart, Furniture::kDrop},
    {"tai lieu dinh kem", Match::kStart, Furniture::kDrop},
    {"van ban dinh kem", Match::kStart, Furniture::kDrop},
    {"tai ve", Match::kWhole, Furniture::kDrop},
    {"nguoi dang:", Match::kStart, Furniture::kDrop},
    {"khong tim thay video", Match::kStart, Furniture::kDrop},
    {">> xem them", Match::kStart, Furniture::kDrop},
    {"xem them:", Match::kStart, Furniture::kDrop},
    {"doc them:", Match::kStart, Furniture::kDrop},

    // Other articles.
    {"tin lien quan", Match::kWhole, Furniture::kWeakEnd},
    {"bai lien quan", Match::kWhole, Furniture::kWeakEnd},
    {"bai viet lien quan", Match::kWhole, Furniture::kWeakEnd},
    {"tin bai lien quan", Match::kWhole, Furniture::kWeakEnd},
    {"cac bai viet lien quan", Match::kWhole, Furniture::kWeakEnd},
    {"xem them", Match::kWhole, Furniture::kWeakEnd},
    {"doc them", Match::kWhole, Furniture::kWeakEnd},
    {"tin noi bat", Match::kWhole, Furniture::kWeakEnd},
    {"tin moi", Match::kWhole, Furniture::kWeakEnd},
    {"tin moi nhat", Match::kWhole, Furniture::kWeakEnd},
    {"tin doc nhieu", Match::kWhole, Furniture::kWeakEnd},
    {"doc nhieu nhat", Match::kWhole, Furniture::kWeakEnd},
    {"tin xem nhieu", Match::kWhole, Furniture::kWeakEnd},
    {"xem nhieu", Match::kWhole, Furniture::kWeakEnd},
    {"cung chuyen muc", Match::kWhole, Furniture::kEnd},
    {"tin cung chuyen muc", Match::kWhole, Furniture::kEnd},
    {"bai viet cung chuyen muc", Match::kWhole, Furniture::kEnd},
    {"tin khac", Match::kWhole, Furniture::kEnd},
    {"cac tin khac", Match::kWhole, Furniture::kEnd},
    {"cac tin da dua", Match::kStart, Furniture::kEnd},
    {"tin da dua", Match::kStart, Furniture::kEnd},
    {"cac bai khac", Match::kWhole, Furniture::kEnd},
    {"bai viet khac", Match::kWhole, Furniture::kEnd},
    {"cac bai viet khac", Match::kWhole, Furniture::kEnd},
    {"tin moi hon", Match::kWhole, Furniture::kEnd},
    {"tin cu hon", Match::kWhole, Furniture::kEnd},
    {"nhung tin moi hon", Match::kWhole, Furniture::kEnd},
    {"nhung tin cu hon", Match::kWhole, Furniture::kEnd},
    {"cac tin cu hon", Match::kWhole, Furniture::kEnd},
    {"cac tin moi hon", Match::kWhole, Furniture::kEnd},

    // Readers' voices.
    {"binh luan", Match::kWhole, Furniture::kWeakEnd},
    {"danh gia", Match::kWhole, Furniture::kWeakEnd},
    {"luot danh gia", Match::kStart, Furniture::kEnd},
    {"danh gia bai viet", Match::kStart, Furniture::kEnd},
    {"tong so diem cua bai viet", Match::kStart, Furniture::kEnd},
    {"click de danh gia bai viet", Match::kStart, Furniture::kEnd},
    {"y kien ban doc", Match::kStart, Furniture::kEnd},
    {"gui binh luan", Match::kStart, Furniture::kEnd},
    {"gui y kien", Match::kWhole, Furniture::kEnd},
    {"binh luan cua ban", Match::kStart, Furniture::kEnd},
    {"viet binh luan", Match::kStart, Furniture::kEnd},
    {"ma xac thuc", Match::kStart, Furniture::kEnd},
    {"ma bao mat", Match::kStart, Furniture::kEnd},
    {"reset captcha", Match::kStart, Furniture::kEnd},
    {"captcha", Match::kWhole, Furniture::kEnd},

    // What stands beside an article.
    {"da phuong tien", Match::kWhole, Furniture::kWeakEnd},
    {"thu vien anh", Match::kWhole, Furniture::kWeakEnd},
    {"thu vien video", Match::kWhole, Furniture::kWeakEnd},
    {"hinh anh hoat dong", Match::kWhole, Furniture::kWeakEnd},
    {"video", Match::kWhole, Furniture::kWeakEnd},
    {"video clip", Match::kWhole, Furniture::kWeakEnd},
    {"thong bao", Match::kWhole, Furniture::kWeakEnd},
    {"lien ket", Match::kWhole, Furniture::kWeakEnd},
    {"lien ket website", Match::kWhole, Furniture::kWeakEnd},
    {"lien ket web", Match::kWhole, Furniture::kWeakEnd},
    {"website lien ket", Match::kWhole, Furniture::kWeakEnd},
    {"van ban moi", Match::kWhole, Furniture::kWeakEnd},
    {"van ban chi dao dieu hanh", Match::kWhole, Furniture::kWeakEnd},
    {"dich vu cong truc tuyen", Match::kWhole, Furniture::kWeakEnd},

    // Who publishes the site.
    {"trang thong tin dien tu", Match::kStart, Furniture::kPublisher},
    {"cong thong tin dien tu", Match::kStart, Furniture::kPublisher},
    {"co quan chu quan", Match::kStart, Furniture::kPublisher},
    {"co quan chu tri", Match::kStart, Furniture::kPublisher},
    {"don vi quan ly:", Match::kStart, Furniture::kPublisher},
    {"ban quyen", Match::kStart, Furniture::kPublisher},
    {"© ban quyen", Match::kStart, Furniture::kPublisher},
    {"©", Match::kStart, Furniture::kPublisher},
    {"copyright", Match::kStart, Furniture::kPublisher},
    {"chiu trach nhiem chinh:", Match::kStart, Furniture::kPublisher},
    {"chiu trach nhiem noi dung:", Match::kStart, Furniture::kPublisher},
    {"chiu trach nhiem xuat ban:", Match::kStart, Furniture::kPublisher},
    {"nguoi chiu trach nhiem", Match::kStart, Furniture::kPublisher},
    {"tong bien tap:", Match::kStart, Furniture::kPublisher},
    {"truong ban bien tap:", Match::kStart, Furniture::kPublisher},
    {"tru so:", Match::kStart, Furniture::kPublisher},
    {"dia chi:", Match::kStart, Furniture::kPublisher},
    {"giay phep so", Match::kStart, Furniture::kEnd},
    {"giay phep thiet lap", Match::kStart, Furniture::kEnd},
    {"dien thoai:", Match::kStart, Furniture::kEnd},
    {"email:", Match::kStart, Furniture::kEnd},
    {"fax:", Match::kStart, Furniture::kEnd},
    {"hotline", Match::kStart, Furniture::kEnd},
    {"duong day nong:", Match::kStart, Furniture::kEnd},
    {"ghi ro nguon", Match::kStart, Furniture::kEnd},
    {"designed by", Match::kStart, Furniture::kEnd},
    {"thiet ke boi", Match::kStart, Furniture::kEnd},
    {"thiet ke va", Match::kStart, Furniture::kEnd},
    {"phat trien boi", Match::kStart, Furniture::kEnd},
    {"powered by", Match::kStart, Furniture::kEnd},
};

// A furniture line is short; a paragraph that happens to begin alike is not.
constexpr int kMostWords = 32;

constexpr std::string_view kSectionNames[] = {
    "tin ",
    "tin tuc",
    "ban tin",
    "chuyen muc",
    "thi dua - khen thuong",
    "thi dua khen thuong",
    "hoat dong cua",
    "su kien",
    "thong tin chung",
    "hoat dong so",
};
constexpr int kSectionWords = 9;

// First words of organisations' names. "vu" and "doan" alone are family names too.
constexpr std::string_view kOrganisations[] = {
    "so",        "ban",           "phong",      "van phong", "trung tam",
    "uy ban",    "ubnd",          "hdnd",       "hoi dong",  "hoi",
    "bao",       "dai",           "cong",       "chi cuc",   "cuc",
    "tong cuc",  "vu to chuc",    "vu thi dua", "bo",        "vien",
    "truong",    "benh vien",     "lien doan",  "cong doan", "doan thanh nien",
    "doan khoi", "tinh doan",     "thanh tra",  "tinh uy",   "thanh uy",
    "huyen uy",  "quy",           "lien hiep",  "cong ty",   "ttxvn",
    "vov",       "vtv",           "tap chi",    "cong an",   "bo chi huy",
    "toa an",    "vien kiem sat", "kho bac",    "ngan hang", "bao hiem",
};

// What reports begin with; a digit must follow.
constexpr std::string_view kDayOpeners[] = {
    "sang",           "trua",           "chieu",    "toi",        "ngay",
    "sang ngay",      "chieu ngay",     "toi ngay", "trua ngay",  "vao ngay",
    "vao sang",       "vao chieu",      "vao luc",  "trong ngay", "trong 2 ngay",
    "trong hai ngay", "trong cac ngay", "hom",
};
// … or not.
constexpr std::string_view kReportOpeners[] = {
    "sang nay",
    "chieu nay",
    "toi nay",
    "sang qua",
    "chieu qua",
    "hom nay,",
    "hom qua,",
    "vua qua,",
    "moi day,",
    "thuc hien huong dan so",
    "thuc hien ke hoach so",
    "thuc hien quyet dinh so",
    "can cu quyet dinh",
    "can cu luat",
    "can cu ke hoach",
};

// Words that make up a credit's label.
constexpr std::string_view kAuthorWords[] = {"tin",   "bai",  "viet", "tac gia", "tac",
                                             "gia",   "pv",   "ctv",  "thuc",    "hien",
                                             "nguoi", "nhom", "bien", "soan"};
constexpr std::string_view kSourceWords[] = {"nguon"};
constexpr std::string_view kQuotedWords[] = {"theo"};
constexpr std::string_view kPhotoWords[] = {"anh", "hinh", "video", "clip", "do", "hoa", "va"};

constexpr std::string_view kDesks[] = {
    "pv",         "p.v",  "bbt",     "btv",   "ctv", "pv - ctv", "pv, ctv",      "bt",
    "b.t",        "tttt", "nhom pv", "ttxvn", "t.h", "th",       "ban bien tap", "nhom phong vien",
    "phong vien", "vp",   "admin",
};

constexpr std::string_view kPublicationLabels[] = {
    "thoi gian dang", "ngay xuat ban", "ngay dang tin", "ngay dang bai", "bai dang vao luc",
    "ngay dang",      "dang ngay",     "dang luc",      "dang vao",      "ngay tao",
    "ngay viet",      "xuat ban",      "thoi gian:",    "ngay:",         "post date",
};
constexpr std::string_view kUpdateLabels[] = {
    "thoi gian cap nhat", "lan cap nhat cuoi", "cap nhat luc", "cap nhat ngay",
    "ngay cap nhat",      "cap nhat lan cuoi", "cap nhat",     "sua doi lan cuoi",
};

constexpr std::string_view kWeekdays[] = {
    "thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay", "chu nhat",
    "thu 2",   "thu 3",  "thu 4",  "thu 5",   "thu 6",   "thu 7",   "cn",
};
constexpr std::string_view kFillers[] = {"ngay", "luc",   "vao",     "hoi", "(gmt+7)", "print",
                                         "goc",  "gmt+7", "gmt + 7", "gmt", "utc+7",   "+07:00"};

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

// Whether `text` goes on with `word` at `at` and the word ends there.
bool word_at(std::string_view text, std::size_t at, std::string_view word) {
  if (at >= text.size() || text[at] != word[0]) return false;  // nearly always
  if (!text.substr(at).starts_with(word)) return false;
  const std::size_t end = at + word.size();
  return end == text.size() || !is_letter_or_digit(word.back()) || !is_letter_or_digit(text[end]);
}

bool opens_with(std::string_view plain, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return word_at(plain, 0, w); });
}

// Words and what they begin with: most places of a line are no beginning of any.
class WordList {
 public:
  template <std::size_t count>
  consteval explicit WordList(const std::string_view (&words)[count]) : words_(words) {
    for (const std::string_view word : words) initials_[static_cast<std::uint8_t>(word[0])] = true;
  }

  // Bytes of the longest word that stands at `at`.
  std::size_t longest_at(std::string_view plain, std::size_t at) const {
    if (at >= plain.size() || !initials_[static_cast<std::uint8_t>(plain[at])]) return 0;
    std::size_t longest = 0;
    for (const std::string_view word : words_) {
      if (word.size() > longest && word_at(plain, at, word)) longest = word.size();
    }
    return longest;
  }

 private:
  std::span<const std::string_view> words_;
  std::array<bool, 256> initials_{};
};

constexpr WordList kPublication(kPublicationLabels), kUpdate(kUpdateLabels), kDays(kWeekdays),
    kFill(kFillers);

// The line without the numbers and punctuation behind its last word.
std::string_view without_count(std::string_view plain) {
  const auto end = plain.find_last_not_of(" 0123456789.,:;()[]|>-/\"'");
  return plain.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

// Phrases that are looked for at the beginning of a line, by their first letter.
class PhraseIndex {
 public:
  PhraseIndex() {
    for (const Phrase& phrase : kPhrases) {
      if (phrase.match == Match::kWithin) {
        within_.push_back(&phrase);
      } else {
        by_letter_[static_cast<std::uint8_t>(phrase.text[0])].push_back(&phrase);
      }
    }
  }

  const std::vector<const Phrase*>& beginning_as(std::string_view plain) const {
    return by_letter_[plain.empty() ? 0 : static_cast<std::uint8_t>(plain[0])];
  }
  const std::vector<const Phrase*>& within() const { return within_; }

 private:
  std::array<std::vector<const Phrase*>, 256> by_letter_;
  std::vector<const Phrase*> within_;
};

// Everything that says by its beginning what a line is, by first letter.
class Openings {
 public:
  Openings() {
    for (const Phrase& phrase : kPhrases) add(phrase.text);
    for (const auto words : {std::span<const std::string_view>(kDayOpeners),
                             std::span<const std::string_view>(kReportOpeners),
                             std::span<const std::string_view>(kPublicationLabels),
                             std::span<const std::string_view>(kUpdateLabels),
                             std::span<const std::string_view>(kWeekdays),
                             std::span<const std::string_view>(kFillers)}) {
      for (const std::string_view word : words) add(word);
    }
    add("home ");
  }

  // Whether a line may begin with one of them when all we see of it is `opening`.
  bool may_begin(std::string_view opening) const {
    const auto& words = by_letter_[static_cast<std::uint8_t>(opening[0])];
    return std::ranges::any_of(words, [&](std::string_view word) {
      return opening.size() < word.size() ? word.starts_with(opening) : word_at(opening, 0, word);
    });
  }

 private:
  void add(std::string_view word) {
    by_letter_[static_cast<std::uint8_t>(word[0])].push_back(word);
  }

  std::array<std::vector<std::string_view>, 256> by_letter_;
};

bool matches(const Phrase& phrase, std::string_view plain, std::string_view bare) {
  switch (phrase.match) {
    case Match::kWhole:
      return bare == phrase.text;
    case Match::kStart:
      return word_at(plain, 0, phrase.text);
    case Match::kWithin:
      return plain.find(phrase.text) != std::string_view::npos;
  }
  return false;
}

// "a- a+ in": buttons, each a letter or a sign.
bool is_button_row(std::string_view plain) {
  bool any = false;
  std::size_t at = 0;
  while (at < plain.size()) {
    const auto end = std::min(plain.find(' ', at), plain.size());
    const std::string_view word = plain.substr(at, end - at);
    const bool button = word == "a" || word == "a-" || word == "a+" || word == "-" || word == "+" ||
                        word == "in" || word == "|" || word == "print" || word == "t" ||
                        word == "aa" || word == "email";
    if (!word.empty() && !button) return false;
    any = any || button;
    at = end + 1;
  }
  return any;
}

// What parts the steps of a breadcrumb: > / » ›
Answers is_arrow(Bytes a, Bytes b) {
  return (a == '>') | (a == '/') | ((a == 0xC2) & (b == 0xBB)) | ((a == 0xE2) & (b == 0x80));
}

// "16gio", "55 phut": a clock that ticks on the page.
bool is_clock_part(std::string_view plain) {
  const auto digits = plain.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos || digits > 2) return false;
  const auto unit = plain.find_first_not_of(' ', digits);
  const std::string_view rest = unit == std::string_view::npos ? "" : plain.substr(unit);
  return rest == "gio" || rest == "phut" || rest == "giay";
}

Credit credit_of_word(std::string_view word) {
  const auto holds = [&](std::span<const std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
  };
  if (holds(kAuthorWords)) return Credit::kAuthor;
  if (holds(kSourceWords)) return Credit::kSource;
  if (holds(kQuotedWords)) return Credit::kQuoted;
  return holds(kPhotoWords) ? Credit::kPhoto : Credit::kNone;
}

}  // namespace

bool may_be_known(std::string_view opening) {
  static const Openings openings;
  const bool word = !opening.empty() && opening[0] >= 'a' && opening[0] <= 'z';
  return !word || openings.may_begin(opening);
}

Furniture furniture(std::string_view plain, int words) {
  if (words > kMostWords) return Furniture::kNone;
  // A rule or a row of signs is nobody's text.
  if (words == 0 || is_button_row(plain) || is_clock_part(plain)) return Furniture::kDrop;
  if (is_breadcrumb(plain, words)) return Furniture::kDrop;
  const std::string_view bare = without_count(plain);
  static const PhraseIndex index;
  for (const Phrase* phrase : index.beginning_as(plain)) {
    if (matches(*phrase, plain, bare)) return phrase->means;
  }
  if (words > kManyWords) return Furniture::kNone;
  for (const Phrase* phrase : index.within()) {
    if (matches(*phrase, plain, bare)) return phrase->means;
  }
  return Furniture::kNone;
}

bool is_breadcrumb(std::string_view plain, int words) {
  if (words > 24) return false;
  if (PairFinder<is_arrow>(plain).next(0) == plain.size()) return false;
  const bool from_home = plain.starts_with("trang chu ") || plain.starts_with("home ");
  for (const std::string_view arrow : {" > ", " » ", " › ", " >> ", " / "}) {
    if (plain.find(arrow) == std::string_view::npos) continue;
    if (from_home || arrow != " / ") return true;  // a bare slash also parts names and numbers
  }
  return false;
}

bool is_section_name(std::string_view plain, int words) {
  return words <= kSectionWords && std::ranges::any_of(kSectionNames, [&](std::string_view name) {
           return plain.starts_with(name);
         });
}

bool names_organisation(std::string_view plain) { return opens_with(plain, kOrganisations); }

bool opens_report(std::string_view plain) {
  if (opens_with(plain, kReportOpeners)) return true;
  for (const std::string_view opener : kDayOpeners) {
    if (!word_at(plain, 0, opener)) continue;
    const auto next = plain.find_first_not_of(" (", opener.size());
    if (next != std::string_view::npos && plain[next] >= '0' && plain[next] <= '9') return true;
  }
  return false;
}

Credit credit_of_label(std::string_view label) {
  Credit best = Credit::kNone;
  int words = 0;
  for (std::size_t at = 0; at < label.size();) {
    const auto begin = label.find_first_not_of(" ,-/&.", at);
    if (begin == std::string_view::npos) break;
    const auto end = std::min(label.find_first_of(" ,-/&.", begin), label.size());
    const Credit credit = credit_of_word(label.substr(begin, end - begin));
    if (credit == Credit::kNone || ++words > 6) return Credit::kNone;
    best = std::max(best, credit);
    at = end;
  }
  return best;
}

bool is_desk(std::string_view plain) {
  const auto end = plain.find_last_not_of(" .)");
  const std::string_view bare = plain.substr(0, end == std::string_view::npos ? 0 : end + 1);
  return std::ranges::find(kDesks, bare) != std::end(kDesks);
}

std::size_t publication_label(std::string_view plain, std::size_t at) {
  return kPublication.longest_at(plain, at);
}

std::size_t update_label(std::string_view plain, std::size_t at) {
  return kUpdate.longest_at(plain, at);
}

std::size_t stamp_filler(std::string_view plain, std::size_t at, bool& weekday) {
  if (const std::size_t size = kDays.longest_at(plain, at)) {
    weekday = true;
    return size;
  }
  return kFill.longest_at(plain, at);
}

}  // namespace bangvang::page
