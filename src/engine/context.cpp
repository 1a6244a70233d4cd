#include "engine/context.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <utility>

#include "engine/hash.h"
#include "engine/message_style.h"
#include "text/printable.h"

namespace pglint {
namespace {

/// Layout, comments and the case of keywords do not count; the case of what is quoted does.
std::uint64_t hash_of(const parse::TokenView& tokens) {
  Hash hash;
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    const bool folds = tokens.kind(index) == parse::TokenKind::word;
    for (const char byte : tokens.text(index)) {
      hash.add(folds ? static_cast<char>(std::tolower(static_cast<unsigned char>(byte))) : byte);
    }
    hash.add('\n');
  }
  return hash.value();
}

}  // namespace

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

void Context::report(Report report) {
  // Names may hold line breaks and worse.
  report.message = text::printable(report.message);
  assert(is_well_formed(report.message));
  assert(report.at.begin <= report.at.end && report.at.end <= sql_.size());
  const Severity severity = report.severity.value_or(rule_->severity);
  const Confidence confidence = std::min(report.confidence, origin_->confidence);
  if (severity < settings_.min_severity || confidence < settings_.min_confidence) return;
  if (!origin_->is_file()) {
    for (RelatedRange& related : report.related) related.range = origin_->in_file(related.range);
    // What is written in a string is quoted; an edit would have to be, too.
    report.fixes.clear();
  }
  if (report.object.empty()) report.object = origin_->routine;
  if (statement_hash_ == 0) statement_hash_ = hash_of(tokens());
  findings_.push_back({.rule = rule_,
                       .severity = severity,
                       .confidence = confidence,
                       .range = origin_->in_file(report.at),
                       .message = std::move(report.message),
                       .object = std::move(report.object),
                       .related = std::move(report.related),
                       .fixes = std::move(report.fixes),
                       .statement_hash = statement_hash_});
}

}  // namespace pglint
