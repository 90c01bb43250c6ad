#include "src/errors.h"

#include <string>

#include "extractor/text/decode.h"

namespace nb = nanobind;

namespace bangvang::python {
namespace {

const char* name_of(Error::Kind kind) {
  switch (kind) {
    case Error::Kind::kBadInput:
      return "bad-input";
    case Error::Kind::kUnreadable:
      return "unreadable";
    case Error::Kind::kUnsupported:
      return "unsupported";
    case Error::Kind::kLimit:
      return "limit";
  }
  return "bad-input";
}

nb::object type_called(const char* name) {
  return nb::module_::import_("bangvang._errors").attr(name);
}

// Names of files may be any bytes.
nb::str readable(const std::string& text) {
  const std::string utf8 = text::readable(text);
  return nb::str(utf8.data(), utf8.size());
}

void raise(const char* type_name, const nb::object& exception) {
  PyErr_SetObject(type_called(type_name).ptr(), exception.ptr());
}

void translate(const std::exception_ptr& thrown, void*) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Failed& failed) {
    raise("ExtractionError", exception_of(failed.error));
  } catch (const Unusable& unusable) {
    nb::list mistakes;
    for (const Error& error : unusable.mistakes) mistakes.append(readable(error.message()));
    raise("GrammarError", type_called("GrammarError")(mistakes));
  }
}

}  // namespace

nb::object exception_of(const Error& error) {
  return type_called("ExtractionError")(name_of(error.kind), readable(error.file),
                                        readable(error.place), readable(error.reason),
                                        readable(error.code));
}

void register_errors() { nb::register_exception_translator(translate); }

}  // namespace bangvang::python
