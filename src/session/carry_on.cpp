#include "session/carry_on.h"

#include <algorithm>

namespace lac::session {
namespace {

using input::InputFrame;

constexpr std::size_t kWindow = 60 * 60;  // hand ticks looked back over
constexpr int kMostCycles = 5;
constexpr double kOnset_frac = 0.5;  // of the window's strongest
constexpr std::size_t kLeastTouch = 30;

bool touches(const InputFrame& f) {
  return f.kind == input::TickKind::Hand && (f.hands[0].touching || f.hands[1].touching);
}

double squeeze_N(const InputFrame& f) {
  double most = 0.0;
  for (const input::HandInput& h : f.hands)
    if (h.touching) most = std::max(most, h.squeeze_N);
  return most;
}

double press_N(const InputFrame& f) {
  double most = 0.0;
  for (const input::HandInput& h : f.hands)
    if (h.touching) most = std::max(most, h.press_N);
  return most;
}

bool changes_breast(const InputFrame& f) {
  return std::any_of(f.commands.begin(), f.commands.end(),
                     [](const input::Command& c) { return c.id.starts_with("breast:"); });
}

}  // namespace

std::vector<InputFrame> last_cycles(const std::vector<InputFrame>& frames) {
  // the last touch and up to a minute before it, on this breast, without a wait between
  std::size_t end = frames.size();
  while (end > 0 && !touches(frames[end - 1])) {
    if (changes_breast(frames[end - 1])) return {};
    --end;
  }
  std::size_t begin = end;
  while (begin > 0 && end - begin < kWindow && frames[begin - 1].kind == input::TickKind::Hand &&
         !changes_breast(frames[begin - 1]))
    --begin;
  double most_squeeze = 0.0, most_press = 0.0;
  for (std::size_t i = begin; i < end; ++i) {
    most_squeeze = std::max(most_squeeze, squeeze_N(frames[i]));
    most_press = std::max(most_press, press_N(frames[i]));
  }
  const bool squeezes = most_squeeze > 0.0;
  const auto loaded = [&](const InputFrame& f) {
    return squeezes ? squeeze_N(f) > kOnset_frac * most_squeeze
                    : touches(f) && press_N(f) >= kOnset_frac * most_press;
  };

  // onsets, the last ones
  std::vector<std::size_t> onset;
  for (std::size_t i = begin + 1; i < end; ++i)
    if (loaded(frames[i]) && !loaded(frames[i - 1])) onset.push_back(i);
  std::size_t from = end, to = end;
  if (onset.size() >= 2) {
    const std::size_t cycles = std::min<std::size_t>(kMostCycles, onset.size() - 1);
    from = onset[onset.size() - 1 - cycles];
    to = onset.back();
  } else {
    while (from > begin && touches(frames[from - 1])) --from;
    if (to - from < kLeastTouch) return {};
  }
  std::vector<InputFrame> out(frames.begin() + static_cast<std::ptrdiff_t>(from),
                              frames.begin() + static_cast<std::ptrdiff_t>(to));
  for (InputFrame& f : out) f.commands.clear();
  return out;
}

}  // namespace lac::session
