#pragma once
#include <array>

#include "anatomy/surface_view.h"
#include "hand/hand_pose.h"
#include "hand/params.h"
#include "input/input_frame.h"

namespace lac::hand {

/// What a hand remembers between ticks: where it rests on the skin, so that a held hand stays put.
struct HandState {
  struct One {
    input::Posture posture = input::Posture::None;
    bool touching = false;
    Vec3 aim_m;                    // followed aim, rate-limited
    anatomy::SkinPoint anchor;     // where the hand landed
    Vec3 origin_m, normal, along;  // hand frame at landing: origin on the skin, outward normal, axis
    double roll_m = 0.0;           // followed roll
    double span_m = 0.0;
  };
  std::array<One, 2> hand;
};

void hash_into(Hasher& hasher, const HandState& state);

/// Turns the commanded input into finger bodies on the skin as it is now.
///
/// The aim is followed at no more than `params.max_aim_step_m` a tick; touching keeps the hand frame
/// of the landing (the skin may move under it), moving the aim while touching translates the fingers
/// along the surface. CHold: thumb and two fingers at `span_m` from the nipple base on both sides of
/// it, axis through the nipple at `twist_rad`; `roll_m` carries the pads toward the nipple while
/// turning them by roll_m / radius, so that a sticking contact need not slip.
HandPose pose(const HandParams& params, const anatomy::SurfaceView& skin,
              const input::InputFrame& frame, HandState& state);

}  // namespace lac::hand
