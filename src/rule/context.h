// The interface of the engine to checks of statements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/made.h"

#include "parse/tree/anchor.h"
#include "parse/tree/statement.h"
#include "parse/tree/token.h"
#include "parse/tree/walk.h"
#include "rule/finding.h"
#include "rule/origin.h"
#include "rule/report.h"
#include "rule/rule.h"
#include "text/range.h"

namespace pglint {

struct Settings;

namespace catalog {
class Catalog;
class UseReader;
}  // namespace catalog
namespace query {
struct Model;
}  // namespace query
namespace migration {
enum class InTransaction : std::uint8_t;
struct Section;
struct Transaction;
class TransactionTracker;
}  // namespace migration

/// Decides about a finding by the schema before the finding's statement. Returns false to drop it;
/// may change its severity, confidence and message. Called after the tree is freed, so it must own
/// all it uses.
using Decide = std::function<bool(const catalog::Catalog& before, Finding& finding)>;

/// A finding that is reported only if `decide`, where there is one, returns true, and if what it is
/// about is still there after the last file.
struct Question {
  Finding finding;
  Decide decide = {};
  std::optional<catalog::Made> made = {};
};

/// Receives the reports about the statements of one text, in their order.
class StatementLog {
 public:
  StatementLog() = default;
  StatementLog(const StatementLog&) = delete;
  StatementLog& operator=(const StatementLog&) = delete;
  virtual ~StatementLog() = default;

  virtual void add(Finding finding) = 0;
  virtual void add(Question question) = 0;
};

/// Passed to every check with the node it is called for. All is cheap but `anchor` and reporting.
class Context {
 public:
  /// Shared by the contexts of one text, and outlives them.
  struct Shared {
    const Settings& settings;
    const migration::TransactionTracker& transactions;
    catalog::UseReader& uses;
    StatementLog& log;
  };
  explicit Context(const Shared& shared) : shared_(shared) {}

  /// The ancestors of the node, from the statement down to the parent.
  [[nodiscard]] parse::Ancestors ancestors() const { return ancestors_; }

  /// The parent of the node, or null for a statement.
  [[nodiscard]] const Node* parent() const {
    return ancestors_.empty() ? nullptr : ancestors_.back();
  }

  /// The statement that holds the node.
  [[nodiscard]] const parse::Statement& statement() const { return *statement_; }

  /// The source of the statement's text: the file, or a body in it.
  [[nodiscard]] const Origin& origin() const { return *origin_; }

  /// False in bodies of functions and procedures, which run only when called. The body of a DO
  /// block runs with the file.
  [[nodiscard]] bool runs_now() const;

  /// The names in the statement, for `Rule::query_check`; may be kept.
  [[nodiscard]] const std::shared_ptr<const query::Model>& query() const { return query_; }

  /// Whether the schema is known from the statements before: those of down migrations are judged
  /// but do not run with the rest.
  [[nodiscard]] bool follows_schema() const;

  /// Finds the exact range of a node of this statement.
  [[nodiscard]] const parse::Anchor& anchor();

  /// The range of `typed`, which must be the node that the check was called for.
  template <class T>
  [[nodiscard]] text::Range here(const T& typed) {
    return anchor().of(node(typed), ancestors_);
  }

  /// The place of `location`, a byte of the statement as the parser counts them.
  [[nodiscard]] catalog::Place place_of(int location) const;

  /// Major version of the server that the SQL is for.
  [[nodiscard]] int pg_version() const;

  /// The value of an option that the rule declares.
  [[nodiscard]] std::string_view option(std::string_view name) const;

  /// The part of a migration file that holds the statement; the whole of any other file.
  [[nodiscard]] const migration::Section& section() const;

  /// The transaction that the statement runs in, and the reason. In a body, that of the file's
  /// statement that contains the body.
  [[nodiscard]] migration::Transaction transaction() const;
  /// As `transaction`, but cheap: without the reason.
  [[nodiscard]] migration::InTransaction transaction_state() const;
  /// The same for all statements of a transaction; see `migration::TransactionTracker::number`.
  [[nodiscard]] std::size_t transaction_number() const;
  /// Byte of the file; see `migration::TransactionTracker::begin`.
  [[nodiscard]] std::size_t transaction_begin() const;

  /// Reports at once, or, if the statement makes something, if it is still there after the last
  /// file: see `Rule::about_running`. Without `Report::made`, that is what the node is a part of: a
  /// column, a DEFAULT, a view. In the body of a function, it is always the function.
  void report(Report report);

  /// Reports if `decide` returns true once the schema before the statement is known.
  void report_if(Report report, Decide decide);

  /// For the engine: set what the next check is called for.
  void enter_statement(const parse::Statement& statement, std::string_view sql,
                       const Origin& origin);
  void enter_node(const Node& node, parse::Ancestors ancestors) {
    node_ = &node;
    ancestors_ = ancestors;
  }
  void enter_rule(const Rule* rule) { rule_ = rule; }
  void enter_query(std::shared_ptr<const query::Model> model) { query_ = std::move(model); }

  /// For the engine: collects the columns and relations that queries use.
  [[nodiscard]] catalog::UseReader& uses() { return shared_.uses; }

  /// The bytes `range` of the statement's text, as the parser saw them.
  [[nodiscard]] std::string_view written(text::Range range) const {
    return sql_.substr(range.begin, range.size());
  }

  /// Of the statement, without comments. Scanned once.
  [[nodiscard]] const parse::TokenView& tokens();

 private:
  [[nodiscard]] Finding finding_of(Report report);
  [[nodiscard]] bool move_to_file(Fix& fix) const;
  [[nodiscard]] std::optional<catalog::Made> made_around();

  Shared shared_;
  const Rule* rule_ = nullptr;
  std::string_view sql_;  ///< the text that contains the statement
  const Origin* origin_ = nullptr;
  const parse::Statement* statement_ = nullptr;
  const Node* node_ = nullptr;
  parse::Ancestors ancestors_;
  std::shared_ptr<const query::Model> query_;
  // Those of the current statement, computed on first use.
  std::vector<parse::Token> token_list_;
  std::optional<parse::TokenView> tokens_;
  std::optional<parse::Anchor> anchor_;
  std::uint64_t statement_hash_ = 0;
};

}  // namespace pglint
