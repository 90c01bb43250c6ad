// Private to this room: the parts of an XLSX file, which is a ZIP archive of XML.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "extractor/base/result.h"

namespace bangvang::report {

class ArchiveParts {
 public:
  // `bytes` must outlive it. Fails with kBadInput when they are no ZIP archive.
  static Result<ArchiveParts> open(std::string_view bytes, const std::string& file);

  bool has(const std::string& part) const;
  // Fails with kBadInput when there is none or it is damaged, with kLimit when it is too large,
  // with kUnsupported when it is encrypted.
  Result<std::string> read(const std::string& part) const;

 private:
  struct Zip;
  explicit ArchiveParts(std::shared_ptr<Zip> zip) : zip_(std::move(zip)) {}
  std::shared_ptr<Zip> zip_;
};

// What XML says, element by element; names, also of attributes, without their prefix.
struct XmlSink {
  using Attribute = std::function<std::string(std::string_view name)>;  // empty when absent
  std::function<void(std::string_view name, const Attribute& attribute)> begin;
  std::function<void(std::string_view name)> end;
  std::function<void(std::string_view text)> text;
  std::function<bool()> enough;  // true: stop, the rest is not wanted
};

// Fails with kBadInput, naming `part` and the line, when the XML is broken or declares a document
// type, through which it could grow without bounds.
Result<void> read_xml(std::string_view xml, const std::string& file, const std::string& part,
                      const XmlSink& sink);

}  // namespace bangvang::report
