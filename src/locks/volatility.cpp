#include "locks/volatility.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "parse/source/statement_reader.h"
#include "parse/tree/arena.h"
#include "parse/tree/nodes.h"
#include "parse/tree/walk.h"

namespace pglint::locks {
namespace {

using catalog::Volatility;
using parse::as;
using parse::each;

constexpr int oldest = 10;
constexpr int newest = 18;

/// A function of pg_catalog in a range of versions, both inclusive.
struct BuiltinFunction {
  std::string_view name;
  Volatility volatility = Volatility::immutable;
  std::uint8_t since = oldest;
  std::uint8_t until = newest;
};

/// Sorted by name. F(name, volatility, since, until): without versions, all have it.
constexpr auto builtin_functions = [] {
  constexpr Volatility i = Volatility::immutable;
  constexpr Volatility s = Volatility::stable;
  constexpr Volatility v = Volatility::volatile_function;
#define F(name, ...) BuiltinFunction{#name, __VA_ARGS__},
  return std::to_array<BuiltinFunction>({
#include "locks/builtin_functions.inc"
  });
#undef F
}();
static_assert(std::ranges::is_sorted(builtin_functions, {}, &BuiltinFunction::name));

struct ExtensionFunction {
  std::string_view name;
  bool is_volatile = false;
};

/// Of uuid-ossp and pgcrypto.
constexpr auto extension_functions = std::to_array<ExtensionFunction>({
    {"crypt", false},
    {"digest", false},
    {"gen_random_bytes", true},
    {"gen_random_uuid", true},
    {"gen_salt", true},
    {"hmac", false},
    {"uuid_generate_v1", true},
    {"uuid_generate_v1mc", true},
    {"uuid_generate_v3", false},
    {"uuid_generate_v4", true},
    {"uuid_generate_v5", false},
    {"uuid_nil", false},
    {"uuid_ns_dns", false},
    {"uuid_ns_oid", false},
    {"uuid_ns_url", false},
    {"uuid_ns_x500", false},
});

const ExtensionFunction* find_extension_function(std::string_view name) {
  const auto* const found = std::ranges::find(extension_functions, name, &ExtensionFunction::name);
  return found == extension_functions.end() ? nullptr : found;
}

/// Nothing if it is not known.
std::optional<bool> calls_volatile(const FuncCall& call, int version) {
  // What the grammar calls for its own syntax, such as AT TIME ZONE.
  if (call.funcformat == COERCE_SQL_SYNTAX) return false;
  const std::string_view builtin = parse::builtin_name(call.funcname);
  if (!builtin.empty()) {
    const std::optional<Volatility> known = volatility_of_builtin(builtin, version);
    if (known) return *known == Volatility::volatile_function;
    // As the grammar writes LIKE … ESCAPE.
    if (each(call.funcname).size() > 1) return false;
  }
  const ExtensionFunction* extension =
      find_extension_function(parse::string_value(each(call.funcname).back()));
  if (extension != nullptr) return extension->is_volatile;
  return std::nullopt;
}

bool is_constant(const Node* value) {
  return value != nullptr && as<A_Const>(parse::without_casts(value)) != nullptr;
}

bool has_constant(const List* values) { return std::ranges::any_of(each(values), is_constant); }

/// WHEN with a constant condition; in `CASE x WHEN …` that needs a constant x.
bool has_constant_condition(const CaseExpr& choice) {
  const auto* compared = reinterpret_cast<const Node*>(choice.arg);
  if (compared != nullptr && !is_constant(compared)) return false;
  return std::ranges::any_of(each<CaseWhen>(choice.args), [](const CaseWhen* branch) {
    return is_constant(reinterpret_cast<const Node*>(branch->expr));
  });
}

/// Whether constants in `node` can decide that other parts of it are never computed.
bool may_drop_parts(const Node* node) {
  if (const auto* coalesce = as<CoalesceExpr>(node)) return has_constant(coalesce->args);
  if (const auto* condition = as<BoolExpr>(node)) return has_constant(condition->args);
  if (const auto* choice = as<CaseExpr>(node)) return has_constant_condition(*choice);
  return false;
}

CalledFunction called_by(const FuncCall& call) {
  return {.name = catalog::name_of(call.funcname), .arguments = each(call.args).size()};
}

}  // namespace

std::optional<Volatility> volatility_of_builtin(std::string_view name, int version) {
  const int known_version = std::clamp(version, oldest, newest);
  const auto* function =
      std::ranges::lower_bound(builtin_functions, name, {}, &BuiltinFunction::name);
  for (; function != builtin_functions.end() && function->name == name; ++function) {
    if (function->since <= known_version && known_version <= function->until) {
      return function->volatility;
    }
  }
  return std::nullopt;
}

ExpressionVolatility volatility_of(const Node& expression, int version) {
  ExpressionVolatility result;
  parse::Walker().walk(expression, [&](const Node& node, parse::Ancestors ancestors) {
    const auto* call = as<FuncCall>(&node);
    if (call == nullptr) return;
    const std::optional<bool> is_volatile = calls_volatile(*call, version);
    const bool folds =
        version >= first_version_that_folds && std::ranges::any_of(ancestors, may_drop_parts);
    if (!is_volatile) {
      result.unknown_functions.push_back(called_by(*call));
    } else if (*is_volatile) {
      (folds ? result.may_be_volatile : result.is_volatile) = true;
    }
  });
  return result;
}

ExpressionVolatility volatility_of(const std::string& query, int version) {
  parse::Arena arena;
  parse::StatementReader reader(query, arena);
  ExpressionVolatility result;
  for (parse::Batch batch; reader.next(batch);) {
    for (const parse::Statement& statement : batch.statements) {
      result = volatility_of(*statement.tree, version);
    }
  }
  return result;
}

}  // namespace pglint::locks
