#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "study/runner.h"
#include "study/validate.h"

using namespace lac;
using namespace lac::study;

namespace {

/// A study as one could draw it from a paper, without a line of C++: tests/study/papers/NAME.toml.
const Results& paper(const std::string& name) {
  static std::map<std::string, Results> done;
  const auto known = done.find(name);
  if (known != done.end()) return known->second;
  const auto e =
      scenario::read_experiment("tests/study/papers/" + name + ".toml", ".", quantity_names());
  if (!e) FAIL(e.problems().front().text());
  auto results = run(*e, {.data = ".", .progress = {}});
  if (!results) FAIL(results.problems().front().text());
  return done[name] = std::move(*results);
}

double value(const std::string& name, const std::string& reading) {
  const auto values = values_of(paper(name), reading);
  if (!values) FAIL(values.problems().front().text());
  double sum = 0.0;
  for (const double v : *values) sum += v / static_cast<double>(values->size());
  return sum;
}

int rows_of(const std::string& name, const std::string& arm, const std::string& measure) {
  const auto& rows = paper(name).rows;
  return static_cast<int>(std::count_if(rows.begin(), rows.end(), [&](const Row& r) {
    return r.patient == 1 && r.arm == arm && r.measure == measure && std::isfinite(r.value);
  }));
}

/// What a reading must lie between to make sense, and why: rows of the evidence tables.
struct Sense {
  const char *paper, *reading;
  double low, high;
  const char* why;
};

void check(std::span<const Sense> all) {
  for (const Sense& s : all) {
    CAPTURE(s.paper);
    CAPTURE(s.reading);
    CAPTURE(s.why);
    const double v = value(s.paper, s.reading);
    CHECK(v >= s.low);
    CHECK(v <= s.high);
  }
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("study: a pumping session can be read as its paper read it") {
    constexpr Sense kSense[] = {
        {"pump", "by-flow", 3, 6, "C2.1: 4.3 in 15 min"},
        {"pump", "by-duct", 3, 6, "B13: the same waves"},
        {"pump", "volume-share-of-ejection[0]", 0.1, 0.6, "C2.2: the first gives most or nearly"},
        {"pump", "share-of-ejection[1]", 5, 50, "of 65 % in all"},
        {"pump", "flow-5s[0]", 0, 60, "mL/min: what stands in the ducts"},
        {"pump", "duct", 1, 3, "B2: 1.9 +- 0.6 mm"},
        {"pump", "first-fat", 10, 35, "C5.1 from a full breast"},
        {"pump", "last-fat", 25, 75, "C5.1 toward empty"},
        {"pump", "milk", 60, 160, "C2.1: 118 mL"},
    };
    check(kSense);
    CHECK(value("pump", "last-fat") > value("pump", "first-fat"));
    CHECK(rows_of("pump", "", "flow-5s") == 15 * 12);
    double all = 0.0;
    for (int k = 0; k < rows_of("pump", "", "volume-share-of-ejection"); ++k)
      all += value("pump", "volume-share-of-ejection[" + std::to_string(k) + "]");
    // what came before the first ejection belongs to none
    CHECK(all > 0.9);
    CHECK(all <= 1.0 + 1e-9);
  }

  TEST_CASE("study: both breasts at once and one after the other") {
    constexpr Sense kSense[] = {
        {"both", "both:milk", 80, 260, "two breasts, ten minutes"},
        {"both", "in-turn:milk", 80, 260, "the same, one after the other"},
        {"both", "both:first-let-down", 60, 240, "D14 and its spread"},
    };
    check(kSense);
    const auto most = [](const std::string& arm) {
      double top = 0.0;
      for (const Row& r : paper("both").rows)
        if (r.arm == arm && r.measure == "peak-flow") top = std::max(top, r.value);
      return top;
    };
    CHECK(most("both") > 1.5 * most("in-turn"));  // two nipples run in one let-down
    CHECK(value("both", "both:first-let-down") <= value("both", "in-turn:first-let-down"));
  }

  TEST_CASE("study: oxytocin in blood, calm, stressed and given by vein") {
    constexpr Sense kSense[] = {
        {"hormone", "calm:mean", 4, 25, "D13: pulses of 5-20 pg/mL"},
        {"hormone", "calm:pulses", 2, 6, "D1-D2"},
        {"hormone", "noisy:inhibition", 0.39, 0.41, "a noisy room's weight"},
        {"hormone", "infused:level", 12, 16, "2 + 20 ng/min over 1.5 L/min = 15.3, nearly reached"},
        {"hormone", "infused:half-life", 264, 366, "D10: 4.4-6.1 min"},
    };
    check(kSense);
    CHECK(value("hormone", "stressed:pulses") < value("hormone", "calm:pulses"));  // D5
    CHECK(value("hormone", "noisy:mean") < value("hormone", "calm:mean"));
    CHECK(rows_of("hormone", "calm", "oxytocin") == 16);
  }

  TEST_CASE("study: tracer by node group, collectors under packs") {
    constexpr Sense kSense[] = {
        {"tracer", "outer:axillary", 0.75, 1, "E2.3: three quarters and more"},
        {"tracer", "inner:parasternal", 0.15, 0.6, "E2.1: inner quadrants share"},
        {"tracer", "outer:clavicular", 0.001, 0.15, "E2.1: some"},
        {"tracer", "outer:in-nodes", 10, 90, "E2.8: half in hours"},
        {"tracer", "outer:collector", 0.46, 0.72, "E2.5: 0.59 +- 0.13 /min"},
        {"tracer", "warm:skin", 36, 40, "under a pack of 40 degrees"},
        {"tracer", "cold:skin", 14, 25, "under one of 12"},
    };
    check(kSense);
    for (const char* arm : {"outer", "inner"}) {
      const std::string a = std::string(arm) + ":";
      // shares of one whole
      CHECK(value("tracer", a + "axillary") + value("tracer", a + "parasternal") +
                value("tracer", a + "clavicular") ==
            doctest::Approx(1.0).epsilon(1e-9));
    }
    // [E2.13] warmth quickens them
    CHECK(value("tracer", "warm:collector") > 1.1 * value("tracer", "outer:collector"));
    CHECK(value("tracer", "cold:collector") < 0.9 * value("tracer", "outer:collector"));
  }

  TEST_CASE("study: pressure under a cuff at two depths, pain while a finger is held") {
    constexpr Sense kSense[] = {
        {"cuff", "cuff:at-2mm", 3, 4.0001, "of 4 kPa on the skin"},
        {"cuff", "cuff:at-30mm", 5, 25, "mmHg; less at depth"},
        {"cuff", "cuff:pain[0.30]", 0, 1, "30 mmHg on 60 cm2 does not hurt [F17]"},
        {"cuff", "finger:pain[0.5]", 4, 10, "10.10: 5 N on a sore breast"},
    };
    check(kSense);
    CHECK(value("cuff", "finger:pain[0.5]") > value("cuff", "finger:pain[0.0]"));
  }

  TEST_CASE("study: red flags can be given, made and read") {
    constexpr Sense kSense[] = {
        {"red_flags", "comfortable:cracked", 0, 0.001, "F19: comfortable"},
        {"red_flags", "strong:cracked", 0.3, 1, "80 mmHg above it for 20 min"},
        {"red_flags", "bleb:spot", 0.5, 2, "mm"},
        {"red_flags", "antenatal:contractions", 1, 12, "nipple touch before birth"},
        {"red_flags", "comfortable:contractions", 0, 0, "not after it"},
    };
    check(kSense);
    CHECK(value("red_flags", "bleb:milk") < value("red_flags", "comfortable:milk"));
  }

  TEST_CASE("study: emptied every hour, and a normal day") {
    constexpr Sense kSense[] = {
        {"hours", "milk[5.0]", 15, 30, "C1.3: an hour's milk, 19 mL/h and more where it is empty"},
        {"hours", "made[0.0]", 30, 60, "two hours of it"},
        {"day", "made", 200, 700, "C1.2: 454 g"},
        {"day", "feed[3.0]", 20, 120, "C1.7"},
        {"day", "fat", 20, 62, "C5.3: 22-62 g/L"},
    };
    check(kSense);
    CHECK(value("hours", "made[2.0]") < value("hours", "made[0.0]"));  // C1.4: full lobes slow down
    CHECK(rows_of("day", "", "feed") == 8);
  }
}

TEST_SUITE("fem") {
  TEST_CASE("study: nipple in a tunnel, gland under a probe, skin between postures") {
    constexpr Sense kSense[] = {
        {"suction", "diameter", 12, 17, "A5.11: not wider"},
        {"suction", "gland", 15, 75, "E3.5 and a large breast"},
        {"postures", "upper", 1.005, 1.4, "drawn by the weight below it"},
        {"postures", "upper-least", 0.8, 1.0, "and narrower across"},
        {"postures", "nipple", 3, 60, "A5.15"},
    };
    check(kSense);
    CHECK(value("suction", "length") > 1.05 * value("suction", "length-before"));  // A5.11
  }

  TEST_CASE("study: the breast between two plates gets thinner with force, and it shows in pain") {
    // within 2 % of what was asked
    CHECK(value("plates", "light:force") == doctest::Approx(30.0).epsilon(0.02));
    CHECK(value("plates", "firm:force") == doctest::Approx(90.0).epsilon(0.02));
    CHECK(value("plates", "firm:thickness") < 0.9 * value("plates", "light:thickness"));
    CHECK(value("plates", "firm:pain") > value("plates", "light:pain"));
  }

  TEST_CASE("study: a choreography of hands plays on the whole simulation") {
    constexpr Sense kSense[] = {
        {"hands", "roll:force", 2, 12, "3 N a pad and the press behind it"},
        {"hands", "roll:pressure", 4, 25, "F5: 1-5 N on a fingertip, 8-40 kPa"},
        {"hands", "roll:pain", 0, 2, "3 N on a breast that is not sore"},
        {"hands", "roll:inhibition", 0.1, 0.125, "0.4 (1 - e^(-10/30)) of a noisy room"},
        {"hands", "roll:took", 16, 30, "sixteen cycles of 1.2 s"},
    };
    check(kSense);
    // pads at the nipple close the pores: rolling behind it gives more
    CHECK(value("hands", "roll:milk") > 0.02);
    CHECK(value("hands", "nipple:milk") < value("hands", "roll:milk"));
    // the rest ticks of suckling and waiting, and the hands' own time
    const double all_s = 150.0 + 10.0 + value("hands", "roll:took") + 10.0;
    double last_s = 0.0;
    for (const Row& r : paper("hands").rows)
      if (r.arm == "roll") last_s = std::max(last_s, r.time_s);
    CHECK(last_s == doctest::Approx(all_s).epsilon(1e-3));
  }

  TEST_CASE("study: beside hands, what the simulation cannot do is told") {
    const std::string text = R"(format = 1
title = "x"
mechanics = "fem"
[patient]
base = "primiparous_medium"
[[step]]
do = "hands"
file = "tests/study/papers/strokes_by_hand.toml"
[[step]]
do = "pump"
vacuum = "100 mmHg"
lasts = "1 min"
[[measure]]
quantity = "milk_out"
)";
    const auto e = scenario::parse_experiment(text, "x.toml", ".", quantity_names());
    REQUIRE(e);
    const auto results = run(*e, {.data = ".", .progress = {}});
    REQUIRE_FALSE(results);
    CHECK(results.problems().front().message.find("a gesture of the choreography") !=
          std::string::npos);
    std::string missing = text;
    missing.replace(missing.find("strokes_by"), 10, "strokes_of");
    const auto none = scenario::parse_experiment(missing, "x.toml", ".", quantity_names());
    REQUIRE_FALSE(none);
    CHECK(none.problems().front().line == 8);
  }
}
