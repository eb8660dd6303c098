// The real window beside a case: the instructor's desk and the coordinator's.
#include "app/runs.h"
#include "app/script.h"
#include "tests/app/walk.h"

namespace fs = std::filesystem;
using namespace lac::test;

namespace {

// The shortest way to marks: a few words, and out.
const std::string kToMarks = R"(
patience 150
screen working
click Explain what you would like to do, and why
click Ask: may I touch your left breast now?
click Finish
click End the case
screen debrief
click 3  safe
click Show the results
expect What the tissue did
)";

fs::path only_run(const Folder& folder) {
  std::error_code error;
  fs::path run;
  for (const auto& entry : fs::directory_iterator(folder.path / "lactasim" / "runs", error))
    run = entry.path();
  return run;
}

}  // namespace

TEST_SUITE("gpu") {
  TEST_CASE(
      "app: an instructor sets a mark, the total with it is told, and both stay in the files") {
    if (!ready()) return;
    const Folder folder;
    const std::string said = play("play first_touch_day4 --mode practice", kToMarks + R"(
absent Overrule
click Instructor
click Overrule
expect Write why, and the mark can be set.
absent Set it
type She asked in the corridor, before the recording began.
click Set it
expect Instructor: 100 % instead. She asked in the corridor, before the recording began.
# the head of the page
wheel 30
expect With the instructor's marks:
)",
                                  folder);
    CHECK_MESSAGE(said.empty(), said);
    const fs::path run = only_run(folder);
    const auto report = lac::read_file(run / "report.json"),
               page = lac::read_file(run / "report.html"),
               table = lac::read_file(run / "marks.csv");
    REQUIRE(report);
    REQUIRE(page);
    REQUIRE(table);
    for (const std::string* text : {&*report, &*page, &*table})
      CHECK(text->find("in the corridor, before the recording began") != std::string::npos);
    CHECK(page->find("with these marks it is") != std::string::npos);
  }

  TEST_CASE("app: a run is deleted for good from My runs, once that is said twice") {
    if (!ready()) return;
    const Folder folder;
    const std::string said = play("play first_touch_day4 --mode practice", kToMarks + R"(
click Back to the cases
screen cases
click My runs
expect practice
# a run that is opened again can be left while it loads
click Look at it
expect Playing your run again, to look at it:
click Cancel
screen cases
click My runs
click Delete
expect Delete the recording and its report for good?
click Keep it
expect practice
click Delete
expect Keep it
click Delete
expect Nothing here yet.
)",
                                  folder);
    CHECK_MESSAGE(said.empty(), said);
    CHECK(only_run(folder).empty());
  }

  TEST_CASE("app: a case is copied in the window, changed in its file, and opened as one's own") {
    if (!ready()) return;
    const Folder folder;
    std::string said = play("", R"(
patience 150
click I understand
click Copy: First touch: a swollen areola on day 4
expect A copy was made:
expect Your own case
)",
                            folder);
    CHECK_MESSAGE(said.empty(), said);
    std::error_code error;
    fs::path copy;
    for (const auto& entry : fs::directory_iterator(folder.path / "lactasim" / "scenarios", error))
      copy = entry.path();
    REQUIRE(fs::exists(copy / "scenario.toml"));
    std::string text = *lac::read_file(copy / "scenario.toml");
    for (std::size_t at = text.find("Amara"); at != std::string::npos; at = text.find("Amara"))
      text.replace(at, 5, "Lena");
    REQUIRE(lac::write_file(copy / "scenario.toml", text));
    said = play("play " + copy.filename().string() + " --mode practice", R"(
patience 150
screen working
expect Lena
click Explain what you would like to do, and why
)",
                folder);
    CHECK_MESSAGE(said.empty(), said);
  }

  TEST_CASE("app: who covers her takes the hand away, and the cloth lies") {
    if (!ready()) return;
    const Folder folder;
    const std::string said = play("play engorgement_day4 --mode practice", R"(
patience 150
screen working
click Explain what you would like to do, and why
click Ask: may I touch your breasts now?
key 1
at 450 430
expect Hold the left button, or press F, to touch
click Reassess and close
click Cover the breasts again
expect Thank you.
expect Choose a hand on the left
absent Hold the left button, or press F, to touch
)",
                                  folder);
    CHECK_MESSAGE(said.empty(), said);
  }
}
