#include "study/validate.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "scenario/sources.h"
#include "study/page.h"
#include "study/sensitivity.h"

using namespace lac;
using namespace lac::study;

namespace {

const std::filesystem::path kFolder = "tests/validation";

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE("study: every target's range follows from what was printed, and its source exists") {
    const auto targets = read_targets(kFolder);
    if (!targets) FAIL(targets.problems().front().text());
    const auto sources = scenario::read_sources(".");
    REQUIRE(sources);
    int required = 0;
    for (const Target& t : *targets) {
      CAPTURE(t.id);
      CHECK(range_follows(t));
      CHECK((t.source.empty() || sources->find(t.source) != nullptr));
      CHECK_FALSE(t.row.empty());
      if (t.required) ++required;
    }
    CHECK(targets->size() >= 50);
    CHECK(required >= 20);
  }

  TEST_CASE(
      "study: what was simulated is written down beside every target, and judged by its range") {
    const auto targets = read_targets(kFolder);
    REQUIRE(targets);
    for (const Target& t : *targets) {
      CAPTURE(t.id);
      REQUIRE_FALSE(t.recorded.empty());  // `lactasim validate-model --record`
      const double value = std::stod(t.recorded);
      // written with four digits
      const double digits = 5e-4 * std::fabs(value);
      const bool within = value >= t.low - digits && value <= t.high + digits;
      CHECK(t.recorded_verdict == (within ? "within" : "misses"));
      if (t.required) CHECK(within);
    }
  }

  TEST_CASE("study: the quick rows hold, the required ones all") {
    const auto v = validate(
        {.folder = kFolder, .run = {.data = ".", .build = "", .progress = {}}, .fast = true});
    if (!v) FAIL(v.problems().front().text());
    int misses = 0;
    for (const Checked& c : v->rows) {
      CAPTURE(c.target.id);
      CAPTURE(c.value);
      CAPTURE(c.why);
      CHECK(c.verdict != Verdict::NotRun);
      if (c.target.required) CHECK(c.verdict == Verdict::Within);
      if (c.verdict == Verdict::Misses) {
        MESSAGE("misses: ", c.target.title, ": ", c.value, " ", c.target.unit);
        ++misses;
      }
    }
    MESSAGE(v->rows.size(), " rows, ", misses, " miss");
    const std::string page = validation_html(*v, {}, ".", "test");
    CHECK(page.find("http") == std::string::npos);  // nothing from elsewhere
    CHECK(page.find("<svg") != std::string::npos);
    for (const Checked& c : v->rows)
      if (c.verdict == Verdict::Misses) CHECK(page.find(">misses<") != std::string::npos);
  }
}

TEST_SUITE("unit") {
  TEST_CASE("study: the table of sensitivity asks what section 10 lists, of what exists") {
    // mu of gland and skin toe, R_u and P_act, r_max, K_f and the threshold of e, s
    std::set<std::string> listed = {"gland_stiffness", "skin_toe",          "outlet_resistance",
                                    "pulse_rate",      "ejection_pressure", "fluid_threshold",
                                    "sensitisation",   "fluid_conductivity"};
    for (const Asked& asked : asked_effects()) {
      CAPTURE(asked.experiment);
      CAPTURE(asked.parameter);
      CAPTURE(asked.measure);
      CHECK(scenario::parameter_named(asked.parameter) != nullptr);
      const auto e = scenario::read_experiment(kFolder / asked.experiment, ".", quantity_names());
      REQUIRE(e);
      const auto named = [](const std::string& name) {
        return [name](const auto& of) { return of.name == name; };
      };
      CHECK(std::any_of(e->arms.begin(), e->arms.end(), named(asked.arm)));
      CHECK(std::any_of(e->measures.begin(), e->measures.end(), named(asked.measure)));
      listed.erase(asked.parameter);
    }
    CHECK(listed.empty());
  }

  TEST_CASE("study: what hurts a sore breast hurts less the higher its threshold") {
    const auto effects =
        sensitivity(kFolder, {.data = ".", .build = "", .progress = {}}, "sensitisation");
    REQUIRE(effects);
    REQUIRE(effects->size() == 1);
    const std::vector<double>& nrs = effects->front().value;
    REQUIRE(nrs.size() == std::size(kFactors));
    for (std::size_t i = 1; i < nrs.size(); ++i) CHECK(nrs[i] < nrs[i - 1]);
    // a fourfold threshold takes a painful press to a comfortable one [10.10]
    CHECK(nrs.front() - nrs.back() > 3.0);
    CHECK(effects_csv(*effects).find("x0.5,x0.7,x1,x1.3,x2") != std::string::npos);
  }

  TEST_CASE("study: a range that was widened is found") {
    Target t{.published = "118", .spread = "20", .kind = "own", .low = 98.0, .high = 138.0};
    CHECK(range_follows(t));
    t.high = 150.0;
    CHECK_FALSE(range_follows(t));
    t = {.published = "4.3", .spread = "0.4", .kind = "se", .low = 3.5, .high = 5.1};
    CHECK(range_follows(t));
    t = {.published = "2.5", .spread = "1.5", .kind = "sd", .n = "100", .low = 2.2, .high = 2.8};
    CHECK(range_follows(t));
    t.n = "";
    CHECK_FALSE(range_follows(t));
    t = {.published = "2-4", .spread = "2 to 4", .kind = "range", .low = 2.0, .high = 4.0};
    CHECK(range_follows(t));
    t = {.kind = "direction", .low = 0.0, .high = 1.0};
    CHECK_FALSE(range_follows(t));  // says nothing of why
  }

  TEST_CASE("study: readings name arm, measure, occurrence and index") {
    Results r;
    for (int i = 0; i < 3; ++i)
      for (const char* arm : {"a", "b"})
        r.rows.push_back({.patient = 1,
                          .arm = arm,
                          .measure = "m",
                          .unit = "",
                          .occurrence = i,
                          .index = 2 * i,
                          .value = i + (arm[0] == 'b' ? 10.0 : 0.0)});
    CHECK((*values_of(r, "a:m"))[0] == 0.0);
    CHECK((*values_of(r, "b:m[1.2]"))[0] == 11.0);
    CHECK(values_of(r, "m[*]")->size() == 6);
    CHECK_FALSE(values_of(r, "a:n"));
    CHECK_FALSE(values_of(r, "c:m"));
    CHECK_FALSE(values_of(r, "a:m[7]"));
  }
}
