#include "rule/prisma/prisma_context.h"

#include <algorithm>
#include <iterator>

#include "design/accepted.h"
#include "rule/make_finding.h"
#include "rule/settings.h"
#include "rule/statement_hash.h"
#include "text/line/begin.h"
#include "text/line/index.h"

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

namespace {

/// The one of `items`, which are in the order of the file, that has byte `offset`; null if none.
template <class Item>
const Item* item_at(const std::vector<Item>& items, std::size_t offset) {
  const auto begin_of = [](const Item& each) { return each.range.begin; };
  const auto after = std::ranges::upper_bound(items, offset, {}, begin_of);
  if (after == items.begin()) return nullptr;
  const Item& found = *std::prev(after);
  return offset <= found.range.end ? &found : nullptr;
}

}  // namespace

bool PrismaContext::is_accepted(std::size_t offset) const {
  const design::AcceptedRule rule = {.id = rule_->id};
  const psl::Block* block = item_at(schema().files[file_].blocks, offset);
  if (block == nullptr) return false;
  if (design::is_accepted(block->documentation, rule)) return true;
  const psl::Field* field = item_at(block->fields, offset);
  return field != nullptr && design::is_accepted(field->documentation, rule);
}

void PrismaContext::report(std::size_t file, Report report) {
  if (file != file_ || is_accepted(report.at.begin)) return;
  Finding finding = make_finding(*rule_, std::move(report), settings_);
  identify(finding);
  findings_.push_back(std::move(finding));
}

void PrismaContext::identify(Finding& finding) {
  const std::size_t offset = finding.range.begin;
  const bool is_known = last_line_ && last_line_->begin <= offset && offset <= last_line_->end;
  if (is_known) {
    finding.statement_hash = last_hash_;
    return;
  }
  identify_by_line(finding, content_);
  last_line_ = {.begin = text::find_line_begin(content_, offset),
                .end = text::find_line_end(content_, offset)};
  last_hash_ = finding.statement_hash;
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
