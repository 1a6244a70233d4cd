#include "report/reporter.h"

#include <cassert>
#include <utility>

#include "report/checkstyle_reporter.h"
#include "report/concise_reporter.h"
#include "report/github_reporter.h"
#include "report/gitlab_reporter.h"
#include "report/json_reporter.h"
#include "report/jsonl_reporter.h"
#include "report/junit_reporter.h"
#include "report/markdown_reporter.h"
#include "report/rdjson_reporter.h"
#include "report/sarif_reporter.h"
#include "report/statistics_reporter.h"
#include "report/text_reporter.h"

namespace pglint::output {

std::unique_ptr<Reporter> make_reporter(Format format, ReporterOptions options) {
  switch (format) {
    case Format::text:
      if (options.statistics) return std::make_unique<StatisticsReporter>(options);
      return std::make_unique<TextReporter>(options);
    case Format::concise:
      return std::make_unique<ConciseReporter>(options.color);
    case Format::json:
      return std::make_unique<JsonReporter>();
    case Format::jsonl:
      return std::make_unique<JsonLinesReporter>();
    case Format::sarif:
      return std::make_unique<SarifReporter>(std::move(options));
    case Format::github:
      return std::make_unique<GithubReporter>(options);
    case Format::gitlab:
      return std::make_unique<GitlabReporter>(std::move(options.working_directory));
    case Format::junit:
      return std::make_unique<JunitReporter>(std::move(options.working_directory));
    case Format::checkstyle:
      return std::make_unique<CheckstyleReporter>(std::move(options.working_directory));
    case Format::rdjson:
      return std::make_unique<RdjsonReporter>(std::move(options.working_directory));
    case Format::markdown:
      return std::make_unique<MarkdownReporter>(std::move(options.working_directory));
  }
  assert(false);
  return nullptr;
}

}  // namespace pglint::output
