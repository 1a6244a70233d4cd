#include "engine/context.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/message_style.h"
#include "engine/statement_hash.h"
#include "engine/suppression.h"
#include "text/printable.h"

namespace pglint {

const parse::TokenView& Context::tokens() {
  if (!tokens_) {
    token_list_ = parse::scan_without_comments(sql_, statement_->extent).tokens;
    tokens_.emplace(sql_, token_list_);
  }
  return *tokens_;
}

const parse::Anchor& Context::anchor() {
  if (!anchor_) anchor_.emplace(tokens(), *statement_);
  return *anchor_;
}

void Context::enter_statement(const parse::Statement& statement, std::string_view sql,
                              const Origin& origin) {
  statement_ = &statement;
  sql_ = sql;
  origin_ = &origin;
  tokens_.reset();
  anchor_.reset();
  statement_hash_ = 0;
}

Finding Context::finding_of(Report report) {
  // Names may hold line breaks and worse.
  report.message = text::printable(report.message);
  assert(is_well_formed(report.message));
  assert(report.at.begin <= report.at.end && report.at.end <= sql_.size());
  if (!origin_->is_file()) {
    for (RelatedRange& related : report.related) related.range = origin_->in_file(related.range);
    // What is written in a string is quoted; an edit would have to be, too.
    report.fixes.clear();
  }
  if (report.object.empty()) report.object = origin_->routine;
  if (statement_hash_ == 0) statement_hash_ = statement_hash(tokens());
  return {.rule = rule_,
          .severity = report.severity.value_or(rule_->severity),
          .confidence = std::min(report.confidence, origin_->confidence),
          .range = origin_->in_file(report.at),
          .message = std::move(report.message),
          .object = std::move(report.object),
          .related = std::move(report.related),
          .fixes = std::move(report.fixes),
          .statement_hash = statement_hash_};
}

void Context::report(Report report) {
  findings_.push_back(finding_of(std::move(report)));
  decide_shown(findings_.back(), settings_);
}

void Context::report_if(Report report, Decide decide) {
  steps_.emplace_back(
      Question{.finding = finding_of(std::move(report)), .decide = std::move(decide)});
}

}  // namespace pglint
