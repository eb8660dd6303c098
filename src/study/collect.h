#pragma once
#include <string>
#include <vector>

#include "study/quantities.h"

namespace lac::study {

/// One number of the results.
struct Row {
  int patient = 0;
  std::string arm, measure, unit;
  int occurrence = 0;  // how often the step had been done before
  int index = 0;       // sample, ejection or rise; 0 for single numbers
  double time_s = 0.0;
  double value = 0.0;  // in `unit`; NaN: could not be told (nothing rose, nothing flowed)
};

/// Readings of one measure during one window.
struct Readings {
  std::vector<double> time_s, value, per;  // per: Ratio only
  std::vector<double> ejection_s;          // starts of the ejections in the window
  double unit_factor = 1.0;                // value -> unit
};

/// Makes a measure's numbers of its readings: (time, value) in the measure's unit.
/// Change, Interval and Share look at differences; of a Ratio they give one difference over the
/// other. A rise is a climb of at least `rise` that ends when half of it
/// is lost, or as much as `rise` if that is less; of a sum, of what it gains in each interval.
struct Point {
  double time_s = 0.0, value = 0.0;
};
std::vector<Point> reduce(const scenario::Measure& measure, QuantityKind kind,
                          const Readings& readings);

/// Where a series climbs: time of the foot, time and height of the peak.
struct Climb {
  double from_s = 0.0, peak_s = 0.0, height = 0.0;
};
std::vector<Climb> climbs(const std::vector<double>& time_s, const std::vector<double>& value,
                          double least, double apart_s);

/// Least-squares half-life of a decay to `floor`: -ln 2 over the slope of ln(value - floor).
/// NaN where it does not fall.
double half_life_s(const std::vector<double>& time_s, const std::vector<double>& value,
                   double floor);

/// d = a - b_1 exp(-t/tau_1) - b_2 exp(-t/tau_2), least squares; t from the first reading.
struct CreepFit {
  double fast_s = 0.0, slow_s = 0.0;
  double elastic = 0.0, viscous = 0.0;  // a - b_1 - b_2, b_1 + b_2
};
/// While a load grows evenly for `ramp_s` before the first reading, a part of the creep is over
/// already: of the amplitude b_i only b_i tau_i/ramp (1 - exp(-ramp/tau_i)) is left to be seen. The
/// amplitudes are those of a sudden load.
/// NaN where there are too few readings or nothing creeps.
CreepFit fit_creep(const std::vector<double>& time_s, const std::vector<double>& value,
                   double ramp_s = 0.0);

}  // namespace lac::study
