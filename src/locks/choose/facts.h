// What the schema, the session and the statement say about an operation, and the form that follows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"

#include "locks/effects.h"

namespace pglint::locks {

/// The form of an operation.
struct Choice {
  Form form = Form::add_column;
  bool is_certain = true;
  std::vector<std::string> involved = {};  ///< as of `Effects`
  /// Other forms whose locks and work come on top.
  std::vector<Form> also = {};
};

/// Of one operation.
class Facts {
 public:
  /// Both must outlive the facts. `relation` is what the operation names; null: unknown.
  Facts(const Situation& situation, const catalog::Relation* relation)
      : situation_(situation), relation_(relation) {}

  [[nodiscard]] const Operation& operation() const { return situation_.operation; }
  [[nodiscard]] const catalog::Catalog& catalog() const { return situation_.catalog; }
  [[nodiscard]] const Session& session() const { return situation_.session; }
  [[nodiscard]] const Statement& statement() const { return situation_.statement; }
  [[nodiscard]] int version() const { return situation_.pg_version; }
  [[nodiscard]] const catalog::Relation* relation() const { return relation_; }

  /// Whether all columns are known.
  [[nodiscard]] bool is_known() const;
  [[nodiscard]] bool is_partitioned() const {
    return relation_ != nullptr && relation_->partitioned;
  }
  /// The column, if it is certain that it exists; else null.
  [[nodiscard]] const catalog::Column* column(std::string_view name) const;
  /// The constraint that the operation names, or null.
  [[nodiscard]] const catalog::Constraint* named_constraint() const;
  /// Whether the statement itself drops the constraint, which happens first.
  [[nodiscard]] bool drops(const std::string& constraint) const;

  /// Whether a valid CHECK proves that the column has no NULL, as PostgreSQL 12 and later see.
  [[nodiscard]] bool is_proved(std::string_view column) const;
  [[nodiscard]] const catalog::Constraint* unvalidated_not_null(std::string_view column) const;
  [[nodiscard]] bool is_not_null(const catalog::Column& column) const;
  /// Whether no column of a key may be NULL; nothing if that is unknown.
  [[nodiscard]] std::optional<bool> are_not_null(const std::vector<std::string>& columns) const;

  /// Null if the type is not a domain that the run knows.
  [[nodiscard]] const catalog::Domain* domain_of(const catalog::Type& type) const;

 private:
  const Situation& situation_;
  const catalog::Relation* relation_;
};

/// Whether values of the domain have to be checked.
[[nodiscard]] bool is_bound(const catalog::Domain& domain);

/// The form that the facts decide; the operation's own where they decide nothing.
[[nodiscard]] Choice choose_form(const Facts& facts);

// One function for each clause or statement that has several forms.
[[nodiscard]] Choice choose_add_column(const Facts& facts);
[[nodiscard]] Choice choose_set_not_null(const Facts& facts);
[[nodiscard]] Choice choose_type_change(const Facts& facts);
[[nodiscard]] Choice choose_set_expression(const Facts& facts);
[[nodiscard]] Choice choose_drop_column(const Facts& facts);

[[nodiscard]] Choice choose_add_not_null(const Facts& facts);
[[nodiscard]] Choice choose_add_foreign_key(const Facts& facts);
[[nodiscard]] Choice choose_add_key(const Facts& facts);
[[nodiscard]] Choice choose_key_of_index(const Facts& facts);
[[nodiscard]] Choice choose_validate(const Facts& facts);
[[nodiscard]] Choice choose_drop_constraint(const Facts& facts);

[[nodiscard]] Choice choose_create_index(const Facts& facts);
[[nodiscard]] Choice choose_drop_index(const Facts& facts);
[[nodiscard]] Choice choose_reindex(const Facts& facts);

[[nodiscard]] Choice choose_drop_table(const Facts& facts);
[[nodiscard]] Choice choose_truncate(const Facts& facts);
[[nodiscard]] Choice choose_create_partition(const Facts& facts);
[[nodiscard]] Choice choose_attach_partition(const Facts& facts);
[[nodiscard]] Choice choose_detach_partition(const Facts& facts);

}  // namespace pglint::locks
