// Runs the fuzz target without libFuzzer: pglint_fuzz SECONDS KEPT DICTIONARY FOLDER... reads the
// files of the first folder as they are, then random changes of the files of all. For where clang
// and a second build of everything would cost more than what coverage finds, as in CI. KEPT gets
// each input before it is read, so what fails is there.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest = 4096;
constexpr unsigned most_seconds_per_input = 60;

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The files of `folders`, cut to the longest input.
std::vector<std::string> seeds_of(std::span<char* const> folders) {
  std::vector<std::string> seeds;
  for (const char* folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) seeds.push_back(content_of(entry.path()).substr(0, longest));
    }
  }
  std::ranges::sort(seeds);
  return seeds;
}

/// The words of a dictionary of libFuzzer that have no escapes: `"CREATE TABLE"`.
std::vector<std::string> words_of(const fs::path& dictionary) {
  std::vector<std::string> words;
  std::ifstream file(dictionary);
  for (std::string line; std::getline(file, line);) {
    const std::size_t begin = line.find('"');
    const std::size_t end = line.rfind('"');
    const bool is_word = !line.starts_with('#') && begin < end && line.find('\\') == line.npos;
    if (is_word) words.push_back(line.substr(begin + 1, end - begin - 1));
  }
  return words;
}

class Mutator {
 public:
  Mutator(std::vector<std::string> seeds, std::vector<std::string> words, unsigned seed)
      : seeds_(std::move(seeds)), words_(std::move(words)), random_(seed) {}

  std::string next() {
    std::string text = one_of(seeds_);
    for (std::size_t count = 1 + below(8); count > 0; --count) change(text);
    return text.substr(0, longest);
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  const std::string& one_of(const std::vector<std::string>& items) {
    return items[below(items.size())];
  }

  void change(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t size = below(std::min<std::size_t>(text.size() - at, 64) + 1);
    switch (below(7)) {
      case 0:
        text.erase(at, size);
        break;
      case 1:
        text.insert(at, text.substr(at, size));
        break;
      case 2:
        text.insert(at, one_of(words_));
        break;
      case 3:
        if (at < text.size()) text[at] = static_cast<char>(random_());
        break;
      case 4:
        text.insert(below(at + 1), text.substr(at, size));
        break;
      case 5: {
        const std::string& other = one_of(seeds_);
        text = text.substr(0, at) + other.substr(below(other.size() + 1));
        break;
      }
      default:
        for (std::size_t times = below(200); times > 0; --times) text.insert(at, 1, text[at / 2]);
    }
  }

  std::vector<std::string> seeds_;
  std::vector<std::string> words_;
  std::mt19937 random_;
};

void read(const std::string& input, const char* kept) {
  std::ofstream(kept, std::ios::binary) << input;
  ::alarm(most_seconds_per_input);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

int run(std::span<char* const> arguments) {
  if (arguments.size() < 4) return 2;
  const std::chrono::seconds duration(std::atoi(arguments[0]));
  const char* kept = arguments[1];
  for (const std::string& input : seeds_of(arguments.subspan(3, 1))) read(input, kept);
  const unsigned seed = std::random_device()();
  Mutator mutator(seeds_of(arguments.subspan(3)), words_of(arguments[2]), seed);
  const auto begin = std::chrono::steady_clock::now();
  std::size_t runs = 0;
  for (; std::chrono::steady_clock::now() - begin < duration; ++runs) read(mutator.next(), kept);
  fs::remove(kept);
  fmt::print("{} inputs read (seed {})\n", runs, seed);
  return 0;
}

}  // namespace
}  // namespace pglint::tests

int main(int count, char** arguments) {
  return pglint::tests::run(std::span(arguments, static_cast<std::size_t>(count)).subspan(1));
}
