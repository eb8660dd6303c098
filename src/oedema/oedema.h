#pragma once
#include <array>
#include <span>
#include <vector>

#include "anatomy/breast.h"
#include "base/hash.h"
#include "base/step_report.h"
#include "oedema/params.h"

namespace lac::oedema {

inline constexpr int kNodeGroups = 3;  // anatomy::NodeGroup
using GroupValues = std::array<double, kNodeGroups>;

/// Immutable: control volumes round the mesh nodes, and the links between them.
struct OedemaModel {
  OedemaParams params;
  std::vector<double> volume_m3;       // [node] of tissue
  std::vector<double> phi_0;           // [node] normal interstitial fraction
  std::vector<double> case_offset_Pa;  // [node] p_e(e_case) - p_ref, so that the case is at rest
  std::vector<Vec3> lymph_direction;   // [node] unit
  std::vector<double> start_excess;    // [node]
  std::vector<int> link_a, link_b;     // [link] a < b
  std::vector<double> link_m;          // [link] face area / distance, >= 0
  std::vector<double> areola_weight;   // [node]
  // derived once, so that a step only reads them
  std::vector<double> room_m3;            // [node] phi_0 * volume: fluid per unit of e
  std::vector<double> filtration_per_s;   // [node] J_v at the start, per tissue volume
  std::vector<double> injury_limit_Pa_s;  // [node] D_crit
  std::vector<int> skin_above;       // [node] nearest skin node, itself on the skin; -1: no skin
  std::vector<double> stroke_reach;  // [node] share of a skin stroke felt at this depth
  std::vector<int> pit_begin;        // [node + 1] into pit_node; empty range inside
  std::vector<int> pit_node;         // [entry] nodes of the column under a fingertip
  std::vector<double> pit_weight_m;  // [entry] column length * share of the column
  std::vector<double> conductivity_m2_per_Pa_s;  // [table] K(e), evenly spaced
  double table_from_frac = 0.0, table_step_frac = 1.0;
  double start_fluid_m3 = 0.0;
  std::vector<double> blood_frac;        // [node] venous blood of its tissue at rest
  std::vector<GroupValues> group_share;  // [node] where its lymph goes, sums to 1
  GroupValues collector_rest_m3{};       // store of the collectors at rest
};

struct OedemaState {
  std::vector<double> excess;           // [node] e
  std::vector<double> lymph_fill;       // [node] V_L, 0..1
  std::vector<double> stretch_peak_Pa;  // [node] peak of the current stroke at this place; 0: none
  std::vector<double> stretch_s;        // [node] how long the current stroke has lasted
  std::vector<double> stretch_along_s;  // [node] the same, times direction factor and reach
  std::vector<double> injury_Pa_s;      // [node] dose D
  double lymph_out_m3 = 0.0;            // since the start
  double filtered_m3 = 0.0;             // since the start
  double injected_m3 = 0.0;             // since the start
  std::vector<double> venous;           // [node] share of its blood at rest that is there
  GroupValues collector_m3{};           // lymph on its way
  GroupValues reached_m3{};             // lymph that reached the nodes since the start
  // tracer, in units of what was injected; empty: none
  std::vector<double> tracer;    // [node] still in the tissue
  GroupValues tracer_on_way{};   // in the collectors
  GroupValues tracer_reached{};  // in the nodes
};

/// What the hands and the tissue do during a step. An empty span means zero everywhere.
struct OedemaLoad {
  std::span<const double> p_ext_Pa;  // [node] FE pressure above its resting value
  std::span<const double>
      surface_Pa;  // [node] mean contact pressure over it; 0 inside and where untouched
  std::span<const Vec3> stroke;  // [node] unit direction in which the skin is drawn; zero: none
  std::span<const double>
      glide_m_per_s;  // [node] finger over skin, or kneaded skin over deep tissue
  std::span<const double>
      shaken_per_s;              // [node] under a massager's head: shaken_per_s(); 0 elsewhere
  double capillary_Pa = 0.0;     // above its value at the start: warmth, cold, standing
  double oncotic_drop_Pa = 0.0;  // plasma's colloid pressure below its value at the start
  double venous_scale = 1.0;     // on the veins' content: warmth, cold
  double collector_scale = 1.0;  // on the collectors' rate: warmth, cold
  GroupValues outflow_Pa{};      // pressure on the collectors on their way: a strap, a cuff
  GroupValues clearing{};        // 0..1 strokes over the nodes and their collectors
};

/// Work arrays of step(): sized by the first call, hold nothing between calls.
struct OedemaScratch {
  struct Node {
    double p_Pa, K_m2_per_Pa_s, K_slope, net_m3_per_s, spread, leave;
  };
  std::vector<Node> node;                                                      // [node]
  std::vector<double> excess, fill, peak_Pa, stretch_s, along_s, injury_Pa_s;  // [node] next state
  std::vector<double> drive_Pa;  // [node] p_ext - case offset
  std::vector<double> tracer;    // [node] next state; empty: none
  GroupValues taken_m3{};        // uptake of the step by node group
  GroupValues tracer_taken{};    // the same of the tracer
  GroupValues uptake_frac{};     // what the collectors' filling leaves of it
};

struct OedemaFlow {
  double lymph_m3_per_s = 0.0;
  double filtration_m3_per_s = 0.0;
  double areola_excess = 0.0;      // areola-weighted mean e
  double mean_excess = 0.0;        // fluid-weighted
  double worst_injury_frac = 0.0;  // D / D_crit
  double mass_error_m3 = 0.0;      // since the start: fluid now - at the start - filtered -
                                   // injected + lymph
  GroupValues collector_Hz{};      // contractions a second
  GroupValues reached_m3_per_s{};  // lymph arriving at the nodes
  double blood_lost_m3 = 0.0;      // venous blood pressed out just now, < 0: more than at rest
  OedemaScratch scratch;
};

/// Start excess: excess_frac, and areola_excess_frac where areola_weight is 1.
OedemaModel make_model(const anatomy::Breast& breast, const OedemaParams& params);
/// The same with e given per node (a blocked lobe, a dependent half). @param start_excess [node]
OedemaModel make_model(const anatomy::Breast& breast, const OedemaParams& params,
                       std::span<const double> start_excess);
OedemaState initial_state(const OedemaModel& model);

/// Darcy redistribution with upwind conductivity, Starling source, initial lymphatics.
///   d(phi_0 e)/dt = div(K(e) grad p_if) + J_v - J_L,   p_if = p_e(e) - o + p_ext
/// Explicit, conservative and monotone; sub-steps itself so that no volume can overshoot
/// (at most dt <= phi_0 h^2/(6 K_f p_e'), less where a wetting front moves).
/// @param load  arrays sized as the model or empty; asserted
/// @param dt_s  > 0; asserted
/// @return iterations: sub-steps; residual: fluid lost or made by rounding, m3. Clamped: a load
/// beyond
///         50 kPa was cut, or flow was slowed to hold the number of sub-steps. NonFinite: a load is
///         not a number; state is as before. Never throws.
/// @see src/oedema/MODEL.md
StepReport step(const OedemaModel& model, const OedemaLoad& load, double dt_s, OedemaState& state,
                OedemaFlow& out);

/// Recoil pressure of the swollen tissue above that of tissue without excess fluid, Pa.
double recoil_Pa(const OedemaParams& params, double excess);
/// Hydraulic conductivity K(e) from the model's table, m2/(Pa s).
double conductivity_m2_per_Pa_s(const OedemaModel& model, double excess);
/// How often a second a vibrating head empties the vessels under it: f min(1, amplitude/1 mm).
double shaken_per_s(double vibration_Hz, double amplitude_m);
double fluid_m3(const OedemaModel& model, const OedemaState& state);  // excess fluid
/// Fluid column lost since the start under a fingertip at this skin node, m; > 0: a pit, < 0: a
/// rise. A pit shows from kVisiblePit_m. Zero at inner nodes.
double pit_depth_m(const OedemaModel& model, const OedemaState& state, int node);
/// D / D_crit at this node; injured from 1.
double injury_frac(const OedemaModel& model, const OedemaState& state, int node);
/// Share of venous blood gained (> 0) or lost at a node, per tissue volume: it swells the tissue.
double blood_change_frac(const OedemaModel& model, const OedemaState& state, int node);
/// Injects a tracer in a little fluid round a point of the rest shape, spread as a paraboloid.
/// @param amount  of tracer, in any unit  @param radius_m  of the depot, > 0; the nearest node at
/// least
void inject(const OedemaModel& model, const anatomy::TetMesh& mesh, Vec3 rest_point_m,
            double radius_m, double volume_m3, double amount, OedemaState& state);
/// Tracer by where it is: tissue, then collectors and nodes of each group.
double tracer_left(const OedemaState& state);
void hash_into(Hasher& hasher, const OedemaState& state);

}  // namespace lac::oedema
