#include "ui/panels.h"

namespace lac::ui {

bool draw_cover(Kit& kit, const LiveView& live, bool asking_to_leave, const std::string& notice,
                Box box) {
  if (!asking_to_leave && !live.paused && !live.failed) return false;
  const char* title = asking_to_leave ? "Leave this case?"
                      : live.failed   ? "The run stopped"
                                      : "Paused";
  const std::string words =
      asking_to_leave
          ? "Leaving costs nothing. What you did so far can go to the debrief, or be dropped."
      : live.failed     ? live.trouble
      : !notice.empty() ? notice
                        : "The patient waits. Press Space to go on.";
  const float w = std::min(kit.px(460), box.w - kit.px(24)), room = w - kit.px(56);
  const float h = kit.measure(kit.fonts.title, title).y +
                  kit.measure(kit.fonts.body, words, room).y + kit.px(118);
  const Box card{box.x + 0.5f * (box.w - w), box.y + 0.38f * (box.h - h), w, h};
  // the picture steps back
  kit.begin_panel("veil", box, with_alpha(kit.theme.paper, 0.55f), 0.0f, Stand::Veil);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(card.min(), card.max(), kit.theme.card, kit.px(14));
  d.AddRect(card.min(), card.max(), kit.theme.line, kit.px(14));
  ImGui::SetCursorScreenPos({card.x + kit.px(28), card.y + kit.px(20)});
  ImGui::BeginGroup();
  kit.text_at({card.x + kit.px(28), card.y + kit.px(18)}, kit.fonts.title,
              live.failed ? kit.theme.stop : kit.theme.ink, title);
  const float y = card.y + kit.px(24) + kit.fonts.title->FontSize;
  kit.text_at({card.x + kit.px(28), y}, kit.fonts.body, kit.theme.ink, words, room);
  ImGui::SetCursorScreenPos({card.x + kit.px(28), card.y + h - kit.px(58)});
  if (asking_to_leave) {
    if (kit.button("Stay", Look::Main, 0.0f, 38.0f)) kit.ask(Wish::Kind::LeaveCancelled);
    ImGui::SameLine();
    if (kit.button("Go to the debrief", Look::Plain, 0.0f, 38.0f)) kit.ask(Wish::Kind::Finish);
    ImGui::SameLine();
    if (kit.button("Drop it", Look::Plain, 0.0f, 38.0f)) kit.ask(Wish::Kind::LeaveConfirmed);
  } else if (live.failed) {
    if (kit.button("Go to the debrief", Look::Main, 0.0f, 38.0f)) kit.ask(Wish::Kind::Finish);
  } else if (kit.button("Go on", Look::Main, 0.0f, 38.0f)) {
    kit.ask(Wish::Kind::Pause);
  }
  ImGui::EndGroup();
  kit.end_panel();
  return true;
}

}  // namespace lac::ui
