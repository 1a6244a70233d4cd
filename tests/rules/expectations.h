// Expected findings in comments of a fixture, and their comparison with the actual ones.
//
//   code  -- expect: rule-id[, rule-id]      a finding starts on this line
//   code
//   --    ^^^^ rule-id: part of the message  and exactly these columns
//   --         help: part of the help        of the expectation above
//
// Comments are read in function bodies too, and in every string over several lines.
// In files that are not SQL, comments begin with `#`.
// `rule-id(info)` instead of `rule-id` also expects the severity. Lines before the code configure
// the linter: `-- config: pg = 15`, `-- config: grammar = 18`, `-- config: confidence = low`,
// `-- config: name-pattern.tables = ^[a-z_]+$`, `-- config: migration-tool = goose`.
// `-- config: given = NAME` lints it behind fixtures/given/NAME.sql, an earlier migration.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rule/finding.h"
#include "rule/settings.h"

namespace pglint::tests {

struct Expectation {
  std::size_t line = 0;  ///< 1-based
  std::string rule;
  std::optional<std::string> severity;
  std::string message;         ///< a part of it; may be empty
  std::string help;            ///< a part of it; may be empty
  std::size_t column = 0;      ///< 1-based, in code points; 0 for any
  std::size_t end_column = 0;  ///< one past the last, or one past the line's end
};

struct Expectations {
  std::vector<Expectation> findings;
  std::optional<int> pg_version;
  std::optional<Confidence> min_confidence;
  int grammar = 0;  ///< major version of libpg_query from which on the fixture parses
  std::vector<OptionValue> options;
  std::string given;                ///< the name of a file in fixtures/given; empty: none
  std::string migration_tool;       ///< empty: psql
  std::vector<std::string> errors;  ///< malformed expectations
};

/// Reads the comments of `content`; the file name determines its kind.
[[nodiscard]] Expectations read_expectations(const std::string& content,
                                             std::string_view path = "test.sql");

/// One line for each unexpected finding and each unmet expectation.
[[nodiscard]] std::vector<std::string> compare(const Expectations& expected,
                                               const std::vector<Finding>& findings,
                                               std::string_view sql);

}  // namespace pglint::tests
