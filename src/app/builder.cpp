#include "app/builder.h"

#include <algorithm>
#include <array>
#include <cmath>

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
  const std::array<std::pair<const char*, double*>, 8> numbers{{{"r", &draft.r_mm},
                                                                {"to_r", &draft.to_r_mm},
                                                                {"press", &draft.press_N},
                                                                {"squeeze", &draft.squeeze_N},
                                                                {"speed", &draft.speed_mm_per_s},
                                                                {"hold", &draft.hold_s},
                                                                {"release", &draft.release_s},
                                                                {"roll", &draft.roll_mm}}};
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
  g.repeats = draft.repeats;
  scenario::Choreography out;
  out.title = kind.name;
  out.kind = "expert";
  out.gestures.push_back(g);
  return out;
}

}  // namespace lac::app
