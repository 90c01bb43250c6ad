// Atom (RFC 4287): what a reader of news asks again and again.
#include <algorithm>

#include "extractor/report/words.h"
#include "extractor/server/export.h"

namespace bangvang::server {
namespace {

struct Entry {
  std::string id, title, updated, link, summary;
};

// XML has no way to write most control characters.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        const bool control = static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t';
        out += control ? ' ' : c;
    }
  }
  return out;
}

// Atom wants a time where we may have a day only.
std::string time_of(std::string text) {
  if (text.size() < 10) return "1970-01-01T00:00:00Z";
  if (text.size() == 10) return text + "T00:00:00+07:00";
  // "2024-03-18T09:30+07:00" lacks its seconds.
  if (text.size() > 16 && text[16] != ':') text.insert(16, ":00");
  if (text.size() == 16) text += ":00+07:00";
  return text;
}

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

Response feed(const Call& call, std::string_view title, const std::vector<Entry>& entries) {
  std::string newest;
  for (const Entry& entry : entries) newest = std::max(newest, time_of(entry.updated));
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  out += "<title>" + escaped(title) + "</title>\n";
  out += "<id>urn:bangvang:" + escaped(encode(call.request.target)) + "</id>\n";
  out += "<link rel=\"self\" href=\"" + escaped(call.request.target) + "\"/>\n";
  out += "<updated>" + (newest.empty() ? time_of("") : escaped(newest)) + "</updated>\n";
  out += "<author><name>Bảng Vàng</name></author>\n";
  for (const Entry& entry : entries) {
    out += "<entry><id>urn:bangvang:" + escaped(entry.id) + "</id>";
    out += "<title>" + escaped(entry.title) + "</title>";
    out += "<updated>" + escaped(time_of(entry.updated)) + "</updated>";
    if (is_web_address(entry.link)) out += "<link href=\"" + escaped(entry.link) + "\"/>";
    out += "<summary>" + escaped(entry.summary) + "</summary></entry>\n";
  }
  return Response::of(out + "</feed>\n", "application/atom+xml; charset=utf-8");
}

}  // namespace

Response award_feed(Context& context, const Call& call, const std::vector<std::string>& ids) {
  const report::Labels& labels = context.knowledge->labels.at(call.param("labels").value_or("vi"));
  store::Archive& archive = context.store->archive();
  const auto awards = archive.awards(ids);
  if (!awards) return failed(awards.error());
  std::vector<Entry> entries;
  for (const store::KeptAward& award : *awards) {
    Entry entry{.id = "award:" + award.record.id,
                .title = report::award_name(award.record, labels) + ": " +
                         report::recipient_name(award.record.recipient, labels),
                .updated = award.changed_at};
    const auto quotes = archive.evidence("award", award.record.id);
    if (!quotes) return failed(quotes.error());
    if (!quotes->empty()) {
      entry.link = quotes->front().url.value_or("");
      entry.summary = quotes->front().words;
    }
    entries.push_back(std::move(entry));
  }
  return feed(call, "Bảng Vàng: " + labels.of("heading", "awards"), entries);
}

Response article_feed(const Call& call, const std::vector<store::Hit>& hits) {
  std::vector<Entry> entries;
  for (const store::Hit& hit : hits) {
    std::string summary;
    for (const store::Piece& piece : hit.snippet) summary += piece.text;
    entries.push_back({.id = "article:" + hit.article,
                       .title = hit.title.empty() ? hit.article : hit.title,
                       .updated = hit.published,
                       .link = hit.url,
                       .summary = std::move(summary)});
  }
  return feed(call, "Bảng Vàng: " + call.param("q").value_or(""), entries);
}

}  // namespace bangvang::server
