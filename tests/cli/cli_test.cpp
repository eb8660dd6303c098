#include "cli/cli.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "base/file.h"

using namespace lac;
namespace fs = std::filesystem;

namespace {

/// What a command printed and how it ended.
struct Said {
  cli::Parsed parsed;
  std::string out, err;
  int code() const { return parsed.exit_code; }
  std::ptrdiff_t err_lines() const { return std::count(err.begin(), err.end(), '\n'); }
};

fs::path scratch() {
  static const fs::path folder = [] {
    fs::path made = fs::temp_directory_path() / ("lac-cli-" + std::to_string(::getpid()));
    fs::create_directories(made);
    return made;
  }();
  return folder;
}

/// Runs a command line with both streams going to files.
Said run(std::initializer_list<std::string> words) {
  std::vector<std::string> line = {"lactasim"};
  line.insert(line.end(), words);
  std::vector<char*> argv;
  for (std::string& word : line) argv.push_back(word.data());
  argv.push_back(nullptr);

  const fs::path out = scratch() / "stdout", err = scratch() / "stderr";
  std::fflush(nullptr);
  const int kept_out = ::dup(STDOUT_FILENO), kept_err = ::dup(STDERR_FILENO);
  const int to_out = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int to_err = ::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(to_out, STDOUT_FILENO);
  ::dup2(to_err, STDERR_FILENO);
  Said said{.parsed = cli::run(static_cast<int>(line.size()), argv.data())};
  std::fflush(nullptr);
  ::dup2(kept_out, STDOUT_FILENO);
  ::dup2(kept_err, STDERR_FILENO);
  for (const int fd : {kept_out, kept_err, to_out, to_err}) ::close(fd);
  said.out = *read_file(out);
  said.err = *read_file(err);
  return said;
}

fs::path file_with(const char* name, std::string_view text) {
  REQUIRE(write_file(scratch() / name, text));
  return scratch() / name;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("cli: with no words the app opens") { CHECK(run({}).parsed.next == cli::Next::OpenApp); }

TEST_CASE("cli: play hands the case and mode to the app, and knows a case that is not there") {
  const Said good = run({"play", "first_touch_day4", "--mode", "exam"});
  CHECK(good.parsed.next == cli::Next::PlayCase);
  CHECK(std::string(good.parsed.mode) == "exam");
  CHECK(fs::exists(fs::path(good.parsed.case_name) / "scenario.toml"));
  const Said bad = run({"play", "first_tuch_day4"});
  CHECK(bad.parsed.next == cli::Next::Exit);
  CHECK(bad.code() == 2);
  CHECK(bad.err.find("did you mean `first_touch_day4`") != std::string::npos);
}

TEST_CASE("cli: wrong usage is one sentence on stderr and exit code 2") {
  for (const auto& words : std::initializer_list<std::initializer_list<std::string>>{
           {"nosuchcommand"},
           {"run"},
           {"run", "first_touch_day4"},
           {"run", "scenarios/nope", "--input", "x", "--out", "/tmp/x"},
           {"run", "first_touch_day4", "--input", "x", "--out", "/tmp/x"},
           {"run", "first_touch_day4", "--input", "expert", "--out", "/proc/nope"},
           {"run", "first_touch_day4", "--input", "expert", "--out", "o", "--level", "huge"},
           {"run", "first_touch_day4", "--input", "expert", "--out", "o", "--threads", "9"},
           {"check", "/nonexistent.toml"},
           {"verify", "/nonexistent.lacrec"},
           {"schema", "poem"},
           {"list", "poems"},
           {"run", "first_touch_day4", "--input", "expert", "--out", "o", "--seed", "-1"},
           {"run", "first_touch_day4", "--input", "expert", "--out", "o", "--seed", "seven"},
           {"new", "scenario", "x", "--from", "no_such_case"},
           {"new", "scenario", "../evil"},
           {"--nosuchflag"}}) {
    const Said said = run(words);
    CAPTURE(said.err);
    CHECK(said.code() == 2);
    CHECK(said.parsed.next == cli::Next::Exit);
    CHECK(said.err_lines() >= 1);
    CHECK(said.err_lines() <= 3);
  }
  CHECK(run({"chekc"}).err.find("did you mean `check`") != std::string::npos);
  CHECK_FALSE(fs::exists("o"));
}

TEST_CASE("cli: a seed that is none says what one is; a schema nearly named is meant") {
  const Said seed = run({"run", "x", "--input", "y", "--out", "o", "--seed", "-1"});
  CHECK(seed.err.find("--seed: takes a whole number such as 7, each another patient, not `-1`") !=
        std::string::npos);
  CHECK(run({"schema", "scenari"}).err.find("did you mean \"scenario\"?") != std::string::npos);
  CHECK(run({"list", "source"}).err.find("did you mean `sources`?") != std::string::npos);
}

TEST_CASE("cli: list tells what there is to build on and to cite, a case's own included") {
  CHECK(run({"list", "cases"}).out.find("plugged_duct_left4") != std::string::npos);
  const Said packs = run({"list", "packs"});
  CHECK(packs.code() == 0);
  CHECK(packs.out.find("classic") != std::string::npos);
  CHECK(run({"list", "patients"}).out.find("primiparous_medium") != std::string::npos);
  CHECK(run({"list", "conditions"}).out.find("plugged-duct") != std::string::npos);
  CHECK(run({"list", "techniques"}).out.find("span_m") != std::string::npos);
  const auto sources = nlohmann::json::parse(run({"list", "sources", "--json"}).out);
  CHECK(sources.size() > 50);
  CHECK(sources[0].contains("key"));

  // one that a case brings
  const std::string made = (scratch() / "listed").string();
  REQUIRE(run({"new", "scenario", "mine", "--in", made}).code() == 0);
  const std::string file = made + "/mine/scenario.toml";
  REQUIRE(write_file(file, *read_file(file) + "\n[[source]]\nkey = \"ward-2025\"\ntitle = \"House "
                                              "rules\"\nstatus = \"seen\"\n"));
  CHECK(run({"list", "sources", "--case", made + "/mine"}).out.find("ward-2025") !=
        std::string::npos);
  CHECK(run({"list", "sources"}).out.find("ward-2025") == std::string::npos);
}

TEST_CASE("cli: a case of one's own is found by name, and is a copy if it is to be one") {
  const fs::path home = scratch() / "home";
  const char* before = std::getenv("XDG_DATA_HOME");
  const std::string kept = before != nullptr ? before : "";
  ::setenv("XDG_DATA_HOME", home.c_str(), 1);
  const std::string own = (home / "lactasim" / "scenarios").string();
  const Said copied =
      run({"new", "scenario", "night_shift", "--from", "first_touch_day4", "--in", own});
  CAPTURE(copied.err);
  CHECK(copied.code() == 0);
  CHECK(copied.out.find("the app shows it under Cases") != std::string::npos);
  CHECK(run({"check", "night_shift"}).out == "night_shift: good\n");
  CHECK(read_file(own + "/night_shift/scenario.toml")->find(" (copy)\"\n") != std::string::npos);
  CHECK(fs::exists(own + "/night_shift/demo/expert.toml"));
  CHECK(run({"list", "cases"}).out.find(own + "/night_shift") != std::string::npos);
  CHECK(run({"new", "scenario", "night_shift", "--from", "first_touch_day4", "--in", own}).code() ==
        2);
  before != nullptr ? ::setenv("XDG_DATA_HOME", kept.c_str(), 1) : ::unsetenv("XDG_DATA_HOME");
}

TEST_CASE("cli: help is on stdout and is not an error") {
  const Said help = run({"--help"});
  CHECK(help.code() == 0);
  CHECK(help.out.find("doctor") != std::string::npos);
  CHECK(run({"run", "--help"}).out.find("--level") != std::string::npos);
  CHECK(run({"--version"}).out.find("lactasim") != std::string::npos);

  // what holds of the program is said by the program alone, what holds of all by all
  CHECK(help.out.find("With no command the app opens.") != std::string::npos);
  for (const char* command : {"play", "run", "bench", "list"}) {
    const std::string said = run({command, "--help"}).out;
    CHECK(said.find("With no command") == std::string::npos);
    CHECK(said.find("Exit codes: 0 good") != std::string::npos);
  }
}

TEST_CASE("cli: check tells good from broken, for people and for programs") {
  CHECK(run({"check", "first_touch_day4"}).code() == 0);
  const fs::path broken = file_with("b.toml", "format = 1\ntitle = \"x\n");
  const Said bad = run({"check", broken.string()});
  CHECK(bad.code() == 1);
  CHECK(bad.err_lines() == 1);
  CHECK(bad.out.find("b.toml:2") != std::string::npos);
  const Said json = run({"check", "--json", broken.string()});
  CHECK(json.code() == 1);
  const auto list = nlohmann::json::parse(json.out);
  CHECK(list[0]["line"] == 2);
  CHECK(list[0].contains("message"));
}

TEST_CASE("cli: bytes that are no recording are refused") {
  const fs::path noise = file_with("r.lacrec", std::string(300, '\x5a'));
  for (const char* command : {"verify", "score", "replay"}) {
    const Said said = run({command, noise.string()});
    CHECK(said.code() == 2);
    CHECK(said.err_lines() == 1);
  }
  const Said ran = run({"run", "first_touch_day4", "--input", noise.string(), "--out",
                        (scratch() / "none").string()});
  CHECK(ran.code() == 2);
}

TEST_CASE("cli: metrics, schema and doctor speak to programs") {
  CHECK(nlohmann::json::parse(run({"metrics", "--json"}).out)["techniques"].size() > 20);
  CHECK(nlohmann::json::parse(run({"schema", "scenario"}).out).contains("properties"));
  const auto findings = nlohmann::json::parse(run({"doctor", "--json"}).out);
  CHECK(findings.size() == 6);
}

TEST_CASE("cli: a name that is misspelt, whole or begun, is told beside the nearest") {
  CHECK(run({"chekc", "x"}).err.find("did you mean `check`?") != std::string::npos);
  CHECK(run({"check", "engorgment_day4"}).err.find("did you mean `engorgement_day4`?") !=
        std::string::npos);
  CHECK(run({"check", "lost/demo.toml"}).err == "lactasim: there is no file lost/demo.toml\n");
  const std::string out = (scratch() / "none").string();
  const Said begun = run({"run", "frist_touch", "--input", "expert", "--out", out});
  CHECK(begun.err.find("did you mean `first_touch_day4`?") != std::string::npos);
  CHECK(run({"run", "zebra", "--input", "expert", "--out", out}).err.find("did you mean") ==
        std::string::npos);
}

TEST_CASE("cli: doctor finds nothing to fix where only the app's display is missing") {
  const auto kept = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value != nullptr ? value : "");
  };
  const std::string x11 = kept("DISPLAY"), wayland = kept("WAYLAND_DISPLAY");
  ::unsetenv("DISPLAY");
  ::unsetenv("WAYLAND_DISPLAY");
  const Said said = run({"doctor"});
  CHECK(said.code() == 0);
  CHECK(said.out.find("note display") != std::string::npos);
  CHECK(said.out.find("fix ") == std::string::npos);
  if (!x11.empty()) ::setenv("DISPLAY", x11.c_str(), 1);
  if (!wayland.empty()) ::setenv("WAYLAND_DISPLAY", wayland.c_str(), 1);
}

TEST_CASE("cli: every kind of file has its schema, one named as a command too") {
  for (const char* kind : {"scenario", "pack", "patient", "demo", "experiment", "sources"}) {
    CAPTURE(kind);
    const Said said = run({"schema", kind});
    CHECK(said.code() == 0);
    CHECK(said.err == "");
    CHECK(nlohmann::json::parse(said.out, nullptr, false).is_object());
  }
}

TEST_CASE("cli: a new case passes its own check and is never written over another") {
  const std::string folder = (scratch() / "made").string();
  REQUIRE(run({"new", "scenario", "my_case", "--in", folder}).code() == 0);
  const Said checked = run({"check", folder + "/my_case", folder + "/my_case/demo/expert.toml"});
  CAPTURE(checked.out);
  CHECK(checked.code() == 0);
  CHECK(run({"new", "scenario", "my_case", "--in", folder}).code() == 2);
}

TEST_SUITE_END();

TEST_SUITE_BEGIN("determinism");

TEST_CASE("cli: run writes the report, and the recording it wrote verifies") {
  const std::string made = (scratch() / "made").string(), out = (scratch() / "out").string();
  run({"new", "scenario", "my_case", "--in", made});
  const Said ran =
      run({"run", made + "/my_case", "--input", "expert", "--out", out, "--level", "coarse"});
  CAPTURE(ran.err);
  REQUIRE(ran.code() == 0);
  CHECK(ran.out.find("hash") != std::string::npos);
  const auto report = nlohmann::json::parse(*read_file(out + "/report.json"));
  CHECK(report["score"]["safe"] == true);
  CHECK(fs::exists(out + "/report.html"));
  const Said same = run({"verify", out + "/session.lacrec", "--threads", "2"});
  CAPTURE(same.err);
  CHECK(same.code() == 0);
  CHECK(same.out.find(report["hashes"]["final"].get<std::string>()) != std::string::npos);

  // a replay tells what was said and seen, in order, and writes the same report again
  const std::string again = (scratch() / "again").string();
  const Said replayed = run({"replay", out + "/session.lacrec", "--out", again});
  CAPTURE(replayed.err);
  CHECK(replayed.code() == 0);
  const std::size_t said = replayed.out.find("  you       "),
                    seen = replayed.out.find("  seen      ");
  CHECK(said < seen);
  CHECK(seen != std::string::npos);
  CHECK(nlohmann::json::parse(*read_file(again + "/report.json"))["criteria"] ==
        report["criteria"]);

  // a run's folder stands for its recording
  CHECK(run({"verify", out}).code() == 0);
  const Said scored = run({"score", out});
  CAPTURE(scored.err);
  CHECK(scored.code() == 0);
  CHECK(run({"compare", out, "--packs", "tbml", "abm36"}).code() ==
        run({"compare", out + "/session.lacrec", "--packs", "tbml", "abm36"}).code());
  CHECK(run({"verify", made}).err.find("holds no session.lacrec") != std::string::npos);

  // a run is not written over unless that is said
  const Said over =
      run({"run", made + "/my_case", "--input", "expert", "--out", out, "--level", "coarse"});
  CHECK(over.code() == 2);
  CHECK(
      over.err.find("holds a run already (session.lacrec); name another folder, or say --force") !=
      std::string::npos);
  CHECK(run({"replay", out, "--out", again}).code() == 2);
  CHECK(run({"replay", out, "--out", again, "--force"}).code() == 0);

  // the marks of runs as one table, from the folder in which they lie
  const std::string table = (scratch() / "all.csv").string();
  const Said exported = run({"export", scratch().string(), "--out", table});
  CAPTURE(exported.err);
  CHECK(exported.code() == 0);
  CHECK(exported.out.find("2 runs") != std::string::npos);
  const std::size_t rows = report["criteria"].size();
  const std::string rowed = *read_file(table);
  CHECK(static_cast<std::size_t>(std::count(rowed.begin(), rowed.end(), '\n')) == 2 * rows + 1);
  fs::remove(again + "/marks.csv");
  const Said fewer = run({"export", out, again, "--out", table});
  CHECK(fewer.code() == 0);
  CHECK(fewer.err.find("it has no marks.csv") != std::string::npos);
  CHECK(run({"export", made, "--out", table}).code() == 2);

  // a recording is of its own case, patient and level
  const std::string fresh = (scratch() / "fresh").string();
  const Said other =
      run({"run", "first_touch_day4", "--input", out + "/session.lacrec", "--out", fresh});
  CHECK(other.code() == 2);
  CHECK(other.err.find("this recording is of the case `my_case`, not of `first_touch_day4`") !=
        std::string::npos);
  CHECK(run({"run", made + "/my_case", "--input", out, "--out", fresh, "--seed", "9"})
            .err.find("a recording has its own patient") != std::string::npos);
  CHECK(run({"run", made + "/my_case", "--input", out, "--out", fresh, "--level", "fine"})
            .err.find("a recording has its own level") != std::string::npos);
  CHECK_FALSE(fs::exists(fresh));

  // a pack that lies anywhere marks it too
  const fs::path pack = file_with(
      "ward.toml",
      "format = 1\ntitle = \"Ward\"\nedition = \"1\"\n[[criterion]]\nid = \"asked\"\ntext = "
      "\"Asked\"\nwhy = \"w\"\ninstead = \"i\"\ndomain = \"safety\"\nkind = \"gate\"\nfirst = "
      "\"touch\"\nweight = 1\nsource = \"who-2009\"\n");
  const Said marked = run({"score", out, "--pack", pack.string()});
  CAPTURE(marked.err);
  CHECK(marked.code() == 0);
  CHECK(marked.out.find("asked") != std::string::npos);

  // what takes as long as the run did says so first; a pack that cannot mark it is told at once
  CHECK(marked.err.find("score: plays the recorded visit again, ") == 0);
  CHECK(marked.err.find(" min at the coarse mesh, then marks it by " + pack.string() + "\n") !=
        std::string::npos);
  CHECK(marked.err.find("score: 100 %") != std::string::npos);
  const Said unfit = run({"score", out, "--pack", "tbmm"});
  CHECK(unfit.code() == 2);
  CHECK(unfit.err.find("plays the recorded visit") == std::string::npos);

  // one that was cut off says so, and is told up to there
  const std::string whole = *read_file(out + "/session.lacrec");
  const fs::path half = file_with("half.lacrec", whole.substr(0, whole.size() / 2));
  const Said cut = run({"replay", half.string()});
  CHECK(cut.code() == 0);
  CHECK(cut.out.find("the recording was cut short here") != std::string::npos);
  fs::remove_all(scratch());
}

TEST_CASE("cli: recognise tells what a movement holds, why, and in full in a file") {
  fs::create_directories(scratch());  // a test before may have cleared it away
  const fs::path demo = scratch() / "presses.toml", out = scratch() / "told.json";
  REQUIRE(
      write_file(demo,
                 "format = 1\ntitle = \"Presses\"\nkind = \"expert\"\n[[step]]\ndo = \"press\"\n"
                 "posture = \"single-tip\"\nat = 1\nr = 60\npress = 1\nhold = 0.8\nrepeats = 3\n"));
  const Said said = run({"recognise", "--case", "balloon_first_steps", "--input", demo.string(),
                         "--out", out.string()});
  INFO(said.err);
  REQUIRE(said.code() == 0);
  CHECK(said.out.find("palpation") != std::string::npos);
  CHECK(said.out.find("Nearest other: ") != std::string::npos);
  const auto told = nlohmann::json::parse(*read_file(out));
  REQUIRE(told["events"].size() == 1);
  CHECK(told["events"][0]["id"] == "palpation");
  CHECK_FALSE(told["events"][0]["because"].get<std::string>().empty());
  CHECK(told["events"][0]["measures"].size() > 5);
  CHECK(told["case"] == "balloon_first_steps");

  const Said lost = run({"recognise", "--input", demo.string(), "--out", out.string()});
  CHECK(lost.code() == 2);
  CHECK(lost.err.find("--case") != std::string::npos);
}

TEST_SUITE_END();
