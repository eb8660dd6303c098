#include "study/runner.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/file.h"
#include "study/lumped.h"
#include "study/quantities.h"
#include "study/table.h"
#include "study/validate.h"

using namespace lac;
using namespace lac::study;
namespace fs = std::filesystem;

namespace {

const char* const kText = R"(format = 1
title = "Short"
[population]
count = 4
seed = 3
[patient]
fullness = 0.8
[[arm]]
name = "a"
[[arm]]
name = "b"
[[step]]
do = "pump"
vacuum = "190 mmHg"
lasts = "3 min"
average = true
[[measure]]
quantity = "milk_out"
[[measure]]
name = "flow"
quantity = "milk_flow"
take = "sampled"
every = "30 s"
)";

scenario::Experiment experiment(const std::string& text = kText) {
  auto e = scenario::parse_experiment(text, "short.toml", ".", quantity_names());
  if (!e) FAIL(e.problems().front().text());
  return *e;
}

struct Folder {
  fs::path path = fs::temp_directory_path() / ("lac-study-" + std::to_string(::getpid()));
  Folder() { fs::remove_all(path); }
  ~Folder() { fs::remove_all(path); }
};

RunOptions options(const fs::path& cache = {}, const char* build = "one") {
  return {.data = ".", .cache = cache, .build = build, .progress = {}};
}

std::size_t files_in(const fs::path& folder) {
  std::size_t n = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder)) ++n;
  return n;
}

}  // namespace

TEST_SUITE("determinism") {
  TEST_CASE("study: one thread or two, in one go or broken off, the rows are the same") {
    const scenario::Experiment e = experiment();
    const auto whole = run(e, options());
    REQUIRE(whole);
    CHECK(whole->done == 8);
    CHECK_FALSE(whole->stopped);
    const std::string wanted = rows_csv(whole->rows);

    RunOptions two = options();
    two.threads = 2;
    CHECK(rows_csv(run(e, two)->rows) == wanted);

    // stopped after the third patient, gone on later
    const Folder folder;
    int told = 0;
    RunOptions broken = options(folder.path);
    broken.progress = [&](double) { return ++told < 3; };
    const auto part = run(e, broken);
    REQUIRE(part);
    CHECK(part->stopped);
    CHECK(part->done == 3);
    const auto rest = run(e, options(folder.path));
    REQUIRE(rest);
    CHECK(rest->kept == 3);
    CHECK(rest->done == 8);
    CHECK(rows_csv(rest->rows) == wanted);

    // all from the cache; nothing of it for another build or another text
    CHECK(run(e, options(folder.path))->kept == 8);
    CHECK(run(e, options(folder.path, "two"))->kept == 0);
    const scenario::Experiment other = experiment(std::string(kText) + "# and a remark\n");
    CHECK(run(other, options(folder.path))->kept == 0);
  }

  TEST_CASE("study: a file that a kill left broken is done again") {
    const Folder folder;
    const scenario::Experiment e = experiment();
    const auto first = run(e, options(folder.path));
    REQUIRE(first);
    REQUIRE(files_in(folder.path) == 8);
    const fs::path one = folder.path / cache_key(e, "a", 2, "one");
    const auto text = read_file(one);
    REQUIRE(text);
    REQUIRE(write_file(one, text->substr(0, text->size() / 2)));
    const auto again = run(e, options(folder.path));
    REQUIRE(again);
    CHECK(again->kept == 7);
    CHECK(rows_csv(again->rows) == rows_csv(first->rows));
    CHECK(*read_file(one) == *text);
  }
}

TEST_SUITE("unit") {
  TEST_CASE("study: the README's worked examples run and answer") {
    const auto answer = [](const char* name) {
      auto e =
          scenario::read_experiment(fs::path("assets/experiments") / name, ".", quantity_names());
      if (!e) FAIL(e.problems().front().text());
      e->count = std::min(e->count, 4);
      auto results = run(*e, options());
      if (!results) FAIL(results.problems().front().text());
      CHECK(results->done == static_cast<int>(e->arms.size()) * e->count);
      // every measure answers in every arm that it is for
      for (const scenario::Measure& m : e->measures) {
        CAPTURE(m.name);
        CHECK(std::any_of(results->rows.begin(), results->rows.end(), [&](const Row& row) {
          return row.measure == m.name && std::isfinite(row.value);
        }));
      }
      return *results;
    };
    const auto mean = [](const Results& r, const std::string& reading) {
      const auto values = values_of(r, reading);
      REQUIRE(values);
      return summary_of(*values).mean;
    };
    const Results pump = answer("pump_vacuum.toml");
    CHECK(mean(pump, "comfortable:milk_out") > mean(pump, "half:milk_out"));
    const Results ring = answer("areola_softening.toml");
    CHECK(mean(ring, "severe:long-moves") < 3.0 * mean(ring, "slight:long-moves"));
    const Results day = answer("feeding_day.toml");
    CHECK(mean(day, "ten:fat") > mean(day, "six:fat"));
    CHECK(mean(day, "ten:mean-fullness") < mean(day, "six:mean-fullness"));
  }

  TEST_CASE("study: results are written as tables with the experiment beside them") {
    const Folder folder;
    REQUIRE(make_writable_folder(folder.path));
    const scenario::Experiment e = experiment();
    const auto results = run(e, options());
    REQUIRE(results);
    REQUIRE(write_results(folder.path, e, *results));
    CHECK(*read_file(folder.path / "experiment.toml") == kText);
    const auto rows = read_rows(*read_file(folder.path / "data.csv"), "data.csv");
    REQUIRE(rows);
    CHECK(rows->size() == results->rows.size());
    CHECK(rows->size() == 8 * (1 + 7));
    CHECK(read_file(folder.path / "summary.csv")->find("a,milk_out,0,0,mL,4,0,") !=
          std::string::npos);
  }

  TEST_CASE("study: a folder that cannot be written is told") {
    CHECK_FALSE(run(experiment(), options("/proc/nowhere")));
  }

  TEST_CASE("study: milk and fluid balance over a pumped hour, both breasts") {
    scenario::Experiment e = experiment();
    e.breasts = 2;
    const Person person = draw_person(e, e.arms[0], 1);
    auto body = LumpedBody::make(person, 2, anatomy::Level::Coarse, 0.1, "assets");
    REQUIRE(body);
    scenario::Act act{.kind = scenario::Act::Kind::Pump};
    act.vacuum_Pa = 25e3;
    act.average = true;
    act.breasts = scenario::Act::Breasts::Both;
    double made_m3 = 0.0, out_m3 = 0.0, left_m3 = 0.0, start_m3 = 0.0;
    for (int s = 0; s < 3600; ++s) {
      const Acting acting = s < 900 ? acting_at(act, person.params, s, 1.0, 0.0, {}, {}) : Acting{};
      REQUIRE((*body)->step(acting, 1.0));
    }
    const Scene& scene = (*body)->scene();
    for (int k = 0; k < 2; ++k) {
      const BreastView& b = scene.breast[k];
      start_m3 += b.start_milk_m3;
      made_m3 += b.tally.made_m3;
      out_m3 += b.tally.milk_out_m3;
      left_m3 += ducts::milk_m3(*b.ducts, *b.milk);
      CHECK(b.tally.milk_out_m3 > 30e-6);  // both give
      CHECK(std::fabs(b.fluid_flow->mass_error_m3) < 1e-15);
    }
    // round-off of 3600 steps
    CHECK(start_m3 + made_m3 - out_m3 == doctest::Approx(left_m3).epsilon(1e-9));
  }
}

TEST_SUITE("convergence") {
  TEST_CASE("study: idle steps of a minute give the refill of one-second steps") {
    const scenario::Experiment e = experiment();
    const Person person = draw_person(e, e.arms[0], 1);
    const auto milk_m3 = [&](double step_s) {
      auto body = LumpedBody::make(person, 1, anatomy::Level::Coarse, 0.1, "assets");
      REQUIRE(body);
      for (double t = 0.0; t < 3600.0; t += step_s) REQUIRE((*body)->step({}, step_s));
      const BreastView& b = (*body)->scene().breast[0];
      return ducts::milk_m3(*b.ducts, *b.milk);
    };
    CHECK(milk_m3(60.0) == doctest::Approx(milk_m3(1.0)).epsilon(1e-3));
  }
}
