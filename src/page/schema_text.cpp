// The catalog as SQL-like text, with comments at uncertain facts.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "page/schema_listing.h"
#include "page/schema_words.h"
#include "text/ascii.h"
#include "text/printable.h"

namespace pglint::page {
namespace {

using catalog::Column;
using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::Index;
using catalog::Name;
using catalog::Object;
using catalog::quoted_name;
using catalog::Relation;

std::string shown(const Name& name) {
  if (name.schema.empty()) return quoted_name(name.name);
  return quoted_name(name.schema) + "." + quoted_name(name.name);
}

std::string names(const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns) {
    if (!list.empty()) list += ", ";
    list += quoted_name(column);
  }
  return list;
}

/// The expression as written, but on one line.
std::string on_one_line(std::string_view expression) {
  std::string line;
  for (const char byte : expression) {
    const bool blank = byte == '\n' || byte == '\r' || byte == '\t' || byte == ' ';
    if (blank && line.ends_with(' ')) continue;
    line += blank ? ' ' : byte;
  }
  return line;
}

constexpr std::string_view unsure = "  -- uncertain: depends on a condition";
constexpr std::string_view rejected = "  -- rejected by PostgreSQL";

std::string column_line(const Column& column) {
  const std::string type = catalog::format_type(column.type);
  std::string line = quoted_name(column.name) + " " + (type.empty() ? "?" : type);
  if (column.generated) {
    line += fmt::format(" GENERATED ALWAYS AS ({}) {}",
                        on_one_line(column.default_expression.value_or("?")),
                        text::uppered(word(column.generation)));
  } else if (column.identity) {
    line += fmt::format(" GENERATED {} AS IDENTITY", text::uppered(word(column.identity_kind)));
  } else if (column.default_expression) {
    line += " DEFAULT " + on_one_line(*column.default_expression);
  }
  if (column.not_null == catalog::Answer::yes) line += " NOT NULL";
  return line;
}

std::string key_text(const catalog::IndexKey& key) {
  catalog::IndexKey shown = key;
  shown.expression = on_one_line(key.expression);
  return catalog::format_key(shown);
}

std::string foreign_key_text(const Constraint& constraint) {
  std::string text = " REFERENCES " + shown(constraint.referenced);
  if (!constraint.referenced_columns.empty()) {
    text += " (" + names(constraint.referenced_columns) + ")";
  }
  if (constraint.match != catalog::MatchType::simple) {
    text += " MATCH " + text::uppered(word(constraint.match));
  }
  const auto action = [&](std::string_view when, catalog::ReferentialAction what) {
    if (what == catalog::ReferentialAction::no_action) return;
    text += fmt::format(" ON {} {}", when, text::uppered(word(what)));
  };
  action("UPDATE", constraint.on_update);
  action("DELETE", constraint.on_delete);
  if (!constraint.set_columns.empty()) text += " (" + names(constraint.set_columns) + ")";
  return text;
}

std::string constraint_line(const Constraint& constraint) {
  std::string line = fmt::format("CONSTRAINT {} {}", quoted_name(constraint.name),
                                 text::uppered(word(constraint.kind)));
  if (constraint.nulls_not_distinct) line += " NULLS NOT DISTINCT";
  if (constraint.kind == ConstraintKind::check) {
    line += " (" + on_one_line(constraint.expression) + ")";
  } else if (constraint.kind == ConstraintKind::exclusion) {
    line += " USING " + constraint.method + " (";
    for (std::size_t at = 0; at < constraint.keys.size(); ++at) {
      if (at > 0) line += ", ";
      line += key_text(constraint.keys[at]) + " WITH " + constraint.operators[at];
    }
    line += ")";
  } else if (constraint.kind == ConstraintKind::not_null) {
    line += " " + names(constraint.columns);
  } else {
    line += " (" + names(constraint.columns) + ")";
  }
  if (!constraint.include.empty()) line += " INCLUDE (" + names(constraint.include) + ")";
  if (constraint.kind == ConstraintKind::foreign_key) line += foreign_key_text(constraint);
  if (constraint.deferrable) line += " DEFERRABLE";
  if (constraint.initially_deferred) line += " INITIALLY DEFERRED";
  if (constraint.no_inherit) line += " NO INHERIT";
  if (!constraint.enforced) line += " NOT ENFORCED";
  if (!constraint.validated && constraint.enforced) line += " NOT VALID";
  return line;
}

/// False for a plain NOT NULL constraint, which is shown with its column.
bool is_shown(const Constraint& constraint) {
  return constraint.kind != ConstraintKind::not_null || constraint.named || !constraint.validated ||
         constraint.no_inherit;
}

std::string relation_head(const Relation& relation) {
  std::string head = "CREATE ";
  if (persistence(relation) != "permanent") head += text::uppered(persistence(relation)) + " ";
  head += text::uppered(name_of(relation.kind)) + " " + shown(relation.name);
  if (relation.partition && !relation.parents.empty()) {
    head += " PARTITION OF " + shown(relation.parents.front());
  } else if (!relation.of_type.name.empty()) {
    head += " OF " + shown(relation.of_type);
  }
  return head;
}

std::string relation_tail(const Relation& relation) {
  std::string tail = ")";
  if (!relation.partition && !relation.parents.empty()) {
    tail += " INHERITS (";
    for (const Name& parent : relation.parents) {
      if (!tail.ends_with('(')) tail += ", ";
      tail += shown(parent);
    }
    tail += ")";
  }
  if (relation.partitioned) tail += " PARTITION BY …";
  tail += ";";
  const bool is_rejected = std::ranges::any_of(relation.constraints, &Constraint::rejected);
  if (!relation.certain) tail += is_rejected ? rejected : unsure;
  return tail + "\n";
}

std::string index_line(const Index& index, const Relation& relation) {
  std::string line =
      fmt::format("CREATE {}INDEX {} ON {} USING {} (", index.unique ? "UNIQUE " : "",
                  quoted_name(index.name), shown(relation.name), index.method);
  for (const catalog::IndexKey& key : index.keys) {
    if (!line.ends_with('(')) line += ", ";
    line += key_text(key);
  }
  line += ")";
  if (!index.include.empty()) line += " INCLUDE (" + names(index.include) + ")";
  if (index.nulls_not_distinct) line += " NULLS NOT DISTINCT";
  if (!index.predicate.empty()) line += " WHERE " + on_one_line(index.predicate);
  line += ";";
  if (!index.certain) line += unsure;
  if (!index.valid) line += "  -- not valid";
  return line + "\n";
}

std::string attached_line(const Object& object) {
  const std::string name = quoted_name(object.name.name);
  std::string line =
      fmt::format("CREATE {} {}", text::uppered(catalog::name_of(object.kind)), name);
  if (const auto* trigger = object.as<catalog::Trigger>()) {
    line += " " + text::uppered(trigger->timing);
    for (const std::string& event : trigger->events) {
      line += (event == trigger->events.front() ? " " : " OR ") + text::uppered(event);
    }
  }
  line += " ON " + shown(object.table);
  if (const auto* trigger = object.as<catalog::Trigger>()) {
    line += fmt::format(" FOR EACH {} EXECUTE FUNCTION {}()",
                        trigger->for_each_row ? "ROW" : "STATEMENT", shown(trigger->function));
  } else if (const auto* policy = object.as<catalog::Policy>()) {
    line += fmt::format(" AS {} FOR {}", policy->permissive ? "PERMISSIVE" : "RESTRICTIVE",
                        text::uppered(policy->command));
  }
  line += ";";
  if (!object.certain) line += unsure;
  return line + "\n";
}

std::string relation_text(const Relation& relation) {
  std::vector<std::string> lines;
  std::vector<std::string_view> remarks;
  for (const Column& column : relation.columns) {
    lines.push_back(column_line(column));
    remarks.push_back(column.certain ? std::string_view() : unsure);
  }
  for (const Constraint& constraint : relation.constraints) {
    if (!is_shown(constraint)) continue;
    lines.push_back(constraint_line(constraint));
    remarks.push_back(constraint.certain ? std::string_view()
                                         : (constraint.rejected ? rejected : unsure));
  }
  std::string text = relation_head(relation) + " (\n";
  if (!relation.columns_known) text += "  -- may have more columns\n";
  for (std::size_t at = 0; at < lines.size(); ++at) {
    text += "  " + lines[at] + (at + 1 < lines.size() ? "," : "");
    text += remarks[at];
    text += "\n";
  }
  text += relation_tail(relation);
  for (const Index& index : relation.indexes) {
    if (index.constraint.empty()) text += index_line(index, relation);
  }
  for (const Object& object : relation.objects) text += attached_line(object);
  if (relation.row_security) {
    text += fmt::format("ALTER TABLE {} ENABLE ROW LEVEL SECURITY;\n", shown(relation.name));
  }
  if (relation.force_row_security) {
    text += fmt::format("ALTER TABLE {} FORCE ROW LEVEL SECURITY;\n", shown(relation.name));
  }
  return text;
}

std::string values_text(const catalog::EnumType& type) {
  std::string list;
  for (const auto& [value] : type.values) {
    if (!list.empty()) list += ", ";
    list += "'" + value + "'";
  }
  return list;
}

std::string domain_text(const catalog::Domain& domain) {
  std::string text = " AS " + catalog::format_type(domain.base);
  if (domain.default_expression) text += " DEFAULT " + on_one_line(*domain.default_expression);
  for (const catalog::DomainConstraint& constraint : domain.constraints) {
    text += " CONSTRAINT " + quoted_name(constraint.name);
    text +=
        constraint.not_null ? " NOT NULL" : " CHECK (" + on_one_line(constraint.expression) + ")";
  }
  return text;
}

std::string object_text(const Object& object) {
  std::string text =
      fmt::format("CREATE {} {}", text::uppered(catalog::name_of(object.kind)), shown(object.name));
  if (const auto* type = object.as<catalog::EnumType>()) {
    text += " AS ENUM (" + values_text(*type) + ")";
  } else if (const auto* composite = object.as<catalog::CompositeType>()) {
    text += " AS (";
    for (const catalog::Attribute& attribute : composite->attributes) {
      if (!text.ends_with('(')) text += ", ";
      text += quoted_name(attribute.name) + " " + catalog::format_type(attribute.type);
    }
    text += ")";
  } else if (const auto* domain = object.as<catalog::Domain>()) {
    text += domain_text(*domain);
  } else if (const auto* range = object.as<catalog::RangeType>()) {
    text += " AS RANGE (SUBTYPE = " + catalog::format_type(range->subtype) + ")";
  } else if (const auto* routine = object.as<catalog::Routine>()) {
    text += "(" + catalog::signature_of(*routine) + ")";
    const std::string returns = catalog::format_type(routine->returns);
    if (!returns.empty())
      text += std::string(" RETURNS ") + (routine->returns_set ? "SETOF " : "") + returns;
    text += " LANGUAGE " + quoted_name(routine->language);
    if (routine->security_definer) text += " SECURITY DEFINER";
  } else if (const auto* sequence = object.as<catalog::Sequence>()) {
    text += " AS " + catalog::format_type(sequence->type);
  }
  text += ";";
  if (!object.certain) text += unsure;
  return text + "\n";
}

/// Escapes control characters in names, which could change the terminal.
std::string printable_lines(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    shown += text::printable(line) + "\n";
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return shown;
}

void append_schema(const catalog::Catalog& catalog, std::string& text) {
  for (const auto& [key, object] : catalog.objects()) {
    if (!object.implicit) text += object_text(object);
  }
  for (const auto& [name, relation] : catalog.relations()) {
    if (!text.empty()) text += "\n";
    text += relation_text(relation);
  }
}

}  // namespace

std::string schema_as_text(std::span<const DatabaseSchema> databases, const SchemaSource& source) {
  std::string text;
  if (source.unread > 0) {
    text += fmt::format("-- {} statement{} could not be parsed; {} changes are missing.\n",
                        source.unread, source.unread == 1 ? "" : "s",
                        source.unread == 1 ? "its" : "their");
  }
  for (const DatabaseSchema& database : databases) {
    if (databases.size() > 1) {
      text += fmt::format("{}-- Database {}\n", text.empty() ? "" : "\n",
                          database.name.empty() ? "of the other files" : database.name);
    }
    append_schema(database.catalog, text);
  }
  return printable_lines(text);
}

}  // namespace pglint::page
