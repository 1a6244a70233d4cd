// What names of tables and columns say, whichever way they are written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::design {

enum class Number : std::uint8_t { singular, plural, unknown };

/// Whether a word, in lower case, means one or many; unknown for words that are the same in both
/// (`sheep`, `data`) and for what is no English plural.
[[nodiscard]] Number number_of(std::string_view word);

/// The singular of a word in lower case; the word itself where it is none or has no other form.
[[nodiscard]] std::string singular(std::string_view word);

/// The words joined by `_`, the last one in the singular: `order_item` for `OrderItems`. Two names
/// of one thing are equal in this form.
[[nodiscard]] std::string thing_of(std::string_view name);
[[nodiscard]] std::string thing_of(std::vector<std::string> words);

/// The words joined by `_`.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

/// The name of a column that holds a key of something.
struct KeyName {
  std::vector<std::string> base;  ///< `customer` of `customer_id`; never empty
  std::string suffix;             ///< `id`
};

/// What `column` is a key of by its name: `customer_id`, `customerId`, `customer_uuid`,
/// `customer_fk`. With `codes`, the weaker suffixes too: `_key`, `_code`, `_no`.
[[nodiscard]] std::optional<KeyName> key_name(std::string_view column);
[[nodiscard]] std::optional<KeyName> key_or_code_name(std::string_view column);

/// True for `id`, `created_at`, `updated_by`, `version`, `tenant_id` and their like: columns that
/// say nothing about what a table is for.
[[nodiscard]] bool is_audit_column(std::string_view column);

/// True if `words` has `word`.
[[nodiscard]] bool has_word(const std::vector<std::string>& words, std::string_view word);

/// True if `words` begins with all of `start`.
[[nodiscard]] bool starts_with(const std::vector<std::string>& words,
                               const std::vector<std::string>& start);

}  // namespace pglint::design
