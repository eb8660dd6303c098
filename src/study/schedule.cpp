#include "study/schedule.h"

#include <algorithm>

#include "base/math.h"
#include "base/rng.h"
#include "study/constants.h"

namespace lac::study {
namespace {

using scenario::Act;

constexpr double kFeedScatter_frac = 0.1;  // of the gap between feeds
constexpr std::uint64_t kDayStream = 0x646179, kHungerStream = 0x68756e67;  // "day", "hung"

class Writer {
 public:
  Writer(const scenario::Experiment& experiment, std::string arm, int patient)
      : experiment_(experiment), arm_(std::move(arm)), patient_(patient) {
    out_.windows.push_back({.id = ""});
  }

  Schedule write() {
    for (std::size_t i = 0; i < experiment_.acts.size(); ++i) add(i);
    out_.windows.front().past = out_.segments.size();
    for (const Segment& s : out_.segments) out_.lasts_s += s.lasts_s;
    return std::move(out_);
  }

 private:
  bool in_arm(const Act& act) const {
    return act.arms.empty() || std::find(act.arms.begin(), act.arms.end(), arm_) != act.arms.end();
  }

  void add(std::size_t i) {
    const Act& act = experiment_.acts[i];
    if (!in_arm(act)) return;
    if (act.kind == Act::Kind::Repeat) {
      const auto& acts = experiment_.acts;
      const auto from =
          std::find_if(acts.begin(), acts.end(), [&](const Act& a) { return a.id == act.from; });
      for (int k = 0; k < act.times; ++k)
        for (auto j = static_cast<std::size_t>(from - acts.begin()); j < i; ++j) add(j);
      return;
    }
    for (int k = 0; k < act.times; ++k) {
      open(act.id);
      if (act.kind == Act::Kind::Day) {
        add_day(act);
      } else {
        out_.segments.push_back({act, in_background(act.kind) ? 0.0 : act.lasts_s});
        if (act.kind == Act::Kind::Suckle) out_.segments.back().act.appetite_frac *= hunger();
      }
      close(act.id);
      wait(act.every_s - act.lasts_s);
    }
  }

  /// How hungry the baby is at the next feed over its usual, where that is drawn.
  double hunger() {
    const auto& vary = experiment_.vary;
    const bool drawn = std::any_of(vary.begin(), vary.end(), [](const std::string& spread) {
      return spread == "appetite" || spread == "all";
    });
    if (!drawn) return 1.0;
    Rng rng(mix_seed(mix_seed(experiment_.seed, static_cast<std::uint64_t>(patient_)), feeds_++),
            kHungerStream);
    return clamp(rng.lognormal(1.0, kAppetiteCv), 1.0 / kAppetiteFold, kAppetiteFold.value);
  }

  /// Feeds evenly over the day, each a little early or late, waits between.
  void add_day(const Act& day) {
    Rng rng(mix_seed(experiment_.seed, static_cast<std::uint64_t>(patient_)), kDayStream + days_++);
    const double gap_s = day.lasts_s / day.feeds;
    double now_s = 0.0;
    for (int k = 0; k < day.feeds; ++k) {
      const double at_s =
          (k + 0.5 + kFeedScatter_frac * rng.uniform(-1.0, 1.0)) * gap_s - 0.5 * day.feed_s;
      wait(at_s - now_s);
      Act feed = day;
      feed.kind = Act::Kind::Suckle;
      feed.average = true;
      feed.lasts_s = day.feed_s;
      feed.appetite_frac *= hunger();
      const std::string id = day.id.empty() ? "" : day.id + "-feed";
      open(id);
      out_.segments.push_back({feed, feed.lasts_s});
      close(id);
      now_s = std::max(at_s, now_s) + feed.lasts_s;
    }
    wait(day.lasts_s - now_s);
  }

  void wait(double seconds) {
    if (seconds > 0.0) out_.segments.push_back({Act{.kind = Act::Kind::Wait}, seconds});
  }

  void open(const std::string& id) {
    if (id.empty()) return;
    const auto done = std::count_if(out_.windows.begin(), out_.windows.end(),
                                    [&](const Window& w) { return w.id == id; });
    out_.windows.push_back(
        {.id = id, .occurrence = static_cast<int>(done), .first = out_.segments.size()});
  }

  void close(const std::string& id) {
    for (auto w = out_.windows.rbegin(); w != out_.windows.rend(); ++w)
      if (!id.empty() && w->id == id) {
        w->past = out_.segments.size();
        return;
      }
  }

  const scenario::Experiment& experiment_;
  std::string arm_;
  int patient_ = 0, days_ = 0;
  std::uint64_t feeds_ = 0;
  Schedule out_;
};

}  // namespace

bool in_background(Act::Kind kind) {
  return kind == Act::Kind::Stress || kind == Act::Kind::Noise || kind == Act::Kind::Cue ||
         kind == Act::Kind::Infuse || kind == Act::Kind::Warm || kind == Act::Kind::Cold ||
         kind == Act::Kind::Tracer || kind == Act::Kind::Position;
}

Schedule expand(const scenario::Experiment& experiment, const std::string& arm, int patient) {
  return Writer(experiment, arm, patient).write();
}

}  // namespace lac::study
