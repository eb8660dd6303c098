#include <string>

#include "ui/panels.h"

namespace lac::ui {

float draw_metronome(Kit& kit, const MetronomeView& view, Box box) {
  if (!view.on) return box.y;
  // a low picture has little to spare
  const float h = kit.px(box.h < kit.px(kLowPicture_at_100) ? 36 : 44), w = kit.px(236);
  const Box card{box.x + box.w - w - kit.px(12), box.y + kit.px(54), w, h};
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(card.min(), card.max(), with_alpha(kit.theme.card, 0.94f), kit.px(22));
  d.AddRect(card.min(), card.max(), kit.theme.line, kit.px(22));
  const float mid = card.y + 0.5f * h;
  for (int k = 0; k < 4; ++k) {
    const bool now = k == view.beat;
    const float r = kit.px(6) + (now ? kit.px(5) * view.swell : 0.0f);
    d.AddCircleFilled({card.x + kit.px(24) + kit.px(22) * static_cast<float>(k), mid}, r,
                      now ? kit.theme.accent : kit.theme.line, 20);
  }
  const std::string rate = say("{} a min", view.per_min);
  ImGui::SetCursorScreenPos({card.x + kit.px(108), mid - kit.px(14)});
  if (kit.button("\u2013", Look::Plain, 28.0f, 28.0f, "slower"))
    kit.ask(Wish::Kind::Metronome, "rate", view.per_min - 5);
  const ImVec2 size = kit.measure(kit.fonts.small, rate);
  kit.text_at({card.x + kit.px(140), mid - 0.5f * size.y}, kit.fonts.small, kit.theme.ink, rate);
  ImGui::SetCursorScreenPos({card.x + w - kit.px(36), mid - kit.px(14)});
  if (kit.button("+", Look::Plain, 28.0f, 28.0f, "faster"))
    kit.ask(Wish::Kind::Metronome, "rate", view.per_min + 5);
  return card.y + h;
}

}  // namespace lac::ui
