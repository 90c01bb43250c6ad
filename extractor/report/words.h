// Records in words, for people.
#pragma once

#include <string>
#include <string_view>

#include "extractor/history/award.h"
#include "extractor/history/lineage.h"
#include "extractor/report/labels.h"
#include "extractor/store/timeline.h"

namespace bangvang::report {

// "22/02/2023" for "2023-02-22", "02/2023" for "2023-02"; other text as it is.
std::string day_first(std::string_view iso);

// "Sở Y tế (Lai Châu)"; a person with offices.
std::string describe(const store::Subject& subject, const history::Lineage& lineage);

// The award: its form and grade.
std::string award_name(const history::AwardRecord& record, const Labels& labels);
// Its recipient: a name, or "07 tập thể".
std::string recipient_name(const facts::Recipient& recipient, const Labels& labels);

}  // namespace bangvang::report
