#include "parse/meaning/sequence_name.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

TEST_CASE("sequence name: table, column and seq, with a number if the name is taken") {
  const SerialColumn of = {.table = "orders", .column = "id"};
  CHECK(is_serial_sequence("orders_id_seq", of));
  CHECK(is_serial_sequence("orders_id_seq12", of));
  CHECK_FALSE(is_serial_sequence("orders_id", of));
  CHECK_FALSE(is_serial_sequence("orders_seq", of));
  CHECK_FALSE(is_serial_sequence("order_id_seq", of));
  CHECK_FALSE(is_serial_sequence("ORDERS_ID_SEQ", of));
  CHECK_FALSE(is_serial_sequence("", of));
  CHECK_FALSE(is_serial_sequence("orders_id_seq" + std::string(60, '1'), of));
}

TEST_CASE("sequence name: the longer part is truncated, never inside a character") {
  const std::string table(40, 't');
  const std::string column(40, 'c');
  CHECK(is_serial_sequence(std::string(29, 't') + "_" + std::string(29, 'c') + "_seq",
                           {.table = table, .column = column}));
  CHECK(is_serial_sequence(std::string(40, 't') + "_" + std::string(18, 'c') + "_seq",
                           {.table = table, .column = std::string(18, 'c')}));
  CHECK(is_serial_sequence(std::string(55, 't') + "_id_seq",
                           {.table = std::string(60, 't'), .column = "id"}) == false);
  CHECK(is_serial_sequence(std::string(56, 't') + "_id_seq",
                           {.table = std::string(60, 't'), .column = "id"}));

  std::string umlauts;  // two bytes each
  for (int i = 0; i < 31; ++i) umlauts += "ä";
  CHECK(is_serial_sequence(umlauts.substr(0, 56) + "_id_seq", {.table = umlauts, .column = "id"}));
  CHECK(
      is_serial_sequence(umlauts.substr(0, 54) + "_key_seq", {.table = umlauts, .column = "key"}));
}

TEST_CASE("sequence name: the last part of a name in a string") {
  CHECK(last_name_part("orders_id_seq") == "orders_id_seq");
  CHECK(last_name_part("Public.Orders_Id_Seq") == "orders_id_seq");
  CHECK(last_name_part("public.\"Orders_Id.Seq\"") == "Orders_Id.Seq");
  CHECK(last_name_part("").empty());
}

}  // namespace
}  // namespace pglint::parse
