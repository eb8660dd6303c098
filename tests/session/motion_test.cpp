#include "session/motion.h"

#include <doctest/doctest.h>

#include <algorithm>
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

TEST_SUITE_END();
