#include <algorithm>

#include "ui/panels.h"

namespace lac::ui {
namespace {

bool is_done(const LiveView& live, const std::string& id) {
  return live.done && std::find(live.done->begin(), live.done->end(), id) != live.done->end();
}

// Something of this phase was done: a tick is for that alone, never for a phase gone past.
bool worked_on(const LiveView& live, const std::string& phase) {
  const auto& actions = live.spec->actions;
  return std::any_of(actions.begin(), actions.end(), [&](const scenario::Action& action) {
    return action.phase == phase && is_done(live, action.id);
  });
}

// The way on to the next phase, by its name.
void draw_next_phase(Kit& kit, const LiveView& live) {
  const auto& phases = live.spec->phases;
  const auto next = static_cast<std::size_t>(live.phase) + 1;
  if (next >= phases.size()) return;
  kit.gap(2);
  if (kit.button(say("Next: {}", phases[next].title).c_str(), Look::Chosen, -1.0f, 38.0f,
                 "next-phase"))
    kit.ask(Wish::Kind::Phase, phases[next].id);
}

void draw_actions(Kit& kit, const LiveView& live, const std::string& phase) {
  for (const scenario::Action& action : live.spec->actions) {
    if (action.phase != phase) continue;
    const bool done = is_done(live, action.id);
    ImGui::PushID(action.id.c_str());
    const std::string label =
        action.minutes > 0.0 ? say("{} ({:.0f} min)", action.label, action.minutes) : action.label;
    const bool next = !done && action.id == live.next_action;
    if (kit.button(label.c_str(),
                   done   ? Look::Done
                   : next ? Look::Main
                          : Look::Plain,
                   -1.0f, 34.0f))
      kit.ask(Wish::Kind::Action, action.id);
    ImGui::PopID();
  }
}

// Guided mode says what the demonstration would do now; the learner may go on without it.
void draw_next_step(Kit& kit, const LiveView& live) {
  if (live.mode != session::Mode::Guided || live.next_title.empty()) return;
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float w = ImGui::GetContentRegionAvail().x, pad = kit.px(12);
  const bool by_hand = live.next_action.empty();

  // what is drawn first lies below: the card's height is known after its words
  d.ChannelsSplit(2);
  d.ChannelsSetCurrent(1);
  ImGui::SetCursorScreenPos({at.x + pad, at.y + kit.px(8)});
  ImGui::BeginGroup();
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + w - 2 * pad);
  const float skip_w = kit.measure(kit.fonts.small, tr("Skip")).x + kit.px(20);
  const Box skip{at.x + w - pad - skip_w, at.y + kit.px(5), skip_w, kit.px(28)};
  if (kit.press_area("skip-step", skip)) kit.ask(Wish::Kind::SkipStep);
  kit.text_at({skip.x + kit.px(10), skip.y + kit.px(3)}, kit.fonts.small, kit.theme.accent,
              tr("Skip"));
  kit.text(kit.fonts.small, kit.theme.accent, tr("Next step"));
  if (by_hand) {
    const ImVec2 p = ImGui::GetCursorScreenPos();
    float y = p.y;
    y += kit.text_at(p, kit.fonts.bold, kit.theme.ink, live.next_title, w - 2 * pad).y;
    y += kit.text_at({p.x, y}, kit.fonts.small, kit.theme.faint, tr("The pale hand shows how."),
                     w - 2 * pad)
             .y;
    ImGui::Dummy({w - 2 * pad, y - p.y});
  } else if (kit.button(live.next_title.c_str(), Look::Main, (w - 2 * pad) / kit.scale, 34.0f,
                        "next-step")) {
    kit.ask(Wish::Kind::Action, live.next_action);
  }
  ImGui::PopTextWrapPos();
  ImGui::EndGroup();
  const float bottom = ImGui::GetItemRectMax().y + kit.px(8);
  d.ChannelsSetCurrent(0);
  d.AddRectFilled(at, {at.x + w, bottom}, kit.theme.accent_soft, kit.px(10));
  d.ChannelsMerge();
  ImGui::SetCursorScreenPos({at.x, bottom + kit.px(8)});
  ImGui::Dummy({1, 1});
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
  draw_next_step(kit, live);
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
    const bool now = p == live.phase;
    const bool past = p != live.phase && worked_on(live, phases[p].id);
    // that it can be gone to is seen before it is pressed
    if (!now) {
      d.AddRectFilled(row.min(), row.max(),
                      over ? with_alpha(kit.theme.accent_soft, 0.6f) : kit.theme.card, kit.px(8));
      d.AddRect(row.min(), row.max(), kit.theme.line, kit.px(8));
      const float tip = kit.px(4), x = row.x + row.w - kit.px(14), y = row.y + 0.5f * row.h;
      d.AddLine({x - tip, y - tip}, {x, y}, kit.theme.faint, kit.px(1.6f));
      d.AddLine({x - tip, y + tip}, {x, y}, kit.theme.faint, kit.px(1.6f));
      if (over) kit.hint(say("Go to \u201c{}\u201d", phases[p].title));
    }
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
    kit.gap(2);
    if (!now) continue;
    // a phase that was just entered begins at the top of the panel
    int* const shown = ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("shown phase"), p);
    if (*shown != p) ImGui::SetScrollY(at.y - box.y + ImGui::GetScrollY() - kit.px(8));
    *shown = p;
    if (live.mode != session::Mode::Exam && !phases[p].goal.empty())
      kit.text(kit.fonts.small, kit.theme.faint, phases[p].goal);
    draw_actions(kit, live, phases[p].id);
    draw_actions(kit, live, "");
    draw_next_phase(kit, live);
    kit.gap(4);
  }
  if (phases.empty()) draw_actions(kit, live, "");
  kit.end_panel();
}

}  // namespace lac::ui
