#include "rule/fix/type_fix.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "parse/meaning/names.h"
#include "parse/meaning/type_name.h"
#include "rule/fix/edit.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint {
namespace {

/// Whether CREATE TABLE or ADD COLUMN makes the column whose definition holds the node.
bool makes_column(parse::Ancestors ancestors) {
  if (ancestors.size() < 2 || as<ColumnDef>(ancestors.back()) == nullptr) return false;
  const Node* around = ancestors[ancestors.size() - 2];
  if (as<CreateStmt>(around) != nullptr) return true;
  const auto* command = as<AlterTableCmd>(around);
  return command != nullptr && command->subtype == AT_AddColumn && !command->missing_ok;
}

/// The bytes of `type` without its array bounds, and where those end.
struct Parts {
  text::Range name;
  std::size_t end = 0;
};

Parts parts_of(const TypeName& type, Context& context) {
  const text::Range all = context.here(type);
  const parse::TokenView& tokens = context.tokens();
  const std::size_t first = tokens.at(all.begin);
  std::size_t end = first;
  while (tokens.has(end) && tokens.range(end).begin < all.end && !tokens.is_symbol(end, "[") &&
         !tokens.is_word(end, "array")) {
    end = std::max(tokens.bracket_end(end), end + 1);
  }
  return {.name = tokens.span(first, end), .end = all.end};
}

bool is_guess(long length) {
  constexpr std::array<long, 3> guesses = {191, 255, 256};
  constexpr long longest = 1000;
  return length >= longest || std::ranges::count(guesses, length) > 0;
}

/// The edits of a type: its name, and what follows the array bounds if there are any.
std::vector<Edit> edits_of(const Parts& parts, std::string name, const std::string& behind) {
  if (behind.empty()) return {{.range = parts.name, .replacement = std::move(name)}};
  if (parts.name.end == parts.end) {
    return {{.range = parts.name, .replacement = name + behind}};
  }
  return {{.range = parts.name, .replacement = std::move(name)},
          {.range = {.begin = parts.end, .end = parts.end}, .replacement = behind}};
}

/// The table whose column's definition holds the node.
const RangeVar* table_of(parse::Ancestors ancestors) {
  for (const Node* each : ancestors) {
    if (const auto* create = as<CreateStmt>(each)) return create->relation;
    if (const auto* alter = as<AlterTableStmt>(each)) return alter->relation;
  }
  return nullptr;
}

/// A name for the CHECK of a length, `CONSTRAINT users_name_length `, where the statement has other
/// CHECKs. Without one, PostgreSQL could name the new CHECK as one of those is named, `…_check`.
/// Empty if it needs none; nothing if the name is too long or in use.
std::optional<std::string> name_for_check(const parse::TypeUse& use, Context& context) {
  const parse::TokenView& tokens = context.tokens();
  const RangeVar* table = table_of(context.ancestors());
  if (table == nullptr) return std::nullopt;
  const std::string name = text::format("{}_{}_length", view(table->relname), use.name);
  bool has_check = false;
  for (std::size_t index = 0; tokens.has(index); ++index) {
    has_check = has_check || tokens.is_word(index, "check");
    const bool is_taken =
        text::lowered(tokens.text(index)).find(text::lowered(name)) != std::string::npos;
    if (is_taken) return std::nullopt;
  }
  if (!has_check) return "";
  constexpr std::size_t longest_name = 63;
  if (name.size() > longest_name) return std::nullopt;
  return in_case_of(tokens.text(0), "CONSTRAINT") + " " + parse::sql_name(name) + " ";
}

}  // namespace

std::vector<Fix> retyped(const TypeName& type, const parse::TypeUse& use, const OtherType& other,
                         Context& context) {
  if (use.place != parse::TypePlace::column || !makes_column(context.ancestors())) return {};
  const Parts parts = parts_of(type, context);
  const std::string_view first_word = context.tokens().text(0);
  std::string behind;
  if (!other.keywords.empty()) behind += " " + in_case_of(first_word, other.keywords);
  if (!other.check.empty()) {
    const auto named = name_for_check(use, context);
    if (!named) return {};
    behind += " " + *named + in_case_of(first_word, "CHECK") + " (" + other.check + ")";
  }
  std::string name = in_case_of(context.written(parts.name), other.name);
  return {{.description = text::format("change the type to `{}{}`", other.name, behind),
           .edits = edits_of(parts, std::move(name), behind)}};
}

std::vector<Fix> without_modifier(const TypeName& type, const parse::TypeUse& use,
                                  Context& context) {
  if (use.place != parse::TypePlace::column || !makes_column(context.ancestors())) return {};
  const Parts parts = parts_of(type, context);
  const parse::TokenView& tokens = context.tokens();
  std::size_t open = tokens.at(parts.name.begin);
  while (tokens.has(open) && !tokens.is_symbol(open, "(")) ++open;
  if (!tokens.has(open) || tokens.range(open).begin >= parts.name.end) return {};
  const text::Range modifier = tokens.span(open, tokens.bracket_end(open));
  return {{.description = text::format("drop the `{}`", context.written(modifier)),
           .edits = {{.range = {.begin = tokens.range(open - 1).end, .end = modifier.end}}}}};
}

std::vector<Fix> retyped_as_text(const TypeName& type, const parse::TypeUse& use,
                                 Context& context) {
  const auto length = parse::type_modifier(type);
  if (!length) return {};
  OtherType text = {.name = "text"};
  if (type.arrayBounds == nullptr && !is_guess(*length)) {
    text.check = text::format("length({}) <= {}", parse::sql_name(use.name), *length);
  }
  return retyped(type, use, text, context);
}

}  // namespace pglint
