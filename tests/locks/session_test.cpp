#include "locks/session.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

#include "migration/runner.h"

namespace pglint::locks::tests {
namespace {

using migration::InTransaction;

/// A session that runs statements of 10 bytes each.
class Run {
 public:
  Run() { session.begin_file({.runner = migration::psql_runner()}); }

  /// The statement, in transaction number `transaction`; 0: outside of one.
  Statement& next(std::size_t transaction, TransactionKind kind = TransactionKind::none) {
    statement = {};
    statement.place.statement = {.begin = at, .end = at + 9};
    if (transaction == 0 || transaction != current) begin = at;
    current = transaction;
    statement.transaction_begin = begin;
    at += 10;
    statement.transaction = kind;
    statement.in_transaction = transaction == 0 ? InTransaction::no : InTransaction::yes;
    statement.transaction_number = transaction == 0 ? 1000 + at : transaction;
    return statement;
  }
  void run(std::size_t transaction, TransactionKind kind = TransactionKind::none) {
    run(next(transaction, kind));
  }
  void run(const Statement& of) {
    session.enter(of);
    session.leave(of);
  }
  void set(std::size_t transaction, const std::string& value, bool is_local = false) {
    next(transaction).settings = {{.name = "lock_timeout", .value = value, .is_local = is_local}};
    run(statement);
  }
  void lock(std::size_t transaction, const std::string& table) {
    session.enter(next(transaction));
    session.hold({.object = {.schema = {}, .name = table}, .mode = Mode::access_exclusive});
    session.leave(statement);
  }
  [[nodiscard]] std::string timeout() const {
    return session.setting("lock_timeout").value.value_or("none");
  }

  Session session;
  Statement statement;
  std::size_t at = 0;
  std::size_t begin = 0;    ///< of the transaction
  std::size_t current = 0;  ///< its number
};

TEST_CASE("session: locks are held until the transaction ends") {
  Run run;
  run.run(0, TransactionKind::begin);
  run.lock(1, "t");
  CHECK(run.session.find_held({.schema = {}, .name = "t"}) != nullptr);
  CHECK(run.session.find_held({.schema = {}, .name = "u"}) == nullptr);
  run.run(1, TransactionKind::commit);
  CHECK(run.session.held().empty());
  run.lock(0, "t");
  run.session.enter(run.next(0));
  CHECK(run.session.held().empty());
}

TEST_CASE("session: ROLLBACK TO releases what was locked since") {
  Run run;
  run.run(0, TransactionKind::begin);
  run.lock(1, "t");
  run.next(1, TransactionKind::savepoint).savepoint = "s";
  run.run(run.statement);
  run.lock(1, "u");
  CHECK(run.session.held().size() == 2);
  run.next(1, TransactionKind::rollback_to).savepoint = "s";
  run.run(run.statement);
  REQUIRE(run.session.held().size() == 1);
  CHECK(run.session.held().front().object.name == "t");
}

TEST_CASE("session: SET outlives COMMIT, not ROLLBACK; SET LOCAL neither") {
  Run run;
  run.run(0, TransactionKind::begin);
  run.set(1, "1s");
  run.set(1, "2s", true);
  CHECK(run.timeout() == "2s");
  run.run(1, TransactionKind::commit);
  CHECK(run.timeout() == "1s");
  run.run(0, TransactionKind::begin);
  run.set(2, "3s");
  run.run(2, TransactionKind::rollback);
  CHECK(run.timeout() == "1s");
  run.set(0, "4s", true);
  CHECK(run.timeout() == "1s");
  run.next(0).settings = {{.name = "*"}};
  run.run(run.statement);
  CHECK(run.timeout() == "none");
}

TEST_CASE("session: ROLLBACK TO takes back settings, of nested savepoints too") {
  Run run;
  const auto step = [&](TransactionKind kind, const std::string& savepoint) {
    run.next(1, kind).savepoint = savepoint;
    run.run(run.statement);
  };
  run.set(0, "1s");
  run.run(0, TransactionKind::begin);
  step(TransactionKind::savepoint, "a");
  run.set(1, "2s");
  run.set(1, "3s", true);
  step(TransactionKind::savepoint, "b");
  run.next(1).settings = {{.name = "*"}};
  run.run(run.statement);
  CHECK(run.timeout() == "none");
  step(TransactionKind::rollback_to, "b");
  CHECK(run.timeout() == "3s");
  run.set(1, "4s");
  CHECK(run.timeout() == "4s");
  step(TransactionKind::rollback_to, "a");
  CHECK(run.timeout() == "1s");
  run.set(1, "5s");
  run.run(1, TransactionKind::commit);
  CHECK(run.timeout() == "5s");
}

TEST_CASE("session: of locks on one object, the strongest is known") {
  Run run;
  run.run(0, TransactionKind::begin);
  const auto lock = [&](Mode mode) {
    run.session.enter(run.next(1));
    run.session.hold({.object = {.schema = {}, .name = "t"}, .mode = mode});
    run.session.leave(run.statement);
    return run.session.find_held({.schema = {}, .name = "t"})->mode;
  };
  CHECK(lock(Mode::share) == Mode::share);
  run.next(1, TransactionKind::savepoint).savepoint = "s";
  run.run(run.statement);
  CHECK(lock(Mode::access_exclusive) == Mode::access_exclusive);
  CHECK(lock(Mode::row_exclusive) == Mode::access_exclusive);
  CHECK(run.session.held().size() == 2);
  CHECK(run.session.strongest_held(9).size() == 1);
  run.next(1, TransactionKind::rollback_to).savepoint = "s";
  run.run(run.statement);
  REQUIRE(run.session.strongest_held(9).size() == 1);
  CHECK(run.session.strongest_held(9).front().mode == Mode::share);
}

/// A table that the statement at `begin` of file `file` made.
catalog::Relation table(std::size_t file, std::size_t begin) {
  catalog::Relation relation;
  relation.place.file = file;
  relation.place.statement = {.begin = begin, .end = begin + 9};
  return relation;
}

TEST_CASE("session: the age of a table") {
  Run run;
  CHECK(run.session.age_of(nullptr) == Age::existing);
  const catalog::Relation old = table(1, 0);
  CHECK(run.session.age_of(&old) == Age::existing);
  run.run(0);  // makes the table
  const catalog::Relation made = table(0, 0);
  CHECK(run.session.age_of(&made) == Age::fresh);
  run.session.fill(made.place, true);
  CHECK(run.session.age_of(&made) == Age::filled);

  run.run(0, TransactionKind::begin);
  run.run(1);
  const catalog::Relation inside = table(0, 20);
  CHECK(run.session.age_of(&made) == Age::filled);
  CHECK(run.session.age_of(&inside) == Age::private_fresh);
  run.session.fill(inside.place, true);
  CHECK(run.session.age_of(&inside) == Age::private_filled);
  run.run(1, TransactionKind::commit);
  run.session.enter(run.next(0));
  CHECK(run.session.age_of(&inside) == Age::filled);
}

TEST_CASE("session: TRUNCATE takes the rows until the transaction ends") {
  Run run;
  run.run(0, TransactionKind::begin);
  run.session.enter(run.next(1));
  const catalog::Relation old = table(1, 0);
  run.session.empty(old);
  CHECK(run.session.age_of(&old) == Age::private_fresh);
  run.session.fill(old.place, true);
  CHECK(run.session.age_of(&old) == Age::existing);
  run.session.empty(old);
  run.run(1, TransactionKind::commit);
  CHECK(run.session.age_of(&old) == Age::existing);
}

TEST_CASE("session: values of enums go on to the next file of the same transaction") {
  Run run;
  const auto begin_file = [&](std::size_t number, bool goes_on) {
    run.session.begin_file(
        {.number = number, .runner = migration::psql_runner(), .goes_on = goes_on});
  };
  const auto add_value = [&] {
    run.session.enter(run.next(1));
    run.session.add_value({.type = {.schema = {}, .name = "mood"}, .value = "x"});
    run.session.leave(run.statement);
  };
  add_value();
  begin_file(1, true);
  CHECK(run.session.added_values().size() == 1);
  run.run(1);
  CHECK(run.session.added_values().size() == 1);
  CHECK(run.session.is_joined({.file = 0}));
  CHECK_FALSE(run.session.is_joined({.file = 1}));
  run.run(1, TransactionKind::commit);
  CHECK(run.session.added_values().empty());
  CHECK_FALSE(run.session.is_joined({.file = 0}));
  add_value();
  begin_file(2, false);
  CHECK(run.session.added_values().empty());
}

}  // namespace
}  // namespace pglint::locks::tests
