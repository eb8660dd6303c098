#include "study/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "debrief/chart.h"
#include "debrief/page_style.h"
#include "debrief/text.h"
#include "physiology/physiology.h"
#include "scenario/sources.h"
#include "study/plot.h"
#include "study/table.h"

namespace lac::study {
namespace {

using debrief::escape;
using debrief::number;

constexpr double kMost = 1e300;
constexpr std::string_view kOwnStyle = R"css(
.rows tr.row th{width:34%}.count{display:flex;gap:32px;flex-wrap:wrap}.count div{min-width:120px}
.count b{display:block;font-size:40px;line-height:1.1;font-weight:650}details{margin-top:6px}
summary{color:var(--soft);font-size:14px;cursor:pointer}
)css";

const char* word_of(Verdict v) {
  return v == Verdict::Within ? "within" : v == Verdict::Misses ? "misses" : "not run";
}

const char* class_of(Verdict v) {
  return v == Verdict::Within ? "ok" : v == Verdict::Misses ? "stop" : "care";
}

std::string source_words(const scenario::Bibliography* sources, const std::string& key) {
  const scenario::Source* s = sources != nullptr ? sources->find(key) : nullptr;
  if (s == nullptr) return escape(key);
  std::string out =
      fmt::format("{}, {}", escape(s->author.empty() ? s->title : s->author), escape(s->year));
  if (s->status != rubric::Seen::Seen) out += " <span class=\"tag\">not re-read</span>";
  return out;
}

std::string published_words(const Target& t) {
  if (t.published.empty()) return "direction";
  std::string out = t.published;
  if (t.kind == "range") return fmt::format("{} ({})", t.published, t.spread);
  if (!t.spread.empty())
    out += fmt::format(" \u00b1 {}{}", t.spread,
                       t.kind == "se"   ? " SE"
                       : t.kind == "sd" ? " SD"
                                        : "");
  if (!t.n.empty()) out += fmt::format(", n {}", t.n);
  return out;
}

std::string row_html(const Checked& c, const scenario::Bibliography* sources) {
  const Target& t = c.target;
  const std::string range = range_words(t.low, t.high);
  const bool run = c.verdict != Verdict::NotRun;
  const double bar_low = t.low <= -kMost ? -1e10 : t.low,
               bar_high = t.high >= kMost ? 1e10 : t.high;
  std::string value = run ? number(c.value) : escape("not run: " + c.why);
  if (run && std::isfinite(c.sd) && c.n > 1 && t.statistic != "sd")
    value += fmt::format(" <span class=\"quiet\">(SD {}, n {})</span>", number(c.sd), c.n);
  return fmt::format(
      "<tr class=\"row\"><th scope=\"row\">{}{}<p class=\"more\">{} \u00b7 {} \u00b7 {}</p></th>"
      "<td class=\"n\">{} {}</td><td><span class=\"value\">{}</span>{}<span class=\"bandtext\">"
      "accepted {} {}</span></td><td class=\"credit {}\">{}</td></tr>\n",
      escape(t.title), t.required ? " <span class=\"tag stop\">required</span>" : "", escape(t.row),
      source_words(sources, t.source), escape(t.experiment), escape(published_words(t)),
      escape(t.unit), value,
      debrief::band_bar(bar_low, bar_high, 0.5 * std::min(std::fabs(t.high - t.low), 1e9),
                        run ? c.value : std::nan(""), "accepted " + range),
      escape(range), escape(t.unit), class_of(c.verdict), word_of(c.verdict));
}

std::string table_html(const Validation& v, const scenario::Bibliography* sources) {
  std::string html =
      "<h2 id=\"rows\">Row by row</h2><table class=\"rows\"><thead><tr><th scope=\"col\">What"
      "</th><th scope=\"col\">Published</th><th scope=\"col\">Simulated</th><th scope=\"col\">"
      "Verdict</th></tr></thead><tbody>\n";
  std::string item;
  for (const Checked& c : v.rows) {
    if (c.target.item != item)
      html += fmt::format("<tr class=\"group\"><th colspan=\"4\" scope=\"rowgroup\">{}</th></tr>\n",
                          escape(c.target.item));
    item = c.target.item;
    html += row_html(c, sources);
  }
  return html + "</tbody></table>\n";
}

std::string count_html(const Validation& v) {
  int within = 0, misses = 0, not_run = 0, required = 0;
  for (const Checked& c : v.rows) {
    (c.verdict == Verdict::Within ? within : c.verdict == Verdict::Misses ? misses : not_run)++;
    if (c.target.required && c.verdict != Verdict::Within) ++required;
  }
  return fmt::format(
      "<section class=\"result\" style=\"display:block\"><p class=\"verdict {}\">{}</p><div "
      "class=\"count\"><div><b>{}</b>within</div><div><b>{}</b>miss</div><div><b>{}</b>not run"
      "</div><div><b>{}</b>required rows that fail</div></div></section>\n",
      required ? "stop" : "ok",
      required ? "A required row is not met" : "Every required row is met", within, misses, not_run,
      required);
}

/// Mean of each index of a measure in an arm, against time or index.
Line line_of(const Validation& v, const std::string& file, const std::string& arm,
             const std::string& measure, const std::string& label, const std::string& colour,
             double per_x, bool against_index = false) {
  Line line{.label = label, .x = {}, .y = {}, .colour = colour, .low = {}, .high = {}};
  const auto found = v.results.find(file);
  if (found == v.results.end()) return line;
  for (const Summary& s : summarise(found->second.rows)) {
    if (s.measure != measure || (!arm.empty() && s.arm != arm)) continue;
    double time_s = 0.0;
    for (const Row& row : found->second.rows)
      if (row.measure == measure && row.arm == s.arm && row.index == s.index &&
          row.occurrence == s.occurrence) {
        time_s = row.time_s;
        break;
      }
    line.x.push_back(against_index ? s.index + 1.0 : time_s / per_x);
    line.y.push_back(s.mean);
    if (against_index) {
      line.low.push_back(s.mean - s.sd);
      line.high.push_back(s.mean + s.sd);
    }
  }
  line.dots = against_index;
  return line;
}

/// One patient's readings.
Line one_patient(const Validation& v, const std::string& file, const std::string& arm,
                 const std::string& measure, int patient, double per_x) {
  Line line{.label = fmt::format("mother {}", patient), .x = {}, .y = {}, .low = {}, .high = {}};
  const auto found = v.results.find(file);
  if (found == v.results.end()) return line;
  for (const Row& row : found->second.rows)
    if (row.measure == measure && row.arm == arm && row.patient == patient) {
      line.x.push_back(row.time_s / per_x);
      line.y.push_back(row.value);
    }
  return line;
}

Line fat_curve() {
  Line line{.label = "published curve",
            .x = {},
            .y = {},
            .colour = "--soften",
            .dashed = true,
            .low = {},
            .high = {}};
  for (int i = 0; i <= 20; ++i) {
    const double d = i / 20.0;
    line.x.push_back(d);
    line.y.push_back(physiology::kFatConstant_g_per_L + physiology::kFatLinear_g_per_L * d +
                     physiology::kFatSquare_g_per_L * d * d);
  }
  return line;
}

Line fat_samples(const Validation& v) {
  Line line{.label = "first 3 mL, simulated",
            .x = {},
            .y = {},
            .colour = "--force",
            .dots = true,
            .joined = false,
            .low = {},
            .high = {}};
  for (const auto& [arm, d] :
       {std::pair("full", 0.2), std::pair("half", 0.5), std::pair("empty", 0.8)}) {
    const Line one = line_of(v, "fat.toml", arm, "first", "", "", 1.0);
    if (one.y.empty()) continue;
    line.x.push_back(d);
    line.y.push_back(one.y.front());
  }
  return line;
}

std::string plots_html(const Validation& v) {
  Line second = one_patient(v, "pump.toml", "strong", "flow", 2, 60.0);
  second.colour = "--soften";
  const Plot plots[] = {
      {"flow",
       "Flow per 5 s under the pump",
       "Two mothers: each let-down is a wave, and each has her own pattern.",
       "min",
       "mL/min",
       {one_patient(v, "pump.toml", "strong", "flow", 1, 60.0), second}},
      {"shares",
       "Share of the milk by ejection",
       "Mean and SD over the mothers who had that many.",
       "ejection",
       "share",
       {line_of(v, "pump.toml", "strong", "share-of-ejection", "-190 mmHg", "--force", 1.0, true)}},
      {"refill",
       "Milk made while nobody drinks",
       "A breast after a feed: even for six hours, then slower.",
       "h",
       "mL/h",
       {line_of(v, "refill.toml", "", "hourly", "synthesis", "--flow", 3600.0)}},
      {"fat",
       "Fat by degree of emptying",
       "The first millilitres from breasts more and less full, against the published curve.",
       "degree of emptying",
       "g/L",
       {fat_curve(), fat_samples(v)}},
      {"oxytocin",
       "Oxytocin after a bolus",
       "Plasma level, mean.",
       "min",
       "pg/mL",
       {line_of(v, "oxytocin.toml", "bolus", "decay", "plasma", "--pain", 60.0)}},
      {"areola",
       "Softening of the areola and its way back",
       "A fingertip at the start, a ring for two minutes after twenty: the more swollen, the more "
       "moves.",
       "min",
       "excess",
       {line_of(v, "oedema.toml", "e-60", "areola", "e 0.6", "--pain", 60.0),
        line_of(v, "oedema.toml", "e-36", "areola", "e 0.36", "--soften", 60.0),
        line_of(v, "oedema.toml", "e-20", "areola", "e 0.2", "--flow", 60.0)}},
      {"creep",
       "Creep under a plate",
       "3 N on 4 cm2, depth over time, finite elements.",
       "s",
       "mm",
       {line_of(v, "creep.toml", "", "depth", "depth", "--force", 1.0)}},
  };
  std::string html = "<h2 id=\"plots\">Curves</h2>\n";
  for (const Plot& plot : plots) html += draw(plot);
  return html;
}

std::string effects_html(const std::vector<Effect>& effects) {
  if (effects.empty()) return "";
  std::string html =
      "<h2 id=\"sensitivity\">Sensitivity</h2><p>One parameter at a time, times 0.5, 0.7, 1, 1.3 "
      "and 2; means of six patients.</p><table class=\"list\"><thead><tr><th scope=\"col\">"
      "parameter</th><th scope=\"col\">result</th>";
  for (const double f : kFactors)
    html += fmt::format("<th scope=\"col\" class=\"n\">\u00d7 {:g}</th>", f);
  html += "</tr></thead><tbody>\n";
  for (const Effect& e : effects) {
    html += fmt::format("<tr><th scope=\"row\">{}</th><td>{}{}</td>", escape(e.parameter),
                        escape(e.result), e.unit.empty() ? "" : ", " + escape(e.unit));
    for (const double v : e.value) html += fmt::format("<td class=\"n\">{}</td>", number(v));
    html += "</tr>\n";
  }
  return html + "</tbody></table>\n";
}

}  // namespace

std::string range_words(double low, double high) {
  if (low <= -kMost) return fmt::format("at most {:g}", high);
  if (high >= kMost) return fmt::format("at least {:g}", low);
  return fmt::format("{:g} to {:g}", low, high);
}

std::string validation_html(const Validation& v, const std::vector<Effect>& effects,
                            const std::filesystem::path& data, const std::string& build) {
  const auto sources = scenario::read_sources(data);
  std::string page = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>LactaSim: "
      "models against published figures</title>\n<style>{}{}</style>\n</head>\n<body>\n<a "
      "class=\"skip\" href=\"#rows\">Skip to the rows</a>\n<header class=\"top\"><p "
      "class=\"brand\">"
      "LactaSim</p><h1>Models against published figures</h1><p class=\"facts\">Each row is run as "
      "the experiment it names. A range follows from what was printed: its own \u00b1, or two "
      "standard errors of a mean, or one SD of one patient, or a direction. A miss stays "
      "shown.</p></header>\n<main>\n",
      debrief::kStyle, kOwnStyle);
  page += count_html(v) + table_html(v, sources ? &*sources : nullptr);
  page += plots_html(v) + effects_html(effects);
  page += fmt::format("</main>\n<footer>{}</footer>\n</body>\n</html>\n", escape(build));
  return page;
}

}  // namespace lac::study
