#pragma once
#include <atomic>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

#include "session/session.h"
#include "ui/panels.h"

namespace lac::app {

/// Plays the case's demonstration in the background and puts its marks beside the learner's.
class Comparison {
 public:
  /// Starts at once. @param mine  the learner's run; its case and level are played
  Comparison(const session::SessionLog& mine, std::filesystem::path data);
  ~Comparison();
  Comparison(const Comparison&) = delete;
  Comparison& operator=(const Comparison&) = delete;

  double progress() const { return done_ ? -1.0 : progress_.load(); }  // < 0: done
  /// Empty until done; empty for ever where there is no demonstration.
  const std::vector<ui::CompareRow>& rows() const;
  const std::string& title() const { return title_; }

 private:
  void play(const scenario::ScenarioSpec& spec, anatomy::Level level);

  std::filesystem::path data_;
  rubric::ScoreSheet mine_;
  std::string title_;
  std::atomic<double> progress_{0.0};
  std::atomic<bool> done_{false}, stop_{false};
  std::vector<ui::CompareRow> rows_;
  std::thread thread_;
};

}  // namespace lac::app
