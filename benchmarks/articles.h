// The made-up collection of award facts as news: texts that a reader of ours takes for articles.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "benchmarks/collection.h"
#include "extractor/base/result.h"

namespace bangvang::bench {

struct News {
  std::string url, title, published, text;  // text: with the title as its first line
  std::string province;                     // slug
};

// Tells the facts of a collection in sentences, article by article, among sentences that tell of no
// award, some 3 kB in all as such news has. Equal collections give equal articles.
class Newsroom {
 public:
  // Fails when `sentences`, a file of lines, cannot be read. The collection must outlive it.
  static Result<Newsroom> open(const Collection& collection, const history::Lineage& lineage,
                               const std::filesystem::path& sentences);

  std::size_t size() const { return by_article_.size(); }
  News article(std::size_t number) const;
  // Places in the collection of what the article tells.
  std::span<const std::uint32_t> told(std::size_t number) const { return by_article_[number]; }
  const Collection& collection() const { return collection_; }

 private:
  Newsroom(const Collection& collection, const history::Lineage& lineage)
      : collection_(collection), lineage_(lineage) {}

  const Collection& collection_;
  const history::Lineage& lineage_;
  std::vector<std::vector<std::uint32_t>> by_article_;
  std::vector<std::string> sentences_;
};

// One JSON object a line, as `bangvang ingest` reads them.
void write_json_line(const News& news, std::string& out);

}  // namespace bangvang::bench
