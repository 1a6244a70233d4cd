#include "output/reporter.h"

#include <cassert>
#include <utility>

#include "output/json_reporter.h"
#include "output/sarif_reporter.h"
#include "output/statistics_reporter.h"
#include "output/text_reporter.h"

namespace pglint::output {

std::unique_ptr<Reporter> make_reporter(Format format, ReporterOptions options) {
  switch (format) {
    case Format::text:
      if (options.statistics) return std::make_unique<StatisticsReporter>(options.color);
      return std::make_unique<TextReporter>(options.color);
    case Format::json:
      return std::make_unique<JsonReporter>();
    case Format::sarif:
      return std::make_unique<SarifReporter>(std::move(options));
  }
  assert(false);
  return nullptr;
}

}  // namespace pglint::output
