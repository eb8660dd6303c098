#include <array>

#include "technique/constants.h"
#include "technique/technique.h"

namespace lac::technique {

const std::vector<std::string>& technique_ids() {
  static const std::vector<std::string> ids{
      "palpation",           "pitting",          "reverse-pressure-softening",
      "areolar-compression", "hand-expression",  "stroke-nippleward",
      "lymph-sweep",         "circular-massage", "support",
      "nipple-touch"};
  return ids;
}

const std::vector<MeasureInfo>& measure_table() {
  // clang-format off
  static const std::vector<MeasureInfo> table{
      {"palpation", "places", "", "places pressed on this breast so far, 15 mm apart or more", Over::Most},
      {"palpation", "presses", "", "short presses in place", Over::Sum},
      {"palpation", "max_force_N", "N", "strongest force of one finger", Over::Most},
      {"palpation", "hold_s", "s", "mean length of a press"},
      {"palpation", "max_depth_m", "m", "deepest the skin was pressed in", Over::Most},

      {"pitting", "hold_s", "s", "how long the spot was pressed", Over::Most},
      {"pitting", "pit_depth_m", "m", "deepest dent seen on uncovered skin just after lifting", Over::Most},
      {"pitting", "refill_s", "s", "time until a fifth of the dent was left; missing if not seen to the end", Over::Most},
      {"pitting", "watched_s", "s", "how long the skin was watched after lifting", Over::Most},
      {"pitting", "max_force_N", "N", "strongest force of one finger", Over::Most},

      {"reverse-pressure-softening", "hold_s", "s", "longest unbroken hold of the ring", Over::Most},
      {"reverse-pressure-softening", "ring_tips", "", "tips in the ring for most of the hold"},
      {"reverse-pressure-softening", "evenness_frac", "", "load of the lightest tip over the mean tip; 1 is even"},
      {"reverse-pressure-softening", "mean_pressure_Pa", "Pa", "force over contact area, over the hold"},
      {"reverse-pressure-softening", "r_m", "m", "mean distance of the tips from the nipple base"},
      {"reverse-pressure-softening", "drift_m", "m", "farthest the ring wandered over the skin", Over::Most},
      {"reverse-pressure-softening", "max_force_N", "N", "strongest force of one tip", Over::Most},

      {"areolar-compression", "hold_s", "s", "longest hold", Over::Most},
      {"areolar-compression", "squeeze_N", "N", "strongest force of a side (thumb, or fingers) across the areola", Over::Most},
      {"areolar-compression", "r_m", "m", "mean distance of the pads from the nipple base"},
      {"areolar-compression", "mean_pressure_Pa", "Pa", "force over contact area, over the hold"},
      {"areolar-compression", "slip_m", "m", "glide of the pads over the skin"},
      {"areolar-compression", "max_force_N", "N", "strongest mean force of the pads", Over::Most},

      {"hand-expression", "cycles", "", "loads of facing pads, pressed together and let go", Over::Sum},
      {"hand-expression", "period_s", "s", "mean time from one load to the next, pauses of 8 s left out"},
      {"hand-expression", "period_cv", "", "SD of that time over its mean"},
      {"hand-expression", "roll_m", "m", "mean travel of the contact over the skin without slip; > 0 toward the nipple"},
      {"hand-expression", "slip_m", "m", "mean glide over the skin under load, per cycle"},
      {"hand-expression", "span_m", "m", "mean distance of the pads from the nipple base when the load begins"},
      {"hand-expression", "press_N", "N", "mean of the cycles' strongest load per side (thumb, or fingers) toward the chest wall"},
      {"hand-expression", "squeeze_N", "N", "mean of the cycles' strongest load per side across it"},
      {"hand-expression", "max_force_N", "N", "strongest mean force of the pads", Over::Most},
      {"hand-expression", "positions", "", "directions of the pad pair used on this breast so far, 20 degrees apart or more", Over::Most},
      {"hand-expression", "release_s", "s", "mean time without load between cycles"},
      {"hand-expression", "roll_share", "", "share of cycles that rolled 3 mm or more toward the nipple without sliding"},
      {"hand-expression", "slide_share", "", "share of cycles that slid more than 5 mm under load"},

      {"stroke-nippleward", "strokes", "", "strokes toward the nipple", Over::Sum},
      {"stroke-nippleward", "length_m", "m", "mean length of a stroke"},
      {"stroke-nippleward", "speed_m_per_s", "m/s", "mean speed of the hand"},
      {"stroke-nippleward", "mean_pressure_Pa", "Pa", "force over contact area, over the strokes"},
      {"stroke-nippleward", "direction_error_rad", "rad", "mean angle away from the line to the nipple"},
      {"stroke-nippleward", "slip_m", "m", "mean glide over the skin per stroke"},
      {"stroke-nippleward", "max_force_N", "N", "strongest force of one finger", Over::Most},

      {"lymph-sweep", "strokes", "", "strokes toward the nodes", Over::Sum},
      {"lymph-sweep", "length_m", "m", "mean length of a stroke"},
      {"lymph-sweep", "speed_m_per_s", "m/s", "mean speed of the hand"},
      {"lymph-sweep", "mean_pressure_Pa", "Pa", "force over contact area, over the strokes"},
      {"lymph-sweep", "direction_error_rad", "rad", "mean angle away from the local path to the nodes"},
      {"lymph-sweep", "slip_m", "m", "mean glide over the skin per stroke"},
      {"lymph-sweep", "max_force_N", "N", "strongest force of one finger", Over::Most},

      {"circular-massage", "circles", "", "whole circles", Over::Sum},
      {"circular-massage", "diameter_m", "m", "mean width of a circle of the hand"},
      {"circular-massage", "rate_Hz", "Hz", "circles a second while circling"},
      {"circular-massage", "coverage_frac", "", "share of the 12 clock sectors of this breast circled so far", Over::Most},
      {"circular-massage", "mean_pressure_Pa", "Pa", "force over contact area, over the circles"},
      {"circular-massage", "slip_m", "m", "mean glide over the skin per circle"},

      {"support", "hold_s", "s", "time the hand lay under the breast", Over::Sum},
      {"support", "mean_force_N", "N", "mean force of the hand"},

      {"nipple-touch", "touch_s", "s", "time with fingers on the nipple itself", Over::Sum},
      {"nipple-touch", "pinch_s", "s", "part of it squeezed from two sides", Over::Sum},
      {"nipple-touch", "max_force_N", "N", "strongest force of one finger", Over::Most},
  };
  // clang-format on
  return table;
}

const MeasureInfo* find_measure(std::string_view technique, std::string_view name) {
  for (const MeasureInfo& m : measure_table())
    if (m.technique == technique && m.name == name) return &m;
  return nullptr;
}

std::span<const NamedConstant> named_constants() {
#define LAC_NAMED(c) \
  NamedConstant { #c, c }
  static const std::array constants{LAC_NAMED(kContactGap_s),
                                    LAC_NAMED(kLoad_N),
                                    LAC_NAMED(kCreep_m_per_s),
                                    LAC_NAMED(kCluster_m),
                                    LAC_NAMED(kPalmArea_m2),
                                    LAC_NAMED(kHintedPalmArea_m2),
                                    LAC_NAMED(kRingRadius_m),
                                    LAC_NAMED(kRingTips),
                                    LAC_NAMED(kRingGap_rad),
                                    LAC_NAMED(kRingHold_s),
                                    LAC_NAMED(kRingDrift_m),
                                    LAC_NAMED(kRingPause_s),
                                    LAC_NAMED(kOppose_rad),
                                    LAC_NAMED(kOpposeSpread_rad),
                                    LAC_NAMED(kOpposeRadius_m),
                                    LAC_NAMED(kSmooth_s),
                                    LAC_NAMED(kCycleRise_N),
                                    LAC_NAMED(kCycleFall_frac),
                                    LAC_NAMED(kUnderLoad_frac),
                                    LAC_NAMED(kCycleShort_s),
                                    LAC_NAMED(kCycleLong_s),
                                    LAC_NAMED(kCyclePause_s),
                                    LAC_NAMED(kExpressionPause_s),
                                    LAC_NAMED(kCyclesLeast),
                                    LAC_NAMED(kClose_m),
                                    LAC_NAMED(kLateral_frac),
                                    LAC_NAMED(kRoll_m),
                                    LAC_NAMED(kSlide_m),
                                    LAC_NAMED(kPosition_rad),
                                    LAC_NAMED(kCompressionHold_s),
                                    LAC_NAMED(kPressPeak_N),
                                    LAC_NAMED(kPressShort_s),
                                    LAC_NAMED(kPressLong_s),
                                    LAC_NAMED(kPitLongest_s),
                                    LAC_NAMED(kPressDrift_m),
                                    LAC_NAMED(kPlace_m),
                                    LAC_NAMED(kPalpationPause_s),
                                    LAC_NAMED(kPressesLeast),
                                    LAC_NAMED(kOtherFormNear_s),
                                    LAC_NAMED(kPitSeen_m),
                                    LAC_NAMED(kPitFilled_frac),
                                    LAC_NAMED(kPitWatch_s),
                                    LAC_NAMED(kPitSettle_s),
                                    LAC_NAMED(kWaypoint_s),
                                    LAC_NAMED(kMoving_m_per_s),
                                    LAC_NAMED(kStrokePause_s),
                                    LAC_NAMED(kStrokeLength_m),
                                    LAC_NAMED(kStraight_frac),
                                    LAC_NAMED(kReverse_cos),
                                    LAC_NAMED(kDirection_cos),
                                    LAC_NAMED(kStrokesLeast),
                                    LAC_NAMED(kStrokeShare_frac),
                                    LAC_NAMED(kStrokesGap_s),
                                    LAC_NAMED(kCircleSmall_m),
                                    LAC_NAMED(kCircleLarge_m),
                                    LAC_NAMED(kCircleDrift_frac),
                                    LAC_NAMED(kCircleLong_s),
                                    LAC_NAMED(kCirclesLeast),
                                    LAC_NAMED(kCirclesGap_s),
                                    LAC_NAMED(kSupportHold_s),
                                    LAC_NAMED(kSupportArc_rad),
                                    LAC_NAMED(kSupportRadius_m),
                                    LAC_NAMED(kSupportDrift_m),
                                    LAC_NAMED(kNippleTouch_s),
                                    LAC_NAMED(kNipplePause_s),
                                    LAC_NAMED(kNippleEdge_m)};
#undef LAC_NAMED
  return constants;
}

}  // namespace lac::technique
