// What the instructor said of a run: beside the marks, never in their place.
#include <fmt/format.h>

#include "debrief/page.h"
#include "debrief/rating.h"
#include "debrief/text.h"

namespace lac::debrief {
namespace {

constexpr int kRatings = 5;

std::string overrule_row(const session::SessionLog& log,
                         const session::Review::Overrule& overrule) {
  for (const rubric::ScoreRow& row : log.score.rows) {
    if (row.criterion.id != overrule.criterion) continue;
    return fmt::format(
        "<tr><th scope=\"row\">{}</th><td>{:.0f} %</td><td>{:.0f} %</td><td>{}</td></tr>",
        escape(row.criterion.text), 100.0 * row.credit, 100.0 * overrule.credit,
        escape(overrule.reason));
  }
  return "";
}

}  // namespace

std::string review_part(const session::SessionLog& log) {
  const session::Review& review = log.review;
  const bool rated = review.global_rating >= 1 && review.global_rating <= kRatings;
  if (!rated && review.global_note.empty() && review.overrules.empty()) return "";
  std::string part =
      "<section aria-labelledby=\"review\"><h2 id=\"review\">What the instructor says</h2>";
  if (rated)
    part += fmt::format("<p>Overall rating: {} of {} (1 unsafe, 3 borderline, 5 excellent).</p>",
                        review.global_rating, kRatings);
  if (!review.global_note.empty()) part += fmt::format("<p>{}</p>", escape(review.global_note));
  if (!review.overrules.empty()) {
    part +=
        "<table class=\"list\"><caption>Marks that the instructor set, beside the program's. The "
        "total above is the program's" +
        (log.score.safe ? fmt::format("; with these marks it is {:.0f} of 100",
                                      whole_points(reviewed_total(log)))
                        : std::string()) +
        ".</caption><thead><tr><th scope=\"col\">Criterion</th><th "
        "scope=\"col\">Program</th><th scope=\"col\">Instructor</th><th "
        "scope=\"col\">Reason</th></tr></thead><tbody>";
    for (const session::Review::Overrule& overrule : review.overrules)
      part += overrule_row(log, overrule);
    part += "</tbody></table>";
  }
  return part + "</section>\n";
}

}  // namespace lac::debrief
