#include "extractor/cli/command.h"
#include "extractor/source/reader.h"
#include "extractor/text/decode.h"
#include "extractor/text/normal_text.h"

namespace bangvang::cli {
namespace {

Result<std::string> normal_form(const source::Document& document, bool folded) {
  auto decoded = text::decode(document.bytes, document.declared_charset);
  if (!decoded) return std::unexpected(decoded.error());
  for (const std::string& note : decoded->notes) complain("note: " + document.source + ": " + note);
  auto normal = text::normalise(decoded->utf8);
  if (!normal) return std::unexpected(normal.error());
  return folded ? text::fold(normal->utf8()) : std::string(normal->utf8());
}

}  // namespace

int run_normalise(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  visible.add_options()("fold", "the search form: lower case, no marks, đ as d");
  const Parsed parsed = parse(command, visible, args, "input");
  if (parsed.status) return *parsed.status;
  auto paths = parsed.get<std::vector<std::string>>("input");
  if (paths.empty()) paths = {"-"};
  source::Reader reader(std::move(paths), {});
  Output output;
  int status = kDone;
  while (output.good()) {
    auto next = reader.next();
    if (next && !*next) break;
    Result<std::string> text = next ? normal_form(**next, parsed.has("fold"))
                                    : Result<std::string>(std::unexpected(next.error()));
    if (text) {
      output.write(*text);
      continue;
    }
    Error error = text.error();
    if (next) error.file = (*next)->source;
    complain(error.message());
    status = kSomeFailed;
  }
  if (!output.flush()) status = kSomeFailed;
  output.complain_if_failed();
  return status;
}

}  // namespace bangvang::cli
