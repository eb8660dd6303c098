#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "debrief/rating.h"
#include "debrief/report.h"

namespace lac::debrief {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";  // tells a spreadsheet that this is UTF-8
constexpr std::string_view kEnd = "\r\n";
constexpr std::string_view kHeading =
    "case,title,when,seed,mode,input,length_min,safe,total,total_with_instructor,self_rating,"
    "instructor_rating,criterion,looked_for,domain,critical,came_up,credit_percent,points,of_"
    "points,"
    "instructor_percent,instructor_reason,measured,unit,wanted_from,wanted_to,what_was_seen,source,"
    "evidence";

// Quotation marks as every encoding has them: some importers guess wrong.
std::string plain_quotes(std::string text) {
  for (const std::string_view curly : {"\u2018", "\u2019", "\u201c", "\u201d"})
    for (std::size_t at = text.find(curly); at != text.npos; at = text.find(curly, at))
      text.replace(at, curly.size(), "'");
  return text;
}

// A text as one cell. One that begins like a formula is kept a text.
std::string cell(std::string_view written) {
  const std::string text = plain_quotes(std::string(written));
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out + "\"";
}

// A number that is not there leaves its cell empty.
std::string cell(double value) {
  return std::isfinite(value) ? fmt::format("{:.6g}", value) : std::string();
}

std::string of_run(const session::SessionLog& log) {
  const session::Review& review = log.review;
  const auto rating = [](int given) { return given > 0 ? std::to_string(given) : std::string(); };
  return fmt::format(
      "{},{},{},{},{},{},{},{},{},{},{},{}", cell(log.scenario.name), cell(log.scenario.title),
      cell(log.when), log.scenario.seed, mode_word(log.mode), cell(log.input_name),
      cell(log.timing.simulated_s / 60.0), log.score.safe ? "yes" : "no", cell(log.score.total),
      cell(reviewed_total(log)), rating(review.self_rating), rating(review.global_rating));
}

std::string of_row(const rubric::ScoreRow& row, const session::Review& review) {
  const rubric::Criterion& c = row.criterion;
  const auto set = std::find_if(review.overrules.begin(), review.overrules.end(),
                                [&](const auto& o) { return o.criterion == c.id; });
  const bool overruled = set != review.overrules.end();
  const double none = std::nan("");
  return fmt::format(
      "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}", cell(c.id), cell(c.text),
      rubric::name(c.domain), c.critical ? "yes" : "no", row.arose ? "yes" : "no",
      cell(row.arose ? 100.0 * row.credit : none),
      cell(row.arose ? row.weight_used * row.credit : none),
      cell(row.arose ? row.weight_used : none), cell(overruled ? 100.0 * set->credit : none),
      overruled ? cell(set->reason) : std::string(), cell(row.value), cell(row.unit), cell(c.low),
      cell(c.high), cell(row.explanation.english()), cell(c.source), rubric::name(c.grade));
}

}  // namespace

std::string to_csv(const session::SessionLog& log) {
  std::string out{kMark};
  out += kHeading;
  out += kEnd;
  const std::string run = of_run(log);
  for (const rubric::ScoreRow& row : log.score.rows)
    out += fmt::format("{},{}{}", run, of_row(row, log.review), kEnd);
  return out;
}

Expected<std::string> join_csv(const std::vector<std::pair<std::string, std::string>>& named) {
  const std::string heading = std::string(kMark) + std::string(kHeading) + std::string(kEnd);
  std::string out = heading;
  for (const auto& [name, text] : named) {
    if (!text.starts_with(heading))
      return problem("this is not a marks.csv that this lactasim wrote", name);
    out += std::string_view(text).substr(heading.size());
  }
  return out;
}

}  // namespace lac::debrief
