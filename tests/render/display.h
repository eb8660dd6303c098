#pragma once
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace lac::test {

/// An X server for tests: the one in $DISPLAY, else an Xvfb of our own on a free number. One a
/// program.
class Display {
 public:
  static bool ready() {
    static Display display;
    return display.ready_;
  }

 private:
  Display() {
    if (const char* given = std::getenv("DISPLAY"); given != nullptr && *given != '\0') {
      ready_ = true;
      return;
    }
    int ends[2];
    if (pipe(ends) != 0) return;
    server_ = fork();
    if (server_ == 0) {
      close(ends[0]);
      const std::string number = std::to_string(ends[1]);
      // without -noreset it starts anew whenever a window closes, and the next one may miss it
      execlp("Xvfb", "Xvfb", "-displayfd", number.c_str(), "-screen", "0", "1920x1080x24",
             "-nolisten", "tcp", "-noreset", static_cast<char*>(nullptr));
      _exit(127);
    }
    close(ends[1]);
    // the server writes its number and a line end once it takes clients
    std::string number;
    char c = 0;
    while (server_ > 0 && read(ends[0], &c, 1) == 1 && c != '\n') number += c;
    close(ends[0]);
    if (number.empty()) return;
    setenv("DISPLAY", (":" + number).c_str(), 1);
    ready_ = true;
  }
  ~Display() {
    if (server_ <= 0) return;
    kill(server_, SIGTERM);
    waitpid(server_, nullptr, 0);
  }
  bool ready_ = false;
  pid_t server_ = -1;
};

}  // namespace lac::test
