// Writes the manual page and the shells' completions: `pglint_cligen FOLDER`. The build runs it, so
// that they always fit the program.
#include <array>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "pages.h"
#include "text/file.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: pglint_cligen FOLDER\n", stderr);
    return 2;
  }
  using namespace pglint;
  const auto outlines = cli::all_outlines();
  struct Page {
    std::string_view name;
    std::string (*make)(cligen::Outlines);
  };
  constexpr std::array<Page, 4> pages = {{{"pglint.1", cligen::man_page},
                                          {"pglint.bash", cligen::bash_completion},
                                          {"_pglint", cligen::zsh_completion},
                                          {"pglint.fish", cligen::fish_completion}}};
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  for (const Page& page : pages) {
    const auto written = text::write_file_atomically(folder / page.name, page.make(outlines));
    if (!written.ok()) {
      std::fprintf(stderr, "pglint_cligen: %s\n", written.error().message.c_str());
      return 2;
    }
  }
  return 0;
}
