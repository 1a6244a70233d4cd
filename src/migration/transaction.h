// Tells whether a statement runs in a transaction, of the migration tool or of the file's own BEGIN
// and COMMIT.
#pragma once

#include <array>
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
  /// `content` is the original file, with psql's commands. Both must outlive the tracker.
  TransactionTracker(const Script& script, std::string_view content)
      : script_(script), content_(content) {}

  /// Continues with `statement`, which must come after all previous ones.
  void enter(const parse::Statement& statement);

  /// Text at byte `offset` could not be parsed: it may have begun or ended a transaction.
  void lose(std::size_t offset);

  /// Whether a transaction is open where the section of the current statement ends. Only statements
  /// of other sections may follow.
  [[nodiscard]] InTransaction end_section();

  /// The section of the current statement.
  [[nodiscard]] const Section& section() const { return *section_; }

  /// Whether the current statement runs in a transaction, and the sentence that says why. BEGIN
  /// itself runs outside of the transaction that it begins, COMMIT inside of the one that it ends.
  [[nodiscard]] Transaction current() const;

  /// As `current`, but cheap: the sentence needs a search through the file.
  [[nodiscard]] InTransaction state() const;

  /// A number that is the same for all statements of a transaction, and differs from that of the
  /// statements around it; outside of transactions each statement has its own.
  [[nodiscard]] std::size_t number() const { return number_; }

  /// Byte of the file from which on statements are in the same transaction as the current one.
  [[nodiscard]] std::size_t begin() const;

 private:
  /// What decided about the transaction last.
  enum class Cause : std::uint8_t { section, begun, ended, unparsed, command };
  struct State {
    Cause cause = Cause::section;
    std::size_t offset = 0;  ///< its place, in bytes of the file
  };
  /// An open `\if`.
  struct Branch {
    State before;          ///< at its begin
    bool decides = false;  ///< one of its branches begins or ends a transaction
  };

  void count_transactions();
  void take_commands(std::size_t end);
  void take_command(std::string_view name, std::size_t offset);
  /// The string with the current statement that the tool sends as a whole, or null.
  [[nodiscard]] const text::Range* joined_string() const;
  [[nodiscard]] bool in_joined_string() const { return joined_string() != nullptr; }
  [[nodiscard]] std::string place_of_cause() const;

  static constexpr std::size_t before_all = std::string_view::npos;

  const Script& script_;
  std::string_view content_;
  const Section* section_ = nullptr;
  std::size_t statement_begin_ = 0;
  std::size_t read_to_ = 0;  ///< end of the text that was searched for psql commands
  State state_;              ///< for the current statement
  State next_;               ///< from the next statement on
  std::vector<Branch> branches_;
  /// Where the section, the transaction and the string of the last transaction begin, in bytes of
  /// the file.
  std::array<std::size_t, 3> begins_ = {before_all, before_all, before_all};
  std::size_t number_ = 0;
};

}  // namespace pglint::migration
