#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rubric/rubric.h"

namespace lac::rubric {

/// What a patient's history may hold that changes what may be done (decisions.md
/// "Contraindications table"), and the conditions that choose a pack's rows.
std::span<const std::string_view> conditions();

/// One line of the table: under this condition, not this technique.
struct Contraindication {
  std::string_view condition, technique;
  bool critical = false;
  std::string_view source, edition;  // source empty: assumed
  Grade grade = Grade::Guideline;
  std::string_view pack;  // only where this pack marks; empty: always
  std::string_view why, instead;
};
std::span<const Contraindication> contraindications();

/// Rows of kind avoid for a case with these conditions, for the techniques this build recognises.
/// Critical ones make the run Not safe; the others weigh kContraindicatedWeight.
std::vector<Criterion> contraindication_rows(const std::vector<std::string>& of_case,
                                             std::string_view pack);
inline constexpr double kContraindicatedWeight = 6.0;

/// Whether the case's history rules the technique out.
bool ruled_out(std::string_view technique, const std::vector<std::string>& of_case,
               std::string_view pack);

}  // namespace lac::rubric
