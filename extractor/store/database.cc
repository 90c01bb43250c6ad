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

std::int64_t Database::number(std::string_view sql) { return Statement(*this, sql).returned(); }

}  // namespace bangvang::store
