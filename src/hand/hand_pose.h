#pragma once
#include <cstdint>
#include <vector>

#include "base/vec.h"
#include "input/input_frame.h"

namespace lac::hand {

/// What part of a hand a contact body is.
enum class Part : std::uint8_t {
  Tip,
  Pad,
  Thumb,
  Finger,
  Palm,
  Fist,  // back of a bent finger
  Rim,   // of a pump's flange
  Head   // of a massager
};

/// One rigid contact body: a capsule, and which forces the force loop holds on it.
struct Finger {
  int id = 0;  // stable over ticks: hand * 16 + place in the posture
  Part part = Part::Tip;
  Vec3 a_m, b_m;  // axis ends; a == b is a sphere
  double radius_m = 0.008;
  Vec3 axis_turn_rad;      // rotation vector of the body in this tick, about its centre: rolling
  Vec3 press_direction;    // unit: the force loop advances the body along this until...
  double press_N = 0.0;    // ...the contact force along it is this
  Vec3 squeeze_direction;  // unit or zero: second axis (CHold, toward the opposing pad)
  double squeeze_N = 0.0;
  bool beside = false;  // rests on the chest wall beside the breast: no force loop, no contact
};

/// The hands as commanded this tick, before the force loop moved them in.
/// Zero advance = the body just touches the skin.
struct HandPose {
  std::vector<Finger> finger;  // ascending id
};

}  // namespace lac::hand
