#pragma once
#include "base/sourced.h"

namespace lac::rubric {

// Lines of the critical-error watch and of marking (decisions.md "Pain", "Marks"; MODEL.md).
// clang-format off
inline constexpr Sourced kBriefContact_s    {0.20, 0.1, 0.5, lac::Evidence::Assumed, "", "effect: contact without consent is told after this long in all"};
inline constexpr Sourced kStopContact_s     {3.0, 2.0, 5.0, lac::Evidence::Assumed, "", "effect: contact that goes on this long after stop is pain ignored"};
inline constexpr Sourced kPainRise          {2.0, 2.0, 2.0, lac::Evidence::Assumed, "", "effect: rise of the NRS above baseline that must be answered"};
inline constexpr Sourced kPainAnswer_s      {5.0, 3.0, 8.0, lac::Evidence::Assumed, "", "effect: time in which the hand must ease or ask"};
inline constexpr Sourced kEase_frac         {0.70, 0.5, 0.8, lac::Evidence::Assumed, "", "effect: force down to this share of before counts as eased"};
inline constexpr Sourced kForceBefore_s     {3.0, 2.0, 4.0, lac::Evidence::Assumed, "", "effect: force before the rise is the most in this time, so that a release between cycles is no easing"};
inline constexpr Sourced kForceAfter_s      {2.5, 2.0, 3.0, lac::Evidence::Assumed, "", "effect: force after the rise is the most in this time before the answer is due"};
inline constexpr Sourced kInjury_frac       {0.25, 0.1, 0.4, lac::Evidence::Assumed, "", "effect: visible injury above this is critical"};
inline constexpr Sourced kGlideLoad_Pa      {4000.0, 3000.0, 5000.0, lac::Evidence::Unverified, "lymph-pressure", "light-touch ceiling, convention; glide under more is sliding under load"};
inline constexpr Sourced kOiledGlide_Pa      {10000.0, 8000.0, 12000.0, lac::Evidence::Assumed, "", "effect: the same on oiled skin, where what rubs is a film: top of the gentle class (techniques.md 2.0)"};
inline constexpr Sourced kOilSeen_frac       {0.05, 0.02, 0.1, lac::Evidence::Assumed, "", "effect: a thinner film is not seen"};
inline constexpr Sourced kGlideCreep_m_per_s{2e-3, 1e-3, 5e-3, lac::Evidence::Assumed, "", "effect: slower slip counts as sticking"};
inline constexpr Sourced kAssumedShare_frac {0.10, 0.0, 0.10, lac::Evidence::Assumed, "", "effect: most of a score that rows on assumed numbers carry in all"};
// clang-format on

}  // namespace lac::rubric
