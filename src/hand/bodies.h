#pragma once
#include "anatomy/surface_view.h"
#include "hand/hand.h"

// The poses' common parts: where fingers meet the skin, and the bodies they are made of.
namespace lac::hand {

inline constexpr int kBodiesPerHand = 16;

/// Where one hand is and what it makes: everything a pose needs.
struct Placing {
  const HandParams& params;
  const anatomy::SurfaceView& skin;
  const input::HandInput& in;
  HandState::One& s;
  int base;  // id of its first body
  std::vector<Finger>& out;
};

/// The unit tangent at clock angle `clock` in the plane with this outward normal (12 is cranial).
Vec3 clock_direction(Vec3 normal, double clock);

/// The skin point nearest to `p_m`, with the normal over a pad's extent.
anatomy::SkinPoint under_pad(const HandParams& params, const anatomy::SurfaceView& skin, Vec3 p_m);

/// Where a finger let down along -axis over `over_m` meets the skin. Unlike the nearest point it
/// does not jump between the nipple's flank and the areola when the hand trembles.
anatomy::SkinPoint below(const HandParams& params, const anatomy::SurfaceView& skin, Vec3 over_m,
                         Vec3 axis);

/// A body lying on the skin at `p`: its axis of length `length_m` along `axis`, pressing along
/// -normal.
Finger lying(int id, Part part, Vec3 p, Vec3 normal, Vec3 axis, double length_m, double radius_m,
             double press_N);

/// A fingertip standing on the skin at `p`, its shaft leaving along `shaft`.
Finger standing(int id, Vec3 p, Vec3 normal, Vec3 shaft, Vec3 press, const HandParams& params,
                double press_N);

// One hand at one place: tips, pads, palms, fists, the massager's head.
void add_single_tip(const Placing& at);
void add_flat_pads(const Placing& at);
void add_palm(const Placing& at);
void add_fist(const Placing& at);
void add_roll_hand(const Placing& at);
void add_tapping_tips(const Placing& at);
void add_massager(const Placing& at);

// Round the nipple base: rings of tips, fingers and thumbs beside the nipple, the flange.
void add_tip_ring(const Placing& at, int tips);
void add_straight_fingers(const Placing& at);
void add_thumb(const Placing& at);
void add_flange(const Placing& at);

// Fingers that face each other.
void add_hold(const Placing& at, int fingers, double thumb_clock_rad, double roll_step_m);
void add_nipple_touch(const Placing& at);

}  // namespace lac::hand
