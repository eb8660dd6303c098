#pragma once

namespace lac::cli {

/// How near the real-time tissue is to a converged solution on its own mesh,
/// and to the mesh limit: fingertip presses at four sites and three depths, a
/// stroke with friction, volume, smoothness of nodal pressure, mean contact
/// pressure. References are solved once and kept in
/// $XDG_CACHE_HOME/lactasim/accuracy.json.
/// @param quick  coarse meshes and one site only: a check that it runs, no
/// report
/// @return exit code: kNotGood if a target of the report is missed
int run_accuracy(bool json, bool quick);

}  // namespace lac::cli
