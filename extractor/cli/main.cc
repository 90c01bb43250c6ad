#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>

#include "extractor/cli/command.h"

namespace bangvang::cli {
namespace {

constexpr Command kCommands[] = {
    {"extract", "bangvang extract [OPTION…] [FILE…|-]",
     "Facts and events of articles, one JSON object per article",
     "FILE is a page (HTML or text), an archive of pages (WARC), JSON Lines (*.jsonl, *.ndjson: "
     "one "
     "object\n"
     "a line with text or html, optional url, title, published, fetched_at), any of these packed "
     "by "
     "gzip, a\n"
     "directory of such files, or - for standard input. The order of the output is that of the "
     "input.\n"
     "Lines that extract wrote before are handed on as they are.\n\n"
     "Example:\n  bangvang extract corpus/blocs | jq .facts.bloc_roles",
     run_extract},
    {"ingest", "bangvang ingest --store FILE [OPTION…] PATH…",
     "Articles and their facts into a store, going on where it stopped",
     "PATH is a file or a directory, as for extract, or - for a list of paths on standard input. "
     "What is\n"
     "in the store already is not stored twice. After Ctrl-C, a full disk or a power cut the same "
     "command\n"
     "goes on where it was. What cannot be read is set aside.\n\n"
     "Example:\n  bangvang ingest --store news.db --topic emulation corpus",
     run_ingest},
    {"reextract", "bangvang reextract --store FILE [OPTION…]",
     "The grammars of today over the articles of a store",
     "Prints for each rule how many facts came (+), went (-) and are otherwise (~).\n\n"
     "Example:\n  bangvang reextract --store news.db --grammars my-grammars",
     run_reextract},
    {"resolve", "bangvang resolve --store FILE [OPTION…]",
     "Brings the award history of a store up to date",
     "What writes to a store does so by itself; this is for one whose run was stopped, and after "
     "the "
     "lineage\n"
     "of agencies changed.\n\n"
     "Example:\n  bangvang resolve --store news.db --full",
     run_resolve},
    {"history", "bangvang history --store FILE [OPTION…] NAME",
     "Awards, bloc roles, officials and meetings of an agency, person or place, by year",
     "NAME may be abbreviated and written without marks; a province behind it chooses among "
     "several.\n\n"
     "Example:\n  bangvang history --store news.db 'Sở Y tế Lai Châu'",
     run_history},
    {"blocs", "bangvang blocs --store FILE [OPTION…] [NAME]",
     "Heads and deputies of blocs by year, with gaps and contradictions, and members",
     "NAME is part of a bloc's name, with or without marks, and may have a province behind it.\n\n"
     "Example:\n  bangvang blocs --store news.db 'van hoa - xa hoi lai chau'",
     run_blocs},
    {"lookup", "bangvang lookup --store FILE -o OUT.xlsx [OPTION…] LIST.xlsx",
     "A list of candidates with the past awards of each",
     "The rows stay as they are and gain columns: what was found, the awards, decisions, the words "
     "that say\n"
     "so and their address. Several people of one name are listed, none is chosen. LIST is a\n"
     "spreadsheet (XLSX) or CSV.\n\n"
     "Example:\n  bangvang lookup --store news.db -o answers.xlsx candidates.xlsx",
     run_lookup},
    {"search", "bangvang search --store FILE [OPTION…] QUERY",
     "Articles of a store by words and by what they tell",
     "A word with marks matches these marks, one without any. \"Words in quotes\" follow each "
     "other. "
     "Filters:\n"
     "province: (with what it came of), form:, status:, year:2020..2024 (of achievement), "
     "recipient:,\n"
     "granted-by: of one award the article tells of; announced: (of the award, else the article), "
     "bloc:,\n"
     "official:. Filters look at what 'bangvang resolve' has taken in.\n\n"
     "Example:\n  bangvang search --store news.db 'khối thi đua province:\"Sơn La\" "
     "form:bang_khen'",
     run_search},
    {"review", "bangvang review --store FILE [OPTION…] [ACTION [ID…]]",
     "What people say about facts: right, wrong, otherwise, missed, one with another",
     "ACTION is list (the default: doubtful facts, then records on which articles disagree), log,\n"
     "accept FACT…, reject FACT…, edit FACT --fields, add ARTICLE --kind --words --fields,\n"
     "merge RECORD INTO, split FACT…, undo NUMBER…. Corrections are kept apart from facts, hold "
     "on\n"
     "to the quoted words of an article, and are laid over whatever the rules read there later.\n\n"
     "Example:\n  bangvang review --store news.db edit 0f3a… --fields '{\"year\":2023}' --by Lan "
     "--reason 'as in the decision'",
     run_review},
    {"stats", "bangvang stats --store FILE [OPTION…]",
     "How much a store holds, of what, and how fresh it is",
     "Articles, those that tell of awards and documents set aside, by site, province and year of\n"
     "publication. Award records, recipients with a name, and recipients with counted groups "
     "(nobody\n"
     "twice): by form and level those conferred, by status all. The newest days.\n\n"
     "Example:\n  bangvang stats --store news.db",
     run_stats},
    {"serve", "bangvang serve --store FILE [OPTION…]",
     "Answers over HTTP: the API that docs/api.md describes, and the dashboard",
     "Listens on this machine only, unless told otherwise, until Ctrl-C or kill. The store is only "
     "read,\n"
     "unless --token-file names who may write. Each request is a line of JSON on standard output. "
     "Grammars\n"
     "of --grammars are loaded again when they are saved; /api/v1/grammars says what is wrong with "
     "them.\n\n"
     "Example:\n  bangvang serve --store news.db --port 8080",
     run_serve},
    {"export awards", "bangvang export awards --store FILE [OPTION…]",
     "Award records as a sheet or as objects",
     "One row for each award, however many articles tell of it; of those that tell it, one is "
     "quoted.\n"
     "No cell of a sheet can become a formula: one of CSV that begins like it is led by an "
     "apostrophe.\n\n"
     "Example:\n  bangvang export awards --store news.db -o awards.xlsx",
     run_export_awards},
    {"export roles", "bangvang export roles --store FILE [OPTION…]",
     "Who headed and seconded which bloc, as a sheet or as objects",
     "One row for each role record.\n"
     "No cell of a sheet can become a formula: one of CSV that begins like it is led by an "
     "apostrophe.\n\n"
     "Example:\n  bangvang export roles --store news.db --bom > roles.csv",
     run_export_roles},
    {"export events", "bangvang export events --store FILE [OPTION…]",
     "Meetings as a sheet or as objects",
     "One row for each meeting that an article tells of.\n"
     "No cell of a sheet can become a formula: one of CSV that begins like it is led by an "
     "apostrophe.\n\n"
     "Example:\n  bangvang export events --store news.db --bom > events.csv",
     run_export_events},
    {"export articles", "bangvang export articles --store FILE [OPTION…]",
     "Articles as a sheet or as objects",
     "One row for each article, in its present version, without its text.\n"
     "No cell of a sheet can become a formula: one of CSV that begins like it is led by an "
     "apostrophe.\n\n"
     "Example:\n  bangvang export articles --store news.db --bom > articles.csv",
     run_export_articles},
    {"export urls", "bangvang export urls --store FILE [OPTION…]",
     "The addresses a store knows, for a crawler to skip",
     "One a line, as they were asked for, sorted.\n\n"
     "Example:\n  bangvang export urls --store news.db > known.txt",
     run_export_urls},
    {"forget", "bangvang forget --store FILE --reason TEXT ID|URL",
     "Takes an article out of a store for good",
     "Its texts, pages and facts are erased; digests stay, so that it does not come back with the "
     "next\n"
     "ingest.\n\n"
     "Example:\n  bangvang forget --store news.db --reason 'asked for by the person named' "
     "https://example.gov.vn/tin-1",
     run_forget},
    {"migrate", "bangvang migrate --store FILE", "Brings an older store up to date",
     "A copy of the store as it was is made beside it first.\n\n"
     "Example:\n  bangvang migrate --store news.db",
     run_migrate},
    {"copy", "bangvang copy FROM TO",
     "A store in another place: a backup of one in use, or a move to another database",
     "FROM and TO are each a file or postgresql://…; TO must be free. The copy is of one moment, "
     "whoever\n"
     "writes meanwhile; one that was stopped leaves no store behind.\n\n"
     "Example:\n  bangvang copy news.db postgresql://anna@db.example.vn/news",
     run_copy},
    {"explain", "bangvang explain [OPTION…] FILE",
     "An article with every mention and fact marked, each with its rule",
     "Example:\n  bangvang explain --near --html khoi.html article.txt", run_explain},
    {"eval", "bangvang eval --gold DIR [OPTION…] [OUT.jsonl|ARTICLE…]",
     "Precision, recall and F1 per kind against expected facts",
     "DIR holds NAME.json files in the form of 'extract --gold', or articles in our corpus form, "
     "which\n"
     "are then extracted themselves.\n\n"
     "Example:\n  bangvang eval --gold corpus --misses --floors corpus/floors.json",
     run_eval},
    {"diff", "bangvang diff [OPTION…] OLD.jsonl NEW.jsonl",
     "Facts gained, lost and changed between two runs of extract, by rule",
     "What an edit of the grammars does over a whole collection. A fact is the same in both when "
     "its "
     "id is;\n"
     "it is changed when anything else in it differs. Articles are matched by id, and facts "
     "compared "
     "where\n"
     "the text is the same.\n\n"
     "Example:\n  bangvang diff --facts before.jsonl after.jsonl",
     run_diff},
    {"normalise", "bangvang normalise [OPTION…] [FILE|-]", "Text as the grammars read it",
     "Example:\n  echo 'Uỷ  ban nhân dân' | bangvang normalise", run_normalise},
    {"grammar check", "bangvang grammar check [DIR]",
     "Compiles all rule files and runs every example",
     "Every mistake is reported at once as FILE:LINE: what is wrong; the exit status is then 1.\n\n"
     "Example:\n  bangvang grammar check grammars",
     run_grammar_check},
    {"grammar try", "bangvang grammar try [OPTION…] TEXT",
     "Mentions, abstract lines, matches and facts of one sentence",
     "Example:\n  bangvang grammar try --kind bloc_role 'Khối thi đua số 4 họp. Sở Y tế làm Trưởng "
     "khối năm 2024.'",
     run_grammar_try},
    {"grammar list", "bangvang grammar list [OPTION…]",
     "All rules with their kinds, examples and use in the corpus",
     "Example:\n  bangvang grammar list --kind date", run_grammar_list},
    {"grammar coverage", "bangvang grammar coverage [OPTION…] PATH…",
     "What the grammars did over a collection, and where they may have missed",
     "Rules and entries of lexicons that never fired, rules that fire most, rules that read the "
     "same "
     "words,\n"
     "and every sentence with words of an award or a role that gave no such fact. PATH as for "
     "extract.\n\n"
     "Example:\n  bangvang grammar coverage --top 10 corpus/awards",
     run_grammar_coverage},
    {"grammar new", "bangvang grammar new KIND",
     "A skeleton of a rule file with examples, on standard output",
     "Example:\n  bangvang grammar new venue > my-grammars/venue.toml", run_grammar_new},
};

int print_overview(std::ostream& out) {
  out << "bangvang reads Vietnamese department news and writes its dates, agencies, emulation "
         "blocs,\n"
         "officials, awards and cited documents as facts with evidence.\n\nCommands:\n";
  for (const Command& command : kCommands) {
    out << "  " << command.name << std::string(17 - command.name.size(), ' ') << command.summary
        << '\n';
  }
  out << "\n'bangvang COMMAND --help' shows options and an example; 'bangvang --version' the "
         "version.\n";
  return kDone;
}

const Command* find(const std::string& name) {
  const auto found = std::ranges::find(kCommands, name, &Command::name);
  return found == std::end(kCommands) ? nullptr : found;
}

// The command that the words name, which are taken out. The second word of a command may stand
// behind options: "export --store news.db awards".
const Command* take_command(std::vector<std::string>& args) {
  const auto second = [&](std::size_t at) -> const Command* {
    const Command* command = find(args[0] + ' ' + args[at]);
    if (command) {
      args.erase(args.begin() + static_cast<std::ptrdiff_t>(at));
      args.erase(args.begin());
    }
    return command;
  };
  if (args.size() > 1) {
    if (const Command* command = second(1)) return command;
  }
  if (const Command* command = find(args[0])) {
    args.erase(args.begin());
    return command;
  }
  for (std::size_t at = args.size(); at-- > 2;) {
    if (const Command* command = second(at)) return command;
  }
  return nullptr;
}

int dispatch(std::vector<std::string> args) {
  if (args.empty()) return print_overview(std::cerr), kUsage;
  if (args[0] == "--help" || args[0] == "-h" || args[0] == "help") return print_overview(std::cout);
  if (args[0] == "--version") {
    std::cout << "bangvang " << BANGVANG_VERSION << '\n';
    return kDone;
  }
  if (const Command* command = take_command(args)) return command->run(*command, args);
  complain("there is no command '" + args[0] +
           (args.size() > 1 && (args[0] == "grammar" || args[0] == "export") ? " " + args[1] : "") +
           "'");
  print_overview(std::cerr);
  return kUsage;
}

// Help and version go through std::cout; false when they could not be written.
bool flush_help() {
  errno = 0;
  if (std::cout.flush()) return true;
  if (errno != EPIPE) complain(std::string("standard output: ") + std::strerror(errno));
  return false;
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace bangvang::cli

int main(int argc, char** argv) {
  // A closed pipe shows itself when writing.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const int status = bangvang::cli::dispatch({argv + 1, argv + argc});
    return bangvang::cli::flush_help() ? status : bangvang::cli::kSomeFailed;
  } catch (const std::exception& error) {
    bangvang::cli::complain(error.what());
    return bangvang::cli::kSomeFailed;
  }
}
