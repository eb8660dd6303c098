#include "session/motion.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "anatomy/breast.h"
#include "base/file.h"
#include "base/math.h"
#include "base/units.h"

using namespace lac;
using scenario::Gesture;

namespace {

/// The coarse breast at rest, made once.
struct Skin {
  anatomy::Breast breast;
  std::vector<float> x_m;
  anatomy::SurfaceView view() const { return {&breast, x_m}; }
};
const Skin& skin() {
  static const Skin made = [] {
    const auto data = data_folder();
    REQUIRE(data);
    auto breast = anatomy::build_breast({}, anatomy::Level::Coarse, *data / "assets");
    REQUIRE(breast);
    Skin s{.breast = std::move(*breast)};
    for (const Vec3& p : s.breast.mesh.node_m) {
      for (const double c : {p.x, p.y, p.z, 0.0}) s.x_m.push_back(static_cast<float>(c));
    }
    return s;
  }();
  return made;
}

std::vector<input::HandInput> frames(const session::Motion& motion) {
  std::vector<input::HandInput> out;
  for (int i = 0; i * kTick_s < motion.duration_s(); ++i) out.push_back(motion.at(i * kTick_s));
  return out;
}

/// Times touch begins.
int touches(const std::vector<input::HandInput>& all) {
  int count = 0;
  for (std::size_t i = 1; i < all.size(); ++i) count += all[i].touching && !all[i - 1].touching;
  return count;
}

const Vec3 kFrom{0.0, 0.0, 0.1};

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("session: a press reaches its force, holds it and lets go") {
  Gesture g{.kind = Gesture::Kind::Press, .posture = "flat-pads", .clock_rad = 1.0, .r_m = 0.05};
  g.press_N = 2.0;
  g.hold_s = 3.0;
  g.repeats = 2;
  const auto all = frames(session::Motion(g, skin().view(), kFrom));
  CHECK(touches(all) == 2);
  const auto held =
      std::count_if(all.begin(), all.end(), [](const auto& h) { return h.press_N > 1.999; });
  // two holds; smoothstep's flat ends add at most 0.05 s a ramp
  CHECK(held * kTick_s == doctest::Approx(6.0).epsilon(0.03));
  CHECK(all.front().press_N == 0.0);
  CHECK_FALSE(all.front().touching);
  CHECK_FALSE(all.back().touching);
  for (std::size_t i = 1; i < all.size(); ++i) {
    // 6 N/s at most on average; smoothstep's steepest is 1.5 times that
    REQUIRE(std::fabs(all[i].press_N - all[i - 1].press_N) <= 2.0 / 0.25 * 1.5 * kTick_s + 1e-9);
    // the hand never jumps: 0.15 m/s on average
    REQUIRE(norm(all[i].aim_m - all[i - 1].aim_m) <= 0.15 * 1.5 * kTick_s + 1e-9);
    REQUIRE(all[i].posture == input::Posture::FlatPads);
  }
}

TEST_CASE("session: a stroke travels its path at its speed, as often as asked") {
  Gesture g{.kind = Gesture::Kind::Stroke, .posture = "flat-pads", .clock_rad = 1.0, .r_m = 0.08};
  g.to_clock_rad = 1.0;
  g.to_r_m = 0.03;
  g.press_N = 1.0;
  g.speed_m_per_s = 0.03;
  g.repeats = 3;
  const auto view = skin().view();
  const auto all = frames(session::Motion(g, view, kFrom));
  CHECK(touches(all) == 3);

  // path lengths on a coarse mesh cut corners: 3 %
  double length_m = 0.0, seconds = 0.0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (!all[i].touching || !all[i - 1].touching) continue;
    const double step_m = norm(all[i].aim_m - all[i - 1].aim_m);
    length_m += step_m;
    if (step_m > 1e-6) seconds += kTick_s;
  }
  CHECK(length_m / seconds == doctest::Approx(0.03).epsilon(0.05));
  CHECK(length_m / 3.0 == doctest::Approx(0.05).epsilon(0.15));
  const Vec3 end = view.at({1.0, 0.03}).position_m;
  const auto last =
      std::find_if(all.rbegin(), all.rend(), [](const auto& h) { return h.touching; });
  CHECK(norm(last->aim_m - end) < 1e-6);
}

TEST_CASE("session: circles close, and go round as often as asked") {
  Gesture g{.kind = Gesture::Kind::Circle, .posture = "flat-pads", .clock_rad = 2.0, .r_m = 0.06};
  g.press_N = 1.0;
  g.speed_m_per_s = 0.04;
  g.span_m = 0.03;  // diameter
  g.repeats = 4;
  const auto view = skin().view();
  const auto all = frames(session::Motion(g, view, kFrom));
  CHECK(touches(all) == 1);
  const Vec3 centre = view.at({2.0, 0.06}).position_m, up = view.at({2.0, 0.06}).normal;
  double turned = 0.0;
  Vec3 before;
  for (const auto& h : all) {
    if (!h.touching) continue;
    const Vec3 arm = tangential(h.aim_m - centre, up);
    // a circle in skin coordinates is one in space to a quarter, on a curved breast
    REQUIRE(norm(arm) == doctest::Approx(0.015).epsilon(0.25));
    if (norm(before) > 0.0) turned += lac::atan2(dot(cross(before, arm), up), dot(before, arm));
    before = arm;
  }
  CHECK(std::fabs(turned) == doctest::Approx(4 * 2.0 * kPi).epsilon(0.02));
}

TEST_CASE("session: expression cycles press, compress, roll and let go in their period") {
  Gesture g{.kind = Gesture::Kind::Express};
  g.press_N = 2.0;
  g.squeeze_N = 3.0;
  g.hold_s = 1.2;
  g.release_s = 0.8;
  g.roll_m = 0.012;
  g.span_m = 0.03;
  g.clock_rad = 0.5;
  g.repeats = 5;
  const auto all = frames(session::Motion(g, skin().view(), kFrom));
  CHECK(touches(all) == 1);
  std::vector<double> begins_s;
  double most_roll_m = 0.0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].squeeze_N > 1.5 && all[i - 1].squeeze_N <= 1.5) begins_s.push_back(i * kTick_s);
    most_roll_m = std::max(most_roll_m, all[i].roll_m);
    if (all[i].touching) {
      REQUIRE(all[i].twist_rad == doctest::Approx(0.5));
      REQUIRE(all[i].span_m == doctest::Approx(0.03));
    }
    // rolling only while compressed, so that it is felt as a roll
    if (all[i].roll_m > all[i - 1].roll_m) REQUIRE(all[i].squeeze_N > 2.9);
    // back toward the chest wall throughout the compression
    if (all[i].squeeze_N > 2.9) REQUIRE(all[i].press_N > 1.9);
  }
  REQUIRE(begins_s.size() == 5);
  CHECK(begins_s[1] - begins_s[0] == doctest::Approx(2.0).epsilon(0.02));  // one tick of 120
  CHECK(begins_s[4] - begins_s[0] == doctest::Approx(8.0).epsilon(0.01));
  CHECK(most_roll_m == doctest::Approx(0.012).epsilon(1e-6));
}

TEST_CASE("session: a slide moves the aim and never rolls") {
  Gesture g{.kind = Gesture::Kind::Express};
  g.press_N = 1.0;
  g.squeeze_N = 3.0;
  g.hold_s = 1.2;
  g.slide_m = 0.015;
  g.span_m = 0.03;
  const auto all = frames(session::Motion(g, skin().view(), kFrom));
  double most_m = 0.0;
  const Vec3 base = skin().view().nipple_base();
  for (const auto& h : all) {
    REQUIRE(h.roll_m == 0.0);
    if (h.touching) most_m = std::max(most_m, norm(h.aim_m - base));
  }
  CHECK(most_m >= 0.015);
  CHECK(most_m <= 0.015 / 0.25 + 1e-9);
}

TEST_CASE("session: a ring stands at the nipple base with its radius") {
  Gesture g{.kind = Gesture::Kind::Ring};
  g.press_N = 1.0;
  g.hold_s = 60.0;
  g.span_m = 0.014;
  const auto all = frames(session::Motion(g, skin().view(), kFrom));
  const auto held =
      std::count_if(all.begin(), all.end(), [](const auto& h) { return h.press_N > 0.999; });
  CHECK(held * kTick_s == doctest::Approx(60.0).epsilon(0.005));
  for (const auto& h : all) REQUIRE(h.posture == input::Posture::RpsRing);
  CHECK(all[all.size() / 2].span_m == 0.014);
}

TEST_CASE("session: straight fingers and thumbs take both hands, and turn a quarter each time") {
  for (const char* posture : {"straight-fingers", "two-thumbs"}) {
    Gesture g{.kind = Gesture::Kind::Ring, .posture = posture, .clock_rad = 1.5 * kPi};
    g.press_N = 1.0;
    g.hold_s = 4.0;
    g.repeats = 2;
    const session::Motion motion(g, skin().view(), kFrom);
    REQUIRE(motion.two_handed());
    std::vector<std::array<double, 2>> turns;
    for (int i = 0; i * kTick_s < motion.duration_s(); ++i) {
      const auto first = motion.at(i * kTick_s), second = motion.second(i * kTick_s);
      REQUIRE(first.touching == second.touching);
      REQUIRE(first.posture == second.posture);
      if (!first.touching || first.press_N < 0.999) continue;
      const std::array<double, 2> now{first.twist_rad, second.twist_rad};
      if (turns.empty() || turns.back() != now) turns.push_back(now);
    }
    REQUIRE(turns.size() == 2);  // 9 and 3, then 12 and 6
    CHECK(turns[0][0] == doctest::Approx(1.5 * kPi));
    CHECK(turns[0][1] == doctest::Approx(0.5 * kPi));
    CHECK(turns[1][0] == doctest::Approx(0.0));
    CHECK(turns[1][1] == doctest::Approx(kPi));
  }
}

TEST_CASE("session: a roll carries both hands the same way, to and fro") {
  Gesture g{.kind = Gesture::Kind::Roll, .clock_rad = 0.0, .r_m = 0.06};
  g.press_N = 2.0;
  g.rate_Hz = 0.5;
  g.length_m = 0.04;
  g.repeats = 4;
  const session::Motion motion(g, skin().view(), kFrom);
  REQUIRE(motion.two_handed());
  double low[2] = {1.0, 1.0}, high[2] = {-1.0, -1.0};
  Vec3 lowest[2], highest[2];
  int turns = 0;
  double before_y = 0.0, way = 0.0;
  for (int i = 0; i * kTick_s < motion.duration_s(); ++i) {
    const input::HandInput hands[2] = {motion.at(i * kTick_s), motion.second(i * kTick_s)};
    if (!hands[0].touching) continue;
    for (int h = 0; h < 2; ++h) {
      REQUIRE(hands[h].posture == input::Posture::RollHand);
      if (hands[h].aim_m.y < low[h]) low[h] = hands[h].aim_m.y, lowest[h] = hands[h].aim_m;
      if (hands[h].aim_m.y > high[h]) high[h] = hands[h].aim_m.y, highest[h] = hands[h].aim_m;
    }
    const double step = hands[0].aim_m.y - before_y;
    turns += before_y != 0.0 && step * way < 0.0;
    if (step != 0.0) way = step;
    before_y = hands[0].aim_m.y;
  }
  // to and fro between the ends of the way: 20 mm either side of the place, through the nipple's
  // line. A tick that straddles a turn misses it by 40 mm (1 - cos(pi/120))/2 = 7 um at most
  const double inner = 0.04, outer = 0.08;
  const double clock_rad[2] = {0.0, kPi};  // one above, one below
  for (int h = 0; h < 2; ++h) {
    const Vec3 near = skin().view().at({clock_rad[h], inner}).position_m;
    const Vec3 far = skin().view().at({clock_rad[h], outer}).position_m;
    CHECK(norm(lowest[h] - (h == 0 ? near : far)) < 1e-5);
    CHECK(norm(highest[h] - (h == 0 ? far : near)) < 1e-5);
  }
  // four times there and back from one end: it turns at the far end four, at the near end three
  // times
  CHECK(turns == 7);
}

TEST_CASE("session: fists push in turns, taps touch and lift") {
  Gesture g{.kind = Gesture::Kind::Knead, .clock_rad = 1.0, .r_m = 0.06};
  g.press_N = 3.0;
  g.hold_s = 0.8;
  g.release_s = 0.4;
  g.repeats = 5;
  g.both = true;
  const session::Motion knead(g, skin().view(), kFrom);
  int pushes[2] = {0, 0}, together = 0;
  bool was[2] = {false, false};
  for (int i = 0; i * kTick_s < knead.duration_s(); ++i) {
    const input::HandInput hands[2] = {knead.at(i * kTick_s), knead.second(i * kTick_s)};
    for (int h = 0; h < 2; ++h) {
      const bool on = hands[h].press_N > 1.5;
      pushes[h] += on && !was[h];
      was[h] = on;
    }
    together += hands[0].press_N > 2.7 && hands[1].press_N > 2.7;
  }
  CHECK(pushes[0] == 5);
  CHECK(pushes[1] >= 4);  // half a beat late, so its last push may not fit
  CHECK(together == 0);

  Gesture t{.kind = Gesture::Kind::Tap, .clock_rad = 1.0, .r_m = 0.05};
  t.to_clock_rad = 3.0;
  t.to_r_m = 0.07;
  t.press_N = 0.8;
  t.rate_Hz = 2.0;
  t.repeats = 12;
  const auto taps = frames(session::Motion(t, skin().view(), kFrom));
  CHECK(touches(taps) == 12);
  CHECK(norm(taps.back().aim_m - skin().view().at({3.0, 0.07}).position_m) < 1e-6);
}

TEST_CASE("session: a sweep runs over the skin toward its nodes, circles stand on their area") {
  const auto view = skin().view();
  const anatomy::Landmarks& marks = view.breast->landmarks;
  const std::pair<const char*, Vec3> groups[] = {{"axilla", marks.axilla_m},
                                                 {"clavicle", marks.clavicle_m},
                                                 {"parasternum", marks.parasternum_m}};
  for (const auto& [name, node_m] : groups) {
    Gesture g{.kind = Gesture::Kind::Sweep, .posture = "flat-pads", .clock_rad = 0.3, .r_m = 0.03};
    g.node = name;
    g.press_N = 0.3;
    const auto all = frames(session::Motion(g, view, kFrom));
    const auto first = std::find_if(all.begin(), all.end(), [](auto& h) { return h.touching; });
    const auto last = std::find_if(all.rbegin(), all.rend(), [](auto& h) { return h.touching; });
    const double nearer_m = norm(first->aim_m - node_m) - norm(last->aim_m - node_m);
    CHECK(nearer_m > 0.7 * norm(last->aim_m - first->aim_m));
    CHECK(nearer_m > 0.03);

    Gesture c{.kind = Gesture::Kind::Circle, .posture = "flat-pads"};
    c.node = name;
    c.span_m = 0.03;
    c.repeats = 10;
    // 24 points a turn: chords run inside the circle by 1 - cos(pi / 24), 0.9 %
    for (const auto& h : frames(session::Motion(c, view, kFrom)))
      if (h.touching) REQUIRE(norm(h.aim_m - node_m) == doctest::Approx(0.015).epsilon(0.01));
  }
}

TEST_CASE("session: the device runs only while it is held on") {
  Gesture g{.kind = Gesture::Kind::Pump};
  g.press_N = 4.0;
  g.seconds = 10.0;
  g.device = {.vacuum_Pa = 2e4, .cycle_Hz = 1.0};
  const session::Motion motion(g, skin().view(), kFrom);
  double on_s = 0.0;
  for (int i = 0; i * kTick_s < motion.duration_s(); ++i) {
    const bool on = motion.device(i * kTick_s).vacuum_Pa > 0.0;
    on_s += on ? kTick_s : 0.0;
    if (on) REQUIRE(motion.at(i * kTick_s).press_N == doctest::Approx(4.0));
    REQUIRE(motion.at(i * kTick_s).posture == input::Posture::Flange);
  }
  CHECK(on_s == doctest::Approx(10.0).epsilon(0.005));
}

TEST_CASE("session: coached hands are the parent's own; a U-hold's thumb is where it is told") {
  Gesture g{.kind = Gesture::Kind::Express, .posture = "u-hold", .clock_rad = 1.5 * kPi};
  g.press_N = 1.0;
  g.squeeze_N = 1.0;
  g.hold_s = 1.0;
  g.span_m = 0.03;
  g.coached = true;
  const auto all = frames(session::Motion(g, skin().view(), kFrom));
  for (const auto& h : all) REQUIRE(h.coached);
  // hand::pose puts the thumb a quarter turn before the U-hold's own turn: at 9
  CHECK(all.back().twist_rad == doctest::Approx(0.0));
}

TEST_SUITE_END();
