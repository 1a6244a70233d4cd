#include "text/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>

#include "text/project.h"

namespace pglint::text {
namespace {

std::string reason() { return std::generic_category().message(errno); }

/// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool ok() const { return fd_ >= 0; }

 private:
  int fd_;
};

/// `info` is what the system says about `fd`.
Result<std::string> read_all(int fd, const struct stat& info, const std::string& name,
                             std::size_t max_bytes) {
  std::string content;
  std::size_t used = 0;
  // One byte more than the file has, so that the first read finds its end.
  const bool is_regular = S_ISREG(info.st_mode);
  const std::size_t expected = is_regular ? static_cast<std::size_t>(info.st_size) + 1 : 64 * 1024;
  content.resize(std::min(expected, max_bytes + 1));
  while (used <= max_bytes) {
    if (used == content.size()) content.resize(std::min(content.size() * 2, max_bytes + 1));
    const ssize_t got = ::read(fd, content.data() + used, content.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error{"cannot read `" + name + "`: " + reason()};
    used += static_cast<std::size_t>(got);
    if (got == 0 || (is_regular && used + 1 == expected)) break;
  }
  content.resize(used);
  return content;
}

Result<std::string> read_all(int fd, const std::string& name, std::size_t max_bytes) {
  struct stat info = {};
  if (::fstat(fd, &info) != 0) return Error{"cannot read `" + name + "`: " + reason()};
  if (S_ISDIR(info.st_mode)) return Error{"cannot read `" + name + "`: it is a directory"};
  return read_all(fd, info, name, max_bytes);
}

Error unreadable(const std::string& path, std::string_view why) {
  return Error{"cannot read `" + path + "`: " + std::string(why)};
}

/// Opens what is there without waiting for the other end of a pipe, and without making a terminal
/// the one of this process.
constexpr int open_quietly = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

Error not_regular(const std::string& path, mode_t mode) {
  return unreadable(path, S_ISDIR(mode) ? "it is a directory" : "it is not a regular file");
}

/// A descriptor of a regular file that no link out of the project leads to; `info` gets what the
/// system says about it.
Result<int> open_in_project(const std::string& path, struct stat& info) {
  // Even to open a pipe and to close it again would take it from its writer.
  if (::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) {
    return leads_out(path) ? unreadable(path, leads_out_reason) : not_regular(path, info.st_mode);
  }
  int fd = ::open(path.c_str(), open_quietly | O_NOFOLLOW);
  if (fd < 0 && errno == ELOOP) {
    if (leads_out(path)) return unreadable(path, leads_out_reason);
    fd = ::open(path.c_str(), open_quietly);
  }
  if (fd < 0) return unreadable(path, reason());
  // What is there now need not be what was there before.
  if (::fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) return fd;
  ::close(fd);
  return not_regular(path, info.st_mode);
}

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t put = ::write(fd, content.data(), content.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.ok()) return Error{"cannot read `" + path + "`: " + reason()};
  return read_all(file.get(), path, max_bytes);
}

Result<std::string> read_project_file(const std::string& path, std::size_t max_bytes) {
  struct stat info = {};
  const auto opened = open_in_project(path, info);
  if (!opened.ok()) return opened.error();
  const Descriptor file(opened.value());
  return read_all(file.get(), info, path, max_bytes);
}

Result<std::string> read_small_file(const std::string& path, std::size_t max_bytes) {
  auto content = read_project_file(path, max_bytes);
  if (!content.ok() || content.value().size() <= max_bytes) return content;
  return unreadable(path, "it is larger than " + std::to_string(max_bytes) + " bytes");
}

std::optional<std::string> read_regular_file(const std::string& path, std::size_t max_bytes) {
  auto content = read_project_file(path, max_bytes);
  if (!content.ok()) return std::nullopt;
  return std::move(content).value();
}

Result<std::string> read_stdin(std::size_t max_bytes) {
  // A closed stream is kept taken by one that cannot be read.
  const int flags = ::fcntl(STDIN_FILENO, F_GETFL);
  if (flags < 0 || (flags & O_ACCMODE) == O_WRONLY) {
    return Error{"cannot read standard input: it is closed"};
  }
  return read_all(STDIN_FILENO, "standard input", max_bytes);
}

std::optional<Error> write_stdout(std::string_view content) {
  if (write_all(STDOUT_FILENO, content) || errno == EPIPE) return std::nullopt;
  return Error{"cannot write to standard output: " + reason()};
}

Result<std::size_t> write_file_atomically(const std::filesystem::path& path,
                                          std::string_view content) {
  const auto failed = [&] { return Error{"cannot write `" + path.string() + "`: " + reason()}; };
  struct stat info = {};
  const bool exists = ::stat(path.c_str(), &info) == 0;
  // `/dev/stdout` may lead to a regular file, which others write to as well.
  const bool is_stream = path.string().starts_with("/dev/");
  if (!is_stream && leads_out(path.string())) {
    return Error{"cannot write `" + path.string() + "`: " + std::string(leads_out_reason)};
  }
  if (exists && (is_stream || !S_ISREG(info.st_mode))) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
    if (!file.ok() || !write_all(file.get(), content)) return failed();
    return content.size();
  }

  std::error_code ignored;
  const std::filesystem::path resolved = std::filesystem::canonical(path, ignored);
  const std::string target = exists && !resolved.empty() ? resolved.string() : path.string();
  std::string temporary = target + ".XXXXXX";
  const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.ok()) return failed();
  const mode_t creation_mask = ::umask(0);
  ::umask(creation_mask);
  const mode_t mode = exists ? (info.st_mode & 07777U) : (0666U & ~creation_mask);
  const bool written = write_all(file.get(), content) && ::fchmod(file.get(), mode) == 0 &&
                       ::fsync(file.get()) == 0 &&
                       std::rename(temporary.c_str(), target.c_str()) == 0;
  if (written) return content.size();
  const Error error = failed();
  ::unlink(temporary.c_str());
  return error;
}

}  // namespace pglint::text
