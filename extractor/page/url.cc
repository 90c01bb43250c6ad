#include "extractor/page/url.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "extractor/base/date.h"

namespace bangvang::page {
namespace {

// No Vietnamese department had a news page before.
constexpr int kFirstYear = 1997;
constexpr int kLastYear = 2099;

// Parameters that say how a reader came to the page, not which page it is.
constexpr std::array<std::string_view, 9> kTracking = {
    "fbclid", "gclid", "zarsrc", "gidzl", "mc_cid", "mc_eid", "jsessionid", "phpsessid", "sid"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool is_tracking(std::string_view parameter) {
  const std::string name = ascii_lower(parameter.substr(0, parameter.find('=')));
  return name.starts_with("utm_") || std::ranges::find(kTracking, name) != kTracking.end();
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

std::string canonical_host(std::string_view authority, std::string_view scheme) {
  std::string host = ascii_lower(authority);
  const std::string_view port = scheme == "http" ? ":80" : ":443";
  if (host.ends_with(port)) host.resize(host.size() - port.size());
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

std::string kept_parameters(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    const auto end = query.find('&');
    const std::string_view parameter = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    if (parameter.empty() || is_tracking(parameter)) continue;
    kept += kept.empty() ? '?' : '&';
    kept += parameter;
  }
  return kept;
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<std::string> day(std::string_view year, std::string_view month,
                               std::string_view day_digits) {
  const int y = number(year);
  if (y < kFirstYear || y > kLastYear) return std::nullopt;
  const auto date = make_date(y, number(month), number(day_digits));
  return date ? std::optional(to_iso(*date)) : std::nullopt;
}

std::optional<std::string> month(std::string_view year, std::string_view month_digits) {
  const int y = number(year), m = number(month_digits);
  if (y < kFirstYear || y > kLastYear || m < 1 || m > 12) return std::nullopt;
  return to_iso({y, m, 1}).substr(0, 7);
}

// Digits in one piece: 20230222…, 22022023 or, as a folder of its own, 202302.
std::optional<std::string> date_of_run(std::string_view digits, bool folder) {
  if (digits.size() == 8 || digits.size() == 12 || digits.size() >= 14) {
    if (auto date = day(digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2))) return date;
  }
  if (digits.size() == 8) return day(digits.substr(4), digits.substr(2, 2), digits.substr(0, 2));
  if (digits.size() == 6 && folder) return month(digits.substr(0, 4), digits.substr(4));
  return std::nullopt;
}

struct Run {
  std::size_t begin = 0, end = 0;
};

std::vector<Run> digit_runs(std::string_view path) {
  std::vector<Run> runs;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (!is_digit(path[at])) continue;
    Run run{at, at};
    while (run.end < path.size() && is_digit(path[run.end])) ++run.end;
    runs.push_back(run);
    at = run.end;
  }
  return runs;
}

// 2023/02/22 or 2023-02-22 (month and day may have one digit), beginning at runs[i].
std::optional<std::string> date_of_parts(std::string_view path, const std::vector<Run>& runs,
                                         std::size_t i) {
  if (i + 1 >= runs.size() || runs[i].end - runs[i].begin != 4) return std::nullopt;
  const auto text = [&](std::size_t k) {
    return path.substr(runs[k].begin, runs[k].end - runs[k].begin);
  };
  const auto joined = [&](std::size_t k) {
    return k < runs.size() && runs[k].begin == runs[k - 1].end + 1 && text(k).size() <= 2 &&
           path[runs[k].begin - 1] == path[runs[i].end];
  };
  const char separator = runs[i].end < path.size() ? path[runs[i].end] : '\0';
  if ((separator != '/' && separator != '-') || !joined(i + 1)) return std::nullopt;
  if (joined(i + 2)) return day(text(i), text(i + 1), text(i + 2));
  const bool folder =
      separator == '/' && runs[i + 1].end < path.size() && path[runs[i + 1].end] == '/';
  return folder ? month(text(i), text(i + 1)) : std::nullopt;
}

}  // namespace

std::string canonical_url(std::string_view url) {
  url = trimmed(url);
  const auto colon = url.find("://");
  if (colon == std::string_view::npos) return std::string(url);
  const std::string scheme = ascii_lower(url.substr(0, colon));
  url.remove_prefix(colon + 3);
  url = url.substr(0, url.find('#'));
  const auto host_end = std::min(url.find_first_of("/?"), url.size());
  const std::string_view authority = url.substr(0, host_end);
  url.remove_prefix(host_end);
  const auto question = std::min(url.find('?'), url.size());
  std::string_view path = url.substr(0, question);
  const std::string_view query = url.substr(std::min(question + 1, url.size()));
  path = path.substr(0, ascii_lower(path).find(";jsessionid="));
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::string shown = scheme == "http" ? "https" : scheme;
  return shown + "://" + canonical_host(authority, scheme) + std::string(path) +
         kept_parameters(query);
}

std::optional<std::string> url_date(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
    url.remove_prefix(std::min(url.find('/'), url.size()));  // a host has no date
  }
  url = url.substr(0, url.find_first_of("?#"));
  const std::vector<Run> runs = digit_runs(url);
  std::optional<std::string> found;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto [begin, end] = runs[i];
    const bool folder = begin > 0 && url[begin - 1] == '/' && end < url.size() && url[end] == '/';
    auto date = date_of_parts(url, runs, i);
    if (!date) date = date_of_run(url.substr(begin, end - begin), folder);
    // A day says more than a month, and of two equal ones the later stands nearer the slug.
    if (date && (!found || date->size() >= found->size())) found = std::move(date);
  }
  return found;
}

bool is_file_address(std::string_view url) {
  static constexpr std::array<std::string_view, 9> kExtensions = {
      ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".rar"};
  const std::string path = ascii_lower(url.substr(0, url.find_first_of("?#")));
  return std::ranges::any_of(kExtensions, [&](auto end) { return path.ends_with(end); });
}

std::string absolute_url(std::string_view base, std::string_view address) {
  address = trimmed(address);
  const auto scheme_end = base.find("://");
  if (scheme_end == std::string_view::npos || address.find("://") != std::string_view::npos) {
    return std::string(address);
  }
  const std::string scheme(base.substr(0, scheme_end + 1));
  if (address.starts_with("//")) return scheme + std::string(address);
  base = base.substr(0, base.find_first_of("?#"));
  const auto path = std::min(base.find('/', scheme_end + 3), base.size());
  if (address.starts_with('/')) return std::string(base.substr(0, path)) + std::string(address);
  const auto folder = base.rfind('/');
  const std::string_view above = folder < path ? base.substr(0, path) : base.substr(0, folder);
  while (address.starts_with("./")) address.remove_prefix(2);
  return std::string(above) + "/" + std::string(address);
}

std::string host_of(std::string_view url) {
  const auto colon = url.find("://");
  if (colon == std::string_view::npos) return {};
  const std::string scheme = ascii_lower(url.substr(0, colon));
  url.remove_prefix(colon + 3);
  return canonical_host(url.substr(0, url.find_first_of("/?#")), scheme);
}

}  // namespace bangvang::page
