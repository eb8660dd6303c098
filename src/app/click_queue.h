#pragma once
#include <array>
#include <cstddef>
#include <deque>
#include <optional>

namespace lac::app {

/// Presses and releases of the mouse in the order in which they came, each with the place where it
/// happened. A frame sees one of them: however slow frames are, no click is lost, and each is where
/// the pointer was then, not where it has gone since.
class ClickQueue {
 public:
  static constexpr std::size_t kButtons = 3, kMost = 64;
  struct Event {
    int button = 0;
    bool down = false;
    float x = 0.0f, y = 0.0f;
  };
  void push(const Event& event);

  /// The buttons of the next frame, and where the pointer was at the event that it tells; no event:
  /// the pointer is where it is.
  struct Frame {
    std::array<bool, kButtons> down{};
    std::optional<std::array<float, 2>> at;
  };
  Frame next();
  bool waiting() const { return !events_.empty(); }

 private:
  std::deque<Event> events_;
  std::array<bool, kButtons> down_{};
};

}  // namespace lac::app
