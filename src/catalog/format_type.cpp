// Types as format_type() of the server shows them.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "catalog/type.h"

#include "parse/meaning/type_use.h"
#include "text/word_index.h"

namespace pglint::catalog {
namespace {

/// Types that are shown under another name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> shown_names = {{
    {"bit", "bit"},
    {"bool", "boolean"},
    {"bpchar", "character"},
    {"char", "\"char\""},
    {"float4", "real"},
    {"float8", "double precision"},
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"time", "time without time zone"},
    {"timestamp", "timestamp without time zone"},
    {"timestamptz", "timestamp with time zone"},
    {"timetz", "time with time zone"},
    {"varbit", "bit varying"},
    {"varchar", "character varying"},
}};

/// Without row types, and without pseudo-types that no column can have.
constexpr std::array<std::string_view, 101> builtin_types = {"aclitem",
                                                             "any",
                                                             "anyarray",
                                                             "anycompatible",
                                                             "anycompatiblearray",
                                                             "anycompatiblemultirange",
                                                             "anycompatiblenonarray",
                                                             "anycompatiblerange",
                                                             "anyelement",
                                                             "anyenum",
                                                             "anymultirange",
                                                             "anynonarray",
                                                             "anyrange",
                                                             "bit",
                                                             "bool",
                                                             "box",
                                                             "bpchar",
                                                             "bytea",
                                                             "char",
                                                             "cid",
                                                             "cidr",
                                                             "circle",
                                                             "cstring",
                                                             "date",
                                                             "datemultirange",
                                                             "daterange",
                                                             "event_trigger",
                                                             "fdw_handler",
                                                             "float4",
                                                             "float8",
                                                             "gtsvector",
                                                             "index_am_handler",
                                                             "inet",
                                                             "int2",
                                                             "int2vector",
                                                             "int4",
                                                             "int4multirange",
                                                             "int4range",
                                                             "int8",
                                                             "int8multirange",
                                                             "int8range",
                                                             "internal",
                                                             "interval",
                                                             "json",
                                                             "jsonb",
                                                             "jsonpath",
                                                             "language_handler",
                                                             "line",
                                                             "lseg",
                                                             "macaddr",
                                                             "macaddr8",
                                                             "money",
                                                             "name",
                                                             "numeric",
                                                             "nummultirange",
                                                             "numrange",
                                                             "oid",
                                                             "oidvector",
                                                             "path",
                                                             "pg_lsn",
                                                             "pg_node_tree",
                                                             "pg_snapshot",
                                                             "point",
                                                             "polygon",
                                                             "record",
                                                             "refcursor",
                                                             "regclass",
                                                             "regcollation",
                                                             "regconfig",
                                                             "regdictionary",
                                                             "regnamespace",
                                                             "regoper",
                                                             "regoperator",
                                                             "regproc",
                                                             "regprocedure",
                                                             "regrole",
                                                             "regtype",
                                                             "table_am_handler",
                                                             "text",
                                                             "tid",
                                                             "time",
                                                             "timestamp",
                                                             "timestamptz",
                                                             "timetz",
                                                             "trigger",
                                                             "tsm_handler",
                                                             "tsmultirange",
                                                             "tsquery",
                                                             "tsrange",
                                                             "tstzmultirange",
                                                             "tstzrange",
                                                             "tsvector",
                                                             "txid_snapshot",
                                                             "unknown",
                                                             "uuid",
                                                             "varbit",
                                                             "varchar",
                                                             "void",
                                                             "xid",
                                                             "xid8",
                                                             "xml"};

constexpr text::WordIndex builtin_type_index(builtin_types);

/// The fields of an interval by its first modifier, a mask.
struct IntervalFields {
  long mask = 0;
  std::string_view words;
};
constexpr long year = 1L << 2;
constexpr long month = 1L << 1;
constexpr long day = 1L << 3;
constexpr long hour = 1L << 10;
constexpr long minute = 1L << 11;
constexpr long second = 1L << 12;
constexpr std::array<IntervalFields, 13> interval_fields = {
    {{year, " year"},
     {month, " month"},
     {day, " day"},
     {hour, " hour"},
     {minute, " minute"},
     {second, " second"},
     {year | month, " year to month"},
     {day | hour, " day to hour"},
     {day | hour | minute, " day to minute"},
     {day | hour | minute | second, " day to second"},
     {hour | minute, " hour to minute"},
     {hour | minute | second, " hour to second"},
     {minute | second, " minute to second"}}};

/// Microseconds; PostgreSQL reduces a higher precision with a warning.
constexpr long max_time_precision = 6;

std::string in_brackets(long modifier) { return "(" + std::to_string(modifier) + ")"; }

std::string format_interval(const Type& type) {
  std::string shown = "interval";
  if (type.modifiers.empty()) return shown;
  const auto fields =
      std::ranges::find(interval_fields, type.modifiers.front(), &IntervalFields::mask);
  if (fields != interval_fields.end()) shown += fields->words;
  if (type.modifiers.size() > 1) {
    shown += in_brackets(std::min(type.modifiers[1], max_time_precision));
  }
  return shown;
}

std::string format_builtin(const Type& type) {
  if (type.name == "interval") return format_interval(type);
  const auto found = std::ranges::find(shown_names, std::string_view(type.name),
                                       &std::pair<std::string_view, std::string_view>::first);
  std::string shown(found == shown_names.end() ? std::string_view(type.name) : found->second);
  if (type.name == "bpchar" && type.modifiers.empty()) return "bpchar";
  if (type.modifiers.empty()) return shown;
  if (type.name.starts_with("time")) {
    const std::string precision = in_brackets(std::min(type.modifiers[0], max_time_precision));
    return shown.insert(shown.find(' '), precision);
  }
  if (type.name == "numeric") {
    const long scale = type.modifiers.size() > 1 ? type.modifiers[1] : 0;
    return shown + "(" + std::to_string(type.modifiers[0]) + "," + std::to_string(scale) + ")";
  }
  return shown + in_brackets(type.modifiers[0]);
}

}  // namespace

bool is_builtin_type(std::string_view name) { return builtin_type_index.contains(name); }

bool is_known(const Type& type) { return !type.schema.empty() || is_builtin_type(type.name); }

std::string quoted_name(std::string_view name) { return parse::sql_name(name); }

std::string format_type(const Type& type) {
  if (type.name.empty()) return {};
  std::string shown;
  if (!type.schema.empty()) {
    shown = quoted_name(type.schema) + "." + quoted_name(type.name);
  } else {
    shown = is_builtin_type(type.name) ? format_builtin(type) : quoted_name(type.name);
  }
  if (type.dimensions > 0) shown += "[]";
  return shown;
}

}  // namespace pglint::catalog
