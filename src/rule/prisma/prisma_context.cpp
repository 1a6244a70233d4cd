#include "rule/prisma/prisma_context.h"

#include <algorithm>

#include "design/accepted.h"
#include "rule/make_finding.h"
#include "rule/settings.h"
#include "rule/statement_hash.h"
#include "text/line_begin.h"
#include "text/line_index.h"

namespace pglint {

catalog::Name table_of(const psl::Model& model) {
  return {.schema = model.schema.empty() ? "public" : model.schema, .name = model.table};
}

catalog::Name table_of(const psl::Relation& relation, const psl::Schema& schema) {
  catalog::Name name = table_of(schema.models[relation.holder.model]);
  name.name = relation.constraint;
  return name;
}

bool is_read_in_full(const psl::Schema& schema) {
  return std::ranges::all_of(schema.files, [](const psl::SchemaFile& file) {
    return file.is_read_in_full && std::ranges::all_of(file.blocks, &psl::Block::is_read_in_full);
  });
}

const catalog::Relation* PrismaContext::migrated(const psl::Model& model) const {
  if (facts_.migrations == nullptr) return nullptr;
  return facts_.migrations->made->find_relation(table_of(model));
}

bool PrismaContext::is_accepted(std::size_t offset) const {
  const design::AcceptedRule rule = {.id = rule_->id};
  const auto has = [&](const text::Range& range) {
    return range.begin <= offset && offset <= range.end;
  };
  for (const psl::Block& block : schema().files[file_].blocks) {
    if (!has(block.range)) continue;
    if (design::is_accepted(block.documentation, rule)) return true;
    return std::ranges::any_of(block.fields, [&](const psl::Field& field) {
      return has(field.range) && design::is_accepted(field.documentation, rule);
    });
  }
  return false;
}

void PrismaContext::report(std::size_t file, Report report) {
  if (file != file_ || is_accepted(report.at.begin)) return;
  Finding finding = make_finding(*rule_, std::move(report), settings_);
  identify_by_line(finding, content_);
  findings_.push_back(std::move(finding));
}

void PrismaContext::report_refusals(psl::RefusalKind kind) {
  for (const psl::Refusal& refusal : schema().refusals) {
    if (refusal.kind != kind) continue;
    Report refused = {.at = refusal.range,
                      .message = refusal.message,
                      .help = refusal.help,
                      .object = refusal.object};
    for (const psl::RelatedPlace& place : refusal.related) {
      refused.related.push_back({.range = place.range, .message = place.message});
    }
    report(refusal.file, std::move(refused));
  }
}

void identify_by_line(Finding& finding, std::string_view content) {
  const std::size_t offset = std::min(finding.range.begin, content.size());
  const std::size_t begin = text::find_line_begin(content, offset);
  const std::size_t end = text::find_line_end(content, offset);
  finding.statement_hash = code_hash(content.substr(begin, end - begin));
}

}  // namespace pglint
