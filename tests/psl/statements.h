// Compares DDL as sets of statements: Prisma prints them in another order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace pglint::tests {

/// The statements of `sql` in any order, without empty lines between them.
[[nodiscard]] inline std::multiset<std::string> statements(std::string_view sql) {
  std::multiset<std::string> result;
  std::string statement;
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t end = std::min(sql.find('\n', at), sql.size());
    const std::string_view line = sql.substr(at, end - at);
    at = end + 1;
    if (!line.empty()) statement += std::string(line) + "\n";
    if (!line.ends_with(';')) continue;
    result.insert(std::exchange(statement, {}));
  }
  if (!statement.empty()) result.insert(statement);
  return result;
}

}  // namespace pglint::tests
