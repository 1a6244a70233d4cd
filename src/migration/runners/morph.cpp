// morph (Mattermost) reads its one marker in the first line.
#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration::runners::morph {
namespace {

constexpr std::string_view no_transaction = "-- morph:nontransactional";

std::optional<Marker> find_first_line(const Head& head) {
  if (!head.text.starts_with(no_transaction)) return std::nullopt;
  return Marker{.text = no_transaction, .line = 1};
}

Script read(std::string_view text, const FileFacts& facts) {
  if (text.starts_with(no_transaction)) {
    return whole_sent_as_one(
        text, facts.name.direction,
        "`-- morph:nontransactional` turns morph's transaction off, but it sends a file");
  }
  return whole(
      text,
      {.direction = facts.name.direction,
       .transaction = {
           .state = InTransaction::yes,
           .why = "morph runs a file in one transaction without `-- morph:nontransactional`"}});
}

}  // namespace

constinit const Runner runner = {
    .name = "morph",
    .title = "morph",
    .files = "`12_name.up.sql` and `12_name.down.sql`, by number",
    .markers = "`-- morph:nontransactional` as the first line",
    .transactions = "one for the file; the marker turns it off, but the file is sent as one string",
    .outside = "alone in a file with `-- morph:nontransactional`",
    .find_marker = find_first_line,
    .read_name = numbered_up_down_file,
    .read = read,
};

}  // namespace pglint::migration::runners::morph
