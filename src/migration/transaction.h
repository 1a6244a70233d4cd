// Whether a statement runs in a transaction: what the migration tool does, and what the file's own
// BEGIN and COMMIT make of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "migration/script.h"
#include "parse/tree/statement.h"

namespace pglint::migration {

/// Follows one file from statement to statement.
class TransactionTracker {
 public:
  /// `content` is the file as it is, with psql's commands. Both must outlive the tracker.
  TransactionTracker(const Script& script, std::string_view content)
      : script_(script), content_(content) {}

  /// Goes on to `statement`, which stands behind all that were entered before.
  void enter(const parse::Statement& statement);

  /// A piece at byte `offset` could not be parsed: it may have begun or ended a transaction.
  void lose(std::size_t offset);

  /// The section of the current statement.
  [[nodiscard]] const Section& section() const { return *section_; }

  /// Whether the current statement runs in a transaction, and the sentence that says why. BEGIN
  /// itself runs outside of the transaction that it begins, COMMIT inside of the one that it ends.
  [[nodiscard]] Transaction current() const;

  /// The same without the sentence, which takes a search through the file.
  [[nodiscard]] InTransaction state() const;

 private:
  /// What the file itself decided last.
  enum class Cause : std::uint8_t { section, begun, ended, unparsed, command };
  struct State {
    Cause cause = Cause::section;
    std::size_t offset = 0;  ///< of what decided, in bytes of the file
  };
  /// An open `\if`.
  struct Branch {
    State before;          ///< where it began
    bool decides = false;  ///< one of its branches begins or ends a transaction
  };

  void take_commands(std::size_t end);
  void take_command(std::string_view name, std::size_t offset);
  [[nodiscard]] bool in_joined_string() const;
  [[nodiscard]] std::string place_of_cause() const;

  const Script& script_;
  std::string_view content_;
  const Section* section_ = nullptr;
  std::size_t statement_begin_ = 0;
  std::size_t read_to_ = 0;  ///< bytes in front were searched for psql's commands, or are SQL
  State state_;              ///< for the current statement
  State next_;               ///< from the next statement on
  std::vector<Branch> branches_;
};

}  // namespace pglint::migration
