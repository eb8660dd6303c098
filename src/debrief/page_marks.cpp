#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "debrief/page.h"
#include "debrief/rating.h"
#include "debrief/text.h"

namespace lac::debrief {
namespace {

// totals from which the words beside the number change (assumed)
constexpr double kMostlyThere = 85.0, kHalfWay = 60.0;
constexpr int kMostGaps = 3;
constexpr int kMostMoments = 4;
constexpr std::size_t kLongestNote = 40;
constexpr std::array<const char*, 5> kDomainTitle = {"Communication", "Assessment", "Technique",
                                                     "Outcome", "Safety"};

/// Sum of weights and earned weights of some rows.
struct Sum {
  double weight = 0.0, earned = 0.0;
};

Sum domain_sum(const rubric::ScoreSheet& sheet, rubric::Domain domain) {
  Sum sum;
  for (const rubric::ScoreRow& row : sheet.rows) {
    if (row.criterion.domain != domain || !carries_weight(row)) continue;
    sum.weight += row.criterion.weight;
    sum.earned += row.criterion.weight * row.credit;
  }
  return sum;
}

std::string domain_table(const rubric::ScoreSheet& sheet) {
  std::string body;
  for (int d = 0; d < static_cast<int>(kDomainTitle.size()); ++d) {
    const Sum sum = domain_sum(sheet, static_cast<rubric::Domain>(d));
    if (sum.weight <= 0.0) continue;
    const double share = sum.earned / sum.weight;
    body += fmt::format(
        "<tr><th scope=\"row\">{}</th><td><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
        "aria-hidden=\"true\"><rect width=\"100\" height=\"10\" rx=\"2\" fill=\"var(--rail)\" "
        "opacity=\".5\"/><rect width=\"{:.1f}\" height=\"10\" rx=\"2\" "
        "fill=\"var(--teal)\"/></svg></td><td class=\"n\">{} of {}</td></tr>",
        kDomainTitle[d], 100.0 * share, number(sum.earned), number(sum.weight));
  }
  if (body.empty()) return "";
  return "<table class=\"domains\"><caption class=\"sr\">Points by domain</caption><tbody>" + body +
         "</tbody></table>";
}

bool has_band(const rubric::Criterion& c) {
  using rubric::Kind;
  const bool numeric = c.kind == Kind::Measure || c.kind == Kind::Coverage ||
                       c.kind == Kind::Rhythm || c.kind == Kind::Limit || c.kind == Kind::Outcome;
  const auto edge = [](double v) { return std::isfinite(v) && std::fabs(v) < 1e9; };
  return numeric && (edge(c.low) || edge(c.high)) && !(c.low == 0.0 && c.high == 0.0);
}

std::string band_text(const rubric::ScoreRow& row) {
  const rubric::Criterion& c = row.criterion;
  const bool low = std::isfinite(c.low) && std::fabs(c.low) < 1e9;
  const bool high = std::isfinite(c.high) && std::fabs(c.high) < 1e9;
  const std::string from = shown_text(c.low, row.unit), to = shown_text(c.high, row.unit);
  if (low && high && c.low == c.high) return "wanted " + to;
  if (low && high) return "wanted " + number(shown(c.low, row.unit).value) + " to " + to;
  return low ? "wanted at least " + from : "wanted at most " + to;
}

std::string value_cell(const rubric::ScoreRow& row) {
  const rubric::Criterion& c = row.criterion;
  if (!row.arose) return "<span class=\"value\">\u2013</span>";
  // what is to be left out is kept, not done
  if (c.kind == rubric::Kind::Avoid)
    return fmt::format("<span class=\"value\">{}</span>", row.credit >= kFull ? "Kept"
                                                          : row.credit > 0.0  ? "Partly kept"
                                                                              : "Not kept");
  if (!has_band(c)) {
    return fmt::format("<span class=\"value\">{}</span>", row.credit >= kFull ? "Done"
                                                          : row.credit > 0.0  ? "Partly"
                                                                              : "Not done");
  }
  // what is so or not so has no scale
  for (const rubric::MetricInfo& info : rubric::metric_table())
    if (info.name == c.metric && c.technique.empty() && !info.yes.empty())
      return fmt::format("<span class=\"value\">{}</span>",
                         row.credit >= kFull ? "As wanted" : "Not as wanted");
  const std::string value =
      std::isfinite(row.value) ? shown_text(row.value, row.unit) : std::string("not measured");
  const std::string band = band_text(row);
  return fmt::format(
      "<span class=\"value\">{}</span>{}<span class=\"bandtext\">{}</span>", escape(value),
      band_bar(c.low, c.high, c.falloff, row.value, "measured " + value + ", " + band),
      escape(band));
}

std::string credit_cell(const rubric::ScoreRow& row) {
  if (!row.arose) return "<span class=\"quiet\">did not come up</span>";
  if (!carries_weight(row)) return "<span class=\"quiet\">shown only</span>";
  const char* kind = row.credit >= kFull ? "ok" : row.credit > 0.0 ? "part" : "none";
  const char* tone = row.credit >= kFull ? "ok" : "care";
  return fmt::format("<span class=\"credit {}\">{}{} of {}</span>", tone, icon(kind),
                     number(row.credit * row.criterion.weight), number(row.criterion.weight));
}

std::string moments_text(const rubric::ScoreRow& row) {
  std::string text;
  int shown_so_far = 0;
  for (const rubric::Moment& moment : row.moments) {
    if (shown_so_far++ == kMostMoments) {
      text += fmt::format(" and {} more", row.moments.size() - kMostMoments);
      break;
    }
    if (!text.empty()) text += ", ";
    text += clock_text(moment.start_s);
    if (moment.end_s > moment.start_s + 1.0) text += "\u2013" + clock_text(moment.end_s);
    // long notes stand in the table of techniques
    if (!moment.note.empty() && moment.note.size() <= kLongestNote)
      text += " (" + moment.note + ")";
  }
  return text;
}

std::string source_cell(const rubric::Criterion& c) {
  std::string text = c.source.empty()
                         ? std::string("<span class=\"tag\">assumed</span>")
                         : fmt::format("<a href=\"#src-{0}\">{0}</a>", escape(c.source));
  if (!c.edition.empty() && c.edition != "assumed") text += ", " + escape(c.edition);
  if (c.grade != rubric::Grade::Assumed) {
    text += "<br>" + escape(rubric::name(c.grade)) + " evidence";
  } else if (!c.source.empty()) {
    text += "<br><span class=\"tag\">assumed</span>";
  }
  if (c.seen != rubric::Seen::Seen) {
    text += " <span class=\"tag\">" + escape(rubric::name(c.seen)) + "</span>";
  }
  return text;
}

// What the number means for the next run: true of a poor run, and kind to who made it.
std::string_view way_on(const rubric::ScoreSheet& sheet) {
  const bool all_met = std::all_of(sheet.rows.begin(), sheet.rows.end(), [](const auto& row) {
    return !carries_weight(row) || row.credit >= kFull;
  });
  if (all_met) return "All that was looked for was seen.";
  if (sheet.total >= kMostlyThere)
    return "Most of what was looked for was seen; the rest stands in the rows below.";
  if (sheet.total >= kHalfWay)
    return "A good part was seen. What was left out, or could have harmed, stands in the rows "
           "below; the questions say where to begin.";
  return "Nothing happened that must not; much of what was looked for is still to come. Begin with "
         "the questions, then play it again.";
}

std::string criterion_row(const rubric::ScoreRow& row) {
  const rubric::Criterion& c = row.criterion;
  const bool met = row.credit >= kFull;
  std::string more;
  if (!row.explanation.empty())
    more += "<p class=\"more\">" + escape(sentence(row.explanation)) + "</p>";
  if (const std::string moments = moments_text(row); !moments.empty()) {
    more += "<p class=\"more\">" + escape(sentence("Seen at " + moments)) + "</p>";
  }
  if (!met && !c.why.empty()) {
    more += "<p class=\"more\"><b>Why it matters.</b> " + escape(c.why) + "</p>";
  }
  if (!met && !c.instead.empty()) {
    more += "<p class=\"more\"><b>Try instead.</b> " + escape(c.instead) + "</p>";
  }
  return fmt::format(
      "<tr class=\"row\"><th scope=\"row\">{}{}{}</th><td>{}</td><td class=\"n\">{}</td><td "
      "class=\"src\">{}</td></tr>\n",
      escape(c.text.empty() ? title_case(c.id) : c.text),
      c.critical ? " <span class=\"tag stop\">critical</span>" : "", more, value_cell(row),
      credit_cell(row), source_cell(c));
}

}  // namespace

bool carries_weight(const rubric::ScoreRow& row) {
  return row.arose && row.criterion.weight > 0.0 && row.criterion.seen != rubric::Seen::Unverified;
}

std::string icon(std::string_view kind) {
  const char* path = kind == "ok"     ? "M5 12.5l4.5 4.5L19 7.5"
                     : kind == "part" ? "M6 12h12"
                     : kind == "stop" ? "M12 6.5v7M12 17v.5"
                                      : "M7 7l10 10M17 7L7 17";
  const char* label = kind == "ok"     ? "met"
                      : kind == "part" ? "partly"
                      : kind == "stop" ? "stop"
                                       : "not met";
  return fmt::format(
      "<svg viewBox=\"0 0 24 24\" role=\"img\" aria-label=\"{}\"><circle cx=\"12\" cy=\"12\" "
      "r=\"11\" "
      "fill=\"currentColor\" opacity=\".14\"/><path d=\"{}\" fill=\"none\" stroke=\"currentColor\" "
      "stroke-width=\"2.4\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>",
      label, path);
}

std::string result_part(const session::SessionLog& log) {
  const rubric::ScoreSheet& sheet = log.score;
  std::string verdict;
  if (log.failed) {
    verdict += fmt::format("<p class=\"verdict care\">{}Stopped early</p><p>{}</p>", icon("stop"),
                           escape(log.trouble));
  }
  if (log.diverged) {
    verdict += fmt::format(
        "<p class=\"verdict care\">{}Diverged</p><p>This replay did not repeat the recorded run "
        "exactly; the program or machine differs.</p>",
        icon("stop"));
  }

  // a critical error leaves no percentage to hide behind
  if (!sheet.safe) {
    verdict += fmt::format(
        "<p class=\"verdict notsafe stop\">{}Not safe</p><p>Something happened that must not "
        "happen "
        "to a patient. The marks below are for learning; there is no total.</p><ul "
        "class=\"errors\">",
        icon("stop"));
    for (const rubric::CriticalError& error : sheet.critical_errors) {
      verdict += fmt::format("<li><b>{}</b><span>at {}</span></li>", escape(error.text),
                             clock_text(error.time_s));
    }
    verdict += "</ul>";
  } else {
    verdict += fmt::format(
        "<p class=\"points\">{:.0f}<small> of 100</small></p><p class=\"verdict ok\">{}No critical "
        "error</p><p class=\"quiet\">{} How long it took does not count.</p>",
        whole_points(sheet.total), icon("ok"), way_on(sheet));
  }
  return "<section class=\"result\" aria-label=\"Result\"><div>" + verdict + "</div><div>" +
         domain_table(sheet) + "</div></section>\n";
}

std::string gaps_part(const session::SessionLog& log) {
  // the largest gaps first, as questions to talk about
  std::vector<const rubric::ScoreRow*> rows;
  for (const rubric::ScoreRow& row : log.score.rows) {
    if (carries_weight(row) && row.credit < kFull) rows.push_back(&row);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
    return a->criterion.weight * (1.0 - a->credit) > b->criterion.weight * (1.0 - b->credit);
  });
  if (rows.size() > kMostGaps) rows.resize(kMostGaps);
  std::string items;
  for (const rubric::ScoreRow* row : rows) {
    const rubric::Criterion& c = row->criterion;
    items += fmt::format(
        "<li><h3>{}</h3><p><b>Seen.</b> {}</p><p><b>It matters because</b> {}</p><p "
        "class=\"ask\">What was on your mind at that moment?</p><p><b>Next time.</b> "
        "{}</p></li>\n",
        escape(c.text.empty() ? title_case(c.id) : c.text), escape(sentence(row->explanation)),
        escape(c.why), escape(c.instead));
  }
  if (items.empty()) return "";
  static_assert(kMostGaps == 3);
  static constexpr std::array<const char*, 3> kHeads{"One question, from the largest gap",
                                                     "Two questions, from the largest gaps",
                                                     "Three questions, from the largest gaps"};
  return std::string("<section aria-labelledby=\"gaps\"><h2 id=\"gaps\">") +
         kHeads[rows.size() - 1] + "</h2><ol class=\"gaps\">" + items + "</ol></section>\n";
}

std::string questions_part(const session::SessionLog& log) {
  std::string questions;
  for (const std::string& question : log.scenario.debrief_questions)
    questions += "<li>" + escape(question) + "</li>";
  const std::string& own = log.review.reaction;
  if (questions.empty() && own.empty()) return "";
  if (!questions.empty()) questions = "<ul>" + questions + "</ul>";
  if (!own.empty())
    questions += "<p><b>What you said first.</b></p><blockquote>" + escape(own) + "</blockquote>";
  return "<section aria-labelledby=\"talk\"><h2 id=\"talk\">First, to talk about</h2><p "
         "class=\"quiet\">Before the marks: how it felt, and what happened.</p>" +
         questions + "</section>\n";
}

std::string criteria_part(const session::SessionLog& log) {
  std::string body;
  for (int d = 0; d < static_cast<int>(kDomainTitle.size()); ++d) {
    std::string rows;
    for (const rubric::ScoreRow& row : log.score.rows) {
      if (static_cast<int>(row.criterion.domain) == d) rows += criterion_row(row);
    }
    if (rows.empty()) continue;
    body += fmt::format("<tr class=\"group\"><th scope=\"colgroup\" colspan=\"4\">{}</th></tr>\n{}",
                        kDomainTitle[d], rows);
  }
  if (body.empty()) body = "<tr><td colspan=\"4\">This case has no criteria.</td></tr>";
  return "<section aria-labelledby=\"criteria\"><h2 id=\"criteria\">Every criterion</h2><table "
         "class=\"rows\"><thead><tr><th scope=\"col\">Looked for</th><th "
         "scope=\"col\">Measured</th>"
         "<th scope=\"col\">Points</th><th scope=\"col\">Source and "
         "evidence</th></tr></thead><tbody>" +
         body + "</tbody></table></section>\n";
}

}  // namespace lac::debrief
