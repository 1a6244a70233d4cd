#include "lint/lasting.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/ascii.h"

namespace pglint {
namespace {

bool is_part_of_name(char byte) {
  return text::is_letter(byte) || text::is_digit(byte) || byte == '_' ||
         static_cast<unsigned char>(byte) >= 0x80;
}

/// Replaces the name `from` by `to` in the code (in backticks) of a message.
void rename_in(std::string& message, std::string_view from, const std::string& to) {
  if (from.empty() || from == to) return;
  bool is_code = false;
  for (std::size_t at = 0; at < message.size(); ++at) {
    if (message[at] == '`') is_code = !is_code;
    if (!is_code || message.compare(at, from.size(), from) != 0) continue;
    const std::size_t end = at + from.size();
    const bool begins = at == 0 || !is_part_of_name(message[at - 1]);
    const bool ends = end == message.size() || !is_part_of_name(message[end]);
    if (!begins || !ends) continue;
    message.replace(at, from.size(), to);
    at += to.size() - 1;
  }
}

/// The last part of a name as written: `orders` of `public.orders`.
std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }

/// The name that a table now has which `child` inherits from or refers to, and which the finding
/// calls `written`; `written` if no statement renamed it.
std::string_view name_of_parent(std::string_view written, const catalog::Name& child,
                                const catalog::Catalog& catalog) {
  const catalog::Relation* relation = catalog.find_relation(child);
  if (relation == nullptr || written.empty()) return written;
  const auto renamed = [&](const catalog::Name& name) {
    const catalog::Relation* parent = catalog.find_relation(name);
    return parent != nullptr && std::ranges::count(parent->former_names, written) > 0 ? parent
                                                                                      : nullptr;
  };
  for (const catalog::Name& name : relation->parents) {
    if (const catalog::Relation* parent = renamed(name)) return parent->name.name;
  }
  // A table may have many foreign keys, and names are hardly ever used again.
  if (catalog.find_relation({.schema = {}, .name = std::string(written)}) != nullptr)
    return written;
  for (const catalog::Constraint& constraint : relation->constraints) {
    if (const catalog::Relation* parent = renamed(constraint.referenced)) return parent->name.name;
  }
  return written;
}

/// What a message with new names says of the column at its place; empty if it has no other name
/// there.
std::string older_name_of(const LastingFinding& found, const catalog::MadeName& now) {
  const std::string& written = found.made.column;
  const bool is_renamed =
      !found.made.is_made && !written.empty() && !now.column.empty() && written != now.column;
  return is_renamed ? " (here still `" + written + "`)" : std::string();
}

void give_new_names(LastingFinding& found, const catalog::MadeName& now,
                    const catalog::Catalog& catalog) {
  // Stands for the parent, whose old or new name may be that of the child.
  constexpr std::string_view parent = "\x01";
  const std::string_view written = last_part(found.made.parent);
  const std::string renamed(name_of_parent(written, now.relation, catalog));
  Finding& finding = found.finding;
  for (std::string* text : {&finding.message, &finding.help, &finding.object}) {
    const bool is_object = text == &finding.object;
    if (!is_object && found.made.is_made) continue;  // about the body, not the function
    if (is_object) text->insert(0, "`");             // all of it is a name
    rename_in(*text, written, std::string(parent));
    rename_in(*text, last_part(found.made.owner), now.relation.name);
    rename_in(*text, parent, renamed);
    if (!now.column.empty()) rename_in(*text, found.made.column, now.column);
    if (is_object) text->erase(0, 1);
  }
  finding.message += older_name_of(found, now);
}

}  // namespace

void drop_told_again(std::vector<LastingFinding>& findings,
                     const std::function<std::string_view(std::size_t)>& folder_of) {
  const auto is_told_again = [](const LastingFinding& each) { return each.is_told_again; };
  if (std::ranges::none_of(findings, is_told_again)) return;
  using Key = std::pair<std::string_view, std::string_view>;
  std::map<Key, std::set<std::string_view>> folders;
  const auto key_of = [](const LastingFinding& each) {
    return Key(each.finding.rule->id, each.finding.object);
  };
  std::vector<LastingFinding> left;
  std::vector<LastingFinding> repeated;
  for (LastingFinding& each : findings) {
    (each.is_told_again ? repeated : left).push_back(std::move(each));
  }
  for (const LastingFinding& each : left) folders[key_of(each)].insert(folder_of(each.file));
  std::erase_if(repeated, [&](const LastingFinding& each) {
    const auto known = folders.find(key_of(each));
    return known != folders.end() && !known->second.contains(folder_of(each.file));
  });
  folders.clear();  // its keys point into `left`
  std::ranges::move(repeated, std::back_inserter(left));
  findings = std::move(left);
}

void LastingFindings::begin_step(const catalog::Place& statement, std::vector<Finding>& decided) {
  const bool is_same =
      statement.file == statement_.file && statement.statement == statement_.statement;
  if (is_same) return;
  end_statement(decided);
  statement_ = statement;
}

void LastingFindings::end_statement(std::vector<Finding>& decided) {
  for (LastingFinding& found : fresh_) {
    if (!found.instead) {
      decided.push_back(std::move(found.finding));
      continue;
    }
    found.made = *found.instead;
    waiting_.push_back(std::move(found));
  }
  fresh_.clear();
}

void LastingFindings::after_change(const catalog::Catalog& catalog, const catalog::Name& name) {
  const auto is_open = [&](LastingFinding& found) {
    return !catalog::was_made(catalog, name, found.made);
  };
  const auto made = std::stable_partition(fresh_.begin(), fresh_.end(), is_open);
  waiting_.insert(waiting_.end(), std::make_move_iterator(made),
                  std::make_move_iterator(fresh_.end()));
  fresh_.erase(made, fresh_.end());
  for (LastingFinding& found : fresh_) {
    if (auto instead = catalog::relation_instead(catalog, name, found.made)) {
      found.instead = std::move(instead);
    }
  }
}

void LastingFindings::drop_unmade(const catalog::Unmade& unmade) {
  std::erase_if(fresh_, [&](const LastingFinding& found) {
    return unmade.column.empty() || found.made.column == unmade.column;
  });
}

std::vector<LastingFinding> LastingFindings::finish(const catalog::Catalog& catalog) {
  std::vector<LastingFinding> findings;
  if (waiting_.empty()) return findings;
  std::vector<const catalog::Made*> asked;
  asked.reserve(waiting_.size());
  for (const LastingFinding& found : waiting_) asked.push_back(&found.made);
  const catalog::MadeFacts facts(catalog, asked);
  for (LastingFinding& found : waiting_) {
    const catalog::MadeName* now = facts.find(found.made);
    if (now == nullptr) continue;
    give_new_names(found, *now, catalog);
    found.is_told_again = now->is_told_again;
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace pglint
