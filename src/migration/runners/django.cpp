// `manage.py sqlmigrate` writes the title of each operation between two empty comments.
#include <algorithm>
#include <array>

#include "migration/comment.h"
#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration::runners::django {
namespace {

/// Beginnings of the titles of Django's operations.
constexpr std::array<std::string_view, 22> operations = {"Create model ",
                                                         "Delete model ",
                                                         "Rename model ",
                                                         "Add field ",
                                                         "Remove field ",
                                                         "Alter field ",
                                                         "Rename field ",
                                                         "Create index ",
                                                         "Remove index ",
                                                         "Rename index ",
                                                         "Create constraint ",
                                                         "Remove constraint ",
                                                         "Alter constraint ",
                                                         "Alter unique_",
                                                         "Alter index_",
                                                         "Alter order_",
                                                         "Rename table ",
                                                         "Raw SQL operation",
                                                         "Raw Python ",
                                                         "Custom state/",
                                                         "Concurrently create index ",
                                                         "Concurrently remove index "};

bool is_title(std::string_view words) {
  return std::ranges::any_of(operations, [&](std::string_view operation) {
    return words.starts_with(operation) || words == operation;
  });
}

std::optional<Marker> find_title(const Head& head) {
  const auto is_frame = [](const Comment& comment) {
    return comment.at_margin && comment.text == "--";
  };
  for (std::size_t index = 2; index < head.comments.size(); ++index) {
    const Comment& title = head.comments[index - 1];
    if (!is_frame(head.comments[index - 2]) || !is_frame(head.comments[index])) continue;
    if (!title.at_margin || !is_title(title.words())) continue;
    return Marker{.text = title.text, .line = line_number(head.text, title.line_begin)};
  }
  return std::nullopt;
}

Script read(std::string_view text, const FileFacts& /*facts*/) {
  return whole(text, {.transaction = {.state = InTransaction::no,
                                      .why = "Django's script begins and ends its transaction "
                                             "itself"}});
}

}  // namespace

constinit const Runner runner = {
    .name = "django",
    .title = "Django (`sqlmigrate`)",
    .files = "any; by name",
    .markers = "`-- Create model …`, `-- Add field …` and the like between two lines `--`",
    .transactions = "the script's own `BEGIN` and `COMMIT`",
    .find_marker = find_title,
    .read = read,
};

}  // namespace pglint::migration::runners::django
