#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/math.h"
#include "base/units.h"
#include "cli/bench.h"
#include "cli/console.h"
#include "fixtures/drive.h"
#include "study/quantities.h"
#include "study/runner.h"

namespace lac::cli {
namespace {

using Json = nlohmann::ordered_json;

// what a study and a session may cost
constexpr double kPatientDay_s = 1.0, kPopulationDay_s = 60.0, kHandsTimesReal = 10.0;
constexpr int kPopulation = 60;

// a usual day of one woman, and of sixty as they differ
constexpr const char* kDay = R"(format = 1
title = "A usual day"
[population]
count = {}
seed = 71
vary = ["capacity", "lobes", "ejection", "latency", "fat", "appetite"]
[patient]
base = "primiparous_medium"
fullness = 0.5
[[step]]
do = "day"
lasts = "24 h"
feeds = 6
feed = "20 min"
[[measure]]
quantity = "milk_out"
)";

// a session: what hands do in turn, the clock they do it at moves on each round
constexpr double kSession_s = 1200.0;
constexpr double kPress_s = 8.0, kRing_s = 20.0, kPause_s = 4.0;
constexpr int kRolls = 12;
constexpr double kPress_N = 2.0, kRing_N = 1.5, kPlace_m = 0.05;

struct Row {
  std::string what;
  double value = 0.0, target = 0.0, processor_s = 0.0;
  bool more_is_better = false;
  std::string unit;
  bool good() const { return more_is_better ? value >= target : value <= target; }
};

/// Processor time of a day of `patients`, s; < 0: it could not be run.
double day_s(int patients, const std::filesystem::path& data) {
  std::string text = kDay;
  text.replace(text.find("{}"), 2, std::to_string(patients));
  const auto day = scenario::parse_experiment(text, "day.toml", data, study::quantity_names());
  if (!day) return -1.0;
  const double begun_s = thread_s();
  const auto results = study::run(*day, {.data = data, .progress = {}});
  return results && results->done == patients ? thread_s() - begun_s : -1.0;
}

/// A breast under hands for twenty minutes, and what its balances say at the end.
struct Session {
  double simulated_s = 0.0, processor_s = 0.0;
  double milk_out_m3 = 0.0, milk_error_m3 = 0.0, fluid_error_m3 = 0.0;
  bool ok = true;
};

class HandsOn {
 public:
  HandsOn() : body_(fixtures::open(fixtures::swollen_areola())), side_(body_->side()) {
    start_m3_ = body_->milk_m3(side_);
  }

  Session run() {
    const double begun_s = thread_s();
    for (int round = 0; session_.ok && session_.simulated_s < kSession_s; ++round) {
      const double clock_rad = 2.0 * kPi * (round % 12) / 12.0;
      spend(fixtures::hand_at(*body_, input::Posture::FlatPads, {clock_rad, kPlace_m}, kPress_N),
            kPress_s);
      spend({}, kPause_s);
      spend(fixtures::hand_at(*body_, input::Posture::RpsRing, {0.0, 0.0}, kRing_N), kRing_s);
      spend({}, kPause_s);
      roll({.clock_rad = clock_rad});
    }
    session_.processor_s = thread_s() - begun_s;
    session_.milk_error_m3 = start_m3_ + made_m3_ - session_.milk_out_m3 - body_->milk_m3(side_);
    session_.fluid_error_m3 = body_->oedema_flow(side_).mass_error_m3;
    return session_;
  }

 private:
  void tick(const input::InputFrame& frame) {
    session_.ok = session_.ok && body_->tick(frame).ok();
    session_.simulated_s += kTick_s;
    for (const double m3 : body_->duct_flow(side_).ejected_m3) session_.milk_out_m3 += m3;
    for (const double rate : body_->gland_out(side_).synthesis_m3_per_s) made_m3_ += rate * kTick_s;
  }
  void spend(const input::InputFrame& frame, double seconds) {
    const int ticks = static_cast<int>(std::lround(seconds / kTick_s));
    for (int i = 0; i < ticks; ++i) tick(frame);
  }
  void roll(const fixtures::Cycle& cycle) {
    fixtures::express(*body_, cycle, kRolls, [&](const input::InputFrame& frame) {
      tick(frame);
      return session_.ok;
    });
  }

  std::unique_ptr<sim::Simulation> body_;
  anatomy::Side side_;
  Session session_;
  double start_m3_ = 0.0, made_m3_ = 0.0;
};

void print_table(const std::vector<Row>& rows, double reference, const Session& session) {
  fmt::print("one thread, processor time; reference kernel {:.2f} ms\n\n", reference);
  fmt::print("{:<44} {:>9} {:>9} {:>10} {:>14} {:>5}\n", "what", "measured", "target", "seconds",
             "x the kernel", "good");
  for (const Row& row : rows)
    fmt::print("{:<44} {:>9.3g} {:>9.3g} {:>10.2f} {:>14.0f} {:>5}  {}\n", row.what, row.value,
               row.target, row.processor_s, row.processor_s / (reference * 1e-3),
               row.good() ? "yes" : "no", row.unit);
  fmt::print(
      "\nbalances over the session of hands ({:.1f} mL came): milk {:.1e} mL, fluid {:.1e} mL\n",
      mL_from_m3(session.milk_out_m3), mL_from_m3(session.milk_error_m3),
      mL_from_m3(session.fluid_error_m3));
}

}  // namespace

int bench_study(bool json) {
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  const double reference = reference_ms();
  const double one_s = day_s(1, *data), all_s = day_s(kPopulation, *data);
  const Session session = HandsOn().run();
  const std::vector<Row> rows = {
      {"a patient's day, lumped", one_s, kPatientDay_s, one_s, false, "s"},
      {"sixty patients' day", all_s, kPopulationDay_s, all_s, false, "s"},
      {"twenty minutes of hands, coarse", session.simulated_s / session.processor_s,
       kHandsTimesReal, session.processor_s, true, "times real time"}};

  bool good = one_s >= 0.0 && all_s >= 0.0 && session.ok;
  for (const Row& row : rows) good = good && row.good();
  if (json) {
    Json table = Json::array();
    for (const Row& row : rows)
      table.push_back({{"what", row.what},
                       {"measured", row.value},
                       {"target", row.target},
                       {"unit", row.unit},
                       {"processor_s", row.processor_s},
                       {"good", row.good()}});
    const Json out = {{"reference_ms", reference},
                      {"rows", table},
                      {"milk_error_m3", session.milk_error_m3},
                      {"fluid_error_m3", session.fluid_error_m3},
                      {"ok", good}};
    fmt::print("{}\n", out.dump(2));
  } else {
    print_table(rows, reference, session);
  }
  return good ? kOk : kNotGood;
}

}  // namespace lac::cli
