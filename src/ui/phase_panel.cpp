#include <algorithm>
#include <utility>

#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr float kLeastList_at_100 = 90.0f;  // what the phases need below the next step's card
constexpr float kMostOfPanel = 0.62f;  // that the next step's card may take before words give way

bool is_done(const LiveView& live, const std::string& id) {
  return live.done && std::find(live.done->begin(), live.done->end(), id) != live.done->end();
}

// With a guide, what of its steps was done; without one only that something was, since how much a
// phase asks for is the learner's to judge.
PhaseDone done_of(const LiveView& live, std::size_t phase) {
  if (phase < live.phase_done.size()) return live.phase_done[phase];
  const auto& actions = live.spec->actions;
  const bool any = std::any_of(actions.begin(), actions.end(), [&](const scenario::Action& a) {
    return a.phase == live.spec->phases[phase].id && is_done(live, a.id);
  });
  return any ? PhaseDone::Part : PhaseDone::Nothing;
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
                   : next ? Look::Chosen  // its own button stands on the card above
                          : Look::Plain,
                   -1.0f, 34.0f))
      kit.ask(Wish::Kind::Action, action.id);
    ImGui::PopID();
  }
}

// A numbered phase; a long title takes two lines. It can be gone to.
void draw_phase_row(Kit& kit, const LiveView& live, int p, float width) {
  const scenario::Phase& phase = live.spec->phases[static_cast<std::size_t>(p)];
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool now = p == live.phase;
  const PhaseDone done = now ? PhaseDone::Nothing : done_of(live, static_cast<std::size_t>(p));
  const float r = kit.px(12), words_x = at.x + 2 * r + kit.px(10);
  const float room = at.x + width - words_x - kit.px(now ? 4 : 24);
  ImFont* const font = now ? kit.fonts.bold : kit.fonts.body;
  const ImVec2 size = kit.measure(font, phase.title, room);
  const float h = std::max(kit.px(32), size.y + kit.px(6));
  const Box row{at.x, at.y, width, h};
  ImGui::PushID(p);
  bool over = false;
  if (kit.press_area("phase", row, &over)) kit.ask(Wish::Kind::Phase, phase.id);
  ImGui::PopID();
  // that it can be gone to is seen before it is pressed
  if (!now) {
    d.AddRectFilled(row.min(), row.max(),
                    over ? with_alpha(kit.theme.accent_soft, 0.6f) : kit.theme.card, kit.px(8));
    d.AddRect(row.min(), row.max(), kit.theme.line, kit.px(8));
    const float tip = kit.px(4), x = row.x + row.w - kit.px(14), y = row.y + 0.5f * row.h;
    d.AddLine({x - tip, y - tip}, {x, y}, kit.theme.faint, kit.px(1.6f));
    d.AddLine({x - tip, y + tip}, {x, y}, kit.theme.faint, kit.px(1.6f));
    if (over) kit.hint(say("Go to \u201c{}\u201d", phase.title));
  }

  // its number; a ring where something was done, a tick where all that the guide shows was
  const ImVec2 dot{at.x + r, at.y + 0.5f * h};
  const bool some = done != PhaseDone::Nothing;
  d.AddCircleFilled(dot, r,
                    now    ? kit.theme.accent
                    : some ? kit.theme.accent_soft
                           : kit.theme.line,
                    24);
  if (done == PhaseDone::Part) d.AddCircle(dot, r, kit.theme.accent, 24, kit.px(1.6f));
  if (done == PhaseDone::All) {
    draw_tick(d, {dot.x - kit.px(8), dot.y - kit.px(8), kit.px(16), kit.px(16)}, kit.theme.pass);
  } else {
    const std::string number = std::to_string(p + 1);
    const ImVec2 wide = kit.measure(kit.fonts.small, number);
    kit.text_at({dot.x - 0.5f * wide.x, dot.y - 0.5f * wide.y}, kit.fonts.small,
                now ? kit.theme.on_accent : kit.theme.faint, number);
  }
  kit.text_at({words_x, at.y + 0.5f * (h - size.y)}, font, now ? kit.theme.ink : kit.theme.faint,
              phase.title, room);
  ImGui::Dummy({width, h});
  kit.gap(2);
}

// The words of a step as they stand below each other, each with its font and colour.
struct StepLine {
  ImFont* font;
  ImU32 colour;
  std::string words;
};
std::vector<StepLine> step_lines(const Kit& kit, const LiveView& live, bool with_why) {
  std::vector<StepLine> lines;
  const auto add = [&](ImFont* font, ImU32 colour, std::string words) {
    if (!words.empty()) lines.push_back({font, colour, std::move(words)});
  };
  if (live.next_action.empty()) {
    add(kit.fonts.bold, kit.theme.ink, live.next_title);
    add(kit.fonts.small, kit.theme.ink, live.next_how);
    add(kit.fonts.small, kit.theme.caution, live.next_so_far);
    if (!live.ghost.empty()) add(kit.fonts.small, kit.theme.faint, tr("The pale hand shows how."));
  }
  if (!live.next_action.empty()) add(kit.fonts.small, kit.theme.caution, live.next_so_far);
  // that of a step by hand stands over the picture, where there is room for a sentence
  if (with_why && !live.next_why.empty() && !live.next_action.empty())
    add(kit.fonts.small, kit.theme.faint, say("Why: {}", live.next_why));
  return lines;
}

float height_of(const Kit& kit, const std::vector<StepLine>& lines, float room) {
  float h = 0.0f;
  for (const StepLine& line : lines) h += kit.measure(line.font, line.words, room).y + kit.px(2);
  return h;
}

// Whether the card shows another step than it did in the frame before.
bool step_changed(const LiveView& live) {
  const auto step = static_cast<int>(ImGui::GetID((live.next_title + live.next_action).c_str()));
  return std::exchange(*ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("step"), step), step) !=
         step;
}

// Where the card of the next step stands: above the phases, in sight; or first among them, at the
// cursor; or nowhere yet, only its height is asked for.
enum class Place : std::uint8_t { Above, InFlow, Measured };

// Guided mode says what the demonstration would do now, on a card that stays in sight above the
// phases; the learner may go on without the step, and come back to it. Returns its height.
float draw_next_step(Kit& kit, const LiveView& live, Box box, Place place, bool turned_away) {
  const bool flows = place == Place::InFlow;
  if (live.mode != session::Mode::Guided || (live.next_title.empty() && !live.can_unskip))
    return 0.0f;
  const float pad = kit.px(12), w = box.w - 2 * pad, room = w - 2 * pad;
  // where heading and both ways do not fit beside each other, the way back stands below: the way
  // on stays under the pointer
  const auto wide = [&](const char* words) {
    return kit.measure(kit.fonts.small, words).x + kit.px(20);
  };
  const bool narrow = live.can_unskip && kit.measure(kit.fonts.small, tr("Next step")).x +
                                                 wide(tr("Skip")) + wide(tr("Undo skip")) >
                                             w - pad - kit.px(4);
  const float way_y = kit.px(4), below_y = narrow ? kit.px(30) : way_y;
  const float head = below_y + kit.px(30);
  const bool by_hand = live.next_action.empty(), over = live.next_title.empty();
  // what is said has its button; what is done by hand is shown where the hand can be laid on it
  const std::string label = !by_hand      ? live.next_title
                            : turned_away ? tr("Turn the view to this place")
                                          : "";
  const float button_h =
      label.empty() ? 0.0f
                    : std::max(kit.px(34),
                               kit.measure(kit.fonts.body, label, room - 2 * kit.px(14) + 1.0f).y +
                                   kit.px(12)) +
                          kit.px(6);
  // in a low panel the purpose gives way first: the phases below need room as well
  std::vector<StepLine> lines = step_lines(kit, live, true);
  if (head + button_h + height_of(kit, lines, room) > kMostOfPanel * box.h)
    lines = step_lines(kit, live, false);
  const float most = 0.8f * box.h;
  const float whole =
      over ? head + kit.px(6) : head + button_h + height_of(kit, lines, room) + kit.px(8);
  const float h = flows ? whole : std::min(most, whole);
  const Box all{box.x, flows ? ImGui::GetCursorScreenPos().y - kit.px(8) : box.y, box.w,
                h + 2 * kit.px(8)};
  if (place == Place::Measured) return all.h;
  if (!flows) kit.begin_panel("next-step", all, kit.theme.paper, 0.0f);
  // a new step is read from its head on, wherever the one before was scrolled to
  if (step_changed(live)) ImGui::SetScrollY(0.0f);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const Box card{box.x + pad, all.y + kit.px(8), w, h};
  d.AddRectFilled(card.min(), card.max(), kit.theme.accent_soft, kit.px(10));
  float right = card.x + w - kit.px(4);
  const auto way = [&](const char* id, const char* words, Wish::Kind kind, float y) {
    right -= wide(words);
    const Box area{right, card.y + y, wide(words), kit.px(28)};
    if (kit.press_area(id, area)) kit.ask(kind);
    kit.text_at({area.x + kit.px(10), area.y + kit.px(3)}, kit.fonts.small, kit.theme.accent,
                words);
  };
  if (!over) way("skip-step", tr("Skip"), Wish::Kind::SkipStep, way_y);
  const float heading_room = right - card.x - pad;
  if (narrow) right = card.x + w - kit.px(4);
  if (live.can_unskip) way("unskip-step", tr("Undo skip"), Wish::Kind::UnskipStep, below_y);
  kit.text_at({card.x + pad, card.y + kit.px(7)}, kit.fonts.small, kit.theme.accent,
              over ? tr("All steps shown") : tr("Next step"),
              narrow ? heading_room : right - card.x - pad);
  float y = card.y + head;
  if (!label.empty()) {
    ImGui::SetCursorScreenPos({card.x + pad, y});
    if (kit.button(label.c_str(), by_hand ? Look::Plain : Look::Main, room / kit.scale, 34.0f,
                   by_hand ? "turn-view" : "next-step"))
      kit.ask(by_hand ? Wish::Kind::TurnView : Wish::Kind::Action, live.next_action);
    y += button_h;
  }
  for (const StepLine& line : lines)
    y += kit.text_at({card.x + pad, y}, line.font, line.colour, line.words, room).y + kit.px(2);
  // in a very low panel the rest can be scrolled to
  if (y > card.y + h) {
    ImGui::SetCursorScreenPos({card.x, y});
    ImGui::Dummy({1.0f, 1.0f});
  }
  if (flows) {
    ImGui::SetCursorScreenPos({card.x, card.y});
    ImGui::Dummy({1.0f, h + kit.px(4)});
  } else {
    kit.end_panel();
  }
  return all.h;
}

}  // namespace

void draw_phase_guide(Kit& kit, const LiveView& live, Box box, bool turned_away) {
  // in a low panel the card scrolls with the phases: else nothing of them could be reached
  const bool flows = box.h - draw_next_step(kit, live, box, Place::Measured, turned_away) <
                     kit.px(kLeastList_at_100);
  if (!flows) {
    const float card = draw_next_step(kit, live, box, Place::Above, turned_away);
    box.y += card;
    box.h -= card;
  }
  kit.begin_panel("phases", box, kit.theme.paper, 12.0f);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y}, {box.x + box.w, box.y}, kit.theme.line);
  d.AddLine({box.x, box.y}, {box.x, box.y + box.h}, kit.theme.line);
  if (!live.spec) {
    kit.end_panel();
    return;
  }
  const Box inside{ImGui::GetCursorScreenPos().x - kit.px(12), box.y,
                   ImGui::GetContentRegionAvail().x + kit.px(24), box.h};
  const bool carded = flows && draw_next_step(kit, live, inside, Place::InFlow, turned_away) > 0.0f;
  const auto& phases = live.spec->phases;
  const float width = ImGui::GetContentRegionAvail().x;
  for (int p = 0; p < static_cast<int>(phases.size()); ++p) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_phase_row(kit, live, p, width);
    if (p != live.phase) continue;
    // a phase that was just entered begins at the top of the panel
    int* const shown = ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("shown phase"), p);
    if (*shown != p)
      ImGui::SetScrollY(carded ? 0.0f : at.y - box.y + ImGui::GetScrollY() - kit.px(8));
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
