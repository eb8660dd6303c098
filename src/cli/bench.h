#pragma once
#include <vector>

namespace lac::cli {

/// The middle value; 0 of none.
double median(std::vector<double> values);
/// Processor time of this thread: what a tick costs, whatever else the machine does.
double thread_s();
/// Milliseconds of a fixed product of matrices: how fast this machine is just now.
double reference_ms();

/// What a tissue step costs: levels and even meshes against size, bytes and operations against what
/// this machine can copy and compute, Bullet's own deformable body beside it. In processor time of
/// one thread, so that other work on the machine counts little. @return exit code
int bench_tissue(bool json);
/// Seeded abuse: so many ticks at coarse and a tenth of them at standard. @return exit code; not
/// good where a bound is broken
int bench_abuse(int ticks, bool json);

/// What studies cost: a patient's day, sixty patients' day, twenty minutes of hands at coarse, with
/// the balances of that session. In processor time of one thread. @return exit code; not good where
/// one takes longer than it may
int bench_study(bool json);

/// Costs of a tick, measured here and now: a pressed breast at each level with contact, swelling
/// and skin, the ducts, the fluid, a wait, and a reference kernel that says how fast this machine
/// is. Medians of five. @return exit code
int run_bench(bool json);

}  // namespace lac::cli
