#include "parse/meaning/moment.h"

#include <algorithm>
#include <array>
#include <optional>

#include "parse/meaning/names.h"
#include "parse/meaning/type_name.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

/// Limits the recursion over nested sums and calls.
constexpr int max_moment_depth = 16;

using text::is_digit;

/// `text` with every digit replaced by `9`.
std::string shape_of(std::string_view text) {
  std::string shape(text);
  std::ranges::replace_if(shape, is_digit, '9');
  return shape;
}

/// True for `23:59:59.999999`, also with a time zone: timestamps have no more digits.
bool is_last_microsecond(std::string_view time) {
  constexpr std::string_view last = "23:59:59.999999";
  if (!time.starts_with(last)) return false;
  const std::string_view rest = time.substr(last.size());
  return rest.empty() || !is_digit(rest.front());
}

/// True for the text of an interval of a microsecond.
bool is_microsecond(std::string_view interval) {
  constexpr std::array<std::string_view, 10> forms = {
      "1 microsecond",   "1 microseconds",   "1microsecond",    "1 us",    "1us", "1 usec",
      "0.000001 second", "0.000001 seconds", "00:00:00.000001", "0.000001"};
  return text::is_one_of(interval, forms);
}

/// The kind of a string literal by its form.
TimeValue literal_value(std::string_view text) {
  TimeValue value = {.written = std::string(text)};
  if (text == "now") return {.kind = TimeKind::moment, .written = "now", .is_now = true};
  if (text == "infinity") value.is_last = true;
  const std::string shape = shape_of(text);
  constexpr std::string_view day = "9999-99-99";
  if (!shape.starts_with(day)) return value;
  if (shape.size() == day.size()) {
    value.kind = TimeKind::date;
    value.ends_on_day = true;
    return value;
  }
  const std::string_view rest = std::string_view(shape).substr(day.size());
  const bool has_time = (rest[0] == ' ' || rest[0] == 'T') && rest.substr(1).starts_with("99:99");
  if (!has_time) return value;
  value.kind = TimeKind::moment;
  const std::string_view time = text.substr(day.size() + 1);
  value.is_last = is_last_microsecond(time);
  value.ends_before_midnight = time.starts_with("23:59") && !value.is_last;
  return value;
}

/// Determines the kinds of expressions; `ancestors` are those of the outermost one.
class Reader {
 public:
  explicit Reader(Ancestors ancestors) : ancestors_(ancestors) {}

  [[nodiscard]] TimeValue read(const Node* expression, int depth) const {
    if (expression == nullptr || depth == 0) return {};
    if (const auto* constant = as<A_Const>(expression)) return read_constant(*constant);
    if (const auto* cast = as<TypeCast>(expression)) return read_cast(*cast, depth);
    if (const auto* call = as<FuncCall>(expression)) return read_call(*call, depth);
    if (const auto* value = as<SQLValueFunction>(expression)) return read_value(*value);
    if (const auto* sum = as<A_Expr>(expression)) return read_operation(*sum, depth);
    if (const auto* coalesce = as<CoalesceExpr>(expression)) {
      return read_first_known(coalesce->args, depth);
    }
    if (const auto* extreme = as<MinMaxExpr>(expression)) {
      return read_first_known(extreme->args, depth);
    }
    if (const auto* column = as<ColumnRef>(expression)) return {.kind = kind_of(*column)};
    return {};
  }

 private:
  static TimeValue read_constant(const A_Const& constant) {
    if (constant.isnull) return {};
    if (constant.val.node.type == T_String) return literal_value(view(constant.val.sval.sval));
    return {.kind = TimeKind::other};
  }

  [[nodiscard]] TimeValue read_cast(const TypeCast& cast, int depth) const {
    TimeValue inner = read(cast.arg, depth - 1);
    const bool is_array = cast.typeName->arrayBounds != nullptr;
    inner.kind = is_array ? TimeKind::other : time_kind(builtin_type(*cast.typeName));
    // The form is known only for literals.
    if (as<A_Const>(cast.arg) == nullptr) {
      inner = {.kind = inner.kind, .ends_on_day = inner.kind == TimeKind::date};
    }
    if (inner.kind == TimeKind::date) inner.ends_before_midnight = false;
    inner.is_cast = inner.kind == TimeKind::moment;
    return inner;
  }

  [[nodiscard]] TimeValue read_call(const FuncCall& call, int depth) const {
    constexpr std::array<std::string_view, 4> now = {
        "now", "clock_timestamp", "statement_timestamp", "transaction_timestamp"};
    constexpr std::array<std::string_view, 4> moments = {"to_timestamp", "make_timestamp",
                                                         "make_timestamptz", "date_bin"};
    constexpr std::array<std::string_view, 2> dates = {"make_date", "to_date"};
    constexpr std::array<std::string_view, 8> others = {"age",   "date_part", "extract", "length",
                                                        "lower", "upper",     "count",   "to_char"};
    const std::string_view name = builtin_name(call.funcname);
    if (text::is_one_of(name, now)) return {.kind = TimeKind::moment, .is_now = true};
    if (text::is_one_of(name, moments)) return {.kind = TimeKind::moment};
    if (text::is_one_of(name, dates)) return {.kind = TimeKind::date, .ends_on_day = true};
    if (text::is_one_of(name, others)) return {.kind = TimeKind::other};
    const auto arguments = each(call.args);
    if (name == "date" && arguments.size() == 1) {
      return {.kind = TimeKind::date, .ends_on_day = true};
    }
    if (name == "timezone" && arguments.size() == 2) return read_zone(arguments[1], depth);
    if (name == "date_trunc" && arguments.size() >= 2) {
      return read_trunc(arguments[0], arguments[1], depth);
    }
    const bool extreme = (name == "min" || name == "max") && arguments.size() == 1;
    return extreme ? TimeValue{.kind = read(arguments[0], depth - 1).kind} : TimeValue{};
  }

  /// AT TIME ZONE converts a moment or date to a moment, and a time to a time.
  [[nodiscard]] TimeValue read_zone(const Node* argument, int depth) const {
    const TimeKind inner = read(argument, depth - 1).kind;
    const bool known = inner == TimeKind::moment || inner == TimeKind::date;
    return {.kind = known ? TimeKind::moment : inner};
  }

  /// date_trunc returns a moment, but for an interval an interval.
  [[nodiscard]] TimeValue read_trunc(const Node* unit, const Node* argument, int depth) const {
    constexpr std::array<std::string_view, 4> below_day = {"hour", "minute", "second",
                                                           "milliseconds"};
    const TimeKind inner = read(argument, depth - 1).kind;
    if (inner == TimeKind::other) return {.kind = TimeKind::other};
    const std::string name = read(unit, depth - 1).written;
    return {.kind = TimeKind::moment,
            .ends_on_day = !name.empty() && !text::is_one_of(name, below_day),
            .truncated = true};
  }

  static TimeValue read_value(const SQLValueFunction& value) {
    switch (value.op) {
      case SVFOP_CURRENT_TIMESTAMP:
      case SVFOP_CURRENT_TIMESTAMP_N:
      case SVFOP_LOCALTIMESTAMP:
      case SVFOP_LOCALTIMESTAMP_N:
        return {.kind = TimeKind::moment, .is_now = true};
      case SVFOP_CURRENT_DATE:
        return {.kind = TimeKind::date, .ends_on_day = true};
      default:  // times, and names of users
        return {.kind = TimeKind::other};
    }
  }

  /// A date plus a number is a date, a date or moment plus an interval is a moment, and the
  /// difference of two is neither.
  [[nodiscard]] TimeValue read_operation(const A_Expr& operation, int depth) const {
    const std::string_view name = builtin_name(operation.name);
    if (operation.kind != AEXPR_OP || (name != "+" && name != "-")) return {};
    TimeValue value = read_sum(operation, name, depth);
    value.is_last = takes_a_microsecond(operation, depth);
    return value;
  }

  /// True for `… - interval '1 microsecond'` and `… + (interval '1 day' - interval '1
  /// microsecond')`.
  static bool takes_a_microsecond(const A_Expr& operation, int depth) {
    if (depth == 0 || operation.kind != AEXPR_OP) return false;
    const std::string_view name = builtin_name(operation.name);
    if (name == "-") {
      const auto* cast = as<TypeCast>(operation.rexpr);
      const A_Const* text = cast == nullptr ? nullptr : as<A_Const>(cast->arg);
      return text != nullptr && !text->isnull && text->val.node.type == T_String &&
             is_interval(cast) && is_microsecond(view(text->val.sval.sval));
    }
    if (name != "+") return false;
    const auto* right = as<A_Expr>(operation.rexpr);
    return right != nullptr && takes_a_microsecond(*right, depth - 1);
  }

  [[nodiscard]] TimeValue read_sum(const A_Expr& operation, std::string_view name,
                                   int depth) const {
    const TimeKind left = read(operation.lexpr, depth - 1).kind;
    const TimeKind right = read(operation.rexpr, depth - 1).kind;
    const auto has_day = [](TimeKind kind) {
      return kind == TimeKind::moment || kind == TimeKind::date;
    };
    if (has_day(left) && has_day(right)) {
      return {.kind = name == "-" ? TimeKind::other : TimeKind::unknown};
    }
    const bool added_to_left = has_day(left);
    if (!added_to_left && (!has_day(right) || name == "-")) return {};
    const TimeKind base = added_to_left ? left : right;
    const Node* added = added_to_left ? operation.rexpr : operation.lexpr;
    if (is_interval(added)) return {.kind = TimeKind::moment};
    // The unknown operand may be a moment, and the difference of two moments is an interval.
    if (base == TimeKind::moment) {
      return {.kind = name == "+" ? TimeKind::moment : TimeKind::unknown};
    }
    if (is_number(added)) return {.kind = TimeKind::date, .ends_on_day = true};
    return {};
  }

  static bool is_number(const Node* expression) {
    const auto* constant = as<A_Const>(expression);
    return constant != nullptr && !constant->isnull && constant->val.node.type == T_Integer;
  }

  static bool is_interval(const TypeCast* cast) {
    return builtin_type(*cast->typeName) == "interval";
  }

  static bool is_interval(const Node* expression) {
    if (const auto* cast = as<TypeCast>(expression)) {
      return builtin_type(*cast->typeName) == "interval";
    }
    const auto* call = as<FuncCall>(expression);
    return call != nullptr && builtin_name(call->funcname) == "make_interval";
  }

  [[nodiscard]] TimeValue read_first_known(const List* arguments, int depth) const {
    for (const Node* argument : each(arguments)) {
      // A string takes the type of the others.
      if (as<A_Const>(argument) != nullptr) continue;
      const TimeKind kind = read(argument, depth - 1).kind;
      if (kind != TimeKind::unknown) return {.kind = kind};
    }
    return {};
  }

  /// The kind of a column, if the statement defines it.
  [[nodiscard]] TimeKind kind_of(const ColumnRef& column) const {
    const auto parts = each(column.fields);
    const auto* table = as<CreateStmt>(ancestors_.empty() ? nullptr : ancestors_.front());
    if (table == nullptr || parts.size() != 1) return TimeKind::unknown;
    for (const auto* definition : each<ColumnDef>(table->tableElts)) {
      const bool same = definition != nullptr && definition->typeName != nullptr &&
                        view(definition->colname) == string_value(parts[0]);
      if (!same) continue;
      const bool is_array = definition->typeName->arrayBounds != nullptr;
      return is_array ? TimeKind::other : time_kind(builtin_type(*definition->typeName));
    }
    return TimeKind::unknown;
  }

  Ancestors ancestors_;
};

}  // namespace

TimeKind time_kind(std::string_view type_name) {
  constexpr std::array<std::string_view, 25> others = {
      "int2", "int4", "int8",   "numeric",  "float4", "float8", "money",  "text", "varchar",
      "char", "time", "timetz", "interval", "bool",   "uuid",   "bpchar", "name", "bytea",
      "inet", "cidr", "oid",    "json",     "jsonb",  "xml",    "citext"};
  if (type_name == "timestamp" || type_name == "timestamptz") return TimeKind::moment;
  if (type_name == "date") return TimeKind::date;
  return text::is_one_of(type_name, others) ? TimeKind::other : TimeKind::unknown;
}

TimeValue time_value(const Node* expression, Ancestors ancestors) {
  return Reader(ancestors).read(expression, max_moment_depth);
}

}  // namespace pglint::parse
