#include "catalog/definition_reader.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "catalog/read/figured_name.h"
#include "catalog/read/query_reader.h"

#include "parse/meaning/name_words.h"
#include "parse/meaning/null_proof.h"
#include "parse/meaning/type_name.h"
#include "parse/tree/nodes.h"
#include "text/ascii.h"

namespace pglint::catalog {

using parse::as;
using parse::each;
using parse::view;

namespace {

/// Deeper expressions are not deparsed from their nodes but scanned.
constexpr int simple_depth = 4;

std::string quoted(std::string_view value) {
  std::string literal = "'";
  for (const char byte : value) {
    if (byte == '\'') literal += '\'';
    literal += byte;
  }
  return literal + '\'';
}

std::optional<std::string> literal(const A_Const& constant) {
  if (constant.isnull) return "NULL";
  switch (constant.val.node.type) {
    case T_Integer:
      return std::to_string(constant.val.ival.ival);
    case T_Float:
      return std::string(view(constant.val.fval.fval));
    case T_Boolean:
      return constant.val.boolval.boolval ? "true" : "false";
    case T_String:
      return quoted(view(constant.val.sval.sval));
    default:
      return std::nullopt;
  }
}

std::optional<std::string> simple_expression(const Node* node, int depth);

std::optional<std::string> simple_call(const FuncCall& call, int depth) {
  const std::string_view name = parse::string_value(each(call.funcname).back());
  const bool plain =
      each(call.funcname).size() == 1 && call.agg_filter == nullptr && call.over == nullptr &&
      !call.agg_star && !call.func_variadic &&
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string_view::npos;
  if (!plain) return std::nullopt;
  std::string text = std::string(name) + "(";
  for (const Node* argument : each(call.args)) {
    const auto written = simple_expression(argument, depth - 1);
    if (!written) return std::nullopt;
    if (text.back() != '(') text += ", ";
    text += *written;
  }
  return text + ")";
}

/// The SQL of a constant or of a call with constants, as most defaults are.
std::optional<std::string> simple_expression(const Node* node, int depth) {
  if (node == nullptr || depth == 0) return std::nullopt;
  if (const auto* constant = as<A_Const>(node)) return literal(*constant);
  if (const auto* call = as<FuncCall>(node)) return simple_call(*call, depth);
  const auto* value = as<SQLValueFunction>(node);
  if (value != nullptr && value->op == SVFOP_CURRENT_TIMESTAMP) return "CURRENT_TIMESTAMP";
  if (value != nullptr && value->op == SVFOP_CURRENT_DATE) return "CURRENT_DATE";
  return std::nullopt;
}

std::optional<ConstraintKind> kind_of(ConstrType type) {
  switch (type) {
    case CONSTR_PRIMARY:
      return ConstraintKind::primary_key;
    case CONSTR_UNIQUE:
      return ConstraintKind::unique;
    case CONSTR_FOREIGN:
      return ConstraintKind::foreign_key;
    case CONSTR_CHECK:
      return ConstraintKind::check;
    case CONSTR_EXCLUSION:
      return ConstraintKind::exclusion;
    case CONSTR_NOTNULL:
      return ConstraintKind::not_null;
    default:  // an attribute of a column or of another constraint
      return std::nullopt;
  }
}

ReferentialAction action_of(char action) {
  switch (action) {
    case 'r':
      return ReferentialAction::restricted;
    case 'c':
      return ReferentialAction::cascade;
    case 'n':
      return ReferentialAction::set_null;
    case 'd':
      return ReferentialAction::set_default;
    default:  // 'a'
      return ReferentialAction::no_action;
  }
}

MatchType match_of(char match) {
  if (match == 'f') return MatchType::full;
  return match == 'p' ? MatchType::partial : MatchType::simple;
}

void read_foreign_key(const ::Constraint& written, catalog::Constraint& constraint) {
  if (written.pktable != nullptr) constraint.referenced = name_of(*written.pktable);
  constraint.referenced_columns = parse::strings(written.pk_attrs);
  constraint.on_update = action_of(written.fk_upd_action);
  constraint.on_delete = action_of(written.fk_del_action);
  constraint.set_columns = parse::strings(written.fk_del_set_cols);
  constraint.match = match_of(written.fk_matchtype);
}

/// The rest of a path after its first name and dot; empty if a comment is between them.
std::string_view after_qualifier(std::string_view path) {
  const bool quoted = path.starts_with('"');
  const std::size_t end = quoted ? path.find('"', 1) : path.find_first_of(" \t\r\n.");
  path.remove_prefix(std::min(end, path.size()));
  if (quoted && !path.empty()) path.remove_prefix(1);
  const auto skip_blanks = [&] {
    while (!path.empty() && text::is_blank(path.front())) path.remove_prefix(1);
  };
  skip_blanks();
  if (!path.starts_with('.')) return {};
  path.remove_prefix(1);
  skip_blanks();
  return path;
}

void qualify(const ::Constraint& written, catalog::Constraint& constraint) {
  switch (written.contype) {
    case CONSTR_ATTR_DEFERRABLE:
      constraint.deferrable = true;
      return;
    case CONSTR_ATTR_DEFERRED:
      constraint.deferrable = true;
      constraint.initially_deferred = true;
      return;
#if PG_VERSION_NUM >= 180000
    case CONSTR_ATTR_NOT_ENFORCED:
      constraint.enforced = false;
      constraint.validated = false;
      return;
#endif
    default:  // the default behavior
      return;
  }
}

void add_not_null(const std::string& column, const Place& place, ColumnDefinition& definition) {
  definition.constraints.push_back(
      {.name = {}, .kind = ConstraintKind::not_null, .columns = {column}, .place = place});
}

Generation generation_of(const ::Constraint& written) {
#if PG_VERSION_NUM >= 180000
  if (written.generated_kind == 'v') return Generation::virtual_column;
#else
  (void)written;
#endif
  return Generation::stored;
}

/// `ATTRIBUTE_IDENTITY_ALWAYS` of pg_attribute.h, which cannot be included.
constexpr char always = 'a';

}  // namespace

bool is_null(const Node& expression) {
  const auto* constant = as<A_Const>(&expression);
  return constant != nullptr && constant->isnull;
}

Place DefinitionReader::place(int location, Extent extent) const {
  const text::Range statement = source_.in_file(source_.statement.extent);
  if (location < 0) {
    return {.file = source_.file,
            .statement = statement,
            .at = statement.begin,
            .extent = extent == Extent::search ? extent : Extent::statement};
  }
  const std::size_t at = source_.statement.base + static_cast<std::size_t>(location);
  return {.file = source_.file,
          .statement = statement,
          .at = source_.in_file({.begin = at, .end = at + 1}).begin,
          .extent = extent};
}

std::string DefinitionReader::spelling(std::string_view name, int location, int qualifiers) const {
  if (location < 0) return {};
  const std::size_t at = source_.statement.base + static_cast<std::size_t>(location);
  std::string_view written = source_.sql.substr(std::min(at, source_.sql.size()));
  for (; qualifiers > 0; --qualifiers) written = after_qualifier(written);
  written = written.substr(0, name.size());
  const bool folded = written != name && text::equals_ignoring_case(written, name);
  return folded && parse::has_cased_words(written) ? std::string(written) : std::string();
}

Place DefinitionReader::place_of(const Node& expression) const {
  const std::size_t begin = source_.extent_of(expression).begin;
  return place(static_cast<int>(begin - source_.statement.base), Extent::clause);
}

std::string DefinitionReader::expression(const Node& expression) const {
  if (auto simple = simple_expression(&expression, simple_depth)) return std::move(*simple);
  const text::Range range = source_.extent_of(expression);
  return std::string(source_.sql.substr(range.begin, range.size()));
}

std::optional<catalog::Constraint> DefinitionReader::constraint(const ::Constraint& written,
                                                                const std::string& column) const {
  const auto kind = kind_of(written.contype);
  if (!kind) return std::nullopt;
  catalog::Constraint constraint = {.name = std::string(view(written.conname)),
                                    .kind = *kind,
                                    .columns = {},
                                    .place = place(written.location, Extent::element)};
  constraint.named = written.conname != nullptr;
  const bool foreign = *kind == ConstraintKind::foreign_key;
  constraint.columns = parse::strings(foreign ? written.fk_attrs : written.keys);
  const bool of_column = constraint.columns.empty() && !column.empty();
  if (of_column && *kind != ConstraintKind::check) constraint.columns = {column};
  if (foreign) read_foreign_key(written, constraint);
  if (*kind == ConstraintKind::check && written.raw_expr != nullptr) {
    constraint.expression = expression(*written.raw_expr);
    constraint.mentioned = mentioned_columns(written.raw_expr);
    constraint.proved = parse::proved_not_null(written.raw_expr);
  }
  if (*kind == ConstraintKind::exclusion) read_exclusion(written, constraint);
  constraint.index = view(written.indexname);
  constraint.include = parse::strings(written.including);
  constraint.nulls_not_distinct = written.nulls_not_distinct;
  constraint.deferrable = written.deferrable;
  constraint.initially_deferred = written.initdeferred;
  constraint.no_inherit = written.is_no_inherit;
  constraint.validated = !written.skip_validation;
#if PG_VERSION_NUM >= 180000
  constraint.without_overlaps = written.without_overlaps || written.fk_with_period;
  const bool may_be_unenforced = foreign || *kind == ConstraintKind::check;
  constraint.enforced = written.is_enforced || !may_be_unenforced;
  if (!constraint.enforced) constraint.validated = false;
#endif
  return constraint;
}

void DefinitionReader::read_exclusion(const ::Constraint& written,
                                      catalog::Constraint& constraint) const {
  constraint.method = written.access_method == nullptr ? "btree" : view(written.access_method);
  for (const auto* pair : each<List>(written.exclusions)) {
    const auto parts = each(pair);
    const auto* element = parts.size() < 2 ? nullptr : as<IndexElem>(parts[0]);
    if (element == nullptr) continue;
    constraint.keys.push_back(index_key(*element));
    const auto* name = as<List>(parts[1]);
    constraint.operators.push_back(name_of(name).shown());
    const IndexKey& key = constraint.keys.back();
    if (!key.column.empty()) constraint.mentioned.push_back(key.column);
    std::ranges::copy(key.mentioned, std::back_inserter(constraint.mentioned));
  }
  if (written.where_clause == nullptr) return;
  constraint.predicate = expression(*written.where_clause);
  std::ranges::copy(mentioned_columns(written.where_clause),
                    std::back_inserter(constraint.mentioned));
}

IndexKey DefinitionReader::index_key(const IndexElem& element) const {
  IndexKey key = {.column = std::string(view(element.name))};
  const Node* inner = element.expr;
  while (const auto* collate = as<CollateClause>(inner)) {
    if (key.collation.empty()) key.collation = name_of(collate->collname).shown();
    inner = collate->arg;
  }
  if (const auto* column = as<ColumnRef>(inner)) {
    // PostgreSQL reads `((a))` as the column.
    key.column = parse::string_value(each(column->fields).back());
  } else if (element.expr != nullptr) {
    key.expression = expression(*element.expr);
    key.mentioned = mentioned_columns(element.expr);
    key.shown = figured_name(element.expr);
    key.collation.clear();  // part of the expression
  }
  if (!each(element.opclass).empty()) key.operator_class = name_of(element.opclass).shown();
  if (!each(element.collation).empty()) key.collation = name_of(element.collation).shown();
  key.descending = element.ordering == SORTBY_DESC;
  key.nulls_first = element.nulls_ordering == SORTBY_NULLS_DEFAULT
                        ? key.descending
                        : element.nulls_ordering == SORTBY_NULLS_FIRST;
  return key;
}

void DefinitionReader::set_identity(const ::Constraint& written,
                                    ColumnDefinition& definition) const {
  Column& column = definition.column;
  column.identity = true;
  column.identity_kind = written.generated_when == always ? Identity::always : Identity::by_default;
  NewSequence sequence = {.column = column.name, .type = column.type, .identity = true};
  for (const auto* option : each<DefElem>(written.options)) {
    if (option == nullptr || view(option->defname) != "sequence_name") continue;
    if (const auto* name = as<List>(option->arg)) sequence.name = name_of(name);
  }
  definition.sequence = std::move(sequence);
  add_not_null(column.name, place(written.location, Extent::element), definition);
}

void DefinitionReader::set_serial(std::string_view integer, ColumnDefinition& definition) {
  Column& column = definition.column;
  column.serial = true;
  definition.sequence = NewSequence{
      .column = column.name, .type = {.schema = {}, .name = std::string(integer), .modifiers = {}}};
  add_not_null(column.name, column.place, definition);
}

ColumnDefinition DefinitionReader::column(const ColumnDef& definition) const {
  ColumnDefinition read;
  Column& column = read.column;
  column.name = view(definition.colname);
  column.as_written = spelling(column.name, definition.location);
  column.place = place(definition.location, Extent::element);
  column.type_place = column.place;
  column.changed = column.place;
  if (definition.typeName != nullptr) {
    column.type = type_of(*definition.typeName);
    column.type_place = place(definition.typeName->location, Extent::type);
    const auto integer = parse::serial_integer(parse::bare_type_name(*definition.typeName));
    if (!integer.empty()) set_serial(integer, read);
  }
  if (definition.collClause != nullptr) {
    column.collation = name_of(definition.collClause->collname).shown();
  }
  if (definition.is_not_null) add_not_null(column.name, column.place, read);
  for (const auto* written : each<::Constraint>(definition.constraints)) {
    if (written != nullptr) add_to_column(*written, read);
  }
  return read;
}

void DefinitionReader::add_to_column(const ::Constraint& written,
                                     ColumnDefinition& definition) const {
  Column& column = definition.column;
  switch (written.contype) {
    case CONSTR_GENERATED:
      column.generated = true;
      column.generation = generation_of(written);
      [[fallthrough]];
    case CONSTR_DEFAULT:
      if (written.raw_expr == nullptr) return;
      // DEFAULT NULL has no effect; GENERATED ALWAYS AS (NULL) has.
      if (column.generated || !is_null(*written.raw_expr)) {
        column.default_expression = expression(*written.raw_expr);
        column.default_place = place(written.location, Extent::clause);
      }
      if (column.generated) column.mentioned = mentioned_columns(written.raw_expr);
      return;
    case CONSTR_IDENTITY:
      return set_identity(written, definition);
    case CONSTR_ATTR_DEFERRABLE:
    case CONSTR_ATTR_DEFERRED:
    case CONSTR_ATTR_NOT_DEFERRABLE:
    case CONSTR_ATTR_IMMEDIATE:
#if PG_VERSION_NUM >= 180000
    case CONSTR_ATTR_ENFORCED:
    case CONSTR_ATTR_NOT_ENFORCED:
#endif
      if (!definition.constraints.empty()) qualify(written, definition.constraints.back());
      return;
    default:
      if (auto constraint = this->constraint(written, column.name)) {
        definition.constraints.push_back(std::move(*constraint));
      }
  }
}

}  // namespace pglint::catalog
