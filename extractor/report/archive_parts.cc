#include "extractor/report/archive_parts.h"

#include <expat.h>
#include <zip.h>

#include <algorithm>
#include <climits>

#include "extractor/report/read_workbook.h"

namespace bangvang::report {

struct ArchiveParts::Zip {
  zip_t* archive = nullptr;
  std::string file;

  ~Zip() {
    if (archive) zip_discard(archive);
  }
};

Result<ArchiveParts> ArchiveParts::open(std::string_view bytes, const std::string& file) {
  const auto refuse = [&](const char* why) {
    return fail(Error::Kind::kBadInput, std::string("no spreadsheet (XLSX): ") + why, {}, file);
  };
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (!source) return refuse(zip_error_strerror(&error));
  auto zip = std::make_shared<Zip>();
  zip->file = file;
  zip->archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (!zip->archive) {
    const auto refused = refuse(zip_error_strerror(&error));
    zip_source_free(source);
    zip_error_fini(&error);
    return refused;
  }
  return ArchiveParts(std::move(zip));
}

bool ArchiveParts::has(const std::string& part) const {
  return zip_name_locate(zip_->archive, part.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::string> ArchiveParts::read(const std::string& part) const {
  const auto refuse = [&](Error::Kind kind, const std::string& why) {
    return fail(kind, why, part, zip_->file);
  };
  zip_stat_t stat;
  if (zip_stat(zip_->archive, part.c_str(), ZIP_FL_NOCASE, &stat) != 0) {
    return refuse(Error::Kind::kBadInput, "the spreadsheet lacks this part");
  }
  if (stat.encryption_method != ZIP_EM_NONE) {
    return refuse(Error::Kind::kUnsupported, "is under a password");
  }
  zip_file_t* open = zip_fopen_index(zip_->archive, stat.index, 0);
  if (!open) return refuse(Error::Kind::kBadInput, zip_strerror(zip_->archive));
  // What the archive says of sizes is not believed: the bytes that come are counted.
  std::string out;
  std::string piece(64u << 10, '\0');
  zip_int64_t got = 0;
  while ((got = zip_fread(open, piece.data(), piece.size())) > 0 && out.size() <= kMaxPartBytes) {
    out.append(piece.data(), static_cast<std::size_t>(got));
  }
  const std::string why = got < 0 ? zip_file_strerror(open) : "";
  zip_fclose(open);
  if (got < 0) return refuse(Error::Kind::kBadInput, "is damaged: " + why);
  if (out.size() > kMaxPartBytes) {
    return refuse(Error::Kind::kLimit,
                  "unpacks to more than " + std::to_string(kMaxPartBytes >> 20) + " MB");
  }
  return out;
}

namespace {

std::string_view local_name(const char* name) {
  const std::string_view text(name);
  const auto colon = text.rfind(':');
  return colon == text.npos ? text : text.substr(colon + 1);
}

struct Reading {
  XML_Parser parser = nullptr;
  const XmlSink& sink;
  bool declared = false, enough = false;

  void check() {
    if (sink.enough && sink.enough()) {
      enough = true;
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

void on_begin(void* user, const char* name, const char** attributes) {
  auto& reading = *static_cast<Reading*>(user);
  if (reading.sink.begin) {
    reading.sink.begin(local_name(name), [attributes](std::string_view wanted) {
      for (const char** at = attributes; *at; at += 2) {
        if (wanted == local_name(at[0])) return std::string(at[1]);
      }
      return std::string();
    });
  }
  reading.check();
}

void on_end(void* user, const char* name) {
  auto& reading = *static_cast<Reading*>(user);
  if (reading.sink.end) reading.sink.end(local_name(name));
  reading.check();
}

void on_text(void* user, const char* text, int size) {
  auto& reading = *static_cast<Reading*>(user);
  if (reading.sink.text) reading.sink.text({text, static_cast<std::size_t>(size)});
}

void on_doctype(void* user, const char*, const char*, const char*, int) {
  auto& reading = *static_cast<Reading*>(user);
  reading.declared = true;
  XML_StopParser(reading.parser, XML_FALSE);
}

}  // namespace

Result<void> read_xml(std::string_view xml, const std::string& file, const std::string& part,
                      const XmlSink& sink) {
  Reading reading{.sink = sink};
  reading.parser = XML_ParserCreate(nullptr);
  XML_SetUserData(reading.parser, &reading);
  XML_SetElementHandler(reading.parser, on_begin, on_end);
  XML_SetCharacterDataHandler(reading.parser, on_text);
  XML_SetStartDoctypeDeclHandler(reading.parser, on_doctype);
  // Expat counts in int.
  constexpr std::size_t kPiece = 1u << 20;
  XML_Status status = XML_STATUS_OK;
  for (std::size_t at = 0; status == XML_STATUS_OK && (at < xml.size() || at == 0);) {
    const std::size_t size = std::min(kPiece, xml.size() - at);
    status =
        XML_Parse(reading.parser, xml.data() + at, static_cast<int>(size), at + size == xml.size());
    at += std::max<std::size_t>(size, 1);
  }
  const std::string line = std::to_string(XML_GetCurrentLineNumber(reading.parser));
  const XML_LChar* why = XML_ErrorString(XML_GetErrorCode(reading.parser));
  XML_ParserFree(reading.parser);
  if (reading.declared) {
    return fail(Error::Kind::kBadInput, "declares a document type, which no spreadsheet does",
                part + " line " + line, file);
  }
  if (status != XML_STATUS_OK && !reading.enough) {
    return fail(Error::Kind::kBadInput,
                std::string("is broken: ") + (why ? why : "it ends too early"),
                part + " line " + line, file);
  }
  return {};
}

}  // namespace bangvang::report
