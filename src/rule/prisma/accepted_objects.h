// What comments of a Prisma schema accept, by the names that the database has for it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "psl/schema.h"
#include "rule/rule.h"

namespace pglint {

/// The models and fields whose comments (`///`) accept designs, such as `pglint:accept RULE`.
class AcceptedObjects {
 public:
  explicit AcceptedObjects(const psl::Schema& schema);

  /// Whether the comment of the table or column `object` (`Post` or `Post.tags`, without a schema)
  /// accepts what `rule` reports, or that of the column's table does.
  [[nodiscard]] bool accept(const Rule& rule, std::string_view object) const;

 private:
  void add(std::string object, const std::string& comment);
  [[nodiscard]] bool has(const Rule& rule, std::string_view object) const;

  std::map<std::string, std::string, std::less<>> comments_;
};

}  // namespace pglint
