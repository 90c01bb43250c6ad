// A made-up collection of award facts whose truth is known: which facts tell of one award.
//
// Ceremonies in all provinces over ten years give awards to departments, schools, persons and
// counted groups; each is told by an article or, three times in ten, by several, in shuffled order.
// Articles spell names in the ways met, leave out years, granters and grades, give decisions, put
// forward before they confer, and look back on past honours. People's names are as common as they
// are. Equal seeds give equal collections on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extractor/history/award.h"
#include "extractor/history/lineage.h"

namespace bangvang::bench {

struct Collection {
  std::vector<history::ToldAward> told;
  std::vector<std::uint32_t> truth;    // of each: the number of the award it tells of
  std::vector<std::uint32_t> article;  // of each: the number of the article that tells it
  std::size_t articles = 0, awards = 0, told_again = 0;  // told_again: awards told more than once
};

// About `facts` facts.
Collection make_collection(const history::Lineage& lineage, std::size_t facts, std::uint64_t seed);

struct Agreement {
  double precision = 0, recall = 0;  // of pairs of facts that tell of one award
  std::size_t records = 0, largest_block = 0;
};

// Resolves the collection block by block and compares with the truth.
Agreement resolve_collection(const Collection& collection, const history::Lineage& lineage);

}  // namespace bangvang::bench
