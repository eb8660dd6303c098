#include <algorithm>
#include <array>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr std::array<double, 4> kSpeeds{0.5, 1.0, 2.0, 4.0};
constexpr double kSkip_s = 5.0;

struct Track {
  Box box;
  double length_s = 1.0;
  float at(double time_s) const {
    return box.x + box.w * static_cast<float>(std::clamp(time_s / length_s, 0.0, 1.0));
  }
};

// A tick is a sixtieth of a second: single steps must be seen to move.
std::string hundredths(double seconds) {
  const int part = static_cast<int>(std::floor((seconds - std::floor(seconds)) * 100.0));
  return say(".{:02d}", part);
}

// Force and pain over the whole run, drawn faint behind the marks.
void draw_whole(Kit& kit, const Track& track, const Curves& c, const std::vector<float>& value,
                float top, ImU32 colour) {
  ImDrawList& d = *ImGui::GetWindowDrawList();
  if (c.time_s.size() < 2) return;
  ImVec2 last{};
  const std::size_t step = std::max<std::size_t>(1, value.size() / 900);
  for (std::size_t i = 0; i < value.size(); i += step) {
    const float v = std::clamp(value[i] / top, 0.0f, 1.0f);
    const ImVec2 p{track.at(static_cast<double>(c.time_s[i])),
                   track.box.y + track.box.h * (1.0f - 0.92f * v)};
    if (last.x != 0.0f) d.AddLine(last, p, colour, kit.px(1.4f));
    last = p;
  }
}

void draw_moments(Kit& kit, const Track& track, const session::SessionLog& log) {
  ImDrawList& d = *ImGui::GetWindowDrawList();
  for (const rubric::CriticalError& e : log.score.critical_errors) {
    const float x = track.at(e.time_s), r = kit.px(9);
    draw_stop(d, {x - r, track.box.y + kit.px(1), 2 * r, 2 * r}, kit.theme.stop);
  }
  for (const session::Review::Bookmark& b : log.review.bookmarks) {
    const float x = track.at(b.time_s);
    const std::array<ImVec2, 5> flag{{{x, track.box.y},
                                      {x + kit.px(12), track.box.y},
                                      {x + kit.px(8), track.box.y + kit.px(5)},
                                      {x + kit.px(12), track.box.y + kit.px(10)},
                                      {x, track.box.y + kit.px(10)}}};
    d.AddConvexPolyFilled(flag.data(), 5, kit.theme.caution);
    d.AddLine({x, track.box.y}, {x, track.box.y + track.box.h}, kit.theme.caution, kit.px(1.5f));
  }
}

}  // namespace

void draw_replay_bar(Kit& kit, const ReplayView& view, Box box) {
  kit.begin_panel("replay-top", box, kit.theme.card, 0.0f, Stand::Still);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y + box.h - 1}, {box.x + box.w, box.y + box.h - 1}, kit.theme.line);
  const float button_h = 32.0f, y = box.y + 0.5f * (box.h - kit.px(button_h));
  ImGui::SetCursorScreenPos({box.x + kit.px(10), y});
  if (kit.button(tr("Back to the results"), Look::Plain, 0.0f, button_h))
    kit.ask(Wish::Kind::ShowResults);
  const float left = ImGui::GetItemRectMax().x + kit.px(16);
  float x = box.x + box.w - kit.px(10);
  const auto place = [&](const char* label, Look look) {
    x -= kit.measure(kit.fonts.body, label).x + kit.px(28);
    ImGui::SetCursorScreenPos({x, y});
    const bool pressed = kit.button(label, look, 0.0f, button_h);
    x -= kit.px(8);
    return pressed;
  };
  if (place(tr("Bookmark"), Look::Plain)) kit.ask(Wish::Kind::Bookmark, {}, view.live->time_s);
  if (place(tr("Instructor"), view.choice->instructor ? Look::Chosen : Look::Plain))
    kit.ask(Wish::Kind::Instructor);
  kit.title_at(left, box.y + 0.5f * box.h, x - left, kit.theme.ink,
               say("Replay: {}", view.log->scenario.title));
  kit.end_panel();
}

void draw_replay_side(Kit& kit, const ReplayView& view, float face_shown, Box box) {
  const LiveView& live = *view.live;
  const session::SessionLog& log = *view.log;
  kit.begin_panel("replay-side", box, kit.theme.card, 16.0f);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y}, {box.x, box.y + box.h}, kit.theme.line);

  // the face, and what was said last
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float face = kit.px(56);
  draw_face(d, {at.x, at.y, face, face}, face_shown, kit.theme.ink, kit.theme.accent_soft);
  const session::LogLine* said = nullptr;
  for (const session::LogLine& line : log.lines)
    if (line.time_s <= live.time_s + 1e-6 && line.who == "patient") said = &line;
  const float room = ImGui::GetContentRegionAvail().x - face - kit.px(12);
  const float words_h =
      said == nullptr ? 0.0f
                      : kit.text_at({at.x + face + kit.px(12), at.y}, kit.fonts.body, kit.theme.ink,
                                    "\u201c" + said->text.said() + "\u201d", room)
                            .y;
  ImGui::Dummy({room, std::max(face, words_h)});
  kit.gap(6);

  // what is being done at this moment, and why the program calls it so
  kit.text(kit.fonts.bold, kit.theme.accent, tr("At this moment"));
  bool any = false;
  for (const technique::TechniqueEvent& e : log.techniques) {
    if (live.time_s < e.start_s || live.time_s > e.end_s) continue;
    any = true;
    kit.text(kit.fonts.body, kit.theme.ink, technique_title(e.id));
    if (!e.because.empty())
      kit.text(kit.fonts.small, kit.theme.faint, in_words(e.because.said(), log.scenario));
  }
  if (!any) kit.text(kit.fonts.body, kit.theme.faint, tr("No technique recognised here."));
  kit.gap(8);

  // everything said and done, newest first up to this moment; press one to go there
  kit.text(kit.fonts.bold, kit.theme.accent, tr("So far"));
  int id = 0;
  for (auto line = log.lines.rbegin(); line != log.lines.rend(); ++line) {
    if (line->time_s > live.time_s + 1e-6) continue;
    const ImVec2 p = ImGui::GetCursorScreenPos();
    const float time_w = kit.px(56), w = ImGui::GetContentRegionAvail().x;
    const std::string words =
        line->who == "patient" ? "\u201c" + line->text.said() + "\u201d" : line->text.said();
    ImFont* font = line->who == "phase" ? kit.fonts.bold : kit.fonts.small;
    const ImVec2 size = kit.measure(font, words, w - time_w);
    ImGui::PushID(id++);
    bool over = false;
    if (kit.press_area("line", {p.x, p.y, w, size.y}, &over, 4.0f))
      kit.ask(Wish::Kind::Seek, {}, line->time_s);
    ImGui::PopID();
    if (over)
      d.AddRectFilled(p, {p.x + w, p.y + size.y}, with_alpha(kit.theme.accent_soft, 0.7f),
                      kit.px(4));
    kit.text_at(p, kit.fonts.small, kit.theme.faint, clock_text(line->time_s));
    kit.text_at({p.x + time_w, p.y}, font, line->who == "you" ? kit.theme.accent : kit.theme.ink,
                words, w - time_w);
    ImGui::Dummy({w, size.y});
  }
  kit.end_panel();
}

void draw_replay_timeline(Kit& kit, const ReplayView& view, Box box) {
  const LiveView& live = *view.live;
  const session::SessionLog& log = *view.log;
  kit.begin_panel("replay-timeline", box, kit.theme.card, 0.0f, Stand::Still);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y}, {box.x + box.w, box.y}, kit.theme.line);

  // controls
  const float h = 32.0f, gap = kit.px(8);
  ImGui::SetCursorScreenPos({box.x + kit.px(10), box.y + kit.px(8)});
  const float square = kit.px(h);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Box play{at.x, at.y, square, square};
  if (kit.press_area("play", play))
    kit.ask(Wish::Kind::Play, {}, live.playing ? 0.0 : live.play_pace);
  d.AddRectFilled(play.min(), play.max(), kit.theme.accent, kit.px(8));
  draw_pause(d, {at.x + kit.px(8), at.y + kit.px(8), square - kit.px(16), square - kit.px(16)},
             kit.theme.on_accent, !live.playing);
  float x = at.x + square + gap;
  const auto place = [&](const char* label, Look look) {
    ImGui::SetCursorScreenPos({x, at.y});
    const bool pressed = kit.button(label, look, 0.0f, h);
    x = ImGui::GetItemRectMax().x + gap;
    return pressed;
  };
  if (place(tr("\u2013 5 s"), Look::Plain)) kit.ask(Wish::Kind::Seek, {}, live.time_s - kSkip_s);
  if (place(tr("+ 5 s"), Look::Plain)) kit.ask(Wish::Kind::Seek, {}, live.time_s + kSkip_s);
  for (const double speed : kSpeeds) {
    if (place(say("{:g}\u00d7", speed).c_str(),
              live.play_pace == speed ? Look::Chosen : Look::Plain))
      kit.ask(Wish::Kind::Play, live.playing ? "" : "still", speed);
  }
  const std::string clock =
      say(live.seeking ? mark("{} of {}, looking for it") : mark("{} of {}"),
          clock_text(live.time_s) + hundredths(live.time_s), clock_text(live.length_s));
  kit.title_at(x + kit.px(8), at.y + 0.5f * square, box.x + box.w - x - kit.px(16), kit.theme.ink,
               clock);

  // one track: techniques as bars, force and pain behind, moments in front, a line at the present
  // one
  const float top = at.y + square + kit.px(10);
  const Track track{{box.x + kit.px(12), top, box.w - kit.px(24),
                     std::max(kit.px(24), box.y + box.h - top - kit.px(10))},
                    std::max(live.length_s, 1e-3)};
  d.AddRectFilled(track.box.min(), track.box.max(), kit.theme.paper, kit.px(6));
  for (const technique::TechniqueEvent& e : log.techniques) {
    const float from = track.at(e.start_s), to = std::max(track.at(e.end_s), from + kit.px(3));
    d.AddRectFilled({from, track.box.y + 0.72f * track.box.h}, {to, track.box.y + track.box.h},
                    with_alpha(kit.theme.accent, 0.45f), kit.px(2));
  }
  if (live.curves) {
    draw_whole(kit, track, *live.curves, live.curves->force_N, 6.0f,
               with_alpha(kit.theme.accent, 0.9f));
    draw_whole(kit, track, *live.curves, live.curves->nrs, 10.0f, with_alpha(kit.theme.stop, 0.8f));
  }
  draw_moments(kit, track, log);
  const float now = track.at(live.time_s);
  d.AddLine({now, track.box.y - kit.px(4)}, {now, track.box.y + track.box.h}, kit.theme.ink,
            kit.px(2));
  d.AddCircleFilled({now, track.box.y - kit.px(4)}, kit.px(5), kit.theme.ink);

  // pressing and dragging the track moves the moment
  ImGui::SetCursorScreenPos(track.box.min());
  ImGui::InvisibleButton("track", {track.box.w, track.box.h});
  if (ImGui::IsItemActive()) {
    const float part = (ImGui::GetIO().MousePos.x - track.box.x) / track.box.w;
    kit.ask(Wish::Kind::Seek, {}, std::clamp(static_cast<double>(part), 0.0, 1.0) * live.length_s);
  }
  if (ImGui::IsItemHovered()) {
    const double time_s =
        static_cast<double>((ImGui::GetIO().MousePos.x - track.box.x) / track.box.w) *
        live.length_s;
    for (const technique::TechniqueEvent& e : log.techniques)
      if (time_s >= e.start_s && time_s <= e.end_s) {
        kit.hint(say("{}, {}", clock_text(time_s), technique_title(e.id)));
        break;
      }
  }
  kit.end_panel();
}

}  // namespace lac::ui
