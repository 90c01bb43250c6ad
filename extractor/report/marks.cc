#include "extractor/report/marks.h"

#include <algorithm>
#include <set>

namespace bangvang::report {
namespace {

std::string or_dash(const std::optional<std::string>& text) { return text.value_or("-"); }

std::string describe(const facts::Award& a) {
  const facts::Recipient& r = a.recipient;
  std::string who = r.name.value_or("");
  if (r.kind == "group") who = (r.count ? std::to_string(*r.count) + " " : "") + or_dash(r.of);
  return a.form + (a.grade ? " " + *a.grade : "") + ", " + a.status + ": " + who + " (" +
         or_dash(a.granted_by) + ", " + (a.year ? std::to_string(*a.year) : or_dash(a.period)) +
         ")";
}

std::string describe(const facts::BlocRole& r) {
  return r.role + ": " + (r.holder.empty() ? or_dash(r.person) : r.holder) + " (" +
         or_dash(r.bloc) + ", " + (r.year ? std::to_string(*r.year) : or_dash(r.period)) + ")";
}

std::string describe(const facts::Official& o) {
  std::string text = o.name;
  for (const facts::Position& p : o.positions) {
    text += "; " + std::string(p.former ? "former " : "") + p.title +
            (p.agency ? ", " + *p.agency : "");
  }
  return text;
}

class Collector {
 public:
  explicit Collector(std::vector<Mark>& out) : out_(out) {}

  void add(const char* kind, std::string label, const facts::Evidence& evidence) {
    out_.push_back({kind, label, evidence.rule, evidence.span});
    for (const Span span : evidence.also) out_.push_back({kind, label, evidence.rule, span});
  }

 private:
  std::vector<Mark>& out_;
};

void escape(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>
body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
mark{border-radius:.2em;padding:0 .1em;color:#000}
.dates{background:#cde7ff}.agencies{background:#d9f2d0}.blocs{background:#ffe5b8}
.bloc_roles{background:#ffc9a8}.officials{background:#e8d9ff}.awards{background:#ffd0dc}
.documents{background:#e3e3e3}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.2em .5em;text-align:left}
pre{white-space:pre-wrap}
</style>
)";

}  // namespace

std::vector<Mark> marks_of(const events::Extraction& extraction) {
  std::vector<Mark> marks;
  Collector collect(marks);
  const facts::Facts& f = extraction.facts;
  for (const auto& d : f.dates) collect.add("dates", d.value, d.evidence);
  for (const auto& a : f.agencies) collect.add("agencies", a.name, a.evidence);
  for (const auto& b : f.blocs) collect.add("blocs", b.name, b.evidence);
  for (const auto& r : f.bloc_roles) collect.add("bloc_roles", describe(r), r.evidence);
  for (const auto& o : f.officials) collect.add("officials", describe(o), o.evidence);
  for (const auto& a : f.awards) collect.add("awards", describe(a), a.evidence);
  for (const auto& d : f.documents) collect.add("documents", d.type + " " + d.number, d.evidence);
  std::ranges::stable_sort(marks, [](const Mark& a, const Mark& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  return marks;
}

std::vector<Piece> pieces_of(const std::vector<Mark>& marks, Span range) {
  std::set<std::uint32_t> cuts = {range.begin, range.end};
  for (const Mark& mark : marks) {
    for (const std::uint32_t at : {mark.span.begin, mark.span.end}) {
      if (range.begin < at && at < range.end) cuts.insert(at);
    }
  }
  std::vector<Piece> pieces;
  for (auto at = cuts.begin(); std::next(at) != cuts.end(); ++at) {
    Piece piece{{*at, *std::next(at)}, -1};
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (!marks[i].span.contains(piece.span)) continue;
      const bool inner =
          piece.mark < 0 ||
          marks[i].span.size() < marks[static_cast<std::size_t>(piece.mark)].span.size();
      if (inner) piece.mark = static_cast<int>(i);
    }
    pieces.push_back(piece);
  }
  return pieces;
}

std::string html_page(const events::Extraction& extraction, const std::vector<Mark>& marks,
                      const std::vector<std::string>& lines) {
  const std::string& text = extraction.article.text;
  std::string out(kHead);
  out += "<title>";
  escape(out, extraction.article.title.value_or(extraction.article.source));
  out += "</title>\n<div class=\"text\">";
  for (const Piece& piece : pieces_of(marks, {0, static_cast<std::uint32_t>(text.size())})) {
    if (piece.mark >= 0) {
      const Mark& mark = marks[static_cast<std::size_t>(piece.mark)];
      out += "<mark class=\"" + mark.kind + "\" title=\"";
      escape(out, mark.label + " [" + mark.rule + "]");
      out += "\">";
    }
    escape(out, piece.span.of(text));
    if (piece.mark >= 0) out += "</mark>";
  }
  out += "</div>\n<table><tr><th>kind<th>fact<th>words<th>rule</tr>\n";
  for (const Mark& mark : marks) {
    out += "<tr><td class=\"" + mark.kind + "\">" + mark.kind;
    for (const std::string_view cell :
         {std::string_view(mark.label), mark.span.of(text), std::string_view(mark.rule)}) {
      out += "<td>";
      escape(out, cell);
    }
    out += "</tr>\n";
  }
  out += "</table>\n";
  if (!lines.empty()) {
    out += "<pre>";
    for (const std::string& line : lines) {
      escape(out, line);
      out += '\n';
    }
    out += "</pre>\n";
  }
  return out + "</html>\n";
}

}  // namespace bangvang::report
