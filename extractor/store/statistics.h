// How much a store holds, of what, and how fresh it is.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace bangvang::store {

// Articles of one site, province or year of publication; `value` is empty when that is not known.
struct Covered {
  std::string kind, value;  // site, province, year
  std::size_t articles = 0;
  std::size_t telling = 0;   // of them, that tell of awards
  std::size_t failures = 0;  // documents set aside; known for sites only
};

// Award records of one form, level or status; `value` is empty when that is not known. By form and
// level only awards that were conferred count; what was proposed or is told as past honour stands
// apart, by status.
struct Counted {
  std::string kind, value;  // form, level, status
  std::size_t records = 0;
  std::size_t named = 0;  // recipients with a name
  // Named ones and those of counted groups, less the named ones that may be among them: nobody is
  // summed twice.
  std::size_t recipients = 0;
};

struct Statistics {
  std::vector<Covered> covered;  // by kind and value
  std::vector<Counted> counted;  // by kind, the most records first
  // Empty when nothing tells: the newest day of publication, the latest time a page was fetched,
  // and the end of the last command that wrote (both UTC).
  std::string published, fetched, written;
};

}  // namespace bangvang::store
