#include "lint/evidence.h"

#include <array>

#include "catalog/use_reader.h"

#include "rule/context.h"

namespace pglint {
namespace {

template <class T>
void read_uses(const T& node, Context& context) {
  context.uses().read(node, context.ancestors());
}

void read_insert(const InsertStmt& insert, Context& context) {
  context.uses().read(insert, context.ancestors());
  if (context.runs_now()) context.uses().read_ids(insert);
}

constexpr std::array handlers = {
    on<read_uses<FuncCall>>,   on<read_uses<A_Expr>>,       on<read_uses<A_Indirection>>,
    on<read_uses<SubLink>>,    on<read_uses<JoinExpr>>,     on<read_uses<JsonTable>>,
    on<read_uses<UpdateStmt>>, on<read_uses<DeleteStmt>>,   on<read_insert>,
    on<read_uses<MergeStmt>>,  on<read_uses<TypeName>>,     on<read_uses<CreateFunctionStmt>>,
    on<read_uses<DoStmt>>,     on<read_uses<AlterSeqStmt>>, on<read_uses<AlterTableStmt>>,
};

}  // namespace

std::span<const Handler> evidence_handlers() { return handlers; }

}  // namespace pglint
