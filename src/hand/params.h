#pragma once
#include "base/sourced.h"

namespace lac::hand {

/// Sizes of the examining hand. All assumed unless noted; effect: contact area and reach.
struct HandParams {
  double tip_radius_m = 0.008;  // fingertip, F1
  double pad_length_m = 0.014;  // straight part of a flat pad
  double palm_radius_m = 0.022;
  double max_aim_step_m = 0.004;  // per tick: the hand moves at most 4 mm a frame
  double ring_radius_m =
      0.014;  // RPS ring on the skin, nipple base; Cotterman: nails touch the nipple's sides
  int ring_tips = 6;  // 6..8 [cotterman-handout]
  double c_hold_span_m =
      0.030;  // pads' distance from the nipple base, 25..38 mm [relayhealth-2013]
  double c_hold_fingers_gap_m = 0.018;  // between the two fingers opposite the thumb
  double pad_extent_m = 0.012;          // the skin's direction is that over this radius
  double max_roll_m = 0.020;
  double max_roll_step_m = 0.002;  // per tick
  double ring_snap_m = 0.006;
  double pads_gap_m = 0.017;         // between the three flat pads
  double shaft_m = 0.030;            // drawn and touching length of a fingertip's body
  double finger_radius_m = 0.0085;   // of a finger's shaft
  double straight_length_m = 0.040;  // straight fingers beside the nipple: two phalanges
  double thumb_radius_m = 0.0105;    // flat of the thumb; two thumbs press a ~25 mm trough
  double thumb_flat_m = 0.022;       // straight part of it
  double knuckle_gap_m = 0.019;      // between the backs of a fist's fingers
  double phalanx_m = 0.022;          // straight part of one
  double flange_radius_m = 0.032;    // rim of a pump's funnel; its tunnel is about 24 mm wide
  double rim_radius_m = 0.004;       // roundness of that rim
  double massager_radius_m = 0.018;  // head of a massager
  double massager_length_m = 0.020;
  double max_coached_step_m = 0.002;  // per tick: the parent's own hand, following words
  double beside_from_m = 0.003;       // aims farther than this from the breast's skin ...
  double node_reach_m = 0.050;        // ... and within this of a node group lie on its area
  double node_stay_m = 0.025;         // a hand there keeps to it this near to the group
  double normal_follow_frac = 0.2;    // per tick: how fast the hand turns with the skin under it
};

}  // namespace lac::hand
