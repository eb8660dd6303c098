#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "debrief/page.h"
#include "debrief/rating.h"
#include "debrief/text.h"

namespace lac::debrief {
namespace {

constexpr double kDrops_mL = 0.75;  // less than this is told as drops

std::string list_words(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += words[i];
  }
  return out;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c == '-' || c == '_') c = ' ';
  return text;
}

/// What was done, in the order in which it was first seen.
std::vector<std::string> techniques_in_order(const session::SessionLog& log) {
  std::vector<const technique::TechniqueEvent*> events;
  for (const technique::TechniqueEvent& event : log.techniques) events.push_back(&event);
  std::stable_sort(events.begin(), events.end(),
                   [](const auto* a, const auto* b) { return a->start_s < b->start_s; });
  std::vector<std::string> names;
  for (const auto* event : events) {
    const std::string word = lower(event->id);
    if (std::find(names.begin(), names.end(), word) == names.end()) names.push_back(word);
  }
  return names;
}

std::string pain_words(const session::Outcomes& o) {
  if (o.said_nrs_first < 0) return "Pain was not asked about. ";
  if (o.said_nrs_last == o.said_nrs_first || o.said_nrs_last < 0)
    return fmt::format("Pain was {} of 10. ", o.said_nrs_first);
  return fmt::format("Pain went from {} to {} of 10. ", o.said_nrs_first, o.said_nrs_last);
}

std::string latch_words(const session::Outcomes& o) {
  if (o.latch_tries == 0) return "The baby was not offered the breast. ";
  return o.latch_ok > 0 ? "The baby took the breast and held on. " : "The baby could not hold on. ";
}

std::string compared(const std::string& what, const std::string& before, const std::string& after) {
  return fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>", escape(what),
                     escape(before), escape(after));
}

std::string of_ten(int nrs) { return nrs < 0 ? "not asked" : fmt::format("{} of 10", nrs); }
std::string of_six(int spes) { return spes < 1 ? "\u2013" : fmt::format("{} of 6", spes); }

}  // namespace

std::string summary_part(const session::SessionLog& log) {
  const session::Outcomes& o = log.outcomes;
  const std::vector<std::string> done = techniques_in_order(log);
  std::string text =
      fmt::format("{} was seen for {} minutes, with hands on for {}. ",
                  log.scenario.patient_name.empty() ? "The patient" : log.scenario.patient_name,
                  clock_text(log.timing.simulated_s), clock_text(log.timing.touching_s));
  text += done.empty() ? "No technique was recognised. "
                       : fmt::format("In order, what was done: {}. ", list_words(done));
  const bool balloon = log.scenario.patient.breast.kind == anatomy::BodyKind::Balloon;
  if (!balloon) text += pain_words(o) + latch_words(o);
  if (o.caught_mL >= kDrops_mL)
    text += fmt::format("{:.0f} mL of milk were collected. ", o.caught_mL);
  else if (o.caught_mL > 0.05)
    text += "A few drops of milk were collected. ";
  const auto met = std::count_if(log.score.rows.begin(), log.score.rows.end(), [](const auto& row) {
    return carries_weight(row) && row.credit >= kFull;
  });
  const auto all = std::count_if(log.score.rows.begin(), log.score.rows.end(),
                                 [](const auto& row) { return carries_weight(row); });
  text += fmt::format("{} of {} criteria of the pack \u201c{}\u201d were met in full", met, all,
                      log.scenario.pack.empty() ? "none" : log.scenario.pack);
  text += log.score.safe ? "." : ", and something happened that must not.";
  return "<section aria-labelledby=\"short\"><h2 id=\"short\">In short</h2><p class=\"lead\">" +
         escape(text) + "</p></section>\n";
}

std::string before_after_part(const session::SessionLog& log) {
  const session::Outcomes& o = log.outcomes;
  // a balloon has nothing to say and no areola that swells
  if (log.scenario.patient.breast.kind == anatomy::BodyKind::Balloon) return "";
  std::string rows = compared("Pain, as said", of_ten(o.said_nrs_first), of_ten(o.said_nrs_last));
  const char* sides[2] = {"left", "right"};
  for (int side = 0; side < 2; ++side) {
    if (o.spes_start[static_cast<std::size_t>(side)] < 1) continue;
    rows += compared(fmt::format("Fullness and tenderness, {}", sides[side]),
                     of_six(o.spes_start[static_cast<std::size_t>(side)]),
                     of_six(o.spes_end[static_cast<std::size_t>(side)]));
  }
  const auto& firm = log.series.areola_stiffness_N_per_mm;
  if (!firm.empty())
    rows += compared("Firmness of the areola, N/mm (assumed scale)", number(firm.front()),
                     number(firm.back()));
  return "<section aria-labelledby=\"change\"><h2 id=\"change\">Before and after</h2><table "
         "class=\"list\"><caption>What could be heard, seen and felt.</caption><thead><tr><th "
         "scope=\"col\">What</th><th scope=\"col\">Before</th><th "
         "scope=\"col\">After</th></tr></thead><tbody>" +
         rows + "</tbody></table></section>\n";
}

std::string rating_part(const session::SessionLog& log) {
  if (log.review.self_rating < 1) return "";
  return fmt::format(
      "<section aria-labelledby=\"own\"><h2 id=\"own\">Your own rating, and the marks</h2><p>{} "
      "Where did the difference come from?</p></section>\n",
      escape(rating_text(log).english()));
}

}  // namespace lac::debrief
