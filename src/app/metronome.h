#pragma once
#include <memory>

#include "ui/panels.h"

namespace lac::app {

/// A click that can be heard where the machine has OpenAL and a sound device; silent elsewhere.
class Click {
 public:
  Click();
  ~Click();
  Click(const Click&) = delete;
  Click& operator=(const Click&) = delete;
  bool audible() const { return source_ != 0; }
  /// Where the sound device is gone it is looked for again, at most every few seconds.
  void play(bool accent, double now_s);

 private:
  void open();
  void close();
  bool gone() const;
  void* device_ = nullptr;
  void* context_ = nullptr;
  unsigned buffer_[2] = {0, 0}, source_ = 0;
  double look_again_s_ = 0.0;
};

/// Beats by the wall clock, four to the bar. It never touches the simulation.
class Metronome {
 public:
  void toggle(double now_s);
  void set_rate(int per_min);
  bool on() const { return on_; }
  /// @return true when a beat falls in this frame
  bool advance(double now_s);
  ui::MetronomeView view() const;

 private:
  bool on_ = false;
  int per_min_ = 60, beat_ = 0;
  double last_s_ = 0.0, now_s_ = 0.0;
};

}  // namespace lac::app
