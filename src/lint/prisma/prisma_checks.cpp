#include "lint/prisma/prisma_checks.h"

#include <algorithm>
#include <utility>

#include "lint/prisma/prisma_schemas.h"

namespace pglint {
namespace {

bool is_answered_by_index(const Rule& rule) {
  return rule.id == "nullable-unique" || rule.id == "soft-delete-unique";
}

}  // namespace

void check_prisma(LintedFile& file, const Settings& settings, PrismaFacts facts,
                  std::vector<LastingFinding>& habits) {
  if (!file.source.prisma || !file.composed) return;
  const PrismaPart& part = *file.source.prisma;
  facts.schema = part.schema.get();
  PrismaContext context(settings, facts, part.file, file.result.content);
  for (const Rule* rule : settings.rules) {
    if (rule->prisma_check == nullptr || rule->min_pg_version > settings.pg_version) continue;
    context.enter_rule(*rule);
    rule->prisma_check(context);
  }
  for (Finding& finding : context.take_findings()) {
    if (finding.rule->many.empty()) {
      file.result.findings.push_back(std::move(finding));
      continue;
    }
    // What it is about does not change any more.
    habits.push_back({.file = file.number,
                      .finding = std::move(finding),
                      .made = {.kind = catalog::MadeKind::column_type}});
  }
}

void doubt_without_migrations(std::vector<SchemaFinding>& findings, const Settings& settings) {
  for (SchemaFinding& each : findings) {
    Finding& finding = each.finding;
    if (!is_answered_by_index(*finding.rule)) continue;
    finding.severity = Severity::info;
    finding.confidence = std::min(finding.confidence, Confidence::medium);
    finding.is_shown = finding.is_shown && finding.confidence >= settings.min_confidence;
  }
}

}  // namespace pglint
