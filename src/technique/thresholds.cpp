#include <array>

#include "technique/constants.h"
#include "technique/technique.h"

namespace lac::technique {

std::span<const NamedConstant> named_constants() {
#define LAC_NAMED(c) \
  NamedConstant { #c, c }
  // clang-format off
  static const std::array constants{
      LAC_NAMED(kContactGap_s), LAC_NAMED(kLoad_N), LAC_NAMED(kCreep_m_per_s),
      LAC_NAMED(kCluster_m), LAC_NAMED(kPalmArea_m2), LAC_NAMED(kHintedPalmArea_m2),
      LAC_NAMED(kRingRadius_m), LAC_NAMED(kRingTips), LAC_NAMED(kRingGap_rad),
      LAC_NAMED(kRingHold_s), LAC_NAMED(kRingDrift_m), LAC_NAMED(kRingPause_s),
      LAC_NAMED(kFlowerTips), LAC_NAMED(kInward_frac), LAC_NAMED(kSidesDrift_m),
      LAC_NAMED(kSettle_s), LAC_NAMED(kQuarter_rad), LAC_NAMED(kOppose_rad),
      LAC_NAMED(kOpposeSpread_rad), LAC_NAMED(kOpposeRadius_m), LAC_NAMED(kSmooth_s),
      LAC_NAMED(kCycleRise_N), LAC_NAMED(kCycleFall_frac), LAC_NAMED(kUnderLoad_frac),
      LAC_NAMED(kCycleShort_s), LAC_NAMED(kCycleLong_s), LAC_NAMED(kCyclePause_s),
      LAC_NAMED(kExpressionPause_s), LAC_NAMED(kCyclesLeast), LAC_NAMED(kClose_m),
      LAC_NAMED(kLateral_frac), LAC_NAMED(kRoll_m), LAC_NAMED(kSlide_m), LAC_NAMED(kPosition_rad),
      LAC_NAMED(kCompressionHold_s), LAC_NAMED(kClosing_s), LAC_NAMED(kPressPeak_N), LAC_NAMED(kPressShort_s),
      LAC_NAMED(kPressLong_s), LAC_NAMED(kPitLongest_s), LAC_NAMED(kPitMost_N), LAC_NAMED(kPressDrift_m),
      LAC_NAMED(kPlace_m), LAC_NAMED(kPalpationPause_s), LAC_NAMED(kPressesLeast),
      LAC_NAMED(kOtherFormNear_s), LAC_NAMED(kPitSeen_m), LAC_NAMED(kPitFilled_frac),
      LAC_NAMED(kPitWatch_s), LAC_NAMED(kPitSettle_s), LAC_NAMED(kWaypoint_s),
      LAC_NAMED(kMoving_m_per_s), LAC_NAMED(kStrokePause_s), LAC_NAMED(kStrokeLength_m),
      LAC_NAMED(kStraight_frac), LAC_NAMED(kReverse_cos), LAC_NAMED(kDirection_cos),
      LAC_NAMED(kStrokesLeast), LAC_NAMED(kStrokeShare_frac), LAC_NAMED(kStrokesGap_s),
      LAC_NAMED(kCircleSmall_m), LAC_NAMED(kCircleLarge_m), LAC_NAMED(kCircleDrift_frac),
      LAC_NAMED(kCircleLong_s), LAC_NAMED(kCirclesLeast), LAC_NAMED(kOverLump_m), LAC_NAMED(kCirclesGap_s),
      LAC_NAMED(kTapLong_s), LAC_NAMED(kTapGap_s), LAC_NAMED(kTapsLeast), LAC_NAMED(kTapTravel_m),
      LAC_NAMED(kTapFast_Hz), LAC_NAMED(kPushTravel_m),
      LAC_NAMED(kPushRise_N), LAC_NAMED(kPushLong_s), LAC_NAMED(kPushGap_s),
      LAC_NAMED(kPushesLeast), LAC_NAMED(kRollSides_rad), LAC_NAMED(kRollRadius_m),
      LAC_NAMED(kRollWay_m), LAC_NAMED(kRollTurn_m), LAC_NAMED(kRollWaysLeast),
      LAC_NAMED(kRollWay_s), LAC_NAMED(kUpright_cos), LAC_NAMED(kHoldLeast_s),
      LAC_NAMED(kHoldDrift_m), LAC_NAMED(kHoldRadius_m), LAC_NAMED(kHoldBusy_frac),
      LAC_NAMED(kBusyMemory_s), LAC_NAMED(kBusySwing_N), LAC_NAMED(kBusySwing_frac), LAC_NAMED(kBusyMove_m),
      LAC_NAMED(kVacuumSeen_Pa), LAC_NAMED(kDeviceLeast_s), LAC_NAMED(kDevicePause_s),
      LAC_NAMED(kOilSeen_frac), LAC_NAMED(kSkinStretch_Pa), LAC_NAMED(kGentle_Pa),
      LAC_NAMED(kPainRise), LAC_NAMED(kPainLasts_s), LAC_NAMED(kMapInner_m), LAC_NAMED(kMapOuter_m),
      LAC_NAMED(kMapDwell_s), LAC_NAMED(kNodesBefore_s), LAC_NAMED(kSupportHold_s),
      LAC_NAMED(kSupportArc_rad), LAC_NAMED(kSupportRadius_m), LAC_NAMED(kSupportDrift_m),
      LAC_NAMED(kNippleTouch_s), LAC_NAMED(kNipplePause_s), LAC_NAMED(kNippleEdge_m)};
  // clang-format on
#undef LAC_NAMED
  return constants;
}

}  // namespace lac::technique
