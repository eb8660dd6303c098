#pragma once
#include <string_view>

#include "technique/course.h"

// Trackers of touches that are told by their beat, of holds beside work, of devices and care.
namespace lac::technique {

/// Brief rhythmic touches of the tips: tapping.
class TapTracker {
 public:
  void push(const HandLook& hand, const Look& look, Sink& sink);
  void close(Sink& sink);
  std::string_view live(double time_s) const;

 private:
  void end_touch(Sink& sink);
  void end_taps(Sink& sink);
  int hand_ = 0;
  bool down_ = false, spoilt_ = false;
  double down_s_ = 0.0, up_s_ = -1e9, lost_s_ = 0.0, touch_N_ = 0.0, start_s_ = 0.0;
  Vec3 moved_m_;
  int taps_ = 0;
  double first_s_ = 0.0, end_s_ = 0.0, last_down_s_ = 0.0, most_N_ = 0.0;
  bool on_nipple_ = false;
  Tally touch_s_, period_s_, peak_N_;
};

/// Rhythmic pushes of the backs of the fists (or of the palm), skin not left between: kneading.
class KneadTracker {
 public:
  /// @param rolls  the palms carry the breast between them
  void push(const HandLook& hand, const Look& look, bool rolls, Sink& sink);
  void close(Sink& sink);
  std::string_view live(double time_s) const;

 private:
  void end_push(double time_s);
  void end_bout(Sink& sink);
  int hand_ = 0;
  bool pushing_ = false;
  double lost_s_ = 1.0, smooth_N_ = 0.0, low_N_ = 0.0, peak_N_ = 0.0, start_s_ = 0.0, slip_m_ = 0.0;
  double now_s_ = 0.0, rock_now_m_ = 0.0;
  Vec3 moved_m_;
  int pushes_ = 0, lifts_ = 0, fists_ = 0;
  bool fist_ = false;  // the push that is going on
  double first_s_ = 0.0, last_start_s_ = 0.0, end_s_ = -1e9, most_N_ = 0.0;
  Tally push_s_, period_s_, push_N_, rock_m_, glide_m_;
};

/// A palm on each side that carries the breast to and fro between them: roll.
class RollTracker {
 public:
  void push(const Look& look, Sink& sink);
  void close(Sink& sink);
  bool live(double time_s) const;

 private:
  void turn(double time_s);
  void end_bout(Sink& sink);
  bool on_ = false;
  double lost_s_ = 1.0;
  // since the last turn: middle of the hands, their difference, slip
  Vec3 common_m_, apart_m_, farthest_m_;
  double slip_m_ = 0.0, apart_most_m_ = 0.0, way_start_s_ = 0.0, farthest_s_ = 0.0;
  int ways_ = 0, upright_ = 0;
  double first_s_ = 0.0, end_s_ = -1e9, force_Ns_ = 0.0, area_m2s_ = 0.0, seen_s_ = 0.0;
  double now_s_ = 0.0;
  Tally way_m_, way_s_, glide_;
};

/// One hand that holds still while the other works: hold-behind-plug.
class HoldTracker {
 public:
  void push(const HandLook& hand, const HandLook& other, const Look& look, Sink& sink);
  void close(Sink& sink);
  /// The hold so far is one beside work: no pitting test, no palpation.
  bool beside_work() const;

 private:
  struct Held {  // summed from the other hand's first work on
    double held_s = 0.0, busy_s = 0.0, end_s = 0.0;
    double force_Ns = 0.0, area_m2s = 0.0, r_ms = 0.0, x_ms = 0.0, y_ms = 0.0, most_N = 0.0;
  };
  void end_hold(Sink& sink);
  int hand_ = 0;
  bool holding_ = false;
  bool beside_ = false;  // the other hand has begun to work
  double lost_s_ = 0.0, start_s_ = 0.0, landed_s_ = 0.0;
  Held held_, told_;  // so far; up to the other hand's last work
  Vec3 moved_m_, settled_m_;
  double drift_m_ = 0.0;
  // what the other hand does
  double work_s_ = -1e9, smooth_N_ = 0.0, low_N_ = 0.0, high_N_ = 0.0;
  Vec3 other_m_, other_far_m_;
};

/// Pump and massager on the breast: pump, vibration.
class DeviceTracker {
 public:
  void push(const sim::Observation& observation, const Look& look, Sink& sink);
  void close(Sink& sink);
  std::string_view live() const;

 private:
  struct Use {
    bool on = false;
    double start_s = 0.0, end_s = 0.0, run_s = 0.0, most = 0.0, sum = 0.0;
    double force_Ns = 0.0, area_m2s = 0.0, r_ms = 0.0, touch_s = 0.0, nipple_s = 0.0;
    double cup_m3 = 0.0, path_m = 0.0;
  };
  void end_pump(Sink& sink);
  void end_vibration(Sink& sink);
  Use pump_, vibration_;
  double cup_m3_ = 0.0;
};

/// What is laid on, held under or offered to the breast: warm-pack, cold-pack, oil, cup, latch.
class CareTracker {
 public:
  void push(const sim::Observation& observation, Sink& sink);
  void close(Sink& sink);

 private:
  void end_pack(std::size_t side, double time_s, Sink& sink);
  void end_cup(Sink& sink);
  std::array<sim::Pack, 2> pack_{};
  std::array<double, 2> pack_s_{};
  bool oiled_ = false, cup_ = false;
  double cup_start_s_ = 0.0, cup_start_m3_ = 0.0, cup_m3_ = 0.0, now_s_ = 0.0;
  bool touched_ = false;
};

}  // namespace lac::technique
