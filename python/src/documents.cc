// Document and Reader: the room `source`.
#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/unordered_map.h>
#include <nanobind/stl/vector.h>

#include <cstring>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractor/source/document.h"
#include "extractor/source/reader.h"
#include "extractor/text/decode.h"
#include "src/bind.h"
#include "src/errors.h"

namespace nb = nanobind;

namespace bangvang::python {
namespace {

using source::Document;
using Text = std::optional<std::string>;

constexpr const char* kDocument = R"(One article as it arrived.

Args:
    content: a text or a page. `bytes` may be in any encoding met on Vietnamese pages.
    source: its name in messages and in `article.source`.
    url: its address; with none, the text makes the article's id.
    title: the headline, where the record has one outside its text.
    published: when it was published, as 2023-02-22 or more exactly, where the record says so.
    charset: the encoding a server named, if any; the content decides.
    media_type: as a server named it: "text/html", "text/plain"; "" lets the content decide.
    fetched_at: when it was fetched, ISO 8601 in UTC.

>>> Document("Sở Y tế nhận Bằng khen.", url="https://soyte.example/1").url
'https://soyte.example/1'
)";

// `content` as bytes, and whether they are UTF-8 for certain. Texts with half a pair of UTF-16 are
// left to decoding, which mends them and says so, and so are those with NUL.
std::pair<nb::bytes, bool> bytes_of(const nb::object& content) {
  if (PyBytes_Check(content.ptr())) return {nb::cast<nb::bytes>(content), false};
  if (!PyUnicode_Check(content.ptr())) throw nb::type_error("content: str or bytes");
  if (PyObject* utf8 = PyUnicode_AsUTF8String(content.ptr())) {
    auto bytes = nb::steal<nb::bytes>(utf8);
    const bool decoded = std::memchr(bytes.c_str(), 0, bytes.size()) == nullptr;
    return {std::move(bytes), decoded};
  }
  PyErr_Clear();
  PyObject* utf8 = PyUnicode_AsEncodedString(content.ptr(), "utf-8", "surrogatepass");
  if (utf8 == nullptr) throw nb::python_error();
  return {nb::steal<nb::bytes>(utf8), false};
}

void make_document(Document* self, const nb::object& content, std::string source, Text url,
                   Text title, Text published, std::string charset, std::string media_type,
                   Text fetched_at) {
  const auto [bytes, decoded] = bytes_of(content);
  new (self) Document{.source = std::move(source),
                      .bytes = std::string(bytes.c_str(), bytes.size()),
                      .declared_charset = std::move(charset),
                      .decoded = decoded,
                      .url = std::move(url),
                      .title = std::move(title),
                      .published = std::move(published),
                      .media_type = std::move(media_type),
                      .fetched_at = std::move(fetched_at)};
}

nb::str readable(const std::string& text) {
  const std::string utf8 = text::readable(text);
  return nb::str(utf8.data(), utf8.size());
}

nb::object readable(const Text& text) { return text ? nb::object(readable(*text)) : nb::none(); }

// The state of a document, for pickling. What says where in its file it stands stays behind.
nb::tuple state_of(const Document& d) {
  return nb::make_tuple(nb::bytes(d.bytes.data(), d.bytes.size()), d.decoded, d.source, d.url,
                        d.title, d.published, d.declared_charset, d.media_type, d.fetched_at,
                        d.extraction);
}

using State = std::tuple<nb::bytes, bool, std::string, Text, Text, Text, std::string, std::string,
                         Text, Text>;

void set_state(Document& self, const State& state) {
  const auto& [bytes, decoded, source, url, title, published, charset, type, fetched, line] = state;
  new (&self) Document{.source = source,
                       .bytes = std::string(bytes.c_str(), bytes.size()),
                       .declared_charset = charset,
                       .decoded = decoded,
                       .url = url,
                       .title = title,
                       .published = published,
                       .media_type = type,
                       .fetched_at = fetched,
                       .extraction = line};
}

// The reader of a list of paths, for one thread at a time, as Python's own iterators are.
void make_reader(source::Reader* self, std::vector<std::string> paths, bool json_lines,
                 const std::unordered_map<std::string, std::string>& fields,
                 std::optional<std::size_t> max_bytes) {
  source::ReadOptions options;
  options.json_lines = json_lines;
  for (const auto& [part, key] : fields) {
    std::string* const name = options.fields.find(part);
    if (name == nullptr) throw nb::value_error(("no part of a record is called " + part).c_str());
    *name = key;
  }
  if (max_bytes) {
    options.max_file_bytes = options.max_line_bytes = options.max_page_bytes = *max_bytes;
  }
  new (self) source::Reader(std::move(paths), std::move(options));
}

std::optional<Document> next(source::Reader& reader) {
  const nb::gil_scoped_release released;
  return value_or_throw(reader.next());
}

}  // namespace

void bind_documents(nb::module_& module) {
  nb::class_<Document>(module, "Document", kDocument)
      .def("__init__", make_document, nb::arg("content"), nb::kw_only(), nb::arg("source") = "-",
           nb::arg("url").none() = nb::none(), nb::arg("title").none() = nb::none(),
           nb::arg("published").none() = nb::none(), nb::arg("charset") = "",
           nb::arg("media_type") = "", nb::arg("fetched_at").none() = nb::none())
      .def("__getstate__", state_of)
      .def("__setstate__", set_state)
      .def("__repr__",
           [](const Document& d) {
             return nb::str("<Document {}: {} bytes>").format(readable(d.source), d.bytes.size());
           })
      .def_prop_ro("content",
                   [](const Document& d) { return nb::bytes(d.bytes.data(), d.bytes.size()); })
      .def_ro("decoded", &Document::decoded)
      .def_prop_ro("size", [](const Document& d) { return d.bytes.size(); })
      .def_prop_rw(
          "source", [](const Document& d) { return readable(d.source); },
          [](Document& d, std::string source) { d.source = std::move(source); })
      .def_prop_ro("path", [](const Document& d) { return readable(d.path); })
      .def_prop_ro(
          "url", [](const Document& d) { return readable(d.url); },
          nb::sig("def url(self) -> str | None"))
      .def_prop_ro(
          "title", [](const Document& d) { return readable(d.title); },
          nb::sig("def title(self) -> str | None"))
      .def_prop_ro(
          "published", [](const Document& d) { return readable(d.published); },
          nb::sig("def published(self) -> str | None"))
      .def_prop_ro("charset", [](const Document& d) { return readable(d.declared_charset); })
      .def_prop_ro("media_type", [](const Document& d) { return readable(d.media_type); })
      .def_prop_ro(
          "fetched_at", [](const Document& d) { return readable(d.fetched_at); },
          nb::sig("def fetched_at(self) -> str | None"))
      .def_prop_ro("is_extraction", [](const Document& d) { return d.extraction.has_value(); });

  nb::class_<source::Reader>(module, "Reader")
      .def("__init__", make_reader, nb::arg("paths"), nb::arg("json_lines"), nb::arg("fields"),
           nb::arg("max_bytes").none())
      .def("next", next);
}

}  // namespace bangvang::python
