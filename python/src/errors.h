// What the rooms say went wrong, as exceptions of the package.
#pragma once

#include <nanobind/nanobind.h>

#include <utility>
#include <vector>

#include "extractor/base/result.h"

namespace bangvang::python {

// Thrown where a binding meets an Error; arrives in Python as bangvang.ExtractionError.
struct Failed {
  Error error;
};

// Arrives in Python as bangvang.GrammarError, with every mistake.
struct Unusable {
  std::vector<Error> mistakes;
};

// The value, or the error thrown.
template <class T>
T value_or_throw(Result<T> result) {
  if (!result) throw Failed{std::move(result.error())};
  return *std::move(result);
}

// An instance of bangvang.ExtractionError, not raised. Requires: the interpreter's lock.
nanobind::object exception_of(const Error& error);

void register_errors();

}  // namespace bangvang::python
