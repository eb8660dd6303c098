#include "study/acting.h"

#include <algorithm>
#include <cmath>

#include "anatomy/surface_view.h"
#include "base/math.h"
#include "base/units.h"
#include "physiology/suction.h"
#include "study/constants.h"

namespace lac::study {
namespace {

using scenario::Act;

constexpr int kRings = 6, kSpokes = 16;  // of a disc's points

/// What pads do in one kind of hand expression: where the pressed band begins and ends.
struct Technique {
  std::string_view name;
  double from_m, to_m;  // behind the nipple base
  double amount;        // of the pressure
  bool wave, nipple;
};
constexpr Technique kTechniques[] = {
    {"roll", 27e-3, 10e-3, 1.0, true, false},     {"squeeze", 25e-3, 25e-3, 1.0, false, false},
    {"reverse", 10e-3, 27e-3, 1.0, false, false}, {"too-far", 50e-3, 35e-3, 1.0, true, false},
    {"too-near", 8e-3, 8e-3, 1.0, false, false},  {"slide", 40e-3, 5e-3, kSlide_frac, false, false},
    {"nipple", 0.0, 0.0, 1.0, false, true},       {"none", 27e-3, 10e-3, 0.0, true, false},
};

double phase_of(double time_s, double cycle_Hz) {
  const double cycles = time_s * cycle_Hz;
  return cycles - std::floor(cycles);
}

/// Vacuum of a pump or baby during a step that ends at `end_s`.
physiology::SuctionProfile profile_of(const Act& act, double peak_Pa) {
  if (act.kind == Act::Kind::Suckle)
    return physiology::infant_profile(
        peak_Pa, act.rest_vacuum_Pa > 0.0 ? act.rest_vacuum_Pa : physiology::kInfantBase_Pa.value);
  physiology::SuctionProfile profile = physiology::pump_profile(peak_Pa, act.cycle_Hz);
  profile.base_Pa = act.rest_vacuum_Pa;
  profile.rise_frac = profile.fall_frac = 0.5 * act.pulse_frac;
  profile.hold_frac = 0.0;
  return profile;
}

void add_disc(const anatomy::SurfaceView& skin, anatomy::SkinCoord centre, double inner_m,
              double outer_m, Patch& patch) {
  // rings of equal width round the centre, in the skin's flat chart
  const double x_m = centre.r_m * sin(centre.clock_rad), y_m = centre.r_m * cos(centre.clock_rad);
  const double width_m = (outer_m - inner_m) / kRings;
  for (int i = 0; i < kRings; ++i) {
    const double r_m = inner_m + (i + 0.5) * width_m;
    for (int k = 0; k < kSpokes; ++k) {
      const double turn = 2.0 * kPi * (k + 0.5 * (i % 2)) / kSpokes;
      const double right_m = x_m + r_m * sin(turn), up_m = y_m + r_m * cos(turn);
      const anatomy::SkinPoint p =
          skin.at({anatomy::clock_of(right_m, up_m), std::sqrt(right_m * right_m + up_m * up_m)});
      patch.point_m.push_back(p.position_m);
      patch.normal.push_back(p.normal);
      patch.area_m2.push_back(2.0 * kPi * r_m * width_m / kSpokes);
    }
  }
}

DuctBand band_at(const Act& act, double time_s) {
  const auto way = std::find_if(std::begin(kTechniques), std::end(kTechniques),
                                [&](const Technique& t) { return t.name == act.technique; });
  if (way == std::end(kTechniques)) return {};

  // press in the first third of a stroke, move the band in its second half, let go
  const double phase = phase_of(time_s, act.cycle_Hz) / (1.0 - act.release_frac);
  double force = 0.0, centre_m = way->from_m;
  if (phase < 1.0) {
    force = smoothstep(phase / 0.3) * (1.0 - smoothstep((phase - 0.9) / 0.1));
    centre_m = lerp(way->from_m, way->to_m, smoothstep((phase - 0.35) / 0.5));
  }
  double duct_Pa = act.pressure_Pa;
  if (act.force_N > 0.0) duct_Pa = kPadToDuct_frac * act.force_N / pad_area_m2(act.force_N);
  return {.on = true,
          .wave = way->wave,
          .nipple = way->nipple,
          .pressure_Pa = duct_Pa * way->amount * force,
          .centre_m = centre_m,
          .from_m = way->from_m,
          .first_lobe = static_cast<int>(time_s / act.move_on_s) * act.lobes,
          .lobes = act.lobes};
}

/// Pads hurt by their force; at the ducts half of their mean arrives.
physiology::PainSource pads_pain(const Act& act, double duct_Pa) {
  const double most_Pa = act.force_N > 0.0
                             ? kPadToDuct_frac * act.force_N / pad_area_m2(act.force_N)
                             : act.pressure_Pa;
  const double mean_Pa = duct_Pa / kPadToDuct_frac;
  // F = p A(F):  p = F^(1 - n) / (A_1 s)
  const double force_N = act.force_N > 0.0
                             ? act.force_N
                             : pow(most_Pa / kPadToDuct_frac * kPadArea_m2 * kPadOnSoft,
                                   1.0 / (1.0 - kPadAreaExponent));
  return {.peak_pressure_Pa = kPadPeak * mean_Pa, .area_m2 = pad_area_m2(force_N)};
}

void suck(const Act& act, const sim::PatientParams& patient, double end_s, double step_s,
          double drunk_m3, Acting& out) {
  const bool baby = act.kind == Act::Kind::Suckle;
  double peak_Pa = act.vacuum_Pa > 0.0 ? act.vacuum_Pa : physiology::kInfantPeak_Pa.value;
  if (act.comfort_frac > 0.0) peak_Pa = act.comfort_frac * patient.physiology.comfortable_vacuum_Pa;
  const physiology::SuctionProfile profile = profile_of(act, peak_Pa);
  double vacuum_Pa = act.average && step_s > 0.0
                         ? physiology::mean_suction_Pa(profile, end_s - step_s, end_s)
                         : physiology::suction_Pa(profile, end_s);
  const double appetite_m3 =
      patient.physiology.appetite_m3 * (act.appetite_frac > 0.0 ? act.appetite_frac : 1.0);
  if (baby && drunk_m3 >= appetite_m3) return;  // content: it lets go
  double stimulus = baby ? physiology::feeding_stimulus(end_s, drunk_m3, appetite_m3)
                         : physiology::pump_stimulus(peak_Pa);
  if (act.shield) {
    vacuum_Pa = physiology::through_shield_Pa(vacuum_Pa);
    stimulus = physiology::through_shield(stimulus);
  }

  // one let-down for both: the stronger nipple's stimulus, and a share of the other's
  const bool both = act.breasts == Act::Breasts::Both;
  out.nipple_stimulus = stimulus * (both ? 1.0 + kSecondNipple : 1.0);
  if (act.breasts != Act::Breasts::Second) out.outside_Pa[0] = -vacuum_Pa;
  if (act.breasts != Act::Breasts::First) out.outside_Pa[1] = -vacuum_Pa;
  out.vacuum_Pa = baby ? 0.0 : peak_Pa;
  out.quick = !act.average && act.cycle_Hz > 0.0;
}

}  // namespace

bool Acting::still() const {
  return outside_Pa[0] == 0.0 && outside_Pa[1] == 0.0 && !band[0].on && !band[1].on &&
         patch.empty() && !stroke.on && nipple_stimulus == 0.0 && stroking_stimulus == 0.0 &&
         cue_stimulus == 0.0 && infusion_ng_per_s == 0.0 && !quick;
}

double pad_area_m2(double force_N) {
  return kPadArea_m2 * kPadOnSoft * pow(std::max(force_N, 0.01), kPadAreaExponent);
}

std::vector<float> rest_of(const anatomy::Breast& breast) {
  std::vector<float> rest_m;
  rest_m.reserve(4 * breast.mesh.node_m.size());
  for (const Vec3& x : breast.mesh.node_m)
    for (const double c : {x.x, x.y, x.z, 0.0}) rest_m.push_back(static_cast<float>(c));
  return rest_m;
}

Patch patch_of(const Act& act, const anatomy::Breast& breast) {
  Patch patch;
  if (act.kind != Act::Kind::Press) return patch;
  const std::vector<float> rest_m = rest_of(breast);
  const anatomy::SurfaceView skin{&breast, rest_m};
  const anatomy::SkinCoord centre{act.site.clock_rad, act.site.r_m};
  double area_m2 = act.area_m2;
  if (area_m2 <= 0.0)
    area_m2 = act.shape == Act::Shape::Plates ? kPlateArea_m2.value : pad_area_m2(act.force_N);
  const double radius_m = std::sqrt(area_m2 / kPi);

  switch (act.shape) {
    case Act::Shape::Ring:
      add_disc(skin, {}, kRingInner_m, kRingOuter_m, patch);
      area_m2 = kPi * (kRingOuter_m * kRingOuter_m - kRingInner_m * kRingInner_m);
      break;
    case Act::Shape::Pads: {
      const double across =
          centre.clock_rad >= kPi ? centre.clock_rad - kPi : centre.clock_rad + kPi;
      add_disc(skin, centre, 0.0, radius_m, patch);
      add_disc(skin, {across, centre.r_m}, 0.0, radius_m, patch);
      break;
    }
    case Act::Shape::Plates:
      patch.uniform_frac = 1.0;
      patch.plate_area_m2 = area_m2;
      break;
    default:
      add_disc(skin, centre, 0.0, radius_m, patch);
  }
  patch.pressure_Pa = act.force_N > 0.0 ? act.force_N / area_m2 : act.pressure_Pa;
  if (act.pull) patch.pressure_Pa = -patch.pressure_Pa;
  return patch;
}

Vec3 point_under(const anatomy::Breast& breast, const scenario::Site& site) {
  const std::vector<float> rest_m = rest_of(breast);
  const anatomy::SkinPoint skin =
      anatomy::SurfaceView{&breast, rest_m}.at({site.clock_rad, site.r_m});
  return skin.position_m - site.depth_m * skin.normal;
}

physiology::PainSource pain_of(const Act& act, const Patch& patch) {
  const bool finger = act.shape == Act::Shape::Finger || act.shape == Act::Shape::Pads ||
                      act.shape == Act::Shape::Ring;
  double area_m2 = act.area_m2 > 0.0 ? act.area_m2 : pad_area_m2(act.force_N);
  if (act.shape == Act::Shape::Plates && act.area_m2 <= 0.0) area_m2 = kPlateArea_m2;
  if (act.shape == Act::Shape::Ring) area_m2 = pad_area_m2(1.0);  // each tip hurts for itself
  return {.peak_pressure_Pa = std::max(patch.pressure_Pa, 0.0) * (finger ? kPadPeak.value : 1.0),
          .area_m2 = area_m2};
}

double pressure_share(const Patch& patch, Vec3 x_m) {
  double sum = patch.uniform_frac;
  for (std::size_t i = 0; i < patch.point_m.size(); ++i) {
    const Vec3 d = x_m - patch.point_m[i];
    const double depth_m = std::max(-dot(d, patch.normal[i]), kSkinLayer_m.value);
    const Vec3 across = tangential(d, patch.normal[i]);
    const double R2 = dot(across, across) + depth_m * depth_m;
    sum += patch.area_m2[i] * depth_m / (2.0 * kPi * R2 * std::sqrt(R2));
  }
  return std::min(sum, 1.0);
}

Acting acting_at(const Act& act, const sim::PatientParams& patient, double time_s, double step_s,
                 double drunk_m3, const Patch& patch, const Acting& others) {
  Acting out;
  out.stress = others.stress;
  out.noise = others.noise;
  out.cue_stimulus = others.cue_stimulus;
  out.infusion_ng_per_s = others.infusion_ng_per_s;
  out.pack = others.pack;
  out.pack_degC = others.pack_degC;
  const double end_s = time_s + step_s;  // backward Euler: the load at the end of the step
  switch (act.kind) {
    case Act::Kind::Pump:
    case Act::Kind::Suckle:
      suck(act, patient, end_s, step_s, drunk_m3, out);
      break;
    case Act::Kind::Express: {
      const DuctBand band = band_at(act, end_s);
      if (act.breasts != Act::Breasts::Second) out.band[0] = band;
      if (act.breasts != Act::Breasts::First) out.band[1] = band;
      out.nipple_stimulus = act.technique == "none" ? 0.0 : physiology::rolling_stimulus();
      out.pain.push_back(pads_pain(act, band.pressure_Pa));
      out.quick = true;
      break;
    }
    case Act::Kind::Stroke: {
      const bool on = phase_of(end_s, act.cycle_Hz) < 1.0 - act.release_frac;
      out.stroke = {.going = true,
                    .on = on,
                    .against = act.against,
                    .pressure_Pa = act.pressure_Pa,
                    .centre = {act.site.clock_rad, act.site.r_m},
                    .radius_m = std::sqrt(act.area_m2 / kPi)};
      out.stroking_stimulus = out.pleasantness = 1.0;
      out.quick = true;
      break;
    }
    case Act::Kind::Press:
      out.patch.push_back(patch);
      if (end_s < act.ramp_s) out.patch.back().pressure_Pa *= end_s / act.ramp_s;
      out.quick = end_s < act.ramp_s;
      out.pain.push_back(pain_of(act, out.patch.back()));
      break;
    default:
      break;
  }
  return out;
}

}  // namespace lac::study
