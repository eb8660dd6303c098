#include "hand/hand.h"

#include <doctest/doctest.h>

#include <set>

#include "base/math.h"

using namespace lac;
using input::Posture;

namespace {

/// The coarse breast at rest, built once.
const anatomy::Breast& breast() {
  static const anatomy::Breast b = *anatomy::build_breast({}, anatomy::Level::Coarse, "assets");
  return b;
}
const std::vector<float>& rest() {
  static const std::vector<float> x = [] {
    std::vector<float> v(4 * breast().mesh.node_m.size());
    for (std::size_t i = 0; i < breast().mesh.node_m.size(); ++i)
      for (int a = 0; a < 3; ++a) v[4 * i + a] = static_cast<float>(breast().mesh.node_m[i][a]);
    return v;
  }();
  return x;
}
anatomy::SurfaceView skin() { return {&breast(), rest()}; }

input::InputFrame frame(Posture posture, anatomy::SkinCoord where, bool touching = true) {
  input::InputFrame f;
  f.hands[0].posture = posture;
  f.hands[0].touching = touching;
  f.hands[0].aim_m = skin().at(where).position_m;
  f.hands[0].press_N = 2.0;
  return f;
}

double gap_to_skin(const hand::Finger& f) {
  const Vec3 c = 0.5 * (f.a_m + f.b_m);
  const auto p = skin().nearest(f.part == hand::Part::Tip ? f.a_m : c);
  return dot((f.part == hand::Part::Tip ? f.a_m : c) - p.position_m, p.normal) - f.radius_m;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("hand: every posture just touches the skin, ids ascend") {
    const std::pair<Posture, std::size_t> postures[] = {{Posture::SingleTip, 1},
                                                        {Posture::FlatPads, 3},
                                                        {Posture::CHold, 3},
                                                        {Posture::RpsRing, 6},
                                                        {Posture::Support, 3}};
    for (const auto& [posture, count] : postures) {
      hand::HandState state;
      const auto pose = hand::pose({}, skin(), frame(posture, {0.3, 0.045}), state);
      REQUIRE(pose.finger.size() == count);
      for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) CHECK(pose.finger[i].id > pose.finger[i - 1].id);
        CHECK(norm(pose.finger[i].press_direction) == doctest::Approx(1.0));
        // a capsule on a curved, faceted surface: within 4 mm of touching
        CHECK(std::fabs(gap_to_skin(pose.finger[i])) < 0.004);
      }
    }
  }
  TEST_CASE("hand: the ring stands round the nipple and presses to the chest wall") {
    hand::HandState state;
    hand::HandParams params;
    const auto pose = hand::pose(params, skin(), frame(Posture::RpsRing, {0.0, 0.004}), state);
    const Vec3 base = skin().nipple_base(), axis = skin().nipple_axis();
    for (const hand::Finger& f : pose.finger) {
      CHECK(norm(tangential(f.a_m - base, axis)) ==
            doctest::Approx(params.ring_radius_m).epsilon(0.25));
      CHECK(dot(f.press_direction, axis) == doctest::Approx(-1.0));
    }
  }
  TEST_CASE("hand: a trembling aim inside the nipple leaves the ring where it is") {
    hand::HandState state;
    auto f = frame(Posture::RpsRing, {0.0, 0.004});
    f.hands[0].aim_m = skin().nipple_base();
    const auto still = hand::pose({}, skin(), f, state);
    for (const Vec3 d : {Vec3{2e-4, 0, 0}, Vec3{-2e-4, 1e-4, 0}, Vec3{0, -2e-4, 1e-4}}) {
      f.hands[0].aim_m = skin().nipple_base() + d;
      const auto moved = hand::pose({}, skin(), f, state);
      for (std::size_t i = 0; i < still.finger.size(); ++i)
        CHECK(norm(moved.finger[i].a_m - still.finger[i].a_m) < 1e-3);
    }
  }
  TEST_CASE("hand: thumb and fingers of a C-hold face each other across the nipple") {
    hand::HandState state;
    auto f = frame(Posture::CHold, {0.0, 0.03});
    f.hands[0].twist_rad = 0.0;
    f.hands[0].squeeze_N = 2.0;
    const auto pose = hand::pose({}, skin(), f, state);
    CHECK(dot(pose.finger[0].squeeze_direction, pose.finger[1].squeeze_direction) < -0.8);
    CHECK(pose.finger[1].squeeze_N + pose.finger[2].squeeze_N ==
          doctest::Approx(pose.finger[0].squeeze_N));
    // thumb at 12 o'clock is cranial of the nipple
    CHECK(pose.finger[0].a_m.y > skin().nipple_base().y + 0.015);
  }
  TEST_CASE("hand: a rolling pad's surface stands still on the skin, a sliding one's does not") {
    hand::HandState state;
    auto f = frame(Posture::CHold, {0.0, 0.03});
    auto last = hand::pose({}, skin(), f, state);
    // surface speed = travel + turn x arm, summed over a whole roll
    Vec3 slipped;
    double travelled_m = 0.0;
    for (int i = 1; i <= 7; ++i) {
      f.hands[0].roll_m = 0.002 * i;
      const auto next = hand::pose({}, skin(), f, state);
      const hand::Finger &a = last.finger[0], &b = next.finger[0];
      const Vec3 normal = skin().nearest(0.5 * (b.a_m + b.b_m)).normal;
      const Vec3 travel = 0.5 * (b.a_m + b.b_m - a.a_m - a.b_m);
      slipped += tangential(travel + cross(b.axis_turn_rad, -b.radius_m * normal), normal);
      travelled_m += norm(travel);
      last = next;
    }
    REQUIRE(travelled_m > 0.010);
    // the pad's centre moves round a dome of ~65 mm and gains radius / 65 mm on the skin: an eighth
    CHECK(norm(slipped) < 0.2 * travelled_m);

    hand::HandState other;
    auto g = frame(Posture::CHold, {0.0, 0.03});
    hand::pose({}, skin(), g, other);
    g.hands[0].aim_m = g.hands[0].aim_m - Vec3{0.0, 0.002, 0.0};
    const auto slid = hand::pose({}, skin(), g, other);
    CHECK(norm(slid.finger[0].axis_turn_rad) == 0.0);
  }
  TEST_CASE("hand: the aim is followed at no more than 4 mm a tick") {
    hand::HandState state;
    auto f = frame(Posture::FlatPads, {0.0, 0.06});
    hand::pose({}, skin(), f, state);
    f.hands[0].aim_m = skin().at({kPi, 0.06}).position_m;
    Vec3 last = state.hand[0].aim_m;
    for (int i = 0; i < 60; ++i) {
      hand::pose({}, skin(), f, state);
      REQUIRE(norm(state.hand[0].aim_m - last) <= 0.004 + 1e-12);
      last = state.hand[0].aim_m;
    }
    CHECK(norm(last - f.hands[0].aim_m) < 1e-9);
  }
  TEST_CASE("hand: a hand that leaves is forgotten") {
    hand::HandState state;
    hand::pose({}, skin(), frame(Posture::SingleTip, {0.0, 0.05}), state);
    CHECK(hand::pose({}, skin(), {}, state).finger.empty());
    CHECK(state.hand[0].posture == Posture::None);
  }
}
