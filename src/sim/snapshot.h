#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "anatomy/breast.h"
#include "input/input_frame.h"

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
  std::vector<FingerDrawn> finger;
  std::vector<PoreDrawn> pore;
  std::vector<DuctDrawn> duct;
  std::vector<float> lobe_fullness;  // [lobe]
  double cup_mL = 0.0, flow_mL_per_s = 0.0;
  double face = 0.0, nrs_shown = -1.0;  // last spoken; -1: not asked yet
  double hand_force_N = 0.0, hand_mean_pressure_kPa = 0.0, slip_mm_per_s = 0.0;
  bool oil = false;
  // instructor only
  double true_nrs = 0.0, milk_mL = 0.0, areola_excess = 0.0, contraction = 0.0;
  double ms_tissue = 0.0, ms_tick = 0.0;  // wall time, never hashed, never recorded
};

}  // namespace lac::sim
