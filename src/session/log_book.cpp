#include "session/log_book.h"

#include <algorithm>

#include "base/math.h"
#include "base/units.h"

namespace lac::session {
namespace {

constexpr std::int64_t kTicksPerSecond = 60;
constexpr double kMilli = 1e-3;
constexpr double kAreolar = 0.5;  // areola weight from which a tetrahedron counts as areola

}  // namespace

double sim_time_s(const sim::State& state) {
  return static_cast<double>(state.ticks) / kTicksPerSecond + static_cast<double>(state.rest_ticks);
}

std::int64_t whole_seconds(const sim::State& state) {
  return state.ticks / kTicksPerSecond + state.rest_ticks;
}

void LogBook::open(const sim::Simulation& simulation) {
  second_ = whole_seconds(simulation.state());
}

void LogBook::latch(bool ok) {
  ++outcomes_.latch_tries;
  outcomes_.latch_ok += ok ? 1 : 0;
}

void LogBook::note(const sim::Simulation& simulation, const sim::Observation& seen) {
  const sim::State& state = simulation.state();

  // the tick's touch and milk go into the second that is being filled
  double force_N = 0.0;
  for (const sim::FingerSeen& finger : seen.finger) {
    force_N += finger.normal_N;
    most_pressure_Pa_ = std::max(most_pressure_Pa_, finger.mean_pressure_Pa);
    most_slip_m_per_s_ = std::max(most_slip_m_per_s_, finger.slip_m_per_s);
  }
  most_force_N_ = std::max(most_force_N_, force_N);
  flow_m3_ += seen.flow_m3_per_s * seen.step_s;
  seconds_ += seen.step_s;

  waiting_ = seen.kind == input::TickKind::Rest;
  touch_.add(seen);
  if (seen.spoken_nrs >= 0) {
    if (outcomes_.said_nrs_first < 0) outcomes_.said_nrs_first = seen.spoken_nrs;
    outcomes_.said_nrs_last = seen.spoken_nrs;
  }
  for (std::size_t side = 0; side < seen.breast.size(); ++side) {
    if (!seen.breast[side].present) continue;
    if (!begun_) outcomes_.spes_start[side] = seen.breast[side].spes;
    outcomes_.spes_end[side] = seen.breast[side].spes;
  }

  // hidden truth for "what the tissue did"
  if (!begun_) outcomes_.areola_excess_start = simulation.oedema_flow().areola_excess;
  begun_ = true;
  outcomes_.worst_injury_frac =
      std::max(outcomes_.worst_injury_frac, simulation.oedema_flow().worst_injury_frac);
  outcomes_.max_true_nrs = std::max(outcomes_.max_true_nrs, state.physiology.nrs);
  outcomes_.backflow_mL += mL_from_m3(simulation.duct_flow().backflow_m3);
  if (state.physiology.ejections > 0 && outcomes_.first_ejection_s < 0.0) {
    outcomes_.first_ejection_s = seen.time_s;
  }

  // where the time went
  const sim::TickTimes times = simulation.times();
  if (seen.kind == input::TickKind::Hand) {
    ++hand_ticks_;
    sums_.hands_on_s = static_cast<double>(hand_ticks_) / kTicksPerSecond;
    if (seen.touching[0] || seen.touching[1]) sums_.touching_s += seen.step_s;
    sums_.ms_tissue += times.tissue;
    sums_.ms_ducts += times.ducts;
    sums_.ms_oedema += times.oedema;
    sums_.ms_rest += times.rest;
    sums_.ms_total += times.total;
  }
  if (whole_seconds(state) != second_) sample(simulation);
}

void LogBook::sample(const sim::Simulation& simulation) {
  const sim::State& state = simulation.state();
  second_ = whole_seconds(state);
  series_.time_s.push_back(static_cast<double>(second_));
  series_.force_N.push_back(most_force_N_);
  series_.mean_pressure_kPa.push_back(kPa_from_Pa(most_pressure_Pa_));
  series_.slip_mm_per_s.push_back(most_slip_m_per_s_ / kMilli);
  series_.nrs.push_back(state.physiology.nrs);
  series_.flow_mL_per_s.push_back(seconds_ > 0.0 ? mL_from_m3(flow_m3_) / seconds_ : 0.0);
  series_.cup_mL.push_back(mL_from_m3(state.cup_m3));

  // how firm the areola is under a standard tip, as last probed
  series_.areola_stiffness_N_per_mm.push_back(state.here().areola_probe_N_per_m * kMilli);
  series_.waiting.push_back(waiting_ ? 1.0 : 0.0);
  most_force_N_ = most_pressure_Pa_ = most_slip_m_per_s_ = 0.0;
  flow_m3_ = seconds_ = 0.0;
}

void LogBook::close(const sim::Simulation& simulation, SessionLog& log) const {
  const sim::State& state = simulation.state();
  const std::shared_ptr<const sim::Snapshot> last = simulation.snapshot();
  log.series = series_;
  log.outcomes = outcomes_;
  log.touch = touch_;
  for (const anatomy::Side side : {anatomy::Side::Left, anatomy::Side::Right}) {
    if (!simulation.has(side)) continue;
    const auto i = static_cast<std::size_t>(side);
    const sim::BreastState& breast = state.breast[i];
    BreastOutcome& own = log.outcomes.breast[i];
    own.present = true;
    own.milk_out_mL = mL_from_m3(breast.milk_out_m3);
    own.milk_left_mL = mL_from_m3(simulation.milk_m3(side));
    own.areola_excess_end = simulation.oedema_flow(side).areola_excess;
    own.worst_injury_frac = simulation.oedema_flow(side).worst_injury_frac;
    own.lymph_mL = mL_from_m3(breast.oedema.lymph_out_m3);
    own.tissue_kPa_end = kPa_from_Pa(breast.tissue_Pa);
    own.tissue_kPa_start = kPa_from_Pa(simulation.start().breast[i].tissue_Pa);
    log.outcomes.milk_out_mL += own.milk_out_mL;
    log.outcomes.milk_left_mL += own.milk_left_mL;
    log.outcomes.lymph_mL += own.lymph_mL;
  }
  log.outcomes.caught_mL = mL_from_m3(state.cup_m3);
  log.outcomes.spilt_mL = mL_from_m3(state.spilt_m3);
  log.outcomes.fed_mL = mL_from_m3(state.fed_m3);
  log.outcomes.given_mL = mL_from_m3(state.given_m3);
  // the rest of what came out: every mL has its place
  log.outcomes.on_skin_mL =
      std::max(0.0, log.outcomes.milk_out_mL - log.outcomes.caught_mL - log.outcomes.spilt_mL -
                        (log.outcomes.fed_mL - log.outcomes.given_mL));
  log.outcomes.areola_excess_end = last->areola_excess;
  log.outcomes.ejections = state.physiology.ejections;

  // sums over hand ticks become means; the simulation's times are in its clock's seconds
  log.timing = sums_;
  log.timing.simulated_s = sim_time_s(state);
  if (hand_ticks_ > 0) {
    const double share = 1.0 / (kMilli * static_cast<double>(hand_ticks_));
    for (double* ms : {&log.timing.ms_tissue, &log.timing.ms_ducts, &log.timing.ms_oedema,
                       &log.timing.ms_rest, &log.timing.ms_total}) {
      *ms *= share;
    }
  }
}

}  // namespace lac::session
