// Takes checks of the schema to the parts of it that they look at.
#pragma once

#include <array>
#include <vector>

#include "rule/rule.h"
#include "rule/schema_check.h"
#include "rule/schema_context.h"
#include "rule/settings.h"

namespace pglint {

/// One walk over the schema calls the checks of all rules, each with the parts in reading order.
class SchemaWalk {
 public:
  /// Takes the checks of those of the settings' rules that apply to the target version.
  explicit SchemaWalk(const Settings& settings);

  /// False where no rule looks at the schema.
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
