// A rule is one constant object: what it says, and which nodes it wants to see.
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
class HostContext;
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

/// How sure a finding is; `low` is reported only where `--min-confidence` asks for it.
enum class Confidence : std::uint8_t { low, medium, high };

/// The names users see, as in `--fail-on warning`, `--select dont-do-this`.
[[nodiscard]] std::string_view name_of(Severity severity);
[[nodiscard]] std::string_view name_of(Confidence confidence);
[[nodiscard]] std::string_view name_of(Group group);

/// What the group is about, for headings: `Schema design`.
[[nodiscard]] std::string_view title_of(Group group);

/// What checks of the schema look at, as the run leaves it: all of it, or its parts one by one.
enum class SchemaPart : std::uint8_t {
  none,  ///< a check of statements
  catalog,
  relation,  ///< each of the catalog, also views
  object,    ///< each of the catalog that belongs to no relation
  design,    ///< the designed tables as a whole
  table,     ///< each designed one; what follows are parts of these
  column,
  own_column,
  defaulted_column,
  key,
  foreign_key,
  index,
  constraint,
};
inline constexpr std::size_t schema_part_count = 13;

/// A check bound to what it looks at, which is nodes of statements or parts of the schema.
struct Handler {
  NodeTag tag = T_Invalid;
  void (*call)(const Node&, Context&) = nullptr;
  SchemaPart part = SchemaPart::none;
  void (*call_schema)(const void* part, SchemaContext&) = nullptr;
};

/// How checks of a type are bound; for those of the schema see rule/schema_check.h.
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

/// What a rule looks at on the host around a database: in shell scripts, Dockerfiles, CI
/// configurations, behind psql's `\!`, and in pg_hba.conf. Null for what it does not care about.
struct HostChecks {
  void (*command)(const host::Command&, HostContext&) = nullptr;
  void (*assignment)(const host::Assignment&, HostContext&) = nullptr;
  void (*record)(const host::HbaRecord&, HostContext&) = nullptr;
};

/// What the value of an option has to be.
enum class OptionKind : std::uint8_t {
  text,
  number,   ///< a whole number, 0 or more
  pattern,  ///< a regular expression of ECMAScript; empty: none
};

/// The name users see: `pattern`.
[[nodiscard]] std::string_view name_of(OptionKind kind);

/// Something that users can set about a rule: `--option name-pattern.tables='^[a-z_]+$'`.
struct RuleOption {
  std::string_view name;  ///< kebab-case; users write it behind the rule's id and a dot
  OptionKind kind = OptionKind::text;
  std::string_view default_value;
  std::string_view description;  ///< one line, lower case, without a final period
};

/// One opinion about SQL. Every text users read about it comes from here: `explain`, the page in
/// `docs/rules/`, SARIF metadata. Texts are Markdown; Rule objects are constants with static
/// lifetime and are never copied.
struct Rule {
  std::string_view id;  ///< kebab-case, names the problem; the file is named after it
  Group group = Group::builtin;
  std::string_view wiki_entry;  ///< of the wiki's "Don't Do This", `5.1`; empty in other groups
  Severity severity = Severity::warning;
  std::array<std::optional<Severity>, 2> also = {};  ///< other severities of its findings
  bool on_by_default = true;
  int min_pg_version = 0;         ///< target major version from which the rule applies
  std::string_view summary;       ///< one sentence without a final period: what is wrong
  std::string_view help;          ///< one line under findings that bring none: what to write
  std::string_view why;           ///< flowing text, without code blocks
  std::string_view reported;      ///< what is detected, in which places
  std::string_view not_reported;  ///< what deliberately is not
  std::string_view instead;       ///< complete: every step of the way out
  std::string_view fine;          ///< when it is right to do it all the same
  std::string_view bad;           ///< has exactly one finding, of this rule
  std::string_view good;          ///< has no finding at all
  std::array<std::string_view, 3> links = {};  ///< further reading, best first
  std::array<Handler, 4> checks = {};          ///< of statements and of the schema
  /// Asks the catalog for the uses of columns, relations and objects (catalog/use.h), which are
  /// collected only where an enabled rule does.
  bool wants_evidence = false;
  /// Ids of rules that say less: where this one finds the same place, they are silent.
  std::array<std::string_view, 4> replaces = {};
  HostChecks host_checks = {};
  std::array<RuleOption, 12> options = {};  ///< up to the first without a name
  /// The file that `bad` and `good` could stand in; its name says what they are written in.
  std::string_view example_file = "example.sql";
};

/// Every rule of the program, sorted by group and id. Generated from the files in `rules/`.
[[nodiscard]] std::span<const Rule* const> all_rules();

/// True for rules that look at the schema once the last file was read.
[[nodiscard]] bool looks_at_schema(const Rule& rule);

/// True if findings of the rule may be of that severity.
[[nodiscard]] bool can_have(const Rule& rule, Severity severity);

/// The severities that findings of the rule can have, the usual one first: `warning or info`.
[[nodiscard]] std::string severities_of(const Rule& rule);

/// The rule with `id`, or null.
[[nodiscard]] const Rule* find_rule(std::string_view id);

/// The option of `rule` that is called `name`, or null.
[[nodiscard]] const RuleOption* find_option(const Rule& rule, std::string_view name);

/// The page of a rule, for people who read a report: an absolute address.
[[nodiscard]] std::string rule_url(const Rule& rule);

}  // namespace pglint
