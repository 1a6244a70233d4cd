// Recognizes columns for lists of keys by their names: `user_ids`, `memberUserIds`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

/// The words before the suffix for a list of keys: `member`, `user` for `member_user_ids`; empty
/// for `ids` alone. Nothing for other names.
[[nodiscard]] std::optional<std::vector<std::string>> key_list_base(std::string_view name);

/// The table whose name is the last words of `base`, as many as possible: `users` for `member`,
/// `user`. Null if there is none.
[[nodiscard]] const Table* find_named_table(std::vector<std::string> base, const Table& from,
                                            const Schema& schema);

/// Whether another system assigns the keys: `stripe_customer_ids`, `external_ids`.
[[nodiscard]] bool is_of_other_system(const std::vector<std::string>& base);

}  // namespace pglint::design
