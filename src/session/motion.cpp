#include "session/motion.h"

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

std::vector<Vec3> circle_path(const Gesture& g, const SurfaceView& skin) {
  const double radius = g.span_m > 0.0 ? 0.5 * g.span_m : kCircleRadius_m.value;
  const int turns = std::max(1, g.repeats);

  // round a centre that may itself travel to where the gesture ends
  const Chart from = chart(g.clock_rad, g.r_m);
  const Chart to = g.to_r_m > 0.0 ? chart(g.to_clock_rad, g.to_r_m) : from;
  std::vector<Vec3> path;
  for (int i = 0; i <= turns * kPointsPerCircle; ++i) {
    const double t = static_cast<double>(i) / (turns * kPointsPerCircle);
    const double turn = 2.0 * kPi * i / kPointsPerCircle;
    const Chart here{lerp(from.right_m, to.right_m, t) + radius * lac::sin(turn),
                     lerp(from.up_m, to.up_m, t) + radius * lac::cos(turn)};
    path.push_back(skin.at(coord(here)).position_m);
  }
  return path;
}

}  // namespace

Motion::Motion(const Gesture& gesture, const SurfaceView& skin, Vec3 from_m)
    : gesture_(gesture), from_m_(from_m), passes_(std::max(1, gesture.repeats)) {
  posture_ = input::posture_named(gesture.posture).value_or(Posture::SingleTip);
  ramp_s_ = std::max(kPressRamp_s.value, gesture.press_N / kRampMost_N_per_s);
  lift_s_ = kLift_s;
  hover_s_ = kHover_s;
  travel_s_ = gesture.hold_s;

  // where the fingers go
  switch (gesture.kind) {
    case Gesture::Kind::Stroke:
      path_m_ = stroke_path(gesture, skin);
      break;
    case Gesture::Kind::Circle:
      path_m_ = circle_path(gesture, skin);
      passes_ = 1;
      break;
    case Gesture::Kind::Ring:
      posture_ = Posture::RpsRing;
      path_m_ = {skin.nipple_base()};
      ramp_s_ = std::max(kRingRamp_s.value, ramp_s_);
      break;
    case Gesture::Kind::Express:
      plan_express(skin);
      break;
    default:
      path_m_ = {skin.at({gesture.clock_rad, gesture.r_m}).position_m};
      break;
  }

  // how long the way along the skin is, and takes
  length_m_.push_back(0.0);
  for (std::size_t i = 1; i < path_m_.size(); ++i) {
    length_m_.push_back(length_m_.back() + norm(path_m_[i] - path_m_[i - 1]));
  }
  if (path_m_.size() > 1) travel_s_ = length_m_.back() / std::max(1e-3, gesture.speed_m_per_s);
  approach_s_ =
      std::max(kApproachLeast_s.value, norm(path_m_.front() - from_m) / kApproach_m_per_s);
  back_s_ =
      std::max(kApproachLeast_s.value, norm(path_m_.front() - path_m_.back()) / kApproach_m_per_s);
}

void Motion::plan_express(const SurfaceView& skin) {
  posture_ = Posture::CHold;
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

double Motion::duration_s() const {
  return repeat_s() + (passes_ - 1) * (back_s_ + touch_s() + hover_s_);
}

Vec3 Motion::along_path(double frac) const {
  if (path_m_.size() == 1) return path_m_.front();
  const double want = clamp(frac, 0.0, 1.0) * length_m_.back();
  const auto upper = std::upper_bound(length_m_.begin() + 1, length_m_.end() - 1, want);
  const std::size_t i = upper - length_m_.begin();
  const double piece = length_m_[i] - length_m_[i - 1];
  const double t = piece > 0.0 ? (want - length_m_[i - 1]) / piece : 1.0;
  return path_m_[i - 1] + clamp(t, 0.0, 1.0) * (path_m_[i] - path_m_[i - 1]);
}

HandInput Motion::hovering(Vec3 aim_m) const {
  HandInput hand{.posture = posture_, .touching = false, .aim_m = aim_m};
  hand.span_m = gesture_.span_m;
  if (posture_ == Posture::CHold) hand.twist_rad = gesture_.clock_rad;
  return hand;
}

HandInput Motion::touch_at(double t_s) const {
  if (gesture_.kind == Gesture::Kind::Express) return express_at(t_s);
  HandInput hand = hovering(along_path(travel_s_ > 0.0 ? (t_s - ramp_s_) / travel_s_ : 0.0));
  hand.touching = true;
  const double rise = smoothstep(t_s / ramp_s_);
  const double fall = smoothstep((touch_s() - t_s) / lift_s_);
  hand.press_N = gesture_.press_N * std::min(rise, fall);
  hand.squeeze_N = gesture_.squeeze_N * std::min(rise, fall);
  return hand;
}

HandInput Motion::express_at(double t_s) const {
  HandInput hand = hovering(path_m_.front());
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

HandInput Motion::at(double t_s) const {
  // the first pass comes from where the hand was, the others from the end of the one before
  double in_s = t_s, approach_s = approach_s_;
  Vec3 from_m = from_m_;
  if (t_s >= repeat_s() && passes_ > 1) {
    const double pass_s = back_s_ + touch_s() + hover_s_;
    const int pass = std::min(static_cast<int>((t_s - repeat_s()) / pass_s), passes_ - 2);
    in_s = t_s - repeat_s() - pass * pass_s;
    approach_s = back_s_;
    from_m = path_m_.back();
  }
  if (in_s < approach_s) {
    const double t = smoothstep(in_s / approach_s);
    return hovering(from_m + t * (path_m_.front() - from_m));
  }
  if (in_s < approach_s + touch_s()) return touch_at(in_s - approach_s);
  return hovering(path_m_.back());
}

}  // namespace lac::session
