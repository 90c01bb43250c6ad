// Stretches of files on their way from readers through workers to the writer, in the order they
// were read and bounded in number and bytes. Private to this room.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "extractor/ingest/capture.h"

namespace bangvang::ingest {

// What a reader gave, and where it stands.
struct Item {
  Result<source::Document> document;
  source::Place place;
};

// Some documents of one file that follow one another, and what became of them.
struct Stretch {
  std::size_t file = 0;     // index into the files to read
  bool begins = false;      // with the file's first document
  bool ends = false;        // with its last
  bool unreadable = false;  // reading stopped here for a reason that may pass
  store::Position behind;   // its last document, where reading goes on
  std::size_t bytes = 0;    // of its documents
  std::size_t read = 0;     // documents and errors
  std::vector<Item> items;  // until it has been worked on
  std::vector<store::Capture> captures;
  std::vector<store::Failure> failures;
  std::vector<store::Known> left_out;
  source::PassedOver passed_over;
  std::size_t on_topic = 0, off_topic = 0;  // off_topic: of those that are not asked for
};

class Queue {
 public:
  explicit Queue(std::size_t readers) : readers_(readers) {}

  // Waits for room. False when nobody wants it any more.
  bool put(std::unique_ptr<Stretch> stretch);
  // A reader has come to its end.
  void finish_reading();

  // The next stretch to work on, still owned here; waits for one. Null when there will be none.
  Stretch* take();
  void finish(Stretch* stretch);

  enum class Next { kStretch, kNotYet, kEnd };
  // The oldest stretch once it is finished. Gives up after a while, so that the caller can look
  // after other things.
  Next next(std::unique_ptr<Stretch>& out);

  // Drops what nobody works on yet; what is in hand can still be had by next(), then comes the end.
  void cut();
  // Lets everybody go: what is queued is dropped.
  void close();

 private:
  enum class State { kWaiting, kTaken, kFinished };
  struct Entry {
    std::unique_ptr<Stretch> stretch;
    State state = State::kWaiting;
  };
  bool full() const;
  Entry* waiting();

  std::mutex mutex_;
  std::condition_variable room_, work_, finished_;
  std::deque<Entry> entries_;  // a deque keeps entries in place while others come and go
  std::size_t bytes_ = 0, readers_;
  bool cut_ = false, closed_ = false;
};

}  // namespace bangvang::ingest
