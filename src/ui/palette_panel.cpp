#include <algorithm>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

using input::Posture;
constexpr int kHands = static_cast<int>(Posture::kCount) - 1;
constexpr float kNamed_at_100 = 200.0f;  // a palette as wide as this names its hands itself
constexpr ImU32 kGlove = IM_COL32(0x3B, 0x82, 0xA0, 255);
constexpr ImU32 kSkin = IM_COL32(0xB9, 0x8A, 0x66, 255);

// Four zones in words; the mark shows the press level, filled when it really touches.
void draw_press_meter(Kit& kit, const LiveView& live, const HandView& hand) {
  kit.text(kit.fonts.small, kit.theme.faint, hand.squeeze_N > 0.0 ? tr("Compress") : tr("Press"));
  const double asked_N = hand.squeeze_N > 0.0 ? hand.squeeze_N : hand.press_N;
  const bool felt = hand.touching && live.snapshot && live.snapshot->hand_mean_pressure_kPa > 0.0;
  const int zone =
      felt ? pressure_class(live.snapshot->hand_mean_pressure_kPa)
           : pressure_class(hand.felt_ratio * expected_pressure_kPa(hand.posture, asked_N));
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
  const bool over = ImGui::IsItemHovered();
  kit.text(kit.fonts.small, kit.theme.ink, pressure_class_name(zone));
  if (over || ImGui::IsItemHovered()) kit.hint(pressure_class_meaning(zone));
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

int row_of(int k, int columns) { return k / columns; }

// Where the palette is narrow, the names of its hands stand beside it, row by row, while the
// pointer or the keyboard's ring is on one of them, which is `under`.
void draw_names(Kit& kit, Posture chosen, int under, Box at) {
  float half = 0.0f;
  for (int k = 0; k < kHands; ++k)
    half = std::max(half, kit.measure(kit.fonts.bold, posture_name(static_cast<Posture>(k + 1))).x +
                              kit.px(14));
  const float room = ImGui::GetIO().DisplaySize.x - at.x, step = at.w;
  const float w = std::min(2.0f * half, room), h = step * static_cast<float>(row_of(kHands, 2) + 1);
  kit.begin_panel("palette-names", {at.x, at.y, w, h}, with_alpha(kit.theme.card, 0.96f), 0.0f,
                  Stand::Veil);
  for (int k = 0; k <= kHands; ++k) {
    ImFont* const font = k == under ? kit.fonts.bold : kit.fonts.small;
    const auto posture = k < kHands ? static_cast<Posture>(k + 1) : Posture::None;
    kit.text_at({at.x + kit.px(8) + static_cast<float>(k % 2) * 0.5f * w,
                 at.y + step * static_cast<float>(row_of(k, 2)) + 0.5f * (step - font->FontSize)},
                font, posture == chosen || k == under ? kit.theme.accent : kit.theme.ink,
                posture_name(posture));
  }
  kit.end_panel();
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

  // all hands; the first nine have a key. By name where there is room, else two beside each other
  const bool named = width >= kit.px(kNamed_at_100);
  const int columns = named ? 1 : 2, rows = (kHands + columns) / columns;  // with that of no hand
  const float gap = kit.px(3);
  const float cell = (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  // the ways below, as high as their words make them: what is left is the hands'
  const char* const rests = device.parked ? tr("Hand rests") : tr("Rest hand");
  const auto way_h = [&](const char* words) {
    const float label_h = kit.measure(kit.fonts.body, words, width - kit.px(27)).y;
    return std::max(kit.px(30), label_h + kit.px(12)) + kit.px(6);
  };
  // whichever it says: the hands above and the ways below stay where they are
  const float rests_h = std::max(way_h(tr("Hand rests")), way_h(tr("Rest hand")));
  const float ways_h = rests_h + way_h(tr("Builder")) + way_h(tr("Beat")) +
                       (device.can_coach ? way_h(tr("Parent's hands")) : 0.0f) + kit.px(4);
  const float left_h = ImGui::GetContentRegionAvail().y - ways_h;
  const float row = std::clamp(left_h / static_cast<float>(rows) - gap, kit.px(22), kit.px(54));
  const ImVec2 first = ImGui::GetCursorScreenPos();
  int pointed = -1;  // the hand that the pointer, or the keyboard's ring, is on
  for (int k = 0; k <= kHands; ++k) {
    const auto posture = k < kHands ? static_cast<Posture>(k + 1) : Posture::None;
    const ImVec2 p{first.x + static_cast<float>(k % columns) * (cell + gap),
                   first.y + static_cast<float>(row_of(k, columns)) * (row + gap)};
    const Box button{p.x, p.y, cell, row};
    bool over = false;
    if (kit.focus == kit.focusable) pointed = k;
    ImGui::PushID(k);
    if (kit.press_area("posture", button, &over)) {
      if (posture == Posture::None)
        kit.ask(Wish::Kind::HandAway);
      else
        kit.ask(Wish::Kind::Posture, {}, static_cast<double>(posture));
    }
    ImGui::PopID();
    const bool chosen = posture == hand.posture;
    d.AddRectFilled(button.min(), button.max(),
                    chosen ? kit.theme.accent_soft
                    : over ? with_alpha(kit.theme.accent_soft, 0.6f)
                           : kit.theme.paper,
                    kit.px(8));
    if (chosen) d.AddRect(button.min(), button.max(), kit.theme.accent, kit.px(8));
    if (over) pointed = k;
    const float icon = std::min(row, cell - kit.px(12)) - kit.px(2);
    const float text_y = p.y + 0.5f * (row - kit.fonts.small->FontSize);
    const float icon_x =
        named ? p.x + kit.px(18)
              : p.x + kit.px(k < 9 || k == kHands ? 12 : 6) + 0.5f * (cell - kit.px(12) - icon);
    draw_posture_icon(d, posture, {icon_x, p.y + 0.5f * (row - icon), icon, icon}, kGlove, kSkin);
    if (k < 9 || k == kHands)
      kit.text_at({p.x + kit.px(4), text_y}, kit.fonts.small, kit.theme.faint,
                  std::to_string(k == kHands ? 0 : k + 1));
    if (named)
      kit.text_at({icon_x + icon + kit.px(8), text_y}, kit.fonts.small, kit.theme.ink,
                  posture_name(posture));
  }
  ImGui::SetCursorScreenPos({first.x, first.y + static_cast<float>(rows) * (row + gap)});
  if (kit.button(rests, device.parked ? Look::Chosen : Look::Quiet, -1.0f,
                 (rests_h - kit.px(6)) / kit.scale))
    kit.ask(Wish::Kind::ParkHand);
  if (kit.button(tr("Builder"), Look::Quiet, -1.0f, 30.0f)) kit.ask(Wish::Kind::Builder);
  if (kit.button(tr("Beat"), Look::Quiet, -1.0f, 30.0f)) kit.ask(Wish::Kind::Metronome);
  if (device.can_coach &&
      kit.button(tr("Parent's hands"), device.coached ? Look::Chosen : Look::Quiet, -1.0f, 30.0f))
    kit.ask(Wish::Kind::Device, "coached");
  kit.end_panel();
  if (!named && pointed >= 0 && !live.paused)
    draw_names(kit, hand.posture, pointed, {box.x + box.w, first.y, row + gap, box.h});
}

}  // namespace lac::ui
