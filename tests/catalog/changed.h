// Makes a catalog from SQL, for tests of code that reads it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "catalog/change_reader.h"
#include "catalog/schema_catalog.h"

#include "parse/source/statement_reader.h"
#include "parse/tree/anchor.h"
#include "parse/tree/arena.h"
#include "parse/tree/token.h"

namespace pglint::tests {

/// The catalog after the statements of `sql`, which must parse.
inline catalog::Catalog catalog_after(const std::string& sql) {
  catalog::Catalog catalog;
  catalog.begin_session();
  const std::function<text::Range(text::Range)> in_file = [](text::Range range) { return range; };
  parse::Arena arena;
  parse::StatementReader reader(sql, arena);
  for (parse::Batch batch; reader.next(batch);) {
    for (const parse::Statement& statement : batch.statements) {
      const auto tokens = parse::scan_without_comments(sql, statement.extent).tokens;
      const parse::TokenView view(sql, tokens);
      const parse::Anchor anchor(view, statement);
      const std::function<text::Range(const Node&)> extent_of = [&](const Node& node) {
        return anchor.of(node, {});
      };
      const auto changes = catalog::read_changes(
          {.statement = statement, .sql = sql, .in_file = in_file, .extent_of = extent_of});
      for (const catalog::Change& change : changes) catalog.apply(change);
    }
  }
  return catalog;
}

}  // namespace pglint::tests
