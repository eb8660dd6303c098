#include "app/click_queue.h"

#include <doctest/doctest.h>

using lac::app::ClickQueue;

TEST_SUITE("unit") {
  TEST_CASE("clicks: one that came and went between two frames is seen, where it happened") {
    ClickQueue clicks;
    clicks.push({0, true, 40.0f, 50.0f});
    clicks.push({0, false, 41.0f, 50.0f});
    ClickQueue::Frame frame = clicks.next();
    CHECK(frame.down[0]);
    REQUIRE(frame.at);
    CHECK((*frame.at)[0] == 40.0f);
    frame = clicks.next();
    CHECK_FALSE(frame.down[0]);
    REQUIRE(frame.at);
    CHECK((*frame.at)[0] == 41.0f);
    // from then on the pointer is where it is
    frame = clicks.next();
    CHECK_FALSE(frame.down[0]);
    CHECK_FALSE(frame.at);
  }

  TEST_CASE("clicks: two clicks of one slow frame stay two, buttons do not mix") {
    ClickQueue clicks;
    for (const float x : {1.0f, 2.0f}) {
      clicks.push({0, true, x, 0.0f});
      clicks.push({0, false, x, 0.0f});
    }
    clicks.push({1, true, 3.0f, 0.0f});
    int presses = 0;
    bool before = false;
    while (clicks.waiting()) {
      const auto frame = clicks.next();
      presses += frame.down[0] && !before;
      before = frame.down[0];
    }
    CHECK(presses == 2);
    const auto held = clicks.next();
    CHECK_FALSE(held.down[0]);
    CHECK(held.down[1]);
  }

  TEST_CASE("clicks: a release without its press and a button nobody has change nothing") {
    ClickQueue clicks;
    clicks.push({0, false, 1.0f, 1.0f});
    clicks.push({7, true, 1.0f, 1.0f});
    clicks.push({-1, true, 1.0f, 1.0f});
    const auto frame = clicks.next();
    CHECK_FALSE(frame.down[0]);
    CHECK_FALSE(frame.at);
    // more than is kept: the newest count, and it ends released
    for (int k = 0; k < 1000; ++k) clicks.push({0, k % 2 == 0, 0.0f, 0.0f});
    int frames = 0;
    ClickQueue::Frame last;
    while (clicks.waiting() && ++frames < 1000) last = clicks.next();
    CHECK(frames <= static_cast<int>(ClickQueue::kMost));
    CHECK_FALSE(last.down[0]);
  }
}
