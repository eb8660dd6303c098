#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "anatomy/breast.h"
#include "input/input_frame.h"
#include "sim/person.h"

namespace lac::sim {

/// A finger as drawn: the commanded hand, not the proxy.
struct FingerDrawn {
  int id = 0, hand = 0;
  input::Posture posture = input::Posture::None;
  int part = 0;  // hand::Part
  std::array<float, 3> a_m{}, b_m{};
  float radius_m = 0.008f;
  float force_N = 0.0f;
};

/// Milk at one pore.
struct PoreDrawn {
  std::array<float, 3> position_m{}, direction{};
  float drop_m3 = 0.0f;      // hanging drop
  float jet_m_per_s = 0.0f;  // 0: no spray
};

struct DuctDrawn {
  std::array<float, 3> a_m{}, b_m{};
  float diameter_m = 0.0f, flow_m3_per_s = 0.0f;
  bool plugged = false;
};

/// The torso as it lies now, on its way to `position`. The patient frame is fixed to it.
struct TorsoDrawn {
  Position position = Position::Reclined;
  double recline_rad = 0.785;  // back from vertical: pi/2 supine, 0 upright, -pi/2 prone
  double roll_rad = 0.0;       // > 0: on her left side
  std::array<float, 3> down{0.0f, -1.0f, 0.0f};  // unit, patient frame
  bool turning = false;
};

/// Colour, warmth and gloss of the skin.
struct SkinLook {
  std::vector<float> redness;   // [skin node] 0 her own colour .. 1 deep inflammation
  std::vector<float> warmth_K;  // [skin node] above normal skin; < 0 under a cold pack
  std::vector<float> shine;     // [skin node] 0 matt .. 1 tight and shiny
};

/// The breast that is not in hand.
struct OtherBreast {
  std::shared_ptr<const anatomy::Breast> breast;  // null: a body of one breast
  std::array<float, 3> origin_m{};  // of its frame, in the frame of the breast in hand
  std::vector<float> skin_m;        // [skin node * 3]
  std::vector<float> excess, blanch, injury, oil;  // [skin node]
  SkinLook look;
  std::vector<PoreDrawn> pore;
  std::vector<float> lobe_fullness;  // [lobe]
};

/// A pump's funnel on the breast.
struct FlangeDrawn {
  bool on = false;                          // held to the breast
  bool sealed = false;                      // its rim bears all round
  std::array<float, 3> centre_m{}, axis{};  // of the rim's plane; axis outward
  float rim_radius_m = 0.0f, tunnel_radius_m = 0.0f;
  float vacuum_Pa = 0.0f;       // inside, now
  float peak_vacuum_Pa = 0.0f;  // as set
  float cycle_Hz = 0.0f;
  float milk_mL = 0.0f;  // collected by it
};

struct MassagerDrawn {
  bool on = false;  // vibrates; where it lies is in `finger`
  float vibration_Hz = 0.0f, amplitude_m = 0.0f;
};

/// A blocked duct.
struct PlugDrawn {
  bool present = false;
  std::array<float, 3> position_m{};  // centre of the lump
  float radius_m = 0.0f;              // of the lump
  float freed_frac = 0.0f;            // 0 blocked .. 1 free
  int lobe = -1;
};

/// All that drawing and panels see of one tick. Immutable once published; no pointers into state.
struct Snapshot {
  std::int64_t tick = 0;
  double time_s = 0.0;
  std::uint64_t state_hash = 0;
  std::shared_ptr<const anatomy::Breast> breast;  // constant data: triangles, coordinates
  std::vector<float> skin_m;                      // [skin node * 3]
  std::vector<float> contact_pressure_Pa;         // [skin node]
  std::vector<float> tissue_pressure_Pa;          // [skin node]
  std::vector<float> excess;                      // [skin node] oedema e
  std::vector<float> blanch;                      // [skin node] 0..1
  std::vector<float> injury;                      // [skin node] 0..1
  // the whole body, for views under the skin
  std::vector<float> node_m;            // [node * 3]
  std::vector<float> node_excess;       // [node] oedema e
  std::vector<float> node_pressure_Pa;  // [node] tissue pressure
  std::vector<FingerDrawn> finger;
  std::vector<PoreDrawn> pore;
  std::vector<DuctDrawn> duct;
  std::vector<float> lobe_fullness;               // [lobe]
  std::vector<float> lobe_milk_mL, lobe_room_mL;  // [lobe] in it now; what it can store
  double cup_mL = 0.0, flow_mL_per_s = 0.0;

  // the person and what is on her
  anatomy::Side side =
      anatomy::Side::Left;  // of the breast in hand, which the fields above tell of
  OtherBreast other;
  TorsoDrawn torso;
  SkinLook look;
  std::vector<float> oil_film;  // [skin node] 0 dry .. 1 fresh oil
  std::vector<float> tracer;    // [skin node] share of the injected dye; empty: none injected
  std::array<Pack, 2> pack{};   // [anatomy::Side]
  std::array<double, 2> pack_left_s{};
  Receiver receiver = Receiver::None;
  double receiver_mL = 0.0;  // room in it
  double spilt_mL = 0.0;     // milk that nothing caught
  FlangeDrawn flange;
  MassagerDrawn massager;
  PlugDrawn plug;
  std::array<double, 3> lymph_mL_per_h{};  // [anatomy::NodeGroup] taken up now
  bool baby_feeds = false;
  std::array<bool, 2> coached{};        // [hand] the parent's own hand
  double face = 0.0, nrs_shown = -1.0;  // last spoken; -1: not asked yet
  double hand_force_N = 0.0, hand_mean_pressure_kPa = 0.0, slip_mm_per_s = 0.0;
  bool oil = false;
  // instructor only
  double true_nrs = 0.0, milk_mL = 0.0, areola_excess = 0.0, contraction = 0.0;
  double ms_tissue = 0.0, ms_tick = 0.0;  // wall time, never hashed, never recorded
};

}  // namespace lac::sim
