#include "study/quantities.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "anatomy/surface_view.h"
#include "base/math.h"
#include "base/units.h"
#include "study/constants.h"

namespace lac::study {
namespace {

using D = Dimension;
using K = QuantityKind;
using S = const Scene&;
using B = const BreastView&;
using P = const Place&;

constexpr double kUntold = std::numeric_limits<double>::quiet_NaN();  // no tissue is solved
constexpr int kMainDuct = ducts::kSegments - 1;

/// Sum or mean over lobes, or the one lobe that is asked for.
template <class F>
double over_lobes(B b, P p, bool mean, F of) {
  if (p.lobe >= 0) return p.lobe < b.ducts->lobes ? of(p.lobe) : 0.0;
  double sum = 0.0;
  for (int i = 0; i < b.ducts->lobes; ++i) sum += of(i);
  return mean ? sum / b.ducts->lobes : sum;
}

double mean_fullness(B b, P p) {
  if (p.lobe >= 0 && p.lobe < b.ducts->lobes)
    return ducts::lobe_fullness(*b.ducts, *b.milk, p.lobe);
  double milk_m3 = 0.0, capacity_m3 = 0.0;
  for (int i = 0; i < b.ducts->lobes; ++i)
    milk_m3 += b.milk->alveolar_m3[i], capacity_m3 += b.ducts->capacity_m3[i];
  return milk_m3 / capacity_m3;
}

int nearest_node(B b, Vec3 x_m, bool on_skin) {
  const anatomy::TetMesh& mesh = b.anatomy->mesh;
  int best = -1;
  double least = 0.0;
  for (int i = 0; i < static_cast<int>(mesh.node_m.size()); ++i) {
    if (on_skin && mesh.skin_index[i] < 0) continue;
    const Vec3 d = mesh.node_m[i] - x_m;
    if (best < 0 || dot(d, d) < least) best = i, least = dot(d, d);
  }
  return best;
}

double pressed_Pa(S s, B b, P p) {
  if (s.tissue != nullptr) return pressure_Pa(*s.tissue, p.site);
  double Pa = 0.0;
  const Vec3 x = point_under(*b.anatomy, p.site);
  for (const Patch& patch : s.acting.patch) Pa += patch.pressure_Pa * pressure_share(patch, x);
  return Pa;
}

/// What the solved tissue shows; nothing where none is solved.
template <class F>
double of_tissue(S s, F of) {
  return s.tissue != nullptr ? of(*s.tissue) : kUntold;
}

double excess_at(B b, P p) {
  return b.fluid->excess[nearest_node(b, point_under(*b.anatomy, p.site), false)];
}

double tracer_share(B b, int group) {
  const auto& reached = b.fluid->tracer_reached;
  const double all = reached[0] + reached[1] + reached[2];
  return all > 0.0 ? reached[group] / all : 0.0;
}

double most_of(B b, double physiology::Finding::*what) {
  double most = 0.0;
  for (const physiology::Finding& f : b.gland_out->finding) most = std::max(most, f.*what);
  return most;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double v : values) sum += v;
  return sum;
}

// clang-format off
constexpr std::array kQuantities = {
    Quantity{"time", "s", D::Time, K::Total, "Since the start; per ejection: from one to the next", [](S s, B, P) { return s.time_s; }},
    // milk
    Quantity{"milk_out", "mL", D::Volume, K::Total, "Milk that has left the nipple", [](S, B b, P) { return b.tally.milk_out_m3; }},
    Quantity{"milk_share", "", D::Fraction, K::Total, "The same over the milk held at the start (alveoli and ducts): share of available milk", [](S, B b, P) { return b.tally.milk_out_m3 / b.start_milk_m3; }},
    Quantity{"milk_left", "mL", D::Volume, K::Level, "Milk in alveoli and ducts", [](S, B b, P) { return ducts::milk_m3(*b.ducts, *b.milk); }},
    Quantity{"milk_made", "mL", D::Volume, K::Total, "Milk made by the lobes", [](S, B b, P) { return b.tally.made_m3; }},
    Quantity{"milk_flow", "mL/min", D::FlowRate, K::Level, "Flow out of the nipple", [](S, B b, P p) { return b.flow->pore_m3_per_s.empty() ? 0.0 : over_lobes(b, p, false, [&](int i) { return b.flow->pore_m3_per_s[i]; }); }},
    Quantity{"backflow", "mL", D::Volume, K::Total, "Milk driven back from ducts to alveoli", [](S, B b, P) { return b.tally.backflow_m3; }},
    Quantity{"synthesis", "mL/h", D::FlowRate, K::Level, "Milk made now", [](S, B b, P) { return sum_of(b.gland_out->synthesis_m3_per_s); }},
    Quantity{"fullness", "", D::Fraction, K::Level, "Milk over storage capacity: 1 full, 0 empty", [](S, B b, P p) { return mean_fullness(b, p); }},
    Quantity{"emptying", "", D::Fraction, K::Level, "Degree of emptying, 1 - fullness", [](S, B b, P p) { return 1.0 - mean_fullness(b, p); }},
    Quantity{"pores_flowing", "", D::None, K::Level, "Pores that let out milk now", [](S, B b, P) { return static_cast<double>(std::count_if(b.flow->pore_m3_per_s.begin(), b.flow->pore_m3_per_s.end(), [](double q) { return q > 1e-12; })); }},
    Quantity{"milk_fat", "g/L", D::None, K::Ratio, "Fat of the milk that left the nipple, pooled over the time of the reading", [](S, B b, P) { return b.gland->fat_kg; }, [](S, B b, P) { return b.gland->milk_m3; }},
    // ducts
    Quantity{"duct_diameter", "mm", D::Length, K::Level, "Main duct at the nipple base, mean over ducts or one lobe's", [](S, B b, P p) { return over_lobes(b, p, true, [&](int i) { return ducts::duct_diameter_m(*b.ducts, *b.milk, i, kMainDuct); }); }},
    Quantity{"deep_duct_diameter", "mm", D::Length, K::Level, "Deepest duct segment, 45 mm behind the nipple base", [](S, B b, P p) { return over_lobes(b, p, true, [&](int i) { return ducts::duct_diameter_m(*b.ducts, *b.milk, i, 0); }); }},
    Quantity{"alveolar_pressure", "kPa", D::Pressure, K::Level, "Inside the alveoli, mean over lobes or one", [](S, B b, P p) { return b.flow->alveolar_Pa.empty() ? 0.0 : over_lobes(b, p, true, [&](int i) { return b.flow->alveolar_Pa[i]; }); }},
    Quantity{"plug_yield", "kPa", D::Pressure, K::Level, "Pressure at which the plug gives way; 0: none", [](S, B b, P) { return *std::max_element(b.milk->plug_yield_Pa.begin(), b.milk->plug_yield_Pa.end()); }},
    Quantity{"vacuum", "mmHg", D::Pressure, K::Level, "At the nipple, below the air's", [](S s, B, P) { return -s.acting.outside_Pa[0]; }},
    // let-down
    Quantity{"ejections", "", D::None, K::Total, "Milk ejections, as the glands make them", [](S s, B, P) { return static_cast<double>(s.body->ejections); }},
    Quantity{"ejecting_time", "s", D::Time, K::Total, "Time spent in ejections; per ejection: how long each is", [](S, B b, P) { return b.tally.ejecting_s; }},
    Quantity{"contraction", "", D::Fraction, K::Level, "Contraction of the glands, 0 to 1; an ejection above 0.3", [](S s, B, P) { return s.body->contraction; }},
    Quantity{"ejecting", "", D::None, K::Level, "1 during an ejection", [](S s, B, P) { return s.body->ejecting ? 1.0 : 0.0; }},
    Quantity{"plasma_oxytocin", "pg/mL", D::None, K::Level, "In plasma", [](S s, B, P) { return s.body->plasma_pg_per_mL; }},
    Quantity{"oxytocin_pulses", "", D::None, K::Total, "Pulses of release", [](S s, B, P) { return static_cast<double>(s.body->pulses); }},
    Quantity{"stimulus", "", D::None, K::Level, "At the nipple, 1 a strong pump's", [](S s, B, P) { return s.acting.nipple_stimulus; }},
    Quantity{"inhibition", "", D::Fraction, K::Level, "Of let-down, by pain, stress and noise", [](S s, B, P) { return s.body->inhibition; }},
    // fluid and lymph
    Quantity{"excess", "", D::None, K::Level, "Interstitial fluid above normal over normal, of the breast", [](S, B b, P) { return b.fluid_flow->mean_excess; }},
    Quantity{"areola_excess", "", D::None, K::Level, "The same of the areolar disc, 12.5 mm round and 12 mm deep", [](S, B b, P) { return b.fluid_flow->areola_excess; }},
    Quantity{"excess_at", "", D::None, K::Level, "The same at a place and depth", [](S, B b, P p) { return excess_at(b, p); }},
    Quantity{"interstitial_pressure", "mmHg", D::Pressure, K::Level, "Fluid pressure at a place and depth, with what presses there", [](S s, B b, P p) { return kRestInterstitial_Pa + oedema::recoil_Pa(b.oedema->params, excess_at(b, p)) + pressed_Pa(s, b, p); }},
    Quantity{"tissue_pressure", "kPa", D::Pressure, K::Level, "Pressure that a load puts on the tissue at a place and depth", [](S s, B b, P p) { return pressed_Pa(s, b, p); }},
    Quantity{"pit_depth", "mm", D::Length, K::Level, "Dent that stays at a place, fluid pressed away", [](S, B b, P p) { return oedema::pit_depth_m(*b.oedema, *b.fluid, nearest_node(b, point_under(*b.anatomy, p.site), true)); }},
    Quantity{"lymph_out", "mL", D::Volume, K::Total, "Lymph that left the breast", [](S, B b, P) { return b.fluid->lymph_out_m3; }},
    Quantity{"filtered", "mL", D::Volume, K::Total, "Fluid filtered by capillaries", [](S, B b, P) { return b.fluid->filtered_m3; }},
    Quantity{"lymph_flow", "mL/h", D::FlowRate, K::Level, "Lymph now", [](S, B b, P) { return b.fluid_flow->lymph_m3_per_s; }},
    Quantity{"filtration", "mL/h", D::FlowRate, K::Level, "Filtration now", [](S, B b, P) { return b.fluid_flow->filtration_m3_per_s; }},
    Quantity{"injury", "", D::Fraction, K::Level, "Worst dose of moving pressure over that which injures", [](S, B b, P) { return b.fluid_flow->worst_injury_frac; }},
    Quantity{"collector_rate", "/min", D::Frequency, K::Level, "Contractions of the lymph collectors to the armpit", [](S, B b, P) { return b.fluid_flow->collector_Hz[0]; }},
    Quantity{"tracer_left", "", D::Fraction, K::Level, "Share of the injected tracer still in the tissue", [](S, B b, P) { return oedema::tracer_left(*b.fluid); }},
    Quantity{"tracer_axillary", "", D::Fraction, K::Level, "Share of the tracer in the nodes so far that reached those of the armpit", [](S, B b, P) { return tracer_share(b, 0); }},
    Quantity{"tracer_parasternal", "", D::Fraction, K::Level, "The same, beside the breastbone", [](S, B b, P) { return tracer_share(b, 1); }},
    Quantity{"tracer_clavicular", "", D::Fraction, K::Level, "The same, above the collarbone", [](S, B b, P) { return tracer_share(b, 2); }},
    Quantity{"tracer_in_nodes", "", D::Fraction, K::Level, "Share of the tracer that reached any nodes", [](S, B b, P) { return b.fluid->tracer_reached[0] + b.fluid->tracer_reached[1] + b.fluid->tracer_reached[2]; }},
    Quantity{"venous_blood", "mL", D::Volume, K::Level, "Venous blood pressed out, negative: more than at rest", [](S, B b, P) { return b.fluid_flow->blood_lost_m3; }},
    Quantity{"skin_temperature", "degC", D::Temperature, K::Level, "Of the skin", [](S, B b, P) { return b.gland->skin_degC; }},
    // the tissue's shape: finite elements only
    Quantity{"indentation", "mm", D::Length, K::Level, "How far a place of the skin is pressed in from where it was at the start; outward: negative", [](S s, B, P p) { return of_tissue(s, [&](const TissueView& t) { return indentation_m(t, p.site); }); }, nullptr, true},
    Quantity{"skin_shift", "mm", D::Length, K::Level, "How far a place of the skin is from where it was at the start", [](S s, B, P p) { return of_tissue(s, [&](const TissueView& t) { return shift_m(t, p.site); }); }, nullptr, true},
    Quantity{"skin_stretch", "", D::None, K::Level, "Largest principal stretch of the skin at a place since the start", [](S s, B, P p) { return of_tissue(s, [&](const TissueView& t) { return skin_stretch(t, p.site, true); }); }, nullptr, true},
    Quantity{"skin_stretch_least", "", D::None, K::Level, "Least principal stretch of the skin at a place since the start", [](S s, B, P p) { return of_tissue(s, [&](const TissueView& t) { return skin_stretch(t, p.site, false); }); }, nullptr, true},
    Quantity{"nipple_shift", "mm", D::Length, K::Level, "How far the nipple's base is from where it was at the start", [](S s, B, P) { return of_tissue(s, [](const TissueView& t) { return nipple_shift_m(t); }); }, nullptr, true},
    Quantity{"nipple_diameter", "mm", D::Length, K::Level, "Width of the nipple, mean between 0.3 and 0.8 of its height", [](S s, B, P) { return of_tissue(s, [](const TissueView& t) { return nipple_diameter_m(t); }); }, nullptr, true},
    Quantity{"nipple_length", "mm", D::Length, K::Level, "From the nipple's base to its tip", [](S s, B, P) { return of_tissue(s, [](const TissueView& t) { return nipple_length_m(t); }); }, nullptr, true},
    Quantity{"gland_thickness", "mm", D::Length, K::Level, "Gland that a probe at a place, held toward the chest wall, meets along its beam", [](S s, B, P p) { return of_tissue(s, [&](const TissueView& t) { return gland_thickness_m(t, p.site); }); }, nullptr, true},
    Quantity{"gland_strain", "%", D::Fraction, K::Level, "Thinning of that gland since the start over its thickness then", [](S s, B, P p) { return of_tissue(s, [&](const TissueView& t) { return gland_strain(t, p.site); }); }, nullptr, true},
    Quantity{"tissue_thickness", "mm", D::Length, K::Level, "All tissue that a probe at a place meets, to the chest wall", [](S s, B, P p) { return of_tissue(s, [&](const TissueView& t) { return tissue_thickness_m(t, p.site); }); }, nullptr, true},
    Quantity{"plate_gap", "mm", D::Length, K::Level, "Thickness of the breast between two plates; 0: none press", [](S s, B, P) { return of_tissue(s, [](const TissueView& t) { return t.plate_gap_m; }); }, nullptr, true},
    Quantity{"plate_force", "N", D::Force, K::Level, "Force of the plates, mean of the two", [](S s, B, P) { return of_tissue(s, [](const TissueView& t) { return t.plate_N; }); }, nullptr, true},
    Quantity{"plate_pressure", "kPa", D::Pressure, K::Level, "Of the plates on the skin that they touch", [](S s, B, P) { return of_tissue(s, [](const TissueView& t) { return t.plate_m2 > 0.0 ? t.plate_N / t.plate_m2 : 0.0; }); }, nullptr, true},
    Quantity{"hand_force", "N", D::Force, K::Level, "All fingers on the first breast, along the skin's normal", [](S s, B, P) { return of_tissue(s, [](const TissueView& t) { return t.hand_N; }); }, nullptr, true},
    Quantity{"hand_pressure", "kPa", D::Pressure, K::Level, "The same over the skin they touch", [](S s, B, P) { return of_tissue(s, [](const TissueView& t) { return t.hand_m2 > 0.0 ? t.hand_N / t.hand_m2 : 0.0; }); }, nullptr, true},
    Quantity{"breast_volume", "mL", D::Volume, K::Level, "Of everything in front of the chest wall", [](S s, B, P) { return of_tissue(s, [](const TissueView& t) { return volume_m3(t); }); }, nullptr, true},
    // comfort
    Quantity{"pain", "", D::None, K::Level, "What she feels, 0 to 10", [](S s, B, P) { return s.body->felt_nrs; }},
    Quantity{"pain_said", "", D::None, K::Level, "What she says, 0 to 10, with the scatter of words", [](S s, B, P) { return s.body->nrs; }},
    Quantity{"pain_threshold", "", D::Fraction, K::Level, "Her pain threshold over normal, now", [](S s, B, P) { return s.body->sensitisation; }},
    // what shows
    Quantity{"redness", "", D::Fraction, K::Level, "Reddest place of the skin, 0 to 1", [](S, B b, P) { return most_of(b, &physiology::Finding::redness); }},
    Quantity{"warmer", "degC", D::None, K::Level, "Warmest place of the skin over the skin round it", [](S, B b, P) { return most_of(b, &physiology::Finding::warmth_degC); }},
    Quantity{"fluctuance", "", D::Fraction, K::Level, "How like a bag of water a swelling gives, 0 to 1", [](S, B b, P) { return most_of(b, &physiology::Finding::fluctuance); }},
    Quantity{"nipple_damage", "", D::Fraction, K::Level, "Broken skin of the nipple, 0 to 1", [](S, B b, P) { return most_of(b, &physiology::Finding::broken_skin); }},
    Quantity{"white_spot", "mm", D::Length, K::Level, "White spot on a pore; 0: none", [](S, B b, P) { return most_of(b, &physiology::Finding::white_spot_m); }},
    Quantity{"womb_contractions", "", D::None, K::Total, "Before birth: contractions of the womb", [](S s, B, P) { return static_cast<double>(s.body->contractions); }},
    // balances
    Quantity{"milk_balance", "mL", D::Volume, K::Level, "Largest error of a step's milk balance", [](S, B b, P) { return b.tally.milk_error_m3; }},
    Quantity{"fluid_balance", "mL", D::Volume, K::Level, "Error of the fluid's balance since the start", [](S, B b, P) { return std::fabs(b.fluid_flow->mass_error_m3); }},
};
// clang-format on

constexpr auto kNames = [] {
  std::array<scenario::QuantityName, kQuantities.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i)
    names[i] = {kQuantities[i].name, kQuantities[i].unit, kQuantities[i].dimension};
  return names;
}();

}  // namespace

std::span<const Quantity> quantities() { return kQuantities; }
std::span<const scenario::QuantityName> quantity_names() { return kNames; }

const Quantity* quantity_named(std::string_view name) {
  const auto at = std::find_if(kQuantities.begin(), kQuantities.end(),
                               [&](const Quantity& q) { return q.name == name; });
  return at == kQuantities.end() ? nullptr : &*at;
}

double in_unit(const Quantity& quantity, std::string_view unit, double value) {
  if (quantity.dimension == Dimension::None) return value;
  if (unit.empty()) unit = quantity.unit;
  if (unit.empty()) return value;
  return value / parse_quantity("1 " + std::string(unit), quantity.dimension).value_or(1.0);
}

}  // namespace lac::study
