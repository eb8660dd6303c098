#include <algorithm>
#include <array>

#include "technique/technique.h"

namespace lac::technique {
namespace {

/// What every touch is told with.
std::vector<MeasureInfo> of_every_touch(const std::string& technique) {
  // clang-format off
  return {
      {technique, "pressure_class", "", mark("1 skin-stretch, 2 gentle, 3 firm but comfortable (force over area, assumed borders 4 and 10 kPa), 4 painful (the patient's words and face, stop)"), Over::Most, "2: gentle"},
      {technique, "pain_rise", "", mark("most the face or number rose above rest meanwhile"), Over::Most, "0.5"},
      {technique, "coached_share", "", mark("share of the touch by the parent's own hand"), Over::Mean, "1: all coached"},
      {technique, "cells_frac", "", mark("share of the 36 cells of the coverage map (12 clock sectors, 3 rings) visited"), Over::Most, "0.6"},
      {technique, "inward_order", "", mark("1: the touch went steadily from the chest wall to the nipple, -1: outward"), Over::Mean, "0.8"},
  };
  // clang-format on
}

const std::vector<MeasureInfo>& own_measures() {
  // clang-format off
  static const std::vector<MeasureInfo> table{
      {"palpation", "places", "", mark("places pressed on this breast so far, 15 mm apart or more"), Over::Most, "8: the breast was felt at eight places"},
      {"palpation", "presses", "", mark("short presses in place"), Over::Sum, "12"},
      {"palpation", "max_force_N", "N", mark("strongest force of one finger"), Over::Most, "1.2: a light press"},
      {"palpation", "hold_s", "s", mark("mean length of a press"), Over::Mean, "1.5"},
      {"palpation", "max_depth_m", "m", mark("deepest the skin was pressed in"), Over::Most, "0.008: 8 mm"},
      {"palpation", "lumps", "", mark("presses under which a firm place with an edge was felt"), Over::Sum, "2: the lump was met twice"},
      {"palpation", "firmness", "", mark("firmest place met: 0 soft, 1 slight, 2 firm, 3 hard"), Over::Most, "2: like a nose"},

      {"pitting", "hold_s", "s", mark("how long the spot was pressed"), Over::Most, "6"},
      {"pitting", "pit_depth_m", "m", mark("deepest dent seen on uncovered skin just after lifting"), Over::Most, "0.004: grade 2+"},
      {"pitting", "refill_s", "s", mark("time until a fifth of the dent was left; missing if not seen to the end"), Over::Most, "12"},
      {"pitting", "watched_s", "s", mark("how long the skin was watched after lifting"), Over::Most, "15"},
      {"pitting", "max_force_N", "N", mark("strongest force of one finger"), Over::Most, "2"},

      {"reverse-pressure-softening", "hold_s", "s", mark("longest unbroken hold"), Over::Most, "60"},
      {"reverse-pressure-softening", "variant", "", mark("which hands: 1 flower (tips of one hand), 2 ring of tips of two hands, 3 straight fingers on two sides, 4 two thumbs"), Over::Mean, "4: two thumbs"},
      {"reverse-pressure-softening", "steps", "", mark("two-step hands: directions pressed on this breast so far, a quarter turn apart; else 1"), Over::Most, "2: 9 and 3, then 12 and 6"},
      {"reverse-pressure-softening", "holds", "", mark("holds on this breast so far"), Over::Most, "3"},
      {"reverse-pressure-softening", "ring_tips", "", mark("fingers on the skin for most of the hold"), Over::Mean, "6"},
      {"reverse-pressure-softening", "evenness_frac", "", mark("load of the lightest finger over the mean finger; 1 is even"), Over::Mean, "0.8"},
      {"reverse-pressure-softening", "mean_pressure_Pa", "Pa", mark("force over contact area, over the hold"), Over::Mean, "9000"},
      {"reverse-pressure-softening", "inward_share", "", mark("part of the load that goes straight to the chest wall"), Over::Mean, "0.9"},
      {"reverse-pressure-softening", "r_m", "m", mark("mean distance of the fingers from the nipple base"), Over::Mean, "0.009"},
      {"reverse-pressure-softening", "drift_m", "m", mark("farthest the hold wandered over the skin"), Over::Most, "0.002"},
      {"reverse-pressure-softening", "max_force_N", "N", mark("strongest force of one finger"), Over::Most, "1.5"},

      {"areolar-compression", "hold_s", "s", mark("longest hold"), Over::Most, "20"},
      {"areolar-compression", "squeeze_N", "N", mark("strongest force of a side (thumb, or fingers) across the areola"), Over::Most, "1.5"},
      {"areolar-compression", "r_m", "m", mark("mean distance of the pads from the nipple base"), Over::Mean, "0.015"},
      {"areolar-compression", "mean_pressure_Pa", "Pa", mark("force over contact area, over the hold"), Over::Mean, "8000"},
      {"areolar-compression", "slip_m", "m", mark("glide of the pads over the skin"), Over::Mean, "0.001"},
      {"areolar-compression", "max_force_N", "N", mark("strongest mean force of the pads"), Over::Most, "1.6"},

      {"hand-expression", "cycles", "", mark("loads of facing pads, pressed together and let go"), Over::Sum, "30"},
      {"hand-expression", "period_s", "s", mark("mean time from one load to the next, pauses of 8 s left out"), Over::Mean, "2"},
      {"hand-expression", "period_cv", "", mark("unevenness of the rhythm; SD over mean of the time from one load to the next"), Over::Mean, "0.1: even"},
      {"hand-expression", "roll_m", "m", mark("travel of the contact over the skin without slip, the middle one of the cycles; > 0 toward the nipple"), Over::Mean, "0.007"},
      {"hand-expression", "slip_m", "m", mark("glide over the skin under load, the middle one of the cycles; two slides among ten rolls do not move it"), Over::Mean, "0.001"},
      {"hand-expression", "span_m", "m", mark("mean distance of the pads from the nipple base when the load begins"), Over::Mean, "0.030"},
      {"hand-expression", "press_N", "N", mark("mean of the cycles' strongest load per side (thumb, or fingers) toward the chest wall"), Over::Mean, "1.5"},
      {"hand-expression", "squeeze_N", "N", mark("mean of the cycles' strongest load per side across it"), Over::Mean, "1.8"},
      {"hand-expression", "max_force_N", "N", mark("strongest mean force of the pads"), Over::Most, "2.2"},
      {"hand-expression", "positions", "", mark("directions of the pad pair used on this breast so far (rotation); 20 degrees apart or more"), Over::Most, "3: 12/6, 1/7, 3/9"},
      {"hand-expression", "release_s", "s", mark("mean rest without load between cycles"), Over::Mean, "1"},
      {"hand-expression", "opposed_rad", "rad", mark("mean angle between the two sides round the nipple; pi is exactly opposite"), Over::Mean, "3.1"},
      {"hand-expression", "press_lead_s", "s", mark("how long before the compression the press back was at its strongest; > 0: press first"), Over::Mean, "0.3"},
      {"hand-expression", "u_hold_share", "", mark("share of cycles with the hand from below, as a U; else C"), Over::Mean, "1: U-hold"},
      {"hand-expression", "nipple_share", "", mark("share of the loaded time with the pads on the nipple itself"), Over::Mean, "0"},
      {"hand-expression", "alternations", "", mark("how often expression went on to the other breast, whole run so far"), Over::Most, "2: left, right, left"},
      {"hand-expression", "roll_share", "", mark("share of cycles that rolled 3 mm or more toward the nipple without sliding"), Over::Mean, "0.9"},
      {"hand-expression", "slide_share", "", mark("share of cycles that slid: more than 5 mm under load on either side, or more than they rolled"), Over::Mean, "0"},
      {"hand-expression", "slide_clock_rad", "rad", mark("clock direction, in whole hours, at which most slides were; only if some cycle slid"), Over::Mean, "3.1: 6 o'clock"},

      {"stroke-nippleward", "strokes", "", mark("strokes toward the nipple"), Over::Sum, "10"},
      {"stroke-nippleward", "length_m", "m", mark("mean length of a stroke"), Over::Mean, "0.06"},
      {"stroke-nippleward", "speed_m_per_s", "m/s", mark("mean speed of the hand"), Over::Mean, "0.03"},
      {"stroke-nippleward", "mean_pressure_Pa", "Pa", mark("force over contact area, over the strokes"), Over::Mean, "3000"},
      {"stroke-nippleward", "direction_error_rad", "rad", mark("mean angle away from the line to the nipple"), Over::Mean, "0.2: 11 degrees"},
      {"stroke-nippleward", "slip_m", "m", mark("mean glide over the skin per stroke"), Over::Mean, "0.05"},
      {"stroke-nippleward", "max_force_N", "N", mark("strongest force of one finger"), Over::Most, "0.6"},

      {"lymph-sweep", "strokes", "", mark("strokes toward the nodes"), Over::Sum, "8"},
      {"lymph-sweep", "length_m", "m", mark("mean length of a stroke"), Over::Mean, "0.07"},
      {"lymph-sweep", "speed_m_per_s", "m/s", mark("mean speed of the hand"), Over::Mean, "0.02"},
      {"lymph-sweep", "mean_pressure_Pa", "Pa", mark("force over contact area, over the strokes"), Over::Mean, "1500: light"},
      {"lymph-sweep", "direction_error_rad", "rad", mark("mean angle away from the local path to the nodes it led to"), Over::Mean, "0.3"},
      {"lymph-sweep", "toward_axilla", "", mark("strokes that led to the armpit"), Over::Sum, "6"},
      {"lymph-sweep", "toward_clavicle", "", mark("strokes that led to the collarbone"), Over::Sum, "1"},
      {"lymph-sweep", "toward_parasternum", "", mark("strokes that led to the breastbone"), Over::Sum, "1"},
      {"lymph-sweep", "nodes_first", "", mark("share of the strokes whose nodes had been circled in the ten minutes before"), Over::Mean, "1"},
      {"lymph-sweep", "slip_m", "m", mark("mean glide over the skin per stroke"), Over::Mean, "0.05"},
      {"lymph-sweep", "max_force_N", "N", mark("strongest force of one finger"), Over::Most, "0.3"},

      {"node-circles", "circles", "", mark("whole circles on node areas beside the breast"), Over::Sum, "20"},
      {"node-circles", "axilla_circles", "", mark("of these in the armpit"), Over::Sum, "10"},
      {"node-circles", "clavicle_circles", "", mark("of these above the collarbone"), Over::Sum, "10"},
      {"node-circles", "parasternum_circles", "", mark("of these beside the breastbone"), Over::Sum, "0"},
      {"node-circles", "diameter_m", "m", mark("mean width of a circle of the hand"), Over::Mean, "0.03"},
      {"node-circles", "rate_Hz", "Hz", mark("circles a second while circling"), Over::Mean, "0.5"},
      {"node-circles", "mean_force_N", "N", mark("mean force of the hand"), Over::Mean, "0.3"},

      {"circular-massage", "circles", "", mark("whole circles"), Over::Sum, "24"},
      {"circular-massage", "diameter_m", "m", mark("mean width of a circle of the hand"), Over::Mean, "0.024: a coin of a quarter"},
      {"circular-massage", "rate_Hz", "Hz", mark("circles a second while circling"), Over::Mean, "0.8"},
      {"circular-massage", "coverage_frac", "", mark("share of the 12 clock sectors of this breast circled so far"), Over::Most, "1: all round"},
      {"circular-massage", "lump_circles", "", mark("circles over a lump: one that fingertips had felt, or one under the circling pads"), Over::Sum, "6"},
      {"circular-massage", "mean_pressure_Pa", "Pa", mark("force over contact area, over the circles"), Over::Mean, "6000"},
      {"circular-massage", "slip_m", "m", mark("mean glide over the skin per circle"), Over::Mean, "0.01"},
      {"circular-massage", "areola_share", "", mark("share of the time on areola or nipple"), Over::Mean, "0.1"},

      {"tapping", "taps", "", mark("brief touches"), Over::Sum, "20"},
      {"tapping", "rate_Hz", "Hz", mark("taps a second"), Over::Mean, "2"},
      {"tapping", "period_cv", "", mark("unevenness of the rhythm; SD over mean of the time between taps"), Over::Mean, "0.1"},
      {"tapping", "touch_s", "s", mark("mean length of a touch"), Over::Mean, "0.15"},
      {"tapping", "tap_N", "N", mark("mean of the taps' strongest force"), Over::Mean, "0.5"},
      {"tapping", "max_force_N", "N", mark("strongest force of one finger"), Over::Most, "0.8"},
      {"tapping", "on_nipple", "", mark("1: the last taps fell on the nipple"), Over::Most, "0"},

      {"kneading", "pushes", "", mark("pushes of a fist's back or of a palm"), Over::Sum, "20"},
      {"kneading", "fist_share", "", mark("share of the pushes that the backs of the fists made; the others are a palm's"), Over::Mean, "1"},
      {"kneading", "period_s", "s", mark("mean time from one push to the next"), Over::Mean, "1.2"},
      {"kneading", "period_cv", "", mark("unevenness of the rhythm; SD over mean of the time between pushes"), Over::Mean, "0.1"},
      {"kneading", "push_s", "s", mark("mean length of a push"), Over::Mean, "0.7"},
      {"kneading", "push_N", "N", mark("mean of the pushes' strongest force of the hand"), Over::Mean, "3"},
      {"kneading", "max_force_N", "N", mark("strongest force of one finger's back"), Over::Most, "1.2"},
      {"kneading", "rock_m", "m", mark("mean way of the hand in a push"), Over::Mean, "0.006"},
      {"kneading", "slip_m", "m", mark("mean glide over the skin per push"), Over::Mean, "0.001"},

      {"roll", "rolls", "", mark("times the breast was carried to and fro"), Over::Sum, "10"},
      {"roll", "way_m", "m", mark("mean way in one direction"), Over::Mean, "0.05"},
      {"roll", "rate_Hz", "Hz", mark("to and fro a second"), Over::Mean, "0.5"},
      {"roll", "period_cv", "", mark("unevenness of the rhythm; SD over mean of a way's time"), Over::Mean, "0.1"},
      {"roll", "top_bottom_share", "", mark("share of the ways along the body; the others go side to side"), Over::Mean, "1: top to bottom"},
      {"roll", "slip_share", "", mark("part of the way that glided over the skin: a slide rather than a roll"), Over::Mean, "0.2"},
      {"roll", "mean_pressure_Pa", "Pa", mark("force over contact area"), Over::Mean, "2000"},
      {"roll", "contact_share", "", mark("part of the time with both palms on"), Over::Mean, "1: continuous"},

      {"hold-behind-plug", "hold_s", "s", mark("time the hand lay still while the other worked"), Over::Sum, "40"},
      {"hold-behind-plug", "r_m", "m", mark("mean distance from the nipple base"), Over::Mean, "0.07"},
      {"hold-behind-plug", "behind_m", "m", mark("how far beyond the lump that was felt, seen from the nipple; < 0: before it; missing: no lump felt"), Over::Mean, "0.02"},
      {"hold-behind-plug", "line_error_rad", "rad", mark("angle between hand and lump seen from the nipple; missing: no lump felt"), Over::Mean, "0.2"},
      {"hold-behind-plug", "mean_force_N", "N", mark("mean force of the hand"), Over::Mean, "1.5"},
      {"hold-behind-plug", "max_force_N", "N", mark("strongest force of one finger"), Over::Most, "0.7"},
      {"hold-behind-plug", "mean_pressure_Pa", "Pa", mark("force over contact area"), Over::Mean, "5000"},
      {"hold-behind-plug", "drift_m", "m", mark("farthest the hand went"), Over::Most, "0.003"},
      {"hold-behind-plug", "work_share", "", mark("part of the time in which the other hand worked"), Over::Mean, "0.9"},

      {"support", "hold_s", "s", mark("time the hand lay under the breast"), Over::Sum, "60"},
      {"support", "mean_force_N", "N", mark("mean force of the hand"), Over::Mean, "3"},

      {"nipple-touch", "touch_s", "s", mark("time with fingers on the nipple itself"), Over::Sum, "10"},
      {"nipple-touch", "pinch_s", "s", mark("time the nipple was squeezed from two sides"), Over::Sum, "0"},
      {"nipple-touch", "max_force_N", "N", mark("strongest force of one finger"), Over::Most, "0.3"},

      {"vibration", "run_s", "s", mark("time the massager ran on the skin"), Over::Sum, "60"},
      {"vibration", "vibration_Hz", "Hz", mark("mean frequency"), Over::Mean, "80"},
      {"vibration", "mean_pressure_Pa", "Pa", mark("force over contact area"), Over::Mean, "3000"},
      {"vibration", "r_m", "m", mark("mean distance from the nipple base"), Over::Mean, "0.05"},
      {"vibration", "nipple_share", "", mark("part of the time on the nipple"), Over::Mean, "0"},

      {"pump", "run_s", "s", mark("time the pump drew"), Over::Sum, "900"},
      {"pump", "vacuum_Pa", "Pa", mark("mean peak vacuum"), Over::Mean, "20000"},
      {"pump", "max_vacuum_Pa", "Pa", mark("strongest vacuum"), Over::Most, "26000"},
      {"pump", "collected_m3", "m3", mark("milk in the cup meanwhile"), Over::Sum, "3e-05: 30 mL"},

      {"warm-pack", "on_s", "s", mark("time the pack lay on the breast"), Over::Sum, "480: 8 minutes"},

      {"cold-pack", "on_s", "s", mark("time the pack lay on the breast"), Over::Sum, "900: 15 minutes"},

      {"oil", "before_touch", "", mark("1: before the first touch of the breast"), Over::Most, "1"},

      {"cup", "held_s", "s", mark("time a cup was held under the nipple"), Over::Sum, "600"},
      {"cup", "collected_m3", "m3", mark("milk collected meanwhile"), Over::Sum, "2e-05: 20 mL"},

      {"latch", "ok", "", mark("1: the baby took the breast well"), Over::Most, "1"},
      {"latch", "shallow", "", mark("1: the hold was shallow"), Over::Most, "0"},
  };
  // clang-format on
  return table;
}

/// Families that are no touch of fingers.
bool untouched(const std::string& id) {
  static constexpr std::array kUntouched{"node-circles", "warm-pack", "cold-pack", "oil",
                                         "cup",          "latch",     "pump",      "vibration"};
  return std::find(kUntouched.begin(), kUntouched.end(), id) != kUntouched.end();
}

}  // namespace

const std::vector<std::string>& technique_ids() {
  static const std::vector<std::string> ids{"palpation",
                                            "pitting",
                                            "reverse-pressure-softening",
                                            "areolar-compression",
                                            "hand-expression",
                                            "stroke-nippleward",
                                            "lymph-sweep",
                                            "node-circles",
                                            "circular-massage",
                                            "tapping",
                                            "kneading",
                                            "roll",
                                            "hold-behind-plug",
                                            "support",
                                            "nipple-touch",
                                            "vibration",
                                            "pump",
                                            "warm-pack",
                                            "cold-pack",
                                            "oil",
                                            "cup",
                                            "latch"};
  return ids;
}

const std::vector<MeasureInfo>& measure_table() {
  static const std::vector<MeasureInfo> table = [] {
    std::vector<MeasureInfo> all;
    for (const std::string& id : technique_ids()) {
      for (const MeasureInfo& m : own_measures())
        if (m.technique == id) all.push_back(m);
      if (untouched(id)) continue;
      for (MeasureInfo& m : of_every_touch(id)) all.push_back(std::move(m));
    }
    return all;
  }();
  return table;
}

const MeasureInfo* find_measure(std::string_view technique, std::string_view name) {
  for (const MeasureInfo& m : measure_table())
    if (m.technique == technique && m.name == name) return &m;
  return nullptr;
}

}  // namespace lac::technique
