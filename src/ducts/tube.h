#pragma once

namespace lac::ducts {

/// Pressure across the wall of a duct, and how it changes with x = ln(A/A_0).
struct TubePressure {
  double pressure_Pa = 0.0;  // lumen minus tissue
  double slope_Pa = 0.0;     // dp/dx > 0
};

/// Tube law of a soft duct at a = A/A_0 (physiology.md 7.3):
///   a >= 1: p = K_1 (a^2 - 1);   a < 1: p = -K_p (a^-1.5 - 1).
/// @param area_ratio  > 0
TubePressure tube_pressure(double area_ratio, double K_1_Pa, double K_p_Pa);

/// Share of the open lumen that still carries milk, squared: c^2 with c = (a - a_c)/(1 - a_c), its
/// corner rounded and floored, and d(c^2)/dx at x = ln a. Conductance = this / resistance.
struct Lumen {
  double conductance = 1.0;
  double slope = 0.0;
};
Lumen lumen(double area_ratio, double closed_frac);

/// Area ratio at a pressure >= 0, the inverse of the tube law: sqrt(1 + p/K_1), as x = ln a.
double log_area_at(double pressure_Pa, double K_1_Pa);

}  // namespace lac::ducts
