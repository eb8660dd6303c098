#include "scenario/experiment.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "study/person.h"
#include "study/quantities.h"
#include "study/schedule.h"

using namespace lac;
using namespace lac::scenario;

namespace {

const std::string kGood = R"(format = 1
title = "Two vacuums"
[population]
count = 5
seed = 7
vary = ["capacity", "vacuum"]
[patient]
base = "primiparous_medium"
fullness = 0.8
[[arm]]
name = "a"
[[arm]]
name = "b"
interstitial_excess = 0.4
[[scale]]
name = "outlet_resistance"
by = 1.3
arms = ["b"]
[[step]]
do = "pump"
id = "pump"
vacuum = "190 mmHg"
lasts = "10 min"
times = 3
every = "60 min"
[[step]]
do = "wait"
lasts = "1 h"
arms = ["b"]
[[step]]
do = "repeat"
from = "pump"
times = 2
[[measure]]
quantity = "milk_out"
take = "change"
step = "pump"
)";

Expected<Experiment> parse(const std::string& text) {
  return parse_experiment(text, "x.toml", ".", study::quantity_names());
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("study: an experiment is read as written") {
    const auto e = parse(kGood);
    if (!e) FAIL(e.problems().front().text());
    CHECK(e->count == 5);
    CHECK(e->arms.size() == 2);
    CHECK(e->acts[0].vacuum_Pa == doctest::Approx(190.0 * kPascalPerMmHg));
    CHECK(e->acts[0].every_s == doctest::Approx(3600.0));
    CHECK(e->fullness == doctest::Approx(0.8));
    CHECK(e->measures[0].name == "milk_out");
    CHECK(e->name == "x");
  }

  TEST_CASE("study: a red flag, the day after birth and a cold pack are read as written") {
    const auto e = parse(replaced(
        replaced(kGood, "fullness = 0.8",
                 "fullness = 0.8\npostpartum_day = 3\nantenatal = true\nred_flag = \"bleb\"\n"
                 "red_flag_at = \"3 o'clock\"\nred_flag_severity = 0.7"),
        "do = \"wait\"", "do = \"cold\""));
    if (!e) FAIL(e.problems().front().text());
    const physiology::PhysiologyParams& p = e->patient.physiology;
    CHECK(p.postpartum_day == 3.0);
    CHECK(p.antenatal);
    REQUIRE(p.condition.size() == 1);
    CHECK(p.condition[0].kind == physiology::ConditionKind::Bleb);
    CHECK(p.condition[0].severity == 0.7);
    CHECK(p.condition[0].clock_rad == doctest::Approx(1.5707963).epsilon(1e-6));
    CHECK(e->acts[1].temperature_degC == 10.0);
  }

  TEST_CASE("study: each mistake is one clear sentence at its place") {
    struct Slip {
      const char *what, *with, *said;
      int line;
    };
    const Slip slips[] = {
        {"quantity = \"milk_out\"", "quantity = \"milk_oot\"", "did you mean \"milk_out\"", 35},
        {"take = \"change\"", "take = \"chance\"", "did you mean \"change\"", 36},
        {"step = \"pump\"", "step = \"pomp\"", "is not the id of a step", 37},
        {"vary = [\"capacity\"", "vary = [\"capasity\"", "is not a spread", 6},
        {"by = 1.3", "by = 1000", "it must be", 17},
        {"name = \"outlet_resistance\"", "name = \"outlet\"", "is not a parameter of the models",
         16},
        {"vacuum = \"190 mmHg\"", "vacuum = \"190 mL\"", "is not a pressure", 22},
        {"vacuum = \"190 mmHg\"\n", "", "needs \"vacuum\" or \"comfort\"", 19},
        {"every = \"60 min\"", "every = \"6 min\"", "\"every\" is shorter", 19},
        {"every = \"60 min\"", "roll = 3", "unknown key \"roll\"", 25},
        {"every = \"60 min\"", "technique = \"roll\"", "does nothing in a \"pump\" step", 25},
        {"from = \"pump\"", "from = \"dump\"", "is not the id of a step above", 32},
        {"arms = [\"b\"]\n[[step]]\ndo = \"repeat\"", "arms = [\"c\"]\n[[step]]\ndo = \"repeat\"",
         "is not an arm", 29},
        {"base = \"primiparous_medium\"", "base = \"nobody\"", "cannot be used", 8},
        {"quantity = \"milk_out\"", "quantity = \"milk_out\"\nunit = \"N\"", "is not a unit of",
         36},
        {"excess = 0.4\n", "excess = 0.4\n[[arm]]\nname = \"b\"\n", "two arms are called", 15},
        {"count = 5", "count = 0", "it must be", 4},
        {"format = 1\n", "", "format = 1", 1},
    };
    for (const Slip& slip : slips) {
      const auto bad = parse(replaced(kGood, slip.what, slip.with));
      CAPTURE(slip.with);
      REQUIRE_FALSE(bad);
      const Problem& p = bad.problems().front();
      CAPTURE(p.text());
      CHECK(p.message.find(slip.said) != std::string::npos);
      CHECK(p.line == slip.line);
      CHECK(bad.problems().size() == 1);
    }
    // all at once
    const auto three = parse(replaced(
        replaced(replaced(kGood, "count = 5", "count = -1"), "milk_out", "milch"), "190", "-3"));
    REQUIRE_FALSE(three);
    CHECK(three.problems().size() == 3);
  }

  TEST_CASE("study: times, repeats and rests are written out") {
    const auto e = parse(kGood);
    REQUIRE(e);
    // a: 3 pumps an hour apart, again twice; b: with an hour's wait before each repeat
    const study::Schedule a = study::expand(*e, "a", 1), b = study::expand(*e, "b", 1);
    CHECK(a.lasts_s == doctest::Approx(9 * 3600.0));
    CHECK(b.lasts_s == doctest::Approx(12 * 3600.0));
    const auto pumps = std::count_if(a.windows.begin(), a.windows.end(),
                                     [](const study::Window& w) { return w.id == "pump"; });
    CHECK(pumps == 9);
    CHECK(a.windows.back().occurrence == 8);
    CHECK(a.windows.front().past == a.segments.size());
  }

  TEST_CASE("study: a day has its feeds and its length, scattered by the patient") {
    Experiment e;
    Act day{.kind = Act::Kind::Day};
    day.id = "day";
    day.lasts_s = 86400.0;
    day.feeds = 11;
    e.acts = {day};
    const study::Schedule one = study::expand(e, "", 1), two = study::expand(e, "", 2);
    for (const study::Schedule* s : {&one, &two}) {
      CHECK(s->lasts_s == doctest::Approx(86400.0));
      CHECK(std::count_if(s->windows.begin(), s->windows.end(),
                          [](const study::Window& w) { return w.id == "day-feed"; }) == 11);
      for (const study::Segment& segment : s->segments) CHECK(segment.lasts_s > 0.0);
    }
    CHECK(one.segments[0].lasts_s != two.segments[0].lasts_s);
  }

  TEST_CASE("study: the same people in every arm; one spread does not disturb another") {
    auto e = parse(kGood);
    REQUIRE(e);
    Experiment more = *e;
    more.vary.push_back("ejection");
    for (int n = 1; n <= 5; ++n) {
      const study::Person a = study::draw_person(*e, e->arms[0], n);
      const study::Person b = study::draw_person(*e, e->arms[1], n);
      const study::Person c = study::draw_person(more, more.arms[0], n);
      CHECK(a.params.ducts.capacity_m3 == b.params.ducts.capacity_m3);
      CHECK(a.params.ducts.capacity_m3 == c.params.ducts.capacity_m3);
      CHECK(a.params.ducts.P_act_Pa != c.params.ducts.P_act_Pa);
      CHECK(b.params.oedema.excess_frac == doctest::Approx(0.4));
      CHECK(a.params.oedema.excess_frac == 0.0);
      CHECK(b.params.ducts.R_u_Pa_s_per_m3 ==
            doctest::Approx(1.3 * a.params.ducts.R_u_Pa_s_per_m3));
      CHECK(a.params.ducts.milk_m3 == doctest::Approx(0.8 * a.params.ducts.capacity_m3));
    }
  }

  TEST_CASE("study: what is drawn lies in the spreads of the evidence, with their middle") {
    Experiment e;
    e.count = 2000;
    e.vary = {"all"};
    e.arms.emplace_back();
    std::vector<double> capacity;
    double vacuum = 0.0, lobes = 0.0;
    for (int n = 1; n <= e.count; ++n) {
      const study::Person p = study::draw_person(e, e.arms[0], n);
      CHECK(p.params.ducts.capacity_m3 >= 74e-6);
      CHECK(p.params.ducts.capacity_m3 <= 606e-6);
      CHECK(p.params.breast.lobes >= 4);
      CHECK(p.params.breast.lobes <= 18);
      CHECK(p.params.breast.volume_m3 >= 350e-6);
      CHECK(p.params.breast.volume_m3 <= 1400e-6);
      CHECK(p.params.physiology.fat_scale >= 0.5);
      CHECK(p.params.physiology.fat_scale <= 1.2);
      capacity.push_back(p.params.ducts.capacity_m3);
      vacuum += p.params.physiology.comfortable_vacuum_Pa / kPascalPerMmHg / e.count;
      lobes += static_cast<double>(p.params.breast.lobes) / e.count;
    }
    std::nth_element(capacity.begin(), capacity.begin() + 1000, capacity.end());
    // 2000 draws: median within 3 % of 190 mL, means within 3 standard errors
    CHECK(capacity[1000] == doctest::Approx(190e-6).epsilon(0.03));
    CHECK(vacuum == doctest::Approx(190.0).epsilon(0.015));
    CHECK(lobes == doctest::Approx(9.4).epsilon(0.03));
  }

  TEST_CASE("study: every quantity has a name, a unit that can be read, and a meaning") {
    for (const study::Quantity& q : study::quantities()) {
      CAPTURE(q.name);
      CHECK_FALSE(q.meaning.empty());
      CHECK(study::quantity_named(q.name) == &q);
      if (q.dimension != Dimension::None)
        CHECK(parse_quantity("1 " + std::string(q.unit), q.dimension).has_value());
      CHECK((q.kind == study::QuantityKind::Ratio) == (q.per != nullptr));
    }
    CHECK(study::in_unit(*study::quantity_named("milk_out"), "", 5e-6) == doctest::Approx(5.0));
    CHECK(study::in_unit(*study::quantity_named("milk_out"), "L", 5e-6) == doctest::Approx(0.005));
  }
}
