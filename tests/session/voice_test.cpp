#include "session/voice.h"

#include <doctest/doctest.h>

#include "session/constants.h"

using namespace lac;

namespace {

constexpr double kStep_s = 1.0 / 60.0;

const std::vector<scenario::Utterance> kWords = {{"ouch", "pain-3", "A bit."},
                                                 {"sore", "pain-5", "That is sore."},
                                                 {"hurts", "pain-7", "That hurts!"},
                                                 {"tingle", "let-down", "It tingles."},
                                                 {"better", "relief", "That is better."},
                                                 {"stop", "stop", "Stop."}};

/// A patient who feels what we say, and counts what she said.
struct Patient {
  session::Voice voice{kWords};
  double time_s = 0.0;
  int ejections = 0;
  std::vector<int> said = std::vector<int>(kWords.size(), 0);
  int stops = 0;

  void feels(double nrs, bool touching, double seconds) {
    for (double t = 0.0; t < seconds; t += kStep_s) {
      const int i = voice.listen({time_s, kStep_s, nrs, touching, ejections});
      if (i >= 0) ++said[i];
      stops += voice.said_stop() ? 1 : 0;
      time_s += kStep_s;
    }
  }
};

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("session: a patient whose breast hurts at rest does not complain of it at every tick") {
  Patient p;
  p.feels(5.0, false, 10.0);
  p.feels(5.5, true, 30.0);  // touched, but hardly more than at rest
  for (const int count : p.said) CHECK(count == 0);
}

TEST_CASE("session: comfortable touch is remarked on now and then, each line in its turn") {
  const std::vector<scenario::Utterance> words = {{"fine", "at-ease", "That is fine."},
                                                  {"go-on", "at-ease", "Go on."},
                                                  {"ow", "pain-5", "Ow."}};
  session::Voice voice(words);
  std::vector<int> said;
  double time_s = 0.0;
  const auto feels = [&](double nrs, bool touching, double seconds) {
    for (double t = 0.0; t < seconds; t += kStep_s, time_s += kStep_s)
      if (const int i = voice.listen({time_s, kStep_s, nrs, touching, 0}); i >= 0)
        said.push_back(i);
  };
  feels(2.0, false, 60.0);  // nobody touches
  CHECK(said.empty());
  feels(2.2, true, 40.0);
  CHECK(said.empty());
  feels(2.2, true, 10.0);
  CHECK(said == std::vector<int>{0});
  feels(2.2, true, 100.0);
  CHECK(said.size() == 1);
  feels(2.2, true, 30.0);
  CHECK(said == std::vector<int>{0, 1});

  // who has just been hurt is not at ease
  feels(5.5, true, 1.0);
  CHECK(said == std::vector<int>{0, 1, 2});
  feels(2.8, true, 200.0);  // more than at rest
  CHECK(said.size() == 3);
}

TEST_CASE("session: the highest threshold speaks, once, and again only after it was left") {
  Patient p;
  p.feels(1.0, false, 1.0);
  p.feels(5.2, true, 5.0);
  CHECK(p.said[0] == 0);
  CHECK(p.said[1] == 1);

  // wavering round the threshold is one complaint, not many
  for (int i = 0; i < 6; ++i) {
    p.feels(4.8, true, 0.3);
    p.feels(5.1, true, 0.3);
  }
  CHECK(p.said[1] == 1);

  // eased and hurt again: said again
  p.feels(1.0, true, 4.0);
  p.feels(5.2, true, 2.0);
  CHECK(p.said[1] == 2);
}

TEST_CASE("session: a complaint that lasts is repeated at its own pace") {
  Patient p;
  p.feels(1.0, false, 1.0);
  p.feels(5.2, true, 35.0);
  // at once, then every kPainRepeat_s: 0, 10, 20, 30
  CHECK(p.said[1] == 1 + static_cast<int>(35.0 / session::kPainRepeat_s));
}

TEST_CASE("session: stop is said after a second of too much, and interrupts other words") {
  Patient p;
  p.feels(1.0, false, 1.0);
  p.feels(9.0, true, 0.9);
  CHECK(p.stops == 0);
  CHECK(p.said[2] == 1);  // "that hurts" came first
  p.feels(9.0, true, 0.3);
  CHECK(p.stops == 1);
  CHECK(p.said[5] == 1);
  p.feels(9.0, true, 5.5);
  CHECK(p.stops == 2);
  p.feels(9.0, false, 20.0);  // no longer touched
  CHECK(p.stops == 2);
}

TEST_CASE("session: stop counts even where the case has no words for it") {
  session::Voice voice{{}};
  bool stopped = false;
  for (int i = 0; i < 180; ++i) {
    CHECK(voice.listen({i * kStep_s, kStep_s, i < 10 ? 1.0 : 9.5, i >= 10, 0}) == -1);
    stopped = stopped || voice.said_stop();
  }
  CHECK(stopped);
}

TEST_CASE("session: let-down and relief are mentioned once, and sentences do not run together") {
  Patient p;
  p.feels(5.0, false, 1.0);
  p.ejections = 1;
  p.feels(3.5, true, 30.0);
  CHECK(p.said[3] == 1);
  CHECK(p.said[4] == 1);
  p.ejections = 2;
  p.feels(3.5, true, 10.0);
  CHECK(p.said[3] == 1);  // not so soon again

  // relief that lasts is no news; relief that comes back is
  p.feels(3.5, false, 600.0);
  CHECK(p.said[4] == 1);
  p.feels(5.0, false, 5.0);
  p.feels(3.5, false, 5.0);
  CHECK(p.said[4] == 2);
}

TEST_SUITE_END();
