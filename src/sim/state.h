#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "contact/contact.h"
#include "ducts/ducts.h"
#include "hand/hand.h"
#include "oedema/oedema.h"
#include "physiology/gland.h"
#include "sim/person.h"
#include "tissue/tissue.h"

namespace lac::sim {

/// Everything of one breast that advances in time. Empty in a body of one breast on the side that
/// it has not.
struct BreastState {
  tissue::TissueState tissue;
  ducts::DuctState ducts;
  oedema::OedemaState oedema;
  physiology::GlandState gland;                     // supply, warmth, red flags
  std::vector<double> ejected_m3;                   // [lobe] let out in its last step
  double heat_drive = 0.0;                          // pain of a too hot pack
  std::vector<float> growth_frac, stiffness_scale;  // [tet] what the tissue was last given
  std::vector<float> rest_x_m;           // [node * 4] the skin untouched: hands are set down on it
  std::vector<double> rest_pressure_Pa;  // [node] FE pressure of the untouched body
  std::vector<double> drop_m3;           // [lobe] hanging drop
  std::vector<float> pale;               // [skin node] blanching, fades
  std::vector<float> oil;                // [skin node] film, 0 dry .. 1 fresh
  double film_frac = 0.0;                // film under the fingers in the last tick
  double tissue_Pa = 0.0;                // mean pressure of the gland, untouched
  double sheath_Pa = 0.0;                // what a blocked lobe's sheath adds in that lobe
  double areola_probe_N_per_m = 0.0;     // last standard-tip probes of the areola...
  double body_probe_N_per_m = 0.0;       // ...and of the breast round it
  int probe_due_ticks = 0;               // > 0: the areola was touched; probe when this runs out
  int untouched_ticks = 0;               // since the last touch, up to a second
  int awake_ticks = 0;  // > 0: FE-stepped although not in hand (it was left, or she turns)
  Pack pack = Pack::None;
  double pack_left_s = 0.0;
  double pit_m = 0.0;          // deepest the present pit was
  double pit_s = 0.0;          // how long it has been rising
  double pit_refill_s = -1.0;  // in which the last one rose by half; -1: none yet
  double milk_out_m3 = 0.0;    // since the start, by all ways
};

/// How she lies, on the way from one position to the next: torso.cpp.
struct TorsoState {
  Position position = Position::Reclined;
  double from_recline_rad = 0.0, from_roll_rad = 0.0;  // where the turn began
  double to_recline_rad = 0.0, to_roll_rad = 0.0;
  double turn_s = 0.0, turned_s = 0.0;  // how long the turn takes, and has taken
  bool turning() const { return turned_s < turn_s; }
};

/// Everything that advances in time, of every model: a value. Seek, step back and undo are copies.
struct State {
  std::int64_t ticks = 0, rest_ticks = 0;
  std::array<BreastState, 2> breast;         // [anatomy::Side]
  anatomy::Side side = anatomy::Side::Left;  // of the breast in hand
  contact::ContactState contact;             // of the hands, on the breast in hand
  hand::HandState hand;
  physiology::PhysiologyState physiology;  // hers: let-down, pain, what she says
  struct FingerLoop {                      // the hand's force loop, one per finger body
    int id = 0;
    double advance_m = 0.0;  // along press_direction, from just touching
    double squeeze_m = 0.0;  // along squeeze_direction
    double stiffness_N_per_m = 0.0, squeeze_stiffness_N_per_m = 0.0;  // running estimates
    double moved_m = 0.0, squeezed_m = 0.0;                           // in the last tick
    double force_N = 0.0, squeeze_force_N = 0.0;  // last tick's, along the two directions
    double normal_N = 0.0;                        // last tick's
    bool touching = false;                        // last tick
    double touch_advance_m = 0.0;  // advance at first touch: depth is measured from here
    double coord_r_m = 0.0;        // last tick's place of the contact on the skin
    Vec3 centre_m;                 // last tick's place of the body
    Vec3 normal;                   // outward, of the skin under it as felt
  };
  std::vector<FingerLoop> loop;  // ascending id
  int other_lag_ticks = 0;       // hand ticks by which the other breast's fluids are behind
  TorsoState torso;
  Receiver receiver = Receiver::None;
  double receiver_m3 = 0.0;                // in the one held now
  double cup_m3 = 0.0, spilt_m3 = 0.0;     // caught, and lost, since the start
  double given_m3 = 0.0;                   // of what was caught: by cup to the baby
  double fed_m3 = 0.0, pumped_m3 = 0.0;    // taken by the baby, by the pump
  double feed_left_s = 0.0, fed_s = 0.0;   // the baby at the breast in hand; since its latch
  double vacuum_s = 0.0, vacuum_Pa = 0.0;  // since the pump's rim sealed; its vacuum in this tick
  double coached_frac = 1.0;  // of the force asked for: the parent's own hand eases where it hurts
  double noise = 0.0, cue = 0.0;  // of the room; of a baby that calls, 0..1
  double stress = -1.0;           // < 0: the case's
  double nipple_stimulus = 0.0, stroking_stimulus = 0.0;
  int last_spoken_nrs = -1;

  BreastState& here() { return breast[static_cast<std::size_t>(side)]; }
  const BreastState& here() const { return breast[static_cast<std::size_t>(side)]; }
  const BreastState& other() const { return breast[1 - static_cast<std::size_t>(side)]; }
};

void hash_into(Hasher& hasher, const State& state);
/// Per-module hashes, for naming the first difference: name, value. Both breasts are in each.
std::vector<std::pair<std::string, std::uint64_t>> module_hashes(const State& state);
std::uint64_t state_hash(const State& state);

}  // namespace lac::sim
