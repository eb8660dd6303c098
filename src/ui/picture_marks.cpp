#include <algorithm>
#include <array>
#include <cmath>

#include "base/units.h"
#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr std::array<const char*, 6> kOverlayNames{"Skin",   "Touch pressure", "Tissue pressure",
                                                   "Oedema", "Fullness",       "Covered"};
constexpr std::array<const char*, 6> kOverlayUnits{
    "", "kPa", "kPa", "of normal fluid", "of capacity", "s"};
constexpr std::array<float, 6> kOverlayFull{1.0f, 12.0f, 4.0f, 0.8f, 1.25f, 5.0f};
constexpr std::array<const char*, 6> kOverlayEnds{"",
                                                  "light to firm",
                                                  "soft to tense",
                                                  "little to much",
                                                  "empty to overfull",
                                                  "not yet to thoroughly"};

// The legend's colours: the same scale as the shader's overlay.
ImU32 cividis(float t) {
  static constexpr std::array<std::array<int, 3>, 6> stops{{{0, 32, 77},
                                                            {52, 68, 108},
                                                            {103, 104, 112},
                                                            {149, 143, 120},
                                                            {202, 186, 106},
                                                            {255, 234, 70}}};
  const float at = std::clamp(t, 0.0f, 1.0f) * 5.0f;
  const int k = std::min(static_cast<int>(at), 4);
  const float part = at - static_cast<float>(k);
  const auto mixed = [&](std::size_t c) {
    return static_cast<int>(static_cast<float>(stops[k][c]) * (1.0f - part) +
                            static_cast<float>(stops[k + 1][c]) * part);
  };
  return IM_COL32(mixed(0), mixed(1), mixed(2), 255);
}

void draw_legend(Kit& kit, const ViewChoice& choice, const CursorView& cursor, Box box) {
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const bool numbers = choice.instructor;
  const auto which = static_cast<std::size_t>(choice.overlay);
  const char* const unit = kOverlayUnits[which];
  const float full = kOverlayFull[which];
  const float w = kit.px(230), h = kit.px(numbers ? 96 : 92);
  const Box card{box.x + kit.px(12), box.y + box.h - h - kit.px(56), w, h};
  d.AddRectFilled(card.min(), card.max(), with_alpha(kit.theme.card, 0.94f), kit.px(10));
  d.AddRect(card.min(), card.max(), kit.theme.line, kit.px(10));
  float x = card.x + kit.px(12), y = card.y + kit.px(6);
  kit.text_at({x, y}, kit.fonts.small, kit.theme.ink,
              std::string(kOverlayNames[choice.overlay]) + " (assumed)");
  y += kit.fonts.small->FontSize + kit.px(2);
  const float bar = w - kit.px(24);
  for (int k = 0; k < 40; ++k) {
    const float a = static_cast<float>(k) / 40.0f;
    d.AddRectFilled({x + bar * a, y}, {x + bar * (a + 0.026f), y + kit.px(10)}, cividis(a));
  }
  for (int k = 1; k < 5; ++k)
    d.AddLine({x + bar * 0.2f * static_cast<float>(k), y},
              {x + bar * 0.2f * static_cast<float>(k), y + kit.px(10)},
              with_alpha(kit.theme.card, 0.8f));
  y += kit.px(12);
  char text[80];
  if (numbers) {
    std::snprintf(text, sizeof(text), "0 to %g %s", static_cast<double>(full), unit);
  } else {
    std::snprintf(text, sizeof(text), "%s", kOverlayEnds[which]);
  }
  kit.text_at({x, y}, kit.fonts.small, kit.theme.faint, text);
  y += kit.fonts.small->FontSize;
  if (!cursor.on_skin) return;
  if (numbers)
    std::snprintf(text, sizeof(text), "Here: %.2f %s", cursor.value, unit);
  else if (choice.overlay >= 3)
    std::snprintf(text, sizeof(text), "Here: %s", cursor.word);
  else
    std::snprintf(
        text, sizeof(text), "Here: %s",
        cursor.value < 0.05 ? "no pressure" : pressure_class_name(pressure_class(cursor.value)));
  kit.text_at({x, y}, kit.fonts.small, kit.theme.ink, text);
}

}  // namespace

void draw_picture_marks(Kit& kit, const LiveView& live, const HandView& hand,
                        const ViewChoice& choice, const CursorView& cursor, Box box) {
  ImDrawList& d = *ImGui::GetWindowDrawList();
  // layers, unless the mode hides them
  float x = box.x + kit.px(12);
  const float y = box.y + box.h - kit.px(44);
  if (live.mode != session::Mode::Exam) {
    float all = kit.px(12);
    for (const char* name : kOverlayNames) all += kit.measure(kit.fonts.body, name).x + kit.px(36);
    all += kit.measure(kit.fonts.body, "Clock").x + kit.px(40);
    const bool roomy = all < box.w;
    for (int k = 0; k < static_cast<int>(kOverlayNames.size()); ++k) {
      // in a narrow picture one button walks through the layers
      if (!roomy && k != choice.overlay) continue;
      ImGui::SetCursorScreenPos({x, y});
      if (kit.button(kOverlayNames[k], choice.overlay == k ? Look::Chosen : Look::Plain, 0.0f,
                     32.0f))
        kit.ask(Wish::Kind::Overlay, {},
                roomy ? k : (k + 1) % static_cast<int>(kOverlayNames.size()));
      x += kit.measure(kit.fonts.body, kOverlayNames[k]).x + kit.px(36);
    }
    ImGui::SetCursorScreenPos({x, y});
    if (kit.button("Clock", choice.rings ? Look::Chosen : Look::Plain, 0.0f, 32.0f))
      kit.ask(Wish::Kind::Rings);
    if (choice.overlay > 0) draw_legend(kit, choice, cursor, box);
  }

  // milk collected
  if (live.snapshot && live.snapshot->cup_mL > 0.05) {
    char cup[48];
    std::snprintf(cup, sizeof(cup), "Cup: %.1f mL", live.snapshot->cup_mL);
    const ImVec2 cup_size = kit.measure(kit.fonts.body, cup);
    const Box tag{box.x + box.w - cup_size.x - kit.px(40), box.y + kit.px(12),
                  cup_size.x + kit.px(28), cup_size.y + kit.px(10)};
    d.AddRectFilled(tag.min(), tag.max(), with_alpha(kit.theme.card, 0.92f), tag.h);
    kit.text_at({tag.x + kit.px(14), tag.y + kit.px(5)}, kit.fonts.body, kit.theme.ink, cup);
  }

  // what the program sees being done, and what the hand could do
  if (live.playback) return;
  std::string hint;
  if (live.wait_left_s > 0.0)
    hint = "Waiting: " + clock_text(live.wait_left_s) + " left";
  else if (hand.posture == input::Posture::None)
    hint = "Choose a hand on the left, or press 1 to 6";
  else if (!hand.over_skin && !hand.touching)
    hint = live.spec && live.spec->patient.breast.kind == anatomy::BodyKind::Balloon
               ? "Move the hand over the balloon"
               : "Move the hand over the breast";
  else if (!hand.touching)
    hint = "Hold the left button to touch";
  else if (!live.technique.empty() && live.mode != session::Mode::Exam)
    hint = technique_title(live.technique);
  else if ((hand.posture == input::Posture::CHold || hand.posture == input::Posture::UHold ||
            hand.posture == input::Posture::TwoFingerC) &&
           hand.squeeze_N <= 0.0)
    hint = "Right button compresses; drag toward the nipple to roll";
  else
    hint = "Wheel, or W and S: press level";
  const float room = box.w - kit.px(52);
  const ImVec2 size = kit.measure(kit.fonts.body, hint, room);
  const Box pill{box.x + 0.5f * (box.w - size.x) - kit.px(14), box.y + kit.px(12),
                 size.x + kit.px(28), size.y + kit.px(10)};
  d.AddRectFilled(pill.min(), pill.max(), with_alpha(kit.theme.card, 0.92f), kit.px(17));
  kit.text_at({pill.x + kit.px(14), pill.y + kit.px(5)}, kit.fonts.body, kit.theme.ink, hint, room);
}

}  // namespace lac::ui
