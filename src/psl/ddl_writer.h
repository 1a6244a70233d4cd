// Text of DDL, and the place in the schema of each part of it.
#pragma once

#include <string_view>

#include "psl/composer.h"
#include "text/range.h"

namespace pglint::psl {

class DdlWriter {
 public:
  /// `ddl` must outlive the writer.
  explicit DdlWriter(Ddl& ddl) : ddl_(ddl) {}

  /// What the following text stands for, if it is written without a place.
  void enter(text::Range place) { place_ = place; }

  DdlWriter& operator<<(std::string_view text) {
    write(text, place_);
    return *this;
  }

  /// Text that stands for bytes `place` as a whole.
  void write(std::string_view text, text::Range place);

  /// A name in double quotes.
  void write_name(std::string_view name, text::Range place);

  void begin(DdlPhase phase) { ddl_.phases.at(static_cast<std::size_t>(phase)) = ddl_.sql.size(); }

 private:
  void add_piece(std::size_t size, text::Range place);

  Ddl& ddl_;
  text::Range place_;
};

}  // namespace pglint::psl
