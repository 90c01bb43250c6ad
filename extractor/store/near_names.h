// Names that are written nearly as one that was typed. Private to this room.
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace bangvang::store {

// Keeps the few nearest of many names.
class NearNames {
 public:
  explicit NearNames(std::string folded);

  // No name that is near has fewer or more letters.
  std::size_t shortest() const { return folded_.size() > limit_ ? folded_.size() - limit_ : 0; }
  std::size_t longest() const { return folded_.size() + limit_; }

  void offer(const std::string& folded, const std::string& shown);
  std::vector<std::string> names() const;  // the nearest first

 private:
  std::string folded_;
  std::size_t limit_;
  std::set<std::tuple<std::size_t, std::string>> near_;
};

// What a word is when one letter is put in, left out, exchanged, or swapped with the next; sorted.
std::vector<std::string> one_letter_off(const std::string& word);

}  // namespace bangvang::store
