// What a single touch is told as: press, tap, too light, not alone.
#include <doctest/doctest.h>

#include "technique/way.h"
#include "tests/technique/streams.h"

using namespace lac;
using namespace lac::test;

TEST_SUITE("unit") {
  TEST_CASE("technique: what a press lacked is told, and a good one is counted at once") {
    using technique::Verdict;
    struct Case {
      double force_N, hold_s;
      Verdict verdict;
    };
    for (const Case& c : {Case{1.0, 1.5, Verdict::Press}, Case{0.24, 1.5, Verdict::TooLight},
                          Case{1.0, 0.15, Verdict::TooShort}, Case{1.0, 45.0, Verdict::TooLong}}) {
      CAPTURE(c.force_N);
      CAPTURE(c.hold_s);
      Stream s(steady());
      CHECK(s.recogniser.last_touch().verdict == Verdict::None);
      s.press(4.0, 0.05, c.force_N, c.hold_s);
      s.rest(0.8);
      const technique::Touch& touch = s.recogniser.last_touch();
      CHECK(touch.verdict == c.verdict);
      CHECK(touch.held_s == doctest::Approx(c.hold_s).epsilon(0.2));  // the ramps count in part
      CHECK(touch.x_m == doctest::Approx(0.05 * std::sin(4.0)).epsilon(1e-6));
      CHECK(touch.y_m == doctest::Approx(0.05 * std::cos(4.0)).epsilon(1e-6));
      // counted though the palpation itself has not ended
      CHECK(s.recogniser.counts().presses == (c.verdict == Verdict::Press ? 1 : 0));
      CHECK(find(s.recogniser, "palpation") == nullptr);
    }
    Stream s(steady());
    s.ring(6, 0.014, 1.5, 5.0);
    s.rest(0.2);
    s.press(1.0, 0.05, 1.0, 1.0);
    s.rest(0.5);
    CHECK(s.recogniser.last_touch().verdict == Verdict::NotAlone);
  }

  TEST_CASE("technique: once a ring of both hands has been let go, a press is a press again") {
    using technique::Verdict;
    Stream s(steady());
    s.ring(6, 0.014, 1.5, 5.0);
    s.rest(0.8);
    s.press(1.0, 0.05, 1.0, 1.0);
    s.rest(1.0);
    CHECK(s.recogniser.last_touch().verdict == Verdict::Press);
    CHECK(s.recogniser.counts().presses == 1);
    // held on, it is a test for pits
    s.ring(6, 0.014, 1.5, 5.0);
    s.rest(0.8);
    s.pit(1.0, 0.05, 1.5, 6.0, 0.003, 5.0, 20.0);
    s.recogniser.finish();
    CHECK(count(s.recogniser, "pitting") == 1);
    CHECK(count(s.recogniser, "hold-behind-plug") == 0);
  }

  TEST_CASE("technique: a touch too light for a press is told as that, never as a tap") {
    using technique::Verdict;
    Stream s(steady());
    // three pads at skin-stretch: now and then one of them bears a little more than rest
    for (int i = 0; i < 180; ++i) {
      const double heavier_N = i % 60 < 6 ? 0.22 : 0.12;
      s.tick({{.place = 0, .clock_rad = 1.00, .r_m = 0.05, .normal_N = heavier_N},
              {.place = 1, .clock_rad = 1.25, .r_m = 0.05, .normal_N = 0.12},
              {.place = 2, .clock_rad = 1.50, .r_m = 0.05, .normal_N = 0.12}});
      CHECK(s.recogniser.current() ==
            "");  // the name over the picture says no more than the verdict
    }
    s.rest(0.5);
    CHECK(s.recogniser.last_touch().verdict == Verdict::TooLight);
    // so light that it never presses at all
    for (int i = 0; i < 120; ++i) s.tick({{.clock_rad = 3.0, .r_m = 0.05, .normal_N = 0.1}});
    s.rest(0.5);
    CHECK(s.recogniser.last_touch().verdict == Verdict::TooLight);
    CHECK(s.recogniser.last_touch().held_s == doctest::Approx(2.0).epsilon(0.02));
    // a tap is one still
    s.press(5.0, 0.05, 1.0, 0.2);
    s.rest(0.5);
    CHECK(s.recogniser.last_touch().verdict == Verdict::TooShort);
    // light circles are neither
    s.circles(1.57, 0.05, 0.024, 0.8, 4, 0.3, false);
    CHECK(s.recogniser.last_touch().verdict > Verdict::NotAlone);
    CHECK(s.recogniser.counts().circles >= 3);
    CHECK(s.recogniser.counts().circle_m == doctest::Approx(0.024).epsilon(0.15));
  }

  TEST_CASE("technique: a touch that lasts is no tap, however firmly it began") {
    using technique::Verdict;
    const auto rest_on = [](Stream& s, double first_N, double then_N, int first, int ticks) {
      for (int i = 0; i < ticks; ++i) {
        const double load_N = i < first ? first_N : then_N;
        s.tick({{.place = 0, .clock_rad = 1.00, .r_m = 0.05, .normal_N = load_N},
                {.place = 1, .clock_rad = 1.25, .r_m = 0.05, .normal_N = then_N},
                {.place = 2, .clock_rad = 1.50, .r_m = 0.05, .normal_N = then_N}});
        // while the pads lie there nothing has ended, and nothing is told
        CHECK(s.recogniser.last_touch().verdict == Verdict::None);
      }
    };
    // flat pads at skin-stretch: they land with more than a press needs, and lie lighter than one
    for (const double first_N : {0.35, 1.2})
      for (const bool lifted : {true, false}) {
        CAPTURE(first_N);
        CAPTURE(lifted);
        Stream s(steady());
        rest_on(s, first_N, 0.12, 9, 180);
        if (lifted)
          s.rest(0.5);
        else
          s.recogniser.finish();
        CHECK(s.recogniser.last_touch().verdict == Verdict::TooLight);
        CHECK(s.recogniser.last_touch().held_s == doctest::Approx(3.0).epsilon(0.02));
        CHECK(s.recogniser.counts().presses == 0);
      }
    // a press is a press, though the fingers lie on lightly after it
    Stream pressed(steady());
    pressed.press(1.0, 0.05, 1.0, 1.0);
    for (int i = 0; i < 120; ++i) pressed.tick({{.clock_rad = 1.0, .r_m = 0.05, .normal_N = 0.1}});
    pressed.rest(1.0);
    CHECK(pressed.recogniser.last_touch().verdict == Verdict::Press);
    CHECK(pressed.recogniser.counts().presses == 1);
    // and a tap a tap, though its lifting takes a moment
    Stream tap(steady());
    rest_on(tap, 1.0, 0.05, 12, 18);
    tap.rest(0.5);
    CHECK(tap.recogniser.last_touch().verdict == Verdict::TooShort);
  }
}
