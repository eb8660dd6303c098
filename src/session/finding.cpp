#include "session/finding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "base/units.h"

namespace lac::session {
namespace {

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
  if (!lump.felt) return "No lump was felt where the fingers have been.";
  double hour = std::round(lump.clock_rad / (2.0 * kPi) * 12.0);
  if (hour <= 0.0) hour = 12.0;
  return fmt::format(
      "A lump at {:.0f} o'clock, about {:.0f} mm from the nipple: {}, {}. It has an "
      "edge and does not move like water.",
      hour, 5.0 * std::round(lump.r_m * 1e3 / 5.0), firmness_word(lump.firmness),
      lump.warmth_K > kWarm_K ? "a little warm" : "no warmer than the skin round it");
}

}  // namespace

void LumpFelt::feel(const sim::Observation& seen) {
  for (const sim::FingerSeen& finger : seen.finger) {
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
  if (what == "cup") return fmt::format("{:.0f} mL in the cup.", mL_from_m3(seen.cup_m3));
  return {};
}

}  // namespace lac::session
