#include "lint/replay.h"

#include <algorithm>
#include <cassert>
#include <utility>
#include <variant>

#include "rule/message_style.h"
#include "rule/schema_walk.h"
#include "text/printable.h"

namespace pglint {
void Replay::take(const migration::Runner& runner, std::vector<Step> steps,
                  std::vector<Finding>& findings) {
  runners_.insert(runner.name);
  catalog_.begin_session();
  for (Step& step : steps) {
    if (auto* change = std::get_if<catalog::Change>(&step)) {
      catalog_.apply(std::move(*change));
    } else {
      decide(std::move(std::get<Question>(step)), findings);
    }
  }
}

void Replay::decide(Question question, std::vector<Finding>& findings) const {
  Finding& finding = question.finding;
  if (!question.decide(catalog_, finding)) return;
  decide_shown(finding, settings_);
  finding.message = text::printable(finding.message);
  assert(is_well_formed(finding.message));
  findings.push_back(std::move(finding));
}

bool Replay::asks_at_end() const { return SchemaWalk(settings_).has_checks(); }

std::vector<SchemaFinding> Replay::finish() const {
  SchemaContext context(settings_, catalog_, runners_);
  SchemaWalk(settings_).run(context);
  return context.take_findings();
}

}  // namespace pglint
