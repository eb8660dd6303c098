#include <algorithm>
#include <cmath>

#include "debrief/rating.h"
#include "ui/panels.h"

namespace lac::ui {
namespace {

const char* mode_name(int mode) {
  return mode == 0 ? tr("guided") : mode == 1 ? tr("practice") : tr("exam");
}

std::string result_text(const RunCard& run) {
  if (!run.finished) return tr("not finished");
  if (!run.marked) return tr("not marked");
  if (!run.safe) return tr("Not safe");
  return say("{:.0f} of 100, safe", debrief::whole_points(run.total));
}

void draw_run(Kit& kit, const RunCard& run, bool deleting) {
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float w = ImGui::GetContentRegionAvail().x - kit.px(8), pad = kit.px(14);
  const float buttons = kit.measure(kit.fonts.body, tr("Look at it")).x +
                        kit.measure(kit.fonts.body, tr("Report")).x +
                        kit.measure(kit.fonts.body, tr("Delete")).x + kit.px(3 * 28 + 16);
  // the buttons stand beside the words, or below them in a narrow window
  const bool beside = w > buttons + kit.px(360);
  const float room = w - 2 * pad - (beside ? buttons + kit.px(12) : 0.0f);
  std::string details = run.when + "  \u00b7  " + mode_name(run.mode) + "  \u00b7  ";
  // how long it was is known once it came to its end
  if (run.finished) details += clock_text(run.length_s) + "  \u00b7  ";
  details += result_text(run);
  const float title_h = kit.measure(kit.fonts.bold, run.title, room).y;
  const float details_h = kit.measure(kit.fonts.small, details, room).y;
  const float ask_h = deleting ? kit.fonts.body->FontSize + kit.px(6) : 0.0f;
  const float words_h = title_h + details_h + ask_h, button_h = kit.px(36);
  const float h = 2 * pad + (beside ? std::max(words_h, button_h) : words_h + pad + button_h);
  d.AddRectFilled(at, {at.x + w, at.y + h}, kit.theme.card, kit.px(12));
  d.AddRect(at, {at.x + w, at.y + h}, run.marked && !run.safe ? kit.theme.stop : kit.theme.line,
            kit.px(12));
  float y = at.y + pad;
  y += kit.text_at({at.x + pad, y}, kit.fonts.bold, kit.theme.ink, run.title, room).y;
  y += kit.text_at({at.x + pad, y}, kit.fonts.small,
                   run.marked && !run.safe ? kit.theme.stop : kit.theme.faint, details, room)
           .y;
  if (deleting)
    kit.text_at({at.x + pad, y + kit.px(4)}, kit.fonts.body, kit.theme.stop,
                tr("Delete the recording and its report for good?"), room);

  ImGui::SetCursorScreenPos({beside ? at.x + w - pad - buttons : at.x + pad,
                             beside ? at.y + 0.5f * (h - button_h) : at.y + h - pad - button_h});
  ImGui::PushID(run.folder.c_str());
  ImGui::BeginGroup();
  if (deleting) {
    if (kit.button(tr("Keep it"), Look::Main)) kit.ask(Wish::Kind::DeleteCancelled);
    ImGui::SameLine();
    if (kit.button(tr("Delete"), Look::Warn)) kit.ask(Wish::Kind::DeleteConfirmed, run.folder);
  } else {
    if (kit.button(tr("Look at it"))) kit.ask(Wish::Kind::OpenRun, run.folder);
    ImGui::SameLine();
    // without a report its place stays free, so that the ways of all runs stand below each other
    if (!run.finished && beside)
      ImGui::Dummy({kit.button_width(tr("Report")), button_h});
    else if (run.finished && kit.button(tr("Report")))
      kit.ask(Wish::Kind::OpenFolder, run.folder);
    ImGui::SameLine();
    if (kit.button(tr("Delete"))) kit.ask(Wish::Kind::DeleteRun, run.folder);
  }
  ImGui::EndGroup();
  ImGui::PopID();
  ImGui::SetCursorScreenPos({at.x, at.y + h + kit.px(10)});
}

// Ten Monk tones, and the patient's own.
void draw_tones(Kit& kit, int chosen) {
  kit.text(kit.fonts.bold, kit.theme.accent, tr("Skin in teaching views"));
  kit.text(
      kit.fonts.body, kit.theme.ink,
      tr("The same findings on another skin, in guided mode, practice and replay. An exam "
         "always shows the patient's own. Side by side are a light, a middle and a dark skin, the "
         "patient's own among them."));
  if (kit.button(tr("The patient's own"), chosen == 0 ? Look::Chosen : Look::Plain))
    kit.ask(Wish::Kind::TeachingTone, {}, 0.0);
  kit.beside(kit.button_width(tr("Three side by side")));
  if (kit.button(tr("Three side by side"),
                 chosen == Settings::kThreeTones ? Look::Chosen : Look::Plain))
    kit.ask(Wish::Kind::TeachingTone, {}, Settings::kThreeTones);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  for (int k = 1; k <= static_cast<int>(kMonkTones.size()); ++k) {
    kit.beside(kit.px(36));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Box box{at.x, at.y, kit.px(36), kit.px(36)};
    ImGui::PushID(k);
    bool over = false;
    if (kit.press_area("tone", box, &over)) kit.ask(Wish::Kind::TeachingTone, {}, k);
    ImGui::PopID();
    const float r = kit.px(15);
    const ImVec2 mid{box.x + 0.5f * box.w, box.y + 0.5f * box.h};
    d.AddCircleFilled(mid, r, colour_of(kMonkTones[static_cast<std::size_t>(k - 1)]), 32);
    d.AddCircle(mid, r, kit.theme.line, 32);
    if (chosen == k || over)
      d.AddCircle(mid, r + kit.px(2), kit.theme.accent, 32, kit.px(chosen == k ? 3.0f : 1.5f));
    if (over) kit.hint(say("Monk tone {}", k));
    ImGui::Dummy({box.w, box.h});
  }
}

}  // namespace

void draw_runs(Kit& kit, const BrowserView& view) {
  kit.text(kit.fonts.title, kit.theme.ink, tr("My runs"));
  if (!view.trouble.empty()) kit.text(kit.fonts.body, kit.theme.stop, view.trouble);
  if (view.runs->empty()) {
    kit.text(kit.fonts.body, kit.theme.faint,
             tr("Nothing here yet. Every run you begin is kept here, with its report, until you "
                "delete it."));
    return;
  }
  kit.text(kit.fonts.small, kit.theme.faint,
           say("Kept on this machine only, in {}/runs", view.data_folder));
  kit.gap(6);
  for (const RunCard& run : *view.runs) draw_run(kit, run, run.folder == view.deleting);
  ImGui::Dummy({1, 1});
}

void draw_settings(Kit& kit, const Settings& settings, const std::string& data_folder) {
  kit.text(kit.fonts.title, kit.theme.ink, tr("Settings"));
  kit.gap(6);
  kit.text(kit.fonts.bold, kit.theme.accent, tr("Colours"));
  static constexpr const char* themes[]{mark("Light"), mark("Dark"), mark("High contrast, light"),
                                        mark("High contrast, dark")};
  for (int k = 0; k < 4; ++k) {
    if (kit.button(tr(themes[k]), settings.theme == k ? Look::Chosen : Look::Plain))
      kit.ask(Wish::Kind::Theme, {}, k);
    if (k == 3) break;
    ImGui::SameLine();
    if (ImGui::GetContentRegionAvail().x <
        kit.measure(kit.fonts.body, tr(themes[k + 1])).x + kit.px(28))
      ImGui::NewLine();
  }
  kit.gap(10);
  kit.text(kit.fonts.bold, kit.theme.accent, tr("Seeing and hearing"));
  if (kit.toggle(tr("Reduced motion"), settings.reduced_motion)) kit.ask(Wish::Kind::ReducedMotion);
  if (kit.toggle(tr("Captions: the patient's words stay readable for longer"), settings.captions))
    kit.ask(Wish::Kind::Captions);
  if (kit.toggle(tr("Sound of the metronome"), settings.sound)) kit.ask(Wish::Kind::Sound);
  if (kit.toggle(tr("Plain, faster picture"), settings.plain_quality))
    kit.ask(Wish::Kind::PlainQuality);
  kit.gap(10);
  draw_tones(kit, settings.teaching_tone);
  kit.gap(10);
  kit.text(kit.fonts.bold, kit.theme.accent, tr("Units"));
  if (kit.toggle(tr("Pressures in mmHg, not kPa, in the instructor's view"),
                 settings.pressure_mmHg))
    kit.ask(Wish::Kind::PressureUnit);
  kit.gap(10);
  kit.text(kit.fonts.bold, kit.theme.accent, tr("First steps"));
  kit.text(kit.fonts.body, kit.theme.ink,
           tr("The guide on the balloon shows how a hand moves, touches, presses and compresses."));
  if (kit.button(tr("Show the first steps again"))) kit.ask(Wish::Kind::GuideStart);
  kit.gap(10);
  kit.text(kit.fonts.bold, kit.theme.accent, tr("Your data"));
  kit.text(
      kit.fonts.body, kit.theme.ink,
      say("Runs stay on this machine, in {}. The program uses no network. Delete a run under My "
          "runs and it is gone.",
          data_folder));
}

}  // namespace lac::ui
