#pragma once
#include "session/hand_motion.h"

namespace lac::session {

/// One written gesture as movement of one hand, or of both, and of the device in them.
class Motion {
 public:
  Motion() = default;
  /// @param from_m  where the hand hovers now
  Motion(const scenario::Gesture& gesture, const anatomy::SurfaceView& skin, Vec3 from_m);
  double duration_s() const { return first_.duration_s(); }
  /// The first hand. @param t_s  0..duration_s()
  input::HandInput at(double t_s) const;
  bool two_handed() const { return two_; }
  /// The other hand; away if the gesture takes one.
  input::HandInput second(double t_s) const;
  input::Device device(double t_s) const;

 private:
  HandMotion first_, second_;
  bool two_ = false, coached_ = false;
  input::Device device_;
};

/// The other hand as a "hold" step lays it on; it stays until told otherwise.
input::HandInput held_hand(const scenario::Gesture& gesture, const anatomy::SurfaceView& skin);

}  // namespace lac::session
