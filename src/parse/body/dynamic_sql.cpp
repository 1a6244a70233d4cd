#include "parse/body/dynamic_sql.h"

#include <string_view>

#include "parse/meaning/names.h"
#include "parse/tree/nodes.h"

namespace pglint::parse {
namespace {

const A_Const* string_constant(const Node* node) {
  const auto* constant = as<A_Const>(node);
  return constant != nullptr && !constant->isnull && constant->val.node.type == T_String ? constant
                                                                                         : nullptr;
}

}  // namespace

std::optional<DynamicSql> find_dynamic_sql(const Statement& expression, const TokenView& tokens) {
  const auto* select = as<SelectStmt>(expression.tree);
  if (select == nullptr || each(select->targetList).size() != 1) return std::nullopt;
  const auto* target = each<ResTarget>(select->targetList)[0];
  if (target == nullptr) return std::nullopt;

  const auto* call = as<FuncCall>(target->val);
  const bool is_format =
      call != nullptr && builtin_name(call->funcname) == "format" && !each(call->args).empty();
  const A_Const* literal = string_constant(is_format ? each(call->args)[0] : target->val);
  if (literal == nullptr || literal->location < 0) return std::nullopt;
  const std::size_t token =
      tokens.at(expression.base + static_cast<std::size_t>(literal->location));
  if (!tokens.has(token) || tokens.kind(token) != TokenKind::string) return std::nullopt;
  return DynamicSql{.literal = tokens.range(token), .is_format = is_format};
}

namespace {

/// The position of the type of the placeholder at `at`, such as that of `I` in `%1$I`.
std::size_t type_of_placeholder(std::string_view format, std::size_t at) {
  constexpr std::string_view modifiers = "0123456789$-*";
  std::size_t end = at + 1;
  while (end < format.size() && modifiers.find(format[end]) != std::string_view::npos) ++end;
  return end;
}

}  // namespace

std::string name_of_format(std::string_view written) {
  std::string name;
  for (std::size_t at = 0; at < written.size(); ++at) {
    const std::size_t type = type_of_placeholder(written, at);
    const bool is_placeholder = written[at] == '%' && type < written.size() &&
                                (written[type] == 'I' || written[type] == 's');
    if (is_placeholder) {
      name += "…";
      at = type;
    } else {
      name += written[at];
    }
  }
  return name;
}

void fill_format(std::string& format) {
  for (std::size_t at = format.find('%'); at != std::string::npos; at = format.find('%', at)) {
    const std::size_t end = type_of_placeholder(format, at);
    const char type = end < format.size() ? format[end] : ' ';
    const std::size_t size = end + 1 - at;
    if (type == '%') {
      format.replace(at, size, "%" + std::string(size - 1, ' '));
    } else if (type == 'L') {
      format.replace(at, size, "'" + std::string(size - 2, ' ') + "'");
    } else if (type == 'I' || type == 's') {
      format.replace(at, size, std::string(size, '_'));
    }
    at = std::min(at + size, format.size());
  }
}

}  // namespace pglint::parse
