#include "app/hands.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/constants.h"
#include "base/math.h"
#include "base/units.h"
#include "hand/params.h"

namespace lac::app {
namespace {

using input::Posture;
using render::V3;

// The forearm comes from below right, so hands lie turned a little to the patient's right.
constexpr double kRestTwist_rad = -0.80, kLeftTwist_rad = 0.30;
constexpr double kTurnReach_m = 0.045;  // to the side of the nipple where that turn is complete
constexpr double kRingTwist_rad =
    kPi / 6.0;  // tips at 1, 3, 5, 7, 9, 11 o'clock: three for each hand
constexpr double kTicks_per_s = 1.0 / kTick_s;
constexpr double kMostRoll_m = 0.020;  // the input's own limit
constexpr float kThere_m = 0.003;      // nearer than this to its place a hand may go down

}  // namespace

double start_press_N(Posture posture) {
  switch (posture) {
    case Posture::SingleTip:
    case Posture::NippleTouch:
      return kTipStart_N;
    case Posture::FlatPads:
    case Posture::TappingTips:
      return kPadsStart_N;
    case Posture::FlatPalm:
    case Posture::Support:
    case Posture::FistBacks:
    case Posture::RollHand:
    case Posture::Flange:
    case Posture::Massager:
      return kPalmStart_N;
    case Posture::RpsRing:
    case Posture::Flower:
    case Posture::StraightFingers:
    case Posture::TwoThumbs:
      return kRingStart_N;
    case Posture::CHold:
    case Posture::UHold:
    case Posture::TwoFingerC:
      return kHoldStart_N;
    case Posture::None:
    case Posture::kCount:
      break;
  }
  return 0.0;
}

namespace {

bool is_hold(Posture posture) {
  return posture == Posture::CHold || posture == Posture::UHold || posture == Posture::TwoFingerC;
}

/// Belongs round the nipple: a hand of this shape near the areola closes round it.
bool is_ring(Posture posture) {
  return posture == Posture::RpsRing || posture == Posture::Flower ||
         posture == Posture::StraightFingers || posture == Posture::TwoThumbs ||
         posture == Posture::NippleTouch || posture == Posture::Flange;
}

Vec3 wide(V3 v) { return {v.x, v.y, v.z}; }

}  // namespace

bool lies_round_nipple(Posture posture) { return is_hold(posture) || is_ring(posture); }

void HandControl::choose(Posture posture) {
  if (touching_ && posture == posture_) return;
  posture_ = posture;
  touching_ = gripping_ = false;
  chosen_now_ = true;
  hand_at_.reset();
  landing_.reset();
  press_N_ = start_press_N(posture);
  squeeze_level_N_ = kSqueezeStart_N;
  squeeze_N_ = roll_m_ = 0.0;
  const bool straight = is_hold(posture) || is_ring(posture) || posture == Posture::RollHand;
  twist_rad_ = posture == Posture::RpsRing ? kRingTwist_rad : straight ? 0.0 : kRestTwist_rad;
  span_m_ = 0.0;
}

input::HandInput HandControl::update(const Pointer& p, V3 nipple_m, V3 axis, double areola_radius_m,
                                     double dt_s) {
  // keys and sticks have no pointer: the hand is over her wherever they have led it
  if (p.skin)
    by_keys_ = false;
  else if (length(p.move_m) > 0.0f || p.trigger)
    by_keys_ = true;
  over_skin_ = p.skin.has_value() || p.over || (by_keys_ && aim_);

  // press level: one notch is a fixed ratio; while compressing it sets the compression
  const double ratio = std::pow(kPressStep, p.notches);
  double& level = gripping_ ? squeeze_level_N_ : press_N_;
  if (p.notches != 0) level = clamp(level * ratio, kLeastPress_N, kMostPress_N);
  // a trigger is the level itself, finer where it is light
  if (p.trigger)
    press_N_ = clamp(*p.trigger * *p.trigger * kTriggerMost * start_press_N(posture_),
                     kLeastPress_N, kMostPress_N);

  // touch begins on skin and lasts as long as the button
  const bool was_touching = touching_;
  const bool asked = p.touch_started && posture_ != Posture::None && (over_skin_ || aim_);
  const double sim_dt_s = p.sim_dt_s < 0.0 ? dt_s : p.sim_dt_s;
  const bool taps = posture_ == Posture::TappingTips;  // a click is a whole tap: down, and up again
  touched_s_ = touching_ ? touched_s_ + sim_dt_s : 0.0;
  if (!p.touch && (!taps || touched_s_ >= kTapTouch_s)) touching_ = false;
  if (!p.touch && !taps) landing_.reset();

  // where to: the pointer, moved by keys
  if (p.skin) aim_ = p.skin->position_m;
  // what belongs round the nipple begins there, where no pointer says otherwise
  if (std::exchange(chosen_now_, false) && aim_ && !p.skin && lies_round_nipple(posture_))
    aim_ = nipple_m;
  if (aim_) aim_ = *aim_ + p.move_m;
  if (!aim_) return {};
  if (asked && (p.touch || taps)) landing_ = *aim_;

  // a C-hold lies round the nipple: the pointer says where the thumb goes
  if (is_hold(posture_) && !touching_ && p.skin) {
    // on the nipple it says nothing: the hold keeps its turn and its own distance
    const bool says = p.skin->r_m > kNearNipple_m;
    if (says) twist_rad_ = atan2(p.skin->u_m, p.skin->v_m);
    span_m_ = says ? clamp(p.skin->r_m, kLeastSpan_m, kMostSpan_m) : 0.0;
  }
  // keys and sticks say it too, by where they have led it
  if (is_hold(posture_) && !touching_ && !p.skin && length(p.move_m) > 0.0f) {
    const V3 off = *aim_ - nipple_m, beside = off - axis * dot(off, axis);
    const double r_m = length(beside);
    if (r_m > kNearNipple_m) {
      twist_rad_ = atan2(beside.x, beside.y);
      span_m_ = clamp(r_m, kLeastSpan_m, kMostSpan_m);
    }
  }
  // fingertips come from the side they lie on, so that the hand does not hide the nipple
  const bool turns = posture_ == Posture::SingleTip || posture_ == Posture::FlatPads;
  if (turns && !touching_) {
    const double across = clamp((aim_->x - nipple_m.x) / kTurnReach_m, -1.0, 1.0);
    twist_rad_ = lerp(kLeftTwist_rad, kRestTwist_rad, 0.5 + 0.5 * across);
  }
  // a ring near the areola closes round the nipple
  V3 aim = *aim_;
  const bool centred =
      is_hold(posture_) || (is_ring(posture_) && length(aim - nipple_m) < 1.2f * areola_radius_m);
  if (centred) aim = nipple_m;
  aim = land(aim, centred, sim_dt_s);

  // compression ramps up while held, and rolls by dragging toward the nipple
  if (touching_ && p.compress && is_hold(posture_)) {
    if (!gripping_) {
      gripping_ = true;
      grip_from_m_ = *aim_;
      roll_m_ = 0.0;
    }
    squeeze_N_ = std::min(squeeze_level_N_, squeeze_N_ + kSqueezeRamp_N_per_s * dt_s);
    const V3 drag = *aim_ - grip_from_m_, off = grip_from_m_ - nipple_m;
    const V3 inward = unit(axis * dot(off, axis) - off);
    // begun on the nipple, no way is toward it: any drag rolls
    const bool beside = length(off - axis * dot(off, axis)) > static_cast<float>(kNearNipple_m);
    const float along = beside ? dot(drag, inward) : length(drag - axis * dot(drag, axis));
    const double dragged = static_cast<double>(along) + p.roll_step_m;
    if (p.roll_step_m != 0.0)
      grip_from_m_ = grip_from_m_ - inward * static_cast<float>(p.roll_step_m);
    roll_m_ = clamp(dragged, 0.0, kMostRoll_m);
    // past the end of the roll the pads slide
    const double past = std::max(0.0, dragged - kMostRoll_m);
    aim = aim + inward * static_cast<float>(past);
  } else {
    gripping_ = false;
    squeeze_N_ = std::max(0.0, squeeze_N_ - kReleaseRamp_N_per_s * dt_s);
    if (squeeze_N_ <= 0.0) roll_m_ = 0.0;
  }
  if (was_touching && !touching_) squeeze_N_ = roll_m_ = 0.0;

  return {.posture = posture_,
          .touching = touching_,
          .aim_m = wide(aim),
          .twist_rad = twist_rad_,
          .press_N = touching_ ? press_N_ : 0.0,
          .squeeze_N = touching_ ? squeeze_N_ : 0.0,
          .roll_m = touching_ ? roll_m_ : 0.0,
          .span_m = span_m_};
}

// The hand follows its aim no faster than the simulation lets it; a touch waits until it is there,
// or the way to its place would be a slide over the skin.
V3 HandControl::land(V3 aim, bool centred, double sim_dt_s) {
  const V3 goal = landing_ && !centred ? *landing_ : aim;
  const float reach = static_cast<float>(hand::HandParams{}.max_aim_step_m * kTicks_per_s *
                                         std::max(0.0, sim_dt_s));
  const V3 way = hand_at_ ? goal - *hand_at_ : V3{};
  const float left = length(way);
  hand_at_ = left > reach && left > 0.0f ? *hand_at_ + way * (reach / left) : goal;
  if (!landing_) return aim;
  if (length(goal - *hand_at_) > kThere_m) return goal;
  landing_.reset();
  touching_ = true;
  return goal;
}

ui::HandView HandControl::view() const {
  return {.posture = posture_,
          .over_skin = over_skin_,
          .touching = touching_,
          .press_N = press_N_,
          .squeeze_N = squeeze_N_,
          .roll_mm = roll_m_ * 1e3,
          .most_N = kMostPress_N,
          .grip_mm = !is_hold(posture_) || !aim_
                         ? -1.0
                         : 1e3 * (span_m_ > 0.0 ? span_m_ : hand::HandParams{}.c_hold_span_m)};
}

void TwoHands::swap() {
  const bool left_here = led().posture() != Posture::None && last_.posture != Posture::None;
  std::optional<input::HandInput> rest;
  if (left_here) rest = last_;
  led_ = 1 - led_;
  parked_ = rest;
  touched_ = {};
}

void TwoHands::park() {
  if (parked_) {
    // the resting hand is taken away
    hand_[1 - led_].choose(Posture::None);
    parked_.reset();
    return;
  }
  if (led().posture() == Posture::None || last_.posture == Posture::None) return;
  // a pointer that went to the button has let go on its way
  if (!last_.touching && touched_.posture == last_.posture) last_ = touched_;
  swap();
}

void TwoHands::put_away() {
  for (HandControl& hand : hand_) hand.choose(Posture::None);
  parked_.reset();
}

void TwoHands::take_other(Posture posture, V3 aim_m) {
  hand_[1 - led_].choose(posture);
  hand_[1 - led_].set_aim(aim_m);
}

std::array<input::HandInput, 2> TwoHands::update(const Pointer& pointer, const Pointer* second,
                                                 V3 nipple_m, V3 axis, double areola_radius_m,
                                                 double dt_s) {
  std::array<input::HandInput, 2> out;
  last_ = led().update(pointer, nipple_m, axis, areola_radius_m, dt_s);
  if (last_.touching) touched_ = last_;
  if (last_.posture == Posture::None) touched_ = {};
  out[led_] = last_;
  HandControl& other = hand_[1 - led_];
  if (second != nullptr && other.posture() != Posture::None) {
    parked_.reset();
    out[1 - led_] = other.update(*second, nipple_m, axis, areola_radius_m, dt_s);
  } else if (parked_) {
    out[1 - led_] = *parked_;
  }
  for (input::HandInput& hand : out) hand.coached = coached_;
  return out;
}

}  // namespace lac::app
