#include "rule/prisma/accepted_objects.h"

#include <utility>

#include "design/accepted.h"

namespace pglint {

AcceptedObjects::AcceptedObjects(const psl::Schema& schema) {
  for (const psl::Model& model : schema.models) {
    add(model.table, model.written->documentation);
    for (const psl::ModelField& field : model.fields) {
      add(model.table + "." + field.column, field.written->documentation);
    }
  }
}

void AcceptedObjects::add(std::string object, const std::string& comment) {
  if (comment.find("pglint:") != std::string::npos) comments_.emplace(std::move(object), comment);
}

bool AcceptedObjects::has(const Rule& rule, std::string_view object) const {
  const auto found = comments_.find(object);
  return found != comments_.end() &&
         design::is_accepted(
             found->second,
             {.id = rule.id, .of_normalization = rule.group == Group::normalization});
}

bool AcceptedObjects::accept(const Rule& rule, std::string_view object) const {
  if (comments_.empty()) return false;
  const std::size_t dot = object.rfind('.');
  return has(rule, object) || (dot != std::string_view::npos && has(rule, object.substr(0, dot)));
}

}  // namespace pglint
