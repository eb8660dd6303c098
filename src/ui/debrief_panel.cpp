#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr std::size_t kMostReactionBytes = 4000;

// What a learner reads: lengths in millimetres, pressures in kilopascal; the report keeps SI.
struct Shown {
  double scale = 1.0;
  std::string unit;
};

Shown shown_unit(const std::string& unit) {
  if (unit == "m") return {1e3, "mm"};
  if (unit == "Pa") return {1e-3, "kPa"};
  return {1.0, unit};
}

std::string number_text(double value, const std::string& unit) {
  if (!std::isfinite(value)) return "not seen";
  char text[64];
  std::snprintf(text, sizeof(text), std::abs(value) >= 100.0 ? "%.0f %s" : "%.3g %s", value,
                unit.c_str());
  return text;
}

std::string band_text(const rubric::Criterion& c, const Shown& shown) {
  const double from = c.low * shown.scale, to = c.high * shown.scale;
  const std::string& unit = shown.unit;
  const bool low = std::isfinite(c.low) && c.low != 0.0,
             high = std::isfinite(c.high) && c.high != 0.0;
  char text[96] = "";
  if (low && high)
    std::snprintf(text, sizeof(text), "%.3g to %.3g %s", from, to, unit.c_str());
  else if (low)
    std::snprintf(text, sizeof(text), "at least %.3g %s", from, unit.c_str());
  else if (high)
    std::snprintf(text, sizeof(text), "at most %.3g %s", to, unit.c_str());
  return text;
}

// First page: how was it? The numbers stay hidden until the learner has spoken.
void draw_reactions(Kit& kit, const DebriefView& view, std::string& reaction) {
  kit.text(kit.fonts.title, kit.theme.ink, "Before the results: how was it?");
  kit.text(kit.fonts.body, kit.theme.faint,
           "What stays with you? What went well, what would you do differently?");
  std::vector<char> buffer(kMostReactionBytes, '\0');
  std::memcpy(buffer.data(), reaction.data(), std::min(reaction.size(), kMostReactionBytes - 1));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, kit.theme.card);
  ImGui::PushStyleColor(ImGuiCol_Border, kit.theme.line);
  ImGui::PushStyleColor(ImGuiCol_Text, kit.theme.ink);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, kit.px(8));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {kit.px(12), kit.px(10)});
  if (ImGui::InputTextMultiline(
          "##reaction", buffer.data(), buffer.size(),
          {std::min(kit.px(720), ImGui::GetContentRegionAvail().x), kit.px(110)}))
    reaction = buffer.data();
  ImGui::PopStyleVar(3);
  ImGui::PopStyleColor(3);
  kit.gap(10);
  kit.text(kit.fonts.bold, kit.theme.ink, "How would you rate this run yourself?");
  static constexpr const char* ratings[]{"1  needs help", "2  shaky", "3  safe", "4  good",
                                         "5  could teach it"};
  for (int k = 0; k < 5; ++k) {
    if (kit.button(ratings[k], view.self_rating == k + 1 ? Look::Chosen : Look::Plain))
      kit.ask(Wish::Kind::SelfRating, {}, k + 1);
    if (k < 4 &&
        ImGui::GetItemRectMax().x + kit.px(150) < ImGui::GetWindowPos().x + ImGui::GetWindowWidth())
      ImGui::SameLine();
  }
  kit.gap(14);
  if (kit.button("Show the results", Look::Main, 0.0f, 44.0f)) kit.ask(Wish::Kind::ShowResults);
}

// One row: mark by icon and word, text, value against band, moments, why, what instead.
void draw_row(Kit& kit, const rubric::ScoreRow& row, float width) {
  const rubric::Criterion& c = row.criterion;
  const bool weightless = c.weight <= 0.0 || c.seen == rubric::Seen::Unverified;
  const bool pass = row.credit >= 0.95, partly = row.credit > 0.05;
  const ImU32 colour = weightless ? kit.theme.faint
                       : pass     ? kit.theme.pass
                       : partly   ? kit.theme.caution
                                  : kit.theme.stop;
  const char* word = weightless ? "not counted" : pass ? "met" : partly ? "partly" : "not met";
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
  const auto line = [&](ImFont* font, ImU32 ink, const std::string& words) {
    if (words.empty()) return;
    y += kit.text_at({at.x + text_x, y}, font, ink, words, room).y;
  };
  line(kit.fonts.small, kit.theme.ink, row.explanation);
  if (!pass) line(kit.fonts.small, kit.theme.ink, c.instead.empty() ? "" : "Try: " + c.instead);
  line(kit.fonts.small, kit.theme.faint, c.why.empty() ? "" : "Why: " + c.why);
  std::string where;
  for (std::size_t m = 0; m < row.moments.size() && m < 4; ++m)
    where += (m == 0 ? "At " : ", ") + clock_text(row.moments[m].start_s);
  if (row.moments.size() > 4) where += " and " + std::to_string(row.moments.size() - 4) + " more";
  const std::string source = c.source.empty() ? std::string("assumed") : c.source;
  line(kit.fonts.small, kit.theme.faint,
       where + (where.empty() ? "" : "   ") + "Source: " + source + ", " +
           std::string(rubric::name(c.grade)));

  // right: word, value, band, share
  const float vx = at.x + width - value_w;
  float vy = at.y;
  vy += kit.text_at({vx, vy}, kit.fonts.bold, colour, word).y;
  const Shown shown = shown_unit(row.unit);
  const std::string value = number_text(row.value * shown.scale, shown.unit),
                    band = band_text(c, shown);
  if (!band.empty() || std::isfinite(row.value))
    vy += kit.text_at({vx, vy}, kit.fonts.small, kit.theme.ink, value, value_w).y;
  if (!band.empty())
    vy += kit.text_at({vx, vy}, kit.fonts.small, kit.theme.faint, "band: " + band, value_w).y;
  const float bar = value_w - kit.px(8);
  d.AddRectFilled({vx, vy + kit.px(4)}, {vx + bar, vy + kit.px(9)}, kit.theme.line, kit.px(3));
  if (!weightless)
    d.AddRectFilled({vx, vy + kit.px(4)},
                    {vx + bar * static_cast<float>(row.credit), vy + kit.px(9)}, colour, kit.px(3));
  vy += kit.px(14);
  const float bottom = std::max(y, vy) + kit.px(10);
  d.AddLine({at.x, bottom}, {at.x + width, bottom}, kit.theme.line);
  ImGui::Dummy({width, bottom - at.y + kit.px(6)});
}

void draw_headline(Kit& kit, const session::SessionLog& log) {
  if (!log.score.safe) {
    kit.text(kit.fonts.title, kit.theme.stop, "Not safe");
    kit.text(kit.fonts.body, kit.theme.ink,
             "A critical error outweighs all else. The rest is shown for learning.");
    for (const rubric::CriticalError& error : log.score.critical_errors) {
      const ImVec2 at = ImGui::GetCursorScreenPos();
      draw_stop(*ImGui::GetWindowDrawList(), {at.x, at.y + kit.px(3), kit.px(22), kit.px(22)},
                kit.theme.stop);
      ImGui::Indent(kit.px(32));
      kit.text(kit.fonts.bold, kit.theme.ink, error.text + "  (" + clock_text(error.time_s) + ")");
      ImGui::Unindent(kit.px(32));
    }
  } else {
    char total[48];
    std::snprintf(total, sizeof(total), "%.0f of 100, safe", log.score.total);
    kit.text(kit.fonts.title, kit.theme.ink, total);
  }
}

void draw_results(Kit& kit, const DebriefView& view) {
  const session::SessionLog& log = *view.log;
  draw_headline(kit, log);
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
             "This case marks nothing: it is for trying things out.");
  for (const rubric::ScoreRow* row : rows) draw_row(kit, *row, width);
}

void draw_side(Kit& kit, const DebriefView& view) {
  const session::SessionLog& log = *view.log;
  if (kit.button("Save the report", Look::Main, -1.0f, 42.0f)) kit.ask(Wish::Kind::Save);
  if (!view.saved_in.empty()) {
    kit.text(kit.fonts.small, kit.theme.ink, "Saved in " + view.saved_in);
    if (kit.button("Open the report", Look::Plain, -1.0f))
      kit.ask(Wish::Kind::OpenFolder, view.saved_in);
  }
  if (!view.save_trouble.empty()) kit.text(kit.fonts.small, kit.theme.stop, view.save_trouble);
  if (kit.button("Try again", Look::Plain, -1.0f)) kit.ask(Wish::Kind::Again);
  if (kit.button("Back to the cases", Look::Plain, -1.0f)) kit.ask(Wish::Kind::BackToCases);
  kit.gap(10);
  kit.text(kit.fonts.bold, kit.theme.accent, "What the tissue did");
  const auto fact = [&](const char* name, const std::string& value) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float w = ImGui::GetContentRegionAvail().x;
    kit.text_at(at, kit.fonts.small, kit.theme.faint, name);
    const ImVec2 size = kit.measure(kit.fonts.small, value);
    kit.text_at({at.x + w - size.x, at.y}, kit.fonts.small, kit.theme.ink, value);
    ImGui::Dummy({w, size.y});
  };
  fact("Time", clock_text(log.timing.simulated_s));
  fact("Without waits", clock_text(log.timing.hands_on_s));
  fact("Milk out", number_text(log.outcomes.milk_out_mL, "mL"));
  fact("Let-downs", std::to_string(log.outcomes.ejections));
  fact("Latch",
       std::to_string(log.outcomes.latch_ok) + " of " + std::to_string(log.outcomes.latch_tries));
  char areola[48];
  std::snprintf(areola, sizeof(areola), "%.2f to %.2f", log.outcomes.areola_excess_start,
                log.outcomes.areola_excess_end);
  fact("Areola, excess fluid", areola);
  if (!log.techniques.empty()) {
    kit.gap(10);
    kit.text(kit.fonts.bold, kit.theme.accent, "What was recognised");
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
      if (!event->because.empty()) kit.text(kit.fonts.small, kit.theme.faint, event->because);
    }
  }
  if (!log.scenario.debrief_questions.empty()) {
    kit.gap(10);
    kit.text(kit.fonts.bold, kit.theme.accent, "To talk about");
    for (const std::string& question : log.scenario.debrief_questions)
      kit.text(kit.fonts.body, kit.theme.ink, question);
  }
}

}  // namespace

void draw_debrief(Kit& kit, const DebriefView& view, std::string& reaction, Box box) {
  const float side = view.results_open ? std::min(kit.px(330), 0.36f * box.w) : 0.0f;
  kit.begin_panel("debrief", {box.x, box.y, box.w - side, box.h}, kit.theme.paper, 32.0f);
  kit.text(kit.fonts.small, kit.theme.faint, view.log->scenario.title);
  if (view.results_open)
    draw_results(kit, view);
  else
    draw_reactions(kit, view, reaction);
  kit.end_panel();
  if (!view.results_open) return;
  kit.begin_panel("debrief-side", {box.x + box.w - side, box.y, side, box.h}, kit.theme.card,
                  24.0f);
  draw_side(kit, view);
  kit.end_panel();
}

}  // namespace lac::ui
