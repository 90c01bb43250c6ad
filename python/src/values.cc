// Python values from JSON: dictionaries as Python's own reader makes them, and instances of types.
#include <nanobind/nanobind.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/json/walk.h"
#include "src/bind.h"
#include "src/errors.h"

namespace nb = nanobind;

namespace bangvang::python {
namespace {

// A new reference, or what Python raises.
nb::object checked(PyObject* made) {
  if (made == nullptr) throw nb::python_error();
  return nb::steal(made);
}

void check(int status) {
  if (status < 0) throw nb::python_error();
}

nb::object string_of(std::string_view utf8) {
  return checked(PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), nullptr));
}

// The keys of one value: few different ones, again and again.
class Keys {
 public:
  PyObject* of(std::string_view name) {
    Known& known = known_[(name.size() * 31 + static_cast<unsigned char>(name.front()) * 7 +
                           static_cast<unsigned char>(name.back())) %
                          known_.size()];
    if (!known.object.is_valid() || known.name != name) {
      PyObject* made = string_of(name).release().ptr();
      PyUnicode_InternInPlace(&made);
      known = {name, nb::steal(made)};
    }
    return known.object.ptr();
  }

 private:
  struct Known {
    std::string_view name;
    nb::object object;
  };
  std::array<Known, 128> known_;
};

class Builder : public json::Visitor {
 public:
  void begin_object() override { open(checked(PyDict_New())); }
  void begin_array() override { open(checked(PyList_New(0))); }
  void end_object() override { close(); }
  void end_array() override { close(); }
  void key(std::string_view name) override {
    key_ = name.empty() ? string_of(name) : nb::borrow(keys_.of(name));
  }
  void string(std::string_view utf8) override { add(string_of(utf8)); }
  void integer(std::int64_t number) override { add(checked(PyLong_FromLongLong(number))); }
  void number(double number) override { add(checked(PyFloat_FromDouble(number))); }
  void boolean(bool truth) override { add(nb::borrow(truth ? Py_True : Py_False)); }
  void null() override { add(nb::none()); }

  nb::object root;

 private:
  // Each container is in its own already while it fills.
  void open(nb::object container) {
    add(container);
    open_.push_back(container.ptr());
  }
  void close() { open_.pop_back(); }

  void add(const nb::object& value) {
    if (open_.empty()) {
      root = value;
    } else if (PyDict_Check(open_.back())) {
      check(PyDict_SetItem(open_.back(), key_.ptr(), value.ptr()));
    } else {
      check(PyList_Append(open_.back(), value.ptr()));
    }
  }

  Keys keys_;
  nb::object key_;
  std::vector<PyObject*> open_;  // alive in `root`
};

nb::object parse(const nb::bytes& json) {
  Builder builder;
  const auto done = json::walk({json.c_str(), json.size()}, builder);
  if (!done) throw Failed{done.error()};
  return std::move(builder.root);
}

// What becomes of the value of a field; as bangvang.results counts them.
enum class Form { kPlain, kTuple, kSpans, kOne, kMany };

nb::object made(nb::handle plan, nb::handle said);

// `make` of each item of a list; other values stay as they are.
template <class Make>
nb::object tuple_of(nb::handle list, Make make) {
  if (!PyList_Check(list.ptr())) return nb::borrow(list);
  const Py_ssize_t size = PyList_GET_SIZE(list.ptr());
  nb::object tuple = checked(PyTuple_New(size));
  for (Py_ssize_t i = 0; i < size; ++i) {
    PyTuple_SET_ITEM(tuple.ptr(), i, make(PyList_GET_ITEM(list.ptr(), i)).release().ptr());
  }
  return tuple;
}

// {"holder": {"begin": 3, "end": 9}} as {"holder": (3, 9)}.
nb::object spans(nb::handle parts) {
  nb::dict places;
  for (const auto& [name, span] : nb::cast<nb::dict>(parts)) {
    places[name] = nb::make_tuple(span["begin"], span["end"]);
  }
  return places;
}

nb::object value_of(Form form, nb::handle plan, nb::handle said) {
  if (said.is_none()) return nb::borrow(said);
  switch (form) {
    case Form::kPlain:
      break;
    case Form::kTuple:
      return tuple_of(said, [](PyObject* item) { return nb::borrow(item); });
    case Form::kSpans:
      return spans(said);
    case Form::kOne:
      return made(plan, said);
    case Form::kMany:
      return tuple_of(said, [plan](PyObject* item) { return made(plan, item); });
  }
  return nb::borrow(said);
}

// The instance of a type that holds what an object says. `plan` is the type and, for each field,
// its name, form and the plan of what it holds. Sets fields as object.__setattr__ does, whether or
// not the type lets others set them. A field that is not there is None.
nb::object made(nb::handle plan, nb::handle said) {
  if (!PyDict_Check(said.ptr())) throw nb::type_error("an object was expected");
  auto* type = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(plan.ptr(), 0));
  PyObject* fields = PyTuple_GET_ITEM(plan.ptr(), 1);
  const nb::tuple nothing;
  nb::object instance = checked(type->tp_new(type, nothing.ptr(), nullptr));
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(fields); ++i) {
    PyObject* field = PyTuple_GET_ITEM(fields, i);
    PyObject* name = PyTuple_GET_ITEM(field, 0);
    const auto form = static_cast<Form>(PyLong_AsLong(PyTuple_GET_ITEM(field, 1)));
    PyObject* value = PyDict_GetItemWithError(said.ptr(), name);
    if (value == nullptr && PyErr_Occurred()) throw nb::python_error();
    const nb::object held =
        value_of(form, PyTuple_GET_ITEM(field, 2), value == nullptr ? Py_None : value);
    check(PyObject_GenericSetAttr(instance.ptr(), name, held.ptr()));
  }
  return instance;
}

}  // namespace

void bind_values(nb::module_& module) {
  module.def("parse", parse, nb::arg("json"));
  module.def(
      "made", [](const nb::tuple& plan, nb::handle said) { return made(plan, said); },
      nb::arg("plan"), nb::arg("said").none());
}

}  // namespace bangvang::python
