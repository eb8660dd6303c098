#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>

#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr float kWander_s = 1.6f;  // of the light over a progress bar

// Markdown of our own files is light: strip emphasis marks, keep bullets.
std::string plain(const std::string& markdown) {
  std::string out;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    if (markdown[i] == '*' && i + 1 < markdown.size() && markdown[i + 1] == '*') {
      ++i;
      continue;
    }
    // list dashes become bullets, and the unit reads as on paper
    const bool line_start = i == 0 || markdown[i - 1] == '\n';
    if (line_start && markdown.compare(i, 2, "- ") == 0) {
      out += "\u2022 ";
      ++i;
    } else if (markdown.compare(i, 4, "degC") == 0) {
      out += "\u00b0C";
      i += 3;
    } else {
      out += markdown[i];
    }
  }
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

void heading(Kit& kit, const char* words) {
  kit.gap(8);
  kit.text(kit.fonts.bold, kit.theme.accent, words);
}

// What the case is marked by: the pack, as its own title says it, and the sources of its rows.
void draw_school(Kit& kit, const scenario::ScenarioSpec& spec) {
  std::set<std::string> sources;
  for (const rubric::Criterion& c : spec.criteria)
    if (!c.source.empty()) sources.insert(source_name(c.source));
  if (sources.empty()) return;
  heading(kit, tr("Marked by"));
  constexpr std::string_view kTitle = "title = \"";
  const std::size_t at = spec.pack_text.find(kTitle);
  const std::size_t from = at == std::string::npos ? at : at + kTitle.size();
  if (from != std::string::npos)
    kit.text(kit.fonts.body, kit.theme.ink,
             spec.pack_text.substr(from, spec.pack_text.find('"', from) - from));
  std::string all;
  for (const std::string& source : sources) all += (all.empty() ? "" : "; ") + source;
  kit.text(kit.fonts.small, kit.theme.faint, all);
}

void draw_modes(Kit& kit, session::Mode mode) {
  struct Choice {
    session::Mode mode;
    const char* name;
    const char* what;
  };
  static constexpr Choice choices[]{
      {session::Mode::Guided, mark("Guided"),
       mark("The next step, and a pale hand that shows it.")},
      {session::Mode::Practice, mark("Practice"), mark("Gauges; what comes next is yours.")},
      {session::Mode::Exam, mark("Exam"), mark("No hints, no overlays, one pass.")}};
  for (const Choice& choice : choices) {
    if (kit.button(tr(choice.name), mode == choice.mode ? Look::Chosen : Look::Plain, -1.0f))
      kit.ask(Wish::Kind::Mode, {}, static_cast<double>(choice.mode));
    if (mode == choice.mode) kit.text(kit.fonts.small, kit.theme.faint, tr(choice.what));
  }
}

// How far it is, a light that wanders over it while nothing new is known, and the way back.
void draw_progress(Kit& kit, double progress, bool reopening, double left_s) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float w = ImGui::GetContentRegionAvail().x, h = kit.px(8);
  const float done = std::max(h, w * static_cast<float>(std::clamp(progress, 0.0, 1.0)));
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(at, {at.x + w, at.y + h}, kit.theme.line, h);
  d.AddRectFilled(at, {at.x + done, at.y + h}, kit.theme.accent, h);
  if (!kit.reduced_motion) {
    const float turn = std::fmod(static_cast<float>(ImGui::GetTime()) / kWander_s, 1.0f);
    const float x = at.x + turn * (w - 4.0f * h);
    d.AddRectFilled({x, at.y}, {x + 4.0f * h, at.y + h}, with_alpha(kit.theme.accent_soft, 0.7f),
                    h);
  }
  ImGui::Dummy({w, h});
  const int percent = static_cast<int>(100.0 * std::clamp(progress, 0.0, 1.0));
  std::string words = reopening ? say("Playing your run again, to look at it: {} %", percent)
                                : say("Getting the patient ready: {} %", percent);
  if (left_s >= 1.0) words += say(", about {:.0f} s left", left_s);
  kit.text(kit.fonts.small, kit.theme.faint, words);
  if (kit.button(tr("Cancel"), Look::Plain, -1.0f))
    kit.ask(reopening ? Wish::Kind::BackToCases : Wish::Kind::StartCancelled);
}

}  // namespace

void draw_prebrief(Kit& kit, const PrebriefView& view, Box box) {
  const scenario::ScenarioSpec& spec = *view.spec;
  const float side = std::min(kit.px(340), 0.38f * box.w);

  // the case in words
  kit.begin_panel("prebrief", {box.x, box.y, box.w - side, box.h}, kit.theme.paper, 32.0f);
  if (kit.button(tr("Back to the cases"), Look::Quiet, 0.0f, 32.0f))
    kit.ask(Wish::Kind::BackToCases);
  kit.text(kit.fonts.title, kit.theme.ink, spec.title);
  kit.gap(4);
  kit.text(kit.fonts.body, kit.theme.ink, plain(spec.prebrief));
  if (!spec.objectives.empty()) {
    heading(kit, tr("What you practise"));
    for (const std::string& objective : spec.objectives)
      kit.text(kit.fonts.body, kit.theme.ink, "\u2022 " + objective);
  }
  if (!spec.history.empty()) {
    heading(kit, tr("History"));
    kit.text(kit.fonts.body, kit.theme.ink, plain(spec.history));
  }
  if (!spec.baby.empty()) {
    heading(kit, tr("The baby"));
    kit.text(kit.fonts.body, kit.theme.ink, plain(spec.baby));
  }
  draw_school(kit, spec);
  kit.end_panel();

  // ground rules, mode, start
  kit.begin_panel("prebrief-side", {box.x + box.w - side, box.y, side, box.h}, kit.theme.card,
                  28.0f);
  if (!view.trouble.empty()) kit.text(kit.fonts.body, kit.theme.stop, view.trouble);
  if (view.progress >= 0.0) {
    draw_progress(kit, view.progress, view.reopening, view.left_s);
  } else if (kit.button(tr("Start"), Look::Main, -1.0f, 46.0f)) {
    kit.ask(Wish::Kind::Start);
  }
  if (!view.reopening) {
    heading(kit, tr("How you work"));
    draw_modes(kit, view.mode);
  }
  heading(kit, tr("Ground rules"));
  kit.text(
      kit.fonts.body, kit.theme.ink,
      tr("Ask before you touch, and again before each new place. The patient can say stop at any "
         "time; "
         "so can you. Nothing is timed unless the skill itself is."));
  heading(kit, tr("Your hand"));
  kit.text(kit.fonts.body, kit.theme.ink,
           tr("Move: the hand follows the pointer.\nLeft button: touch.\nWheel, or W and S: press "
              "level.\n"
              "Right button while touching: compress. Drag to roll.\n1 to 9, or Q: another hand."));
  kit.gap(4);
  kit.text(
      kit.fonts.body, kit.theme.ink,
      tr("By keys alone: I J K L move, F touches and lets go, C held down compresses, V held "
         "with it rolls; arrows turn the view, Tab and Enter press what is on screen, Page Up and "
         "Page Down scroll it."));
  heading(kit, tr("How hard, in words"));
  for (int k = 0; k < 4; ++k) kit.text(kit.fonts.body, kit.theme.ink, pressure_class_meaning(k));
  kit.end_panel();
}

}  // namespace lac::ui
