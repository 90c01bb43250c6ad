// Where tests put their stores: in files of SQLite, and in schemas of a PostgreSQL server that
// ctest starts (tests/store/postgres).
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "extractor/store/store.h"

namespace bangvang::store {

// A fixture whose tests run on each database.
class PlaceTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    char name[] = "/tmp/bangvang-store-XXXXXX";
    folder_ = mkdtemp(name);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  bool postgres() const { return GetParam() == std::string_view("PostgreSQL"); }

  // The name of a store that no other test has.
  std::string place(const std::string& name = "s") const {
    if (!postgres()) return (folder_ / (name + ".db")).string();
    const char* file = std::getenv("BANGVANG_POSTGRES");
    std::string address;
    if (file) std::getline(std::ifstream(file), address);
    EXPECT_FALSE(address.empty()) << "run by ctest, which starts the server";
    return address + "&options=-csearch_path%3Dtest_" + folder_.filename().string().substr(15) +
           "_" + name;
  }

  std::unique_ptr<Store> make(const std::string& name = "s") {
    auto store = open(place(name), Access::kCreate);
    EXPECT_TRUE(store) << store.error().message();
    return *std::move(store);
  }

  std::filesystem::path folder_;
};

#define BANGVANG_ON_EACH_DATABASE(test)                                           \
  INSTANTIATE_TEST_SUITE_P(Stores, test, testing::Values("SQLite", "PostgreSQL"), \
                           [](const auto& each) { return std::string(each.param); })

}  // namespace bangvang::store
