#pragma once
#include <atomic>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

#include "session/session.h"
#include "ui/panels.h"

namespace lac::app {

/// Puts marks beside the learner's: those of the case's demonstration, played in the background, or
/// those that an earlier run was given.
class Comparison {
 public:
  /// Starts at once. @param mine  the learner's run; its case and level are played
  Comparison(const session::SessionLog& mine, std::filesystem::path data);
  /// Reads what stands in the earlier run's folder. @param when  its moment, as the list shows it
  Comparison(const session::SessionLog& mine, const std::filesystem::path& earlier,
             const std::string& when);
  ~Comparison();
  Comparison(const Comparison&) = delete;
  Comparison& operator=(const Comparison&) = delete;

  double progress() const { return done_ ? -1.0 : progress_.load(); }  // < 0: done
  /// Empty until done; empty for ever where there is no demonstration.
  const std::vector<ui::CompareRow>& rows() const;
  const std::string& title() const { return title_; }
  bool earlier() const { return earlier_; }

 private:
  void play(const scenario::ScenarioSpec& spec, anatomy::Level level);

  std::filesystem::path data_;
  rubric::ScoreSheet mine_;
  std::string title_;
  bool earlier_ = false;
  std::atomic<double> progress_{0.0};
  std::atomic<bool> done_{false}, stop_{false};
  std::vector<ui::CompareRow> rows_;
  std::thread thread_;
};

}  // namespace lac::app
