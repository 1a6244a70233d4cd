// Sqitch runs files with psql in the order of its plan, and leaves transactions to their authors.
#include <algorithm>
#include <array>
#include <map>

#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::sqitch {
namespace {

/// One of the three kinds of scripts.
struct Kind {
  std::string_view folder;
  std::string_view verb;         ///< of the comment at the top
  std::string_view preposition;  ///< `-- Deploy x to pg`
  Direction direction = Direction::up;
};
constexpr std::array<Kind, 3> kinds = {{
    {.folder = "deploy", .verb = "Deploy", .preposition = "to", .direction = Direction::up},
    {.folder = "revert", .verb = "Revert", .preposition = "from", .direction = Direction::down},
    {.folder = "verify", .verb = "Verify", .preposition = "on", .direction = Direction::verify},
}};

bool is_marker(const Comment& comment) {
  if (!comment.at_margin) return false;
  std::string_view words = comment.words();
  const std::string_view verb = take_word(words);
  const std::string_view change = take_word(words);
  const std::string_view preposition = take_word(words);
  return !change.empty() && words == "pg" && std::ranges::any_of(kinds, [&](const Kind& kind) {
    return kind.verb == verb && kind.preposition == preposition;
  });
}

Script read(std::string_view text, const FileFacts& facts) {
  return whole(text, {.direction = facts.name.direction,
                      .transaction = {.state = InTransaction::no,
                                      .why = "Sqitch runs files with psql and begins no "
                                             "transaction"}});
}

/// `deploy/change.sql`. Changes may be in subfolders: the nearest folder of a kind counts.
std::optional<FileName> read_name(std::string_view path) {
  const auto change = without_ending(path, ".sql");
  if (!change) return std::nullopt;
  std::size_t end = change->rfind('/');
  while (end != std::string_view::npos && end > 0) {
    const std::size_t slash = change->rfind('/', end - 1);
    if (slash == std::string_view::npos) break;
    const std::string_view folder = change->substr(slash + 1, end - slash - 1);
    const auto* const kind = std::ranges::find(kinds, folder, &Kind::folder);
    if (kind != kinds.end()) {
      const std::string listed_as(change->substr(end + 1));
      return FileName{.directory = std::string(change->substr(0, slash)),
                      .phase = static_cast<std::size_t>(kind - kinds.begin()),
                      .order = listed_as,
                      .direction = kind->direction,
                      .listed_as = listed_as};
    }
    end = slash;
  }
  return std::nullopt;
}

/// The changes of `sqitch.plan`. The files of a change that is reworked later are named after the
/// last tag before that.
std::vector<std::string> read_plan(std::string_view content) {
  std::vector<std::string> changes;
  std::map<std::string, std::size_t, std::less<>> latest;
  std::string last_tag;
  while (!content.empty()) {
    const std::size_t end = std::min(content.find('\n'), content.size());
    std::string_view line = trimmed(content.substr(0, end));
    content.remove_prefix(std::min(end + 1, content.size()));
    const std::string_view name = take_word(line);
    if (name.empty() || name.front() == '%' || name.front() == '#') continue;
    if (name.front() == '@') {
      last_tag = name;
      continue;
    }
    if (const auto before = latest.find(name); before != latest.end()) {
      changes[before->second] += last_tag;
    }
    latest[std::string(name)] = changes.size();
    changes.emplace_back(name);
  }
  return changes;
}

}  // namespace

constinit const Runner runner = {
    .name = "sqitch",
    .title = "Sqitch",
    .files =
        "`deploy/name.sql`, `revert/name.sql`, `verify/name.sql`, in the order of "
        "`sqitch.plan`",
    .markers = "none; `-- Deploy project:name to pg` at the top tells the tool",
    .transactions = "only those that the file begins",
    .find_marker = [](const Head& head) { return find_marker(head, is_marker); },
    .sidecars = {"sqitch.plan"},
    .read_name = read_name,
    .folders = {"deploy", "revert", "verify"},
    .list_file = "sqitch.plan",
    .read_list = read_plan,
    .read = read,
};

}  // namespace pglint::migration::runners::sqitch
