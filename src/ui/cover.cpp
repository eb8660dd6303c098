#include <algorithm>
#include <vector>

#include "ui/panels.h"

namespace lac::ui {

namespace {

constexpr int kMostNamed = 4;

bool is_done(const LiveView& live, const std::string& id) {
  return std::find(live.done->begin(), live.done->end(), id) != live.done->end();
}

// Of several ways to say one thing, another one was taken.
bool said_otherwise(const LiveView& live, const std::string& topic) {
  return !topic.empty() &&
         std::any_of(live.spec->actions.begin(), live.spec->actions.end(),
                     [&](const auto& a) { return a.choice_of == topic && is_done(live, a.id); });
}

// What the way that was chosen asks for and nobody did, by the names on its buttons; a case without
// a demonstration names all that it offers. Ways to end aside.
std::string not_yet_done(const LiveView& live, int most) {
  if (!live.spec || !live.done) return {};
  std::string names;
  int left = 0;
  for (const scenario::Action& a : live.spec->actions) {
    if (is_done(live, a.id) || a.decides || a.phase.empty() || a.label.empty()) continue;
    const bool asked =
        live.asked ? std::find(live.asked->begin(), live.asked->end(), a.id) != live.asked->end()
                   : a.choice_of.empty();
    if (!asked || said_otherwise(live, a.choice_of)) continue;
    if (++left <= most) names += "\n\u2022 " + a.label;
  }
  if (left == 0 || most == 0) return {};
  if (left <= most) return say("Not yet done: {}", names);
  return say("Not yet done, among others: {}", names);
}

}  // namespace

float draw_case_news(Kit& kit, bool changed, const std::string& problems,
                     const std::string& shader_problem, Box box) {
  const bool good = changed && problems.empty();
  const bool trouble = !problems.empty() || !shader_problem.empty();
  std::string words = good      ? tr("The case was changed and checks clean.")
                      : changed ? say("The case was changed and cannot be opened so: {}", problems)
                                : std::string();
  if (!shader_problem.empty())
    words += (words.empty() ? "" : "\n") +
             say("A shader was changed and does not work so: {}", shader_problem);
  const float pad = kit.px(12), w = std::min(kit.px(520), box.w - 2 * pad), room = w - 2 * pad;
  const float words_h = kit.measure(kit.fonts.small, words, room).y;
  const float h =
      std::min(2 * pad + words_h + (good ? kit.px(40) : 0.0f), box.h - kit.px(54) - pad);
  const Box card{box.x + box.w - w - pad, box.y + kit.px(54), w, h};
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(card.min(), card.max(), with_alpha(kit.theme.card, 0.96f), kit.px(10));
  d.AddRect(card.min(), card.max(), trouble ? kit.theme.stop : kit.theme.accent, kit.px(10));
  d.PushClipRect(card.min(), card.max(), true);
  kit.text_at({card.x + pad, card.y + pad}, kit.fonts.small,
              trouble ? kit.theme.stop : kit.theme.ink, words, room);
  d.PopClipRect();
  if (!good) return card.y + card.h;
  ImGui::SetCursorScreenPos({card.x + pad, card.y + pad + words_h + kit.px(6)});
  if (kit.button(tr("Begin the case anew"), Look::Main, 0.0f, 34.0f)) kit.ask(Wish::Kind::Again);
  return card.y + card.h;
}

bool draw_cover(Kit& kit, const LiveView& live, Asking asking, const std::string& notice,
                bool by_pad, Box box) {
  const bool asking_to_leave = asking == Asking::Leave, ending = asking == Asking::End,
             opening = asking == Asking::Instructor;
  if (asking == Asking::Nothing && !live.paused && !live.failed) return false;
  const char* title = asking_to_leave ? tr("Leave this case?")
                      : ending        ? tr("End the case here?")
                      : opening       ? tr("Open the instructor's view?")
                      : live.failed   ? tr("The run stopped")
                                      : tr("Paused");
  const auto words_naming = [&](int most) -> std::string {
    return asking_to_leave ? tr("Leaving costs nothing. What you did so far can go to the debrief, "
                                "or be discarded.")
           : opening       ? tr("The view shows what an exam hides. That it was opened is noted.")
           : ending && live.mode == session::Mode::Exam ? tr("After this the debrief begins.")
           : ending      ? say("After this the debrief begins. {}", not_yet_done(live, most))
           : live.failed ? live.trouble
                         : (notice.empty() ? tr("The patient waits.") : notice) + " " +
                               (by_pad ? tr("Press Start to go on.") : tr("Press Space to go on."));
  };
  // the ways on, in rows as wide as the card
  struct Way {
    const char* label;
    Wish::Kind kind;
  };
  std::vector<Way> ways;
  if (asking_to_leave)
    ways = {{tr("Stay"), Wish::Kind::LeaveCancelled},
            {tr("Discard it"), Wish::Kind::LeaveConfirmed},
            {tr("Go to the debrief"), Wish::Kind::Finish}};
  else if (ending)
    ways = {{tr("Go on working"), Wish::Kind::LeaveCancelled},
            {tr("End the case"), Wish::Kind::EndConfirmed}};
  else if (opening)
    ways = {{tr("Go on with the exam"), Wish::Kind::LeaveCancelled},
            {tr("Open as instructor"), Wish::Kind::InstructorConfirmed}};
  else if (live.failed)
    ways = {{tr("Go to the debrief"), Wish::Kind::Finish}};
  else
    ways = {{tr("Go on"), Wish::Kind::Pause}};
  const float w = std::min(kit.px(460), box.w - kit.px(24)), room = w - kit.px(56);
  int rows = 1;
  float row_w = 0.0f;
  for (const Way& way : ways) {
    const float wide = kit.button_width(way.label) + kit.px(8);
    if (row_w > 0.0f && row_w + wide > room + kit.px(8)) ++rows, row_w = 0.0f;
    row_w += wide;
  }

  // in a low picture the heading is smaller and the air less
  const bool tight = box.h < kit.px(320);
  ImFont* const heading = tight ? kit.fonts.bold : kit.fonts.title;
  const float air = kit.px(tight ? 10 : 18);
  const float title_h = kit.measure(heading, title, room).y;
  const float buttons_h = static_cast<float>(rows) * kit.px(38 + 6);
  // as much is named as leaves room for the ways on
  int most = kMostNamed;
  std::string words = words_naming(most);
  const auto height = [&] {
    return 2 * air + title_h + kit.measure(kit.fonts.body, words, room).y + buttons_h + kit.px(16);
  };
  while (ending && most > 0 && height() > box.h) words = words_naming(--most);
  const float words_h = kit.measure(kit.fonts.body, words, room).y, h = height();
  const Box card{box.x + 0.5f * (box.w - w), box.y + std::max(0.0f, 0.38f * (box.h - h)), w, h};

  // the picture steps back
  kit.begin_panel("veil", box, with_alpha(kit.theme.paper, 0.55f), 0.0f, Stand::Veil);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(card.min(), card.max(), kit.theme.card, kit.px(14));
  d.AddRect(card.min(), card.max(), kit.theme.line, kit.px(14));
  const float x = card.x + kit.px(28);
  float y = card.y + air;
  kit.text_at({x, y}, heading, live.failed ? kit.theme.stop : kit.theme.ink, title, room);
  y += title_h + kit.px(6);
  kit.text_at({x, y}, kit.fonts.body, kit.theme.ink, words, room);
  y += words_h + kit.px(10);
  float at = x;
  for (const Way& way : ways) {
    const float wide = kit.button_width(way.label);
    if (at > x && at + wide > x + room) at = x, y += kit.px(38 + 6);
    ImGui::SetCursorScreenPos({at, y});
    if (kit.button(way.label, at == x && &way == ways.data() ? Look::Main : Look::Plain, 0.0f,
                   38.0f))
      kit.ask(way.kind);
    at += wide + kit.px(8);
  }
  kit.end_panel();
  return true;
}

}  // namespace lac::ui
