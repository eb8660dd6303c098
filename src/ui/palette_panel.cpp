#include <algorithm>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

using input::Posture;
constexpr Posture kOrder[]{Posture::SingleTip, Posture::FlatPads, Posture::FlatPalm,
                           Posture::CHold,     Posture::RpsRing,  Posture::Support};
constexpr ImU32 kGlove = IM_COL32(0x3B, 0x82, 0xA0, 255);
constexpr ImU32 kSkin = IM_COL32(0xB9, 0x8A, 0x66, 255);

// Four zones in words; the mark shows the press level, filled when it really touches.
void draw_press_meter(Kit& kit, const LiveView& live, const HandView& hand) {
  kit.text(kit.fonts.small, kit.theme.faint, hand.squeeze_N > 0.0 ? "Compress" : "Press");
  const double asked_N = hand.squeeze_N > 0.0 ? hand.squeeze_N : hand.press_N;
  const bool felt = hand.touching && live.snapshot && live.snapshot->hand_mean_pressure_kPa > 0.0;
  const int zone = felt ? pressure_class(live.snapshot->hand_mean_pressure_kPa)
                        : pressure_class(expected_pressure_kPa(hand.posture, asked_N));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float w = ImGui::GetContentRegionAvail().x, h = kit.px(12);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const ImU32 zones[4]{kit.theme.accent, kit.theme.accent, kit.theme.caution, kit.theme.stop};
  for (int k = 0; k < 4; ++k) {
    const float x = at.x + 0.25f * w * static_cast<float>(k);
    const bool on = k <= zone && asked_N > 0.0;
    d.AddRectFilled({x, at.y}, {x + 0.25f * w - kit.px(3), at.y + h},
                    on ? with_alpha(zones[zone], felt ? 1.0f : 0.55f) : kit.theme.line, kit.px(3));
  }
  ImGui::Dummy({w, h});
  kit.text(kit.fonts.small, kit.theme.ink, pressure_class_name(zone));
}

}  // namespace

void draw_palette(Kit& kit, const LiveView& live, const HandView& hand, Box box) {
  kit.begin_panel("palette", box, kit.theme.card, 8.0f);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x + box.w - 1, box.y}, {box.x + box.w - 1, box.y + box.h}, kit.theme.line);
  const float width = ImGui::GetContentRegionAvail().x;

  // the hand in use, large
  // in a low window the list needs the room more
  const bool roomy = box.h > kit.px(540);
  const float large = roomy ? std::min({width, kit.px(92), 0.17f * box.h}) : 0.0f;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (roomy) {
    draw_posture_icon(d, hand.posture, {at.x, at.y, width, large}, kGlove, kSkin);
    ImGui::Dummy({width, large});
  }
  const ImVec2 name = kit.measure(kit.fonts.bold, posture_name(hand.posture));
  const ImVec2 under = ImGui::GetCursorScreenPos();
  kit.text_at({under.x + std::max(0.0f, 0.5f * (width - name.x)), under.y}, kit.fonts.bold,
              kit.theme.ink, posture_name(hand.posture));
  ImGui::Dummy({width, name.y});
  if (hand.posture != Posture::None)
    draw_press_meter(kit, live, hand);
  else if (roomy)
    kit.gap(2.0f * kit.fonts.small->FontSize / kit.scale + 26.0f);
  kit.gap(2);

  // the others
  const float left_h = ImGui::GetContentRegionAvail().y;
  const float row = std::clamp(left_h / 7.0f - kit.px(6), kit.px(32), kit.px(58));
  int key = 1;
  for (const Posture posture : kOrder) {
    const ImVec2 p = ImGui::GetCursorScreenPos();
    const Box button{p.x, p.y, width, row};
    bool over = false;
    ImGui::PushID(key);
    if (kit.press_area("posture", button, &over))
      kit.ask(Wish::Kind::Posture, {}, static_cast<double>(posture));
    ImGui::PopID();
    const bool chosen = posture == hand.posture;
    if (chosen || over)
      d.AddRectFilled(button.min(), button.max(),
                      chosen ? kit.theme.accent_soft : with_alpha(kit.theme.accent_soft, 0.6f),
                      kit.px(8));
    if (chosen) d.AddRect(button.min(), button.max(), kit.theme.accent, kit.px(8));
    const float icon = std::min(row - kit.px(6), kit.px(34));
    draw_posture_icon(d, posture, {p.x + kit.px(2), p.y + 0.5f * (row - icon), icon, icon}, kGlove,
                      kSkin);
    const ImVec2 size =
        kit.measure(kit.fonts.small, posture_name(posture), width - icon - kit.px(6));
    kit.text_at({p.x + icon + kit.px(6), p.y + 0.5f * (row - size.y)}, kit.fonts.small,
                kit.theme.ink, posture_name(posture), width - icon - kit.px(6));
    ImGui::Dummy({width, row});
    ++key;
  }
  const bool away = hand.posture == Posture::None;
  if (kit.button("No hand", away ? Look::Chosen : Look::Quiet, -1.0f, 32.0f))
    kit.ask(Wish::Kind::HandAway);
  kit.end_panel();
}

}  // namespace lac::ui
