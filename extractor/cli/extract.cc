#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "extractor/cli/command.h"
#include "extractor/cli/sources.h"
#include "extractor/events/codec.h"
#include "extractor/events/record.h"
#include "extractor/json/writer.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/source/reader.h"

namespace bangvang::cli {
namespace {

using pipeline::Extractor;

// Documents travel in batches of about this many bytes, so that handing them over costs little.
constexpr std::size_t kBatchBytes = 256 << 10;

enum class Form { kArticles, kEvents, kGold };

struct Settings {
  events::CodecOptions codec;
  Form form = Form::kArticles;
  bool pretty = false;
  bool on_topic = false;  // only articles with bloc, role or award facts
};

// What became of one batch: output, and complaints in the order of its documents.
struct Batch {
  std::vector<Result<source::Document>> documents;
  std::string output;
  std::vector<Error> errors;
  std::vector<std::string> notes;
  std::size_t left_out = 0;
};

void append(std::string& out, const events::Extraction& extraction, const Settings& settings) {
  if (settings.form == Form::kEvents) {
    out += events::events_json_lines(extraction, settings.codec.least);
  } else if (settings.form == Form::kGold) {
    out += events::to_gold_json(extraction);
  } else {
    std::string line = events::to_json(extraction, settings.codec);
    if (settings.pretty) line = json::pretty(line).value_or(line);
    out.append(line).append(1, '\n');
  }
}

// What extract wrote before stays as it is.
void hand_on(const source::Document& document, const Settings& settings, Batch& batch) {
  if (settings.on_topic) {
    const auto record = events::read_record(*document.extraction);
    if (record && !events::is_on_topic(*record)) {
      ++batch.left_out;
      return;
    }
  }
  if (settings.form != Form::kArticles || settings.codec.least != facts::Confidence::kDoubtful) {
    batch.errors.push_back(
        {Error::Kind::kUnsupported,
         document.source,
         {},
         "is extracted already; --events, --gold and --min-confidence need the article"});
    return;
  }
  const std::string& line = *document.extraction;
  batch.output += (settings.pretty ? json::pretty(line).value_or(line) : line) + "\n";
}

// Nothing when it is off topic and only the others are asked for.
Result<std::optional<events::Extraction>> extract(const Extractor& extractor,
                                                  const source::Document& document,
                                                  const Settings& settings) {
  if (settings.on_topic) return extractor.extract_on_topic(document);
  return extractor.extract(document);
}

void process(const Extractor& extractor, const Settings& settings, Batch& batch) {
  for (const Result<source::Document>& document : batch.documents) {
    if (!document) {
      batch.errors.push_back(document.error());
      continue;
    }
    if (document->extraction) {
      hand_on(*document, settings, batch);
      continue;
    }
    const auto extraction = extract(extractor, *document, settings);
    if (!extraction) {
      batch.errors.push_back(extraction.error());
      continue;
    }
    if (!*extraction) {
      ++batch.left_out;
      continue;
    }
    for (const std::string& note : (*extraction)->notes) {
      batch.notes.push_back(document->source + ": " + note);
    }
    append(batch.output, **extraction, settings);
  }
  batch.documents.clear();
}

// The next documents, or an empty batch at the end.
Batch next_batch(source::Reader& reader) {
  Batch batch;
  for (std::size_t bytes = 0; bytes < kBatchBytes;) {
    auto next = reader.next();
    if (!next) {
      batch.documents.push_back(std::unexpected(next.error()));
      bytes += 256;
      continue;
    }
    if (!*next) break;
    bytes += (*next)->bytes.size() + 256;
    batch.documents.push_back(std::move(**next));
  }
  return batch;
}

// Runs batches through `process` on worker threads and gives them back in the order they came in.
class Pool {
 public:
  Pool(const Extractor& extractor, const Settings& settings, unsigned jobs)
      : extractor_(extractor), settings_(settings), jobs_(jobs) {
    for (unsigned i = 0; i < jobs; ++i) workers_.emplace_back([this] { work(); });
  }
  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    wake_.notify_all();
  }

  bool full() const { return entries_.size() >= 2 * jobs_ + 2; }
  bool empty() const { return entries_.empty(); }

  void put(Batch batch) {
    {
      const std::lock_guard lock(mutex_);
      entries_.push_back({std::move(batch), kWaiting});
    }
    wake_.notify_one();
  }

  // The oldest batch, once it is done.
  Batch take() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return entries_.front().state == kReady; });
    Batch batch = std::move(entries_.front().batch);
    entries_.pop_front();
    return batch;
  }

 private:
  enum State { kWaiting, kTaken, kReady };
  struct Entry {
    Batch batch;
    State state;
  };

  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      Entry* mine = nullptr;
      wake_.wait(lock, [&] { return closed_ || (mine = waiting()) != nullptr; });
      if (mine == nullptr) return;
      mine->state = kTaken;
      lock.unlock();
      process(extractor_, settings_, mine->batch);
      lock.lock();
      mine->state = kReady;
      done_.notify_one();
    }
  }
  Entry* waiting() {
    for (Entry& entry : entries_) {
      if (entry.state == kWaiting) return &entry;
    }
    return nullptr;
  }

  const Extractor& extractor_;
  const Settings& settings_;
  const unsigned jobs_;
  std::mutex mutex_;
  std::condition_variable wake_, done_;
  std::deque<Entry> entries_;  // a deque keeps entries in place while others come and go
  bool closed_ = false;
  std::vector<std::jthread> workers_;
};

struct Outcome {
  int status = kDone;
  std::size_t left_out = 0;
};

// Prints a finished batch; false when there is no use in going on.
bool deliver(const Batch& batch, Output& output, Outcome& outcome) {
  outcome.left_out += batch.left_out;
  for (const std::string& note : batch.notes) complain("note: " + note);
  for (const Error& error : batch.errors) {
    complain(error.message());
    outcome.status = kSomeFailed;
  }
  output.write(batch.output);
  return output.good();
}

int extract_all(const Extractor& extractor, const Settings& settings, source::Reader& reader,
                unsigned jobs) {
  Output output;
  Outcome outcome;
  if (jobs <= 1) {
    for (Batch batch = next_batch(reader); !batch.documents.empty(); batch = next_batch(reader)) {
      process(extractor, settings, batch);
      if (!deliver(batch, output, outcome)) break;
    }
  } else {
    Pool pool(extractor, settings, jobs);
    bool more = true;
    while (more || !pool.empty()) {
      if (more && !pool.full()) {
        Batch batch = next_batch(reader);
        more = !batch.documents.empty();
        if (more) pool.put(std::move(batch));
      } else if (!deliver(pool.take(), output, outcome)) {
        more = false;
        while (!pool.empty()) pool.take();
      }
    }
  }
  if (outcome.left_out > 0) {
    complain("note: left out " + std::to_string(outcome.left_out) + " documents off topic");
  }
  if (const std::string passed = describe(reader.passed_over()); !passed.empty()) {
    complain("note: passed over " + passed);
  }
  if (!output.flush()) outcome.status = kSomeFailed;
  output.complain_if_failed();
  return outcome.status;
}

po::options_description options() {
  po::options_description visible("Options");
  auto add = visible.add_options();
  add_record_options(visible);
  add("events", "one event per line instead of one object per article");
  add("gold", "a draft of expected facts, to correct by hand");
  add("min-confidence", po::value<std::string>()->value_name("CLASS"),
      "only facts that are certain, likely (and better) or doubtful (all)");
  add_published_option(visible);
  add("with-text", "the article's text in the output");
  add("pretty", "indented JSON");
  add("jobs", po::value<unsigned>()->value_name("N")->default_value(1), "threads to use");
  add("topic", po::value<std::string>()->value_name("emulation"),
      "only articles with bloc, role or award facts");
  add("no-gate", "read every text, also where no rule can fire");
  add_grammar_option(visible);
  return visible;
}

}  // namespace

int run_extract(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, options(), args, "input");
  if (parsed.status) return *parsed.status;
  if (parsed.has("events") && parsed.has("gold")) {
    return usage_error(command, "--events and --gold exclude each other");
  }
  pipeline::Options how;
  how.gate = !parsed.has("no-gate");
  const auto day = published(command, parsed);
  if (!day) return day.error();
  how.published = *day;
  const auto jobs = parsed.get<unsigned>("jobs");
  if (jobs < 1 || jobs > 256) return usage_error(command, "--jobs: between 1 and 256");
  Settings settings;
  if (parsed.has("min-confidence")) {
    const auto least = facts::confidence_named(parsed.get<std::string>("min-confidence"));
    if (!least) return usage_error(command, "--min-confidence: certain, likely or doubtful");
    if (parsed.has("gold")) {
      return usage_error(command, "--min-confidence and --gold exclude each other");
    }
    settings.codec.least = *least;
  }
  const auto rules = load_grammars(own_grammars(parsed));
  if (!rules) return kUsage;
  settings.codec.with_text = parsed.has("with-text");
  settings.codec.version = BANGVANG_VERSION;
  settings.codec.grammars = rules->digest();
  settings.pretty = parsed.has("pretty");
  settings.on_topic = parsed.has("topic");
  if (settings.on_topic && parsed.get<std::string>("topic") != "emulation") {
    return usage_error(command, "--topic: the one topic there is is emulation");
  }
  settings.form = parsed.has("events") ? Form::kEvents
                  : parsed.has("gold") ? Form::kGold
                                       : Form::kArticles;
  auto read = read_options(command, parsed);
  if (!read) return read.error();
  auto paths = parsed.get<std::vector<std::string>>("input");
  if (paths.empty()) paths = {"-"};
  source::Reader reader(std::move(paths), *std::move(read));
  return extract_all(Extractor(rules, how), settings, reader, jobs);
}

}  // namespace bangvang::cli
