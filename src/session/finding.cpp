#include "session/finding.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/units.h"

namespace lac::session {
namespace {

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

}  // namespace

std::string finding_text(std::string_view what, const sim::Observation& seen) {
  if (what == "spes") return fullness(seen);
  if (what == "areola") return areola(seen);
  if (what == "cup") return fmt::format("{:.0f} mL in the cup.", mL_from_m3(seen.cup_m3));
  return {};
}

}  // namespace lac::session
