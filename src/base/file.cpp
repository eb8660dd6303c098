#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace lac {
namespace {

/// A file descriptor that closes itself.
struct Descriptor {
  int fd;
  explicit Descriptor(int f) : fd(f) {}
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

std::string reason() { return std::strerror(errno); }

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

Expected<std::string> read_file(const std::filesystem::path& path, std::size_t most_bytes) {
  const std::string name = path.string();
  const Descriptor file(::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.fd < 0)
    return problem(fmt::format("cannot be read ({}); check the name and its permissions", reason()),
                   name);
  struct stat info {};
  if (::fstat(file.fd, &info) != 0 || !S_ISREG(info.st_mode))
    return problem("is not a regular file; name a file", name);
  if (static_cast<std::size_t>(info.st_size) > most_bytes)
    return problem(fmt::format("is larger than {} bytes, the most that is read", most_bytes), name);

  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t n = ::read(file.fd, bytes.data() + have, bytes.size() - have);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return problem(fmt::format("cannot be read ({})", reason()), name);
    if (n == 0) break;
    have += static_cast<std::size_t>(n);
  }
  bytes.resize(have);
  return bytes;
}

Outcome write_file(const std::filesystem::path& path, std::string_view bytes) {
  const std::string name = path.string();
  std::string temporary = name + ".XXXXXX";
  Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (file.fd < 0)
    return problem(fmt::format("cannot be written ({}); choose another folder", reason()), name);

  // complete on disk before it takes the target's place
  const bool written =
      write_all(file.fd, bytes) && ::fchmod(file.fd, 0644) == 0 && ::fsync(file.fd) == 0;
  if (!written || ::rename(temporary.c_str(), name.c_str()) != 0) {
    const std::string why = reason();
    ::unlink(temporary.c_str());
    return problem(
        fmt::format("cannot be written ({}); free some space or choose another folder", why), name);
  }
  return success();
}

Outcome make_writable_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || !std::filesystem::is_directory(folder, error))
    return problem(fmt::format("cannot be made a folder ({}); choose another",
                               error ? error.message() : "a file is in the way"),
                   folder.string());
  std::string probe = (folder / ".write-XXXXXX").string();
  const Descriptor file(::mkostemp(probe.data(), O_CLOEXEC));
  if (file.fd < 0)
    return problem(fmt::format("cannot be written to ({}); choose another folder", reason()),
                   folder.string());
  ::unlink(probe.c_str());
  return success();
}

std::filesystem::path user_folder() {
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data != '\0')
    return std::filesystem::path(data) / "lactasim";
  const char* home = std::getenv("HOME");
  return std::filesystem::path(home != nullptr ? home : ".") / ".local" / "share" / "lactasim";
}

Expected<std::filesystem::path> data_folder() {
  namespace fs = std::filesystem;
  const auto holds = [](const fs::path& p) {
    std::error_code error;
    return fs::is_directory(p / "assets", error) && fs::is_directory(p / "scenarios", error);
  };
  if (const char* named = std::getenv("LACTASIM_DATA")) {
    if (holds(named)) return fs::path(named);
    return problem("LACTASIM_DATA does not hold assets/ and scenarios/; unset it or point it there",
                   named);
  }
  std::error_code error;
  const fs::path here = fs::current_path(error);
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    for (fs::path p = program.parent_path(); p.has_relative_path(); p = p.parent_path())
      if (holds(p)) return p;
    const fs::path installed = program.parent_path().parent_path() / "share" / "lactasim";
    if (holds(installed)) return installed;
  }
  if (holds(here)) return here;
  // where the system does not say which file the program is (no /proc): the usual places
  for (const char* const usual : {"/usr/local/share/lactasim", "/usr/share/lactasim"})
    if (holds(usual)) return fs::path(usual);
  return problem("no data folder was found (assets/ and scenarios/); set LACTASIM_DATA to it");
}

}  // namespace lac
