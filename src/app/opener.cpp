#include "app/opener.h"

#include <sys/wait.h>
#include <unistd.h>

namespace lac::app {
namespace {

constexpr int kNoProgram = 127;  // as a shell says it

}  // namespace

void Opener::open(const std::string& file) {
  const pid_t child = fork();
  if (child == 0) {
    execlp("xdg-open", "xdg-open", file.c_str(), static_cast<char*>(nullptr));
    _exit(kNoProgram);
  }
  tries_.push_back({child, file});
}

std::optional<std::string> Opener::failed() {
  for (std::size_t k = 0; k < tries_.size(); ++k) {
    int status = 0;
    // a process that could not be made, or one that ended; a viewer may also stay as long as it is
    // looked at
    const pid_t ended = tries_[k].child < 0 ? -1 : waitpid(tries_[k].child, &status, WNOHANG);
    if (ended == 0) continue;
    const bool good = ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    std::string file = std::move(tries_[k].file);
    tries_.erase(tries_.begin() + static_cast<std::ptrdiff_t>(k));
    if (!good) return file;
    --k;
  }
  return std::nullopt;
}

}  // namespace lac::app
