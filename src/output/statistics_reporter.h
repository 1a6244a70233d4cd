// Instead of findings, how many there are of each rule: where to start on an old schema.
#pragma once

#include <map>
#include <string_view>

#include "output/painter.h"
#include "output/reporter.h"

namespace pglint::output {

class StatisticsReporter final : public Reporter {
 public:
  explicit StatisticsReporter(Color color) : paint_(color) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  struct ById {
    bool operator()(const Rule* a, const Rule* b) const { return a->id < b->id; }
  };

  Painter paint_;
  std::map<const Rule*, std::size_t, ById> counts_;
};

}  // namespace pglint::output
