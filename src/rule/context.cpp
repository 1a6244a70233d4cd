#include "rule/context.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "migration/transaction.h"
#include "rule/made_around.h"
#include "rule/make_finding.h"
#include "rule/settings.h"
#include "rule/statement_hash.h"

namespace pglint {

bool Context::runs_now() const {
  const bool in_standard_body =
      !ancestors_.empty() && ancestors_.front()->type == T_CreateFunctionStmt;
  return origin_->runs_now && !in_standard_body;
}

int Context::pg_version() const { return shared_.settings.pg_version; }

std::string_view Context::option(std::string_view name) const {
  return shared_.settings.option(*rule_, name);
}

bool Context::follows_schema() const { return section().direction == migration::Direction::up; }

const migration::Section& Context::section() const { return shared_.transactions.section(); }

migration::InTransaction Context::transaction_state() const { return shared_.transactions.state(); }

std::size_t Context::transaction_number() const { return shared_.transactions.number(); }

std::size_t Context::transaction_begin() const { return shared_.transactions.begin(); }

migration::Transaction Context::transaction() const { return shared_.transactions.current(); }

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

/// False for a fix that must not be made: edits are of bytes that the parser saw as they are in the
/// file, hold no comment, and need no quotes of the string around them.
bool Context::move_to_file(Fix& fix) const {
  text::Range within = statement_->extent;
  for (const Edit& edit : fix.edits) within.end = std::max(within.end, edit.range.end);
  const text::Range in_file = origin_->in_file(within);
  if (origin_->content.substr(in_file.begin, in_file.size()) != written(within)) return false;
  for (Edit& edit : fix.edits) {
    const std::string_view old = written(edit.range);
    if (old.find("--") != std::string_view::npos || old.find("/*") != std::string_view::npos) {
      return false;
    }
    if (!origin_->is_file() && edit.replacement.find_first_of("'\\$") != std::string::npos) {
      return false;
    }
    edit.range = {.begin = in_file.begin + (edit.range.begin - within.begin),
                  .end = in_file.begin + (edit.range.end - within.begin)};
  }
  return true;
}

Finding Context::finding_of(Report report) {
  assert(report.at.end <= sql_.size());
  report.at = origin_->in_file(report.at);
  report.confidence = std::min(report.confidence, origin_->confidence);
  if (!origin_->is_file()) {
    for (RelatedRange& related : report.related) related.range = origin_->in_file(related.range);
  }
  std::erase_if(report.fixes, [&](Fix& fix) { return !move_to_file(fix); });
  if (report.object.empty()) report.object = origin_->routine;
  if (statement_hash_ == 0) statement_hash_ = statement_hash(tokens());
  Finding finding = make_finding(*rule_, std::move(report), shared_.settings);
  finding.statement_hash = statement_hash_;
  return finding;
}

catalog::Place Context::place_of(int location) const {
  const std::size_t at = statement_->base + static_cast<std::size_t>(std::max(location, 0));
  return {.file = origin_->file,
          .statement = origin_->in_file(statement_->extent),
          .at = origin_->in_file({.begin = at, .end = at + 1}).begin};
}

std::optional<catalog::Made> Context::made_around() {
  if (rule_->about_running) return std::nullopt;
  if (origin_->definition) {
    return catalog::Made{.place = *origin_->definition, .owner = origin_->routine, .is_made = true};
  }
  return pglint::made_around(*node_, ancestors_, *this);
}

void Context::report(Report report) { report_if(std::move(report), {}); }

void Context::report_if(Report report, Decide decide) {
  std::optional<catalog::Made> made = std::move(report.made);
  // What a function will make is there only while the function is.
  const bool in_routine = origin_->definition && !rule_->about_running;
  if (!made || in_routine) made = made_around();
  Finding finding = finding_of(std::move(report));
  if (!made && !decide) return shared_.log.add(std::move(finding));
  shared_.log.add(Question{
      .finding = std::move(finding), .decide = std::move(decide), .made = std::move(made)});
}

}  // namespace pglint
