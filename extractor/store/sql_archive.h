// The award history in a database. Private to this room; docs/store.md describes its tables.
#pragma once

#include <string>
#include <vector>

#include "extractor/store/archive.h"
#include "extractor/store/database.h"
#include "extractor/store/guard.h"

namespace bangvang::store {

class SqlArchive final : public Archive {
 public:
  // Both must outlive the archive.
  SqlArchive(Database& database, const std::string& path) : database_(database), path_(path) {}

  Result<std::optional<std::string>> basis() override;
  Result<void> rebase(const std::string& basis) override;
  Result<bool> due() override;
  Result<std::size_t> tell(std::size_t limit, const Tell& tell) override;
  Result<Resolved> resolve(std::size_t limit, const Resolve& resolve) override;
  Result<void> label(const IdLabels& labels) override;
  Result<void> tidy() override;

  Result<std::vector<std::string>> find(const std::string& kind, const std::string& id) override;
  Result<std::vector<history::Body>> bodies(const std::string& folded) override;
  Result<std::vector<KeptPerson>> persons(const std::string& folded) override;
  Result<std::vector<std::string>> near(const std::string& folded) override;
  Result<std::vector<KeptAward>> awards(const std::vector<std::string>& ids) override;
  Result<std::vector<KeptRole>> roles(const std::vector<std::string>& ids) override;
  Result<std::vector<KeptPerson>> persons_by_id(const std::vector<std::string>& ids) override;
  Result<std::vector<KeptAward>> awards_of(const std::vector<history::Body>& bodies,
                                           bool persons) override;
  Result<std::vector<KeptAward>> awards_of_person(const std::string& person) override;
  Result<std::vector<KeptAward>> awards_within(const history::AwardRecord& group) override;
  Result<std::vector<KeptAward>> awards_in(const std::vector<std::string>& provinces) override;
  Result<std::vector<KeptRole>> roles_of(const std::vector<history::Body>& bodies) override;
  Result<std::vector<KeptRole>> roles_in(const std::vector<std::string>& provinces) override;
  Result<std::vector<KeptPerson>> persons_of(const std::vector<history::Body>& bodies) override;
  Result<std::vector<KeptMeeting>> meetings_of(const std::vector<history::Body>& bodies) override;
  Result<std::vector<history::Block::Member>> members_of(std::int64_t bloc) override;
  Result<std::vector<Quote>> evidence(const std::string& kind, const std::string& record) override;
  Result<std::vector<Coverage>> coverage(const std::vector<std::string>& provinces,
                                         const std::vector<history::Body>& bodies) override;

 private:
  template <class Body>
  auto guarded(const Body& body) {
    return store::guarded(path_, body);
  }

  Database& database_;
  const std::string& path_;
};

}  // namespace bangvang::store
