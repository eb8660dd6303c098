#include <array>

#include "rubric/constants.h"
#include "rubric/rubric.h"

namespace lac::rubric {
namespace {

constexpr std::array<std::string_view, 9> kKinds{
    "gate", "order", "measure", "coverage", "rhythm", "limit", "outcome", "decision", "avoid"};
constexpr std::array<std::string_view, 5> kDomains{"communication", "assessment", "technique",
                                                   "outcome", "safety"};
constexpr std::array<std::string_view, 6> kGrades{"rct",    "observational", "guideline",
                                                  "expert", "lay",           "assumed"};
constexpr std::array<std::string_view, 3> kSeens{"seen", "second-hand", "unverified"};

constexpr std::array<std::string_view, 6> kBreasts{"any",  "affected", "other",
                                                   "both", "left",     "right"};

}  // namespace

std::string_view name(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view name(Domain domain) { return kDomains[static_cast<std::size_t>(domain)]; }
std::string_view name(Grade grade) { return kGrades[static_cast<std::size_t>(grade)]; }
std::string_view name(Seen seen) { return kSeens[static_cast<std::size_t>(seen)]; }
std::string_view name(Breast breast) { return kBreasts[static_cast<std::size_t>(breast)]; }

std::span<const NamedConstant> named_constants() {
#define LAC_NAMED(c) \
  NamedConstant { #c, c }
  static const std::array constants{
      LAC_NAMED(kBriefContact_s),   LAC_NAMED(kStopContact_s), LAC_NAMED(kPainRise),
      LAC_NAMED(kPainAnswer_s),     LAC_NAMED(kEase_frac),     LAC_NAMED(kForceBefore_s),
      LAC_NAMED(kForceAfter_s),     LAC_NAMED(kInjury_frac),   LAC_NAMED(kGlideLoad_Pa),
      LAC_NAMED(kOiledGlide_Pa),    LAC_NAMED(kOilSeen_frac),  LAC_NAMED(kGlideCreep_m_per_s),
      LAC_NAMED(kAssumedShare_frac)};
#undef LAC_NAMED
  return constants;
}

}  // namespace lac::rubric
