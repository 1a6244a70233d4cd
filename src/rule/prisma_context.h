// The interface of the engine to checks of Prisma schemas.
#pragma once

#include <cstddef>

#include "psl/schema.h"
#include "rule/file_result.h"
#include "rule/report.h"
#include "rule/rule.h"

namespace pglint {

struct Settings;

/// For one file of a schema. Each file gets all checks, and reports about the others are dropped.
class PrismaContext {
 public:
  /// Adds the findings in file number `file` of `schema` to `result`, which has its content. All
  /// must outlive the context.
  PrismaContext(const Settings& settings, const psl::Schema& schema, std::size_t file,
                FileResult& result)
      : settings_(settings), schema_(schema), file_(file), result_(result) {}

  [[nodiscard]] const psl::Schema& schema() const { return schema_; }

  /// As `Context::report`; ranges are bytes of file number `file` of the schema.
  void report(std::size_t file, Report report);

  /// Reports what Prisma refuses, as far as it is of this kind.
  void report_refusals(psl::RefusalKind kind);

  /// For the engine: set the rule whose check is called next.
  void enter_rule(const Rule& rule) { rule_ = &rule; }

 private:
  const Settings& settings_;
  const psl::Schema& schema_;
  std::size_t file_;
  FileResult& result_;
  const Rule* rule_ = nullptr;
};

/// Gives `finding`, which is in a Prisma schema with this `content`, the hash of its line: a change
/// of another field leaves it known.
void identify_by_line(Finding& finding, std::string_view content);

}  // namespace pglint
