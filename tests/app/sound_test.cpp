#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

#include "app/metronome.h"
#include "base/file.h"

#ifdef LAC_OPENAL
namespace {

namespace fs = std::filesystem;

// A sound server of the test's own, with a device that nobody hears.
class SoundServer {
 public:
  SoundServer() {
    fs::create_directories(folder_);
    fs::permissions(folder_, fs::perms::owner_all);
    setenv("PULSE_SERVER", ("unix:" + socket().string()).c_str(), 1);
    setenv("PULSE_COOKIE", (folder_ / "cookie").c_str(), 1);
    // OpenAL reads it once in the life of a program
    setenv("ALSOFT_DRIVERS", "pulse", 1);
  }
  SoundServer(const SoundServer&) = delete;
  SoundServer& operator=(const SoundServer&) = delete;
  ~SoundServer() {
    end();
    fs::remove_all(folder_);
    for (const char* name : {"PULSE_SERVER", "PULSE_COOKIE", "ALSOFT_DRIVERS"}) unsetenv(name);
  }

  // @return whether it can be asked for sound now
  bool begin() {
    const std::string orders =
        "load-module module-native-protocol-unix auth-anonymous=1 socket=" + socket().string() +
        "\nload-module module-null-sink\n";
    if (!lac::write_file(folder_ / "orders", orders)) return false;
    child_ = fork();
    if (child_ == 0) {
      setenv("HOME", folder_.c_str(), 1);
      setenv("XDG_RUNTIME_DIR", folder_.c_str(), 1);
      unsetenv("PULSE_SERVER");
      const int nowhere = open("/dev/null", O_WRONLY);
      dup2(nowhere, STDERR_FILENO);
      execlp("pulseaudio", "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-F",
             (folder_ / "orders").c_str(), static_cast<char*>(nullptr));
      _exit(1);
    }
    for (int k = 0; k < 200; ++k) {
      if (fs::exists(socket())) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      int status = 0;
      if (waitpid(child_, &status, WNOHANG) != 0) return child_ = -1, false;
    }
    return false;
  }

  // At once, as when a headset is pulled out.
  void end() {
    if (child_ <= 0) return;
    kill(child_, SIGKILL);
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = -1;
    fs::remove(socket());
  }

 private:
  fs::path socket() const { return folder_ / "socket"; }
  fs::path folder_ = fs::temp_directory_path() / ("lac-sound-test-" + std::to_string(getpid()));
  pid_t child_ = -1;
};

// A device needs a moment to be lost, and to be there.
template <class Is>
bool becomes(Is is) {
  for (int k = 0; k < 100; ++k) {
    if (is()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("metronome: a sound device that goes is silence, and is found again when it is back") {
    SoundServer server;
    if (!server.begin()) {
      MESSAGE("not run: needs pulseaudio");
      return;
    }
    lac::app::Click click;
    REQUIRE(click.audible());
    click.play(true, 0.0);
    CHECK(click.audible());

    server.end();
    double now_s = 10.0;
    CHECK(becomes([&] { return click.play(false, now_s), !click.audible(); }));
    REQUIRE(server.begin());
    // it is not looked for at every beat
    click.play(false, now_s + 1.0);
    CHECK_FALSE(click.audible());
    CHECK(becomes([&] { return click.play(false, now_s += 6.0), click.audible(); }));
    click.play(true, now_s + 1.0);
    CHECK(click.audible());
  }
}
#endif
