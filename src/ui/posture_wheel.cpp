#include <algorithm>
#include <array>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {

void draw_posture_wheel(Kit& kit, input::Posture now, Box box) {
  constexpr int count = static_cast<int>(input::Posture::kCount) - 1;
  constexpr float kTurn = 6.2831853f / static_cast<float>(count);
  kit.begin_panel("wheel", box, with_alpha(kit.theme.paper, 0.35f), 0.0f, Stand::Veil);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const ImVec2 mid{box.x + 0.5f * box.w, box.y + 0.5f * box.h};
  const float outer = std::min({kit.px(250), 0.46f * box.w, 0.41f * box.h}), inner = 0.52f * outer;
  d.AddCircleFilled(mid, outer, with_alpha(kit.theme.card, 0.97f), 72);
  d.AddCircle(mid, outer, kit.theme.line, 72);

  // the piece under the pointer; by keyboard Tab walks round
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float dx = mouse.x - mid.x, dy = mouse.y - mid.y, r = std::sqrt(dx * dx + dy * dy);
  int over = -1;
  if (r > 0.5f * inner && r < 1.2f * outer) {
    const float turn = std::atan2(dx, -dy) / kTurn + static_cast<float>(count) + 0.5f;
    over = static_cast<int>(turn) % count;
  }
  const int pointed = over;
  // every piece by name, where they fit beside the wheel; else the chosen one alone, in its middle
  float longest = 0.0f;
  for (int k = 0; k < count; ++k)
    longest = std::max(
        longest, kit.measure(kit.fonts.small, posture_name(static_cast<input::Posture>(k + 1))).x);
  const bool named = 2.0f * (outer + longest + kit.px(24)) < box.w;
  input::Posture shown = now;
  for (int k = 0; k < count; ++k) {
    const auto posture = static_cast<input::Posture>(k + 1);
    const float a = kTurn * static_cast<float>(k), c = 0.5f * (inner + outer);
    const ImVec2 at{mid.x + c * std::sin(a), mid.y - c * std::cos(a)};
    const float size = std::min(kit.px(46), 0.85f * c * kTurn);
    const Box piece{at.x - 0.5f * size, at.y - 0.5f * size, size, size};
    bool hovered = false;
    if (kit.focus == kit.focusable) over = k;
    ImGui::PushID(k);
    const bool pressed = kit.press_area("piece", piece, &hovered, 0.5f * size / kit.scale);
    ImGui::PopID();
    const bool chosen = over == k || (over < 0 && posture == now);
    if (chosen) {
      d.AddCircleFilled(at, 0.62f * size, kit.theme.accent_soft, 36);
      d.AddCircle(at, 0.62f * size, kit.theme.accent, 36, kit.px(2));
      shown = posture;
    }
    draw_posture_icon(d, posture, piece, IM_COL32(0x3B, 0x82, 0xA0, 255),
                      IM_COL32(0xB9, 0x8A, 0x66, 255));
    if (named) {
      const char* const word = posture_name(posture);
      const ImVec2 wide = kit.measure(kit.fonts.small, word);
      const float x = mid.x + (outer + kit.px(12)) * std::sin(a),
                  y = mid.y - (outer + kit.px(12)) * std::cos(a);
      // it begins at the rim, on either side; at the top it stands over its piece
      const float side = std::clamp(4.0f * std::sin(a), -1.0f, 1.0f);
      const ImVec2 p{x - (0.5f - 0.5f * side) * wide.x, y - 0.5f * wide.y};
      d.AddRectFilled({p.x - kit.px(6), p.y - kit.px(1)},
                      {p.x + wide.x + kit.px(6), p.y + wide.y + kit.px(1)},
                      with_alpha(kit.theme.card, 0.92f), kit.px(8));
      kit.text_at(p, kit.fonts.small, chosen ? kit.theme.accent : kit.theme.ink, word);
    }
    if (pressed || (pointed == k && ImGui::IsMouseClicked(0)))
      kit.ask(Wish::Kind::Posture, {}, static_cast<double>(posture));
  }
  const char* name = posture_name(shown);
  const ImVec2 size = kit.measure(kit.fonts.bold, name, 2 * inner - kit.px(24));
  kit.text_at({mid.x - 0.5f * size.x, mid.y - 0.5f * size.y}, kit.fonts.bold, kit.theme.ink, name,
              2 * inner - kit.px(24));
  kit.end_panel();
}

}  // namespace lac::ui
