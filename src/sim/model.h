#pragma once
// Private to sim/: what Simulation is made of.
#include <memory>
#include <vector>

#include "sim/sim.h"
#include "sim/torso.h"

namespace lac::sim {

/// One node's share of a lobe.
struct NodeShare {
  int node = 0;
  double weight = 0.0;
};

/// Everything constant about one breast of the patient.
struct Model {
  PatientParams patient;  // with this breast's own SideParams
  std::shared_ptr<const anatomy::Breast> breast;
  tissue::TissueModelPtr tissue;
  ducts::DuctModel ducts;
  oedema::OedemaModel oedema;
  physiology::PhysiologyModel physiology;  // this breast's own part: supply, warmth, resting pain
  std::vector<std::vector<NodeShare>> lobe_node;               // [lobe] weights sum to 1
  std::vector<double> lobe_gland_m3;                           // [lobe]
  std::vector<anatomy::Embedded> duct_point;                   // [lobe * segments]
  std::vector<std::array<anatomy::Embedded, 2>> nipple_point;  // [lobe] its duct in the nipple:
                                                               // half way, pore
  std::vector<double> base_E_Pa;                               // [tet] 3 mu without fluid
  std::vector<double> capacity_share;                          // [lobe]
  double start_tissue_Pa = 0.0;  // mean pressure of the gland at the start
  double skin_slack = 1.0;       // skin slack stretch with which the start reaches it
  // a blocked duct
  int plug_lobe = -1;              // -1: none
  anatomy::Embedded plug;          // middle of the lump
  double sheath_Pa = 0.0;          // its lobe's sheath at the start...
  double sheath_swelling = 1.0;    // ...when the lobe was swollen by this share
  std::vector<float> lump_weight;  // [tet] 1 in the lump, 0 away; empty: no plug
  std::vector<float> lump_skin;    // [skin node] 1 over the lump, 0 away; empty: no plug
};

/// Work arrays of one breast in one tick; holds nothing that must survive it.
struct Scratch {
  std::vector<double> p_ext_Pa;                                  // [node]
  std::vector<double> surface_Pa, glide_m_per_s, shaken_per_s;   // [node]
  std::vector<Vec3> stroke;                                      // [node]
  std::vector<double> alveolar_Pa, nipple_Pa;                    // [lobe]
  std::vector<std::array<double, ducts::kSegments>> segment_Pa;  // [lobe]
  std::vector<double> fullness;                                  // [lobe]
  std::vector<double> plug_injury_frac;  // [lobe] round its plug; empty: no plug
  std::vector<physiology::PainSource> pain;
  double pleasantness = 0.0;   // of the best stroke
  std::vector<float> pull_Pa;  // [skin node] the pump's suction; empty: none
  physiology::GlandOut gland;
  ducts::DuctFlow ducts;
  oedema::OedemaFlow oedema;
  tissue::TissueFields tissue;
  bool fields_changed = true;
};

/// How much a blocked lobe is swollen: milk and excess fluid over its gland.
double blocked_swelling(const Model& model, const BreastState& state);
/// Puts the tissue's swelling and stiffness in step with milk and fluid.
void update_fields(const Model& model, BreastState& state);
/// Pressure of the tissue round the ducts: the breast's own, a blocked lobe's sheath, the hands.
void load_ducts(const Model& model, const BreastState& state, Scratch& scratch);
/// Pressure, strokes and glide that the hands put on the interstitium.
void load_oedema(const Model& model, const hand::HandPose& pose, double dt_s, const State& state,
                 Scratch& scratch);
/// What a running massager does to the vessels under its head.
void shake_oedema(const Model& model, const hand::HandPose& pose, const input::Device& device,
                  const State& state, Scratch& scratch);
/// Hands on the lymph node areas beside the breast, as they move in this tick.
std::array<NodeTouch, 2> on_nodes(const Model& model, const input::InputFrame& frame,
                                  const hand::HandPose& pose, const State& state, double dt_s);
/// What they do to the collectors: strokes clear them, a hand that rests there dams them.
void load_collectors(const Model& model, const input::InputFrame& frame, const hand::HandPose& pose,
                     const State& state, double dt_s, oedema::OedemaLoad& load);
/// Let-down stimulus and pain sources of the fingers.
/// @param known_sensitisation  the one that her PhysiologyState starts from
void load_physiology(const Model& model, const hand::HandPose& pose, const input::InputFrame& frame,
                     double dt_s, double known_sensitisation, State& state, Scratch& scratch);
/// The pump's vacuum, where its rim seals; the force with which it pulls its rim on.
void suck(const Model& model, const input::Device& device, double dt_s, hand::HandPose& pose,
          State& state, Scratch& scratch);
/// Vacuum on the pores of the breast in hand, mean over this step: pump or baby.
double suction_Pa(const State& state, double dt_s);
/// Shear rate that a massager on the skin adds to the milk, 1/s.
double stirring_per_s(const Scratch& scratch, const hand::HandPose& pose,
                      const input::Device& device);
/// Pressure that resting pain answers to: of the breast, or of a blocked lobe where that is more.
double aching_Pa(const Model& model, const BreastState& state);
/// How much of a lump lies under a place of the skin: 1 over it, 0 half a lump beyond its edge.
double over_lump(const PlugParams& plug, anatomy::SkinCoord at);
/// Injury round the plug, by its lobe.
void injure_plug(const Model& model, const BreastState& state, Scratch& scratch);
/// Pain threshold over normal at a place of this breast.
double threshold_frac(const Model& model, const Scratch& scratch, anatomy::SkinCoord at);
/// Apparent modulus of what a flat round tip feels, Pa: E = 3 F/(8 a d), incompressible.
double apparent_E_Pa(double force_N, double depth_m, double area_m2);
Firmness firmness_of(double apparent_E_Pa);
/// Colour, warmth and gloss of this breast's skin.
SkinLook skin_look(const Model& model, const Scratch& scratch, const BreastState& state);
/// Mean untouched pressure of the gland, Pa.
double gland_pressure_Pa(const Model& model, const std::vector<double>& node_Pa);
/// Friction coefficient of the skin under the fingers as it is oiled now [F7, F9].
double friction(const Model& model, const BreastState& state);
/// The oil film under gliding fingers wears; what is left of it there decides the next friction.
void wear_oil(const Scratch& scratch, BreastState& state);

/// From the middle of the chest to the middle of one breast, m.
double midline_m(const anatomy::BreastParams& breast);

/// What the tick's commands do to the body; the rest of their meaning is the session's.
void obey(const std::vector<input::Command>& commands, const std::array<const Model*, 2>& model,
          State& state);
/// Milk that left this breast's pores goes to the baby, the receiver or the floor.
void collect(const Model& model, const Scratch& x, anatomy::Side side, State& state);

/// What is seen of one breast.
BreastSeen chart(const Model& model, const Scratch& scratch, const BreastState& state);
/// Fills the observation of a tick: the breast in hand; `out.breast` is the caller's.
void observe(const Model& model, const input::InputFrame& frame, const hand::HandPose& pose,
             double dt_s, const Scratch& scratch, State& state, Observation& out);
/// Draws a snapshot. @param other  null: a body of one breast
Snapshot draw(const Model& model, const Scratch& scratch, const Model* other,
              const Scratch* other_scratch, const hand::HandPose& pose, const Observation& seen,
              const State& state);

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
