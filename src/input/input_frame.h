#pragma once
#include <array>
#include <cstdint>
#include <string>
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
  CHold,    // thumb opposite two fingers, either side of the areola
  RpsRing,  // ring of 6-8 curved tips at the nipple base (two hands)
  Support,  // palm from below
  kCount
};

/// One tick of time: decisions.md "Time".
enum class TickKind : std::uint8_t { Hand = 0, Rest = 1 };

/// What one hand is told to do during this tick. Forces are commanded; depth is a result.
struct HandInput {
  Posture posture = Posture::None;
  bool touching = false;  // false: hovers over the aim
  Vec3 aim_m;             // patient frame; the hand finds the skin nearest this point
  double twist_rad =
      0.0;               // turn about the skin normal, clockwise as seen; 0: hand's axis toward 12
  double press_N = 0.0;  // 0..15, along the inward normal: whole hand for SingleTip, FlatPads,
                         // FlatPalm, Support; per finger for RpsRing; per pad (toward the chest
                         // wall) for CHold
  double squeeze_N = 0.0;  // 0..15 per pad, CHold only: thumb and fingers toward each other
  double roll_m = 0.0;     // 0..0.02, CHold only: how far the pads have rolled toward the nipple
                           // (pads turn as they go, so the skin need not slip)
  double span_m = 0.0;     // RpsRing: radius of the ring; CHold: distance of the pads from the
                           // nipple base along the skin; 0: the posture's default
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
};

/// Puts every field in its range and replaces a hand with a non-finite number by an idle one.
/// @return true if something had to be changed.
bool sanitise(InputFrame& frame);

void hash_into(Hasher& hasher, const InputFrame& frame);

}  // namespace lac::input
