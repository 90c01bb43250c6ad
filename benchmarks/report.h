// The results as a Markdown table, with the machine they were measured on.
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>

namespace bangvang::bench {

class MarkdownReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  std::map<std::string, double> rates_;  // MB/s by name
};

}  // namespace bangvang::bench
