// Plans: what to run against tables that exist, where the file that made them must not change.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pglint {

/// When a step of a plan may run.
enum class PlanTime : std::uint8_t {
  together,  ///< in one transaction with the steps around it
  outside,   ///< alone, as it cannot run in a transaction: CREATE INDEX CONCURRENTLY
  later,     ///< once the steps before it have committed: VALIDATE CONSTRAINT
};

/// One statement of a plan.
struct PlanStep {
  std::string sql;        ///< without its semicolon
  std::string undo = {};  ///< takes it back, likewise; empty if nothing does
  PlanTime time = PlanTime::together;
};

/// Steps that remove one finding, in order.
struct Plan {
  std::string name;  ///< for names of files: `index_orders_customer_id`
  std::vector<PlanStep> steps;
};

/// Findings are copied, plans never change. Null: there is no plan that is surely right.
using SharedPlan = std::shared_ptr<const Plan>;

[[nodiscard]] inline SharedPlan shared(Plan plan) {
  return std::make_shared<const Plan>(std::move(plan));
}

}  // namespace pglint
