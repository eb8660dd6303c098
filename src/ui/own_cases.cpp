#include "ui/panels.h"

namespace lac::ui {

// For who writes cases: where theirs lie, and a copy of any case to change.
void draw_own_cases(Kit& kit, const BrowserView& view) {
  kit.gap(8);
  kit.text(kit.fonts.bold, kit.theme.accent, tr("For instructors: cases of your own"));
  kit.text(
      kit.fonts.body, kit.theme.ink,
      say("They stand in {}, a folder each, and are written with any text editor. A folder that "
          "somebody gives you goes there too.",
          view.own_cases));
  if (!view.copied.empty())
    kit.text(kit.fonts.body, kit.theme.pass,
             say("A copy was made: {}. Change its scenario.toml; the open case follows its file.",
                 view.copied));
  if (view.show_copied) ImGui::SetScrollHereY(0.5f);
  if (kit.button(tr("Open that folder"))) kit.ask(Wish::Kind::OpenOwnCases);
  for (const CaseCard& card : *view.cases) {
    if (!card.problem.empty()) continue;
    ImGui::PushID(card.name.c_str());
    if (kit.button(say("Copy: {}", card.title).c_str())) kit.ask(Wish::Kind::CopyCase, card.name);
    ImGui::PopID();
  }
}

}  // namespace lac::ui
