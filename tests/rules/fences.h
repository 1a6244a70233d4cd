// Code blocks in the Markdown of rules: ```sql … ```.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rule/rule.h"

namespace pglint::tests {

struct Fence {
  std::string language;  ///< `sql`, `sh`; the text after the backquotes
  std::string code;      ///< whole lines
};

/// The code blocks of `markdown`, in order.
[[nodiscard]] std::vector<Fence> fences(std::string_view markdown);

/// The code blocks of all texts of `rule`, in the order of its page.
[[nodiscard]] std::vector<Fence> fences(const Rule& rule);

/// True if `bad` and `good` of `rule` are SQL.
[[nodiscard]] bool has_sql_examples(const Rule& rule);

/// A script of `bad`, if it is SQL, followed by the SQL that the texts of `rule` suggest, in order.
[[nodiscard]] std::string advice(const Rule& rule);

}  // namespace pglint::tests
