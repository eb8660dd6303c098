#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/vec.h"

namespace lac::input {

/// How a hand is shaped. Values are written to recordings: never renumber, only add at the end.
enum class Posture : std::uint8_t {
  None = 0,   // hand away
  SingleTip,  // one fingertip: palpate, pitting
  FlatPads,   // three flat finger pads side by side
  FlatPalm,
  CHold,            // thumb opposite two fingers, either side of the areola
  RpsRing,          // ring of 6-8 curved tips at the nipple base (two hands)
  Support,          // palm from below
  UHold,            // as CHold from below: thumb and fingers at 9 and 3
  TwoFingerC,       // thumb opposite one finger
  Flower,           // one hand, ring of five curved tips
  StraightFingers,  // two straight fingers along the nipple's side; the other side is another
                    // hand's
  TwoThumbs,        // flat of a thumb lying beside the nipple; one hand a thumb
  FistBacks,        // backs of the fingers of a loose fist
  RollHand,         // palm laid along the breast's side, above, below or beside the nipple
  TappingTips,      // four loose fingertips in a row
  NippleTouch,      // thumb and finger at the nipple's sides
  Flange,           // rim of a pump's funnel
  Massager,         // head of a vibrating, warm massager
  kCount
};

/// Name in files, kebab-case ("u-hold"); empty for None and kCount.
std::string_view posture_id(Posture posture);
/// The posture with this name; nothing for any other.
std::optional<Posture> posture_named(std::string_view id);

/// One tick of time: decisions.md "Time".
enum class TickKind : std::uint8_t { Hand = 0, Rest = 1 };

/// What one hand is told to do during this tick. Forces are commanded; depth is a result.
struct HandInput {
  Posture posture = Posture::None;
  bool touching = false;  // false: hovers over the aim
  Vec3 aim_m;             // patient frame; the hand finds the skin nearest this point
  double twist_rad =
      0.0;  // turn about the skin normal, clockwise as seen; 0: hand's axis toward 12
  // 0..15. Whole hand along the inward normal: SingleTip, FlatPads, FlatPalm, Support, FistBacks,
  // RollHand, TappingTips, Massager. Toward the chest wall: Flange as a whole; each finger of
  // RpsRing, Flower, StraightFingers, TwoThumbs; each pad of a hold (CHold, UHold, TwoFingerC).
  // NippleTouch: each finger toward the other.
  double press_N = 0.0;
  double squeeze_N = 0.0;  // 0..15 per pad, holds only: thumb and fingers toward each other
  double roll_m = 0.0;     // 0..0.02, holds only: how far the pads have rolled toward the nipple
                           // (pads turn as they go, so the skin need not slip)
  double span_m = 0.0;     // RpsRing, Flower, Flange: radius of the ring; holds: distance of the
                           // pads from the nipple base along the skin; 0: the posture's default
  bool coached = false;    // the parent's own hand, doing it at the learner's words
};

/// What a pump or a massager does in this tick; all zero: none runs.
struct Device {
  double vacuum_Pa = 0.0;     // 0..40 000 below the room's pressure, at the cycle's strongest
  double cycle_Hz = 0.0;      // 0..5; 0: steady vacuum
  double vibration_Hz = 0.0;  // 0..300
  double amplitude_m = 0.0;   // 0..0.005, of the massager's head along the skin's normal
};

/// Something the learner or the instructor does that is not touch: consent, a question, a wait, a
/// device, a decision. `id` is one of the scenario's action ids (at most 64 characters).
struct Command {
  std::string id;
  double value = 0.0;  // for actions that carry a number (minutes, a rating); else 0
};

/// All that the outside says during one tick; the only outside influence on the simulation.
struct InputFrame {
  TickKind kind = TickKind::Hand;
  std::array<HandInput, 2> hands;  // [0] the active hand, [1] the other
  std::vector<Command> commands;
  Device device;
};

/// Puts every field in its range and replaces a hand with a non-finite number by an idle one.
/// @return true if something had to be changed.
bool sanitise(InputFrame& frame);

void hash_into(Hasher& hasher, const InputFrame& frame);

}  // namespace lac::input
