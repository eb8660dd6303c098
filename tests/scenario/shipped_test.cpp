#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>
#include <sstream>

#include "support.h"

using namespace lac;
using namespace lac::scenario;
using namespace lac::scenario::test;

namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<std::filesystem::path> files_under(const std::filesystem::path& folder,
                                               const std::string& ending) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ending) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::filesystem::path> our_files() {
  std::vector<std::filesystem::path> out = files_under("scenarios", ".toml");
  for (const char* folder : {"assets/packs", "assets/patients"})
    for (const auto& file : files_under(folder, ".toml")) out.push_back(file);
  out.push_back("assets/sources.toml");
  return out;
}

double seconds_of(const Gesture& g) {
  switch (g.kind) {
    case Gesture::Kind::Express:
      return g.repeats * (g.hold_s + g.release_s);
    case Gesture::Kind::Pause:
      return g.seconds;
    case Gesture::Kind::Press:
    case Gesture::Kind::Ring:
      return g.repeats * g.hold_s;
    default:
      return 0.0;
  }
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("shipped: every file of ours checks clean") {
  const auto files = our_files();
  CHECK(files.size() >= 9);
  for (const auto& file : files) {
    CAPTURE(file.string());
    const Outcome outcome = check_file(file, kData);
    CHECK_MESSAGE(outcome, (outcome ? "" : all_text(outcome.problems())));
  }
}

TEST_CASE("shipped: the cases are found by folder, in order") {
  std::vector<std::string> names;
  for (const auto& folder : list_scenarios(kData)) names.push_back(folder.filename().string());
  CHECK(std::is_sorted(names.begin(), names.end()));
  for (const char* name : {"balloon_first_steps", "first_touch_day4"})
    CHECK(std::find(names.begin(), names.end(), name) != names.end());
  CHECK(list_scenarios("nowhere").empty());
}

TEST_CASE("shipped: first touch is the patient it says") {
  const Expected<ScenarioSpec> spec = read_scenario("scenarios/first_touch_day4", kData);
  REQUIRE(spec);
  CHECK(spec->name == "first_touch_day4");
  CHECK(spec->pack == "first_touch");
  CHECK(spec->pack_edition == "1");
  const sim::PatientParams& p = spec->patient;
  CHECK(p.oedema.areola_excess_frac == 1.2);
  CHECK(p.oedema.excess_frac == 0.35);
  CHECK(p.ducts.milk_m3 == doctest::Approx(135e-6).epsilon(1e-12));
  CHECK(p.ducts.capacity_m3 == doctest::Approx(190e-6).epsilon(1e-12));
  CHECK(p.physiology.sensitisation == 0.5);
  CHECK(p.physiology.resting_nrs == 3.0);
  CHECK(p.physiology.synthesis_max_m3_per_s == doctest::Approx(30e-6 / 3600.0).epsilon(1e-12));
  CHECK(p.breast.lobes == 9);  // from the base
  CHECK(spec->text == bytes_of("scenarios/first_touch_day4/scenario.toml"));

  // rows of at least six kinds, one of them critical
  std::set<rubric::Kind> kinds;
  int critical = 0;
  for (const rubric::Criterion& row : spec->criteria)
    kinds.insert(row.kind), critical += row.critical;
  CHECK(kinds.size() >= 6);
  CHECK(critical >= 1);
}

TEST_CASE("shipped: the text of a case read again is the same case") {
  for (const auto& folder : list_scenarios(kData)) {
    const Expected<ScenarioSpec> first = read_scenario(folder, kData);
    REQUIRE(first);
    const Expected<ScenarioSpec> again =
        parse_scenario(first->text, (folder / "scenario.toml").string(), kData);
    REQUIRE(again);
    CHECK(again->name == first->name);
    CHECK(again->seed == first->seed);
    CHECK(again->actions.size() == first->actions.size());
    CHECK(again->patient.ducts.milk_m3 == first->patient.ducts.milk_m3);
    REQUIRE(again->criteria.size() == first->criteria.size());
    for (std::size_t i = 0; i < first->criteria.size(); ++i) {
      CHECK(again->criteria[i].id == first->criteria[i].id);
      CHECK(again->criteria[i].low == first->criteria[i].low);
      CHECK(again->criteria[i].weight == first->criteria[i].weight);
    }
  }
}

TEST_CASE("shipped: assumed rows weigh a tenth at most and are never critical") {
  for (const auto& folder : list_scenarios(kData)) {
    CAPTURE(folder.string());
    const Expected<ScenarioSpec> spec = read_scenario(folder, kData);
    REQUIRE(spec);
    double assumed = 0.0, total = 0.0;
    for (const rubric::Criterion& row : spec->criteria) {
      total += row.weight;
      if (row.grade != rubric::Grade::Assumed) continue;
      assumed += row.weight;
      CHECK_FALSE(row.critical);
    }
    CHECK(total > 0.0);
    CHECK(assumed <= 0.10 * total);
  }
}

TEST_CASE("shipped: demos stay short under the hand") {
  for (const auto& folder : list_scenarios(kData))
    for (const auto& file : files_under(folder / "demo", ".toml")) {
      CAPTURE(file.string());
      const Expected<Choreography> demo = read_choreography(file);
      REQUIRE(demo);
      double hands_s = 0.0;
      for (const Gesture& g : demo->gestures) hands_s += seconds_of(g);
      CHECK(hands_s > 10.0);
      CHECK(hands_s < 240.0);  // at most four minutes of touch
    }
}

TEST_CASE("shipped: expert lists the rows each step serves, harmful and novice their errors") {
  const Expected<ScenarioSpec> spec = read_scenario("scenarios/first_touch_day4", kData);
  REQUIRE(spec);
  const Expected<Choreography> expert =
      read_choreography("scenarios/first_touch_day4/demo/expert.toml");
  REQUIRE(expert);
  CHECK(expert->kind == "expert");
  std::set<std::string> served;
  for (const Gesture& g : expert->gestures) served.insert(g.lowers.begin(), g.lowers.end());
  for (const char* row :
       {"consent-before-touch", "rps-hold", "expression-positions", "plan-agreed"})
    CHECK(served.contains(row));
  for (const char* name : {"novice", "harmful"}) {
    const Expected<Choreography> demo =
        read_choreography(std::string("scenarios/first_touch_day4/demo/") + name + ".toml");
    REQUIRE(demo);
    CHECK(demo->kind == name);
    CHECK(demo->errors.size() >= 4);
    for (const NamedError& error : demo->named_errors) CHECK_FALSE(error.lowers.empty());
  }
}

// Words that the house tone does without (ux.md "Words", decisions.md "Who touches"): judgement,
// slang, doses, emptying.
TEST_CASE("shipped: the texts keep the house tone") {
  const std::set<std::string> never = {
      "wrong", "fail",    "failed",     "failure", "bad",   "stupid",    "boob",      "boobs",
      "tits",  "sexy",    "girlfriend", "mommy",   "mg",    "milligram", "ibuprofen", "paracetamol",
      "empty", "emptied", "emptying",   "victim",  "naked", "normal"};
  for (const auto& file : our_files()) {
    if (file.filename() == "sources.toml")
      continue;  // titles of publications are quoted as they are
    std::string word;
    for (const char c : bytes_of(file) + " ") {
      if (std::isalpha(static_cast<unsigned char>(c))) {
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        continue;
      }
      CHECK_MESSAGE(!never.contains(word), file.string() << ": " << word);
      word.clear();
    }
  }
}

TEST_SUITE_END();
