#include <algorithm>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

using input::Posture;
constexpr int kHands = static_cast<int>(Posture::kCount) - 1;
constexpr ImU32 kGlove = IM_COL32(0x3B, 0x82, 0xA0, 255);
constexpr ImU32 kSkin = IM_COL32(0xB9, 0x8A, 0x66, 255);

// Four zones in words; the mark shows the press level, filled when it really touches.
void draw_press_meter(Kit& kit, const LiveView& live, const HandView& hand) {
  kit.text(kit.fonts.small, kit.theme.faint, hand.squeeze_N > 0.0 ? tr("Compress") : tr("Press"));
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

// Vacuum or massager, while one is in hand.
void draw_device(Kit& kit, Posture posture, const DeviceView& device) {
  if (posture != Posture::Flange) return;
  kit.text(kit.fonts.small, kit.theme.ink, say("Vacuum {:.0f} kPa", device.vacuum_kPa));
  if (kit.button("\u2013", Look::Plain, 44.0f, 28.0f, "weaker"))
    kit.ask(Wish::Kind::Device, "vacuum", -1.0);
  ImGui::SameLine();
  if (kit.button("+", Look::Plain, 44.0f, 28.0f, "stronger"))
    kit.ask(Wish::Kind::Device, "vacuum", 1.0);
}

}  // namespace

void draw_palette(Kit& kit, const LiveView& live, const HandView& hand, const DeviceView& device,
                  Box box) {
  kit.begin_panel("palette", box, kit.theme.card, 8.0f);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x + box.w - 1, box.y}, {box.x + box.w - 1, box.y + box.h}, kit.theme.line);
  const float width = ImGui::GetContentRegionAvail().x;

  // the hand in use, large
  // in a low window the list needs the room more
  const bool roomy = box.h > kit.px(760);
  const float large = roomy ? std::min({width, kit.px(92), 0.17f * box.h}) : 0.0f;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (roomy) {
    draw_posture_icon(d, hand.posture, {at.x, at.y, width, large}, kGlove, kSkin);
    ImGui::Dummy({width, large});
  }
  const ImVec2 name = kit.measure(kit.fonts.bold, posture_name(hand.posture), width);
  const ImVec2 under = ImGui::GetCursorScreenPos();
  kit.text_at({under.x + std::max(0.0f, 0.5f * (width - name.x)), under.y}, kit.fonts.bold,
              kit.theme.ink, posture_name(hand.posture), width);
  ImGui::Dummy({width, std::max(name.y, 2.0f * kit.fonts.bold->FontSize)});
  // the room of the meter is kept, so that nothing jumps when a hand is chosen
  const float meter_y = ImGui::GetCursorScreenPos().y;
  if (hand.posture != Posture::None && live.mode != session::Mode::Exam)
    draw_press_meter(kit, live, hand);
  const float meter_h = 3.0f * kit.fonts.small->FontSize + kit.px(30);
  if (ImGui::GetCursorScreenPos().y < meter_y + meter_h)
    ImGui::SetCursorScreenPos({under.x, meter_y + meter_h});
  draw_device(kit, hand.posture, device);
  kit.gap(2);

  // all hands, two beside each other; the first nine have a key
  constexpr int kColumns = 2, kRows = (kHands + kColumns - 1) / kColumns;
  const float gap = kit.px(3), cell = 0.5f * (width - gap);
  const float left_h = ImGui::GetContentRegionAvail().y - kit.px(device.can_coach ? 172 : 136);
  const float row = std::clamp(left_h / kRows - gap, kit.px(30), kit.px(54));
  const ImVec2 first = ImGui::GetCursorScreenPos();
  for (int k = 0; k < kHands; ++k) {
    const auto posture = static_cast<Posture>(k + 1);
    const ImVec2 p{first.x + static_cast<float>(k % kColumns) * (cell + gap),
                   first.y + static_cast<float>(k / kColumns) * (row + gap)};
    const Box button{p.x, p.y, cell, row};
    bool over = false;
    ImGui::PushID(k);
    if (kit.press_area("posture", button, &over))
      kit.ask(Wish::Kind::Posture, {}, static_cast<double>(posture));
    ImGui::PopID();
    const bool chosen = posture == hand.posture;
    d.AddRectFilled(button.min(), button.max(),
                    chosen ? kit.theme.accent_soft
                    : over ? with_alpha(kit.theme.accent_soft, 0.6f)
                           : kit.theme.paper,
                    kit.px(8));
    if (chosen) d.AddRect(button.min(), button.max(), kit.theme.accent, kit.px(8));
    const float icon = std::min(row, cell - kit.px(12)) - kit.px(2);
    draw_posture_icon(d, posture,
                      {p.x + kit.px(k < 9 ? 12 : 6) + 0.5f * (cell - kit.px(12) - icon),
                       p.y + 0.5f * (row - icon), icon, icon},
                      kGlove, kSkin);
    if (k < 9)
      kit.text_at({p.x + kit.px(3), p.y + 0.5f * (row - kit.fonts.small->FontSize)},
                  kit.fonts.small, kit.theme.faint, std::to_string(k + 1));
    if (over)
      kit.hint(k < 9 ? say("{} (key {})", posture_name(posture), k + 1) : posture_name(posture));
  }
  ImGui::SetCursorScreenPos({first.x, first.y + static_cast<float>(kRows) * (row + gap)});
  const bool away = hand.posture == Posture::None;
  if (kit.button(tr("No hand"), away ? Look::Chosen : Look::Quiet, -1.0f, 30.0f))
    kit.ask(Wish::Kind::HandAway);
  if (kit.button(device.parked ? tr("Hand rests") : tr("Rest hand"),
                 device.parked ? Look::Chosen : Look::Quiet, -1.0f, 30.0f))
    kit.ask(Wish::Kind::ParkHand);
  if (kit.button(tr("Builder"), Look::Quiet, -1.0f, 30.0f)) kit.ask(Wish::Kind::Builder);
  if (kit.button(tr("Beat"), Look::Quiet, -1.0f, 30.0f)) kit.ask(Wish::Kind::Metronome);
  if (device.can_coach && kit.toggle(tr("Parent's hands"), device.coached))
    kit.ask(Wish::Kind::Device, "coached");
  kit.end_panel();
}

}  // namespace lac::ui
