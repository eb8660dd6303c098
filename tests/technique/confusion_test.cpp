#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>
#include <map>
#include <set>

#include "tests/technique/movements.h"

// The corpus of every family: other sizes, sides, speeds and forces each time, blends of two,
// strokes left half done, near misses that are nothing. Its numbers are a teacher's ranges; none
// comes from src/technique.

using namespace lac;
using namespace lac::test;

namespace {

using hand::Part;

constexpr int kEach = 24;  // samples of a class and setting
constexpr double kFull = 2.0 * kPi;

double wrap(double c) { return c - kFull * std::floor(c / kFull); }
int ticks(double seconds) { return static_cast<int>(seconds / kTick_s + 0.5); }
/// Rises in the first and falls in the last part of `n` ticks.
double swell(int i, int n, double edge) {
  return std::min({1.0, (i + 1.0) / (edge * n), (n - i) / (edge * n)});
}

/// Touches in a row across the way from the nipple, the middle one at (x, y) of the flat map.
std::vector<Touch> row(double x_m, double y_m, int count, double gap_m, double force_N, Part part,
                       double area_m2, int hand = 0) {
  std::vector<Touch> t;
  const double r = std::max(1e-6, std::sqrt(x_m * x_m + y_m * y_m));
  for (int k = 0; k < count; ++k) {
    const double off = gap_m * (k - 0.5 * (count - 1));
    const double px = x_m + off * y_m / r, py = y_m - off * x_m / r;
    t.push_back({.hand = hand,
                 .place = k,
                 .clock_rad = wrap(lac::atan2(px, py)),
                 .r_m = std::sqrt(px * px + py * py),
                 .normal_N = force_N / count,
                 .area_m2 = area_m2 / count,
                 .part = part});
  }
  return t;
}
void join(std::vector<Touch>& all, const std::vector<Touch>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// ---- the families -----------------------------------------------------------------------------

void circle(Stream& s) {
  Rng& rng = s.rng();
  for (int i = whole(rng, 2, 5); i > 0; --i)
    s.circles(any_clock(rng), rng.uniform(0.045, 0.085), rng.uniform(0.015, 0.042),
              rng.uniform(0.4, 1.5), whole(rng, 3, 7), rng.uniform(0.5, 3.0), rng.below(2) == 0);
}

void nippleward(Stream& s) {
  Rng& rng = s.rng();
  const double speed = rng.uniform(0.02, 0.08), force_N = rng.uniform(0.3, 2.0);
  for (int i = whole(rng, 4, 9); i > 0; --i) {
    const double c = any_clock(rng);
    s.stroke(c, rng.uniform(0.08, 0.11), c + rng.uniform(-0.1, 0.1), 0.025, speed, force_N,
             whole(rng, 1, 3), rng.uniform(0.3, 1.2));
  }
}

/// Outward strokes; which: 0 armpit, 1 collar bone, 2 breast bone.
void sweep(Stream& s, int which) {
  Rng& rng = s.rng();
  const double lateral = s.axilla_rad();
  const double way = which == 0 ? lateral : which == 1 ? 0.0 : wrap(lateral + kPi);
  const double speed = rng.uniform(0.015, 0.06), force_N = rng.uniform(0.15, 0.8);
  for (int i = whole(rng, 4, 9); i > 0; --i) {
    const double c = way + rng.uniform(-0.3, 0.3);
    s.stroke(c, 0.03, c, rng.uniform(0.075, 0.11), speed, force_N, whole(rng, 1, 3),
             rng.uniform(0.3, 1.2), rng.below(4) == 0);
  }
}

void open_nodes(Stream& s) {
  Rng& rng = s.rng();
  const int group = whole(rng, 0, 2);
  const double width_m = rng.uniform(0.016, 0.04), rate = rng.uniform(0.4, 1.2);
  for (int i = ticks(whole(rng, 5, 10) / rate); i > 0; --i) {
    const double a = kFull * rate * i * kTick_s, v = kPi * width_m * rate;
    s.node[0] = {.touching = true,
                 .group = static_cast<anatomy::NodeGroup>(group),
                 .position_m = {},
                 .velocity_m_per_s = {v * lac::cos(a), v * lac::sin(a), 0.0},
                 .force_N = rng.uniform(0.1, 0.6)};
    s.tick({});
  }
  s.node = {};
}

void soften(Stream& s, int hands) {
  Rng& rng = s.rng();
  const double force_N = rng.uniform(0.5, 3.0), c0 = any_clock(rng);
  const double hold_s = rng.uniform(6.0, 50.0);
  if (hands <= 1)
    return s.ring(hands == 0 ? 5 : whole(rng, 6, 8), rng.uniform(0.008, 0.02), force_N, hold_s,
                  rng.uniform(0.0, 0.005));
  for (int step = whole(rng, 1, 2); step > 0; --step) {
    const int n = ticks(hold_s);
    for (int i = 0; i < n; ++i) {
      std::vector<Touch> t;
      for (int h = 0; h < 2; ++h)
        for (int k = 0; k < (hands == 2 ? 2 : 1); ++k)
          t.push_back({.hand = h,
                       .place = k,
                       .clock_rad = wrap(c0 + 0.25 * kFull * step + kPi * h),
                       .r_m = (hands == 2 ? 0.009 : 0.012) + 0.017 * k,
                       .normal_N = force_N * swell(i, n, 0.05),
                       .area_m2 = 3e-4,
                       .part = hands == 2 ? Part::Finger : Part::Thumb});
      s.tick(t);
    }
    s.rest(rng.uniform(0.8, 2.0));
  }
}

void express(Stream& s, Stream::Way way) {
  test::express(s, way,
                {.span_m = {0.022, 0.055},
                 .period_s = {1.1, 3.8},
                 .press_N = {0.8, 3.5},
                 .squeeze_N = {0.9, 3.5},
                 .slide_m = {0.008, 0.02},
                 .rest_N = {0.05, 0.25}});
}

void squeeze_areola(Stream& s) { test::squeeze_areola(s, {11.0, 50.0}, {0.2, 0.7}); }

void tap(Stream& s) {
  Rng& rng = s.rng();
  const double rate = rng.uniform(1.5, 4.0), down = rng.uniform(0.25, 0.42);
  const int tips = whole(rng, 1, 4);
  const double c = any_clock(rng), turn = rng.uniform(0.0, 0.1), r = rng.uniform(0.035, 0.09);
  for (int k = whole(rng, 8, 24); k > 0; --k) {
    const int n = ticks(1.0 / rate * (1.0 + 0.08 * rng.normal())),
              on = std::max(3, static_cast<int>(down * n));
    const double at = c + turn * k, force_N = rng.uniform(0.2, 1.2);
    for (int i = 0; i < n; ++i) {
      if (i >= on) {
        s.tick({});
        continue;
      }
      s.tick(row(r * lac::sin(at), r * lac::cos(at), tips, 0.016,
                 tips * force_N * swell(i, on, 0.3), Part::Tip, tips * 8e-5));
    }
  }
}

void knead(Stream& s) {
  Rng& rng = s.rng();
  const bool both = rng.below(2) == 0;
  const double period_s = rng.uniform(0.6, 2.2), share = rng.uniform(0.45, 0.8);
  const double c = any_clock(rng), r = rng.uniform(0.045, 0.08), peak_N = rng.uniform(1.5, 6.0);
  const double turn = rng.uniform(0.0, 0.15), rock_m = rng.uniform(0.0, 0.006);
  for (int k = whole(rng, 5, 14); k > 0; --k) {
    const int n = ticks(period_s * (1.0 + 0.1 * rng.normal()));
    for (int i = 0; i < n; ++i) {
      std::vector<Touch> t;
      for (int h = 0; h < (both ? 2 : 1); ++h) {
        const int at = (i + h * n / 2) % n, on = static_cast<int>(share * n);
        const double push = at < on ? lac::sin(kPi * at / on) : 0.0;
        const double here = c + turn * k + kPi * h, rr = r - rock_m * push;
        join(t, row(rr * lac::sin(here), rr * lac::cos(here), 4, 0.018, 0.25 + peak_N * push,
                    Part::Fist, 6e-4, h));
      }
      s.tick(t);
    }
  }
}

/// Two palms that go to and fro together (or, `against`, against each other).
void palms(Stream& s, bool against, double way_m, bool upright) {
  Rng& rng = s.rng();
  const double rate = rng.uniform(0.3, 0.9), r = rng.uniform(0.05, 0.075),
               force_N = rng.uniform(1.5, 5.0);
  const double wobble = rng.uniform(-0.2, 0.2);
  for (int i = ticks(whole(rng, 4, 9) / rate); i > 0; --i) {
    const double go = 0.5 * way_m * lac::sin(kFull * rate * i * kTick_s);
    std::vector<Touch> t;
    for (int h = 0; h < 2; ++h) {
      const double side = h == 0 ? 1.0 : -1.0, along = side * r + (against ? side : 1.0) * go;
      const double x = upright ? wobble * r : along, y = upright ? along : wobble * r;
      join(t, row(x, y, 3, 0.024, force_N, Part::Palm, 1.5e-3, h));
    }
    s.tick(t);
  }
}
void roll(Stream& s) { palms(s, false, s.rng().uniform(0.025, 0.07), s.rng().below(2) == 0); }

/// One hand still; `other` is worked by hand 0 meanwhile.
void hold_behind(Stream& s) {
  Rng& rng = s.rng();
  const double c = any_clock(rng), r = rng.uniform(0.055, 0.09), force_N = rng.uniform(0.8, 3.0);
  const double axis = wrap(c + rng.uniform(0.8, 2.2)), span = rng.uniform(0.024, 0.04);
  const double period_s = rng.uniform(1.2, 2.5), press_N = rng.uniform(1.0, 3.0);
  for (int k = whole(rng, 5, 12); k > 0; --k) {
    const int n = ticks(period_s), on = static_cast<int>(0.55 * n);
    for (int i = 0; i < n; ++i) {
      std::vector<Touch> t =
          row(r * lac::sin(c), r * lac::cos(c), 3, 0.016, force_N, Part::Pad, 4e-4, 1);
      if (i < on) {
        const double load = swell(i, on, 0.25);
        for (int side = 0; side < 3; ++side)
          t.push_back({.place = side,
                       .clock_rad = wrap(axis + (side == 0 ? 0.0 : kPi + (side == 1 ? -0.2 : 0.2))),
                       .r_m = span,
                       .ahead_m = 0.004 * load,
                       .normal_N = (side == 0 ? 1.0 : 0.5) * press_N * load,
                       .part = side == 0 ? Part::Thumb : Part::Finger});
      }
      s.axis_share = 0.55;
      s.tick(t);
    }
  }
  s.axis_share = 0.9;
}

void nipple(Stream& s) {
  Rng& rng = s.rng();
  const double c = any_clock(rng), force_N = rng.uniform(0.1, 0.8);
  for (int i = ticks(rng.uniform(1.0, 6.0)); i > 0; --i)
    s.tick({{.clock_rad = c, .r_m = -0.004, .normal_N = force_N},
            {.place = 1, .clock_rad = wrap(c + kPi), .r_m = -0.004, .normal_N = force_N}});
}

void palpate(Stream& s) {
  Rng& rng = s.rng();
  for (int i = whole(rng, 3, 8); i > 0; --i) {
    s.press(any_clock(rng), rng.uniform(0.03, 0.1), rng.uniform(0.6, 4.0), rng.uniform(0.5, 3.0));
    s.rest(rng.uniform(0.5, 2.5));
  }
}

void pit(Stream& s) {
  Rng& rng = s.rng();
  s.pit(any_clock(rng), rng.uniform(0.012, 0.06), rng.uniform(1.0, 4.0), rng.uniform(5.0, 14.0),
        rng.uniform(0.0, 0.008), rng.uniform(1.0, 12.0), 20.0);
}

void support(Stream& s) {
  Rng& rng = s.rng();
  const double c = kPi + rng.uniform(-0.4, 0.4), r = rng.uniform(0.055, 0.085);
  for (int i = ticks(rng.uniform(4.0, 20.0)); i > 0; --i)
    s.tick(row(r * lac::sin(c), r * lac::cos(c), 3, 0.024, 3.0, Part::Palm, 1.4e-3, 1));
}

void vibrate(Stream& s) {
  Rng& rng = s.rng();
  const double c = any_clock(rng), r = rng.uniform(0.03, 0.08);
  s.vibration_Hz = rng.uniform(40.0, 150.0);
  for (int i = ticks(rng.uniform(3.0, 12.0)); i > 0; --i)
    s.tick({{.clock_rad = c, .r_m = r, .normal_N = 1.0, .area_m2 = 4e-4, .part = Part::Head}});
  s.vibration_Hz = 0.0;
}

void pump(Stream& s) {
  Rng& rng = s.rng();
  for (int i = ticks(rng.uniform(4.0, 20.0)); i > 0; --i) {
    s.vacuum_Pa = 2e4;
    std::vector<Touch> t;
    for (int k = 0; k < 12; ++k)
      t.push_back({.place = k,
                   .clock_rad = kFull * k / 12.0,
                   .r_m = 0.026,
                   .normal_N = 0.3,
                   .part = Part::Rim});
    s.tick(t);
  }
  s.vacuum_Pa = 0.0;
}

// ---- near misses: nothing of these is a technique
// ------------------------------------------------

void two_circles(Stream& s) { s.circles(any_clock(s.rng()), 0.06, 0.025, 0.8, 2, 1.0, true); }
void two_strokes(Stream& s) {
  for (int i = 0; i < 2; ++i) s.stroke(2.0, 0.09, 2.0, 0.03, 0.04, 0.8);
}
/// Strokes that stop after a centimetre or so.
void half_strokes(Stream& s) {
  Rng& rng = s.rng();
  for (int i = 0; i < 6; ++i) {
    const double c = any_clock(rng);
    s.stroke(c, 0.08, c, 0.08 - rng.uniform(0.006, 0.013), 0.04, 0.8);
  }
}
void downward_strokes(Stream& s) {
  for (int i = 0; i < 6; ++i) s.stroke(kPi, 0.03, kPi, 0.10, s.rng().uniform(0.03, 0.06), 0.8);
}
void rub(Stream& s) {
  for (int i = 0; i < 5; ++i) {
    s.stroke(kPi, 0.09, kPi, 0.03, 0.06, 1.0, 3, 0.02);
    s.stroke(kPi, 0.03, kPi, 0.09, 0.06, 1.0, 3, 0.02);
  }
}
void short_ring(Stream& s) { s.ring(6, 0.014, 1.5, s.rng().uniform(0.5, 2.2)); }
void three_tips(Stream& s) { s.ring(3, 0.014, 1.5, 30.0); }
void one_cycle(Stream& s) {
  Stream::Cycle c;
  c.cycles = 1;
  s.express(c);
}
void one_press(Stream& s) { s.press(any_clock(s.rng()), 0.06, 1.5, 1.5); }
void three_taps(Stream& s) {
  for (int i = 0; i < 3; ++i) {
    s.press(1.0, 0.06, 0.8, 0.15);
    s.rest(0.3);
  }
}
void palms_against(Stream& s) { palms(s, true, 0.05, s.rng().below(2) == 0); }
/// On the left and on the right: a still palm below would be support.
void palms_still(Stream& s) { palms(s, false, 0.004, false); }
void fist_rests(Stream& s) {
  const double c = any_clock(s.rng());
  for (int i = ticks(5.0); i > 0; --i)
    s.tick(row(0.06 * lac::sin(c), 0.06 * lac::cos(c), 4, 0.018, 1.0, Part::Fist, 6e-4));
}
void brush_nipple(Stream& s) {
  for (int i = ticks(0.15); i > 0; --i)
    s.tick({{.clock_rad = 1.0, .r_m = -0.003, .normal_N = 0.2}});
}

struct Class {
  std::string name;
  std::set<std::string> truth;
  std::function<void(Stream&)> perform;
};

const std::vector<Class>& classes() {
  static const std::vector<Class> all{
      {"circles", {"circular-massage"}, circle},
      {"strokes in", {"stroke-nippleward"}, nippleward},
      {"sweep to axilla", {"lymph-sweep"}, [](Stream& s) { sweep(s, 0); }},
      {"sweep to clavicle", {"lymph-sweep"}, [](Stream& s) { sweep(s, 1); }},
      {"sweep to sternum", {"lymph-sweep"}, [](Stream& s) { sweep(s, 2); }},
      {"circles on nodes", {"node-circles"}, open_nodes},
      {"flower", {"reverse-pressure-softening"}, [](Stream& s) { soften(s, 0); }},
      {"ring of tips", {"reverse-pressure-softening"}, [](Stream& s) { soften(s, 1); }},
      {"straight fingers", {"reverse-pressure-softening"}, [](Stream& s) { soften(s, 2); }},
      {"two thumbs", {"reverse-pressure-softening"}, [](Stream& s) { soften(s, 3); }},
      {"areola squeezed", {"areolar-compression"}, squeeze_areola},
      {"expression, rolled", {"hand-expression"}, [](Stream& s) { express(s, Stream::Way::Roll); }},
      {"expression, slid", {"hand-expression"}, [](Stream& s) { express(s, Stream::Way::Slide); }},
      {"expression, still",
       {"hand-expression"},
       [](Stream& s) { express(s, Stream::Way::Squeeze); }},
      {"taps", {"tapping"}, tap},
      {"fists", {"kneading"}, knead},
      {"roll", {"roll"}, roll},
      {"hold beside expression", {"hold-behind-plug", "hand-expression"}, hold_behind},
      {"nipple", {"nipple-touch"}, nipple},
      {"presses", {"palpation"}, palpate},
      {"long press", {"pitting"}, pit},
      {"palm below", {"support"}, support},
      {"massager", {"vibration"}, vibrate},
      {"pump", {"pump"}, pump},
      // one after the other, with a breath between
      {"circles, then strokes",
       {"circular-massage", "stroke-nippleward"},
       [](Stream& s) {
         circle(s);
         s.rest(1.0);
         nippleward(s);
       }},
      {"nodes, then sweep",
       {"node-circles", "lymph-sweep"},
       [](Stream& s) {
         open_nodes(s);
         s.rest(1.0);
         sweep(s, 0);
       }},
      {"ring, then expression",
       {"reverse-pressure-softening", "hand-expression"},
       [](Stream& s) {
         soften(s, 1);
         s.rest(1.0);
         express(s, Stream::Way::Roll);
       }},
      {"taps, then fists",
       {"tapping", "kneading"},
       [](Stream& s) {
         tap(s);
         s.rest(1.0);
         knead(s);
       }},
      {"roll, then presses",
       {"roll", "palpation"},
       [](Stream& s) {
         roll(s);
         s.rest(1.0);
         palpate(s);
       }},
      // nothing
      {"two circles", {}, two_circles},
      {"two strokes", {}, two_strokes},
      {"strokes half done", {}, half_strokes},
      {"strokes downward", {}, downward_strokes},
      {"rubbing", {}, rub},
      {"ring let go", {}, short_ring},
      {"ring of three", {}, three_tips},
      {"one cycle", {}, one_cycle},
      {"one press", {}, one_press},
      {"three taps", {}, three_taps},
      {"palms against each other", {}, palms_against},
      {"palms still", {}, palms_still},
      {"fist at rest", {}, fist_rests},
      {"nipple brushed", {}, brush_nipple},
  };
  return all;
}

struct Score {
  int hit = 0, missed = 0, wrong = 0;
  double f1() const { return 2.0 * hit / std::max(1, 2 * hit + missed + wrong); }
};

/// Performs the whole corpus; prints the confusion matrix; the worst family's F1.
double worst_f1(double tremor_low_m, double tremor_high_m, std::uint64_t seed) {
  Rng rng(seed);
  std::map<std::string, Score> score;
  std::string matrix;
  for (const Class& c : classes()) {
    std::map<std::string, int> claimed;
    for (int i = 0; i < kEach; ++i) {
      Person person = random_person(rng);
      person.tremor_m = rng.uniform(tremor_low_m, tremor_high_m);
      Stream s(person);
      s.all_nodes = true;
      s.rest(0.5);
      c.perform(s);
      s.rest(1.5);
      s.recogniser.finish();
      std::set<std::string> said;
      for (const auto& e : s.recogniser.events()) said.insert(e.id);
      for (const std::string& id : said) {
        ++claimed[id];
        c.truth.count(id) ? ++score[id].hit : ++score[id].wrong;
      }
      for (const std::string& id : c.truth) score[id].missed += !said.count(id);
      if (said.empty()) ++claimed["-"];
    }
    matrix += fmt::format("\n  {:<26}", c.name);
    for (const auto& [id, n] : claimed)
      matrix += fmt::format(" {}{} {}",
                            c.truth.count(id) || (c.truth.empty() && id == "-") ? "" : "!", id, n);
  }
  double worst = 1.0;
  std::string table;
  for (const std::string& id : technique::technique_ids()) {
    const auto at = score.find(id);
    if (at == score.end()) continue;
    table += fmt::format("\n  {:<28} F1 {:.3f}  hit {:>3}  missed {:>3}  wrong {:>3}", id,
                         at->second.f1(), at->second.hit, at->second.missed, at->second.wrong);
    worst = std::min(worst, at->second.f1());
  }
  MESSAGE("made -> claimed, of ", kEach, " each (! = wrong), tremor ", 1e3 * tremor_low_m, " to ",
          1e3 * tremor_high_m, " mm", matrix, table);
  return worst;
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE("technique: every family is told apart, without and with tremor") {
    CHECK(worst_f1(0.0, 0.0, 41) >= 0.9);
    CHECK(worst_f1(0.2e-3, 0.7e-3, 42) >= 0.8);
  }

  TEST_CASE("technique: the four hands of softening are told apart in a measure") {
    Rng rng(8);
    for (int hands = 0; hands < 4; ++hands) {
      for (int i = 0; i < 10; ++i) {
        Stream s(random_person(rng));
        soften(s, hands);
        s.rest(1.0);
        s.recogniser.finish();
        const auto* e = find(s.recogniser, "reverse-pressure-softening");
        REQUIRE(e != nullptr);
        // a ring of five tips belongs to one hand, of more to two
        CHECK(e->measures.at("variant") == hands + 1.0);
      }
    }
  }
}
