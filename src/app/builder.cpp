#include "app/builder.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/constants.h"
#include "base/math.h"

namespace lac::app {
namespace {

using Kind = scenario::Gesture::Kind;

// What a gesture begins with when it is chosen; r_mm 0: the place stays.
struct Start {
  Kind gesture;
  double r_mm, press_N, squeeze_N, hold_s, release_s, per_min;
  int repeats;
};
// clang-format off
constexpr Start kElse   {Kind::Stroke,    0.0, 0.6, 1.5,  5.0, 1.0,  60.0,  5};
constexpr std::array<Start, 8> kStarts{{
    // gesture      r mm  press squeeze hold release rate repeats
    {Kind::Express,  30.0, 1.0, 1.5,  1.0, 1.0,  60.0,  5},
    {Kind::Ring,      0.0, 0.8, 1.5, 60.0, 1.0,  60.0,  1},
    {Kind::Press,     0.0, 1.0, 1.5,  3.0, 1.0,  60.0,  1},
    {Kind::Compress, 20.0, 1.0, 1.5, 10.0, 2.0,  60.0,  3},
    {Kind::Knead,     0.0, 1.0, 1.5,  1.0, 1.0,  60.0,  5},
    {Kind::Nipple,    0.0, 0.3, 0.5,  5.0, 1.0,  60.0,  1},
    {Kind::Tap,       0.0, 0.3, 1.5,  5.0, 1.0, 180.0, 20},
    {Kind::Sweep,     0.0, 0.4, 1.5,  5.0, 1.0,  60.0,  5},  // lymph answers to a light touch
}};
// clang-format on

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
  const Kind gesture = ui::builder_kinds()[static_cast<std::size_t>(kind)].gesture;
  const auto known = std::find_if(kStarts.begin(), kStarts.end(),
                                  [&](const Start& start) { return start.gesture == gesture; });
  const Start& start = known == kStarts.end() ? kElse : *known;
  if (start.r_mm > 0.0) draft.r_mm = start.r_mm;
  draft.press_N = start.press_N;
  draft.squeeze_N = start.squeeze_N;
  draft.hold_s = start.hold_s;
  draft.release_s = start.release_s;
  draft.per_min = start.per_min;
  draft.repeats = start.repeats;
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
