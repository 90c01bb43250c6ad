// What the parts of the extension module add to it, in the order in which they need each other.
#pragma once

#include <nanobind/nanobind.h>

namespace bangvang::python {

void bind_documents(nanobind::module_& module);  // Document, Reader
void bind_extractor(nanobind::module_& module);  // Extractor
void bind_values(nanobind::module_& module);     // values from JSON

}  // namespace bangvang::python
