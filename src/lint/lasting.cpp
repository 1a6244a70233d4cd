#include "lint/lasting.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

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

void give_new_names(LastingFinding& found, const catalog::MadeName& now) {
  Finding& finding = found.finding;
  for (std::string* text : {&finding.message, &finding.help, &finding.object}) {
    const bool is_object = text == &finding.object;
    if (!is_object && found.made.is_made) continue;  // about the body, not the function
    if (is_object) text->insert(0, "`");             // all of it is a name
    rename_in(*text, last_part(found.made.owner), now.relation.name);
    if (!now.column.empty()) rename_in(*text, found.made.column, now.column);
    if (is_object) text->erase(0, 1);
  }
}

}  // namespace

void LastingFindings::begin_step(const catalog::Place& statement, std::vector<Finding>& decided) {
  const bool is_same =
      statement.file == statement_.file && statement.statement == statement_.statement;
  if (is_same) return;
  end_statement(decided);
  statement_ = statement;
}

void LastingFindings::end_statement(std::vector<Finding>& decided) {
  for (LastingFinding& found : fresh_) decided.push_back(std::move(found.finding));
  fresh_.clear();
}

void LastingFindings::after_change(const catalog::Catalog& catalog, const catalog::Name& name) {
  const auto is_open = [&](LastingFinding& found) {
    return !catalog::was_made(catalog, name, found.made);
  };
  const auto made = std::ranges::stable_partition(fresh_, is_open);
  waiting_.insert(waiting_.end(), std::make_move_iterator(made.begin()),
                  std::make_move_iterator(made.end()));
  fresh_.erase(made.begin(), made.end());
}

std::vector<std::pair<std::size_t, Finding>> LastingFindings::finish(
    const catalog::Catalog& catalog) {
  std::vector<std::pair<std::size_t, Finding>> findings;
  if (waiting_.empty()) return findings;
  std::vector<const catalog::Made*> asked;
  asked.reserve(waiting_.size());
  for (const LastingFinding& found : waiting_) asked.push_back(&found.made);
  const catalog::MadeFacts facts(catalog, asked);
  for (LastingFinding& found : waiting_) {
    const catalog::MadeName* now = facts.find(found.made);
    if (now == nullptr) continue;
    give_new_names(found, *now);
    findings.emplace_back(found.file, std::move(found.finding));
  }
  return findings;
}

}  // namespace pglint
