#pragma once
#include <optional>
#include <string_view>

namespace lac {

inline constexpr double kPascalPerMmHg = 133.322;
inline constexpr double kPascalPerKPa = 1000.0;
inline constexpr double kM3_per_mL = 1e-6;
inline constexpr double kGravity_m_per_s2 = 9.81;
inline constexpr double kTick_s = 1.0 / 60.0;  ///< decisions.md "Time"
inline constexpr double kRestTick_s = 1.0;

constexpr double mL_from_m3(double v) { return v / kM3_per_mL; }
constexpr double m3_from_mL(double v) { return v * kM3_per_mL; }
constexpr double kPa_from_Pa(double p) { return p / kPascalPerKPa; }
constexpr double Pa_from_mmHg(double p) { return p * kPascalPerMmHg; }

/// What a number measures; a quantity text must be of the field's dimension.
enum class Dimension {
  None,
  Fraction,
  Length,
  Area,
  Volume,
  Time,
  Mass,
  Force,
  Pressure,
  Angle,
  Frequency,
  Velocity,
  FlowRate,
  Temperature,
  Stiffness,
  Percent
};

/// Reads "2.5 kPa", "60 s", "190 mL", "40 mm", "4 o'clock" (Angle), "30 mm/s", "37.4 degC", "3 %",
/// or a bare number, which is taken as SI (degC for a temperature).
/// @return the SI value; nothing if the text is not a finite number with a unit of that dimension.
std::optional<double> parse_quantity(std::string_view text, Dimension dimension);

/// The unit text a checker names in its message, for example "Pa, kPa or mmHg".
std::string_view accepted_units(Dimension dimension);

}  // namespace lac
