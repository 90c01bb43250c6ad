#include "extractor/history/partition.h"

#include <algorithm>

namespace bangvang::history {
namespace {

class Divider {
 public:
  Divider(std::size_t count, const std::function<bool(std::size_t, std::size_t)>& same)
      : near_(count) {
    for (std::size_t a = 0; a < count; ++a) {
      for (std::size_t b = a + 1; b < count; ++b) {
        if (!same(a, b)) continue;
        near_[a].push_back(b);
        near_[b].push_back(a);
      }
    }
    for (auto& list : near_) std::ranges::sort(list);
  }

  Partition divide() const {
    Partition out;
    std::vector<bool> taken(near_.size());
    for (std::size_t a = 0; a < near_.size(); ++a) {
      if (!bridges(a)) continue;
      taken[a] = true;
      out.open.push_back(a);
    }
    // What is left agrees with all its neighbours' neighbours: any member shows its whole class.
    for (std::size_t a = 0; a < near_.size(); ++a) {
      if (taken[a]) continue;
      std::vector<std::size_t> members{a};
      taken[a] = true;
      for (const std::size_t b : near_[a]) {
        if (taken[b]) continue;
        taken[b] = true;
        members.push_back(b);
      }
      out.classes.push_back(std::move(members));
    }
    return out;
  }

 private:
  // Whether `a` may be the same as two that cannot be the same.
  bool bridges(std::size_t a) const {
    const auto& list = near_[a];
    for (std::size_t i = 0; i < list.size(); ++i) {
      // Neighbours of both: all of `a`'s others must be neighbours of list[i].
      const auto& other = near_[list[i]];
      std::size_t common = 0;
      for (const std::size_t b : list) common += std::ranges::binary_search(other, b);
      if (common + 1 < list.size()) return true;
    }
    return false;
  }

  std::vector<std::vector<std::size_t>> near_;
};

}  // namespace

Partition partition(std::size_t count, const std::function<bool(std::size_t, std::size_t)>& same) {
  return Divider(count, same).divide();
}

}  // namespace bangvang::history
