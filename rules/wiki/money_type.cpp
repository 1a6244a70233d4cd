// The type `money` stores no currency and depends on lc_monetary.
#include "engine/context.h"
#include "engine/rule.h"
#include "parse/type_name.h"

namespace pglint::rules {
namespace {

void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "money") return;
  context.report({.at = context.here(type), .message = "the type `money` stores no currency"});
}

}  // namespace

extern constinit const Rule money_type = {
    .id = "money-type",
    .group = Group::wiki,
    .severity = Severity::warning,
    .summary = "Column of type money",
    .help = "use numeric",
    .checks = {on<check>},
};

}  // namespace pglint::rules
