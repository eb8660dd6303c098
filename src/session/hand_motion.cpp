#include "session/hand_motion.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/math.h"
#include "session/constants.h"

namespace lac::session {
namespace {

using anatomy::SkinCoord;
using anatomy::SurfaceView;
using input::HandInput;
using input::Posture;
using scenario::Gesture;

constexpr int kPointsPerCircle = 24;
constexpr double kLeastSlope =
    0.25;  // skin never runs flatter against the nipple's axis in a slide

// A flat chart of the skin: straight lines in it are the strokes people draw.
struct Chart {
  double right_m, up_m;
};
Chart chart(double clock_rad, double r_m) {
  return {r_m * lac::sin(clock_rad), r_m * lac::cos(clock_rad)};
}
SkinCoord coord(Chart c) {
  double clock_rad = atan2(c.right_m, c.up_m);
  if (clock_rad < 0.0) clock_rad += 2.0 * kPi;
  return {clock_rad, std::sqrt(c.right_m * c.right_m + c.up_m * c.up_m)};
}

std::vector<Vec3> stroke_path(const Gesture& g, const SurfaceView& skin) {
  const Chart from = chart(g.clock_rad, g.r_m), to = chart(g.to_clock_rad, g.to_r_m);
  const double length = norm(Vec3{to.right_m - from.right_m, to.up_m - from.up_m, 0.0});
  const int steps = std::max(1, static_cast<int>(std::ceil(length / kPathStep_m)));
  std::vector<Vec3> path;
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    const Chart here{lerp(from.right_m, to.right_m, t), lerp(from.up_m, to.up_m, t)};
    path.push_back(skin.at(coord(here)).position_m);
  }
  return path;
}

Vec3 node_m(const Gesture& g, const SurfaceView& skin) {
  const anatomy::Landmarks& marks = skin.breast->landmarks;
  return g.node == "clavicle"      ? marks.clavicle_m
         : g.node == "parasternum" ? marks.parasternum_m
                                   : marks.axilla_m;
}

/// Straight over the skin toward the nodes, until the wanted length or the breast's edge.
std::vector<Vec3> sweep_path(const Gesture& g, const SurfaceView& skin) {
  const double length = g.length_m > 0.0 ? g.length_m : kSweepLength_m.value;
  const Vec3 node = node_m(g, skin);
  anatomy::SkinPoint p = skin.at({g.clock_rad, g.r_m});
  std::vector<Vec3> path{p.position_m};
  double gone_m = 0.0;
  while (gone_m < length) {
    const Vec3 on = unit(tangential(node - p.position_m, p.normal));
    const anatomy::SkinPoint next = skin.nearest(p.position_m + kPathStep_m * on);
    if (norm(next.position_m - p.position_m) < 0.3 * kPathStep_m) break;
    p = next;
    path.push_back(p.position_m);
    gone_m += kPathStep_m;
  }
  return path;
}

/// To and fro over the skin: both hands the same way in the flat chart, along the line through
/// them.
std::vector<Vec3> roll_path(const Gesture& g, const SurfaceView& skin, bool second) {
  const Chart at = chart(g.clock_rad, g.r_m), way = chart(g.clock_rad, second ? -0.5 : 0.5);
  const double length = g.length_m > 0.0 ? g.length_m : kRollWay_m.value;
  const int steps = std::max(1, static_cast<int>(std::ceil(length / kPathStep_m)));
  std::vector<Vec3> path;
  for (int i = 0; i <= steps; ++i) {
    const double go = length * (2.0 * i / steps - 1.0);
    path.push_back(
        skin.at(coord({at.right_m + go * way.right_m, at.up_m + go * way.up_m})).position_m);
  }
  return path;
}

std::vector<Vec3> circle_path(const Gesture& g, const SurfaceView& skin) {
  const double radius = g.span_m > 0.0 ? 0.5 * g.span_m : kCircleRadius_m.value;
  const int turns = std::max(1, g.repeats);

  // on a node area: round it, in the plane of the chest
  std::vector<Vec3> path;
  if (!g.node.empty()) {
    for (int i = 0; i <= turns * kPointsPerCircle; ++i) {
      const double turn = 2.0 * kPi * i / kPointsPerCircle;
      path.push_back(node_m(g, skin) + Vec3{radius * lac::sin(turn), radius * lac::cos(turn), 0.0});
    }
    return path;
  }

  // round a centre that may itself travel to where the gesture ends
  const Chart from = chart(g.clock_rad, g.r_m);
  const Chart to = g.to_r_m > 0.0 ? chart(g.to_clock_rad, g.to_r_m) : from;
  for (int i = 0; i <= turns * kPointsPerCircle; ++i) {
    const double t = static_cast<double>(i) / (turns * kPointsPerCircle);
    const double turn = 2.0 * kPi * i / kPointsPerCircle;
    const Chart here{lerp(from.right_m, to.right_m, t) + radius * lac::sin(turn),
                     lerp(from.up_m, to.up_m, t) + radius * lac::cos(turn)};
    path.push_back(skin.at(coord(here)).position_m);
  }
  return path;
}

/// The posture of a gesture that names none.
Posture usual_posture(Gesture::Kind kind) {
  switch (kind) {
    case Gesture::Kind::Ring:
      return Posture::RpsRing;
    case Gesture::Kind::Express:
    case Gesture::Kind::Compress:
      return Posture::CHold;
    case Gesture::Kind::Roll:
      return Posture::RollHand;
    case Gesture::Kind::Knead:
      return Posture::FistBacks;
    case Gesture::Kind::Tap:
      return Posture::TappingTips;
    case Gesture::Kind::Nipple:
      return Posture::NippleTouch;
    case Gesture::Kind::Pump:
      return Posture::Flange;
    case Gesture::Kind::Vibrate:
      return Posture::Massager;
    default:
      return Posture::SingleTip;
  }
}

/// Whether a step's clock place is how the hand is turned about the nipple.
bool turns_to_clock(Posture posture) {
  switch (posture) {
    case Posture::CHold:
    case Posture::UHold:
    case Posture::TwoFingerC:
    case Posture::RpsRing:
    case Posture::Flower:
    case Posture::StraightFingers:
    case Posture::TwoThumbs:
    case Posture::NippleTouch:
      return true;
    default:
      return false;
  }
}

/// How far a repeat turns: two-step hands go on to the other quadrants, the flower's tips to the
/// gaps between its pits.
double turn_rad(Posture posture) {
  switch (posture) {
    case Posture::StraightFingers:
    case Posture::TwoThumbs:
      return 0.5 * kPi;
    case Posture::Flower:
      return kPi / 5.0;
    default:
      return 0.0;
  }
}

double opposite(double clock_rad) { return clock_rad < kPi ? clock_rad + kPi : clock_rad - kPi; }

}  // namespace

HandMotion::HandMotion(const Gesture& gesture, const SurfaceView& skin, Vec3 from_m, bool second)
    : gesture_(gesture), from_m_(from_m), passes_(std::max(1, gesture.repeats)) {
  posture_ = input::posture_named(gesture.posture).value_or(usual_posture(gesture.kind));
  ramp_s_ = std::max(kPressRamp_s.value, gesture.press_N / kRampMost_N_per_s);
  lift_s_ = kLift_s;
  hover_s_ = kHover_s;
  travel_s_ = gesture.hold_s;

  // the other hand is on the opposite side of the nipple
  Gesture& g = gesture_;
  if (second) {
    g.clock_rad = opposite(g.clock_rad);
    g.to_clock_rad = opposite(g.to_clock_rad);
  }

  // where the fingers go
  switch (g.kind) {
    case Gesture::Kind::Stroke:
      path_m_ = stroke_path(g, skin);
      break;
    case Gesture::Kind::Sweep:
      path_m_ = sweep_path(g, skin);
      break;
    case Gesture::Kind::Circle:
      path_m_ = circle_path(g, skin);
      passes_ = 1;
      break;
    case Gesture::Kind::Ring:
      path_m_ = {skin.nipple_base()};
      ramp_s_ = std::max(kRingRamp_s.value, ramp_s_);
      break;
    case Gesture::Kind::Nipple:
    case Gesture::Kind::Pump:
      path_m_ = {skin.nipple_base()};
      if (g.kind == Gesture::Kind::Pump) travel_s_ = g.seconds;
      break;
    case Gesture::Kind::Vibrate:
      path_m_ = g.to_r_m > 0.0 ? stroke_path(g, skin)
                               : std::vector<Vec3>{skin.at({g.clock_rad, g.r_m}).position_m};
      travel_s_ = g.seconds;
      break;
    case Gesture::Kind::Express:
    case Gesture::Kind::Compress:
      plan_express(skin);
      break;
    case Gesture::Kind::Roll:
    case Gesture::Kind::Knead:
    case Gesture::Kind::Tap:
      plan_beats(skin, second);
      break;
    default:
      path_m_ = {skin.at({g.clock_rad, g.r_m}).position_m};
      break;
  }

  // how long the way along the skin is, and takes
  length_m_.push_back(0.0);
  for (std::size_t i = 1; i < path_m_.size(); ++i) {
    length_m_.push_back(length_m_.back() + norm(path_m_[i] - path_m_[i - 1]));
  }
  const bool paced = g.kind == Gesture::Kind::Stroke || g.kind == Gesture::Kind::Circle ||
                     g.kind == Gesture::Kind::Sweep;
  if (paced) travel_s_ = length_m_.back() / std::max(1e-3, g.speed_m_per_s);
  approach_s_ =
      std::max(kApproachLeast_s.value, norm(path_m_.front() - from_m) / kApproach_m_per_s);
  back_s_ =
      std::max(kApproachLeast_s.value, norm(path_m_.front() - path_m_.back()) / kApproach_m_per_s);
}

void HandMotion::plan_beats(const SurfaceView& skin, bool second) {
  const Gesture& g = gesture_;
  const Vec3 at = skin.at({g.clock_rad, g.r_m}).position_m;
  if (g.kind == Gesture::Kind::Roll) {
    path_m_ = roll_path(g, skin, second);
  } else {
    path_m_ = g.to_r_m > 0.0 ? stroke_path(g, skin) : std::vector<Vec3>{at};
  }
  passes_ = 1;
  beat_s_ = g.kind == Gesture::Kind::Knead ? g.hold_s + g.release_s : 1.0 / g.rate_Hz;
  travel_s_ = std::max(1, g.repeats) * beat_s_;
  if (second && g.kind != Gesture::Kind::Roll) {
    late_s_ = 0.5 * beat_s_;  // hands take turns
  }
  if (g.kind == Gesture::Kind::Knead) {
    // knuckles rock toward the nipple as they push
    sway_m_ = kKneadRock_m.value * skin.toward_nipple(skin.at({g.clock_rad, g.r_m}));
  }
}

void HandMotion::plan_express(const SurfaceView& skin) {
  path_m_ = {skin.nipple_base()};
  passes_ = 1;
  travel_s_ = std::max(1, gesture_.repeats) * (gesture_.hold_s + gesture_.release_s);

  // a slide carries both pads over the skin toward the nipple: along the nipple's axis, as far as
  // the slope of the skin under the pads makes it
  const Vec3 axis = skin.nipple_axis();
  const double r_m = gesture_.span_m > 0.0 ? gesture_.span_m : gesture_.r_m;
  const double slope = dot(axis, skin.toward_nipple(skin.at({gesture_.clock_rad, r_m})));
  slide_m_ = gesture_.slide_m / std::max(kLeastSlope, slope) * axis;
}

double HandMotion::duration_s() const {
  return repeat_s() + (passes_ - 1) * (back_s_ + touch_s() + hover_s_);
}

Vec3 HandMotion::along_path(double frac) const {
  if (path_m_.size() == 1) return path_m_.front();
  const double want = clamp(frac, 0.0, 1.0) * length_m_.back();
  const auto upper = std::upper_bound(length_m_.begin() + 1, length_m_.end() - 1, want);
  const std::size_t i = upper - length_m_.begin();
  const double piece = length_m_[i] - length_m_[i - 1];
  const double t = piece > 0.0 ? (want - length_m_[i - 1]) / piece : 1.0;
  return path_m_[i - 1] + clamp(t, 0.0, 1.0) * (path_m_[i] - path_m_[i - 1]);
}

HandInput HandMotion::hovering(Vec3 aim_m, int pass) const {
  HandInput hand{.posture = posture_, .touching = false, .aim_m = aim_m};
  hand.span_m = gesture_.span_m;
  if (turns_to_clock(posture_)) hand.twist_rad = gesture_.clock_rad + pass * turn_rad(posture_);
  if (posture_ == Posture::UHold)
    hand.twist_rad += 0.5 * kPi;  // its thumb is a quarter turn before
  hand.twist_rad -= 2.0 * kPi * std::floor(hand.twist_rad / (2.0 * kPi));
  return hand;
}

HandInput HandMotion::touch_at(double t_s, int pass) const {
  switch (gesture_.kind) {
    case Gesture::Kind::Express:
    case Gesture::Kind::Compress:
      return express_at(t_s);
    case Gesture::Kind::Knead:
      return knead_at(t_s);
    case Gesture::Kind::Tap:
      return tap_at(t_s);
    default:
      break;
  }
  double done = travel_s_ > 0.0 ? (t_s - ramp_s_) / travel_s_ : 0.0;
  if (gesture_.kind == Gesture::Kind::Roll) {
    const double beat = clamp(t_s - ramp_s_, 0.0, travel_s_) / beat_s_;
    done = 0.5 - 0.5 * cos(2.0 * kPi * beat);
  }
  HandInput hand = hovering(along_path(done), pass);
  hand.touching = true;
  const double rise = smoothstep(t_s / ramp_s_);
  const double fall = smoothstep((touch_s() - t_s) / lift_s_);
  hand.press_N = gesture_.press_N * std::min(rise, fall);
  hand.squeeze_N = gesture_.squeeze_N * std::min(rise, fall);
  return hand;
}

HandInput HandMotion::knead_at(double t_s) const {
  const double since_s = t_s - ramp_s_;
  HandInput hand = hovering(along_path(since_s / travel_s_), 0);
  hand.touching = true;

  // the push rises and falls as a whole wave; between pushes the hand rests on the skin
  const double rest_N = std::min(kRestingPress_N.value, gesture_.press_N);
  const double late_s = since_s - late_s_;
  const double in_s = late_s - beat_s_ * std::floor(late_s / beat_s_);
  const bool beating = late_s >= 0.0 && since_s < travel_s_ && in_s < gesture_.hold_s;
  const double push = beating ? sin(kPi * in_s / gesture_.hold_s) : 0.0;
  const double on = std::min(smoothstep(t_s / ramp_s_), smoothstep((touch_s() - t_s) / lift_s_));
  hand.press_N = on * lerp(rest_N, gesture_.press_N, push * push);
  hand.aim_m += push * sway_m_;
  return hand;
}

HandInput HandMotion::tap_at(double t_s) const {
  const double since_s = t_s - ramp_s_ - late_s_;
  HandInput hand = hovering(along_path((t_s - ramp_s_) / travel_s_), 0);
  const double in_s = since_s - beat_s_ * std::floor(since_s / beat_s_);
  hand.touching = since_s >= 0.0 && t_s - ramp_s_ < travel_s_ && in_s < kTapDown_frac * beat_s_;
  hand.press_N = hand.touching ? gesture_.press_N : 0.0;
  return hand;
}

void HandMotion::keep_pace(const HandMotion& other) {
  approach_s_ = other.approach_s_;
  back_s_ = other.back_s_;
  travel_s_ = other.travel_s_;
}

bool HandMotion::working(double t_s) const {
  const double since_s = t_s - approach_s_ - ramp_s_;
  return since_s >= 0.0 && since_s < travel_s_;
}

HandInput HandMotion::express_at(double t_s) const {
  HandInput hand = hovering(path_m_.front(), 0);
  hand.touching = true;
  const double rest_N = std::min(kRestingPress_N.value, gesture_.press_N);

  // press back before the first cycle; ease off after the last
  const double period_s = gesture_.hold_s + gesture_.release_s;
  const double since_s = t_s - ramp_s_;
  if (since_s < 0.0 || period_s <= 0.0) {
    hand.press_N = gesture_.press_N * smoothstep(t_s / ramp_s_);
    return hand;
  }
  if (since_s >= travel_s_) {
    hand.press_N = rest_N * smoothstep((touch_s() - t_s) / lift_s_);
    return hand;
  }
  const int cycle =
      std::min(static_cast<int>(since_s / period_s), std::max(1, gesture_.repeats) - 1);
  const double in_s = since_s - cycle * period_s;
  const bool last = cycle == std::max(1, gesture_.repeats) - 1;

  // compress, then roll (or slide), then hold; short cycles do each in their share of the time
  const double squeeze_s = std::min(kSqueezeRamp_s.value, 0.3 * gesture_.hold_s);
  const double roll_s = std::min(kRoll_s.value, 0.5 * gesture_.hold_s);
  const double release_s = std::min(kLift_s.value, 0.4 * gesture_.release_s);
  const double out_s = in_s - gesture_.hold_s;  // > 0: in the release
  const double closed =
      out_s <= 0.0 ? smoothstep(in_s / squeeze_s) : 1.0 - smoothstep(out_s / release_s);
  const double rolled = out_s <= 0.0 ? smoothstep((in_s - squeeze_s) / roll_s)
                                     : 1.0 - smoothstep((out_s - release_s) / release_s);

  // the pads stay on the skin in the release, and press back again in time for the next cycle
  const double ramp_s = std::min(ramp_s_, 0.5 * gesture_.release_s);
  const double again = last ? 0.0 : smoothstep((out_s - gesture_.release_s + ramp_s) / ramp_s);
  const double back = out_s <= 0.0 ? 1.0 : std::max(1.0 - smoothstep(out_s / release_s), again);
  hand.press_N = lerp(rest_N, gesture_.press_N, back);
  hand.squeeze_N = gesture_.squeeze_N * closed;
  hand.roll_m = std::max(0.0, gesture_.roll_m) * rolled;
  hand.aim_m += rolled * slide_m_;
  return hand;
}

HandInput HandMotion::at(double t_s) const {
  // the first pass comes from where the hand was, the others from the end of the one before
  double in_s = t_s, approach_s = approach_s_;
  Vec3 from_m = from_m_;
  int pass = 0;
  if (t_s >= repeat_s() && passes_ > 1) {
    const double pass_s = back_s_ + touch_s() + hover_s_;
    const int again = std::min(static_cast<int>((t_s - repeat_s()) / pass_s), passes_ - 2);
    in_s = t_s - repeat_s() - again * pass_s;
    approach_s = back_s_;
    from_m = path_m_.back();
    pass = again + 1;
  }
  if (in_s < approach_s) {
    const double t = smoothstep(in_s / approach_s);
    return hovering(from_m + t * (path_m_.front() - from_m), pass);
  }
  if (in_s < approach_s + touch_s()) return touch_at(in_s - approach_s, pass);
  return hovering(path_m_.back(), pass);
}

}  // namespace lac::session
