# ctest starts these first, because one that takes minutes would otherwise run alone at the end. Once
# a test has run on a machine, what it took there counts.
set_tests_properties(
  "fixtures: all rules together do not crash and are deterministic on folders"
  "fixtures: all rules together do not crash and are deterministic on bad files"
  "rules: a server accepts the examples, and the advice applied to `bad`"
  "agreement: the replayed schema equals the server's, which equals the recorded one"
  PROPERTIES COST 100)
