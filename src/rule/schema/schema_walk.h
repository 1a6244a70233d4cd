// Calls the schema checks of all rules.
#pragma once

#include <array>
#include <vector>

#include "rule/rule.h"
#include "rule/schema/schema_check.h"
#include "rule/schema/schema_context.h"
#include "rule/settings.h"

namespace pglint {

/// Walks over the schema once and calls the checks of all rules for each part, in reading order.
class SchemaWalk {
 public:
  /// Collects the checks of the enabled rules that apply to the target version.
  explicit SchemaWalk(const Settings& settings);

  /// False if no enabled rule has a schema check.
  [[nodiscard]] bool has_checks() const { return has_checks_; }

  void run(SchemaContext& context) const;

 private:
  struct Entry {
    const Rule* rule = nullptr;
    void (*call)(const void* part, SchemaContext&) = nullptr;
  };

  void add(const Rule& rule);
  void visit_catalog(SchemaContext& context) const;
  void visit_design(SchemaContext& context) const;
  void visit_table(const design::Table& table, SchemaContext& context) const;
  void visit_column(const design::TableColumn& column, SchemaContext& context) const;

  [[nodiscard]] const std::vector<Entry>& checks(SchemaPart part) const {
    return checks_[static_cast<std::size_t>(part)];
  }
  template <class Part>
  void visit(const Part& part, SchemaContext& context) const;

  std::array<std::vector<Entry>, schema_part_count> checks_;
  bool has_checks_ = false;
  bool has_design_checks_ = false;
};

}  // namespace pglint
