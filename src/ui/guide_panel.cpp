#include <algorithm>

#include "ui/panels.h"

namespace lac::ui {

float draw_guide(Kit& kit, const GuideView& guide, Box box, float top) {
  if (!guide.on) return box.y;
  // a card at the top of the picture, under the hint; never over the place worked on
  const float w = std::min(kit.px(430), box.w - kit.px(24)), pad = kit.px(16);
  const float room = w - 2 * pad;
  const float title_h = kit.measure(kit.fonts.bold, guide.title, room).y;
  // as high as its longest step, so that the ways on stay where the pointer is
  float what_h = kit.measure(kit.fonts.body, guide.what, room).y;
  for (const char* words : guide.all)
    what_h = std::max(what_h, kit.measure(kit.fonts.body, words, room).y);
  // the two ways on stand beside each other, or below where that is too wide
  const float leave = kit.button_width(tr("Leave the guide")), next = kit.button_width(tr("Next"));
  const bool stacked = next + leave + kit.px(4) > room;
  const float way_h = std::max(kit.px(32), kit.fonts.body->FontSize + kit.px(12));
  const float ways_h = stacked ? 2 * way_h + kit.px(4) : way_h;
  const float h = pad + title_h + kit.px(4) + what_h + kit.px(12) + ways_h + pad;
  // where words and card do not fit below each other, the card is what can be acted on
  const float y_most = box.y + box.h - h - kit.px(8);
  // below one line of hint; longer ones keep clear of it
  float* const y_kept = ImGui::GetStateStorage()->GetFloatRef(ImGui::GetID("guide at"), 0.0f);
  *y_kept = std::max({*y_kept, top - box.y, kit.px(54)});
  const Box card{box.x + kit.px(12), std::min(box.y + *y_kept, y_most), w, h};
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(card.min(), card.max(), with_alpha(kit.theme.card, 0.96f), kit.px(12));
  d.AddRect(card.min(), card.max(), kit.theme.accent, kit.px(12), 0, kit.px(1.5f));
  float y = card.y + pad;
  y += kit.text_at({card.x + pad, y}, kit.fonts.bold, kit.theme.accent, guide.title, room).y;
  y += kit.px(4);
  kit.text_at({card.x + pad, y}, kit.fonts.body, kit.theme.ink, guide.what, room);
  y += what_h + kit.px(12);

  // how far, where there is room for it, then the two ways on
  const float dot = kit.px(5), step = 2.6f * dot;
  if (step * static_cast<float>(guide.steps) + next + leave < room)
    for (int k = 0; k < guide.steps; ++k)
      d.AddCircleFilled({card.x + pad + dot + step * static_cast<float>(k), y + kit.px(16)}, dot,
                        k <= guide.step ? kit.theme.accent : kit.theme.line);
  const float right = card.x + w - pad;
  ImGui::SetCursorScreenPos({right - leave, stacked ? y + way_h + kit.px(4) : y});
  if (kit.button(tr("Leave the guide"), Look::Quiet, 0.0f, 32.0f)) kit.ask(Wish::Kind::GuideLeave);
  ImGui::SetCursorScreenPos({right - next - (stacked ? 0.0f : leave + kit.px(4)), y});
  if (kit.button(tr("Next"), Look::Quiet, 0.0f, 32.0f)) kit.ask(Wish::Kind::GuideNext);
  return card.y + card.h;
}

}  // namespace lac::ui
