#include <algorithm>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {

void draw_face(ImDrawList& d, Box b, float pain, ImU32 ink, ImU32 fill) {
  const float p = std::clamp(pain / 10.0f, 0.0f, 1.0f), s = std::min(b.w, b.h);
  const float cx = b.x + 0.5f * b.w, cy = b.y + 0.5f * b.h;
  const auto at = [&](float u, float v) { return ImVec2{cx + u * s, cy + v * s}; };
  const float stroke = std::max(1.6f, 0.026f * s);

  // hair behind, face in front
  const ImU32 hair = with_alpha(ink, 0.62f);
  d.AddCircleFilled(at(0.0f, -0.05f), 0.42f * s, hair, 48);
  d.AddRectFilled(at(-0.42f, -0.05f), at(0.42f, 0.32f), hair, 0.14f * s,
                  ImDrawFlags_RoundCornersBottom);
  d.AddCircleFilled(at(0.0f, 0.09f), 0.335f * s, fill, 48);
  d.AddRectFilled(at(-0.335f, -0.10f), at(0.335f, 0.10f), fill, 0.20f * s,
                  ImDrawFlags_RoundCornersTop);

  for (const float side : {-1.0f, 1.0f}) {
    // brows: level when calm; inner ends draw together and down with pain
    const float inner = -0.09f + 0.05f * p, outer = -0.095f - 0.005f * p;
    d.AddBezierQuadratic(at(side * (0.075f - 0.015f * p), inner),
                         at(side * 0.15f, outer - 0.035f * (1.0f - p)),
                         at(side * 0.23f, outer + 0.02f), ink, stroke * 1.15f);
    // eyes: open, then narrowed, then shut
    const float open = std::clamp(1.0f - 1.25f * p, 0.0f, 1.0f);
    const float x = side * 0.15f, y = 0.02f;
    if (open > 0.12f) {
      d.AddBezierQuadratic(at(x - 0.065f, y), at(x, y - 0.085f * open), at(x + 0.065f, y), ink,
                           stroke);
      d.AddBezierQuadratic(at(x - 0.065f, y), at(x, y + 0.055f * open), at(x + 0.065f, y),
                           with_alpha(ink, 0.6f), stroke * 0.7f);
      d.AddCircleFilled(at(x, y - 0.008f * open), 0.028f * s * std::sqrt(open), ink, 16);
    } else {
      d.AddBezierQuadratic(at(x - 0.065f, y - 0.01f), at(x, y + 0.035f), at(x + 0.065f, y - 0.01f),
                           ink, stroke * 1.1f);
    }
    // creases beside the nose when it hurts
    if (p > 0.35f)
      d.AddBezierQuadratic(at(side * 0.06f, 0.10f), at(side * 0.115f, 0.15f),
                           at(side * 0.13f, 0.21f), with_alpha(ink, 0.7f * (p - 0.35f)), stroke);
  }

  // nose; mouth from a small smile to a tight, open grimace
  d.AddBezierQuadratic(at(-0.015f, 0.08f), at(-0.04f, 0.135f), at(0.01f, 0.14f),
                       with_alpha(ink, 0.7f), stroke * 0.8f);
  const float width = 0.12f + 0.03f * p, bend = 0.055f - 0.12f * p, y = 0.235f + 0.01f * p;
  d.AddBezierQuadratic(at(-width, y - 0.25f * bend), at(0.0f, y + bend),
                       at(width, y - 0.25f * bend), ink, stroke * 1.15f);
  if (p > 0.55f)
    d.AddBezierQuadratic(at(-width, y - 0.25f * bend), at(0.0f, y + 0.055f * p),
                         at(width, y - 0.25f * bend), ink, stroke);
}

}  // namespace lac::ui
