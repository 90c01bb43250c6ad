// Dividing what is told into records when "may be the same" is not transitive.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace bangvang::history {

struct Partition {
  std::vector<std::vector<std::size_t>> classes;  // each sorted
  std::vector<std::size_t> open;                  // might belong to several classes
};

// Members that may be the same go together. One that may be the same as two which cannot be the
// same is open: it says too little. `same` is symmetric. The result depends on `same` alone, not on
// the numbering, up to the order of classes. Quadratic in `count`.
Partition partition(std::size_t count, const std::function<bool(std::size_t, std::size_t)>& same);

}  // namespace bangvang::history
