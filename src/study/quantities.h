#pragma once
#include <span>
#include <string_view>

#include "scenario/experiment.h"
#include "study/scene.h"

namespace lac::study {

/// Where a quantity is read, for those that have a place.
struct Place {
  scenario::Site site;
  int lobe = -1;  // -1: all
};

/// What the readings of a quantity mean: a level now, a sum since the start, or one sum over
/// another (both since the start).
enum class QuantityKind : std::uint8_t { Level, Total, Ratio };

/// Something that can be measured. A new one is one line of the table in quantities.cpp.
struct Quantity {
  std::string_view name, unit;  // unit as shown by default
  Dimension dimension = Dimension::None;
  QuantityKind kind = QuantityKind::Level;
  std::string_view meaning;
  double (*of)(const Scene&, const BreastView&, const Place&);             // SI, or in `unit`
  double (*per)(const Scene&, const BreastView&, const Place&) = nullptr;  // Ratio: the lower sum
  bool needs_tissue = false;                                               // finite elements only
};

std::span<const Quantity> quantities();
const Quantity* quantity_named(std::string_view name);
/// Names and units for the reader of experiments.
std::span<const scenario::QuantityName> quantity_names();

/// SI to this unit; `unit` is one of the quantity's dimension.
double in_unit(const Quantity& quantity, std::string_view unit, double value);

}  // namespace lac::study
