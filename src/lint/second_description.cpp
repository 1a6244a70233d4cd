#include "lint/second_description.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "catalog/change.h"

namespace pglint {
namespace {

using catalog::Change;
using catalog::Name;

/// The relation or other object that a change is about; null for sessions, transactions and uses.
struct Subject {
  const Name* operator()(const catalog::CreateRelation& create) const {
    return &create.relation.name;
  }
  const Name* operator()(const catalog::CreateObject& create) const {
    return owner(create.object.table, create.object.name);
  }
  const Name* operator()(const catalog::DropRelations& drop) const {
    return drop.names.empty() ? nullptr : &drop.names.front();
  }
  const Name* operator()(const catalog::AttachIndex& attach) const { return &attach.index; }
  const Name* operator()(const catalog::AlterEnum& alter) const { return &alter.type; }
  const Name* operator()(const catalog::AlterAttribute& alter) const { return &alter.type; }
  const Name* operator()(const catalog::AlterDomain& alter) const { return &alter.domain; }
  const Name* operator()(const catalog::AlterSequence& alter) const { return &alter.sequence; }
  const Name* operator()(const catalog::DropObject& drop) const {
    return owner(drop.table, drop.name);
  }
  const Name* operator()(const catalog::RenameObject& rename) const {
    return owner(rename.table, rename.name);
  }
  const Name* operator()(const catalog::CommentObject& comment) const {
    return owner(comment.table, comment.name);
  }
  const Name* operator()(const catalog::RenameRelation& rename) const { return &rename.name; }
  const Name* operator()(const catalog::MoveRelation& move) const { return &move.name; }
  const Name* operator()(const catalog::MoveObject& move) const { return &move.name; }
  const Name* operator()(const catalog::AlterRoutine& alter) const { return &alter.name; }
  const Name* operator()(const catalog::DropSchema& /*drop*/) const { return nullptr; }
  const Name* operator()(const catalog::SetSearchPath& /*path*/) const { return nullptr; }
  const Name* operator()(const catalog::TransactionStep& /*step*/) const { return nullptr; }
  const Name* operator()(const catalog::NewUses& /*uses*/) const { return nullptr; }
  const Name* operator()(const catalog::CutName& /*name*/) const { return nullptr; }
  template <class OfRelation>
  const Name* operator()(const OfRelation& change) const {
    return &change.relation;
  }

 private:
  static const Name* owner(const Name& table, const Name& name) {
    return table.name.empty() ? &name : &table;
  }
};

/// What the migrations of the same database made.
class History {
 public:
  explicit History(const catalog::Catalog& catalog) : catalog_(catalog) {
    for (const auto& [key, object] : catalog.objects()) {
      if (is_made(object.place)) objects_.insert(object.name.name);
    }
  }

  [[nodiscard]] const catalog::Relation* table(const Name& name) const {
    const catalog::Relation* relation = catalog_.find_relation(name);
    return relation != nullptr && is_made(relation->place) ? relation : nullptr;
  }

  [[nodiscard]] bool has(const Name& name) const {
    return objects_.contains(name.name) || table(name) != nullptr;
  }

 private:
  [[nodiscard]] bool is_made(const catalog::Place& place) const {
    return catalog_.files().is_of_history(place.file);
  }

  const catalog::Catalog& catalog_;
  std::set<std::string_view> objects_;
};

/// Whether `step` creates a table as if there was none of that name.
const catalog::CreateRelation* created_table(const Step& step) {
  const auto* change = change_of(step);
  const auto* create =
      change == nullptr ? nullptr : std::get_if<catalog::CreateRelation>(&change->what);
  const bool is_table = create != nullptr && !change->conditional && !create->if_not_exists &&
                        create->relation.kind == catalog::RelationKind::table &&
                        !create->relation.temporary;
  return is_table ? create : nullptr;
}

/// The statements of a file that are left to the history.
class LeftOut {
 public:
  void add(const Change& change, const History& history) {
    Statement& statement = statements_[change.statement.statement.begin];
    statement.end = change.statement.statement.end;
    if (const auto* create = std::get_if<catalog::CreateRelation>(&change.what)) {
      for (const catalog::Column& column : create->relation.columns) {
        note(column, create->relation.name, history, statement);
      }
    } else if (const auto* added = std::get_if<catalog::AddColumn>(&change.what)) {
      note(added->column, added->relation, history, statement);
    }
  }

  [[nodiscard]] bool has(const catalog::Place& statement) const {
    return statements_.contains(statement.statement.begin);
  }

  /// Whether a finding at `at` is about what the history made.
  [[nodiscard]] bool has(std::size_t at, std::string_view column) const {
    auto found = statements_.upper_bound(at);
    if (found == statements_.begin()) return false;
    const Statement& statement = (--found)->second;
    return at < statement.end && !statement.own_columns.contains(column);
  }

 private:
  struct Statement {
    std::size_t end = 0;
    std::set<std::string, std::less<>> own_columns = {};  ///< that the history does not have
  };

  static void note(const catalog::Column& column, const Name& table, const History& history,
                   Statement& statement) {
    const catalog::Relation* relation = history.table(table);
    if (relation == nullptr || relation->find_column(column.name) != nullptr) return;
    statement.own_columns.insert(column.name);
  }

  std::map<std::size_t, Statement> statements_;  ///< by their first byte
};

bool is_about_session(const Change& change) {
  return std::holds_alternative<catalog::SetSearchPath>(change.what) ||
         std::holds_alternative<catalog::TransactionStep>(change.what);
}

LeftOut statements_about(const History& history, const std::vector<Step>& steps) {
  LeftOut left_out;
  for (const Step& step : steps) {
    const auto* change = change_of(step);
    const Name* subject = change == nullptr ? nullptr : std::visit(Subject(), change->what);
    if (subject != nullptr && history.has(*subject)) left_out.add(*change, history);
  }
  return left_out;
}

/// True for what is no step any more. Hides the findings of the file that go with it. Nobody runs
/// such a script on a database that is in use.
bool leave_out(Step& step, const LeftOut& left_out, std::vector<Finding>& findings) {
  if (std::holds_alternative<locks::Statement>(step)) return true;
  if (const auto* change = change_of(step)) {
    return left_out.has(change->statement) && !is_about_session(*change);
  }
  auto* question = std::get_if<Question>(&step);
  if (question == nullptr) return false;
  const std::string_view column = question->made ? question->made->column : std::string_view();
  if (!left_out.has(question->finding.range.begin, column)) return false;
  question->finding.is_shown = false;
  findings.push_back(std::move(question->finding));
  return true;
}

}  // namespace

void leave_to_history(LintedFile& file, const catalog::Catalog& catalog) {
  const auto creates_any = [](const Step& step) { return created_table(step) != nullptr; };
  if (!catalog.files().has_history() || std::ranges::none_of(file.steps, creates_any)) return;
  const History history(catalog);
  const bool describes = std::ranges::any_of(file.steps, [&](const Step& step) {
    const catalog::CreateRelation* create = created_table(step);
    return create != nullptr && history.table(create->relation.name) != nullptr;
  });
  if (!describes) return;
  const LeftOut left_out = statements_about(history, file.steps);
  std::erase_if(file.steps,
                [&](Step& step) { return leave_out(step, left_out, file.result.findings); });
}

}  // namespace pglint
