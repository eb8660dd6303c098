#include "app/playback.h"

#include <doctest/doctest.h>
#include <malloc.h>

#include "scenario/scenario.h"

using lac::session::Session;

namespace {

// A finger on the balloon, pressed and let go and moved.
lac::input::InputFrame frame_at(int tick, lac::Vec3 aim_m) {
  lac::input::InputFrame frame;
  frame.hands[0].posture = lac::input::Posture::SingleTip;
  frame.hands[0].touching = tick % 90 > 20;
  frame.hands[0].aim_m = aim_m + lac::Vec3{0.002 * (tick / 10), 0.0, 0.0};
  frame.hands[0].press_N = 1.0;
  return frame;
}

std::unique_ptr<Session> opened_case(const char* name) {
  const std::filesystem::path data = LAC_SOURCE;
  const auto spec = lac::scenario::read_scenario(data / "scenarios" / name, data);
  REQUIRE(spec);
  auto opened =
      Session::open(*spec, lac::anatomy::Level::Coarse, lac::session::Mode::Practice, 1, data);
  REQUIRE(opened);
  return std::move(*opened);
}

}  // namespace

TEST_SUITE("determinism") {
  TEST_CASE("playback: any moment of a run is what it was, from wherever one comes") {
    const auto opened = opened_case("balloon_first_steps");
    Session& session = *opened;
    lac::app::Playback playback;
    playback.keep(session);
    const lac::Vec3 aim_m = session.simulation().breast().landmarks.nipple_base_m;
    std::vector<std::uint64_t> hash;
    std::vector<double> time_s;
    for (int tick = 0; tick < 1320; ++tick) {
      session.advance(frame_at(tick, aim_m));
      playback.keep(session);
      hash.push_back(lac::sim::state_hash(session.simulation().state()));
      time_s.push_back(session.time_s());
    }
    session.finish();
    playback.close(session);
    CHECK(playback.length_s() == doctest::Approx(22.0));
    CHECK(playback.at_end());

    const auto never = [] { return false; };
    for (const int tick : {300, 1100, 20, 1023, 1024, 500, 501, 1319, 0, 240, 239}) {
      playback.seek(time_s[tick], session, never);
      CHECK(playback.time_s() == time_s[tick]);
      CHECK(lac::sim::state_hash(session.simulation().state()) == hash[tick]);
    }
    // one tick on, one tick back
    REQUIRE(playback.step(session));
    CHECK(lac::sim::state_hash(session.simulation().state()) == hash[240]);
    playback.step_back(session);
    CHECK(lac::sim::state_hash(session.simulation().state()) == hash[239]);
    // beyond the end is the end
    playback.seek(1e9, session, never);
    CHECK(lac::sim::state_hash(session.simulation().state()) == hash[1319]);
    CHECK_FALSE(playback.step(session));
  }
}

// Takes minutes: lac_test_app --no-skip -tc="playback: memory*"
TEST_SUITE("validation") {
  TEST_CASE("playback: memory after minute 30 of a run is what it was after minute 5" *
            doctest::skip()) {
    const auto opened = opened_case("first_touch_day4");
    Session& session = *opened;
    lac::app::Playback playback;
    playback.keep(session);
    const lac::Vec3 aim_m = session.simulation().breast().landmarks.nipple_base_m;
    std::vector<double> mb;
    for (int minute = 1; minute <= 30; ++minute) {
      for (int tick = 0; tick < 60 * 60; ++tick) {
        lac::input::InputFrame frame = frame_at(tick % 600, aim_m);
        frame.hands[0].press_N = 0.5 + 1e-4 * tick;
        session.advance(frame);
        playback.keep(session);
      }
      mb.push_back(static_cast<double>(mallinfo2().uordblks + mallinfo2().hblkhd) / (1 << 20));
      MESSAGE("minute ", minute, ": ", mb.back(), " MB");
    }
    CHECK(mb[29] < 1.02 * mb[4]);
  }
}
