#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "cli/bench.h"
#include "cli/console.h"
#include "fixtures/abuse.h"

namespace lac::cli {
namespace {

using Json = nlohmann::ordered_json;

// what holds after any abuse
constexpr double kMostOff_m = 2e-4;    // from the idle shape: 1 s after release, or after 5 min
constexpr double kMostSpread = 3.0;    // p99.9 of a tick's cost over the median
constexpr int kTimed_ticks = 10000;    // of fewer ticks p99.9 is a few odd ones: told, not judged
constexpr int kSameBits_ticks = 5000;  // with one thread and two

struct Run {
  const char* name;
  anatomy::Level level;
  int ticks;
  bool viscoelastic;
};

bool good(const Run& run, const fixtures::AbuseResult& r) {
  const double off_m = run.viscoelastic ? r.waited_off_m : r.off_idle_m;
  return r.finite && off_m < kMostOff_m && r.inverted == 0 &&
         (r.ticks < kTimed_ticks || r.p999_ms <= kMostSpread * r.median_ms);
}

}  // namespace

int bench_abuse(int ticks, bool json) {
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  const Run runs[] = {{"coarse", anatomy::Level::Coarse, ticks, false},
                      {"coarse, slow response", anatomy::Level::Coarse, ticks / 10, true},
                      {"standard", anatomy::Level::Standard, ticks / 10, false}};
  Json rows = Json::array();
  bool ok = true;
  if (!json) {
    fmt::print("{:<22} {:>8} {:>7} {:>8} {:>8} {:>9} {:>9} {:>8} {:>8} {:>8} {:>5}\n", "what",
               "ticks", "finite", "caught", "off mm", "waited mm", "inverted", "most N", "ms med",
               "p99.9", "good");
  }
  for (const Run& run : runs) {
    const auto breast = anatomy::build_breast({}, run.level, *data / "assets");
    if (!breast) return complain(breast.problems(), kBadUsage);
    Progress progress(run.name);
    const fixtures::AbuseResult r =
        fixtures::abuse(*breast, {.seed = 11,
                                  .ticks = run.ticks,
                                  .viscoelastic = run.viscoelastic,
                                  .clock = thread_s,
                                  .progress = [&](double done) { progress.tell(done); }});
    const bool fine = good(run, r);
    ok = ok && fine;
    rows.push_back({{"what", run.name},
                    {"ticks", r.ticks},
                    {"finite", r.finite},
                    {"caught", r.refused},
                    {"off_idle_m", r.off_idle_m},
                    {"waited_off_m", r.waited_off_m},
                    {"inverted", r.inverted},
                    {"most_force_N", r.most_force_N},
                    {"median_ms", r.median_ms},
                    {"p999_ms", r.p999_ms},
                    {"worst_ms", r.worst_ms},
                    {"good", fine}});
    if (!json) {
      fmt::print(
          "{:<22} {:>8} {:>7} {:>8} {:>8.4f} {:>9.4f} {:>9} {:>8.1f} {:>8.3f} {:>8.3f} {:>5}\n",
          run.name, r.ticks, r.finite, r.refused, 1e3 * r.off_idle_m, 1e3 * r.waited_off_m,
          r.inverted, r.most_force_N, r.median_ms, r.p999_ms, fine ? "yes" : "NO");
      std::fflush(stdout);
    }
  }

  // the same bits with one thread and two
  const auto breast = anatomy::build_breast({}, anatomy::Level::Coarse, *data / "assets");
  if (!breast) return complain(breast.problems(), kBadUsage);
  fixtures::AbuseOptions same{.seed = 12, .ticks = std::min(ticks, kSameBits_ticks)};
  same.viscoelastic = true;
  const auto one = fixtures::abuse(*breast, same);
  same.threads = 2;
  const bool equal = one.hash == fixtures::abuse(*breast, same).hash;
  ok = ok && equal;
  if (json) {
    fmt::print("{}\n", Json{{"rows", rows}, {"same_bits_two_threads", equal}}.dump(2));
  } else {
    fmt::print("one thread and two over {} ticks: {}\n", one.ticks, equal ? "same bits" : "DIFFER");
  }
  return ok ? kOk : complain("a bound of the abuse table is broken", kNotGood);
}

}  // namespace lac::cli
