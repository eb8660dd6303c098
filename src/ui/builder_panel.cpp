#include <algorithm>
#include <array>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

using Kind = scenario::Gesture::Kind;

// clang-format off
constexpr std::array<BuilderKind, 8> kKinds{{
    // name                      gesture        posture       to     squeeze speed  hold   roll
    {"Feel with one fingertip",  Kind::Press,   "single-tip", false, false,  false, true,  false},
    {"Press with flat pads",     Kind::Press,   "flat-pads",  false, false,  false, true,  false},
    {"Stroke with flat pads",    Kind::Stroke,  "flat-pads",  true,  false,  true,  false, false},
    {"Stroke with the palm",     Kind::Stroke,  "flat-palm",  true,  false,  true,  false, false},
    {"Circles with flat pads",   Kind::Circle,  "flat-pads",  false, false,  true,  false, false},
    {"Ring round the nipple",    Kind::Ring,    "",           false, false,  false, true,  false},
    {"Express: press, compress, roll, release", Kind::Express, "", false, true, false, true, true},
    {"Support from below",       Kind::Press,   "support",    false, false,  false, true,  false},
}};
// clang-format on

// One number with a button on either side; says through a wish what it shall be.
void stepper(Kit& kit, const char* label, const char* field, double value, const char* format,
             double step, double low, double high) {
  const float w = ImGui::GetContentRegionAvail().x, square = kit.px(34);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const float mid = at.y + 0.5f * square;
  char text[48];
  std::snprintf(text, sizeof(text), format, value);
  const float room = w - 2 * square - kit.px(116);
  const ImVec2 size = kit.measure(kit.fonts.small, label, room);
  kit.text_at({at.x, mid - 0.5f * size.y}, kit.fonts.small, kit.theme.faint, label, room);
  const auto side = [&](float x, const char* sign, double to) {
    const Box box{x, at.y, square, square};
    ImGui::PushID(field);
    bool over = false;
    if (kit.press_area(sign, box, &over))
      kit.ask(Wish::Kind::Builder, field, std::clamp(to, low, high));
    ImGui::PopID();
    d.AddRectFilled(box.min(), box.max(), over ? kit.theme.accent_soft : kit.theme.card, kit.px(8));
    d.AddRect(box.min(), box.max(), kit.theme.line, kit.px(8));
    const float c = x + 0.5f * square, r = kit.px(6);
    d.AddLine({c - r, mid}, {c + r, mid}, kit.theme.ink, kit.px(2));
    if (*sign == '+') d.AddLine({c, mid - r}, {c, mid + r}, kit.theme.ink, kit.px(2));
  };
  side(at.x + w - 2 * square - kit.px(104), "-", value - step);
  side(at.x + w - square, "+", value + step);
  const ImVec2 number = kit.measure(kit.fonts.body, text);
  kit.text_at({at.x + w - square - kit.px(52) - 0.5f * number.x, mid - 0.5f * number.y},
              kit.fonts.body, kit.theme.ink, text);
  ImGui::SetCursorScreenPos({at.x, at.y + square + kit.px(6)});
  ImGui::Dummy({1, 1});
}

}  // namespace

std::span<const BuilderKind> builder_kinds() { return kKinds; }

void draw_builder(Kit& kit, const LiveView& live, const GestureDraft& draft, Box box) {
  kit.begin_panel("builder", box, kit.theme.card, 18.0f, Stand::Drawer);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y}, {box.x, box.y + box.h}, kit.theme.line, 2.0f);
  kit.text(kit.fonts.bold, kit.theme.accent, "Gesture builder");
  kit.text(
      kit.fonts.small, kit.theme.faint,
      "Say what the hand shall do; it is performed and marked like any other touch. The report "
      "notes that the builder was used.");
  if (live.performing >= 0.0) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float w = ImGui::GetContentRegionAvail().x, h = kit.px(8);
    d.AddRectFilled(at, {at.x + w, at.y + h}, kit.theme.line, h);
    d.AddRectFilled(at, {at.x + w * static_cast<float>(live.performing), at.y + h},
                    kit.theme.accent, h);
    ImGui::Dummy({w, h});
    if (kit.button("Stop", Look::Warn, -1.0f, 40.0f)) kit.ask(Wish::Kind::BuilderStop);
  } else if (kit.button("Do it", Look::Main, -1.0f, 40.0f)) {
    kit.ask(Wish::Kind::BuilderPlay);
  }
  kit.gap(6);
  const BuilderKind& kind = kKinds[static_cast<std::size_t>(draft.kind)];
  const bool central = kind.gesture == Kind::Ring;
  const bool express = kind.gesture == Kind::Express;
  if (!central)
    stepper(kit, express ? "Thumb at" : "Place", "clock", draft.clock, "%.0f o'clock", 1, 0, 13);
  if (!central) stepper(kit, "From the nipple", "r", draft.r_mm, "%.0f mm", 5, 10, 140);
  if (kind.to) {
    stepper(kit, "To", "to_clock", draft.to_clock, "%.0f o'clock", 1, 0, 13);
    stepper(kit, "From the nipple", "to_r", draft.to_r_mm, "%.0f mm", 5, 0, 140);
  }
  stepper(kit, "Press (assumed scale)", "press", draft.press_N, "%.1f N", 0.2, 0.2, 10);
  kit.text(
      kit.fonts.small, kit.theme.ink,
      pressure_class_name(pressure_class(expected_pressure_kPa(posture_of(kind), draft.press_N))));
  if (kind.squeeze) stepper(kit, "Compress", "squeeze", draft.squeeze_N, "%.1f N", 0.2, 0.2, 10);
  if (kind.roll) stepper(kit, "Roll forward", "roll", draft.roll_mm, "%.0f mm", 2, 0, 18);
  if (kind.speed) stepper(kit, "Pace", "speed", draft.speed_mm_per_s, "%.0f mm/s", 5, 5, 200);
  if (kind.hold)
    stepper(kit, "Hold", "hold", draft.hold_s, "%.1f s", draft.hold_s >= 5 ? 5 : 0.5, 0.5, 180);
  if (express) stepper(kit, "Rest between", "release", draft.release_s, "%.1f s", 0.5, 0.5, 10);
  stepper(kit, "How often", "repeats", draft.repeats, "%.0f \u00d7", 1, 1, 60);
  kit.gap(6);
  for (std::size_t k = 0; k < kKinds.size(); ++k)
    if (kit.button(kKinds[k].name, static_cast<int>(k) == draft.kind ? Look::Chosen : Look::Plain,
                   -1.0f, 34.0f))
      kit.ask(Wish::Kind::Builder, "kind", static_cast<double>(k));
  kit.end_panel();
}

input::Posture posture_of(const BuilderKind& kind) {
  if (kind.gesture == Kind::Ring) return input::Posture::RpsRing;
  if (kind.gesture == Kind::Express) return input::Posture::CHold;
  return input::posture_named(kind.posture).value_or(input::Posture::SingleTip);
}

}  // namespace lac::ui
