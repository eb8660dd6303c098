#include "session/motion.h"

#include "base/math.h"
#include "session/constants.h"

namespace lac::session {
namespace {

using input::HandInput;
using input::Posture;
using scenario::Gesture;

/// Gestures that take both hands by their nature.
bool takes_both(const Gesture& g, Posture posture) {
  return g.both || g.kind == Gesture::Kind::Roll || posture == Posture::StraightFingers ||
         posture == Posture::TwoThumbs;
}

}  // namespace

Motion::Motion(const Gesture& gesture, const anatomy::SurfaceView& skin, Vec3 from_m)
    : first_(gesture, skin, from_m, false), coached_(gesture.coached), device_(gesture.device) {
  two_ = takes_both(gesture, first_.posture());
  if (!two_) return;
  second_ = HandMotion(gesture, skin, from_m, true);
  second_.keep_pace(first_);
}

HandInput Motion::at(double t_s) const {
  HandInput hand = first_.at(t_s);
  hand.coached = coached_;
  return hand;
}

HandInput Motion::second(double t_s) const {
  if (!two_) return {};
  HandInput hand = second_.at(t_s);
  hand.coached = coached_;
  return hand;
}

input::Device Motion::device(double t_s) const {
  return first_.working(t_s) ? device_ : input::Device{};
}

HandInput held_hand(const Gesture& gesture, const anatomy::SurfaceView& skin) {
  return {.posture = input::posture_named(gesture.posture).value_or(Posture::FlatPads),
          .touching = true,
          .aim_m = skin.at({gesture.clock_rad, gesture.r_m}).position_m,
          .press_N = gesture.press_N,
          .coached = gesture.coached};
}

}  // namespace lac::session
