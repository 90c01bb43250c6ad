#include "benchmarks/pages.h"

namespace bangvang::bench {
namespace {

// What surrounds an article on a portal: styles, scripts, menus.
std::string furniture() {
  std::string html = "<style>\n";
  for (int i = 0; i < 300; ++i) {
    html += ".c" + std::to_string(i) + "{margin:" + std::to_string(i % 17) + "px;color:#" +
            std::to_string(100000 + i * 2971 % 899999) + "}\n";
  }
  html += "</style>\n<script>\n";
  for (int i = 0; i < 350; ++i) {
    const std::string n = std::to_string(i);
    html += "var a" + n + "=function(x,y){return x*" + n + "+y.length%" + n + ";};\n";
  }
  html += "</script></head><body><ul class=\"menu\">\n";
  while (html.size() < kPageBytes - 2'500) {
    const std::string n = std::to_string(html.size());
    html += "<li><a href=\"/chuyen-muc-" + n + ".html\" title=\"Mục " + n + "\">Mục " + n +
            "</a></li>\n";
  }
  return html + "</ul>\n";
}

std::string page(const World& world, std::size_t number) {
  static const std::string kFurniture = furniture();
  const Texts& texts = number % 10 == 0 ? world.on_topic : world.off_topic;
  std::string_view text = texts.articles[number / 10 % texts.articles.size()].text;
  const std::string_view title = text.substr(0, text.find('\n'));
  std::string html = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>";
  html.append(title).append("</title>\n").append(kFurniture).append("<div id=\"content\"><h1>");
  html.append(title).append("</h1>\n<p>Tin số ").append(std::to_string(number)).append(".</p>\n");
  text.remove_prefix(title.size());
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0) html.append("<p>").append(text.substr(0, end)).append("</p>\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return html + "</div><div class=\"footer\">Cổng thông tin điện tử</div></body></html>\n";
}

}  // namespace

std::string warc_record(const World& world, std::size_t number) {
  return warc_record(page(world, number), number);
}

std::string warc_record(const std::string& html, std::size_t number) {
  const std::string body =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://so" +
         std::to_string(number % 40) + ".example.gov.vn/tin-" + std::to_string(number) +
         "\r\nWARC-Date: 2024-03-18T02:30:00Z\r\n"
         "Content-Type: application/http; msgtype=response\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body + "\r\n\r\n";
}

}  // namespace bangvang::bench
