#pragma once
#include <span>
#include <vector>

#include "base/hash.h"
#include "base/step_report.h"
#include "physiology/findings.h"
#include "physiology/physiology.h"

/// What belongs to one breast: supply of its lobes, the fat of its milk, its warmth, its red flags.
/// Oxytocin, pain and words (physiology.h) belong to the mother: with two breasts there are one
/// PhysiologyState and two GlandStates.
namespace lac::physiology {

struct GlandState {
  std::vector<double> supply;    // [lobe] share of S_max that drainage has left it with
  std::vector<double> emptying;  // [lobe] mean degree of emptying of the last day
  double age_s = 0.0;            // since the start, for milk that comes in
  double skin_degC = kSkinTemperature_degC, gland_degC = kGlandTemperature_degC;
  double fat_kg = 0.0, milk_m3 = 0.0;  // let out since the start
  std::vector<double> severity;        // [condition] 0..1
  double injury_severity = 0.0;        // inflammation from rough hands, no condition of the case
  double device_dose_Pa_s = 0.0;       // suction above the comfortable times time
};

struct GlandLoad {
  std::span<const double> fullness = {};        // [lobe] F_i
  std::span<const double> capacity_share = {};  // [lobe]
  std::span<const double> ejected_m3 = {};      // [lobe] milk let out in this step; empty: none
  bool pack = false;                            // a warm or cold pack lies on the skin
  double pack_degC = 40.0;
  double vacuum_Pa = 0.0;    // on the nipple
  double injury_frac = 0.0;  // worst D/D_crit of the tissue
};

/// What the breast does to the other models.
struct GlandOut {
  std::vector<double> synthesis_m3_per_s;  // [lobe]
  double fat_g_per_L = 0.0;                // of the milk let out in this step; 0: none
  double milk_degC = kGlandTemperature_degC;
  double capillary_Pa = 0.0;     // vasomotion: added to capillary pressure
  double collector_scale = 1.0;  // on the rate of lymph collectors
  double venous_scale = 1.0;     // on the blood in its veins
  double comfort_scale = 1.0;    // on the pain threshold
  double heat_drive = 0.0;       // pain drive of a too hot pack
  std::vector<Finding> finding;  // what there is to see, feel and hear
};

GlandState initial_gland(const PhysiologyModel& model, std::size_t lobes);

/// One breast's supply, warmth and red flags; every relaxation by its exact exponential.
///   S_i = S_max m(day) share_i supply_i /(1 + (F_i/F_50)^6);  supply' = supply (mean d -
///   0.67)/tau_s skin' = (T_pack - T)/tau;  gland' = (T_0 + reach (T_skin - T_skin0) - T)/tau_g
/// @param dt_s  > 0
/// @return NonFinite (a load that is not a number) leaves the state as it was. Never throws.
/// @see src/physiology/MODEL.md
StepReport step_gland(const PhysiologyModel& model, const GlandLoad& load, double dt_s,
                      GlandState& state, GlandOut& out);

/// Share of its full rate at which a lobe this full makes milk: 1/(1 + (F/0.95)^6), 0 above 1.4.
double synthesis_share(double fullness);
/// m(day): share of full synthesis this long after birth; 1 for an established mother (day < 0).
double activation(double postpartum_day);

void hash_into(Hasher& hasher, const GlandState& state);

}  // namespace lac::physiology
