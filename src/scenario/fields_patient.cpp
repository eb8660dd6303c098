#include <array>

#include "base/math.h"
#include "scenario/fields.h"

namespace lac::scenario {
namespace {

using D = Dimension;
using T = Type;

/// The one red flag that a file may give a breast.
physiology::Condition& red_flag(sim::SideParams& params) {
  auto& all = params.physiology.condition;
  if (all.empty()) all.emplace_back();
  return all.front();
}

// clang-format off
constexpr std::array kHead = {
    Field<PatientDraft>{{"title", T::Text, D::None, "", 1, 120, "required", "Shown where a patient is chosen"},
     [](PatientDraft& p, const Value& v) { p.title = v.text; }},
    Field<PatientDraft>{{"summary", T::Markdown, D::None, "", 0, 2000, "", "What is particular about this body"},
     [](PatientDraft& p, const Value& v) { p.summary = v.text; }},
};

// A body's numbers. Ranges: what the models were built for (anatomy/params.h and the rows of
// physiology.md named there); a number outside is refused, never clipped.
constexpr std::array kPatient = {
    Field<PatientDraft>{{"body", T::Choice, D::None, "", 0, 0, "breast", "Breast, or the practice balloon (no ducts)", "breast|balloon"},
     [](PatientDraft& p, const Value& v) { p.params.breast.kind = v.choice == 0 ? anatomy::BodyKind::Breast : anatomy::BodyKind::Balloon; }},
    Field<PatientDraft>{{"side", T::Choice, D::None, "", 0, 0, "left", "The patient's own left or right", "left|right"},
     [](PatientDraft& p, const Value& v) { p.params.breast.side = v.choice == 0 ? anatomy::Side::Left : anatomy::Side::Right; }},
    Field<PatientDraft>{{"volume", T::Quantity, D::Volume, "mL", 250, 1400, "650 mL", "Drained tissue [A5.5]"},
     [](PatientDraft& p, const Value& v) { p.params.breast.volume_m3 = v.number; }},
    Field<PatientDraft>{{"base_width", T::Quantity, D::Length, "mm", 100, 180, "136 mm", "Width on the chest wall [A5.7]"},
     [](PatientDraft& p, const Value& v) { p.params.breast.base_width_m = v.number; }},
    Field<PatientDraft>{{"projection", T::Quantity, D::Length, "mm", 30, 100, "from volume and width", "Chest wall to nipple [A5.7]"},
     [](PatientDraft& p, const Value& v) { p.params.breast.projection_m = v.number; }},
    Field<PatientDraft>{{"ptosis", T::Quantity, D::Fraction, "", 0, 1, "0.3", "How far the breast hangs"},
     [](PatientDraft& p, const Value& v) { p.params.breast.ptosis_frac = v.number; }},
    Field<PatientDraft>{{"areola_diameter", T::Quantity, D::Length, "mm", 30, 90, "48 mm", "[A5.8]"},
     [](PatientDraft& p, const Value& v) { p.params.breast.areola_diameter_m = v.number; }},
    Field<PatientDraft>{{"nipple_diameter", T::Quantity, D::Length, "mm", 10, 25, "15.5 mm", "[A5.10]"},
     [](PatientDraft& p, const Value& v) { p.params.breast.nipple_diameter_m = v.number; }},
    Field<PatientDraft>{{"nipple_length", T::Quantity, D::Length, "mm", 2, 15, "10 mm", "[A5.10]"},
     [](PatientDraft& p, const Value& v) { p.params.breast.nipple_length_m = v.number; }},
    Field<PatientDraft>{{"nipple", T::Choice, D::None, "", 0, 0, "everted", "Form at rest", "everted|flat|inverted"},
     [](PatientDraft& p, const Value& v) { p.params.breast.nipple = static_cast<anatomy::NippleForm>(v.choice); }},
    Field<PatientDraft>{{"axillary_tail", T::Quantity, D::Fraction, "", 0, 1, "0.3", "Gland toward the armpit"},
     [](PatientDraft& p, const Value& v) { p.params.breast.axillary_tail_frac = v.number; }},
    Field<PatientDraft>{{"lobes", T::Whole, D::None, "", 4, 18, "9", "Main ducts [B1]"},
     [](PatientDraft& p, const Value& v) { p.params.breast.lobes = static_cast<int>(v.number); }},
    Field<PatientDraft>{{"duct_seed", T::Whole, D::None, "", 0, 1e15, "1", "Which duct tree of this size"},
     [](PatientDraft& p, const Value& v) { p.params.breast.seed = p.params.ducts.seed = static_cast<std::uint64_t>(v.number); }},
    Field<PatientDraft>{{"capacity", T::Quantity, D::Volume, "mL", 30, 606, "210 mL", "Storage of the breast [C1.1]"},
     [](PatientDraft& p, const Value& v) { p.params.ducts.capacity_m3 = v.number; }},
    Field<PatientDraft>{{"milk", T::Quantity, D::Volume, "mL", 0, 606, "150 mL", "In the lobes at the start"},
     [](PatientDraft& p, const Value& v) { p.params.ducts.milk_m3 = v.number; }},
    Field<PatientDraft>{{"unevenness", T::Quantity, D::Fraction, "", 0, 0.5, "0.15", "SD of lobe fullness over its mean"},
     [](PatientDraft& p, const Value& v) { p.params.ducts.unevenness_cv = v.number; }},
    Field<PatientDraft>{{"milk_thickness", T::Quantity, D::None, "", 0.5, 10, "1", "Viscosity over mature milk's; colostrum 5 [B21]"},
     [](PatientDraft& p, const Value& v) { p.params.ducts.viscosity_scale = v.number; }},
    Field<PatientDraft>{{"ejection_pressure", T::Quantity, D::Pressure, "kPa", 1.3, 5.5, "2.7 kPa", "Contraction of the lobes at let-down [B19-B20]"},
     [](PatientDraft& p, const Value& v) { p.params.ducts.P_act_Pa = v.number; }},
    Field<PatientDraft>{{"interstitial_excess", T::Quantity, D::Fraction, "", 0, 1.5, "0", "Fluid above normal, of the breast [E1.15]"},
     [](PatientDraft& p, const Value& v) { p.params.oedema.excess_frac = v.number; }},
    Field<PatientDraft>{{"areola_excess", T::Quantity, D::Fraction, "", 0, 1.5, "0", "Fluid above normal, of the areola; pits from 0.35"},
     [](PatientDraft& p, const Value& v) { p.params.oedema.areola_excess_frac = v.number; }},
    Field<PatientDraft>{{"tissue_pressure", T::Quantity, D::Pressure, "kPa", 0, 5, "0.5 kPa", "What the start must reach [A3]"},
     [](PatientDraft& p, const Value& v) { p.params.physiology.resting_tissue_Pa = v.number; }},
    Field<PatientDraft>{{"sensitisation", T::Quantity, D::Fraction, "", 0.2, 1, "1", "Pain threshold over normal [F18]"},
     [](PatientDraft& p, const Value& v) { p.params.physiology.sensitisation = v.number; }},
    Field<PatientDraft>{{"resting_nrs", T::Quantity, D::None, "", 0, 9, "0", "Pain at rest, 0 to 10"},
     [](PatientDraft& p, const Value& v) { p.params.physiology.resting_nrs = v.number; }},
    Field<PatientDraft>{{"stress", T::Quantity, D::Fraction, "", 0, 1, "0", "Holds let-down back [D5]"},
     [](PatientDraft& p, const Value& v) { p.params.physiology.stress = v.number; }},
    Field<PatientDraft>{{"synthesis", T::Quantity, D::FlowRate, "mL/h", 0, 56, "19 mL/h", "Milk made at most, of the breast [C1.3-C1.4]"},
     [](PatientDraft& p, const Value& v) { p.params.physiology.synthesis_max_m3_per_s = v.number; }},
    Field<PatientDraft>{{"appetite", T::Quantity, D::Volume, "mL", 1, 400, "100 mL", "Milk that contents her baby [C1.6]"},
     [](PatientDraft& p, const Value& v) { p.params.physiology.appetite_m3 = v.number; }},
    Field<PatientDraft>{{"oxytocin_response", T::Quantity, D::None, "", 0.5, 2, "1", "Response to touch; higher after earlier births [D6]"},
     [](PatientDraft& p, const Value& v) { p.params.physiology.dose_scale = v.number; }},
    Field<PatientDraft>{{"postpartum_day", T::Quantity, D::None, "", 0, 30, "", "Days since birth: little milk before the third, oxytocin in bursts in the first week [D2]; left out: milk has long come in"},
     [](PatientDraft& p, const Value& v) { p.params.physiology.postpartum_day = v.number; }},
    Field<PatientDraft>{{"antenatal", T::Flag, D::None, "", 0, 0, "false", "Before birth: the womb answers to nipple touch with contractions"},
     [](PatientDraft& p, const Value& v) { p.params.physiology.antenatal = v.flag; }},
    Field<PatientDraft>{{"mother_seed", T::Whole, D::None, "", 0, 1e15, "1", "Her own pattern of let-downs [D15]"},
     [](PatientDraft& p, const Value& v) { p.params.physiology.mother_seed = static_cast<std::uint64_t>(v.number); }},
    Field<PatientDraft>{{"red_flag", T::Choice, D::None, "", 0, 0, "", "What changes or stops hands-on work here, if anything; it shows as a clinician could see or feel it", "inflammation|abscess|device-injury|bleb|accessory-tissue"},
     [](PatientDraft& p, const Value& v) { red_flag(p.params).kind = static_cast<physiology::ConditionKind>(v.choice); }},
    Field<PatientDraft>{{"red_flag_at", T::Quantity, D::Angle, "o'clock", 0, 12, "12 o'clock", "Clock place of its middle, with red_flag"},
     [](PatientDraft& p, const Value& v) { red_flag(p.params).clock_rad = v.number; }},
    Field<PatientDraft>{{"red_flag_r", T::Quantity, D::Length, "mm", 0, 120, "40 mm", "And how far from the nipple base along the skin"},
     [](PatientDraft& p, const Value& v) { red_flag(p.params).r_m = v.number; }},
    Field<PatientDraft>{{"red_flag_size", T::Quantity, D::Length, "mm", 5, 120, "40 mm", "Diameter of the area"},
     [](PatientDraft& p, const Value& v) { red_flag(p.params).radius_m = 0.5 * v.number; }},
    Field<PatientDraft>{{"red_flag_severity", T::Quantity, D::Fraction, "", 0, 1, "0.5", "At the start"},
     [](PatientDraft& p, const Value& v) { red_flag(p.params).severity = v.number; }},
    Field<PatientDraft>{{"recline", T::Quantity, D::Angle, "deg", 0, 90, "45 deg", "Back from vertical: 0 sitting up, 90 lying"},
     [](PatientDraft& p, const Value& v) { p.params.tissue.recline_rad = v.number; }},
    Field<PatientDraft>{{"source", T::Name, D::None, "", 0, 0, "", "Key of sources.toml for these numbers"},
     [](PatientDraft& p, const Value& v) { p.source = v.text; }},
    Field<PatientDraft>{{"assumed", T::Flag, D::None, "", 0, 0, "false", "Some of these numbers have no source"},
     [](PatientDraft& p, const Value& v) { p.assumed = v.flag; }},
};

// What one breast has otherwise than [patient] says of both.
constexpr std::array kBreast = {
    Field<BreastDraft>{{"volume", T::Quantity, D::Volume, "mL", 250, 1400, "as [patient]", "Drained tissue [A5.5]"},
     [](BreastDraft& p, const Value& v) { p.params.breast.volume_m3 = v.number; }},
    Field<BreastDraft>{{"areola_diameter", T::Quantity, D::Length, "mm", 30, 90, "as [patient]", "[A5.8]"},
     [](BreastDraft& p, const Value& v) { p.params.breast.areola_diameter_m = v.number; }},
    Field<BreastDraft>{{"nipple_length", T::Quantity, D::Length, "mm", 2, 15, "as [patient]", "[A5.10]"},
     [](BreastDraft& p, const Value& v) { p.params.breast.nipple_length_m = v.number; }},
    Field<BreastDraft>{{"nipple", T::Choice, D::None, "", 0, 0, "as [patient]", "Form at rest", "everted|flat|inverted"},
     [](BreastDraft& p, const Value& v) { p.params.breast.nipple = static_cast<anatomy::NippleForm>(v.choice); }},
    Field<BreastDraft>{{"lobes", T::Whole, D::None, "", 4, 18, "as [patient]", "Main ducts [B1]"},
     [](BreastDraft& p, const Value& v) { p.params.breast.lobes = static_cast<int>(v.number); }},
    Field<BreastDraft>{{"duct_seed", T::Whole, D::None, "", 0, 1e15, "as [patient]", "Which duct tree of this size"},
     [](BreastDraft& p, const Value& v) { p.params.breast.seed = p.params.ducts.seed = static_cast<std::uint64_t>(v.number); }},
    Field<BreastDraft>{{"capacity", T::Quantity, D::Volume, "mL", 30, 606, "as [patient]", "Storage of the breast [C1.1]"},
     [](BreastDraft& p, const Value& v) { p.params.ducts.capacity_m3 = v.number; }},
    Field<BreastDraft>{{"milk", T::Quantity, D::Volume, "mL", 0, 606, "as [patient]", "In the lobes at the start"},
     [](BreastDraft& p, const Value& v) { p.params.ducts.milk_m3 = v.number; }},
    Field<BreastDraft>{{"interstitial_excess", T::Quantity, D::Fraction, "", 0, 1.5, "as [patient]", "Fluid above normal, of the breast [E1.15]"},
     [](BreastDraft& p, const Value& v) { p.params.oedema.excess_frac = v.number; }},
    Field<BreastDraft>{{"areola_excess", T::Quantity, D::Fraction, "", 0, 1.5, "as [patient]", "Fluid above normal, of the areola; pits from 0.35"},
     [](BreastDraft& p, const Value& v) { p.params.oedema.areola_excess_frac = v.number; }},
    Field<BreastDraft>{{"tissue_pressure", T::Quantity, D::Pressure, "kPa", 0, 5, "as [patient]", "What the start must reach [A3]"},
     [](BreastDraft& p, const Value& v) { p.params.physiology.resting_tissue_Pa = v.number; }},
    Field<BreastDraft>{{"sensitisation", T::Quantity, D::Fraction, "", 0.2, 1, "as [patient]", "Pain threshold over normal [F18]"},
     [](BreastDraft& p, const Value& v) { p.params.physiology.sensitisation = v.number; }},
    Field<BreastDraft>{{"resting_nrs", T::Quantity, D::None, "", 0, 9, "as [patient]", "Pain at rest, 0 to 10"},
     [](BreastDraft& p, const Value& v) { p.params.physiology.resting_nrs = v.number; }},
    Field<BreastDraft>{{"synthesis", T::Quantity, D::FlowRate, "mL/h", 0, 56, "as [patient]", "Milk made at most, of the breast [C1.3-C1.4]"},
     [](BreastDraft& p, const Value& v) { p.params.physiology.synthesis_max_m3_per_s = v.number; }},
    Field<BreastDraft>{{"red_flag", T::Choice, D::None, "", 0, 0, "", "What changes or stops hands-on work here, if anything; it shows as a clinician could see or feel it", "inflammation|abscess|device-injury|bleb|accessory-tissue"},
     [](BreastDraft& p, const Value& v) { red_flag(p.params).kind = static_cast<physiology::ConditionKind>(v.choice); }},
    Field<BreastDraft>{{"red_flag_at", T::Quantity, D::Angle, "o'clock", 0, 12, "12 o'clock", "Clock place of its middle, with red_flag"},
     [](BreastDraft& p, const Value& v) { red_flag(p.params).clock_rad = v.number; }},
    Field<BreastDraft>{{"red_flag_r", T::Quantity, D::Length, "mm", 0, 120, "40 mm", "And how far from the nipple base along the skin"},
     [](BreastDraft& p, const Value& v) { red_flag(p.params).r_m = v.number; }},
    Field<BreastDraft>{{"red_flag_size", T::Quantity, D::Length, "mm", 5, 120, "40 mm", "Diameter of the area"},
     [](BreastDraft& p, const Value& v) { red_flag(p.params).radius_m = 0.5 * v.number; }},
    Field<BreastDraft>{{"red_flag_severity", T::Quantity, D::Fraction, "", 0, 1, "0.5", "At the start"},
     [](BreastDraft& p, const Value& v) { red_flag(p.params).severity = v.number; }},
    Field<BreastDraft>{{"plug_at", T::Quantity, D::Angle, "o'clock", 0, 12, "no plug", "Clock place of a blocked duct's lump, 12 toward the head, seen facing the patient"},
     [](BreastDraft& p, const Value& v) { p.params.plug.present = true; p.params.plug.clock_rad = v.number; }},
    Field<BreastDraft>{{"plug_r", T::Quantity, D::Length, "mm", 15, 110, "40 mm", "Distance of the lump from the nipple base along the skin"},
     [](BreastDraft& p, const Value& v) { p.params.plug.r_m = v.number; }},
    Field<BreastDraft>{{"lump", T::Quantity, D::Length, "mm", 10, 50, "25 mm", "Diameter of the lump"},
     [](BreastDraft& p, const Value& v) { p.params.plug.lump_m = v.number; }},
    Field<BreastDraft>{{"plug_pressure", T::Quantity, D::Pressure, "kPa", 0.5, 6, "4 kPa", "In the blocked lobe at the start"},
     [](BreastDraft& p, const Value& v) { p.params.plug.pressure_Pa = v.number; }},
    Field<BreastDraft>{{"plug_excess", T::Quantity, D::Fraction, "", 0, 1.5, "0.5", "Fluid above normal, of the blocked lobe"},
     [](BreastDraft& p, const Value& v) { p.params.plug.excess_frac = v.number; }},
    Field<BreastDraft>{{"plug_sensitisation", T::Quantity, D::Fraction, "", 0.2, 1, "0.3", "Pain threshold over normal, over the lump"},
     [](BreastDraft& p, const Value& v) { p.params.plug.sensitisation = v.number; }},
    Field<BreastDraft>{{"source", T::Name, D::None, "", 0, 0, "", "Key of sources.toml for these numbers"},
     [](BreastDraft& p, const Value& v) { p.source = v.text; }},
    Field<BreastDraft>{{"assumed", T::Flag, D::None, "", 0, 0, "false", "Some of these numbers have no source"},
     [](BreastDraft& p, const Value& v) { p.assumed = v.flag; }},
};
// clang-format on

}  // namespace

std::span<const Field<BreastDraft>> breast_fields() { return kBreast; }
std::span<const Field<PatientDraft>> patient_head_fields() { return kHead; }
std::span<const Field<PatientDraft>> patient_fields() { return kPatient; }

}  // namespace lac::scenario
