#include "input/input_frame.h"

#include <cmath>

#include "base/math.h"
#include "input/limits.h"

namespace lac::input {
namespace {

// [posture] names in files
constexpr std::array<std::string_view, static_cast<std::size_t>(Posture::kCount)> kPostureId = {
    "",           "single-tip", "flat-pads",    "flat-palm",    "c-hold",           "rps-ring",
    "support",    "u-hold",     "two-finger-c", "flower",       "straight-fingers", "two-thumbs",
    "fist-backs", "roll-hand",  "tapping-tips", "nipple-touch", "flange",           "massager"};

/// Clamps and tells whether it had to.
bool limit(double& value, double lo, double hi) {
  const double before = value;
  value = clamp(value, lo, hi);
  return value != before;
}

bool finite(const HandInput& h) {
  return is_finite(h.aim_m) && std::isfinite(h.twist_rad) && std::isfinite(h.press_N) &&
         std::isfinite(h.squeeze_N) && std::isfinite(h.roll_m) && std::isfinite(h.span_m);
}

bool finite(const Device& d) {
  return std::isfinite(d.vacuum_Pa) && std::isfinite(d.cycle_Hz) && std::isfinite(d.vibration_Hz) &&
         std::isfinite(d.amplitude_m);
}

}  // namespace

std::string_view posture_id(Posture posture) {
  const auto i = static_cast<std::size_t>(posture);
  return i < kPostureId.size() ? kPostureId[i] : std::string_view{};
}

std::optional<Posture> posture_named(std::string_view id) {
  for (std::size_t i = 1; i < kPostureId.size(); ++i)
    if (kPostureId[i] == id) return static_cast<Posture>(i);
  return std::nullopt;
}

bool sanitise(InputFrame& frame) {
  bool changed = false;
  for (HandInput& h : frame.hands) {
    if (!finite(h) || h.posture >= Posture::kCount) {
      h = HandInput{};
      changed = true;
      continue;
    }
    for (int i = 0; i < 3; ++i) changed |= limit(h.aim_m[i], -kReach_m, kReach_m);
    changed |= limit(h.twist_rad, -2.0 * kPi, 2.0 * kPi);
    changed |= limit(h.press_N, 0.0, kMostForce_N);
    changed |= limit(h.squeeze_N, 0.0, kMostForce_N);
    changed |= limit(h.roll_m, 0.0, kMostRoll_m);
    changed |= limit(h.span_m, 0.0, kMostSpan_m);
  }
  if (!finite(frame.device)) frame.device = Device{}, changed = true;
  changed |= limit(frame.device.vacuum_Pa, 0.0, kMostVacuum_Pa);
  changed |= limit(frame.device.cycle_Hz, 0.0, kMostCycle_Hz);
  changed |= limit(frame.device.vibration_Hz, 0.0, kMostVibration_Hz);
  changed |= limit(frame.device.amplitude_m, 0.0, kMostAmplitude_m);
  for (Command& c : frame.commands) {
    if (!std::isfinite(c.value)) c.value = 0.0, changed = true;
    if (c.id.size() > kMostIdLength) c.id.resize(kMostIdLength), changed = true;
  }
  if (frame.commands.size() > kMostCommands) frame.commands.resize(kMostCommands), changed = true;
  if (frame.kind != TickKind::Hand && frame.kind != TickKind::Rest)
    frame.kind = TickKind::Hand, changed = true;
  return changed;
}

void hash_into(Hasher& hasher, const InputFrame& frame) {
  hasher.add(frame.kind);
  for (const HandInput& h : frame.hands)
    hasher.add(h.posture)
        .add(static_cast<int>(h.touching))
        .add(h.aim_m)
        .add(h.twist_rad)
        .add(h.press_N)
        .add(h.squeeze_N)
        .add(h.roll_m)
        .add(h.span_m)
        .add(static_cast<int>(h.coached));
  hasher.add(frame.device.vacuum_Pa)
      .add(frame.device.cycle_Hz)
      .add(frame.device.vibration_Hz)
      .add(frame.device.amplitude_m);
  hasher.add(frame.commands.size());
  for (const Command& c : frame.commands) hasher.add(c.id).add(c.value);
}

}  // namespace lac::input
