// bangvang._core: what Python sees of the rooms. It holds no logic of its own; everything users
// meet, with its documentation, is in the package around it.
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include <string>
#include <string_view>

#include "extractor/text/normal_text.h"
#include "src/bind.h"
#include "src/errors.h"

namespace nb = nanobind;

namespace bangvang::python {
namespace {

std::string normalise(const nb::bytes& utf8) {
  const std::string_view text(utf8.c_str(), utf8.size());
  const nb::gil_scoped_release released;
  return std::string(value_or_throw(text::normalise(text)).utf8());
}

std::string fold(const nb::bytes& utf8) {
  const std::string_view text(utf8.c_str(), utf8.size());
  const nb::gil_scoped_release released;
  return text::fold(value_or_throw(text::normalise(text)).utf8());
}

}  // namespace
}  // namespace bangvang::python

NB_MODULE(_core, module) {
  using namespace bangvang::python;
  register_errors();
  module.attr("VERSION") = BANGVANG_VERSION;
  module.def("normalise", normalise, nb::arg("utf8"));
  module.def("fold", fold, nb::arg("utf8"));
  bind_documents(module);
  bind_extractor(module);
  bind_values(module);
}
