#include "extractor/ingest/blocks.h"

#include <gtest/gtest.h>

namespace bangvang::ingest {
namespace {

TEST(Blocks, ComeBackAsTheyWere) {
  const std::vector<page::Block> blocks = {{page::Role::kTitle, {0, 12}},
                                           {page::Role::kLead, {13, 40}},
                                           {page::Role::kParagraph, {41, 41}},
                                           {page::Role::kCaption, {42, 4000000000}}};
  EXPECT_EQ(write_blocks(blocks), "t0-12 l13-40 p41-41 c42-4000000000");
  const auto back = read_blocks(write_blocks(blocks), 4000000000);
  ASSERT_EQ(back.size(), blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    EXPECT_EQ(back[i].role, blocks[i].role);
    EXPECT_EQ(back[i].span, blocks[i].span);
  }
}

TEST(Blocks, WhatIsNoBlockIsPassedOver) {
  // Only the last lies inside a text of 20 bytes, the right way round.
  const auto blocks = read_blocks("x0-4 t p7 l9-3 c10-21 t-5 p99999999999-3  p4-20", 20);
  ASSERT_EQ(blocks.size(), 1u);
  EXPECT_EQ(blocks[0].span, (Span{4, 20}));
  EXPECT_TRUE(read_blocks("", 20).empty());
}

}  // namespace
}  // namespace bangvang::ingest
