// What a check may ask, and how it reports.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/use_reader.h"

#include "engine/finding.h"
#include "engine/origin.h"
#include "engine/rule.h"
#include "engine/settings.h"
#include "engine/step.h"
#include "engine/transaction.h"
#include "parse/anchor.h"
#include "parse/statement.h"
#include "parse/token.h"
#include "parse/walk.h"
#include "text/range.h"

namespace pglint {

/// What a check says; the rule's severity and help stand where nothing else is given.
struct Report {
  text::Range at;       ///< bytes of the statement's text, from `Context::anchor()`
  std::string message;  ///< one line, lower case, no final period, identifiers in backticks
  std::string object = {};
  std::optional<Severity> severity = {};
  Confidence confidence = Confidence::high;
  std::vector<RelatedRange> related = {};
  std::vector<Fix> fixes = {};
};

/// Given to every check with the node it is called for. Only asking for an anchor or reporting
/// costs anything.
class Context {
 public:
  Context(const Settings& settings, const TransactionTracker& transactions)
      : settings_(settings), transactions_(transactions) {}

  /// The ancestors of the node: the statement first, the parent last.
  [[nodiscard]] parse::Ancestors ancestors() const { return ancestors_; }

  /// The node above, or null for a statement.
  [[nodiscard]] const Node* parent() const {
    return ancestors_.empty() ? nullptr : ancestors_.back();
  }

  /// The statement that holds the node.
  [[nodiscard]] const parse::Statement& statement() const { return *statement_; }

  /// Where the statement's text comes from: the file, or a body in it.
  [[nodiscard]] const Origin& origin() const { return *origin_; }

  /// False in the bodies of functions and procedures: what stands there runs when somebody calls
  /// them. The body of a DO block runs with the file.
  [[nodiscard]] bool runs_now() const {
    const bool in_standard_body =
        !ancestors_.empty() && ancestors_.front()->type == T_CreateFunctionStmt;
    return origin_->runs_now && !in_standard_body;
  }

  /// Finds the exact range of a node of this statement.
  [[nodiscard]] const parse::Anchor& anchor();

  /// The range of `typed`, the very node that the check was called for.
  template <class T>
  [[nodiscard]] text::Range here(const T& typed) {
    return anchor().of(node(typed), ancestors_);
  }

  /// Major version of the server that the SQL is for.
  [[nodiscard]] int pg_version() const { return settings_.pg_version; }

  /// The value of an option that the rule declares.
  [[nodiscard]] std::string_view option(std::string_view name) const {
    return settings_.option(*rule_, name);
  }

  /// The part of a migration file that holds the statement; the whole of any other file.
  [[nodiscard]] const migration::Section& section() const { return transactions_.section(); }

  /// Whether the file's statement runs in a transaction with others, and the sentence that says
  /// why. In a body, it is about the statement that the body is a part of.
  [[nodiscard]] migration::Transaction transaction() const { return transactions_.current(); }

  void report(Report report);

  /// Reports if `decide` says so once the schema before the statement is known.
  void report_if(Report report, Decide decide);

  /// For the engine: what the next check is called with.
  void enter_statement(const parse::Statement& statement, std::string_view sql,
                       const Origin& origin);
  void enter_node(parse::Ancestors ancestors) { ancestors_ = ancestors; }
  void enter_rule(const Rule* rule) { rule_ = rule; }

  /// For the engine: what the statement's queries use.
  [[nodiscard]] catalog::UseReader& uses() { return uses_; }

  /// For the engine: what was reported so far, unsorted.
  [[nodiscard]] std::vector<Finding>& findings() { return findings_; }

  /// For the engine: what waits for the schema, and what changes it, in the order of statements.
  [[nodiscard]] std::vector<Step>& steps() { return steps_; }

 private:
  [[nodiscard]] const parse::TokenView& tokens();
  [[nodiscard]] Finding finding_of(Report report);

  const Settings& settings_;
  const TransactionTracker& transactions_;
  const Rule* rule_ = nullptr;
  std::string_view sql_;  ///< the text that the statement is a part of
  const Origin* origin_ = nullptr;
  const parse::Statement* statement_ = nullptr;
  parse::Ancestors ancestors_;
  std::vector<Finding> findings_;
  std::vector<Step> steps_;
  catalog::UseReader uses_;
  // Of the current statement, made when first asked for.
  std::vector<parse::Token> token_list_;
  std::optional<parse::TokenView> tokens_;
  std::optional<parse::Anchor> anchor_;
  std::uint64_t statement_hash_ = 0;
};

}  // namespace pglint
