// Truncated names, and whether they collide with others.
#include "catalog/apply/applier.h"

namespace pglint::catalog {
namespace {

/// Whether PostgreSQL rejects both names if they are equal.
bool share_namespace(const CutName& a, const CutName& b) {
  if (a.kind != b.kind) return false;
  return a.kind == NameKind::index || a.relation.name == b.relation.name;
}

bool is_taken(const CutName& cut, const Store& store) {
  const Relation* relation = store.find(cut.relation);
  switch (cut.kind) {
    case NameKind::relation:
      return store.find({cut.relation.schema, cut.kept}) != nullptr;
    case NameKind::column:
      return relation != nullptr && relation->find_column(cut.kept) != nullptr;
    case NameKind::constraint:
      return relation != nullptr && relation->find_constraint(cut.kept) != nullptr;
    case NameKind::index:
      return store.find_index({cut.relation.schema, cut.kept}) != nullptr;
    case NameKind::object:  // routines may share names
      return false;
  }
  return false;
}

}  // namespace

bool Applier::operator()(const CutName& cut) {
  bool same = false;
  bool in_statement = false;
  for (const CutName* earlier : store_.cut_names_to(cut.kept)) {
    if (!share_namespace(*earlier, cut)) continue;
    same = same || earlier->written == cut.written;
    in_statement = in_statement || (earlier->place.file == cut.place.file &&
                                    earlier->place.statement == cut.place.statement);
  }
  CutName noted = cut;
  // The same name again means the same object.
  noted.collides = !same && (in_statement || is_taken(cut, store_));
  store_.note_cut_name(std::move(noted));
  return true;
}

}  // namespace pglint::catalog
