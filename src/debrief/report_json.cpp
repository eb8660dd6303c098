#include <cmath>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "debrief/rating.h"
#include "debrief/report.h"
#include "session/build.h"

namespace lac::debrief {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kReportFormat = 1;

// JSON knows no infinity and no NaN: a missing number is null.
Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json list(const std::vector<double>& values) {
  Json out = Json::array();
  for (const double value : values) out.push_back(finite(value));
  return out;
}

Json score_of(const rubric::ScoreSheet& sheet) {
  Json errors = Json::array();
  for (const rubric::CriticalError& error : sheet.critical_errors) {
    errors.push_back(
        {{"id", error.id}, {"text", error.text.english()}, {"time_s", finite(error.time_s)}});
  }
  return {{"total", finite(sheet.total)},
          {"safe", sheet.safe},
          {"critical_errors", errors},
          {"formula", sheet.formula}};
}

Json row_of(const rubric::ScoreRow& row) {
  const rubric::Criterion& c = row.criterion;
  Json moments = Json::array();
  for (const rubric::Moment& moment : row.moments) {
    moments.push_back({{"start_s", finite(moment.start_s)},
                       {"end_s", finite(moment.end_s)},
                       {"note", moment.note}});
  }
  return {
      {"id", c.id},
      {"kind", rubric::name(c.kind)},
      {"domain", rubric::name(c.domain)},
      {"text", c.text},
      {"value", finite(row.value)},
      {"unit", row.unit},
      {"band", {{"low", finite(c.low)}, {"high", finite(c.high)}, {"falloff", finite(c.falloff)}}},
      {"credit", row.arose ? finite(row.credit) : Json(nullptr)},
      {"weight", finite(c.weight)},
      {"critical", c.critical},
      {"arose", row.arose},
      {"breast", rubric::name(c.breast)},
      {"source", c.source},
      {"edition", c.edition},
      {"grade", rubric::name(c.grade)},
      {"seen", rubric::name(c.seen)},
      {"explanation", row.explanation.english()},
      {"why", c.why},
      {"instead", c.instead},
      {"moments", moments}};
}

Json technique_of(const technique::TechniqueEvent& event) {
  Json measures = Json::object();
  for (const auto& [name, value] : event.measures) measures[name] = finite(value);
  return {{"id", event.id},
          {"start_s", finite(event.start_s)},
          {"end_s", finite(event.end_s)},
          {"side", event.side == anatomy::Side::Left ? "left" : "right"},
          {"measures", measures},
          {"because", event.because.english()}};
}

/// What people said of the run: beside the marks, never in their place.
Json review_of(const session::SessionLog& log) {
  const session::Review& review = log.review;
  Json overrules = Json::array();
  for (const session::Review::Overrule& o : review.overrules)
    overrules.push_back(
        {{"criterion", o.criterion}, {"credit", finite(o.credit)}, {"reason", o.reason}});
  return {{"self_rating", review.self_rating},
          {"global_rating", review.global_rating},
          {"global_note", review.global_note},
          {"total_with_overrules", finite(reviewed_total(log))},
          {"overrules", overrules}};
}

Json breast_of(const session::BreastOutcome& b) {
  if (!b.present) return nullptr;
  return {{"milk_out_mL", finite(b.milk_out_mL)},
          {"milk_left_mL", finite(b.milk_left_mL)},
          {"areola_excess_end", finite(b.areola_excess_end)},
          {"worst_injury_frac", finite(b.worst_injury_frac)},
          {"lymph_mL", finite(b.lymph_mL)},
          {"tissue_kPa_start", finite(b.tissue_kPa_start)},
          {"tissue_kPa_end", finite(b.tissue_kPa_end)}};
}

Json outcomes_of(const session::Outcomes& o) {
  return {
      {"milk_out_mL", finite(o.milk_out_mL)},
      {"milk_left_mL", finite(o.milk_left_mL)},
      {"areola_excess_start", finite(o.areola_excess_start)},
      {"areola_excess_end", finite(o.areola_excess_end)},
      {"worst_injury_frac", finite(o.worst_injury_frac)},
      {"max_true_nrs", finite(o.max_true_nrs)},
      {"lymph_mL", finite(o.lymph_mL)},
      {"backflow_mL", finite(o.backflow_mL)},
      {"ejections", o.ejections},
      {"first_ejection_s", o.first_ejection_s < 0.0 ? Json(nullptr) : finite(o.first_ejection_s)},
      {"latch_tries", o.latch_tries},
      {"latch_ok", o.latch_ok},
      {"caught_mL", finite(o.caught_mL)},
      {"spilt_mL", finite(o.spilt_mL)},
      {"fed_mL", finite(o.fed_mL)},
      {"given_mL", finite(o.given_mL)},
      {"on_skin_mL", finite(o.on_skin_mL)},
      {"left", breast_of(o.breast[0])},
      {"right", breast_of(o.breast[1])}};
}

Json series_of(const session::Series& s) {
  return {{"time_s", list(s.time_s)},
          {"force_N", list(s.force_N)},
          {"mean_pressure_kPa", list(s.mean_pressure_kPa)},
          {"nrs", list(s.nrs)},
          {"flow_mL_per_s", list(s.flow_mL_per_s)},
          {"cup_mL", list(s.cup_mL)},
          {"areola_stiffness_N_per_mm", list(s.areola_stiffness_N_per_mm)},
          {"slip_mm_per_s", list(s.slip_mm_per_s)},
          {"waiting", list(s.waiting)}};
}

Json timing_of(const session::Timing& t) {
  return {{"simulated_s", finite(t.simulated_s)},
          {"hands_on_s", finite(t.hands_on_s)},
          {"touching_s", finite(t.touching_s)},
          {"wall_s", finite(t.wall_s)},
          {"ms_per_tick",
           {{"tissue", finite(t.ms_tissue)},
            {"ducts", finite(t.ms_ducts)},
            {"oedema", finite(t.ms_oedema)},
            {"rest", finite(t.ms_rest)},
            {"total", finite(t.ms_total)}}}};
}

const char* level_name(anatomy::Level level) {
  return level == anatomy::Level::Coarse     ? "coarse"
         : level == anatomy::Level::Standard ? "standard"
                                             : "fine";
}

}  // namespace

const char* mode_word(session::Mode mode) {
  return mode == session::Mode::Guided     ? "guided"
         : mode == session::Mode::Practice ? "practice"
                                           : "exam";
}

std::string to_json(const session::SessionLog& log) {
  Json rows = Json::array(), techniques = Json::array(), lines = Json::array();
  for (const rubric::ScoreRow& row : log.score.rows) rows.push_back(row_of(row));
  for (const auto& event : log.techniques) techniques.push_back(technique_of(event));
  for (const session::LogLine& line : log.lines) {
    lines.push_back(
        {{"time_s", finite(line.time_s)}, {"who", line.who}, {"text", line.text.english()}});
  }
  Json modules = Json::object();
  for (const auto& [name, hash] : log.module_hashes) modules[name] = hex(hash);

  const Json report = {{"format", kReportFormat},
                       {"case", {{"name", log.scenario.name}, {"title", log.scenario.title}}},
                       {"run",
                        {{"input", log.input_name},
                         {"level", level_name(log.level)},
                         {"mode", mode_word(log.mode)},
                         {"when", log.when},
                         {"diverged", log.diverged},
                         {"failed", log.failed},
                         {"trouble", log.trouble.english()}}},
                       {"score", score_of(log.score)},
                       {"seed", log.scenario.seed},
                       {"criteria", rows},
                       {"review", review_of(log)},
                       {"techniques", techniques},
                       {"lines", lines},
                       {"outcomes", outcomes_of(log.outcomes)},
                       {"series", series_of(log.series)},
                       {"timing", timing_of(log.timing)},
                       {"hashes", {{"final", hex(log.final_hash)}, {"modules", modules}}},
                       {"versions",
                        {{"program", session::build_name()},
                         {"pack", log.scenario.pack},
                         {"pack_edition", log.scenario.pack_edition}}}};

  // text of untrusted files may be broken UTF-8; it is replaced, never thrown over
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lac::debrief
