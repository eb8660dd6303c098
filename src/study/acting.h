#pragma once
#include <array>
#include <vector>

#include "anatomy/breast.h"
#include "physiology/physiology.h"
#include "scenario/experiment.h"

namespace lac::study {

/// Skin under one pressure: points of equal weight, on the rest shape.
struct Patch {
  std::vector<Vec3> point_m;    // [point]
  std::vector<Vec3> normal;     // [point] outward
  std::vector<double> area_m2;  // [point]
  double pressure_Pa = 0.0;     // < 0: pulled
  double uniform_frac = 0.0;    // share of it felt everywhere at once: plates
  double plate_area_m2 = 0.0;   // of each of the two plates; 0: none
};

/// A band of pressure along the ducts, as two rolling or squeezing pads make it.
struct DuctBand {
  bool on = false, wave = false, nipple = false;
  double pressure_Pa = 0.0, centre_m = 0.0, from_m = 0.0;  // distances behind the nipple base
  int first_lobe = 0, lobes = 0;
};

/// Skin drawn along (or against) the lymph paths.
struct SkinStroke {
  bool going = false;  // strokes are given; on: the skin is pressed and drawn just now
  bool on = false, against = false;
  double pressure_Pa = 0.0;
  anatomy::SkinCoord centre;
  double radius_m = 0.0;  // 0: the whole skin
};

/// Everything that acts on a patient during one step of the models; index: breast.
struct Acting {
  std::array<double, 2> outside_Pa{};  // at the pores; negative: suction
  std::array<DuctBand, 2> band{};
  std::vector<Patch> patch;  // on the first breast
  SkinStroke stroke;
  double nipple_stimulus = 0.0, stroking_stimulus = 0.0, cue_stimulus = 0.0;
  double vacuum_Pa = 0.0;  // peak, for pain
  double stress = -1.0;    // < 0: the patient's
  double noise = 0.0;      // of the room
  double infusion_ng_per_s = 0.0;
  double pleasantness = 0.0;
  bool pack = false;
  double pack_degC = 40.0;
  std::vector<physiology::PainSource> pain;
  bool quick = false;  // something changes within a second

  bool still() const;
};

/// The nodes of the rest shape as a SurfaceView wants them.
std::vector<float> rest_of(const anatomy::Breast& breast);

/// The patch that an act presses; empty for acts that press none.
/// @param breast  first breast, rest shape
Patch patch_of(const scenario::Act& act, const anatomy::Breast& breast);

/// The point this deep under that place of the skin, rest shape.
Vec3 point_under(const anatomy::Breast& breast, const scenario::Site& site);

/// Pain source of an act that presses.
physiology::PainSource pain_of(const scenario::Act& act, const Patch& patch);

/// Mean stress at x over the patch's pressure: the half-space of incompressible tissue under a
/// normal load (Boussinesq), sum of z/(2 pi R^3) dA, which is the solid angle of the patch seen
/// from x over 2 pi; and 1 where plates press the whole.
double pressure_share(const Patch& patch, Vec3 x_m);

/// Area of a finger pad on soft tissue at this force [F1]: 1.2 cm2 (F/1 N)^0.3 times 1.75.
double pad_area_m2(double force_N);

/// What an act does at this time since it began.
/// @param drunk_m3  milk that came since it began: a baby's hunger
/// @param others    what goes on beside it (stress, cue, infusion)
Acting acting_at(const scenario::Act& act, const sim::PatientParams& patient, double time_s,
                 double step_s, double drunk_m3, const Patch& patch, const Acting& others);

}  // namespace lac::study
