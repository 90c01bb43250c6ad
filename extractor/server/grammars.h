// The grammars in use, loaded again when their files are saved. Private to this room.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "extractor/server/knowledge.h"

namespace bangvang::server {

using ReadGrammars = std::function<Result<std::vector<grammar::SourceFile>>()>;

class Grammars {
 public:
  // What is wrong with the last change of the files, and what the one before it did.
  struct State {
    std::string loaded;         // when, UTC
    std::vector<Error> errors;  // of the last attempt; the grammars before it stay in use
    std::vector<std::string> added, removed;  // rules
  };

  // `directory`: looked at every second, while there is one; `changed` is called after each load.
  static std::expected<std::unique_ptr<Grammars>, std::vector<Error>> load(
      ReadGrammars read, std::optional<std::string> directory, std::function<void()> changed);
  ~Grammars();

  std::shared_ptr<const Knowledge> knowledge() const;
  State state() const;
  const std::optional<std::string>& directory() const { return directory_; }

 private:
  Grammars(ReadGrammars read, std::optional<std::string> directory, std::function<void()> changed)
      : read_(std::move(read)), directory_(std::move(directory)), changed_(std::move(changed)) {}
  void watch(const std::stop_token& stop);
  std::string stamp() const;
  std::vector<Error> load_again();

  const ReadGrammars read_;
  const std::optional<std::string> directory_;
  const std::function<void()> changed_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Knowledge> knowledge_;
  State state_;
  std::jthread watcher_;
};

}  // namespace bangvang::server
