#include <algorithm>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

// Face, last words and what was found; what can be done next needs the larger part.
constexpr float kPatientShare = 0.40f;
// Every screen fits a window of this size at 100 % (tests), and none is asked to fit less.
constexpr float kLeastWidth = 640.0f, kLeastHeight = 360.0f, kLeastScale = 0.8f;

}  // namespace

float fitting_scale(float wanted, float width, float height) {
  const float most = std::min(width / kLeastWidth, height / kLeastHeight);
  // in steps, so that letters are not made anew at every pixel while a window is drawn smaller
  return std::min(wanted, std::max(kLeastScale, std::floor(10.0f * most) / 10.0f));
}

Layout working_layout(float width, float height, float scale) {
  // at 1280 x 720 and 100 % the picture keeps 60 % of the window; larger text takes at most this
  // much
  const float top = std::min(44.0f * scale, 0.125f * height);
  const float strip = std::min(60.0f * scale, 0.16f * height);
  const bool wide = width >= 1600.0f * scale;
  const float left = std::min((wide ? 232.0f : 126.0f) * scale, 0.20f * width);
  const float right = std::min((wide ? 330.0f : 254.0f) * scale, 0.34f * width);
  const float middle = height - top - strip;
  Layout l;
  l.top = {0, 0, width, top};
  l.palette = {0, top, left, middle};
  l.picture = {left, top, width - left - right, middle};
  const float patient = std::floor(middle * kPatientShare);
  l.patient = {width - right, top, right, patient};
  l.phases = {width - right, top + patient, right, middle - patient};
  l.timeline = {0, height - strip, width, strip};
  const float drawer = std::min(std::max(380.0f * scale, right), 0.46f * width);
  l.drawer = {width - drawer, top, drawer, middle};
  return l;
}

ReplayLayout replay_layout(float width, float height, float scale) {
  const float top = std::min(44.0f * scale, 0.125f * height);
  const float strip = std::min(132.0f * scale, 0.30f * height);
  const float right = std::min(360.0f * scale, 0.36f * width);
  ReplayLayout l;
  l.top = {0, 0, width, top};
  l.picture = {0, top, width - right, height - top - strip};
  l.side = {width - right, top, right, height - top - strip};
  l.timeline = {0, height - strip, width, strip};
  return l;
}

}  // namespace lac::ui
