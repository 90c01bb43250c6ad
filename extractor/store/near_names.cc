#include "extractor/store/near_names.h"

#include <algorithm>

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

NearNames::NearNames(std::string folded)
    : folded_(std::move(folded)), limit_(farthest(folded_.size())) {}

void NearNames::offer(const std::string& folded, const std::string& shown) {
  const std::size_t away = distance(folded_, folded, limit_);
  if (away > limit_) return;
  near_.emplace(away, shown);
  if (near_.size() > kMost) near_.erase(std::prev(near_.end()));
}

std::vector<std::string> NearNames::names() const {
  std::vector<std::string> out;
  for (const auto& [away, name] : near_) out.push_back(name);
  return out;
}

std::vector<std::string> one_letter_off(const std::string& word) {
  static constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= word.size(); ++at) {
    const std::string before = word.substr(0, at), behind = word.substr(at);
    for (const char letter : kLetters) out.push_back(before + letter + behind);
    if (behind.empty()) break;
    out.push_back(before + behind.substr(1));
    for (const char letter : kLetters) out.push_back(before + letter + behind.substr(1));
    if (behind.size() > 1) out.push_back(before + behind[1] + behind[0] + behind.substr(2));
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  std::erase(out, word);
  std::erase(out, "");
  return out;
}

}  // namespace bangvang::store
