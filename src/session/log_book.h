#pragma once
#include "session/session.h"

namespace lac::session {

/// Simulated time of a state: the sum of its ticks of both kinds, never added up in floating point.
double sim_time_s(const sim::State& state);
/// Whole simulated seconds gone by.
std::int64_t whole_seconds(const sim::State& state);

/// Keeps what the debrief plots and tells besides the marks: one sample a second, outcomes, timing.
class LogBook {
 public:
  void open(const sim::Simulation& simulation);
  void note(const sim::Simulation& simulation, const sim::Observation& seen);
  void latch(bool ok);
  void close(const sim::Simulation& simulation, SessionLog& log) const;

 private:
  void sample(const sim::Simulation& simulation);

  Series series_;
  Outcomes outcomes_;
  TouchMap touch_;
  Timing sums_;
  std::int64_t hand_ticks_ = 0, second_ = 0;
  // the second that is being filled
  double most_force_N_ = 0.0, most_pressure_Pa_ = 0.0, most_slip_m_per_s_ = 0.0;
  double flow_m3_ = 0.0, seconds_ = 0.0;
  bool waiting_ = false, begun_ = false;
};

}  // namespace lac::session
