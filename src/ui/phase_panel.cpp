#include <algorithm>

#include "ui/panels.h"

namespace lac::ui {
namespace {

bool is_done(const LiveView& live, const std::string& id) {
  return live.done && std::find(live.done->begin(), live.done->end(), id) != live.done->end();
}

void draw_actions(Kit& kit, const LiveView& live, const std::string& phase) {
  for (const scenario::Action& action : live.spec->actions) {
    if (action.phase != phase) continue;
    const bool done = is_done(live, action.id);
    ImGui::PushID(action.id.c_str());
    std::string label = action.label;
    if (action.minutes > 0.0)
      label += " (" + std::to_string(static_cast<int>(action.minutes)) + " min)";
    if (kit.button(label.c_str(), done ? Look::Done : Look::Plain, -1.0f, 34.0f))
      kit.ask(Wish::Kind::Action, action.id);
    ImGui::PopID();
  }
}

}  // namespace

void draw_phase_guide(Kit& kit, const LiveView& live, Box box) {
  kit.begin_panel("phases", box, kit.theme.paper, 12.0f);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y}, {box.x + box.w, box.y}, kit.theme.line);
  d.AddLine({box.x, box.y}, {box.x, box.y + box.h}, kit.theme.line);
  if (!live.spec) {
    kit.end_panel();
    return;
  }
  const auto& phases = live.spec->phases;
  const float width = ImGui::GetContentRegionAvail().x;
  for (int p = 0; p < static_cast<int>(phases.size()); ++p) {
    // a numbered step; the current one is open
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float h = kit.px(32), r = kit.px(12);
    const Box row{at.x, at.y, width, h};
    ImGui::PushID(p);
    bool over = false;
    if (kit.press_area("phase", row, &over)) kit.ask(Wish::Kind::Phase, phases[p].id);
    ImGui::PopID();
    const bool now = p == live.phase, past = p < live.phase;
    if (over && !now)
      d.AddRectFilled(row.min(), row.max(), with_alpha(kit.theme.accent_soft, 0.6f), kit.px(8));
    const ImVec2 dot{at.x + r, at.y + 0.5f * h};
    d.AddCircleFilled(dot, r,
                      now    ? kit.theme.accent
                      : past ? kit.theme.accent_soft
                             : kit.theme.line,
                      24);
    if (past) {
      draw_tick(d, {dot.x - kit.px(8), dot.y - kit.px(8), kit.px(16), kit.px(16)}, kit.theme.pass);
    } else {
      const std::string number = std::to_string(p + 1);
      const ImVec2 size = kit.measure(kit.fonts.small, number);
      kit.text_at({dot.x - 0.5f * size.x, dot.y - 0.5f * size.y}, kit.fonts.small,
                  now ? kit.theme.on_accent : kit.theme.faint, number);
    }
    const ImVec2 size = kit.measure(now ? kit.fonts.bold : kit.fonts.body, phases[p].title);
    kit.text_at({at.x + 2 * r + kit.px(10), at.y + 0.5f * (h - size.y)},
                now ? kit.fonts.bold : kit.fonts.body, now ? kit.theme.ink : kit.theme.faint,
                phases[p].title);
    ImGui::Dummy({width, h});
    if (!now) continue;
    if (live.mode != session::Mode::Exam && !phases[p].goal.empty())
      kit.text(kit.fonts.small, kit.theme.faint, phases[p].goal);
    draw_actions(kit, live, phases[p].id);
    draw_actions(kit, live, "");
    kit.gap(4);
  }
  if (phases.empty()) draw_actions(kit, live, "");
  kit.end_panel();
}

}  // namespace lac::ui
