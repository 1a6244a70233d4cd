// A rule is one constant object: its texts and its checks.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "parse/tree/nodes.h"
#include "rule_groups.h"

namespace pglint {

class Context;
class HistoryContext;
class HostContext;
class OperationContext;
class PrismaContext;
class RunContext;
class SchemaContext;

namespace host {
struct Assignment;
struct Command;
struct HbaRecord;
}  // namespace host

using parse::as;
using parse::each;
using parse::node;
using parse::string_value;
using parse::view;

enum class Severity : std::uint8_t { info, warning, error };

/// Certainty of a finding; `low` is reported only with `--min-confidence low`.
enum class Confidence : std::uint8_t { low, medium, high };

/// What is at stake, the most first; orders large reports (docs/severity.md).
enum class Concern : std::uint8_t {
  correctness,  ///< data or results are wrong, statements fail, or access is open
  design,       ///< the schema allows wrong data later, or is slow or hard to change
  style,        ///< everything works; names, habits, and what comments and files say
};

/// The names users see, as in `--fail-on warning`, `--select dont-do-this`.
[[nodiscard]] std::string_view name_of(Severity severity);
[[nodiscard]] std::string_view name_of(Confidence confidence);
[[nodiscard]] std::string_view name_of(Concern concern);
[[nodiscard]] std::string_view name_of(Group group);

/// The group's name for headings: `Schema design`.
[[nodiscard]] std::string_view title_of(Group group);

/// The argument of a schema check: the schema after the last file, or one part of it per call.
enum class SchemaPart : std::uint8_t {
  none,  ///< a check of statements
  catalog,
  relation,  ///< of the catalog, including views
  object,    ///< of the catalog, not part of a relation
  design,    ///< all designed tables
  table,     ///< a designed table; the following are parts of one
  column,
  own_column,
  defaulted_column,
  key,
  foreign_key,
  index,
  constraint,
};
inline constexpr std::size_t schema_part_count = 13;

/// A check and its argument type: a node of statements (`tag`) or a part of the schema (`part`).
struct Handler {
  NodeTag tag = T_Invalid;
  void (*call)(const Node&, Context&) = nullptr;
  SchemaPart part = SchemaPart::none;
  void (*call_schema)(const void* part, SchemaContext&) = nullptr;
};

/// Makes the handler of a check by the check's type; for schema checks see
/// rule/schema/schema_check.h.
template <class>
struct Binding;
template <class T>
struct Binding<void (*)(const T&, Context&)> {
  template <auto Check>
  static constexpr Handler handler = {.tag = parse::tag_of<T>,
                                      .call = [](const Node& node, Context& context) {
                                        Check(reinterpret_cast<const T&>(node), context);
                                      }};
};

/// Binds a check to the type of its first parameter: `.checks = {on<check>}`. A check of statements
/// is `void check(const CreateStmt&, Context&)`, one of the schema
/// `void check(const design::Table&, SchemaContext&)`.
template <auto Check>
inline constexpr Handler on = Binding<decltype(Check)>::template handler<Check>;

/// Checks of shell scripts, Dockerfiles, CI configurations, psql's `\!` and pg_hba.conf; may be
/// null.
struct HostChecks {
  void (*command)(const host::Command&, HostContext&) = nullptr;
  void (*assignment)(const host::Assignment&, HostContext&) = nullptr;
  void (*record)(const host::HbaRecord&, HostContext&) = nullptr;
};

/// The type of an option's value.
enum class OptionKind : std::uint8_t {
  text,
  number,   ///< a whole number, 0 or more
  pattern,  ///< a regular expression, see `text::Pattern`; empty: none
};

/// The name users see: `pattern`.
[[nodiscard]] std::string_view name_of(OptionKind kind);

/// An option of a rule: `--option name-pattern.tables='^[a-z_]+$'`.
struct RuleOption {
  std::string_view name;  ///< kebab-case; users write it after the rule's id and a dot
  OptionKind kind = OptionKind::text;
  std::string_view default_value;
  std::string_view description;  ///< one line, lower case, without a final period
};

/// A rule. All texts about it come from here: `explain`, the page in `docs/rules/`, SARIF metadata.
/// Texts are Markdown. Rule objects are constants with static lifetime and are never copied.
struct Rule {
  std::string_view id;  ///< kebab-case, names the problem; the file is named after it
  Group group = Group::builtin;
  Concern concern = Concern::design;
  std::string_view wiki_entry;  ///< of the wiki's "Don't Do This", `5.1`; empty in other groups
  Severity severity = Severity::warning;
  std::array<std::optional<Severity>, 2> also = {};  ///< other severities of its findings
  bool on_by_default = true;
  int min_pg_version = 0;    ///< target major version from which the rule applies
  std::string_view summary;  ///< one sentence without a final period: what is wrong
  std::string_view help;     ///< one line with the fix, for findings without a help
  /// What the message about more than ten columns of one database says, where they are one
  /// decision: `columns are …`, after their number. Empty: each one is a finding.
  std::string_view many = {};
  /// What its findings about statements are each about, and the plural: `index`, `indexes`. Those
  /// about one table in one file, with one severity and one help, are one finding: `; 3 more
  /// indexes below`. Empty: each is a finding.
  std::array<std::string_view, 2> alike = {};
  std::string_view why;           ///< prose without code blocks
  std::string_view reported;      ///< what is detected, and where
  std::string_view not_reported;  ///< deliberate exceptions
  std::string_view instead;       ///< every step of the fix
  std::string_view fine;          ///< when the pattern is acceptable
  std::string_view given = {};    ///< SQL of an earlier migration, for the examples and `instead`
  std::string_view bad;           ///< an example with exactly one finding, of this rule
  std::string_view good;          ///< an example without any finding
  std::array<std::string_view, 3> links = {};  ///< further reading, best first
  std::array<Handler, 4> checks = {};          ///< of statements and of the schema
  /// Its findings are about running a statement: they stay, whatever later statements do. Findings
  /// of other rules about what a statement makes are dropped if that is changed or dropped later.
  bool about_running = false;
  /// Its findings are about what is lost or changed once a statement commits: `operation_check` is
  /// not called for statements that the file rolls back.
  bool about_commit = false;
  /// Its findings are about the change that the run is about: they count on unchanged lines, too.
  bool about_change = false;
  /// The rule needs the uses of columns, relations and objects (catalog/use.h), which are collected
  /// only if an enabled rule needs them.
  bool wants_evidence = false;
  /// The rule needs every statement that changes rows, however few (`locks::Statement::rows_of`).
  bool wants_rows = false;
  /// The rule needs what migrations make and what their down migrations name.
  bool wants_down_words = false;
  /// Ids of less specific rules, whose findings are dropped where this rule has one.
  std::array<std::string_view, 12> replaces = {};
  HostChecks host_checks = {};
  /// Of a Prisma schema; may be null (rule/prisma/prisma_context.h).
  void (*prisma_check)(PrismaContext&) = nullptr;
  /// Of each statement that reads or changes rows, whose names are `Context::query()`; may be null.
  void (*query_check)(Context&) = nullptr;
  /// Checks of what runs with a file, against the schema before it, in the order of the run; may be
  /// null (rule/run/operation_context.h).
  void (*operation_check)(OperationContext&) = nullptr;  ///< of each clause that locks or works
  void (*run_check)(RunContext&) = nullptr;              ///< of each such statement
  /// Of the migrations of a run, once; may be null (rule/run/history_context.h).
  void (*history_check)(HistoryContext&) = nullptr;
  std::array<RuleOption, 12> options = {};  ///< up to the first without a name
  /// Rules of other linters that it answers, one linter in a line: `squawk: rule-a rule-b`.
  std::string_view covers = {};
  /// A file name that `bad` and `good` could have; it determines their language.
  std::string_view example_file = "example.sql";
  /// The migration tool that runs `bad` and `good`; empty: none.
  std::string_view example_tool = {};
  /// The major version of the server that they are for; 0: the newest.
  int example_pg_version = 0;
};

/// Every rule of the program, sorted by group and id. Generated from the files in `rules/`.
[[nodiscard]] std::span<const Rule* const> all_rules();

/// True if the rule has a check that runs on the schema after the last file.
[[nodiscard]] bool looks_at_schema(const Rule& rule);

/// True if the rule has a check of what runs with a file.
[[nodiscard]] bool runs_with_file(const Rule& rule);

/// True if a finding of the rule may have that severity.
[[nodiscard]] bool can_have(const Rule& rule, Severity severity);

/// The severities of the rule's findings, its default first: `warning or info`.
[[nodiscard]] std::string severities_of(const Rule& rule);

/// The rule with this id, or null.
[[nodiscard]] const Rule* find_rule(std::string_view id);

/// The option of `rule` that is called `name`, or null.
[[nodiscard]] const RuleOption* find_option(const Rule& rule, std::string_view name);

/// The absolute URL of the rule's page; empty if the build was given no home page.
[[nodiscard]] std::string rule_url(const Rule& rule);

}  // namespace pglint
