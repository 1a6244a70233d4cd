// Text columns that are named after a secret, and not after a hash or another derivate of one.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "design/name/name_model.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::plaintext_secret {
namespace {

using catalog::Column;
using design::Table;
using Words = std::vector<std::string>;

enum class Kind : std::uint8_t {
  password,   ///< is compared: a hash is enough
  token,      ///< is compared or sent on
  key,        ///< is used again: a digest would not do
  personal,   ///< a number of a person that law protects
  card,       ///< the number of a payment card
  card_code,  ///< its security code
};

struct Secret {
  std::string_view name;  ///< what the column is called, or ends with after an underscore
  Kind kind;
  bool is_clear = true;  ///< false for tokens that may be of any kind, and may live for minutes
};

constexpr std::array secrets = {
    Secret{"password", Kind::password},
    Secret{"passwd", Kind::password},
    Secret{"passwort", Kind::password},
    Secret{"pwd", Kind::password},
    Secret{"passphrase", Kind::password},
    Secret{"secret", Kind::token},
    Secret{"secret_key", Kind::token},
    Secret{"private_key", Kind::key},
    Secret{"api_key", Kind::token},
    Secret{"apikey", Kind::token},
    Secret{"access_token", Kind::token, false},
    Secret{"refresh_token", Kind::token, false},
    Secret{"ssn", Kind::personal},
    Secret{"social_security_number", Kind::personal},
    Secret{"card_number", Kind::card},
    Secret{"credit_card", Kind::card},
    Secret{"cvv", Kind::card_code},
    Secret{"cvc", Kind::card_code},
};

/// After other words it is a place on a map or a post on a board.
constexpr Secret pin = {"pin", Kind::password, false};

/// True for names of what is stored in place of a secret.
bool names_a_derivate(const Words& words) {
  constexpr std::array<std::string_view, 16> others = {
      "argon2", "bcrypt",    "cipher",     "ciphertext",  "crypt",  "display",
      "enc",    "encrypted", "encryption", "fingerprint", "hashed", "last4",
      "masked", "redacted",  "salted",     "scrypt"};
  return design::words::digests.has_one_of(words) ||
         std::ranges::any_of(
             words, [&](const std::string& word) { return std::ranges::count(others, word) > 0; });
}

const Secret* secret_in(const Words& words) {
  const std::string name = design::joined(words);
  if (name == pin.name) return &pin;
  for (const Secret& secret : secrets) {
    if (!name.ends_with(secret.name)) continue;
    const std::size_t begin = name.size() - secret.name.size();
    if (begin == 0 || name[begin - 1] == '_') return &secret;
  }
  return nullptr;
}

/// True if the table has what hashing or encrypting needs: a salt, a nonce, ….
bool has_salt(const Table& table) {
  constexpr std::array<std::string_view, 5> parts = {"salt", "iv", "nonce", "encryption",
                                                     "encrypted"};
  return std::ranges::any_of(table.columns(), [&](const Column& column) {
    const Words words = parse::name_words(column.spelling());
    return std::ranges::any_of(
        parts, [&](std::string_view part) { return design::has_word(words, part); });
  });
}

/// True if a CHECK requires the form of a hash, such as `$2b$…`.
bool must_be_hash(const Table& table, const Column& column) {
  return std::ranges::any_of(table.relation->constraints,
                             [&](const catalog::Constraint& constraint) {
                               return constraint.kind == catalog::ConstraintKind::check &&
                                      std::ranges::count(constraint.mentioned, column.name) > 0 &&
                                      constraint.expression.find('$') != std::string::npos;
                             });
}

/// True if the comment says that the value is hashed or encrypted, or refers to one elsewhere.
bool is_said_to_be_safe(const Column& column) {
  constexpr std::array<std::string_view, 9> words = {
      "hash", "crypt", "digest", "argon2", "pbkdf", "cipher", "reference", "vault", "name of"};
  const std::string comment = text::lowered(column.comment);
  return std::ranges::any_of(
      words, [&](std::string_view word) { return comment.find(word) != std::string::npos; });
}

/// True for a type that is too short for any salted hash; 32 digits are an MD5.
bool is_too_short_for_hash(const catalog::Type& type) {
  constexpr long shortest_hash = 40;
  constexpr long md5_digits = 32;
  if (type.modifiers.size() != 1) return false;
  const long length = type.modifiers.front();
  return length < shortest_hash && length != md5_digits;
}

std::string message_about(const design::TableColumn& part, Kind kind, const catalog::Type& type) {
  const std::string name = design::shown(part.table, part.column.name);
  switch (kind) {
    case Kind::password:
      if (!is_too_short_for_hash(type)) {
        return text::format("possible plaintext password: nothing marks `{}` as a hash", name);
      }
      return text::format("plaintext password: `{}` is `{}`, which is too short for a salted hash",
                          name, catalog::format_type(type));
    case Kind::token:
      return text::format("possible plaintext secret: nothing marks `{}` as hashed or encrypted",
                          name);
    case Kind::key:
      return text::format("possible plaintext key: nothing marks `{}` as encrypted", name);
    case Kind::personal:
    case Kind::card:
    case Kind::card_code:
      break;
  }
  return text::format("plaintext secret: `{}` can be read in every backup of the table", name);
}

std::string_view advice_for(Kind kind, const catalog::Type& type) {
  switch (kind) {
    case Kind::password:
      return is_too_short_for_hash(type)
                 ? "store a salted hash, such as Argon2 or bcrypt, in a `text` column"
                 : "store a salted hash; if it is one, say so in the column's name or comment";
    case Kind::token:
      return "encrypt it in the application, or store a digest if it is only compared; say so in "
             "the column's name or comment";
    case Kind::key:
      return "encrypt it in the application; if it is encrypted, say so in the column's name or "
             "comment";
    case Kind::personal:
      return "encrypt it in the application, with a key that is not in the database";
    case Kind::card:
      return "store the payment provider's token and the last four digits instead";
    case Kind::card_code:
      break;
  }
  return "do not store it: security codes must not be kept once a payment is authorized";
}

void check(const design::TableColumn& part, SchemaContext& context) {
  const auto& [table, column] = part;
  const Words words = parse::name_words(column.spelling());
  const Secret* secret = secret_in(words);
  if (secret == nullptr || names_a_derivate(words) || !column.local || column.generated) return;
  if (design::family_of(column.type, context.catalog()) != design::Family::text) return;
  if (names_a_derivate(parse::name_words(column.type.name)) || is_said_to_be_safe(column)) return;
  const Kind kind = secret->kind;
  const bool may_be_safe = kind == Kind::password || kind == Kind::token || kind == Kind::key;
  if (may_be_safe && has_salt(table)) return;
  if (must_be_hash(table, column)) return;
  const catalog::Type type = design::base_type(column.type, context.catalog());
  // A length is often that of a hash: 60 for bcrypt, 128 and 255 by default in frameworks.
  const bool sure = may_be_safe ? (secret->is_clear && type.modifiers.empty()) ||
                                      (kind == Kind::password && is_too_short_for_hash(type))
                                : true;
  context.report(at_definition(table, column)
                     .says(message_about(part, kind, type))
                     .advises(std::string(advice_for(kind, type)))
                     .with(sure ? Confidence::medium : Confidence::low));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "plaintext-secret",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .summary = "Plaintext secret: a password, token or card number is stored as readable text",
    .help =
        "store a salted hash of passwords and a digest of tokens that are only compared, and "
        "encrypt keys",
    .why = R"(
More people read the copies of a table than the table: backups, replicas, a dump on a laptop, logs
of slow statements with their parameters, the result of one injected query. A password that can be
read there opens accounts here and, because people reuse passwords, elsewhere.

A password never has to be read, only compared, and a slow salted hash can do that. A token that the
application issues can be compared by its digest. Card numbers may be stored only under strict
conditions, and security codes of cards never after a payment is authorized.
)",
    .reported = R"(
Columns of tables with a text type (also through a domain) that are called, or end with, `password`,
`passwd`, `pwd`, `passphrase`, `secret`, `api_key`, `access_token`, `refresh_token`, `private_key`,
`ssn`, `card_number`, `credit_card`, `cvv` or `cvc`, and those called `pin`.

A name alone does not say what a program stores, so the message says "possible". Passwords, secrets
and keys in a type with a length (`varchar(255)`), which is often that of a hash, and
`access_token`, `refresh_token` and `pin` have low confidence and are hidden by default. Passwords
in a type that is too short for any salted hash (`varchar(20)`) are shown.
)",
    .not_reported = R"(
Names that say how the value was protected (`password_hash`, `encrypted_password`, `token_digest`,
`card_fingerprint`, `card_last4`), also in the name of the type or in the comment of the column,
which may also say that the value only refers to the secret (`reference`, `vault`, `name of`);
passwords and secrets in a table with a salt, a nonce or an encryption column, or with a CHECK for
the form of a hash (`LIKE '$2b$%'`); `bytea` and other types; `reset_token` and other values that
live for minutes.
)",
    .instead = R"(
Name the column after what it stores, and let the database reject everything else. Adding a column
is quick; the application fills it at the next login:

```sql
ALTER TABLE members ADD COLUMN password_hash text;
ALTER TABLE members ADD CONSTRAINT members_password_hash_form
  CHECK (password_hash LIKE '$argon2id$%') NOT VALID;
ALTER TABLE members VALIDATE CONSTRAINT members_password_hash_form;
```

Do not wait until all users have logged in: hash the old values in a batch job, then drop the column
in a separate release. Its bytes stay in old row versions until the table is rewritten, and in the
backups. Assume that the stored values are known to others:

```sql
ALTER TABLE members DROP COLUMN password;
```

For tokens that you issue, store a SHA-256 digest and compare digests. Encrypt tokens that are sent
to other services in the application, with a key that is not in the database. For cards, store the
payment provider's token and the last four digits.
)",
    .fine = R"(
A column that stores a hash under an old name. Say so in its comment (`'bcrypt hash'`), which this
rule reads.
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
