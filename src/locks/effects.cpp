// From the form that the statement shows to the row that the schema decides. Each form has a short
// function, hence the length of the file.
#include "locks/effects.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <utility>

#include "locks/type_change.h"
#include "text/ascii.h"

namespace pglint::locks {
namespace {

using catalog::Answer;
using catalog::Column;
using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::Relation;

/// A form, whether it is certain, and names for messages.
struct Choice {
  Form form = Form::add_column;
  bool is_certain = true;
  std::vector<std::string> involved = {};
};

/// The partition for the rows of no other, or null if none is known.
const Relation* default_partition_of(const catalog::Catalog& catalog, const Relation* parent) {
  return parent == nullptr ? nullptr : catalog.default_partition_of(parent->name);
}

/// Looks up facts about one operation.
class Chooser {
 public:
  Chooser(const Situation& situation, const Relation* relation)
      : situation_(situation), operation_(situation.operation), relation_(relation) {}

  [[nodiscard]] Choice choose() const {
    switch (operation_.form) {
      case Form::add_column:
        return add_column();
      case Form::set_not_null:
        return set_not_null(Form::set_not_null_proved, operation_.part);
      case Form::add_not_null:
        return add_not_null();
      case Form::type_change_rewrite:
        return type_change();
      case Form::set_expression:
        return set_expression();
      case Form::drop_column:
        return drop_column();
      case Form::validate_check:
        return validate();
      case Form::drop_constraint:
        return drop_constraint();
      case Form::add_primary_key_nullable:
        return primary_key(Form::add_primary_key);
      case Form::primary_key_using_nullable_index:
        return key_of_index();
      case Form::create_index:
        return create_index();
      case Form::drop_index:
        return drop_index();
      case Form::drop_table:
        return drop_table();
      case Form::attach_partition:
        return attach_partition();
      case Form::create_partition:
        return create_partition();
      default:
        return {.form = operation_.form};
    }
  }

 private:
  [[nodiscard]] bool is_known() const {
    return relation_ != nullptr && relation_->certain && relation_->columns_known;
  }
  [[nodiscard]] const Column* column(std::string_view name) const {
    const Column* found = relation_ == nullptr ? nullptr : relation_->find_column(name);
    return found != nullptr && found->certain ? found : nullptr;
  }

  /// Whether the statement itself drops the constraint, which happens first.
  [[nodiscard]] bool drops(const std::string& constraint) const {
    return std::ranges::any_of(situation_.statement.operations, [&](const Operation& other) {
      return other.form == Form::drop_constraint && other.part == constraint;
    });
  }

  [[nodiscard]] bool is_proved(std::string_view name) const {
    if (situation_.pg_version < 12 || relation_ == nullptr) return false;
    return std::ranges::any_of(relation_->constraints, [&](const Constraint& constraint) {
      const bool counts = constraint.kind == ConstraintKind::check && constraint.validated &&
                          constraint.enforced && constraint.certain;
      return counts && std::ranges::count(constraint.proved, name) > 0 && !drops(constraint.name);
    });
  }

  [[nodiscard]] const Constraint* unvalidated_not_null(std::string_view name) const {
    if (relation_ == nullptr) return nullptr;
    for (const Constraint& constraint : relation_->constraints) {
      const bool is_it = constraint.kind == ConstraintKind::not_null && !constraint.validated &&
                         std::ranges::count(constraint.columns, name) > 0;
      if (is_it) return &constraint;
    }
    return nullptr;
  }

  [[nodiscard]] bool is_not_null(const Column& of) const {
    return of.not_null == Answer::yes && unvalidated_not_null(of.name) == nullptr;
  }

  [[nodiscard]] Choice set_not_null(Form proved, std::string_view name) const {
    const Column* found = column(name);
    if (found != nullptr && is_not_null(*found)) return {.form = Form::set_not_null_again};
    if (const Constraint* invalid = unvalidated_not_null(name)) {
      return {.form = operation_.form, .involved = {invalid->name}};
    }
    if (is_proved(name)) return {.form = proved};
    return {.form = operation_.form, .is_certain = is_known() && found != nullptr};
  }

  [[nodiscard]] Choice add_not_null() const {
    const auto& columns = operation_.constraint->columns;
    if (columns.empty()) return {.form = operation_.form, .is_certain = false};
    Choice choice = set_not_null(Form::add_not_null_proved, columns.front());
    if (choice.form == Form::set_not_null_again) choice.form = Form::add_not_null_proved;
    return choice;
  }

  [[nodiscard]] const catalog::Domain* domain_of(const catalog::Type& type) const {
    if (type.dimensions > 0 || (type.schema.empty() && catalog::is_builtin_type(type.name))) {
      return nullptr;
    }
    const catalog::Object* object =
        situation_.catalog.find_type(catalog::NameView(type.schema, type.name));
    return object == nullptr ? nullptr : object->as<catalog::Domain>();
  }

  [[nodiscard]] static bool is_bound(const catalog::Domain& domain) {
    return domain.not_null || !domain.constraints.empty();
  }

  /// Whether the run knows the function, and how it changes.
  [[nodiscard]] std::optional<bool> is_volatile(const CalledFunction& call) const {
    std::optional<bool> answer;
    for (const catalog::Object* object : situation_.catalog.objects_called(call.name.name)) {
      const auto* routine = object->as<catalog::Routine>();
      const bool is_called = call.name.schema.empty() || call.name.schema == object->name.schema;
      if (routine == nullptr || !is_called) continue;
      const bool varies = routine->volatility == catalog::Volatility::volatile_function;
      // The planner inlines what a SQL function says before it looks.
      if (varies && text::equals_ignoring_case(routine->language, "sql")) return std::nullopt;
      answer = answer.value_or(false) || varies;
    }
    return answer;
  }

  [[nodiscard]] Choice add_column() const {
    const NewColumn& added = *operation_.column;
    if (operation_.if_exists && column(operation_.part) != nullptr) {
      return {.form = Form::add_column_if_there};
    }
    if (added.column.serial) return {.form = Form::add_column_serial};
    if (added.column.identity) return {.form = Form::add_column_identity};
    if (added.column.generated) return generated(added);
    const catalog::Domain* domain = domain_of(added.column.type);
    if (domain != nullptr && is_bound(*domain)) return {.form = Form::add_column_bound_domain};
    if (added.default_value) {
      if (situation_.pg_version < 11) return {.form = Form::add_column_default};
      if (added.default_value->is_volatile) return {.form = Form::add_column_volatile};
      for (const CalledFunction& call : added.default_value->unknown_functions) {
        const std::optional<bool> varies = is_volatile(call);
        if (varies == false) continue;
        return {.form = Form::add_column_volatile,
                .is_certain = varies.has_value(),
                .involved = {call.name.shown()}};
      }
      if (added.default_value->may_be_volatile) {
        return {.form = Form::add_column_volatile, .is_certain = false};
      }
    }
    return constrained(added);
  }

  [[nodiscard]] static Choice generated(const NewColumn& added) {
    if (added.column.generation != catalog::Generation::virtual_column) {
      return {.form = Form::add_column_stored};
    }
    const bool is_checked = added.is_not_null || has(added, ConstraintKind::check);
    return {.form = is_checked ? Form::add_column_virtual_checked : Form::add_column_virtual};
  }

  [[nodiscard]] static bool has(const NewColumn& added, ConstraintKind kind) {
    return std::ranges::count(added.constraints, kind, &Constraint::kind) > 0;
  }

  /// The heaviest of the constraints in the definition.
  [[nodiscard]] static Choice constrained(const NewColumn& added) {
    const bool has_key =
        has(added, ConstraintKind::unique) || has(added, ConstraintKind::primary_key);
    const bool references = has(added, ConstraintKind::foreign_key);
    if (has_key) return {.form = Form::add_column_unique};
    if (references && added.default_value) return {.form = Form::add_column_default_references};
    if (has(added, ConstraintKind::check)) return {.form = Form::add_column_check};
    if (references) return {.form = Form::add_column_references};
    return {.form = added.default_value ? Form::add_column_default : Form::add_column};
  }

  [[nodiscard]] Choice type_change() const {
    const NewType& wanted = *operation_.type;
    if (wanted.has_conversion) return rewritten(true);
    const Column* old = column(operation_.part);
    if (old == nullptr) return rewritten(!may_be_free(wanted.type));
    const catalog::Domain* to_domain = domain_of(wanted.type);
    if (to_domain != nullptr && is_bound(*to_domain) && old->type != wanted.type) {
      return rewritten(true);
    }
    const catalog::Domain* from_domain = domain_of(old->type);
    const bool is_unknown =
        !catalog::is_known(old->type) && from_domain == nullptr && old->type != wanted.type;
    if (is_unknown) return rewritten(false);
    switch (change_of(from_domain == nullptr ? old->type : from_domain->base,
                      to_domain == nullptr ? wanted.type : to_domain->base)) {
      case TypeChange::free:
        return kept(*old, wanted, old->type != wanted.type);
      case TypeChange::indexes:
        return built(indexes_on(*old, true));
      case TypeChange::time_zone:
        return time_zone(*old, wanted);
      case TypeChange::rewrite:
        return rewritten(true);
    }
    return rewritten(true);
  }

  [[nodiscard]] Choice rewritten(bool is_certain) const {
    Choice choice = {.form = Form::type_change_rewrite, .is_certain = is_certain};
    if (relation_ == nullptr) return choice;
    for (const Relation* other : situation_.catalog.referencing(relation_->name)) {
      for (const Constraint& constraint : other->constraints) {
        const bool is_it = constraint.kind == ConstraintKind::foreign_key &&
                           constraint.referenced == relation_->name &&
                           std::ranges::count(constraint.referenced_columns, operation_.part) > 0;
        if (!is_it) continue;
        choice.form = Form::type_change_of_key;
        choice.involved.push_back(other->name.name);
      }
    }
    return choice;
  }

  /// Indexes with the column in a key, or, unless `in_keys`, only in an expression or predicate.
  [[nodiscard]] std::vector<std::string> indexes_on(const Column& of, bool in_keys) const {
    std::vector<std::string> names;
    for (const catalog::Index& index : relation_->indexes) {
      const bool has_it = std::ranges::any_of(index.keys, [&](const catalog::IndexKey& key) {
        return (in_keys && key.column == of.name) || std::ranges::count(key.mentioned, of.name) > 0;
      });
      if (has_it || std::ranges::count(index.mentioned, of.name) > 0) names.push_back(index.name);
    }
    return names;
  }

  [[nodiscard]] static Choice built(std::vector<std::string> indexes) {
    if (indexes.empty()) return {.form = Form::type_change_free};
    return {.form = Form::type_change_indexes, .involved = std::move(indexes)};
  }

  [[nodiscard]] Choice kept(const Column& old, const NewType& wanted, bool is_other_type) const {
    const bool is_collated = !wanted.collation.empty() && wanted.collation != old.collation;
    if (is_collated) {
      if (auto indexes = indexes_on(old, true); !indexes.empty()) return built(std::move(indexes));
    }
    if (!is_other_type) return {.form = Form::type_change_free};
    const bool is_name_kept = old.type.name == wanted.type.name;  // another length only
    if (!is_name_kept) {
      if (auto indexes = indexes_on(old, false); !indexes.empty()) {
        return built(std::move(indexes));
      }
    }
    std::vector<std::string> checks;
    for (const Constraint& constraint : relation_->constraints) {
      const bool names_it = constraint.kind == ConstraintKind::check && constraint.validated &&
                            constraint.enforced && !drops(constraint.name) &&
                            std::ranges::count(constraint.mentioned, old.name) > 0;
      if (names_it) checks.push_back(constraint.name);
    }
    if (checks.empty()) return {.form = Form::type_change_free};
    return {.form = Form::type_change_checked, .involved = std::move(checks)};
  }

  [[nodiscard]] Choice time_zone(const Column& old, const NewType& wanted) const {
    const Session::Setting zone = situation_.session.setting("timezone");
    const bool is_utc = zone.is_known && zone.value &&
                        (text::equals_ignoring_case(*zone.value, "utc") || *zone.value == "0");
    const bool is_set = zone.is_known && zone.value.has_value();
    if (!is_utc || situation_.pg_version < 12) return rewritten(is_set);
    if (wanted.type.is("timestamptz")) return built(indexes_on(old, true));
    return {.form = Form::type_change_free};
  }

  [[nodiscard]] Choice set_expression() const {
    const Column* found = column(operation_.part);
    const bool is_virtual =
        found != nullptr && found->generation == catalog::Generation::virtual_column;
    if (is_virtual) return {.form = Form::set_virtual_expression};
    return {.form = operation_.form, .is_certain = found != nullptr};
  }

  [[nodiscard]] Choice drop_column() const {
    if (relation_ == nullptr) return {.form = operation_.form};
    for (const Constraint& constraint : relation_->constraints) {
      const bool has_it = constraint.kind == ConstraintKind::foreign_key &&
                          std::ranges::count(constraint.columns, operation_.part) > 0;
      if (has_it) return {.form = Form::drop_column_of_foreign_key};
    }
    return {.form = operation_.form};
  }

  [[nodiscard]] const Constraint* constraint() const {
    return relation_ == nullptr ? nullptr : relation_->find_constraint(operation_.part);
  }

  [[nodiscard]] Choice validate() const {
    const Constraint* found = constraint();
    if (found == nullptr) return {.form = operation_.form, .is_certain = false};
    if (found->kind == ConstraintKind::foreign_key) return {.form = Form::validate_foreign_key};
    if (found->kind == ConstraintKind::not_null) return {.form = Form::validate_not_null};
    return {.form = operation_.form};
  }

  [[nodiscard]] Choice drop_constraint() const {
    const Constraint* found = constraint();
    const bool is_foreign = found != nullptr && found->kind == ConstraintKind::foreign_key;
    return {.form = is_foreign ? Form::drop_foreign_key : operation_.form};
  }

  /// Whether no column of the key may be NULL; nothing if that is unknown.
  [[nodiscard]] std::optional<bool> are_not_null(const std::vector<std::string>& columns) const {
    if (columns.empty()) return std::nullopt;
    std::optional<bool> answer = true;
    for (const std::string& name : columns) {
      const Column* found = column(name);
      if (is_proved(name)) continue;
      if (found == nullptr) {
        answer.reset();
      } else if (!is_not_null(*found)) {
        return false;
      }
    }
    return answer;
  }

  [[nodiscard]] Choice primary_key(Form without_null) const {
    const auto answer = are_not_null(operation_.constraint->columns);
    if (answer == true) return {.form = without_null};
    return {.form = operation_.form, .is_certain = answer.has_value()};
  }

  [[nodiscard]] Choice key_of_index() const {
    const catalog::Index* index =
        relation_ == nullptr ? nullptr : relation_->find_index(operation_.constraint->index);
    std::vector<std::string> columns;
    if (index != nullptr) {
      for (const catalog::IndexKey& key : index->keys) columns.push_back(key.column);
    }
    const auto answer = are_not_null(columns);
    if (answer == true) return {.form = Form::primary_key_using_index};
    return {.form = operation_.form, .is_certain = answer.has_value(), .involved = columns};
  }

  [[nodiscard]] Choice create_index() const {
    const bool is_there = operation_.if_exists && relation_ != nullptr &&
                          relation_->find_index(operation_.part) != nullptr;
    if (is_there) return {.form = Form::create_index_if_there};
    if (operation_.only) return {.form = Form::create_index_only};
    const bool is_partitioned = relation_ != nullptr && relation_->partitioned;
    return {.form = is_partitioned ? Form::create_index_partitioned : operation_.form};
  }

  [[nodiscard]] Choice drop_index() const {
    const bool is_partitioned = relation_ != nullptr && relation_->partitioned;
    return {.form = is_partitioned ? Form::drop_index_partitioned : operation_.form,
            .is_certain = relation_ != nullptr};
  }

  [[nodiscard]] Choice drop_table() const {
    if (relation_ == nullptr) return {.form = operation_.form};
    if (relation_->partition) return {.form = Form::drop_partition};
    Choice choice = {.form = operation_.form};
    for (const Constraint& constraint : relation_->constraints) {
      if (constraint.kind != ConstraintKind::foreign_key) continue;
      choice.form = Form::drop_table_with_foreign_keys;
    }
    return choice;
  }

  [[nodiscard]] Choice create_partition() const {
    const bool has_default = default_partition_of(situation_.catalog, relation_) != nullptr;
    return {.form = has_default ? Form::create_partition_default : operation_.form};
  }

  [[nodiscard]] Choice attach_partition() const {
    const Relation* partition = operation_.others.empty()
                                    ? nullptr
                                    : situation_.catalog.find_relation(operation_.others[0]);
    const bool may_be_proved =
        partition == nullptr ||
        std::ranges::any_of(partition->constraints, [](const Constraint& constraint) {
          return constraint.kind == ConstraintKind::check && constraint.validated;
        });
    return {.form = operation_.form, .is_certain = !may_be_proved};
  }

  const Situation& situation_;
  const Operation& operation_;
  const Relation* relation_;
};

bool is_about_index(Form form) {
  switch (form) {
    case Form::drop_index:
    case Form::drop_index_concurrently:
    case Form::reindex_index:
    case Form::rename_index:
    case Form::index_options:
    case Form::index_tablespace:
    case Form::attach_index:
      return true;
    default:
      return false;
  }
}

bool is_about_type(Form form) {
  switch (form) {
    case Form::domain_add_constraint:
    case Form::domain_set_not_null:
    case Form::domain_validate:
    case Form::domain_add_not_valid:
    case Form::drop_type_cascade:
      return true;
    default:
      return false;
  }
}

/// The names that a lock's target means.
class Locker {
 public:
  Locker(const Situation& situation, const Effects& effects)
      : situation_(situation), effects_(effects) {}

  [[nodiscard]] std::vector<LockedObject> locks() const {
    std::vector<LockedObject> found;
    for (const LockOn& lock : effects_.row->locks) {
      const Mode mode =
          lock.target == Target::table ? situation_.operation.mode.value_or(lock.mode) : lock.mode;
      for (catalog::Name& name : names_of(lock.target)) {
        const Relation* relation = situation_.catalog.find_relation(name);
        found.push_back({.target = lock.target,
                         .name = std::move(name),
                         .mode = mode,
                         .age = situation_.session.age_of(relation)});
      }
    }
    return found;
  }

 private:
  using Names = std::vector<catalog::Name>;

  [[nodiscard]] Names names_of(Target target) const {
    const Operation& operation = situation_.operation;
    switch (target) {
      case Target::table:
      case Target::view:
        if (is_about_index(operation.form) && effects_.relation == nullptr) return {};
        return {effects_.relation == nullptr ? operation.object : effects_.relation->name};
      case Target::parent:
        return parent();
      case Target::partition:
        return partition();
      case Target::partitions:
        return partitions();
      case Target::referenced:
        return referenced();
      case Target::referencing:
        return Names{};  // its names are in `involved`
      case Target::type_users:
        return users();
      case Target::default_partition:
        return default_partition();
      case Target::none:
      case Target::index:
      case Target::indexes:
      case Target::sources:
        return {};
    }
    return {};
  }

  [[nodiscard]] Names parent() const {
    const bool is_of_partition = effects_.form() == Form::drop_partition;
    if (!is_of_partition) return {known_name(situation_.catalog, situation_.operation.object)};
    return effects_.relation->parents;
  }

  [[nodiscard]] Names partition() const {
    if (effects_.form() == Form::drop_partition) return {effects_.relation->name};
    Names names;
    for (const catalog::Name& name : situation_.operation.others) {
      names.push_back(known_name(situation_.catalog, name));
    }
    return names;
  }

  [[nodiscard]] Names partitions() const {
    Names names;
    // Beyond a limit of the run, there may be too many to name them for each statement.
    if (effects_.relation == nullptr || situation_.catalog.limit()) return names;
    for (const Relation* heir : situation_.catalog.heirs_of(effects_.relation->name)) {
      if (heir->partition) names.push_back(heir->name);
    }
    return names;
  }

  [[nodiscard]] Names default_partition() const {
    const Relation* found = default_partition_of(situation_.catalog, effects_.relation);
    return found == nullptr ? Names{} : Names{found->name};
  }

  [[nodiscard]] Names referenced() const {
    Names names;
    for (const catalog::Name& name : situation_.operation.others) {
      names.push_back(known_name(situation_.catalog, name));
    }
    if (!names.empty() || effects_.relation == nullptr) return names;
    const Operation& operation = situation_.operation;
    for (const Constraint& constraint : effects_.relation->constraints) {
      if (constraint.kind != ConstraintKind::foreign_key) continue;
      const bool is_meant = operation.form == Form::drop_table ||
                            constraint.name == operation.part ||
                            (operation.form == Form::drop_column &&
                             std::ranges::count(constraint.columns, operation.part) > 0);
      if (is_meant) names.push_back(known_name(situation_.catalog, constraint.referenced));
    }
    return names;
  }

  [[nodiscard]] Names users() const {
    Names names;
    const catalog::Name& type = situation_.operation.object;
    for (const Relation* relation : situation_.catalog.users_of_type(type.name)) {
      if (catalog::is_view(relation->kind)) continue;
      const bool uses = std::ranges::any_of(relation->columns, [&](const Column& column) {
        return column.type.name == type.name &&
               (type.schema.empty() || column.type.schema.empty() ||
                column.type.schema == type.schema);
      });
      if (uses) names.push_back(relation->name);
    }
    return names;
  }

  const Situation& situation_;
  const Effects& effects_;
};

const Relation* relation_of(const Situation& situation) {
  const Operation& operation = situation.operation;
  if (is_about_type(operation.form)) return nullptr;
  if (is_about_index(operation.form)) return situation.catalog.find_index(operation.object);
  return situation.catalog.find_relation(operation.object);
}

}  // namespace

const LockedObject* Effects::find(Target target) const {
  const LockedObject* strongest = nullptr;
  for (const LockedObject& lock : locks) {
    if (lock.target != target) continue;
    if (strongest == nullptr || lock.mode > strongest->mode) strongest = &lock;
  }
  return strongest;
}

catalog::Name known_name(const catalog::Catalog& catalog, const catalog::Name& name) {
  const Relation* relation = catalog.find_relation(name);
  return relation == nullptr ? name : relation->name;
}

Effects effects_of(const Situation& situation) {
  Effects effects;
  effects.relation = relation_of(situation);
  effects.age = situation.session.age_of(effects.relation);
  Choice choice = Chooser(situation, effects.relation).choose();
  effects.row = &row_of(choice.form, situation.pg_version);
  effects.is_certain = choice.is_certain && !situation.statement.is_conditional;
  effects.involved = std::move(choice.involved);
  effects.locks = Locker(situation, effects).locks();
  if (is_about_type(situation.operation.form)) {
    const bool is_used = std::ranges::any_of(
        effects.locks, [](const LockedObject& lock) { return is_shared(lock.age); });
    effects.age = is_used ? Age::existing : Age::fresh;
  }
  return effects;
}

std::vector<Effects> effects_of(const Statement& statement, const catalog::Catalog& catalog,
                                const Session& session, int pg_version) {
  std::vector<Effects> all;
  std::map<catalog::Name, Mode, catalog::ByName> strongest;
  for (const Operation& operation : statement.operations) {
    all.push_back(effects_of({.operation = operation,
                              .statement = statement,
                              .catalog = catalog,
                              .session = session,
                              .pg_version = pg_version}));
    for (const LockedObject& lock : all.back().locks) {
      Mode& mode = strongest.try_emplace(lock.name, lock.mode).first->second;
      mode = std::max(mode, lock.mode);
    }
  }
  for (Effects& effects : all) {
    for (LockedObject& lock : effects.locks) lock.mode = strongest.at(lock.name);
  }
  return all;
}

}  // namespace pglint::locks
