#include "cli/bench.h"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/file.h"
#include "base/math.h"
#include "base/units.h"
#include "cli/console.h"
#include "fixtures/drive.h"

namespace lac::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kRounds = 5;      // medians of five
constexpr int kWarmTicks = 45;  // the press has settled
constexpr int kTicks = 60;
constexpr int kRestTicks = 20;
constexpr int kMatrix = 256;  // side of the reference kernel's matrices
constexpr double kPress_N = 2.0;
constexpr double kPressPlace_m = 0.05;
constexpr double kThreeOClock_rad = 0.5 * kPi;
constexpr double kMilli = 1e-3;

struct Cost {
  std::string what, level;
  int nodes = 0, tets = 0;
  double total = 0.0, worst = 0.0, tissue = 0.0, ducts = 0.0, oedema = 0.0, rest = 0.0;  // ms
  double tick_s = kTick_s;
  bool ok = true;
};

/// Ticks the same frame and keeps the medians of the parts over the rounds.
Cost measure(sim::Simulation& body, const input::InputFrame& frame, int warm, int ticks) {
  Cost cost;
  cost.nodes = static_cast<int>(body.breast().mesh.node_m.size());
  cost.tets = static_cast<int>(body.breast().mesh.tet.size());
  cost.tick_s = frame.kind == input::TickKind::Hand ? kTick_s : kRestTick_s;
  for (int i = 0; i < warm; ++i) cost.ok = cost.ok && body.tick(frame).ok();
  std::array<std::vector<double>, 6> round_ms;
  for (int round = 0; round < kRounds; ++round) {
    std::array<double, 6> sum{};
    for (int i = 0; i < ticks; ++i) {
      const double begun_s = steady_s();
      cost.ok = cost.ok && body.tick(frame).ok();
      const double took_ms = (steady_s() - begun_s) / kMilli;
      const sim::TickTimes t = body.times();
      // the simulation tells its times in its clock's seconds
      const std::array<double, 5> parts = {took_ms, t.tissue / kMilli, t.ducts / kMilli,
                                           t.oedema / kMilli, t.rest / kMilli};
      for (std::size_t p = 0; p < parts.size(); ++p) sum[p] += parts[p] / ticks;
      sum[5] = std::max(sum[5], took_ms);
    }
    for (std::size_t p = 0; p < sum.size(); ++p) round_ms[p].push_back(sum[p]);
  }
  cost.total = median(round_ms[0]);
  cost.tissue = median(round_ms[1]);
  cost.ducts = median(round_ms[2]);
  cost.oedema = median(round_ms[3]);
  cost.rest = median(round_ms[4]);
  cost.worst = median(round_ms[5]);
  return cost;
}

const char* name(anatomy::Level level) {
  return level == anatomy::Level::Coarse     ? "coarse"
         : level == anatomy::Level::Standard ? "standard"
                                             : "fine";
}

Json cost_json(const Cost& c) {
  return {{"what", c.what},
          {"level", c.level},
          {"nodes", c.nodes},
          {"tets", c.tets},
          {"ms_per_tick", c.total},
          {"worst_ms", c.worst},
          {"tissue_ms", c.tissue},
          {"ducts_ms", c.ducts},
          {"oedema_ms", c.oedema},
          {"rest_ms", c.rest},
          {"times_real_time", c.total > 0.0 ? c.tick_s / (c.total * kMilli) : 0.0},
          {"ok", c.ok}};
}

void print_row(const Cost& c) {
  fmt::print(
      "{:<22} {:<9} {:>6} {:>6} {:>9.3f} {:>8.2f} {:>8.3f} {:>7.3f} {:>7.3f} {:>7.3f} {:>8.1f}\n",
      c.what, c.level, c.nodes, c.tets, c.total, c.worst, c.tissue, c.ducts, c.oedema, c.rest,
      c.total > 0.0 ? c.tick_s / (c.total * kMilli) : 0.0);
  std::fflush(stdout);  // a level may take a while
}

}  // namespace

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0.0 : values[values.size() / 2];
}

double thread_s() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// A plain product of two matrices of doubles: what this machine does with simple loops just now.
double reference_ms() {
  const std::vector<double> a(kMatrix * kMatrix, 1.25), b(kMatrix * kMatrix, 0.75);
  std::vector<double> times;
  double seen = 0.0;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<double> c(kMatrix * kMatrix, 0.0);
    const double begun_s = steady_s();
    for (int i = 0; i < kMatrix; ++i) {
      for (int k = 0; k < kMatrix; ++k) {
        const double f = a[i * kMatrix + k];
        for (int j = 0; j < kMatrix; ++j) c[i * kMatrix + j] += f * b[k * kMatrix + j];
      }
    }
    times.push_back((steady_s() - begun_s) / kMilli);
    seen += c[static_cast<std::size_t>(round) * kMatrix];
  }
  // the sum is used, so that the loops are not left out
  return seen > 0.0 ? median(times) : 0.0;
}

int run_bench(bool json) {
  if (const auto data = data_folder(); !data) return complain(data.problems(), kBadUsage);
  const double reference = reference_ms();
  Json rows = Json::array();
  bool ok = true;
  if (!json) {
    fmt::print("medians of {}; reference kernel ({}x{} product of doubles) {:.2f} ms\n\n", kRounds,
               kMatrix, kMatrix, reference);
    fmt::print("{:<22} {:<9} {:>6} {:>6} {:>9} {:>8} {:>8} {:>7} {:>7} {:>7} {:>8}\n", "what",
               "level", "nodes", "tets", "ms/tick", "worst", "tissue", "ducts", "oedema", "rest",
               "x real");
  }
  const auto add = [&](Cost cost, const std::string& what, anatomy::Level level) {
    cost.what = what;
    cost.level = name(level);
    ok = ok && cost.ok;
    rows.push_back(cost_json(cost));
    if (!json) print_row(cost);
  };

  // one swollen breast a level: pressed, squeezed, untouched, waiting
  for (const auto level :
       {anatomy::Level::Coarse, anatomy::Level::Standard, anatomy::Level::Fine}) {
    const auto body = fixtures::open(fixtures::swollen_areola(), level);
    body->set_clock(steady_s);
    add(measure(*body, input::InputFrame{}, kWarmTicks, kTicks), "untouched", level);
    const auto press = fixtures::hand_at(*body, input::Posture::FlatPads,
                                         {kThreeOClock_rad, kPressPlace_m}, kPress_N);
    add(measure(*body, press, kWarmTicks, kTicks), "flat pads press 2 N", level);
    const auto ring = fixtures::hand_at(*body, input::Posture::RpsRing, {0.0, 0.0}, kPress_N);
    add(measure(*body, ring, kWarmTicks, kTicks), "ring press 2 N a tip", level);
    add(measure(*body, input::InputFrame{.kind = input::TickKind::Rest}, 2, kRestTicks),
        "wait (rest tick, 1 s)", level);
  }
  if (json) fmt::print("{}\n", Json{{"reference_ms", reference}, {"rows", rows}}.dump(2));
  return ok ? kOk : complain("a model stopped giving finite numbers during the bench", kNotGood);
}

}  // namespace lac::cli
