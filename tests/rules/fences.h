// The pieces of code in the Markdown of rules: ```sql … ```.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rule/rule.h"

namespace pglint::tests {

struct Fence {
  std::string language;  ///< `sql`, `sh`; what stands behind the backquotes
  std::string code;      ///< whole lines
};

/// The fences of `markdown`, in order.
[[nodiscard]] std::vector<Fence> fences(std::string_view markdown);

/// The fences of all texts of `rule`, in the order in which its page shows them.
[[nodiscard]] std::vector<Fence> fences(const Rule& rule);

/// True where `bad` and `good` of `rule` are SQL.
[[nodiscard]] bool has_sql_examples(const Rule& rule);

/// A script of `bad`, if it is SQL, and what the texts of `rule` suggest about it: advice starts
/// from where `bad` ends and is followed from top to bottom.
[[nodiscard]] std::string advice(const Rule& rule);

}  // namespace pglint::tests
