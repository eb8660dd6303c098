#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "anatomy/breast.h"
#include "hand/hand_pose.h"
#include "input/input_frame.h"
#include "sim/person.h"

namespace lac::sim {

/// Where on the breast a contact is, as an observer would name it.
enum class Area : std::uint8_t { Nipple, Areola, Body, AxillaryTail };

/// One finger on the skin, as seen (place, motion) and felt (load).
struct FingerSeen {
  int id = 0;  // hand * 16 + place in the posture
  int hand = 0;
  hand::Part part = hand::Part::Tip;
  Area area = Area::Body;
  double clock_rad = 0.0, r_m = 0.0;  // skin coordinates of the contact's centre
  Vec3 position_m;
  double normal_N = 0.0;
  double area_m2 = 0.0;
  double mean_pressure_Pa = 0.0;
  double depth_m = 0.0;             // how far the skin is pressed in from where the touch began
  double slip_m_per_s = 0.0;        // finger over skin; 0 when sticking
  Vec3 velocity_m_per_s;            // of the finger body, tangential to the skin
  double radial_m_per_s = 0.0;      // of the contact's centre over the skin; > 0 toward the nipple
  double nippleward_m_per_s = 0.0;  // of the finger; > 0 along the local way to the nipple base
  double axillary_m_per_s = 0.0;    // the same, to the axilla
  double clavicular_m_per_s = 0.0, parasternal_m_per_s = 0.0;  // the same for the other nodes
  double skin_shift_m = 0.0;                                   // skin carried along without gliding
  // what the fingertip tells of the place under it
  Firmness firmness = Firmness::Soft;
  bool lump = false;         // a firm place with an edge
  double fluctuance = 0.0;   // 0..1, gives like a water-filled bag
  double warmth_K = 0.0;     // against skin of the chest
  double pit_depth_m = 0.0;  // dent that the last press left here
};

/// One breast as a clinician would chart it.
struct BreastSeen {
  bool present = false;
  int spes = 1;  // six-point engorgement scale, 1 soft .. 6 very firm, very tender
  Firmness firmness = Firmness::Soft;  // of the breast beside the areola, as last felt
  Firmness areola_firmness = Firmness::Soft;
  double areola_compressible = 0.0;  // 0 hard .. 1 soft, as last felt
  double protrusion_m = 0.0;         // nipple's tip above its base
  double redness_frac = 0.0;         // share of the skin that is deeper in colour
  double warmth_K = 0.0;             // warmest place against skin of the chest
  double shine = 0.0;                // 0 matt .. 1 tight and shiny
  double pit_depth_m = 0.0;          // deepest dent on uncovered skin
  double pit_refill_s = -1.0;        // time in which the last dent rose by half; -1: none seen yet
  bool dripping = false;
  double white_spot_m = 0.0;  // on the nipple's end; 0: none
  double broken_skin = 0.0;   // of the nipple, 0 whole .. 1 an open crack
  double in_armpit = 0.0;     // swelling there, 0 none .. 1 large
};

/// A hand on a lymph node area beside the breast.
struct NodeTouch {
  bool touching = false;
  anatomy::NodeGroup group = anatomy::NodeGroup::Axillary;
  Vec3 position_m, velocity_m_per_s;
  double force_N = 0.0;
};

/// What happened in this tick that a person in the room would notice, besides touch.
struct Event {
  std::string id;  // action id, or "says:<utterance id>", "latch:<ok|shallow|fails>", "stop-word"
  double value = 0.0;
};

/// What a skilled observer sees, feels and hears in one tick: all that marking may use
/// (decisions.md "Marks"). Hidden truth is not in here.
struct Observation {
  std::int64_t tick = 0;  // ticks of both kinds since the start
  double time_s = 0.0;
  double step_s = 0.0;  // 1/60 or 1
  input::TickKind kind = input::TickKind::Hand;
  anatomy::Side side = anatomy::Side::Left;
  std::array<input::Posture, 2> posture{};
  std::array<bool, 2> touching{};
  std::array<double, 2> press_axis_N{};  // force along the inward normal, whole hand
  std::vector<FingerSeen> finger;        // touching ones only, ascending id
  std::array<NodeTouch, 2> node{};       // [hand]

  // felt and seen
  double felt_stiffness_N_per_m =
      0.0;  // slope of force on depth under the pressing tip; 0: not pressing
  double areola_compressible = 0.0;  // 0 hard .. 1 soft: what a gentle pinch of the areola tells
  double pit_depth_m = 0.0;          // deepest dent left on uncovered skin
  double blanch_frac = 0.0;          // share of contact skin gone pale (p > blanching pressure)
  double mark_frac = 0.0;            // visible injury, 0..1

  // both breasts, and what is on or under them
  std::array<BreastSeen, 2> breast;  // [anatomy::Side]
  Position position = Position::Reclined;
  std::array<Pack, 2> pack{};  // [anatomy::Side]
  Receiver receiver = Receiver::None;
  double oil_frac = 0.0;          // film under the fingers, else the mean of the breast's skin
  std::array<bool, 2> coached{};  // [hand] the parent's own hand
  double vacuum_Pa = 0.0;         // peak of the pump on the breast
  double vibration_Hz = 0.0;      // of the massager on the breast; 0: off

  // milk
  double cup_m3 = 0.0;         // collected so far
  double fed_m3 = 0.0;         // that the baby took, at the breast and by cup
  double spilt_m3 = 0.0;       // that nothing caught
  double flow_m3_per_s = 0.0;  // now, at the nipple
  int pores_flowing = 0;
  bool spraying = false;  // some pore sprays rather than drips

  // patient
  bool womb_tight = false;    // before birth: a contraction, as her hand on the belly tells
  double face = 0.0;          // 0 calm .. 10 grimace, what the face shows
  int spoken_nrs = -1;        // said in this tick; -1: nothing said
  std::vector<Event> events;  // actions done, words said, results
};

}  // namespace lac::sim
