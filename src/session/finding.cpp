#include "session/finding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "base/units.h"

namespace lac::session {
namespace {

constexpr double kRed_frac = 0.002, kShiny = 0.5, kFluctuates = 0.3;  // what is seen and felt
constexpr double kSpot_m = 0.4e-3, kCracked = 0.2, kSwollen = 0.15;   // (assumed)
constexpr double kWarm_K = 0.5;  // what the back of a hand tells apart (assumed)

std::string_view firmness_word(sim::Firmness firmness) {
  switch (firmness) {
    case sim::Firmness::Soft:
      return "soft, like lips";
    case sim::Firmness::Slight:
      return "slightly firm, like the tip of a nose";
    case sim::Firmness::Firm:
      return "firm, like a forehead";
    case sim::Firmness::Hard:
      return "hard";
  }
  return "";
}

std::string_view fullness_word(int spes) {
  static constexpr std::string_view kWords[] = {"soft",
                                                "slightly changed",
                                                "firm, not tender",
                                                "firm, starting to be tender",
                                                "firm and tender",
                                                "very firm and very tender"};
  return kWords[std::clamp(spes, 1, 6) - 1];
}

std::string fullness(const sim::Observation& seen) {
  std::string out;
  for (const int side : {0, 1}) {
    const sim::BreastSeen& breast = seen.breast[static_cast<std::size_t>(side)];
    if (!breast.present) continue;
    out += fmt::format("{}{} {} of 6, {}", out.empty() ? "" : "; ", side == 0 ? "Left" : "right",
                       breast.spes, fullness_word(breast.spes));
  }
  return out + ".";
}

std::string areola(const sim::Observation& seen) {
  const auto side = static_cast<std::size_t>(seen.side == anatomy::Side::Left ? 0 : 1);
  return fmt::format("The areola is {}.", firmness_word(seen.breast[side].areola_firmness));
}

std::string lump_words(const LumpFelt& lump) {
  if (lump.fluctuance > kFluctuates)
    return "A swelling that gives in the middle like a bag of water, sore and warm.";
  if (!lump.felt) return "No lump was felt where the fingers have been.";
  double hour = std::round(lump.clock_rad / (2.0 * kPi) * 12.0);
  if (hour <= 0.0) hour = 12.0;
  return fmt::format(
      "A lump at {:.0f} o'clock, about {:.0f} mm from the nipple: {}, {}. It has an "
      "edge and does not move like water.",
      hour, 5.0 * std::round(lump.r_m * 1e3 / 5.0), firmness_word(lump.firmness),
      lump.warmth_K > kWarm_K ? "a little warm" : "no warmer than the skin round it");
}

/// What shows on the breast in hand before anybody presses.
std::string skin(const sim::Observation& seen) {
  const sim::BreastSeen& b = seen.breast[static_cast<std::size_t>(seen.side)];
  std::string out = b.redness_frac > kRed_frac
                        ? "A part of the skin is deeper in colour than the rest"
                        : "The skin is even in colour";
  if (b.shine > kShiny) out += ", tight and shiny";
  return out + (b.warmth_K > kWarm_K ? fmt::format(", {:.0f} degrees warmer at its warmest place.",
                                                   std::max(b.warmth_K, 1.0))
                                     : ", no warmer than the chest.");
}

std::string nipple(const sim::Observation& seen) {
  const sim::BreastSeen& b = seen.breast[static_cast<std::size_t>(seen.side)];
  std::string out =
      b.broken_skin > kCracked ? "The nipple is cracked." : "The nipple's skin is whole.";
  if (b.white_spot_m > kSpot_m) out += " A white spot sits on one pore.";
  return out;
}

std::string armpit(const sim::Observation& seen) {
  const sim::BreastSeen& b = seen.breast[static_cast<std::size_t>(seen.side)];
  return b.in_armpit > kSwollen
             ? "There is a soft, full swelling in the armpit; the skin over it is unchanged."
             : "The armpit is soft and empty.";
}

std::string belly(const sim::Observation& seen) {
  return seen.womb_tight ? "Her belly is hard under her hand just now."
                         : "Her belly is soft under her hand.";
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

std::string finding_text(std::string_view what, const sim::Observation& seen,
                         const LumpFelt& lump) {
  if (what == "lump") return lump_words(lump);
  if (what == "spes") return fullness(seen);
  if (what == "areola") return areola(seen);
  if (what == "skin") return skin(seen);
  if (what == "nipple") return nipple(seen);
  if (what == "armpit") return armpit(seen);
  if (what == "belly") return belly(seen);
  if (what == "cup") return fmt::format("{:.0f} mL in the cup.", mL_from_m3(seen.cup_m3));
  return {};
}

}  // namespace lac::session
