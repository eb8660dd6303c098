#include "session/frame_store.h"

#include <doctest/doctest.h>
#include <malloc.h>

#include <cmath>

using namespace lac;

namespace {

// A hand that never rests, as a mouse moves it; now and then a command.
input::InputFrame moving(int tick) {
  input::InputFrame f;
  const double t = tick / 60.0;
  f.hands[0] = {.posture = input::Posture::CHold, .touching = tick % 90 > 20};
  f.hands[0].aim_m = {0.02 * std::sin(1.7 * t), 0.02 * std::cos(2.3 * t), 0.05};
  f.hands[0].press_N = 1.0 + 0.5 * std::sin(5.0 * t);
  f.hands[0].squeeze_N = tick % 60 < 30 ? 1.5 : 0.0;
  f.hands[1].coached = tick % 500 < 250;
  f.device.vacuum_Pa = tick % 1000 < 100 ? 9000.0 : 0.0;
  if (tick % 333 == 0) f.commands = {{.id = "explain", .value = 1.0}, {.id = "consent"}};
  return f;
}

std::uint64_t hash(const input::InputFrame& f) {
  Hasher hasher;
  input::hash_into(hasher, f);
  return hasher.digest();
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("session: packed frames come out as they went in, from any place") {
    session::FrameStore store;
    constexpr int kFrames = 5000;
    for (int k = 0; k < kFrames; ++k) store.push_back(moving(k));
    REQUIRE(store.size() == kFrames);
    const auto all = store.all();
    REQUIRE(all.size() == kFrames);
    for (const int k : {0, 1, 332, 333, 1023, 1024, 2047, 4095, 4096, 4999, 17}) {
      CAPTURE(k);
      CHECK(hash(store.at(k)) == hash(moving(k)));
      CHECK(hash(all[k]) == hash(moving(k)));
    }
    const auto tail = store.from(4990);
    REQUIRE(tail.size() == 10);
    CHECK(hash(tail[0]) == hash(moving(4990)));
    CHECK(store.from(kFrames).empty());
  }

  TEST_CASE("session: half an hour of a hand that never rests is a few megabytes") {
    const std::size_t before = mallinfo2().uordblks;
    session::FrameStore store;
    for (int k = 0; k < 30 * 60 * 60; ++k) store.push_back(moving(k));
    const double mb = static_cast<double>(mallinfo2().uordblks - before) / (1 << 20);
    CAPTURE(mb);
    // plain frames would be 25; four changing doubles a tick are 3.3 before zstd
    CHECK(mb < 5.0);
    CHECK(sizeof(input::InputFrame) * store.size() > (std::size_t{20} << 20));
  }
}
