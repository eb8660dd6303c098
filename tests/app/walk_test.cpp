// The real window, driven through a whole case in each mode by a script of mouse and keys.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

#include "app/runs.h"
#include "app/script.h"
#include "tests/app/walk.h"

namespace fs = std::filesystem;
using namespace lac::test;

namespace {

// What every mode has on its way to a decision: a few words, then a touch with the flat pads, the
// decision, the learner's own view first, and then the result.
const std::string kMeet = R"(
patience 150
screen working
click Explain what you would like to do, and why
click Ask: may I touch your left breast now?
expect left breast
key 2
at 450 430
wait 0.5
down left
)";
const std::string kLeave = R"(
up left
key 0
click Latch and close
click Finish: soften before each feed, feed on demand, look again in 24 hours
expect End the case here?
click End the case
screen debrief
expect Before the results: how was it?
absent Watch it again
click 3  safe
click Show the results
expect What the tissue did
expect You rated this run 3
)";

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("script: a line that is no command is named with its number") {
    const Folder folder;
    const fs::path file = folder.path / "script";
    REQUIRE(lac::write_file(file, "# words\nclick Start\n\nat 100\n"));
    const auto script = lac::app::Script::read(file);
    REQUIRE_FALSE(script);
    CHECK(script.problems().front().text().find("line 4") != std::string::npos);
    REQUIRE(lac::write_file(file, "jump 3\n"));
    CHECK_FALSE(lac::app::Script::read(file));
    REQUIRE(lac::write_file(file, "at 100 200\nexpect words\n"));
    CHECK(lac::app::Script::read(file));
  }
}

TEST_SUITE("gpu") {
  TEST_CASE("app: a script that wants what is not there fails, and says which line") {
    if (!ready()) return;
    const Folder folder;
    const std::string said =
        play("", "patience 1\nexpect Choose a case\nexpect no such words\n", folder);
    CHECK(said.find("line 3") != std::string::npos);
    CHECK(said.find("screen cases") != std::string::npos);
  }

  TEST_CASE("app: guided mode says each next step, shows the pale hand, and reaches the debrief") {
    if (!ready()) return;
    const Folder folder;
    // the guide is followed to its end, which is the case's own decision
    const std::string said = play("play first_touch_day4 --mode guided", R"(
patience 150
screen working
expect Next step
expect Touch
expect Clock
expect Cross-section
guided
screen debrief
click 4  good
click Show the results
expect What the tissue did
)",
                                  folder);
    CHECK_MESSAGE(said.empty(), said);
    CHECK(runs_kept(folder) == 1);
  }

  TEST_CASE("app: practice has gauges and overlays and no prompts; exam has neither") {
    if (!ready()) return;
    const Folder folder;
    // practice: the hand's gauge, the name of what is done, overlays; nothing tells what to do next
    std::string said = play("play first_touch_day4 --mode practice", kMeet + R"(
absent Next step
absent The pale hand shows how.
expect Press
expect eld 0:
expect Clock
expect Cross-section
expect Touch
)" + kLeave + R"(
click Watch it again
screen replay
expect Back to the results
)",
                            folder);
    CHECK_MESSAGE(said.empty(), said);
    CHECK(runs_kept(folder) == 1);

    said = play("play first_touch_day4 --mode exam", kMeet + R"(
wait 4
absent Next step
absent eld 0:
absent Clock
absent Cross-section
absent Touch
absent Press
expect Pain, as told
# what an exam hides opens for an instructor alone, who is asked first
up left
click Instructor
expect Open the instructor's view?
absent Model values.
click Go on with the exam
wait 0.5
absent Model values.
absent eld 0:
)" + kLeave + R"(
click Compare with my run of
expect Then
)",
                folder);
    CHECK_MESSAGE(said.empty(), said);
    CHECK(runs_kept(folder) == 2);

    // a run of before is opened from its folder, and played again from a moment
    said = play("", R"(
patience 150
click I understand
click My runs
click Look at it
screen debrief
expect What the tissue did
click Watch it again
screen replay
wait 1
key end
key escape
screen debrief
click Back to the cases
screen cases
# looking back at an exam chooses no exam for the next case
click Cases
click Open
screen prebrief
click Start
screen working
expect Clock
)",
                folder);
    CHECK_MESSAGE(said.empty(), said);
  }

  TEST_CASE(
      "app: she is covered until she agreed, and nothing of a guide or gauge says otherwise") {
    if (!ready()) return;
    const Folder folder;
    const std::string said = play("play first_touch_day4 --mode practice", R"(
patience 150
screen working
key 1
at 450 430
expect Amara is covered. Explain and ask first; a yes moves the cloth.
# who touches all the same is answered, and uncovers nobody
down left
wait 2
up left
expect Would you ask me first
expect Amara is covered. Explain and ask first; a yes moves the cloth.
click Explain what you would like to do, and why
click Ask: may I touch your left breast now?
at 450 430
expect Hold the left button, or press F, to touch
absent Amara is covered.
# a press that began beside her touches where it comes to her
at 130 120
down left
wait 0.3
at 450 430
expect Palpation
up left
click Finish
expect Not yet done
absent Let Amara do it with her own hands, with your prompts
# under a question no key works on what lies behind it; Enter gives the answer that changes nothing
key g
key enter
wait 0.5
absent Not yet done
absent Say what the hand shall do
# Escape shuts what was opened last
key g
expect Say what the hand shall do
key escape
wait 0.5
absent Say what the hand shall do
key escape
expect Leave this case?
key enter
wait 0.5
absent Leave this case?
)",
                                  folder);
    CHECK_MESSAGE(said.empty(), said);
  }

  TEST_CASE("app: the instructor's view opens in an exam for who says so, and the run notes it") {
    if (!ready()) return;
    const Folder folder;
    const std::string said = play("play first_touch_day4 --mode exam", R"(
patience 150
screen working
click Instructor
click Open as instructor
expect Model values.
expect The instructor's view was opened.
)",
                                  folder);
    CHECK_MESSAGE(said.empty(), said);
  }

  TEST_CASE("app: a step that was skipped comes back by Undo skip") {
    if (!ready()) return;
    const Folder folder;
    const std::string said = play("play first_touch_day4 --mode guided", R"(
patience 150
screen working
expect Next step
absent Undo skip
click Skip
expect Undo skip
click Undo skip
wait 0.5
absent Undo skip
)",
                                  folder);
    CHECK_MESSAGE(said.empty(), said);
  }

  TEST_CASE("app: a whole case by keyboard alone") {
    if (!ready()) return;
    const Folder folder;
    const std::string said = play("", R"(
patience 150
screen cases
walk I understand
key enter
walk Open
key tab
walk Open
key enter
screen prebrief
expect First touch: a swollen areola on day 4
walk Exam
key enter
walk Start
key enter
screen working
walk Explain what you would like to do, and why
key enter
walk Ask: may I touch your left breast now?
key enter
expect Yes, go ahead.
key 1
key f
wait 2
key f
hold i
wait 0.5
let i
key f
wait 2
key f
key 4
key f
wait 0.5
hold c
hold v
wait 0.5
let v
let c
key f
key 0
key space
expect The patient waits. Press Space to go on.
key space
walk Latch and close
key enter
walk Finish: soften before each feed, feed on demand, look again in 24 hours
key enter
expect End the case here?
walk End the case
key enter
screen debrief
walk 3  safe
key enter
walk Show the results
key enter
expect You rated this run 3
walk Back to the cases
key enter
screen cases
)",
                                  folder);
    CHECK_MESSAGE(said.empty(), said);
    CHECK(runs_kept(folder) == 1);
  }

  TEST_CASE("app: a whole case by gamepad alone") {
    if (!ready()) return;
    const Folder folder;
    const std::string said = play("play first_touch_day4 --mode practice", R"(
patience 150
screen working
pad right_x 0
walk Explain what you would like to do, and why
press a
walk Ask: may I touch your left breast now?
press a
expect Yes, go ahead.
press b
press a
expect Fingertip
pad right_trigger 0.5
expect eld 0:
pad right_trigger 0
pad right_y 1
wait 0.3
pad right_y 0
press a
press a
press a
expect C-hold
pad right_trigger 0.4
wait 0.5
pad right_bumper 1
wait 1
pad right_bumper 0
pad right_trigger 0
press start
expect The patient waits. Press Start to go on.
press start
walk Latch and close
press a
walk Finish: soften before each feed, feed on demand, look again in 24 hours
press a
expect End the case here?
walk End the case
press a
screen debrief
walk 3  safe
press a
walk Show the results
press a
expect You rated this run 3
)",
                                  folder);
    CHECK_MESSAGE(said.empty(), said);
    CHECK(runs_kept(folder) == 1);
  }

  TEST_CASE("app: a run that is killed is listed as not finished, and can be looked at") {
    if (!ready()) return;
    const Folder folder;
    const fs::path script = folder.path / "script";
    REQUIRE(lac::write_file(script,
                            "patience 150\nscreen working\nat 450 480\nwait 0.5\n"
                            "down left\nwait 600\n"));
    setenv("XDG_DATA_HOME", folder.path.c_str(), 1);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      setenv("LACTASIM_DATA", LAC_SOURCE, 1);
      setenv("XDG_CONFIG_HOME", folder.path.c_str(), 1);
      execl(LAC_PROGRAM, LAC_PROGRAM, "play", "balloon_first_steps", "--script", script.c_str(),
            static_cast<char*>(nullptr));
      _exit(1);
    }
    // some seconds of it are on disk; then it is ended as the kernel would
    std::uintmax_t head = 0, bytes = 0;
    for (int k = 0; k < 3000 && (head == 0 || bytes < head + 500); ++k) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      std::error_code none;
      for (const auto& run : fs::directory_iterator(folder.path / "lactasim" / "runs", none)) {
        bytes = fs::file_size(run.path() / "session.lacrec", none);
        if (none) bytes = 0;
      }
      if (head == 0) head = bytes;
    }
    CHECK(kill(child, SIGKILL) == 0);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));

    const auto runs = lac::app::list_runs();
    unsetenv("XDG_DATA_HOME");
    REQUIRE(runs.size() == 1);
    CHECK_FALSE(runs[0].finished);
    const std::string said = play("", R"(
patience 150
click I understand
click My runs
expect not finished
click Look at it
screen debrief
click Back to the cases
screen cases
)",
                                  folder);
    CHECK_MESSAGE(said.empty(), said);
  }

  TEST_CASE("app: a gamepad touches, is pulled out, comes back, pauses and goes on") {
    if (!ready()) return;
    const Folder folder;
    const fs::path pad = folder.path / "pad";
    REQUIRE(lac::write_file(pad,
                            "0 connected 1\n3 right_trigger 0.6\n8 connected 0\n"
                            "20 right_trigger 0\n20 connected 1\n"
                            "24 start 1\n25 start 0\n36 start 1\n38 start 0\n"));
    const std::string said = play("play balloon_first_steps --gamepad \"" + pad.string() + "\"", R"(
patience 120
screen working
click Leave the guide
expect gentle
expect The gamepad is gone. Plug it in again, or go on with mouse and keyboard.
click Go on
wait 1
absent The gamepad is gone. Plug it in again, or go on with mouse and keyboard.
expect The patient waits. Press Start to go on.
wait 2
at 300 300
expect The patient waits. Press Space to go on.
wait 18
expect Finish
absent The patient waits.
)",
                                  folder);
    CHECK_MESSAGE(said.empty(), said);
  }

  TEST_CASE("app: the window grows small and is put away, and the run goes on") {
    if (!ready()) return;
    const Folder folder;
    std::string told;
    const std::string said = play("play balloon_first_steps", R"(
patience 120
screen working
memory
size 640 480
wait 1
expect Finish
size 1920 1080
wait 1
expect Finish
minimise
wait 1
restore
size 1280 720
wait 1
expect Finish
click Finish
click End the case
screen debrief
)",
                                  folder, &told);
    CHECK_MESSAGE(said.empty(), said);
    CHECK(told.starts_with("memory "));
  }
}
