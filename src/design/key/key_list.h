// Columns that hold several keys in one value, by their names: `user_ids`, `memberUserIds`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

/// What `name` is a list of keys of: `member`, `user` for `member_user_ids`; nothing for names that
/// say no such thing. Empty for `ids` alone.
[[nodiscard]] std::optional<std::vector<std::string>> key_list_base(std::string_view name);

/// The table that the last words of `base` are the name of, the most words first: `users` for
/// `member`, `user`. Null where there is none.
[[nodiscard]] const Table* find_named_table(std::vector<std::string> base, const Table& from,
                                            const Schema& schema);

/// True for keys that another system gives out: `stripe_customer_ids`, `external_ids`.
[[nodiscard]] bool is_of_other_system(const std::vector<std::string>& base);

}  // namespace pglint::design
