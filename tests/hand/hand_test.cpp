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
    const std::pair<Posture, std::size_t> postures[] = {
        {Posture::SingleTip, 1},  {Posture::FlatPads, 3},    {Posture::CHold, 3},
        {Posture::RpsRing, 6},    {Posture::Support, 3},     {Posture::UHold, 3},
        {Posture::TwoFingerC, 2}, {Posture::Flower, 5},      {Posture::FistBacks, 4},
        {Posture::RollHand, 3},   {Posture::TappingTips, 4}, {Posture::NippleTouch, 2},
        {Posture::Flange, 12},    {Posture::Massager, 1}};
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
  TEST_CASE("hand: straight fingers and thumbs lie beside the nipple, each hand on its side") {
    const hand::HandParams params;
    const double nipple_m = 0.5 * breast().params.nipple_diameter_m;
    for (const auto& [posture, each] : {std::pair{Posture::StraightFingers, std::size_t{2}},
                                        std::pair{Posture::TwoThumbs, std::size_t{1}}}) {
      hand::HandState state;
      auto f = frame(posture, {0.0, 0.0});
      f.hands[0].aim_m = skin().nipple_base();
      f.hands[1] = f.hands[0];
      f.hands[0].twist_rad = 1.5 * kPi;  // 9 o'clock
      f.hands[1].twist_rad = 0.5 * kPi;  // 3 o'clock
      const auto pose = hand::pose(params, skin(), f, state);
      REQUIRE(pose.finger.size() == 2 * each);
      const Vec3 base = skin().nipple_base(), axis = skin().nipple_axis();
      for (const hand::Finger& g : pose.finger) {
        const Vec3 off = tangential(0.5 * (g.a_m + g.b_m) - base, axis);
        CHECK((off.x < 0.0) == (g.id < 16));
        CHECK(std::fabs(dot(unit(g.b_m - g.a_m), unit(off))) < 0.2);  // across the way to it
        CHECK(dot(g.press_direction, axis) == doctest::Approx(-1.0));
        CHECK(std::fabs(gap_to_skin(g)) < 0.004);
      }
      // the innermost body's side is at the nipple's side: 2 mm for the skin's own slope
      const hand::Finger& inner = pose.finger[0];
      CHECK(norm(tangential(0.5 * (inner.a_m + inner.b_m) - base, axis)) ==
            doctest::Approx(nipple_m + inner.radius_m).epsilon(0.002 / nipple_m));
      // a quarter turn later above and below
      f.hands[0].twist_rad = 0.0;
      f.hands[1].twist_rad = kPi;
      f.hands[0].touching = f.hands[1].touching = false;
      const auto turned = hand::pose(params, skin(), f, state);
      CHECK(turned.finger.front().a_m.y > base.y);
      CHECK(turned.finger.back().a_m.y < base.y);
    }
    // two thumbs press a trough of about 25 mm (cotterman-handout): each as wide as its flat
    CHECK(2.0 * params.thumb_radius_m + params.thumb_flat_m > 0.025);
    CHECK(2.0 * params.thumb_radius_m < 0.025);
  }
  TEST_CASE("hand: a U-hold's thumb is at 9, its fingers at 3") {
    hand::HandState state;
    auto f = frame(Posture::UHold, {0.0, 0.03});
    const auto pose = hand::pose({}, skin(), f, state);
    const Vec3 base = skin().nipple_base();
    CHECK(0.5 * (pose.finger[0].a_m + pose.finger[0].b_m).x < base.x - 0.015);
    CHECK(0.5 * (pose.finger[1].a_m + pose.finger[1].b_m).x > base.x + 0.015);
  }
  TEST_CASE("hand: fingers at the nipple stand on its two sides and press toward each other") {
    hand::HandState state;
    auto f = frame(Posture::NippleTouch, {0.0, 0.0});
    f.hands[0].aim_m = skin().nipple_base();
    const auto pose = hand::pose({}, skin(), f, state);
    CHECK(dot(pose.finger[0].press_direction, pose.finger[1].press_direction) < -0.95);
    const Vec3 base = skin().nipple_base(), axis = skin().nipple_axis();
    for (const hand::Finger& g : pose.finger) {
      CHECK(dot(g.a_m - base, axis) > 0.0);  // above the base
      CHECK(norm(tangential(g.a_m - base, axis)) <
            0.5 * breast().params.nipple_diameter_m + g.radius_m + 0.003);
    }
  }
  TEST_CASE("hand: a rolling hand lies across the way to the nipple on every side") {
    for (const double clock : {0.0, 0.5 * kPi, kPi, 1.5 * kPi}) {
      hand::HandState state;
      const auto pose = hand::pose({}, skin(), frame(Posture::RollHand, {clock, 0.06}), state);
      const hand::Finger& middle = pose.finger[1];
      const Vec3 off =
          tangential(0.5 * (middle.a_m + middle.b_m) - skin().nipple_base(), state.hand[0].normal);
      CHECK(std::fabs(dot(unit(middle.b_m - middle.a_m), unit(off))) < 0.1);
    }
  }
  TEST_CASE("hand: on a node area the pads lie on the chest wall, elsewhere on the breast") {
    const anatomy::Landmarks& marks = breast().landmarks;
    for (const Vec3 node : {marks.axilla_m, marks.clavicle_m, marks.parasternum_m}) {
      hand::HandState state;
      auto f = frame(Posture::FlatPads, {0.0, 0.05});
      f.hands[0].aim_m = node;
      const auto pose = hand::pose({}, skin(), f, state);
      REQUIRE(pose.finger.size() == 3);
      for (const hand::Finger& g : pose.finger) {
        CHECK(g.beside);
        const Vec3 c = 0.5 * (g.a_m + g.b_m);
        CHECK(norm(tangential(c - node, {0.0, 0.0, 1.0})) < 0.022);  // pads 17 mm apart
        // on the wall, which curves: within a pad's thickness of touching
        CHECK(c.z - anatomy::chest_wall_height_m(breast().params, c.x) ==
              doctest::Approx(g.radius_m).epsilon(0.6));
      }
    }
    // off the breast but near no nodes: the breast's nearest skin
    hand::HandState state;
    auto f = frame(Posture::FlatPads, {0.0, 0.05});
    f.hands[0].aim_m = {0.0, -0.2, 0.0};
    CHECK_FALSE(hand::pose({}, skin(), f, state).finger[0].beside);
  }
  TEST_CASE("hand: the parent's own hand follows more slowly") {
    hand::HandState state;
    auto f = frame(Posture::FlatPads, {0.0, 0.06});
    f.hands[0].coached = true;
    hand::pose({}, skin(), f, state);
    f.hands[0].aim_m = skin().at({kPi, 0.06}).position_m;
    const Vec3 before = state.hand[0].aim_m;
    hand::pose({}, skin(), f, state);
    CHECK(norm(state.hand[0].aim_m - before) ==
          doctest::Approx(hand::HandParams{}.max_coached_step_m));
  }
  TEST_CASE("hand: every posture holds still under a still hand, wherever it is aimed") {
    for (int p = 1; p < static_cast<int>(Posture::kCount); ++p) {
      for (const anatomy::SkinCoord where : {anatomy::SkinCoord{0.0, 0.0}, {2.0, 0.05}}) {
        CAPTURE(p);
        hand::HandState state;
        const auto f = frame(static_cast<Posture>(p), where);
        hand::HandPose last;
        for (int i = 0; i < 90; ++i) last = hand::pose({}, skin(), f, state);  // normals settle
        const auto again = hand::pose({}, skin(), f, state);
        REQUIRE_FALSE(again.finger.empty());
        for (std::size_t i = 0; i < again.finger.size(); ++i) {
          CHECK(norm(again.finger[i].a_m - last.finger[i].a_m) < 1e-6);
          CHECK(is_finite(again.finger[i].b_m));
          CHECK(norm(again.finger[i].press_direction) == doctest::Approx(1.0));
        }
      }
    }
  }
  TEST_CASE("hand: a hand that leaves is forgotten") {
    hand::HandState state;
    hand::pose({}, skin(), frame(Posture::SingleTip, {0.0, 0.05}), state);
    CHECK(hand::pose({}, skin(), {}, state).finger.empty());
    CHECK(state.hand[0].posture == Posture::None);
  }
}
