#include "app/click_queue.h"

namespace lac::app {

void ClickQueue::push(const Event& event) {
  if (event.button < 0 || event.button >= static_cast<int>(kButtons)) return;
  // a window that draws nothing for minutes must not answer to all that was clicked meanwhile
  if (events_.size() >= kMost) events_.pop_front();
  events_.push_back(event);
}

ClickQueue::Frame ClickQueue::next() {
  Frame frame;
  while (!events_.empty()) {
    const Event event = events_.front();
    events_.pop_front();
    bool& down = down_[static_cast<std::size_t>(event.button)];
    if (down == event.down) continue;  // told already
    down = event.down;
    frame.at = {event.x, event.y};
    break;
  }
  frame.down = down_;
  return frame;
}

}  // namespace lac::app
