#include "session/finding.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/math.h"
#include "base/units.h"

namespace lac::session {
namespace {

constexpr double kRed_frac = 0.002, kShiny = 0.5, kFluctuates = 0.3;  // what is seen and felt
constexpr double kSpot_m = 0.4e-3, kCracked = 0.2, kSwollen = 0.15;   // (assumed)
constexpr double kWarm_K = 0.5;  // what the back of a hand tells apart (assumed)

Wording firmness_word(sim::Firmness firmness) {
  switch (firmness) {
    case sim::Firmness::Soft:
      return worded("soft, like lips");
    case sim::Firmness::Slight:
      return worded("slightly firm, like the tip of a nose");
    case sim::Firmness::Firm:
      return worded("firm, like a forehead");
    case sim::Firmness::Hard:
      return worded("hard");
  }
  return {};
}

Wording fullness_word(int spes) {
  static constexpr std::array kWords{mark("soft"),
                                     mark("slightly changed"),
                                     mark("firm, not tender"),
                                     mark("firm, starting to be tender"),
                                     mark("firm and tender"),
                                     mark("very firm and very tender")};
  return worded(kWords[static_cast<std::size_t>(std::clamp(spes, 1, 6) - 1)]);
}

Wording fullness(const sim::Observation& seen) {
  const sim::BreastSeen &left = seen.breast[0], &right = seen.breast[1];
  if (left.present && right.present)
    return worded("Left {} of 6, {}; right {} of 6, {}.", left.spes, fullness_word(left.spes),
                  right.spes, fullness_word(right.spes));
  return left.present ? worded("Left {} of 6, {}.", left.spes, fullness_word(left.spes))
                      : worded("Right {} of 6, {}.", right.spes, fullness_word(right.spes));
}

Wording areola(const sim::Observation& seen) {
  const auto side = static_cast<std::size_t>(seen.side == anatomy::Side::Left ? 0 : 1);
  return worded("The areola is {}.", firmness_word(seen.breast[side].areola_firmness));
}

Wording lump_words(const LumpFelt& lump) {
  if (lump.fluctuance > kFluctuates)
    return worded("A swelling that gives in the middle like a bag of water, sore and warm.");
  if (!lump.felt) return worded("No lump was felt where the fingers have been.");
  double hour = std::round(lump.clock_rad / (2.0 * kPi) * 12.0);
  if (hour <= 0.0) hour = 12.0;
  return worded(lump.warmth_K > kWarm_K
                    ? mark("A lump at {:.0f} o'clock, about {:.0f} mm from the nipple: {}, a "
                           "little warm. It has an edge and does not move like water.")
                    : mark("A lump at {:.0f} o'clock, about {:.0f} mm from the nipple: {}, no "
                           "warmer than the skin round it. It has an edge and does not move like "
                           "water."),
                hour, 5.0 * std::round(lump.r_m * 1e3 / 5.0), firmness_word(lump.firmness));
}

/// What shows on the breast in hand before anybody presses.
Wording skin(const sim::Observation& seen) {
  const sim::BreastSeen& b = seen.breast[static_cast<std::size_t>(seen.side)];
  const bool shiny = b.shine > kShiny;
  const Wording look =
      b.redness_frac > kRed_frac
          ? shiny ? worded("A part of the skin is deeper in colour than the rest, tight and shiny")
                  : worded("A part of the skin is deeper in colour than the rest")
      : shiny ? worded("The skin is even in colour, tight and shiny")
              : worded("The skin is even in colour");
  return b.warmth_K > kWarm_K ? worded("{}, {:.0f} degrees warmer at its warmest place.", look,
                                       std::max(b.warmth_K, 1.0))
                              : worded("{}, no warmer than the chest.", look);
}

Wording nipple(const sim::Observation& seen) {
  const sim::BreastSeen& b = seen.breast[static_cast<std::size_t>(seen.side)];
  Wording whole = worded(b.broken_skin > kCracked ? mark("The nipple is cracked.")
                                                  : mark("The nipple's skin is whole."));
  if (b.white_spot_m <= kSpot_m) return whole;
  return worded("{} {}", whole, worded("A white spot sits on one pore."));
}

Wording armpit(const sim::Observation& seen) {
  const sim::BreastSeen& b = seen.breast[static_cast<std::size_t>(seen.side)];
  return worded(b.in_armpit > kSwollen
                    ? mark("There is a soft, full swelling in the armpit; the skin over it is "
                           "unchanged.")
                    : mark("The armpit is soft and empty."));
}

Wording belly(const sim::Observation& seen) {
  return worded(seen.womb_tight ? mark("The belly is hard under the hand just now.")
                                : mark("The belly is soft under the hand."));
}

}  // namespace

void LumpFelt::feel(const sim::Observation& seen) {
  for (const sim::FingerSeen& finger : seen.finger) {
    fluctuance = std::max(fluctuance, finger.fluctuance);
    if (!finger.lump || (felt && finger.firmness < firmness)) continue;
    felt = true;
    clock_rad = finger.clock_rad, r_m = finger.r_m;
    warmth_K = finger.warmth_K, firmness = finger.firmness;
  }
}

Wording finding_text(std::string_view what, const sim::Observation& seen, const LumpFelt& lump) {
  if (what == "lump") return lump_words(lump);
  if (what == "spes") return fullness(seen);
  if (what == "areola") return areola(seen);
  if (what == "skin") return skin(seen);
  if (what == "nipple") return nipple(seen);
  if (what == "armpit") return armpit(seen);
  if (what == "belly") return belly(seen);
  if (what == "cup") return worded("{:.0f} mL in the cup.", mL_from_m3(seen.cup_m3));
  return {};
}

}  // namespace lac::session
