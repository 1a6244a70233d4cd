// Columns of text that are named after a secret and not after what is left of one.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "design/name/name_model.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::plaintext_secret {
namespace {

using catalog::Column;
using design::Table;
using Words = std::vector<std::string>;

enum class Kind : std::uint8_t {
  password,  ///< is compared: a hash does
  token,     ///< is compared, or sent on
  personal,  ///< numbers that law and contracts protect
};

struct Secret {
  std::string_view name;  ///< what the column is called, or ends with behind an underscore
  Kind kind;
};

constexpr std::array secrets = {
    Secret{"password", Kind::password},    Secret{"passwd", Kind::password},
    Secret{"passwort", Kind::password},    Secret{"pwd", Kind::password},
    Secret{"passphrase", Kind::password},  Secret{"secret", Kind::token},
    Secret{"secret_key", Kind::token},     Secret{"private_key", Kind::token},
    Secret{"api_key", Kind::token},        Secret{"apikey", Kind::token},
    Secret{"access_token", Kind::token},   Secret{"refresh_token", Kind::token},
    Secret{"ssn", Kind::personal},         Secret{"social_security_number", Kind::personal},
    Secret{"card_number", Kind::personal}, Secret{"credit_card", Kind::personal},
    Secret{"cvv", Kind::personal},         Secret{"cvc", Kind::personal},
};

/// Behind other words it is a place on a map or a post on a board.
constexpr Secret pin = {"pin", Kind::password};

/// What is stored in place of a secret.
bool names_a_derivate(const Words& words) {
  constexpr std::array<std::string_view, 13> others = {
      "argon2",      "bcrypt", "cipher", "ciphertext", "crypt",  "enc",   "encrypted",
      "fingerprint", "hashed", "last4",  "masked",     "salted", "scrypt"};
  return design::words::digests.has_one_of(words) ||
         std::ranges::any_of(
             words, [&](const std::string& word) { return std::ranges::count(others, word) > 0; });
}

std::optional<Kind> secret_in(const Words& words) {
  const std::string name = design::joined(words);
  if (name == pin.name) return pin.kind;
  for (const Secret& secret : secrets) {
    if (name == secret.name || name.ends_with("_" + std::string(secret.name))) return secret.kind;
  }
  return std::nullopt;
}

/// A salt of the row is a sign that its password is hashed.
bool has_salt(const Table& table) {
  return std::ranges::any_of(table.columns(), [](const Column& column) {
    return design::has_word(parse::name_words(column.name), "salt");
  });
}

bool is_said_to_be_safe(const Column& column) {
  constexpr std::array<std::string_view, 6> words = {"hash",   "crypt", "digest",
                                                     "argon2", "pbkdf", "cipher"};
  const std::string comment = text::lowered(column.comment);
  return std::ranges::any_of(
      words, [&](std::string_view word) { return comment.find(word) != std::string::npos; });
}

/// The length of a type that no salted hash fits in; 32 digits are an MD5.
std::optional<long> too_short_for_hash(const catalog::Type& type) {
  constexpr long shortest_hash = 40;
  constexpr long md5_digits = 32;
  if (type.modifiers.size() != 1) return std::nullopt;
  const long length = type.modifiers.front();
  return length < shortest_hash && length != md5_digits ? std::optional(length) : std::nullopt;
}

std::string message_about(const Table& table, const Column& column, Kind kind,
                          const catalog::Type& type) {
  const std::string type_name = catalog::format_type(type);
  switch (kind) {
    case Kind::personal:
      return text::format("`{}` gives `{}` away to whoever reads the table or a backup: it is `{}`",
                          table.name(), column.name, type_name);
    case Kind::password:
      if (too_short_for_hash(type)) {
        return text::format(
            "`{}` gives passwords away to whoever reads the table or a backup: `{}` is `{}`, too "
            "short for a hash",
            table.name(), column.name, type_name);
      }
      return text::format(
          "`{}` may give passwords away to whoever reads the table or a backup: nothing says that "
          "`{}` is a hash",
          table.name(), column.name);
    case Kind::token:
      break;
  }
  return text::format(
      "`{}` may give access away to whoever reads the table or a backup: nothing says that `{}` is "
      "a hash or encrypted",
      table.name(), column.name);
}

void check(const design::TableColumn& part, SchemaContext& context) {
  const auto& [table, column] = part;
  const Words words = parse::name_words(column.name);
  const auto kind = secret_in(words);
  if (!kind || names_a_derivate(words) || !column.local || column.generated) return;
  if (design::family_of(column.type, context.catalog()) != design::Family::text) return;
  if (names_a_derivate(parse::name_words(column.type.name)) || is_said_to_be_safe(column)) return;
  if (*kind == Kind::password && has_salt(table)) return;
  const catalog::Type type = design::base_type(column.type, context.catalog());
  const bool sure =
      *kind == Kind::personal || (*kind == Kind::password && too_short_for_hash(type));
  context.report(at_definition(table, column)
                     .says(message_about(table, column, *kind, type))
                     .with(sure ? Confidence::medium : Confidence::low));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "plaintext-secret",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "A column for a secret holds it as text that can be read",
    .help = "store a salted hash of passwords, a digest of tokens, a provider's token for cards",
    .why = R"(
Every copy of a table is read by more people than the table: backups, replicas, a dump on a laptop, logs of
slow statements with their parameters, the result of one injected query. A password that is readable
there opens accounts here and, because people use it again, elsewhere.

Nobody needs to read a password, only to compare it, and a slow salted hash can do that. A token that the
application itself gives out can be compared by its digest. Card numbers may be stored under strict
conditions only, and security codes of cards never once a payment is authorised.
)",
    .reported = R"(
Columns of tables with a type of text (also through a domain) that are called, or end with, `password`,
`passwd`, `pwd`, `passphrase`, `secret`, `api_key`, `access_token`, `refresh_token`, `private_key`, `ssn`,
`card_number`, `credit_card`, `cvv` or `cvc`, and those called `pin`.

A name alone does not tell what a program stores, so most of these have low confidence and are left out by
default. Shown are card and social security numbers, and passwords in a type that is too short for any
salted hash (`varchar(20)`).
)",
    .not_reported = R"(
Names that say what was done (`password_hash`, `encrypted_password`, `token_digest`, `card_fingerprint`,
`card_last4`), also in the name of the type or in the comment of the column; passwords beside a salt;
`bytea` and other types; `reset_token` and other values that live for minutes.
)",
    .instead = R"(
Name the column after what it holds, and let the database refuse the rest. A new column takes no lock worth
mentioning; the application fills it when somebody logs in:

```sql
ALTER TABLE members ADD COLUMN password_hash text;
ALTER TABLE members ADD CONSTRAINT members_password_hash_form
  CHECK (password_hash LIKE '$argon2id$%') NOT VALID;
ALTER TABLE members VALIDATE CONSTRAINT members_password_hash_form;
```

Do not wait for everybody to log in: hash the old values in a batch job, then drop the column in its own
release. Its bytes stay in old row versions until the table is rewritten, and in the backups; treat what
was stored as known:

```sql
ALTER TABLE members DROP COLUMN password;
```

Tokens of your own: store a SHA-256 digest and compare digests. Tokens that are sent on to other services:
encrypt them in the application, with a key that is not in the database. Cards: let the payment provider
keep them, and store its token and the last four digits.
)",
    .fine = R"(
A column that holds a hash under an old name. Say so in its comment (`'bcrypt hash'`), which this rule reads.
)",
    .bad = R"(
CREATE TABLE members (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nickname text NOT NULL UNIQUE,
  password text NOT NULL
);
)",
    .good = R"(
CREATE TABLE members (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nickname text NOT NULL UNIQUE,
  password_hash text NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/encryption-options.html",
              "https://www.postgresql.org/docs/current/pgcrypto.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::plaintext_secret
