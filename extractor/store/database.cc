#include "extractor/store/database.h"

namespace bangvang::store {

Error Fault::error(const std::string& where) const {
  switch (kind) {
    case Kind::kDamaged:
      return {Error::Kind::kBadInput, where, {}, "is damaged: " + reason};
    case Kind::kFull:
      return {Error::Kind::kUnreadable,
              where,
              {},
              "cannot be written: " + reason +
                  "; what was committed before is safe, make room and run the command again"};
    case Kind::kBusy:
      return {Error::Kind::kUnreadable, where, {}, "is being written by another program"};
    case Kind::kReadOnly:
      return {Error::Kind::kUnreadable, where, {}, "cannot be opened for writing: " + reason};
    case Kind::kLate:
      return {Error::Kind::kLimit, where, {}, "did not answer in time", "deadline"};
    case Kind::kOther:
      break;
  }
  return {Error::Kind::kUnreadable, where, {}, "cannot be used: " + reason};
}

Database::Database(std::unique_ptr<Driver> driver) : driver_(std::move(driver)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() { kept_.clear(); }

Statement& Database::kept(const std::string& sql) {
  const auto known = kept_.find(sql);
  if (known != kept_.end()) return known->second;
  return kept_.emplace(sql, Statement(*this, sql)).first->second;
}

std::int64_t Database::number(std::string_view sql) { return Statement(*this, sql).returned(); }

}  // namespace bangvang::store
