#include "rule/fix/schema_fix.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "rule/fix/edit.h"

namespace pglint {
namespace {

/// Whether the statement makes the column with the type at token `type`.
bool makes_column_at(const parse::TokenView& tokens, std::size_t type) {
  constexpr std::size_t most_words = 4;  // CREATE GLOBAL TEMPORARY TABLE
  if (type < 2 || tokens.is_word(type - 1, "type")) return false;
  if (tokens.is_word(0, "alter")) {
    return tokens.is_word(type - 2, "add") ||
           (tokens.is_word(type - 2, "column") && tokens.is_word(type - 3, "add"));
  }
  std::size_t table = 0;
  while (table < most_words && !tokens.is_word(table, "table")) ++table;
  return tokens.is_word(0, "create") && table < most_words && !tokens.is_word(table + 1, "if");
}

}  // namespace

MakeFixes with_new_type(std::string name) {
  return
      [name = std::move(name)](const parse::TokenView& tokens, text::Range at) -> std::vector<Fix> {
        const std::size_t type = tokens.at(at.begin);
        if (!tokens.has(type) || !makes_column_at(tokens, type)) return {};
        return {{.description = "change the type to `" + name + "`",
                 .edits = {{.range = at, .replacement = in_case_of(tokens.text(type), name)}}}};
      };
}

}  // namespace pglint
