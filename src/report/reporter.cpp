#include "report/reporter.h"

#include "report/reporters.h"

namespace pglint::report {

std::unique_ptr<Reporter> make_reporter(Format format, const ReporterOptions& options) {
  if (format == Format::text && options.statistics) return make_statistics_reporter(options);
  return info_of(format).make(options);
}

}  // namespace pglint::report
