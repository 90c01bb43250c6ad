#include "extractor/store/near_names.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "extractor/store/body_table.h"

namespace bangvang::store {
namespace {

constexpr std::size_t kMost = 5;

// A letter in four may be wrong; more is another name.
std::size_t farthest(std::size_t letters) { return std::max<std::size_t>(1, letters / 4); }

// Letters to put in, take out, change or swap; more than `limit` comes back as limit + 1.
std::size_t distance(const std::string& a, const std::string& b, std::size_t limit) {
  const std::size_t longer = std::max(a.size(), b.size()), shorter = std::min(a.size(), b.size());
  if (longer - shorter > limit) return limit + 1;
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
      least = std::min(least, now[j]);
    }
    if (least > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

}  // namespace

std::vector<std::string> near_names(const std::string& name,
                                    const std::vector<std::string>& names) {
  const std::string folded = folded_name(name);
  const std::size_t limit = farthest(folded.size());
  std::set<std::tuple<std::size_t, std::string>> near;
  for (const std::string& other : names) {
    const std::size_t away = distance(folded, folded_name(other), limit);
    if (away <= limit) near.emplace(away, other);
  }
  std::vector<std::string> out;
  for (const auto& [away, other] : near) {
    if (out.size() < kMost) out.push_back(other);
  }
  return out;
}

}  // namespace bangvang::store
