#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "debrief/rating.h"
#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr std::size_t kMostReactionBytes = 4000;
constexpr double kInMinutes_s = 120.0;  // from here a time is told in minutes and seconds

// What a learner reads: lengths in millimetres, pressures in kilopascal; the report keeps SI.
struct Shown {
  double scale = 1.0;
  std::string unit;
};

Shown shown_unit(const std::string& unit) {
  if (unit == "m") return {1e3, "mm"};
  if (unit == "Pa") return {1e-3, "kPa"};
  if (unit == "m3") return {1e6, "mL"};
  if (unit == "rad") return {180.0 / std::numbers::pi, "degrees"};
  return {1.0, unit};
}

std::string number_text(double value, const std::string& unit) {
  if (!std::isfinite(value)) return tr("not seen");
  if (unit == "s" && std::abs(value) >= kInMinutes_s) {
    const auto seconds = static_cast<long>(std::lround(value));
    return say("{} min {} s", seconds / 60, std::abs(seconds % 60));
  }
  return std::abs(value) >= 100.0 ? say("{:.0f} {}", value, tr(unit.c_str()))
                                  : say("{:.3g} {}", value, tr(unit.c_str()));
}

std::string band_text(const rubric::Criterion& c, const Shown& shown) {
  const double from = c.low * shown.scale, to = c.high * shown.scale;
  const std::string unit = tr(shown.unit.c_str());
  const bool low = std::isfinite(c.low) && c.low != 0.0,
             high = std::isfinite(c.high) && c.high != 0.0;
  if (low && high) return say("{:.3g} to {:.3g} {}", from, to, unit);
  if (low) return say("at least {:.3g} {}", from, unit);
  if (high) return say("at most {:.3g} {}", to, unit);
  return {};
}

// A field of several lines; true when its words changed.
bool words_field(Kit& kit, const char* id, std::string& words, float h_at_100) {
  std::vector<char> buffer(kMostReactionBytes, '\0');
  words.copy(buffer.data(), kMostReactionBytes - 1);
  const float w = std::min(kit.px(720), ImGui::GetContentRegionAvail().x), h = kit.px(h_at_100);
  kit.begin_field(w, h);
  const bool changed = ImGui::InputTextMultiline(id, buffer.data(), buffer.size(), {w, h});
  kit.end_field();
  if (changed) words = buffer.data();
  return changed;
}

// First page: how was it? The numbers stay hidden until the learner has spoken.
void draw_reactions(Kit& kit, const DebriefView& view, std::string& reaction) {
  kit.text(kit.fonts.title, kit.theme.ink, tr("Before the results: how was it?"));
  kit.text(kit.fonts.body, kit.theme.faint,
           tr("What stays with you? What went well, what would you do differently?"));
  words_field(kit, "##reaction", reaction, 110.0f);
  kit.gap(10);
  kit.text(kit.fonts.bold, kit.theme.ink, tr("How would you rate this run yourself?"));
  static constexpr const char* ratings[]{mark("1  needs help"), mark("2  shaky"), mark("3  safe"),
                                         mark("4  good"), mark("5  could teach it")};
  for (int k = 0; k < 5; ++k) {
    if (kit.button(tr(ratings[k]),
                   view.log->review.self_rating == k + 1 ? Look::Chosen : Look::Plain))
      kit.ask(Wish::Kind::SelfRating, {}, k + 1);
    if (k < 4 &&
        ImGui::GetItemRectMax().x + kit.px(150) < ImGui::GetWindowPos().x + ImGui::GetWindowWidth())
      ImGui::SameLine();
  }
  kit.gap(14);
  if (kit.button(tr("Show the results"), Look::Main, 0.0f, 44.0f)) kit.ask(Wish::Kind::ShowResults);
}

// One row: mark by icon and word, text, value against band, moments, why, what instead.
const session::Review::Overrule* overruled(const session::SessionLog& log, const std::string& id) {
  for (const session::Review::Overrule& o : log.review.overrules)
    if (o.criterion == id) return &o;
  return nullptr;
}

// The instructor sets a row's credit; without a reason nothing is set.
void draw_overrule(Kit& kit, const rubric::ScoreRow& row, DebriefWords& words, bool set_before) {
  kit.text(kit.fonts.bold, kit.theme.accent, tr("Set this mark yourself"));
  static constexpr double credits[]{0.0, 0.25, 0.5, 0.75, 1.0};
  for (const double credit : credits) {
    if (kit.button(say("{:.0f} %", 100.0 * credit).c_str(),
                   words.credit == credit ? Look::Chosen : Look::Plain, 0.0f, 32.0f))
      words.credit = credit;
    ImGui::SameLine();
  }
  ImGui::NewLine();
  kit.text(kit.fonts.small, kit.theme.faint,
           tr("Why? Both marks and your reason stand in the report."));
  if (words.show_overrule == kShowFrames) ImGui::SetKeyboardFocusHere();
  words_field(kit, "##reason", words.reason, 64.0f);
  if (!words.reason.empty()) {
    if (kit.button(tr("Set it"), Look::Main)) kit.ask(Wish::Kind::OverruleReason, row.criterion.id);
    ImGui::SameLine();
  }
  if (kit.button(tr("Leave it as it is"))) kit.ask(Wish::Kind::Overrule);
  if (set_before) {
    ImGui::SameLine();
    if (kit.button(tr("Take my mark back")))
      kit.ask(Wish::Kind::OverruleTakenBack, row.criterion.id);
  }
  if (words.reason.empty())
    kit.text(kit.fonts.small, kit.theme.faint, tr("Write why, and the mark can be set."));
  // once more after the cursor came into the field, which scrolls to the field alone
  if (words.show_overrule > 0) {
    --words.show_overrule;
    ImGui::SetScrollHereY(1.0f);
  }
}

void draw_row_buttons(Kit& kit, const DebriefView& view, const rubric::ScoreRow& row,
                      float indent) {
  const bool moments = view.can_replay && !row.moments.empty();
  if (!moments && !view.instructor) return;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + indent);
  if (moments && kit.button(tr("Show me the moment"), Look::Quiet, 0.0f, 30.0f))
    kit.ask(Wish::Kind::Replay, {}, row.moments.front().start_s);
  if (moments && view.instructor) ImGui::SameLine();
  if (view.instructor && kit.button(tr("Overrule"), Look::Quiet, 0.0f, 30.0f))
    kit.ask(Wish::Kind::Overrule, row.criterion.id);
}

void draw_row(Kit& kit, const DebriefView& view, const rubric::ScoreRow& row, DebriefWords& words,
              float width) {
  ImGui::PushID(row.criterion.id.c_str());
  const session::Review::Overrule* const set = overruled(*view.log, row.criterion.id);
  const rubric::Criterion& c = row.criterion;
  const bool weightless = !row.arose || c.weight <= 0.0 || c.seen == rubric::Seen::Unverified;
  const bool pass = row.credit >= 0.995, partly = row.credit > 0.05;
  const ImU32 colour = weightless ? kit.theme.faint
                       : pass     ? kit.theme.pass
                       : partly   ? kit.theme.caution
                                  : kit.theme.stop;
  const char* word = !row.arose   ? tr("did not come up")
                     : weightless ? tr("no points")
                     : pass       ? tr("met")
                     : partly     ? tr("partly")
                                  : tr("not met");
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float mark = kit.px(22), text_x = kit.px(36), value_w = std::min(kit.px(230), 0.3f * width);
  const Box icon{at.x + kit.px(2), at.y + kit.px(4), mark, mark};
  if (pass)
    draw_tick(d, icon, colour);
  else if (partly || weightless)
    draw_caution(d, icon, colour);
  else
    draw_stop(d, icon, colour);

  const float room = width - text_x - value_w - kit.px(16);
  float y = at.y;
  y += kit.text_at({at.x + text_x, y}, kit.fonts.bold, kit.theme.ink, c.text, room).y;
  const auto line = [&](ImFont* font, ImU32 ink, const std::string& said) {
    if (said.empty()) return;
    y += kit.text_at({at.x + text_x, y}, font, ink, said, room).y;
  };
  line(kit.fonts.small, kit.theme.ink, in_words(row.explanation.said(), view.log->scenario));
  if (!pass && row.arose)
    line(kit.fonts.small, kit.theme.ink, c.instead.empty() ? "" : say("Try: {}", c.instead));
  line(kit.fonts.small, kit.theme.faint, c.why.empty() ? "" : say("Why: {}", c.why));
  std::string where;
  for (std::size_t m = 0; m < row.moments.size() && m < 4; ++m)
    where += (m == 0 ? "" : ", ") + clock_text(row.moments[m].start_s);
  if (row.moments.size() > 4)
    where = say_n("At {1} and {0} more", "At {1} and {0} more", row.moments.size() - 4, where);
  else if (!where.empty())
    where = say("At {}", where);
  const std::string source = source_name(c.source), grade = grade_name(c.grade);
  line(kit.fonts.small, kit.theme.faint,
       where + (where.empty() ? "" : "   ") +
           (source == grade ? say("Source: {}", source) : say("Source: {}, {}", source, grade)));

  // right: word, value, band, share
  const float vx = at.x + width - value_w;
  float vy = at.y;
  vy += kit.text_at({vx, vy}, kit.fonts.bold, colour, word).y;
  const Shown shown = shown_unit(row.unit);
  const std::string value = number_text(row.value * shown.scale, shown.unit),
                    band = band_text(c, shown);
  // what was done, or came in time, needs no number: its line says when
  if (!band.empty()) {
    vy += kit.text_at({vx, vy}, kit.fonts.small, kit.theme.ink, value, value_w).y;
    vy += kit.text_at({vx, vy}, kit.fonts.small, kit.theme.faint, say("band: {}", band), value_w).y;
  }
  const float bar = value_w - kit.px(8);
  d.AddRectFilled({vx, vy + kit.px(4)}, {vx + bar, vy + kit.px(9)}, kit.theme.line, kit.px(3));
  if (!weightless)
    d.AddRectFilled({vx, vy + kit.px(4)},
                    {vx + bar * static_cast<float>(row.credit), vy + kit.px(9)}, colour, kit.px(3));
  vy += kit.px(14);
  if (set != nullptr) {
    line(kit.fonts.small, kit.theme.accent,
         say("Instructor: {:.0f} % instead. {}", 100.0 * set->credit, set->reason));
  }
  ImGui::Dummy({width, std::max(y, vy) - at.y});
  draw_row_buttons(kit, view, row, text_x - kit.px(14));
  if (view.overruling == row.criterion.id) draw_overrule(kit, row, words, set != nullptr);
  const float bottom = ImGui::GetCursorScreenPos().y + kit.px(4);
  d.AddLine({at.x, bottom}, {at.x + width, bottom}, kit.theme.line);
  ImGui::Dummy({width, kit.px(10)});
  ImGui::PopID();
}

void draw_headline(Kit& kit, const session::SessionLog& log) {
  if (!log.score.safe) {
    kit.text(kit.fonts.title, kit.theme.stop, tr("Not safe"));
    kit.text(
        kit.fonts.body, kit.theme.ink,
        tr("One critical point decides, whatever else went well. The rest is shown for learning."));
    for (const rubric::CriticalError& error : log.score.critical_errors) {
      const ImVec2 at = ImGui::GetCursorScreenPos();
      draw_stop(*ImGui::GetWindowDrawList(), {at.x, at.y + kit.px(3), kit.px(22), kit.px(22)},
                kit.theme.stop);
      ImGui::Indent(kit.px(32));
      kit.text(
          kit.fonts.bold, kit.theme.ink,
          say("{}  ({})", in_words(error.text.said(), log.scenario), clock_text(error.time_s)));
      ImGui::Unindent(kit.px(32));
    }
  } else {
    kit.text(kit.fonts.title, kit.theme.ink,
             say("{:.0f} of 100, safe", debrief::whole_points(log.score.total)));
    if (!log.review.overrules.empty())
      kit.text(kit.fonts.bold, kit.theme.accent,
               say("With the instructor's marks: {:.0f} of 100",
                   debrief::whole_points(debrief::reviewed_total(log))));
  }
}

// The demonstration's credits beside the learner's own.
void draw_compare(Kit& kit, const DebriefView& view, float width) {
  if (view.comparing >= 0.0) {
    kit.text(kit.fonts.small, kit.theme.faint,
             say("Playing the demonstration for comparison: {:.0f} %", 100.0 * view.comparing));
    return;
  }
  if (view.compare == nullptr || view.compare->empty()) return;
  kit.text(kit.fonts.bold, kit.theme.accent, say("Beside {}", view.compare_title));
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const float bar = std::min(kit.px(160), 0.2f * width), room = width - 2 * bar - kit.px(40);
  const ImVec2 head = ImGui::GetCursorScreenPos();
  const float head_h = std::max(
      kit.text_at({head.x + room + kit.px(16), head.y}, kit.fonts.bold, kit.theme.accent, tr("You"),
                  bar)
          .y,
      kit.text_at({head.x + room + bar + kit.px(32), head.y}, kit.fonts.bold, kit.theme.faint,
                  view.compare_earlier ? tr("Then") : tr("Demonstration"), bar)
          .y);
  ImGui::Dummy({width, head_h + kit.px(4)});
  for (const CompareRow& row : *view.compare) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float h = std::max(kit.text_at(at, kit.fonts.small, kit.theme.ink, row.text, room).y,
                             2.0f * kit.fonts.small->FontSize);
    const auto share = [&](float x, double credit, const std::string& value, ImU32 colour) {
      kit.text_at({x, at.y}, kit.fonts.small, kit.theme.ink, value);
      const float y = at.y + kit.fonts.small->FontSize + kit.px(2);
      d.AddRectFilled({x, y}, {x + bar, y + kit.px(6)}, kit.theme.line, kit.px(3));
      d.AddRectFilled({x, y}, {x + bar * static_cast<float>(credit), y + kit.px(6)}, colour,
                      kit.px(3));
    };
    share(at.x + room + kit.px(16), row.mine, row.mine_value, kit.theme.accent);
    share(at.x + room + bar + kit.px(32), row.other, row.other_value, kit.theme.faint);
    ImGui::Dummy({width, h + kit.px(4)});
  }
  kit.gap(12);
}

// What the learner thought against what was measured.
void draw_self(Kit& kit, const session::SessionLog& log) {
  if (log.review.self_rating == 0) return;
  kit.text(kit.fonts.body, kit.theme.faint, debrief::rating_text(log).said());
}

void draw_results(Kit& kit, const DebriefView& view, DebriefWords& words) {
  const session::SessionLog& log = *view.log;
  draw_headline(kit, log);
  draw_self(kit, log);
  kit.gap(4);
  // largest gap first
  std::vector<const rubric::ScoreRow*> rows;
  for (const rubric::ScoreRow& row : log.score.rows) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
    return (1.0 - a->credit) * a->criterion.weight > (1.0 - b->credit) * b->criterion.weight;
  });
  const float width = ImGui::GetContentRegionAvail().x - kit.px(8);
  if (rows.empty())
    kit.text(kit.fonts.body, kit.theme.faint,
             tr("This case marks nothing: it is for trying things out."));
  draw_compare(kit, view, width);
  for (const rubric::ScoreRow* row : rows) draw_row(kit, view, *row, words, width);
}

// The instructor's five-point rating stands beside the checklist.
void draw_global(Kit& kit, const session::SessionLog& log, std::string& note) {
  kit.text(kit.fonts.bold, kit.theme.accent, tr("Instructor: overall rating"));
  for (int k = 1; k <= 5; ++k) {
    const std::string label = std::to_string(k);
    if (kit.button(label.c_str(), log.review.global_rating == k ? Look::Chosen : Look::Plain, 0.0f,
                   32.0f, ("global" + label).c_str()))
      kit.ask(Wish::Kind::GlobalRating, {}, k);
    if (k < 5) kit.beside(kit.button_width("5"));
  }
  kit.text(kit.fonts.small, kit.theme.faint, tr("1 unsafe, 3 borderline, 5 excellent"));
  kit.text(kit.fonts.small, kit.theme.faint, tr("A note for the report"));
  if (words_field(kit, "##note", note, 60.0f)) kit.ask(Wish::Kind::GlobalNote);
  kit.gap(8);
}

void draw_side(Kit& kit, const DebriefView& view, DebriefWords& words) {
  const session::SessionLog& log = *view.log;
  if (view.can_replay && kit.button(tr("Watch it again"), Look::Main, -1.0f, 42.0f))
    kit.ask(Wish::Kind::Replay, {}, 0.0);
  if (!view.saved_in.empty() && kit.button(tr("Open the report"), Look::Plain, -1.0f))
    kit.ask(Wish::Kind::OpenFolder, view.saved_in);
  if (!view.saved_in.empty())
    kit.text(kit.fonts.small, kit.theme.faint, say("Kept in {}", view.saved_shown));
  if (!view.open_trouble.empty()) kit.text(kit.fonts.small, kit.theme.caution, view.open_trouble);
  if (!view.save_trouble.empty()) {
    kit.text(kit.fonts.small, kit.theme.stop, view.save_trouble);
    if (kit.button(tr("Try to save again"), Look::Plain, -1.0f)) kit.ask(Wish::Kind::Save);
  }
  if (kit.button(tr("Try again"), Look::Plain, -1.0f)) kit.ask(Wish::Kind::Again);
  if (view.comparing < 0.0 && !log.score.rows.empty()) {
    if (kit.button(tr("Compare with the demonstration"), Look::Plain, -1.0f))
      kit.ask(Wish::Kind::Compare);
    if (!view.earlier.empty() &&
        kit.button(say("Compare with my run of {}", view.earlier_when).c_str(), Look::Plain, -1.0f,
                   36.0f, "compare-earlier"))
      kit.ask(Wish::Kind::Compare, view.earlier);
  }
  if (kit.button(tr("Instructor"), view.instructor ? Look::Chosen : Look::Plain, -1.0f))
    kit.ask(Wish::Kind::Instructor);
  if (kit.button(tr("Back to the cases"), Look::Plain, -1.0f)) kit.ask(Wish::Kind::BackToCases);
  if (view.instructor) draw_global(kit, log, words.note);
  kit.gap(10);
  kit.text(kit.fonts.bold, kit.theme.accent, tr("What the tissue did"));
  const auto fact = [&](const char* name, const std::string& value) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float w = ImGui::GetContentRegionAvail().x;
    kit.text_at(at, kit.fonts.small, kit.theme.faint, name);
    const ImVec2 size = kit.measure(kit.fonts.small, value);
    kit.text_at({at.x + w - size.x, at.y}, kit.fonts.small, kit.theme.ink, value);
    ImGui::Dummy({w, size.y});
  };
  fact(tr("Time"), clock_text(log.timing.simulated_s));
  fact(tr("Without waits"), clock_text(log.timing.hands_on_s));
  // where the milk went, so that what left the breast and what is in the cup agree
  const session::Outcomes& o = log.outcomes;
  fact(tr("Milk out"), number_text(o.milk_out_mL, "mL"));
  if (o.caught_mL > 0.05) fact(tr("- in the cup"), number_text(o.caught_mL, "mL"));
  if (o.given_mL > 0.05) fact(tr("  of it to the baby by cup"), number_text(o.given_mL, "mL"));
  if (o.fed_mL - o.given_mL > 0.05)
    fact(tr("- to the baby at the breast"), number_text(o.fed_mL - o.given_mL, "mL"));
  if (o.spilt_mL > 0.05) fact(tr("- dripped away"), number_text(o.spilt_mL, "mL"));
  if (o.on_skin_mL > 0.05) fact(tr("- still on the skin"), number_text(o.on_skin_mL, "mL"));
  fact(tr("Let-downs"), std::to_string(log.outcomes.ejections));
  fact(tr("Latch"), say("{} of {}", log.outcomes.latch_ok, log.outcomes.latch_tries));
  kit.gap(10);
  kit.text(kit.fonts.bold, kit.theme.accent, tr("Before and after"));
  const auto change = [](int before, int after) {
    return before < 0 || after < 0 ? std::string(tr("not asked")) : say("{} to {}", before, after);
  };
  if (log.scenario.patient.breast.kind != anatomy::BodyKind::Balloon)
    fact(tr("Pain, as told"), change(o.said_nrs_first, o.said_nrs_last));
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}})
    if (o.spes_start[side] > 0)
      fact(side == 0 ? tr("Fullness left, of 6") : tr("Fullness right, of 6"),
           change(o.spes_start[side], o.spes_end[side]));
  // beyond what tissue holds at rest, in parts of that
  fact(tr("Areola, excess fluid"),
       say("{:.0f} to {:.0f} %", 100.0 * o.areola_excess_start, 100.0 * o.areola_excess_end));
  if (!log.techniques.empty()) {
    kit.gap(10);
    kit.text(kit.fonts.bold, kit.theme.accent, tr("What was recognised"));
    // in the order it was done, each with what was seen
    std::vector<const technique::TechniqueEvent*> events;
    for (const technique::TechniqueEvent& event : log.techniques) events.push_back(&event);
    std::stable_sort(events.begin(), events.end(),
                     [](const auto* a, const auto* b) { return a->start_s < b->start_s; });
    std::size_t shown = 0;
    for (const technique::TechniqueEvent* event : events) {
      if (++shown > 14) break;
      kit.text(kit.fonts.small, kit.theme.ink,
               clock_text(event->start_s) + "  " + technique_title(event->id));
      if (!event->because.empty())
        kit.text(kit.fonts.small, kit.theme.faint, in_words(event->because.said(), log.scenario));
    }
  }
  if (!log.scenario.debrief_questions.empty()) {
    kit.gap(10);
    kit.text(kit.fonts.bold, kit.theme.accent, tr("To talk about"));
    for (const std::string& question : log.scenario.debrief_questions)
      kit.text(kit.fonts.body, kit.theme.ink, question);
  }
}

}  // namespace

void draw_debrief(Kit& kit, const DebriefView& view, DebriefWords& words, Box box) {
  const float side = view.results_open ? std::min(kit.px(330), 0.36f * box.w) : 0.0f;
  kit.begin_panel("debrief", {box.x, box.y, box.w - side, box.h}, kit.theme.paper, 32.0f);
  kit.text(kit.fonts.small, kit.theme.faint, view.log->scenario.title);
  if (view.results_open)
    draw_results(kit, view, words);
  else
    draw_reactions(kit, view, words.reaction);
  kit.end_panel();
  if (!view.results_open) return;
  kit.begin_panel("debrief-side", {box.x + box.w - side, box.y, side, box.h}, kit.theme.card,
                  24.0f);
  draw_side(kit, view, words);
  kit.end_panel();
}

}  // namespace lac::ui
