#include "app/teaching_tones.h"

#include <algorithm>

namespace lac::app {
namespace {

constexpr std::array kSideBySide{2, 6, 9};  // Monk tones, where the patient's own is none of them
constexpr int kMiddleFrom = 4, kDarkFrom = 8;

}  // namespace

void choose_tones(const ui::Settings& settings, session::Mode mode, int own,
                  render::ViewOptions& options) {
  options.skin_tone = own;
  if (mode == session::Mode::Exam || settings.teaching_tone == 0) return;
  if (settings.teaching_tone < ui::Settings::kThreeTones) {
    options.skin_tone = settings.teaching_tone;
    return;
  }
  options.tones.assign(kSideBySide.begin(), kSideBySide.end());
  options.tones[own < kMiddleFrom ? 0 : own < kDarkFrom ? 1 : 2] = own;
}

}  // namespace lac::app
