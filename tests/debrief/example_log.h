#pragma once
#include <cmath>
#include <limits>

#include "base/math.h"
#include "session/session.h"

/// A run that never took place, with every part of a report filled in.
inline lac::session::SessionLog example_log(bool safe = true) {
  using namespace lac;
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  session::SessionLog log;
  log.scenario.name = "first_touch_day4";
  log.scenario.title = "First touch: a swollen areola on day 4";
  log.scenario.patient_name = "Amara";
  log.scenario.pack = "first_touch";
  log.scenario.pack_edition = "1";
  log.scenario.debrief_questions = {"How was it to ask, and to wait for the answer?",
                                    "When did her face or words change what you did?"};
  log.input_name = "Expert";

  // rows of every kind, met, partly met and missed
  const auto row = [&](rubric::Kind kind, rubric::Domain domain, const char* id, const char* text,
                       double value, const char* unit, double credit) -> rubric::ScoreRow& {
    rubric::ScoreRow r;
    r.criterion.id = id;
    r.criterion.text = text;
    r.criterion.kind = kind;
    r.criterion.domain = domain;
    r.criterion.weight = 10.0;
    r.criterion.source = "cotterman-2004";
    r.criterion.grade = rubric::Grade::Guideline;
    r.criterion.why = "It decides whether the baby can take more than the nipple.";
    r.criterion.instead = "Hold still, wait, and look again before you go on.";
    r.value = value;
    r.unit = unit;
    r.credit = credit;
    r.explanation = "Measured over the whole run.";
    r.moments.push_back({12.0, 74.0, ""});
    log.score.rows.push_back(r);
    return log.score.rows.back();
  };
  using rubric::Domain;
  using rubric::Kind;
  auto& gate =
      row(Kind::Gate, Domain::Safety, "consent-before-touch",
          "Consent is asked for and given before the first touch", 1.0, "", safe ? 1.0 : 0.0);
  gate.criterion.critical = true;
  auto& hold = row(Kind::Measure, Domain::Technique, "ring-held", "The ring is held 60 to 180 s",
                   42.0, "s", 0.4);
  hold.criterion.low = 60.0, hold.criterion.high = 180.0, hold.criterion.falloff = 30.0;
  auto& force = row(Kind::Limit, Domain::Safety, "gentle", "No finger presses harder than 5 N", 3.2,
                    "N", 1.0);
  force.criterion.low = -std::numeric_limits<double>::infinity();
  force.criterion.high = 5.0, force.criterion.falloff = 2.0;
  force.criterion.source.clear();
  force.criterion.grade = rubric::Grade::Assumed;
  auto& roll = row(Kind::Measure, Domain::Technique, "roll", "The pads roll toward the nipple",
                   kNone, "m", 0.0);
  roll.criterion.low = 0.005, roll.criterion.high = 0.02, roll.criterion.falloff = 0.005;
  row(Kind::Decision, Domain::Communication, "plan-agreed", "A plan is agreed", 1.0, "", 1.0);
  auto& soft = row(Kind::Outcome, Domain::Outcome, "areola-soft", "The areola gives under a pinch",
                   0.62, "", 1.0);
  soft.criterion.low = 0.5, soft.criterion.high = std::numeric_limits<double>::infinity();
  soft.criterion.falloff = 0.4;
  log.score.total = 71.5;
  log.score.safe = safe;
  if (!safe) {
    log.score.critical_errors.push_back(
        {"touch-without-consent", "The breast was touched before consent was asked for", 31.0});
  }

  log.techniques.push_back({.id = "palpation",
                            .start_s = 20.0,
                            .end_s = 34.0,
                            .measures = {{"places", 3.0}, {"max_depth_m", 0.006}},
                            .because = "One fingertip pressed and lifted three times."});
  log.techniques.push_back({.id = "reverse-pressure-softening",
                            .start_s = 40.0,
                            .end_s = 104.0,
                            .measures = {{"hold_s", 61.0}, {"mean_pressure_Pa", 6200.0}},
                            .because = "Six tips in a ring round the nipple base."});
  log.techniques.push_back({.id = "hand-expression",
                            .start_s = 120.0,
                            .end_s = 150.0,
                            .measures = {{"cycles", 10.0}, {"roll_m", 0.011}, {"slip_m", kNone}},
                            .because = "Facing pads pressed together and let go ten times."});
  log.lines = {{0.0, "phase", "Meet"},
               {2.0, "you", "Ask: may I touch your left breast now?"},
               {2.0, "patient", "Yes, go ahead."},
               {20.0, "phase", "Assess"},
               {36.0, "finding", "Left areola swollen and shiny."},
               {128.0, "patient", "I can feel it tingle. Is that the milk?"}};

  // a minute-long wait between softening and expressing
  for (int t = 1; t <= 220; ++t) {
    const bool ring = t >= 40 && t < 104, express = t >= 120 && t < 150;
    const double swing = 0.5 + 0.5 * lac::sin(0.9 * t);
    log.series.time_s.push_back(t);
    log.series.force_N.push_back(ring ? 9.0 : express ? 6.0 * swing : 0.0);
    log.series.mean_pressure_kPa.push_back(ring ? 6.2 : 0.0);
    log.series.nrs.push_back(3.0 + (express ? 1.2 * swing : ring ? 0.6 : 0.0));
    log.series.flow_mL_per_s.push_back(express && t > 128 ? 0.21 * swing : 0.0);
    log.series.cup_mL.push_back(express ? 0.05 * (t - 120) : 0.0);
    log.series.areola_stiffness_N_per_mm.push_back(t < 40 ? 0.62
                                                          : 0.62 - 0.004 * std::fmin(t - 40, 64));
    log.series.slip_mm_per_s.push_back(0.0);
    log.series.waiting.push_back(t > 155 ? 1.0 : 0.0);
  }
  log.outcomes = {.milk_out_mL = 3.4,
                  .milk_left_mL = 168.0,
                  .areola_excess_start = 0.6,
                  .areola_excess_end = 0.31,
                  .worst_injury_frac = 0.02,
                  .max_true_nrs = 4.2,
                  .lymph_mL = 0.4,
                  .backflow_mL = 0.1,
                  .ejections = 1,
                  .first_ejection_s = 128.0,
                  .latch_tries = 1,
                  .latch_ok = 1};
  log.timing = {.simulated_s = 220.0, .hands_on_s = 155.0, .wall_s = 12.0, .touching_s = 104.0};
  log.final_hash = 0x0123456789abcdefull;
  log.module_hashes = {{"tissue", 1}, {"ducts", 2}};
  return log;
}
