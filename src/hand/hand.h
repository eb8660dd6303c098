#pragma once
#include <array>

#include "anatomy/surface_view.h"
#include "hand/hand_pose.h"
#include "hand/params.h"
#include "input/input_frame.h"

namespace lac::hand {

inline constexpr int kMostRingTips = 8;     // two hands [cotterman-handout]
inline constexpr int kFlowerTips = 5;       // one hand [cotterman-handout]
inline constexpr int kStraightFingers = 2;  // each side of the nipple, 2-3 [cotterman-handout]
inline constexpr int kTappingTips = 4;
inline constexpr int kRimParts = 12;  // short rods that make up a flange's rim

/// What a hand remembers between ticks, so that a held hand stays put and a moved one moves
/// smoothly.
struct HandState {
  struct One {
    input::Posture posture = input::Posture::None;
    bool touching = false;
    Vec3 aim_m;  // followed aim, rate-limited
    Vec3 origin_m, normal,
        along;            // hand frame: on the skin, unit outward, unit along the hand's axis
    bool beside = false;  // on a node area beside the breast
    double twist_rad = 0.0;
    double span_m = 0.0;  // as landed
    double roll_m = 0.0;  // followed roll
    Vec3 slid_m;          // CHold: how far the aim moved since the landing
    // rings and what lies beside the nipple: where they stand, found once for this centre, span and
    // turn
    Vec3 ring_centre_m;
    double ring_span_m = 0.0, ring_twist_rad = 0.0;
    std::array<anatomy::SkinPoint, kRimParts> ring_point;
  };
  std::array<One, 2> hand;
};

void hash_into(Hasher& hasher, const HandState& state);

/// Turns the commanded input into finger bodies that just touch the skin; the force loop moves them
/// in.
///
/// `skin` is the body at rest, without the hand's own dent: a surface that gave way under the
/// finger that follows it would let the finger sink for ever. The aim is followed at no more than
/// `params.max_aim_step_m` a tick. An aim near a node area and off the breast puts tips, pads and
/// palms there, on the chest wall. What stands at one place stands where the aim meets the skin;
/// what belongs round the nipple (RpsRing, Flower, StraightFingers, TwoThumbs, NippleTouch, Flange)
/// snaps to the nipple's centre when the aim is within `params.ring_snap_m` of it. Straight fingers
/// and a thumb lie beside the nipple at clock `twist_rad`; the other side is the other hand's.
/// Holds: thumb at clock `twist_rad` (UHold: a quarter turn before it), fingers opposite, all
/// `span_m` from the nipple base; moving the aim while touching carries the pads along without
/// turning them (a slide); `roll_m` carries them toward the nipple while turning them by
/// travel / radius, so that a sticking contact need not slip (a roll).
HandPose pose(const HandParams& params, const anatomy::SurfaceView& skin,
              const input::InputFrame& frame, HandState& state);

}  // namespace lac::hand
