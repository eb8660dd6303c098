#include <fmt/format.h>

#include "base/hash.h"
#include "debrief/page.h"
#include "debrief/page_style.h"
#include "debrief/report.h"
#include "debrief/text.h"
#include "session/build.h"

namespace lac::debrief {
namespace {

const char* level_word(anatomy::Level level) {
  return level == anatomy::Level::Coarse     ? "coarse mesh"
         : level == anatomy::Level::Standard ? "standard mesh"
                                             : "fine mesh";
}

}  // namespace

std::string head_part(const session::SessionLog& log) {
  std::string facts;
  const auto fact = [&](const std::string& text) {
    if (!text.empty()) facts += "<span>" + escape(text) + "</span>";
  };
  fact(log.scenario.patient_name);
  fact(log.input_name == "live" ? std::string("live run") : log.input_name);
  fact(mode_word(log.mode));
  fact(log.when);
  fact(fmt::format("seed {}", log.scenario.seed));
  fact(clock_text(log.timing.simulated_s) + " min in all");
  if (log.timing.touching_s > 0.0) fact(clock_text(log.timing.touching_s) + " min of touch");
  return fmt::format(
      "<header class=\"top\"><p class=\"brand\">LactaSim debrief</p><h1>{}</h1><p "
      "class=\"facts\">{}</p></header>\n",
      escape(log.scenario.title), facts);
}

Timeline timeline_of(const session::SessionLog& log) {
  Timeline timeline;
  timeline.end_s = log.timing.simulated_s;
  for (const technique::TechniqueEvent& event : log.techniques) {
    timeline.spans.push_back({event.start_s, event.end_s, event.id});
  }

  // waits, from the samples that were taken in one
  const session::Series& s = log.series;
  for (std::size_t i = 0; i < s.time_s.size() && i < s.waiting.size(); ++i) {
    if (s.waiting[i] == 0.0) continue;
    const bool goes_on =
        !timeline.waits.empty() && timeline.waits.back().end_s >= s.time_s[i] - 1.5;
    if (!goes_on) timeline.waits.push_back({s.time_s[i] - 1.0, s.time_s[i], ""});
    timeline.waits.back().end_s = s.time_s[i];
  }
  for (Span& wait : timeline.waits) {
    wait.label = "wait " + clock_text(wait.end_s - wait.start_s);
  }

  if (log.outcomes.first_ejection_s >= 0.0) {
    timeline.marks.push_back({log.outcomes.first_ejection_s, "let-down", false});
  }
  for (const rubric::CriticalError& error : log.score.critical_errors) {
    timeline.marks.push_back({error.time_s, "critical error", true});
  }
  return timeline;
}

std::string claims_part(const session::SessionLog& log) {
  return fmt::format(
      "<section class=\"claims\" aria-labelledby=\"claims\"><h2 id=\"claims\" "
      "style=\"margin-top:0\">What this report can tell</h2><p>LactaSim trains knowledge, "
      "sequence, "
      "placement, direction, pace, rhythm, restraint and judgement. It does not claim that feeling "
      "on a screen carries over to the hands, that a patient will do better, or that any credit "
      "was "
      "earned.</p><p>Nobody has published hand pressures for these techniques. Where a number "
      "rests "
      "on an assumption the report says <span class=\"tag\">assumed</span> beside it.</p><p>{}</p>"
      "</section>\n",
      escape(log.score.formula.empty()
                 ? "Total = 100 \u00b7 \u03a3 weight \u00b7 credit / \u03a3 weight."
                 : log.score.formula));
}

std::string to_html(const session::SessionLog& log, const std::filesystem::path& data) {
  const Timeline timeline = timeline_of(log);
  std::string page = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{} \u2013 "
      "LactaSim "
      "debrief</title>\n<style>{}</style>\n</head>\n<body>\n<a class=\"skip\" "
      "href=\"#criteria\">Skip "
      "to the criteria</a>\n",
      escape(log.scenario.title), kStyle);
  page += head_part(log) + "<main>\n";
  // PEARLS: reactions, description, own rating, then results and analysis, then what to take along
  page += questions_part(log) + summary_part(log) + rating_part(log) + result_part(log);
  page += review_part(log) + gaps_part(log) + criteria_part(log) + before_after_part(log);
  page += touch_part(log);
  page += curves_part(log, timeline) + techniques_part(log) + tissue_part(log) + words_part(log);
  page += knowledge_part(log) + sources_part(log, data) + claims_part(log) + "</main>\n";
  page += fmt::format(
      "<footer>{} \u00b7 {} \u00b7 pack {} {} \u00b7 state hash {}</footer>\n</body>\n</html>\n",
      escape(session::build_name()), level_word(log.level),
      escape(log.scenario.pack.empty() ? "none" : log.scenario.pack),
      escape(log.scenario.pack_edition), hex(log.final_hash));
  return page;
}

}  // namespace lac::debrief
