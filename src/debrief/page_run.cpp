#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "debrief/measure_words.h"
#include "debrief/page.h"
#include "debrief/text.h"
#include "session/citation.h"

namespace lac::debrief {
namespace {

constexpr double kHighestNrs = 10.0;

// Highest value and when, in words.
std::string peak_text(const std::vector<double>& time_s, const std::vector<double>& value,
                      const std::string& unit) {
  std::size_t best = value.size();
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (std::isfinite(value[i]) && (best == value.size() || value[i] > value[best])) best = i;
  }
  if (best == value.size() || value[best] <= 0.0) return "";
  return fmt::format(" Highest {}{} at {}.", number(value[best]), unit.empty() ? "" : " " + unit,
                     clock_text(time_s[best]));
}

std::string softening(const std::vector<double>& value, const std::string& unit) {
  if (value.empty()) return "";
  const double least = *std::min_element(value.begin(), value.end());
  return fmt::format(" From {} at the start to {} {} at its softest.", number(value.front()),
                     number(least), unit);
}

/// What a source's rows say of how strong its evidence is: each grade once.
std::string grades_of(const session::SessionLog& log, const std::string& key) {
  std::string out;
  for (const rubric::ScoreRow& row : log.score.rows) {
    if (row.criterion.source != key) continue;
    const std::string grade(rubric::name(row.criterion.grade));
    if (out.find(grade) != std::string::npos) continue;
    out += (out.empty() ? "" : ", ") + grade;
  }
  return out.empty() ? "told, not marked" : out;
}

std::string fact(const std::string& name, const std::string& value) {
  return "<div><dt>" + escape(name) + "</dt><dd>" + escape(value) + "</dd></div>";
}

/// What became of each breast, side by side.
std::string breasts_table(const session::SessionLog& log) {
  struct Told {
    const char* what;
    std::string (*of)(const session::BreastOutcome&);
  };
  using B = session::BreastOutcome;
  constexpr Told kTold[] = {
      {"Milk out", [](const B& b) { return number(b.milk_out_mL) + " mL"; }},
      {"Milk left", [](const B& b) { return number(b.milk_left_mL) + " mL"; }},
      {"Pressure in the tissue, start and end",
       [](const B& b) {
         return number(b.tissue_kPa_start) + " \u2192 " + number(b.tissue_kPa_end) + " kPa";
       }},
      {"Swelling of the areola at the end, excess fluid as a share of its volume at rest",
       [](const B& b) { return number(b.areola_excess_end); }},
      {"Fluid taken up by lymph", [](const B& b) { return number(b.lymph_mL) + " mL"; }},
      {"Tissue strain, share of injury (assumed scale)",
       [](const B& b) { return number(100.0 * b.worst_injury_frac) + " %"; }},
  };
  std::string head, body;
  for (int side = 0; side < 2; ++side)
    if (log.outcomes.breast[static_cast<std::size_t>(side)].present)
      head += fmt::format("<th scope=\"col\">{} breast</th>",
                          side == static_cast<int>(anatomy::Side::Left) ? "Left" : "Right");
  if (head.empty()) return "";
  for (const Told& row : kTold) {
    body += fmt::format("<tr><th scope=\"row\">{}</th>", row.what);
    for (const session::BreastOutcome& breast : log.outcomes.breast)
      if (breast.present) body += "<td>" + escape(row.of(breast)) + "</td>";
    body += "</tr>\n";
  }
  return "<table class=\"list\"><caption>Breast by breast.</caption><thead><tr><th "
         "scope=\"col\">What</th>" +
         head + "</tr></thead><tbody>" + body + "</tbody></table>\n";
}

}  // namespace

std::string curves_part(const session::SessionLog& log, const Timeline& timeline) {
  const session::Series& s = log.series;
  std::string html = "<section aria-labelledby=\"curves\"><h2 id=\"curves\">The run over time</h2>";
  html +=
      "<p class=\"quiet\">Shaded stretches are techniques; dashed boxes are waits, drawn "
      "narrower.</p>" +
      technique_strip(timeline);
  html += figure({.id = "pain",
                  .title = "Pain",
                  .unit = "NRS",
                  .about = "What the patient felt, 0 to 10." + peak_text(s.time_s, s.nrs, ""),
                  .colour = "--pain",
                  .time_s = s.time_s,
                  .value = s.nrs,
                  .full_scale = kHighestNrs},
                 timeline);
  html += figure({.id = "force",
                  .title = "Force of the hands",
                  .unit = "N",
                  .about = "Sum over all fingers, strongest moment of each second." +
                           peak_text(s.time_s, s.force_N, "N"),
                  .colour = "--force",
                  .time_s = s.time_s,
                  .value = s.force_N,
                  .assumed = true,
                  .empty = "No hand touched."},
                 timeline);
  html += figure({.id = "flow",
                  .title = "Milk flow",
                  .unit = "mL/s",
                  .about = "Out of the nipple." + peak_text(s.time_s, s.flow_mL_per_s, "mL/s"),
                  .colour = "--flow",
                  .time_s = s.time_s,
                  .value = s.flow_mL_per_s},
                 timeline);
  html +=
      figure({.id = "softness",
              .title = "Firmness of the areola",
              .unit = "N/mm",
              .about = "What a gentle pinch would tell; lower is softer, and easier to latch to." +
                       softening(s.areola_stiffness_N_per_mm, "N/mm"),
              .colour = "--soften",
              .time_s = s.time_s,
              .value = s.areola_stiffness_N_per_mm,
              .assumed = true},
             timeline);
  return html + "</section>\n";
}

std::string techniques_part(const session::SessionLog& log) {
  std::string body;
  for (const technique::TechniqueEvent& event : log.techniques) {
    std::string measures;
    for (const auto& [name, value] : event.measures) {
      const technique::MeasureInfo* info = technique::find_measure(event.id, name);
      const std::string words = info != nullptr ? measure_words(*info, value) : std::string();
      if (!words.empty()) measures += (measures.empty() ? "" : ", ") + words;
    }
    body += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"n\">{}\u2013{}</td><td>{}</td><td>{}</td></tr>\n",
        escape(sentence(technique::plain_name(event.id))), clock_text(event.start_s),
        clock_text(event.end_s), escape(event.because), escape(measures));
  }
  if (body.empty()) body = "<tr><td colspan=\"4\">No technique was recognised.</td></tr>";
  return "<section aria-labelledby=\"done\"><h2 id=\"done\">What was done</h2><table "
         "class=\"list\"><caption>Recognised from what an observer in the room could see and "
         "feel.</caption><thead><tr><th scope=\"col\">Technique</th><th scope=\"col\" "
         "class=\"n\">When</th><th scope=\"col\">Told by</th><th "
         "scope=\"col\">Measured</th></tr></thead><tbody>" +
         body + "</tbody></table></section>\n";
}

// Where the milk that left the breast went: every mL in its line, and no line for none.
std::string milk_facts(const session::Outcomes& o) {
  struct Part {
    const char* name;
    double mL;
  };
  const std::array parts{
      Part{"Milk in the cup", o.caught_mL}, Part{"Of it to the baby by cup", o.given_mL},
      Part{"Milk to the baby at the breast", o.fed_mL - o.given_mL},
      Part{"Milk that dripped away", o.spilt_mL}, Part{"Milk still on the skin", o.on_skin_mL}};
  std::string facts;
  for (const Part& part : parts)
    if (part.mL > 0.05) facts += fact(part.name, number(part.mL) + " mL");
  return facts;
}

std::string tissue_part(const session::SessionLog& log) {
  const session::Outcomes& o = log.outcomes;
  std::string facts;
  facts += fact("Let-downs", o.ejections == 0 ? "none"
                                              : fmt::format("{}, first at {}", o.ejections,
                                                            clock_text(o.first_ejection_s)));
  facts += fact("Highest pain felt", number(o.max_true_nrs) + " of 10");
  facts += milk_facts(o);
  facts += fact("Milk pressed backward", number(o.backflow_mL) + " mL");
  facts +=
      fact("Latch", o.latch_tries == 0 ? "not tried"
                                       : fmt::format("{} of {} held", o.latch_ok, o.latch_tries));
  return "<section aria-labelledby=\"tissue\"><h2 id=\"tissue\">What the tissue did</h2><p>Nobody "
         "in "
         "the room could see this, so it is never marked. It is here to make sense of what "
         "happened. "
         "More milk is not a better mark.</p>" +
         breasts_table(log) + "<dl class=\"tell\">" + facts + "</dl></section>\n";
}

std::string words_part(const session::SessionLog& log) {
  std::string items;
  for (const session::LogLine& line : log.lines) {
    const bool known = line.who == "patient" || line.who == "finding" || line.who == "phase";
    const std::string who = line.who == "patient"   ? "Patient: "
                            : line.who == "you"     ? "You: "
                            : line.who == "finding" ? "Found: "
                                                    : "";
    items += fmt::format(
        "<li><time>{}</time><span class=\"{}\"><span class=\"sr\">{}</span>{}</span></li>\n",
        clock_text(line.time_s), known ? line.who : "you", who, escape(line.text));
  }
  if (items.empty()) return "";
  return "<section aria-labelledby=\"said\"><h2 id=\"said\">Said and found</h2><ul "
         "class=\"said\">" +
         items + "</ul></section>\n";
}

std::string knowledge_part(const session::SessionLog& log) {
  std::string items;
  for (const scenario::Knowledge& line : log.scenario.knowledge)
    items += fmt::format("<li>{} <span class=\"src\">{}</span></li>\n", escape(line.text),
                         escape(line.source));
  if (items.empty()) return "";
  return "<section aria-labelledby=\"know\"><h2 id=\"know\">Good to know</h2><ul "
         "class=\"know\">" +
         items + "</ul></section>\n";
}

std::string sources_part(const session::SessionLog& log, const std::filesystem::path& data) {
  std::string body;
  for (const session::Citation& citation : session::citations(log, data)) {
    std::string text = citation.found
                           ? escape(citation.text)
                           : std::string("<span class=\"quiet\">not in the bibliography</span>");
    if (!citation.link.empty()) {
      text += fmt::format(" <a href=\"{0}\" rel=\"noreferrer\">{0}</a>", escape(citation.link));
    }
    body += fmt::format(
        "<tr id=\"src-{0}\"><th scope=\"row\">{0}</th><td>{1}</td><td>{2}</td><td>{3}</td></tr>\n",
        escape(citation.key), text, grades_of(log, citation.key), escape(citation.status));
  }
  if (body.empty()) return "";
  return "<section aria-labelledby=\"sources\"><h2 id=\"sources\">Sources</h2><table "
         "class=\"list\"><caption>What the criteria rest on, and how far we have read it "
         "ourselves.</caption><thead><tr><th scope=\"col\">Key</th><th "
         "scope=\"col\">Source</th><th scope=\"col\">Evidence</th><th "
         "scope=\"col\">Read</th></tr></thead><tbody>" +
         body + "</tbody></table></section>\n";
}

}  // namespace lac::debrief
