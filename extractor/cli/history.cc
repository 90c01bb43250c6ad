#include <algorithm>
#include <iostream>
#include <set>

#include "extractor/cli/archive.h"
#include "extractor/cli/sheet.h"
#include "extractor/events/stored_facts.h"
#include "extractor/report/answer_json.h"
#include "extractor/report/names.h"
#include "extractor/report/words.h"

namespace bangvang::cli {
namespace {

po::options_description options() {
  po::options_description visible("Options");
  add_archive_options(visible);
  visible.add_options()("no-follow-mergers",
                        "only the body of this very name, not what it came of and became")(
      "follow-mergers", "also what it came of and became (default)");
  return visible;
}

// One timeline as tables, with the words that tell each record.
class Printer {
 public:
  Printer(Reading& reading, const store::Timeline& timeline)
      : reading_(reading),
        labels_(reading.labels),
        archive_(reading.store->archive()),
        timeline_(timeline),
        width_(window_width()),
        color_(wants_color()) {}

  Result<std::string> run() {
    title(report::describe(timeline_.subject, reading_.lineage));
    for (const store::Crossing& crossing : timeline_.crossings) add(crossing);
    for (std::size_t i = 0; i < timeline_.years.size();) {
      const std::size_t empty = empty_years(i);
      if (empty > 1) {
        out_ += '\n' + std::to_string(*timeline_.years[i].year) + "–";
        title(head(timeline_.years[i + empty - 1]));
        i += empty;
        continue;
      }
      if (auto done = add(timeline_.years[i++]); !done) return std::unexpected(done.error());
    }
    return std::move(out_);
  }

 private:
  void title(const std::string& text) {
    out_ += color_ ? "\x1b[1m" + text + "\x1b[0m\n" : text + "\n";
  }

  void add(const store::Crossing& crossing) {
    std::string text = report::day_first(crossing.date) + ": ";
    for (const std::string& from : crossing.from) {
      text += (from == crossing.from.front() ? "" : " + ") + from;
    }
    text += " → " + crossing.to + " (" + labels_.note(crossing.merged ? "merged" : "renamed") +
            ", " + crossing.source + ")";
    for (const std::string& line : wrap(text, width_ - 2)) out_ += "  " + line + "\n";
  }

  // How many years from `from` on have nothing to show, for the same reason and out of as many
  // articles.
  std::size_t empty_years(std::size_t from) const {
    const auto& years = timeline_.years;
    const auto shows_nothing = [&](const store::Year& year) {
      return year.year && year.awards.empty() && year.roles.empty() && year.persons.empty() &&
             year.meetings.empty() && year.articles == years[from].articles &&
             year.naming == years[from].naming;
    };
    std::size_t end = from;
    while (end < years.size() && shows_nothing(years[end])) ++end;
    return end - from;
  }

  std::string head(const store::Year& year) const {
    std::string head = year.year ? std::to_string(*year.year) : labels_.note("undated");
    const bool place = timeline_.subject.kind != store::Subject::Kind::kBody;
    if (year.year) {
      head += " · " + labels_.note(place ? "place_articles" : "articles",
                                   std::to_string(year.articles), std::to_string(year.naming));
    }
    if (year.state != store::State::kFound)
      head += " · " + labels_.of("state", report::state_id(year.state));
    return head;
  }

  Result<void> add(const store::Year& year) {
    out_ += '\n';
    title(head(year));
    if (auto done = awards(year); !done) return done;
    if (auto done = roles(year); !done) return done;
    officials(year);
    return meetings(year);
  }

  std::string heading(const std::string& id) const { return labels_.of("heading", id); }

  Result<void> awards(const store::Year& year) {
    Sheet sheet({heading("form"), heading("recipient"), heading("granted_by"), heading("decision"),
                 heading("date"), heading("status")});
    for (const store::KeptAward& award : year.awards) {
      const history::AwardRecord& record = award.record;
      const auto number = record.decision ? record.decision->number : std::nullopt;
      std::string status = labels_.of("status", record.status);
      if (record.posthumous) status += ", " + labels_.note("posthumous");
      sheet.add({report::award_name(record, labels_),
                 report::recipient_name(record.recipient, labels_), record.granted_by.value_or(""),
                 number.value_or(""), report::day_first(day_of(award)), status});
      for (const history::Conflict& conflict : record.conflicts) sheet.note("! " + text(conflict));
      if (record.open) sheet.note("? " + labels_.note("open"));
      if (auto done = name_some_of(sheet, record); !done) return done;
      if (auto done = quote(sheet, "award", record.id); !done) return done;
    }
    out_ += sheet.text(width_, color_);
    return {};
  }

  // Named awards that may be among a counted group: they are lines of their own.
  Result<void> name_some_of(Sheet& sheet, const history::AwardRecord& group) {
    const auto within = archive_.awards_within(group);
    if (!within) return std::unexpected(within.error());
    if (within->empty()) return {};
    std::string names;
    for (const store::KeptAward& named : *within) {
      names +=
          (names.empty() ? "" : "; ") + report::recipient_name(named.record.recipient, labels_);
    }
    sheet.note(labels_.note("may_include", names));
    return {};
  }

  // News of a past honour says nothing about its day.
  static std::string day_of(const store::KeptAward& award) {
    const bool decided = award.record.decision && award.record.decision->date;
    return award.record.status == "held" && !decided ? "" : award.announced;
  }

  std::string text(const history::Conflict& conflict) const {
    std::string out = labels_.note("conflict") + ": " + conflict.field;
    for (const history::Voice& voice : conflict.voices) {
      out += (&voice == &conflict.voices.front() ? " " : " / ") + voice.value + " (" +
             std::to_string(voice.origins) + ")";
    }
    return out;
  }

  Result<void> roles(const store::Year& year) {
    Sheet sheet({heading("role"), heading("bloc"), heading("holder"), heading("name")});
    for (const store::KeptRole& role : year.roles) {
      const history::RoleRecord& record = role.record;
      std::string persons;
      for (const std::string& person : record.persons) {
        persons += (persons.empty() ? "" : ", ") + person;
      }
      sheet.add({labels_.of("role", record.role), record.bloc,
                 record.holder ? record.holder->name : "", persons});
      if (!record.against.empty()) sheet.note("! " + labels_.note("against"));
      if (auto done = quote(sheet, "role", record.id); !done) return done;
    }
    out_ += sheet.text(width_, color_);
    return {};
  }

  void officials(const store::Year& year) {
    Sheet sheet({heading("name"), heading("position"), heading("date")});
    for (const store::KeptPerson& person : year.persons) {
      for (const history::Post& post : person.record.posts) {
        std::string position = post.former ? labels_.note("former") + " " : "";
        position += post.title;
        if (!post.title.empty() && !post.body.name.empty()) position += ", ";
        position += post.body.name;
        std::string days = report::day_first(post.first_day);
        if (post.last_day != post.first_day) days += " – " + report::day_first(post.last_day);
        sheet.add({person.record.name, position, days});
      }
    }
    out_ += sheet.text(width_, color_);
  }

  Result<void> meetings(const store::Year& year) {
    Sheet sheet({heading("meeting"), heading("bloc"), heading("date")});
    for (const store::KeptMeeting& kept : year.meetings) {
      const auto read = events::read_stored({kept.stored});
      if (!read) return std::unexpected(read.error());
      const events::Meeting& meeting = read->meetings.front().fact;
      std::string activities;
      for (const std::string& activity : meeting.activities) {
        activities += (activities.empty() ? "" : ", ") + labels_.of("activity", activity);
      }
      sheet.add(
          {activities, meeting.bloc.value_or(""), report::day_first(meeting.date.value_or(""))});
    }
    out_ += sheet.text(width_, color_);
    return {};
  }

  // Every sentence once, with the addresses that print it.
  Result<void> quote(Sheet& sheet, const std::string& kind, const std::string& id) {
    const auto quotes = archive_.evidence(kind, id);
    if (!quotes) return std::unexpected(quotes.error());
    std::set<std::string> written;
    for (const store::Quote& quote : *quotes) {
      if (!quote.words.empty() && written.insert(quote.words).second) {
        sheet.note("“" + quote.words + "”");
      }
      std::string where = quote.url.value_or(quote.title.value_or(quote.article));
      if (!quote.published.empty()) where += " (" + report::day_first(quote.published) + ")";
      if (written.insert(where).second) sheet.note(where);
    }
    return {};
  }

  Reading& reading_;
  const report::Labels& labels_;
  store::Archive& archive_;
  const store::Timeline& timeline_;
  std::size_t width_;
  bool color_;
  std::string out_;
};

int failed(const Error& error) {
  complain(error.message());
  return kSomeFailed;
}

int list_subjects(const store::Found& found, const std::string& name, const Reading& reading,
                  bool as_json) {
  if (as_json) {
    std::string text;
    json::Writer out(text);
    report::write_json(out, found);
    std::cout << text << '\n';
  }
  if (found.subjects.empty()) {
    complain("nothing in the store is called '" + name + "'");
    for (const std::string& suggestion : found.suggestions) {
      std::cerr << "  did you mean: " << suggestion << '\n';
    }
    return kSomeFailed;
  }
  complain("'" + name + "' may be:");
  for (const store::Subject& subject : found.subjects) {
    std::cerr << "  " << report::describe(subject, reading.lineage)
              << (subject.person.empty() ? "" : " · --id " + subject.person) << '\n';
  }
  return kSomeFailed;
}

}  // namespace

int run_history(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible = options();
  visible.add_options()("id", po::value<std::string>()->value_name("ID"),
                        "of several people of one name the one whose record has this id");
  const Parsed parsed = parse(command, visible, args, "input", 1);
  if (parsed.status) return *parsed.status;
  const auto input = parsed.get<std::vector<std::string>>("input");
  if (input.empty()) return usage_error(command, "a name is missing");
  auto reading = open_archive(command, parsed);
  if (!reading) return reading.error();
  const auto extractor = load_extractor(reading->grammars);
  if (!extractor) return kUsage;
  store::Archive& archive = reading->store->archive();
  auto found =
      store::look_up(archive, reading->lineage, report::official_names(*extractor, input[0]));
  if (!found) return failed(found.error());
  if (parsed.has("id")) {
    const auto records = archive.find("person", parsed.get<std::string>("id"));
    if (!records) return failed(records.error());
    std::erase_if(found->subjects, [&](const store::Subject& subject) {
      return std::ranges::count(*records, subject.person) == 0;
    });
  }
  if (found->subjects.size() != 1) {
    return list_subjects(*found, input[0], *reading, parsed.has("json"));
  }
  const auto timeline = store::timeline(archive, reading->lineage, found->subjects.front(),
                                        !parsed.has("no-follow-mergers"));
  if (!timeline) return failed(timeline.error());
  Output output;
  if (parsed.has("json")) {
    std::string text;
    json::Writer out(text);
    if (auto done = report::write_json(out, archive, *timeline); !done) return failed(done.error());
    output.write(text + "\n");
  } else {
    const auto text = Printer(*reading, *timeline).run();
    if (!text) return failed(text.error());
    output.write(*text);
  }
  if (output.flush() || output.closed()) return kDone;
  output.complain_if_failed();
  return kSomeFailed;
}

}  // namespace bangvang::cli
