// Findings are about the final schema, and point at statements that may have older names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"
#include "catalog/schema_catalog.h"

#include "parse/tree/token.h"

namespace pglint::design {

/// A name in a message, and those that its object had before, the oldest first.
struct Renamed {
  std::string now;
  std::vector<std::string> before;
};

/// The names that were others once: of `relation`, its columns, and what its foreign keys refer to.
[[nodiscard]] std::vector<Renamed> renamed_parts_of(const catalog::Relation& relation,
                                                    const catalog::Catalog& catalog);

/// Those of `renamed` that are in `message`, each once.
[[nodiscard]] std::vector<Renamed> renamed_in(std::string_view message,
                                              const std::vector<Renamed>& renamed);

/// How `statement` still calls what a message names otherwise: `` (here still `scope_id`)``.
/// Empty if it has the new names, or none of them.
[[nodiscard]] std::string older_names(const std::vector<Renamed>& renamed,
                                      const parse::TokenView& statement);

}  // namespace pglint::design
