#include "physiology/findings.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"

namespace lac::physiology {
namespace {

constexpr double kAbscessShows = 0.3;    // less pus than this does not fluctuate
constexpr double kWhiteSpot_m = 1.5e-3;  // of a full bleb

}  // namespace

double cover(const Finding& f, double clock_rad, double r_m) {
  if (f.radius_m <= 0.0) return 0.0;
  const double dx = r_m * cos(clock_rad) - f.r_m * cos(f.clock_rad);
  const double dy = r_m * sin(clock_rad) - f.r_m * sin(f.clock_rad);
  return 1.0 - smoothstep(2.0 * std::sqrt(dx * dx + dy * dy) / f.radius_m - 1.0);
}

Finding finding_of(const Condition& c, double severity, double fullness) {
  const double s = clamp(severity, 0.0, 1.0);
  Finding f{.kind = c.kind,
            .clock_rad = c.clock_rad,
            .r_m = c.r_m,
            .radius_m = c.radius_m,
            .severity = s};
  switch (c.kind) {
    case ConditionKind::Abscess:
      // an inflamed area with a soft middle
      f.fluctuance = smoothstep((s - kAbscessShows) / (1.0 - kAbscessShows));
      [[fallthrough]];
    case ConditionKind::Inflammation:
      f.warmth_degC = kInflamedWarmth_degC * s;
      f.redness = f.shine = s;
      f.firmness = lerp(1.0, kInflamedFirmness, s) * (1.0 - 0.5 * f.fluctuance);
      f.threshold_frac = lerp(
          1.0, c.kind == ConditionKind::Abscess ? kAbscessThreshold_frac : kInflamedThreshold_frac,
          s);
      break;
    case ConditionKind::DeviceInjury:
      f.redness = s;
      f.broken_skin = smoothstep(2.0 * s - 1.0);
      f.threshold_frac = lerp(1.0, kDeviceThreshold_frac, s);
      break;
    case ConditionKind::Bleb:
      f.white_spot_m = kWhiteSpot_m * s;
      f.threshold_frac = lerp(1.0, kDeviceThreshold_frac, 0.5 * s);
      break;
    case ConditionKind::AccessoryTissue:
      // swells as the breast fills: a soft lump, firm when full, the skin over it unchanged
      f.firmness = 1.0 + (kInflamedFirmness - 1.0) * s * clamp(fullness, 0.0, 1.5);
      f.threshold_frac = lerp(1.0, 0.5, s * clamp(fullness, 0.0, 1.0));
      break;
  }
  return f;
}

double threshold_at(std::span<const Finding> findings, double clock_rad, double r_m) {
  double least = 1.0;
  for (const Finding& f : findings)
    least = std::min(least, lerp(1.0, f.threshold_frac, cover(f, clock_rad, r_m)));
  return least;
}

double warmth_at(std::span<const Finding> findings, double clock_rad, double r_m) {
  double most = 0.0;
  for (const Finding& f : findings) most = std::max(most, f.warmth_degC * cover(f, clock_rad, r_m));
  return most;
}

double fluctuance_at(std::span<const Finding> findings, double clock_rad, double r_m) {
  double most = 0.0;
  for (const Finding& f : findings) most = std::max(most, f.fluctuance * cover(f, clock_rad, r_m));
  return most;
}

double firmness_at(std::span<const Finding> findings, double clock_rad, double r_m) {
  double most = 1.0;
  for (const Finding& f : findings)
    if (f.kind != ConditionKind::AccessoryTissue)  // that lies in the armpit
      most = std::max(most, lerp(1.0, f.firmness, cover(f, clock_rad, r_m)));
  return most;
}

int blocked_pore(std::span<const Condition> conditions, const anatomy::DuctTree& tree) {
  for (const Condition& c : conditions) {
    if (c.kind != ConditionKind::Bleb || tree.lobe.empty()) continue;
    const auto facing = [&](const anatomy::Lobe& lobe) {
      return cos(lobe.clock_rad - c.clock_rad);
    };
    const auto best = std::max_element(
        tree.lobe.begin(), tree.lobe.end(),
        [&](const anatomy::Lobe& a, const anatomy::Lobe& b) { return facing(a) < facing(b); });
    return static_cast<int>(best - tree.lobe.begin());
  }
  return -1;
}

}  // namespace lac::physiology
