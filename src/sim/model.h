#pragma once
// Private to sim/: what Simulation is made of.
#include <memory>
#include <vector>

#include "sim/sim.h"

namespace lac::sim {

/// One node's share of a lobe.
struct NodeShare {
  int node = 0;
  double weight = 0.0;
};

/// Everything constant about one patient's breast.
struct Model {
  PatientParams patient;
  std::shared_ptr<const anatomy::Breast> breast;
  tissue::TissueModelPtr tissue;
  ducts::DuctModel ducts;
  oedema::OedemaModel oedema;
  physiology::PhysiologyModel physiology;
  std::vector<float> rest_x_m;                    // [node * 4] settled, untouched, at the start
  std::vector<std::vector<NodeShare>> lobe_node;  // [lobe] weights sum to 1
  std::vector<double> lobe_gland_m3;              // [lobe]
  std::vector<anatomy::Embedded> duct_point;      // [lobe * segments]
  std::vector<std::array<anatomy::Embedded, 2>> nipple_point;  // [lobe] its duct in the nipple:
                                                               // half way, pore
  std::vector<double> base_E_Pa;                               // [tet] 3 mu without fluid
  std::vector<double> capacity_share;                          // [lobe]
  Vec3 gravity_m_per_s2;
};

/// Work arrays of one tick; holds nothing that must survive it.
struct Scratch {
  std::vector<double> p_ext_Pa;                                  // [node]
  std::vector<double> surface_Pa, glide_m_per_s;                 // [node]
  std::vector<Vec3> stroke;                                      // [node]
  std::vector<double> alveolar_Pa, nipple_Pa;                    // [lobe]
  std::vector<std::array<double, ducts::kSegments>> segment_Pa;  // [lobe]
  std::vector<double> fullness;                                  // [lobe]
  std::vector<physiology::PainSource> pain;
  physiology::PhysiologyOut physiology;
  ducts::DuctFlow ducts;
  oedema::OedemaFlow oedema;
  tissue::TissueFields tissue;
  bool fields_changed = true;
  double largest_tip_force_N = 0.0;
};

/// Puts the tissue's swelling and stiffness in step with milk and fluid.
void update_fields(const Model& model, State& state);
/// Pressure of the tissue round the ducts: the case's own and what the hands add.
void load_ducts(const Model& model, Scratch& scratch);
/// Pressure, strokes and glide that the hands put on the interstitium.
void load_oedema(const Model& model, const hand::HandPose& pose, double dt_s, const State& state,
                 Scratch& scratch);
/// Let-down stimulus and pain sources of the fingers.
void load_physiology(const Model& model, const hand::HandPose& pose, const input::InputFrame& frame,
                     double dt_s, State& state, Scratch& scratch);
/// Friction coefficient of the skin as it is oiled now [F7, F9].
double friction(const Model& model, const State& state);

/// Fills the observation of a tick.
void observe(const Model& model, const input::InputFrame& frame, const hand::HandPose& pose,
             double dt_s, const Scratch& scratch, State& state, Observation& out);
/// Draws a snapshot.
Snapshot draw(const Model& model, const hand::HandPose& pose, const Observation& seen,
              const Scratch& scratch, const State& state);

inline double pressure_at(const anatomy::Embedded& e, const std::vector<double>& node_Pa) {
  double p = 0.0;
  for (int k = 0; k < 4; ++k) p += e.weight[k] * node_Pa[e.node[k]];
  return p;
}
inline Vec3 position_at(const anatomy::Embedded& e, const std::vector<float>& x_m) {
  Vec3 p;
  for (int k = 0; k < 4; ++k)
    p += e.weight[k] * Vec3{x_m[4 * e.node[k]], x_m[4 * e.node[k] + 1], x_m[4 * e.node[k] + 2]};
  return p;
}

}  // namespace lac::sim
