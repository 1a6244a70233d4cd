#include "design/name/older_names.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <unordered_set>
#include <utility>

#include "design/schema.h"
#include "parse/meaning/written_name.h"
#include "parse/source/lexer.h"

namespace pglint::design {
namespace {

/// Whether `text` contains `name` in backticks, and not as a part of a longer word.
bool has_name(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at > 0 && !parse::is_word_part(text[at - 1]);
    const bool is_word = begins && end < text.size() && !parse::is_word_part(text[end]);
    if (is_word && std::ranges::count(text.substr(0, at), '`') % 2 == 1) return true;
  }
  return false;
}

/// Collects what has other names than before. One that was added before is the meaning of its name.
class RenamedNames {
 public:
  void add(const std::string& now, const std::vector<std::string>& before) {
    if (!before.empty() && known_.insert(now).second) found_.push_back({now, before});
  }

  void add(const catalog::Relation& relation) { add(relation.name.name, relation.former_names); }

  void add_target(const catalog::Constraint& foreign_key, const catalog::Catalog& catalog) {
    const catalog::Relation* target = catalog.find_relation(foreign_key.referenced);
    if (target == nullptr) return;
    add(*target);
    for (const std::string& name : foreign_key.referenced_columns) {
      const catalog::Column* column = target->find_column(name);
      if (column != nullptr) add(name, column->former_names);
    }
  }

  [[nodiscard]] std::vector<Renamed> take() { return std::move(found_); }

 private:
  std::vector<Renamed> found_;
  std::unordered_set<std::string> known_;
};

std::set<std::string> names_in(const parse::TokenView& statement) {
  std::set<std::string> names;
  for (std::size_t index = 0; index < statement.size(); ++index) {
    if (statement.is_name(index)) names.insert(parse::written_name(statement, index));
  }
  return names;
}

}  // namespace

std::vector<Renamed> renamed_parts_of(const catalog::Relation& relation,
                                      const catalog::Catalog& catalog) {
  RenamedNames names;
  names.add(relation);
  for (const catalog::Column& column : relation.columns) {
    names.add(column.name, column.former_names);
  }
  for (const catalog::Constraint& constraint : relation.constraints) {
    if (constraint.kind == catalog::ConstraintKind::foreign_key) {
      names.add_target(constraint, catalog);
    }
  }
  return names.take();
}

std::vector<Renamed> renamed_in(std::string_view message, const std::vector<Renamed>& renamed) {
  std::vector<Renamed> found;
  std::ranges::copy_if(renamed, std::back_inserter(found),
                       [&](const Renamed& each) { return has_name(message, each.now); });
  return found;
}

std::string older_names(const std::vector<Renamed>& renamed, const parse::TokenView& statement) {
  if (renamed.empty()) return {};
  const std::set<std::string> names = names_in(statement);
  std::vector<std::string> older;
  for (const auto& [now, before] : renamed) {
    const auto last = std::ranges::find_if(before.rbegin(), before.rend(),
                                           [&](const auto& name) { return names.contains(name); });
    if (last != before.rend() && !names.contains(now)) older.push_back(*last);
  }
  return older.empty() ? std::string() : " (here still " + list_of(older) + ")";
}

}  // namespace pglint::design
