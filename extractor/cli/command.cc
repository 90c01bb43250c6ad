#include "extractor/cli/command.h"

#include <sys/auxv.h>

#include <filesystem>
#include <iostream>

#include "extractor/base/date.h"

namespace bangvang::cli {
namespace fs = std::filesystem;

void complain(std::string_view message) { std::cerr << "bangvang: " << message << '\n'; }

int usage_error(const Command& command, std::string_view message) {
  complain(message);
  std::cerr << "usage: " << command.usage << "\ntry 'bangvang " << command.name << " --help'\n";
  return kUsage;
}

namespace {

void print_help(const Command& command, const po::options_description& visible) {
  std::cout
      << "usage: " << command.usage << "\n\n"
      << command.summary << ".\n\n"
      << visible << '\n'
      << command.help
      << "\n\nExit status: 0 all done, 1 some input failed (the rest is done), 2 wrong usage or "
         "unusable grammars.\n";
}

}  // namespace

Parsed parse(const Command& command, const po::options_description& visible,
             const std::vector<std::string>& args, const char* rest, int most) {
  Parsed parsed;
  po::options_description all;
  all.add(visible);
  po::positional_options_description positional;
  if (rest) {
    all.add_options()(rest, po::value<std::vector<std::string>>()->default_value({}, ""));
    positional.add(rest, most);
  }
  all.add_options()("help,h", "show this help");
  po::options_description shown(visible);
  shown.add_options()("help,h", "show this help");
  try {
    po::store(po::command_line_parser(args).options(all).positional(positional).run(),
              parsed.options);
    if (parsed.has("help")) {
      print_help(command, shown);
      parsed.status = kDone;
      return parsed;
    }
    po::notify(parsed.options);
  } catch (const po::error& error) {
    parsed.status = usage_error(command, error.what());
  }
  return parsed;
}

Result<std::string> grammar_directory() {
  if (const char* named = std::getenv("BANGVANG_GRAMMARS")) return std::string(named);
  std::error_code error;
  // A system without /proc still tells by which path the program was started.
  fs::path exe = fs::read_symlink("/proc/self/exe", error);
  if (error) exe = fs::canonical(reinterpret_cast<const char*>(getauxval(AT_EXECFN)), error);
  const fs::path self = exe.parent_path();
  for (const fs::path& candidate : {self / "../share/bangvang/grammars", self / "../../grammars"}) {
    if (fs::exists(candidate / "shared.toml", error)) return candidate.lexically_normal().string();
  }
  return fail(
      Error::Kind::kUnreadable,
      "the grammars are neither installed beside the command nor named by BANGVANG_GRAMMARS");
}

Result<std::vector<grammar::SourceFile>> read_grammars(const std::optional<std::string>& own) {
  const auto directory = grammar_directory();
  auto files = directory
                   ? grammar::read_directory(*directory)
                   : Result<std::vector<grammar::SourceFile>>(std::unexpected(directory.error()));
  if (!own) return files;
  auto over = grammar::read_directory(*own);
  if (!over) return over;
  // A directory that stands alone needs none of ours.
  return grammar::overlay(files ? std::move(*files) : std::vector<grammar::SourceFile>{},
                          std::move(*over));
}

std::optional<std::vector<grammar::SourceFile>> grammar_files(
    const std::optional<std::string>& own) {
  auto files = read_grammars(own);
  if (files) return *std::move(files);
  complain(files.error().message());
  return std::nullopt;
}

std::shared_ptr<const grammar::RuleSet> load_grammars(const std::optional<std::string>& own) {
  const auto files = grammar_files(own);
  if (!files) return nullptr;
  auto rules = grammar::RuleSet::load(*files);
  if (rules) return std::make_shared<const grammar::RuleSet>(std::move(*rules));
  for (const Error& error : rules.error()) complain(error.message());
  complain("the grammars cannot be used");
  return nullptr;
}

void add_published_option(po::options_description& options) {
  options.add_options()("published", po::value<std::string>()->value_name("DATE"),
                        "day of publication for articles that do not tell (2023-02-22)");
}

std::expected<std::optional<std::string>, int> published(const Command& command,
                                                         const Parsed& parsed) {
  if (!parsed.has("published")) return std::nullopt;
  const auto day = parsed.get<std::string>("published");
  if (parse_local_day(day)) return day;
  return std::unexpected(
      usage_error(command, "--published: not a date of the form 2023-02-22: " + day));
}

void for_each_trace(source::Reader& reader, const pipeline::Extractor& extractor,
                    const std::function<void(const Traced&)>& use) {
  for (auto next = reader.next(); !next || *next; next = reader.next()) {
    use(next ? extractor.trace(**next) : Traced(std::unexpected(next.error())));
  }
}

void add_grammar_option(po::options_description& options) {
  options.add_options()(
      "grammars", po::value<std::string>()->value_name("DIR"),
      "grammar files of your own: they replace ours of the same name and add to them");
}

std::optional<std::string> own_grammars(const Parsed& parsed) {
  if (!parsed.has("grammars")) return std::nullopt;
  return parsed.get<std::string>("grammars");
}

}  // namespace bangvang::cli
