#include "lint/replay.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "rule/make_finding.h"
#include "rule/schema_walk.h"

namespace pglint {

void Replay::follow(LintedFile& file) {
  runners_.insert(file.source.facts.runner->name);
  catalog_.begin_session();
  for (Step& step : std::exchange(file.steps, {})) {
    if (auto* change = std::get_if<catalog::Change>(&step)) {
      catalog_.apply(std::move(*change));
    } else {
      decide(std::move(std::get<Question>(step)), file.result.findings);
    }
  }
}

void Replay::decide(Question question, std::vector<Finding>& findings) const {
  Finding& finding = question.finding;
  if (!question.decide(catalog_, finding)) return;
  refresh_finding(finding, settings_);
  findings.push_back(std::move(finding));
}

bool Replay::asks_at_end() const { return SchemaWalk(settings_).has_checks(); }

std::vector<SchemaFinding> Replay::finish() const {
  SchemaContext context(settings_, catalog_, runners_);
  SchemaWalk(settings_).run(context);
  return context.take_findings();
}

}  // namespace pglint
