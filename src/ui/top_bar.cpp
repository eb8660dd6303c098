#include "ui/panels.h"

namespace lac::ui {

void draw_top_bar(Kit& kit, const LiveView& live, const ViewChoice& choice, Box box) {
  kit.begin_panel("top", box, kit.theme.card, 0.0f, Stand::Still);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y + box.h - 1}, {box.x + box.w, box.y + box.h - 1}, kit.theme.line);
  const float mid = box.y + 0.5f * box.h;
  const auto centred = [&](float x, ImFont* font, ImU32 colour, std::string_view words) {
    const ImVec2 size = kit.measure(font, words);
    kit.text_at({x, mid - 0.5f * size.y}, font, colour, words);
    return x + size.x;
  };

  // right to left: leave, instructor, pause, clock
  const float button_h = 32.0f, y = mid - 0.5f * kit.px(button_h);
  float x = box.x + box.w - kit.px(10);
  const auto place = [&](const char* label, Look look) {
    x -= kit.measure(kit.fonts.body, label).x + kit.px(28);
    ImGui::SetCursorScreenPos({x, y});
    const bool pressed = kit.button(label, look, 0.0f, button_h);
    x -= kit.px(8);
    return pressed;
  };
  if (place(tr("Finish"), Look::Main)) kit.ask(Wish::Kind::Finish);
  if (place(tr("Leave"), Look::Plain)) kit.ask(Wish::Kind::Leave);
  if (place(tr("Instructor"), choice.instructor ? Look::Chosen : Look::Plain))
    kit.ask(Wish::Kind::Instructor);
  const float square = kit.px(button_h);
  x -= square;
  const Box pause{x, y, square, square};
  if (kit.press_area("pause", pause)) kit.ask(Wish::Kind::Pause);
  d.AddRect(pause.min(), pause.max(), kit.theme.line, kit.px(8));
  draw_pause(d, {x + kit.px(8), y + kit.px(8), square - kit.px(16), square - kit.px(16)},
             kit.theme.ink, live.paused);
  const std::string clock = clock_text(live.time_s);
  x -= kit.measure(kit.fonts.bold, "0:00:00").x + kit.px(6);
  centred(x, kit.fonts.bold, kit.theme.ink, clock);
  if (live.speed_frac < 0.93 && !live.paused) {
    const std::string slow = say("{:.1f}\u00d7", live.speed_frac);
    x -= kit.measure(kit.fonts.body, slow).x + kit.px(14);
    centred(x, kit.fonts.body, kit.theme.caution, slow);
  }

  // left: the case, and its phase where there is room: the guide shows it anyway
  const std::string title = live.spec ? live.spec->title : "";
  const std::string phase = live.spec && live.phase < static_cast<int>(live.spec->phases.size())
                                ? live.spec->phases[live.phase].title
                                : "";
  const float left = box.x + kit.px(14), room = x - kit.px(10) - left;
  const float title_w = kit.measure(kit.fonts.bold, title).x;
  kit.title_at(left, mid, room, kit.theme.ink, title);
  if (title_w + kit.px(14) + kit.measure(kit.fonts.body, phase).x <= room)
    centred(left + title_w + kit.px(14), kit.fonts.body, kit.theme.accent, phase);
  kit.end_panel();
}

}  // namespace lac::ui
