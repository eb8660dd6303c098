#include "app/builder.h"

#include <doctest/doctest.h>

#include "app/metronome.h"
#include "session/session.h"

using namespace lac;

TEST_SUITE("unit") {
  TEST_CASE("builder: every kind becomes a gesture that the player performs to its end") {
    const std::filesystem::path data = LAC_SOURCE;
    const auto spec = scenario::read_scenario(data / "scenarios" / "balloon_first_steps", data);
    REQUIRE(spec);
    auto opened =
        session::Session::open(*spec, anatomy::Level::Coarse, session::Mode::Practice, 1, data);
    REQUIRE(opened);
    session::Session& session = **opened;
    for (std::size_t kind = 0; kind < ui::builder_kinds().size(); ++kind) {
      CAPTURE(ui::builder_kinds()[kind].name);
      ui::GestureDraft draft;
      app::edit(draft, "kind", static_cast<double>(kind));
      app::edit(draft, "hold", 0.5);
      app::edit(draft, "r", 30.0);
      app::edit(draft, "to_r", 15.0);
      app::edit(draft, "repeats", 1.0);
      app::edit(draft, "seconds", 2.0);
      session::ChoreographyPlayer player(app::built(draft), session.simulation());
      bool touched = false;
      int ticks = 0;
      for (; ticks < 60 * 30; ++ticks) {
        const auto frame = player.next(session.simulation(), 0.0);
        if (!frame) break;
        touched = touched || frame->hands[0].touching;
        session.simulation().tick(*frame);
      }
      CHECK(touched);
      CHECK(ticks < 60 * 30);
    }
  }

  TEST_CASE("builder: clock places go round") {
    ui::GestureDraft draft;
    app::edit(draft, "clock", 13.0);
    CHECK(draft.clock == 1);
    app::edit(draft, "clock", 0.0);
    CHECK(draft.clock == 12);
    CHECK(app::built(draft).gestures.front().clock_rad == doctest::Approx(0.0));
  }

  TEST_CASE("metronome: beats stay on their grid and count four") {
    app::Metronome metronome;
    CHECK_FALSE(metronome.advance(10.0));
    metronome.toggle(0.0);
    metronome.set_rate(60);
    int beats = 0;
    for (double t = 0.0; t <= 10.001; t += 0.017) beats += metronome.advance(t) ? 1 : 0;
    CHECK(beats == 9);
    CHECK(metronome.view().beat == 9 % 4);
    // a window that stood still for a while does not catch up
    CHECK(metronome.advance(100.5));
    CHECK_FALSE(metronome.advance(100.6));
    CHECK(metronome.advance(101.0));
    metronome.set_rate(100000);
    CHECK(metronome.view().per_min == 180);
  }
}
