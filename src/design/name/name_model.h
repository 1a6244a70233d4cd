// Reads names of tables and columns independently of their style.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::design {

enum class Number : std::uint8_t { singular, plural, unknown };

/// Whether a word, in lower case, is singular or plural; unknown for words with one form (`sheep`,
/// `data`).
[[nodiscard]] Number number_of(std::string_view word);

/// The singular of a word in lower case; the word itself if it is not a plural.
[[nodiscard]] std::string singular(std::string_view word);

/// The words joined by `_`, the last one in the singular: `order_item` for `OrderItems`. Equal for
/// different spellings of a name.
[[nodiscard]] std::string thing_of(std::string_view name);
[[nodiscard]] std::string thing_of(std::vector<std::string> words);

/// The words joined by `_`.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

/// The name of a column that holds a key of something.
struct KeyName {
  std::vector<std::string> base;  ///< `customer` of `customer_id`; never empty
  std::string suffix;             ///< `id`
};

/// The parts of a key's name: `customer_id`, `customerId`, `customer_uuid`, `customer_fk`. Nothing
/// for other names.
[[nodiscard]] std::optional<KeyName> key_name(std::string_view column);
[[nodiscard]] std::optional<KeyName> key_or_code_name(std::string_view column);

/// Columns that do not depend on what a table is for: `id`, `created_at`, `updated_by`, `version`,
/// `tenant_id`, ….
[[nodiscard]] bool is_audit_column(std::string_view column);

/// Whether `words` contains `word`.
[[nodiscard]] bool has_word(const std::vector<std::string>& words, std::string_view word);

/// Whether `words` begins with all of `start`.
[[nodiscard]] bool starts_with(const std::vector<std::string>& words,
                               const std::vector<std::string>& start);

}  // namespace pglint::design
