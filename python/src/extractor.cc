// Rules and Extractor: the room `pipeline`, with the codec of `events` and the
// marks of `report`.
#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extractor/events/codec.h"
#include "extractor/grammar/rule_set.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/report/marks.h"
#include "src/bind.h"
#include "src/errors.h"

namespace nb = nanobind;

namespace bangvang::python {
namespace {

using source::Document;

// Rules and how to write what they find. Immutable: threads share one.
class Extractor {
 public:
  // The grammars of `directory`, with those of `own` on top.
  Extractor(const std::string& directory, const std::optional<std::string>& own, bool gate,
            bool with_text)
      : extractor_(load(directory, own), {.gate = gate}),
        codec_{.with_text = with_text,
               .version = BANGVANG_VERSION,
               .grammars = extractor_.rules().digest()} {}

  // One line of the contract's JSON. What was extracted before is handed on as it is.
  Result<std::string> extract(const Document& document) const {
    if (document.extraction) return *document.extraction;
    auto extraction = extractor_.extract(document);
    if (!extraction) return std::unexpected(std::move(extraction.error()));
    return events::to_json(*extraction, codec_);
  }

  // A self-contained page that shows the article with its facts marked, each with its rule.
  Result<std::string> explain_html(const Document& document) const {
    const auto trace = extractor_.trace(document);
    if (!trace) return std::unexpected(trace.error());
    const events::Extraction& found = (*trace)->extraction;
    return report::html_page(found, report::marks_of(found), {});
  }

  const std::string& grammars() const { return codec_.grammars; }

 private:
  static std::shared_ptr<const grammar::RuleSet> load(const std::string& directory,
                                                      const std::optional<std::string>& own) {
    auto files = value_or_throw(grammar::read_directory(directory));
    if (own)
      files = grammar::overlay(std::move(files), value_or_throw(grammar::read_directory(*own)));
    auto rules = grammar::RuleSet::load(files);
    if (!rules) throw Unusable{std::move(rules.error())};
    return std::make_shared<const grammar::RuleSet>(*std::move(rules));
  }

  pipeline::Extractor extractor_;
  events::CodecOptions codec_;
};

void make_extractor(Extractor* self, const std::string& directory,
                    const std::optional<std::string>& own, bool gate, bool with_text) {
  const nb::gil_scoped_release released;
  new (self) Extractor(directory, own, gate, with_text);
}

nb::bytes bytes_of(const std::string& text) { return nb::bytes(text.data(), text.size()); }

nb::bytes extract(const Extractor& self, const Document& document) {
  auto json = [&] {
    const nb::gil_scoped_release released;
    return self.extract(document);
  }();
  return bytes_of(value_or_throw(std::move(json)));
}

std::string explain_html(const Extractor& self, const Document& document) {
  const nb::gil_scoped_release released;
  return value_or_throw(self.explain_html(document));
}

// The results in the order of the documents; in the place of one that fails, its exception.
nb::list extract_many(const Extractor& self, const nb::list& documents) {
  std::vector<const Document*> inputs;
  inputs.reserve(documents.size());
  for (nb::handle document : documents) inputs.push_back(nb::cast<const Document*>(document));
  std::vector<Result<std::string>> outputs;
  outputs.reserve(inputs.size());
  {
    const nb::gil_scoped_release released;
    for (const Document* document : inputs) outputs.push_back(self.extract(*document));
  }
  nb::list results;
  for (const auto& output : outputs) {
    results.append(output ? nb::object(bytes_of(*output)) : exception_of(output.error()));
  }
  return results;
}

}  // namespace

void bind_extractor(nb::module_& module) {
  nb::class_<Extractor>(module, "Extractor")
      .def("__init__", make_extractor, nb::arg("directory"), nb::arg("own").none(), nb::arg("gate"),
           nb::arg("with_text"))
      .def("extract", extract, nb::arg("document"))
      .def("extract_many", extract_many, nb::arg("documents"))
      .def("explain_html", explain_html, nb::arg("document"))
      .def_prop_ro("grammars", &Extractor::grammars);
}

}  // namespace bangvang::python
