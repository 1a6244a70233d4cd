#include "psl/native_type.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pglint::psl {
namespace {

using enum TypeArguments;

constexpr std::array<NativeType, 26> native_types = {{
    {"SmallInt", "Int", "SMALLINT"},
    {"Integer", "Int", "INTEGER"},
    {"Oid", "Int", "OID"},
    {"BigInt", "BigInt", "BIGINT"},
    {"Real", "Float", "REAL"},
    {"DoublePrecision", "Float", "DOUBLE PRECISION"},
    {"Decimal", "Decimal", "DECIMAL", decimal},
    {"Money", "Decimal", "MONEY"},
    {"VarChar", "String", "VARCHAR", length},
    {"Char", "String", "CHAR", length},
    {"Text", "String", "TEXT"},
    {"Bit", "String", "BIT", length},
    {"VarBit", "String", "VARBIT", length},
    {"Uuid", "String", "UUID"},
    {"Xml", "String", "XML"},
    {"Inet", "String", "INET"},
    {"Citext", "String", "CITEXT"},
    {"Timestamp", "DateTime", "TIMESTAMP", precision},
    {"Timestamptz", "DateTime", "TIMESTAMPTZ", precision},
    {"Date", "DateTime", "DATE"},
    {"Time", "DateTime", "TIME", precision},
    {"Timetz", "DateTime", "TIMETZ", precision},
    {"Json", "Json", "JSON"},
    {"JsonB", "Json", "JSONB"},
    {"ByteA", "Bytes", "BYTEA"},
    {"Boolean", "Boolean", "BOOLEAN"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> scalars = {{
    {"Int", "INTEGER"},
    {"BigInt", "BIGINT"},
    {"Float", "DOUBLE PRECISION"},
    {"Decimal", "DECIMAL(65,30)"},
    {"Boolean", "BOOLEAN"},
    {"String", "TEXT"},
    {"DateTime", "TIMESTAMP(3)"},
    {"Json", "JSONB"},
    {"Bytes", "BYTEA"},
}};

}  // namespace

const NativeType* find_native_type(std::string_view name) {
  const auto found = std::ranges::find(native_types, name, &NativeType::name);
  return found == native_types.end() || name.empty() ? nullptr : &*found;
}

std::string native_sql(const NativeType& type, const Attribute& written) {
  std::string sql(type.sql);
  for (const Argument& argument : written.arguments) {
    sql += (&argument == &written.arguments.front() ? "(" : ",") + argument.value.text;
  }
  return written.arguments.empty() ? sql : sql + ")";
}

std::string_view scalar_sql(std::string_view scalar) {
  for (const auto& [name, sql] : scalars) {
    if (name == scalar) return sql;
  }
  return {};
}

}  // namespace pglint::psl
