#pragma once

namespace lac::cli {

/// Costs of a tick, measured here and now: a pressed breast at each level with contact, swelling
/// and skin, the ducts, the fluid, a wait, and a reference kernel that says how fast this machine
/// is. Medians of five. @return exit code
int run_bench(bool json);

}  // namespace lac::cli
