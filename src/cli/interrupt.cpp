#include "cli/interrupt.h"

#include <atomic>
#include <csignal>

#include "base/file.h"
#include "base/hash.h"
#include "session/build.h"

namespace lac::cli {
namespace {

std::atomic<bool> interrupted{false};

void ask(int) {
  interrupted = true;
  std::signal(SIGINT, SIG_DFL);
}

}  // namespace

Interrupt::Interrupt() : before_(std::signal(SIGINT, &ask)) { interrupted = false; }
Interrupt::~Interrupt() { std::signal(SIGINT, before_); }
bool Interrupt::asked() const { return interrupted; }

std::string program_hash() {
  const auto self = read_file("/proc/self/exe");
  return self ? hex(Hasher().add(std::string_view(*self)).digest()) : session::build_name();
}

}  // namespace lac::cli
