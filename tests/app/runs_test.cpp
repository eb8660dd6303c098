#include "app/runs.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "app/settings_file.h"
#include "base/file.h"

namespace {

namespace fs = std::filesystem;

// The user's folders, in a place of the test's own.
struct Home {
  fs::path path = fs::temp_directory_path() / ("lac-home-test-" + std::to_string(getpid()));
  Home() {
    fs::remove_all(path);
    fs::create_directories(path);
    setenv("XDG_DATA_HOME", (path / "data").c_str(), 1);
    setenv("XDG_CONFIG_HOME", (path / "config").c_str(), 1);
  }
  ~Home() {
    fs::remove_all(path);
    unsetenv("XDG_DATA_HOME");
    unsetenv("XDG_CONFIG_HOME");
  }
};

lac::session::SessionLog a_log() {
  lac::session::SessionLog log;
  log.scenario.name = "first_touch_day4";
  log.scenario.title = "First touch";
  log.score.total = 71.5;
  log.score.rows.resize(1);
  log.timing.simulated_s = 140.0;
  log.review.self_rating = 4;
  log.review.reaction = "It went \"well\".\nI forgot the cup.";
  log.review.overrules.push_back({"soften_first", 0.5, "Was asked to wait."});
  log.review.bookmarks.push_back({12.5, "here"});
  return log;
}

fs::path a_run(const lac::session::SessionLog& log) {
  const fs::path folder = lac::app::new_run_folder(log.scenario.name);
  fs::create_directories(folder);
  std::ofstream(folder / "session.lacrec") << "x";
  std::ofstream(folder / "report.html") << "x";
  REQUIRE(lac::app::write_run_card(folder, log));
  return folder;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("runs: what is kept is listed, newest first, with its review") {
    const Home home;
    CHECK(lac::app::list_runs().empty());
    const fs::path first = a_run(a_log()), second = a_run(a_log());
    CHECK(first != second);
    const auto runs = lac::app::list_runs();
    REQUIRE(runs.size() == 2);
    CHECK(runs[0].folder == second.string());
    CHECK(runs[0].title == "First touch");
    CHECK(runs[0].case_name == "first_touch_day4");
    CHECK(runs[0].total == doctest::Approx(71.5));
    CHECK(runs[0].marked);
    const lac::session::Review review = lac::app::read_review(first);
    CHECK(review.self_rating == 4);
    CHECK(review.reaction == a_log().review.reaction);
    REQUIRE(review.overrules.size() == 1);
    CHECK(review.overrules[0].reason == "Was asked to wait.");
    REQUIRE(review.bookmarks.size() == 1);
    CHECK(review.bookmarks[0].time_s == 12.5);
  }

  TEST_CASE("runs: a damaged card still lists the run, and other folders are passed over") {
    const Home home;
    const fs::path folder = a_run(a_log());
    std::ofstream(folder / "run.json") << "{ \"title\": ";
    fs::create_directories(folder.parent_path() / "not-a-run");
    const auto runs = lac::app::list_runs();
    REQUIRE(runs.size() == 1);
    CHECK_FALSE(runs[0].marked);
    CHECK(lac::app::read_review(folder).self_rating == 0);
  }

  TEST_CASE("runs: one that was begun and never ended says so, also after it was looked at") {
    const Home home;
    lac::scenario::ScenarioSpec spec;
    spec.name = "first_touch_day4";
    spec.title = "First touch";
    const auto folder = lac::app::begin_run(spec, lac::session::Mode::Exam);
    REQUIRE(folder);
    // nothing was recorded yet: nothing to look at
    CHECK(lac::app::list_runs().empty());
    std::ofstream(*folder / "session.lacrec") << "x";
    for (const bool looked_at : {false, true}) {
      if (looked_at) REQUIRE(lac::app::write_run_card(*folder, a_log(), false));
      const auto runs = lac::app::list_runs();
      REQUIRE(runs.size() == 1);
      CHECK(runs[0].title == "First touch");
      CHECK_FALSE(runs[0].finished);
      CHECK_FALSE(runs[0].marked);
    }
    // the run itself comes to its end
    REQUIRE(lac::app::write_run_card(*folder, a_log()));
    CHECK(lac::app::list_runs()[0].finished);
    CHECK(lac::app::list_runs()[0].marked);
    // and looking at it again leaves it finished
    REQUIRE(lac::app::write_run_card(*folder, a_log(), false));
    CHECK(lac::app::list_runs()[0].finished);
    REQUIRE(lac::app::delete_run(*folder));
  }

  TEST_CASE("runs: deleting takes a run's own files and nothing else") {
    const Home home;
    const fs::path folder = a_run(a_log()), other = a_run(a_log());
    std::ofstream(folder / "notes.txt") << "somebody's";
    REQUIRE(lac::app::delete_run(folder));
    CHECK_FALSE(fs::exists(folder / "session.lacrec"));
    CHECK_FALSE(fs::exists(folder / "run.json"));
    CHECK(fs::exists(folder / "notes.txt"));
    REQUIRE(lac::app::delete_run(other));
    CHECK_FALSE(fs::exists(other));

    // a folder elsewhere is refused, however it is spelled
    const fs::path elsewhere = home.path / "precious";
    fs::create_directories(elsewhere);
    std::ofstream(elsewhere / "session.lacrec") << "x";
    CHECK_FALSE(lac::app::delete_run(elsewhere));
    CHECK_FALSE(
        lac::app::delete_run(lac::user_folder() / "runs" / ".." / ".." / ".." / "precious"));
    CHECK(fs::exists(elsewhere / "session.lacrec"));
  }

  TEST_CASE("runs: a path is told with the user's own folder as ~") {
    const char* const before = std::getenv("HOME");
    const std::string kept = before != nullptr ? before : "";
    setenv("HOME", "/people/amara", 1);
    CHECK(lac::app::shown_path("/people/amara/.local/share/lactasim/runs") ==
          "~/.local/share/lactasim/runs");
    CHECK(lac::app::shown_path("/people/amaranth/runs") == "/people/amaranth/runs");
    CHECK(lac::app::shown_path("/srv/runs") == "/srv/runs");
    unsetenv("HOME");
    CHECK(lac::app::shown_path("/people/amara/runs") == "/people/amara/runs");
    if (before != nullptr) setenv("HOME", kept.c_str(), 1);
  }

  TEST_CASE("settings: kept from one start to the next; a damaged file gives the defaults") {
    const Home home;
    CHECK(lac::app::read_settings().text_scale == 1.0f);
    lac::ui::Settings wanted;
    wanted.text_scale = 1.5f;
    wanted.theme = 2;
    wanted.reduced_motion = wanted.notice_seen = wanted.pressure_mmHg = true;
    wanted.captions = false;
    wanted.teaching_tone = lac::ui::Settings::kThreeTones;
    REQUIRE(lac::app::write_settings(wanted));
    const lac::ui::Settings read = lac::app::read_settings();
    CHECK(read.text_scale == 1.5f);
    CHECK(read.theme == 2);
    CHECK(read.reduced_motion);
    CHECK(read.notice_seen);
    CHECK(read.pressure_mmHg);
    CHECK_FALSE(read.captions);
    CHECK(read.teaching_tone == lac::ui::Settings::kThreeTones);
    for (const char* bad : {"", "{", "[]", "{\"text_percent\": \"huge\", \"theme\": 99}"}) {
      std::ofstream(home.path / "config" / "lactasim" / "settings.json") << bad;
      const lac::ui::Settings s = lac::app::read_settings();
      CHECK(s.text_scale == 1.0f);
      CHECK(s.theme <= 3);
    }
  }
}
