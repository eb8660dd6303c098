#include "input/input_frame.h"

#include <cmath>

#include "base/math.h"
#include "input/limits.h"

namespace lac::input {
namespace {

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

}  // namespace

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
        .add(h.span_m);
  hasher.add(frame.commands.size());
  for (const Command& c : frame.commands) hasher.add(c.id).add(c.value);
}

}  // namespace lac::input
