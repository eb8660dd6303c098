#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "base/file.h"
#include "session/constants.h"
#include "session/session.h"

using namespace lac;

namespace {

namespace fs = std::filesystem;

/// What the killed program does: a hand that presses, recorded as it happens, for ever.
[[noreturn]] void record_for_ever(const fs::path& file) {
  const auto spec = scenario::read_scenario("scenarios/balloon_first_steps", ".");
  auto opened =
      spec ? session::Session::open(*spec, anatomy::Level::Coarse, session::Mode::Practice, 1, ".")
           : Expected<std::unique_ptr<session::Session>>(spec.problems());
  if (!opened || !(*opened)->record_to(file)) ::_exit(1);
  session::Session& s = **opened;
  input::InputFrame frame;
  frame.hands[0] = {.posture = input::Posture::SingleTip, .touching = true};
  frame.hands[0].aim_m = s.simulation().skin().at({0.0, 0.04}).position_m;
  for (int i = 0;; ++i) {
    frame.hands[0].press_N = 0.5 + 0.01 * (i % 50);
    s.advance(frame);
  }
}

std::uintmax_t size_of(const fs::path& file) {
  std::error_code none;
  const std::uintmax_t bytes = fs::file_size(file, none);
  return none ? 0 : bytes;
}

}  // namespace

TEST_SUITE_BEGIN("validation");

TEST_CASE("session: a program killed while it records leaves all but its last second") {
  const fs::path file =
      fs::temp_directory_path() / ("lactasim_killed_" + std::to_string(::getpid()) + ".lacrec");
  for (const std::uintmax_t grown : {std::uintmax_t{2000}, std::uintmax_t{6000}}) {
    CAPTURE(grown);
    fs::remove(file);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) record_for_ever(file);

    // wait until seconds have been written after the head, then end it as the kernel would
    std::uintmax_t head = 0;
    for (int i = 0; i < 3000 && (head == 0 || size_of(file) < head + grown); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      if (head == 0) head = size_of(file);
    }
    CHECK(::kill(child, SIGKILL) == 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGKILL);

    const auto read = session::read_recording(file);
    REQUIRE_MESSAGE(read, (read ? "" : read.problems().front().text()));
    CHECK(read->cut);
    CHECK(read->frames.size() > 0);
    CHECK(read->frames.size() % session::kHandTicksPerChunk == 0);
    CHECK(read->checkpoints.size() == read->frames.size() / 60);

    // what is there plays again to the same bits
    const auto again = session::replay(*read, 1, ".", {}, {});
    REQUIRE(again);
    CHECK(again->first_divergence == "");
    fs::remove(file);
  }
}

// Another program's run, or another machine's: the first tick and model that differ are named.
TEST_CASE("session: verify names the first second and the model that differ") {
  const auto spec = scenario::read_scenario("scenarios/balloon_first_steps", ".");
  REQUIRE(spec);
  auto opened =
      session::Session::open(*spec, anatomy::Level::Coarse, session::Mode::Practice, 1, ".");
  REQUIRE(opened);
  for (int i = 0; i < 240; ++i) (*opened)->advance({});
  (*opened)->finish();
  session::Recording recording = (*opened)->recording();
  REQUIRE(recording.checkpoints.size() == 4);

  // one bit of one model's hash, in the third second; a later one too, which must not be the one
  // told
  REQUIRE(recording.module_names.size() >= 2);
  for (std::size_t module = 0; module < recording.module_names.size(); ++module) {
    session::Recording other = recording;
    other.checkpoints[2].module_hash[module] ^= 1;
    other.checkpoints[3].module_hash[0] ^= 1;
    const auto report = session::replay(other, 1, ".", {}, {});
    REQUIRE(report);
    CHECK(report->first_divergence == "tick 180, " + recording.module_names[module]);
  }
}

TEST_SUITE_END();
