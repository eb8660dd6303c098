#include "app/builder.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/constants.h"
#include "base/math.h"

namespace lac::app {
namespace {

using Kind = scenario::Gesture::Kind;

double clock_rad(int clock) { return 2.0 * kPi * static_cast<double>(clock % 12) / 12.0; }

// 13 is 1 and 0 is 12
int round_clock(double value) {
  const int c = static_cast<int>(std::lround(value));
  return (c + 11) % 12 + 1;
}

}  // namespace

void edit(ui::GestureDraft& draft, const std::string& field, double value) {
  const std::array<std::pair<const char*, double*>, 11> numbers{{{"r", &draft.r_mm},
                                                                 {"to_r", &draft.to_r_mm},
                                                                 {"press", &draft.press_N},
                                                                 {"squeeze", &draft.squeeze_N},
                                                                 {"speed", &draft.speed_mm_per_s},
                                                                 {"hold", &draft.hold_s},
                                                                 {"release", &draft.release_s},
                                                                 {"roll", &draft.roll_mm},
                                                                 {"length", &draft.length_mm},
                                                                 {"rate", &draft.per_min},
                                                                 {"seconds", &draft.seconds}}};
  for (const auto& [name, number] : numbers)
    if (field == name) *number = value;
  if (field == "clock") draft.clock = round_clock(value);
  if (field == "to_clock") draft.to_clock = round_clock(value);
  if (field == "repeats") draft.repeats = std::clamp(static_cast<int>(value), 1, 60);
  if (field != "kind") return;

  const int most = static_cast<int>(ui::builder_kinds().size()) - 1;
  const int kind = std::clamp(static_cast<int>(value), 0, most);
  if (kind == draft.kind) return;
  const ui::GestureDraft before = draft;
  draft = ui::GestureDraft{.kind = kind, .clock = before.clock, .r_mm = before.r_mm};
  switch (ui::builder_kinds()[static_cast<std::size_t>(kind)].gesture) {
    case Kind::Express:
      draft.r_mm = 30.0;
      draft.hold_s = 1.0;
      draft.repeats = 5;
      break;
    case Kind::Ring:
      draft.press_N = 0.8;
      draft.hold_s = 60.0;
      draft.repeats = 1;
      break;
    case Kind::Press:
      draft.hold_s = 3.0;
      draft.repeats = 1;
      break;
    case Kind::Compress:
      draft.r_mm = 20.0;
      draft.hold_s = 10.0;
      draft.release_s = 2.0;
      draft.repeats = 3;
      break;
    case Kind::Knead:
      draft.hold_s = 1.0;
      break;
    case Kind::Nipple:
      draft.press_N = 0.3;
      draft.squeeze_N = 0.5;
      draft.repeats = 1;
      break;
    case Kind::Tap:
      draft.press_N = 0.3;
      draft.per_min = 180.0;
      draft.repeats = 20;
      break;
    case Kind::Sweep:
      draft.press_N = 0.4;  // lymph answers to a light touch
      break;
    default:
      draft.press_N = 0.6;
      break;
  }
}

scenario::Choreography built(const ui::GestureDraft& draft) {
  const ui::BuilderKind& kind =
      ui::builder_kinds()[static_cast<std::size_t>(std::max(0, draft.kind))];
  scenario::Gesture g;
  g.kind = kind.gesture;
  g.posture = kind.posture;
  g.clock_rad = clock_rad(draft.clock);
  g.r_m = draft.r_mm * 1e-3;
  if (kind.to) {
    g.to_clock_rad = clock_rad(draft.to_clock);
    g.to_r_m = draft.to_r_mm * 1e-3;
  }
  g.press_N = draft.press_N;
  if (kind.squeeze) g.squeeze_N = draft.squeeze_N;
  if (kind.speed) g.speed_m_per_s = draft.speed_mm_per_s * 1e-3;
  if (kind.hold) g.hold_s = draft.hold_s;
  if (kind.roll) {
    g.roll_m = draft.roll_mm * 1e-3;
    g.span_m = draft.r_mm * 1e-3;
    g.release_s = draft.release_s;
  }
  if (kind.gesture == Kind::Compress) g.span_m = draft.r_mm * 1e-3;
  if (kind.rest) g.release_s = draft.release_s;
  if (kind.length) g.length_m = draft.length_mm * 1e-3;
  if (kind.rate) g.rate_Hz = draft.per_min / 60.0;
  if (kind.seconds) g.seconds = draft.seconds;
  if (kind.gesture == Kind::Sweep) g.node = "axilla";
  if (kind.gesture == Kind::Pump)
    g.device = {.vacuum_Pa = kVacuumStart_Pa, .cycle_Hz = kPumpCycle_Hz};
  if (kind.gesture == Kind::Vibrate)
    g.device = {.vibration_Hz = kVibration_Hz, .amplitude_m = kAmplitude_m};
  g.repeats = kind.seconds ? 1 : draft.repeats;
  scenario::Choreography out;
  out.title = kind.name;
  out.kind = "expert";
  out.gestures.push_back(g);
  return out;
}

}  // namespace lac::app
