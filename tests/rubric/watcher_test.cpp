#include <doctest/doctest.h>

#include <cmath>

#include "base/units.h"
#include "rubric/metrics.h"
#include "rubric/rubric.h"

using namespace lac;
using namespace lac::rubric;

namespace {

// A patient and a hand, told tick by tick what to show.
struct Room {
  Watcher watcher;
  std::int64_t ticks = 0;
  double force_N = 0.0;  // 0: no contact
  double face = 1.0, mark_frac = 0.0, pressure_Pa = 2000.0, slip_m_per_s = 0.0, r_m = 0.05;
  bool moves = true;     // the contact travels as it slips
  bool coached = false;  // it is the parent's own hand
  double oil_frac = 0.0;
  anatomy::Side side = anatomy::Side::Left;
  sim::Area area = sim::Area::Body;

  double now_s() const { return ticks * kTick_s; }
  sim::Observation look() {
    sim::Observation o;
    o.tick = ++ticks;
    o.time_s = now_s();
    o.step_s = kTick_s;
    o.side = side;
    o.face = face;
    o.mark_frac = mark_frac;
    o.coached[0] = coached && force_N > 0.0;
    o.oil_frac = oil_frac;
    if (force_N > 0.0) {
      sim::FingerSeen f;
      f.area = area;
      f.normal_N = force_N;
      f.mean_pressure_Pa = pressure_Pa;
      f.slip_m_per_s = slip_m_per_s;
      f.r_m = r_m -= moves ? slip_m_per_s * kTick_s : 0.0;
      o.finger = {f};
    }
    return o;
  }
  void pass(double seconds) {
    for (int n = static_cast<int>(seconds / kTick_s + 0.5); n > 0; --n) watcher.push(look());
  }
  void event(const std::string& id, int nrs = -1) {
    sim::Observation o = look();
    o.events = {{id, 0.0}};
    o.spoken_nrs = nrs;
    watcher.push(o);
  }
  void say(int nrs) {
    sim::Observation o = look();
    o.spoken_nrs = nrs;
    watcher.push(o);
  }
  bool told(const std::string& id) const {
    for (const CriticalError& e : watcher.critical_errors())
      if (e.id == id) return true;
    return false;
  }
};

// consent given, baseline 4 said, hand on at 2 N
Room touching() {
  Room r;
  r.pass(2.0);
  r.event("consent");
  r.say(4);
  r.force_N = 2.0;
  r.pass(5.0);
  return r;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("rubric: touch before consent is told, touch after it is not") {
    Room early, right, brush;
    early.pass(1.0);
    early.force_N = 1.0;
    early.pass(1.0);
    CHECK(early.told("touch-without-consent"));
    CHECK(early.watcher.evidence().contact_without_consent_s == doctest::Approx(1.0).epsilon(0.02));
    right.event("consent");
    right.force_N = 1.0;
    right.pass(10.0);
    CHECK(right.watcher.critical_errors().empty());
    CHECK(right.watcher.evidence().first_contact_s == doctest::Approx(2.0 * kTick_s));
    brush.force_N = 0.2;
    brush.pass(0.1);  // below the 0.2 s that count
    brush.force_N = 0.0;
    brush.pass(2.0);
    CHECK(brush.watcher.critical_errors().empty());
  }

  TEST_CASE("rubric: consent counts for its breast and its area") {
    Room other;
    other.event("consent");
    other.side = anatomy::Side::Right;
    other.force_N = 1.0;
    other.pass(1.0);
    CHECK(other.told("touch-without-consent"));
    Room both;
    both.event("consent:both");
    both.side = anatomy::Side::Right;
    both.force_N = 1.0;
    both.pass(1.0);
    CHECK(both.watcher.critical_errors().empty());
    Room body;
    body.event("consent:body");
    body.force_N = 1.0;
    body.pass(1.0);
    CHECK(body.watcher.critical_errors().empty());
    body.area = sim::Area::Areola;
    body.pass(1.0);
    CHECK(body.told("touch-without-consent"));
  }

  TEST_CASE(
      "rubric: the parent's own hands need her agreement to coaching, and it is theirs alone") {
    Room own;
    own.coached = true;
    own.event("coach-agreed");
    own.force_N = 1.0;
    own.pass(1.0);
    CHECK(own.watcher.critical_errors().empty());

    // it is no yes to another's hands
    own.coached = false;
    own.pass(1.0);
    CHECK(own.told("touch-without-consent"));

    // before it, and after a stop, it is touch without agreement
    Room before;
    before.coached = true;
    before.force_N = 1.0;
    before.pass(1.0);
    CHECK(before.told("touch-without-consent"));
    Room stopped;
    stopped.coached = true;
    stopped.event("coach-agreed");
    stopped.event("stop-word");
    stopped.pass(1.0);
    stopped.force_N = 1.0;
    stopped.pass(1.0);
    CHECK(stopped.told("touch-without-consent"));
    Room again;
    again.coached = true;
    again.event("coach-agreed");
    again.event("stop-word");
    again.event("coach-agreed");
    again.force_N = 1.0;
    again.pass(1.0);
    CHECK(again.watcher.critical_errors().empty());

    // a yes to the learner's hands covers hers as well
    Room both;
    both.coached = true;
    both.event("consent");
    both.force_N = 1.0;
    both.pass(1.0);
    CHECK(both.watcher.critical_errors().empty());
  }

  TEST_CASE("rubric: staying on more than 3 s after stop is pain ignored, lifting in time is not") {
    for (const char* word : {"says:stop", "stop-word"}) {
      Room stays = touching(), lifts = touching();
      stays.event(word);
      stays.pass(2.8);
      CHECK_FALSE(stays.told("pain-ignored"));
      stays.pass(0.5);
      CHECK(stays.told("pain-ignored"));
      lifts.event(word);
      lifts.pass(2.5);
      lifts.force_N = 0.0;
      lifts.pass(30.0);
      CHECK(lifts.watcher.critical_errors().empty());

      // touching again needs a new consent
      Room asked = lifts;
      lifts.force_N = 1.0;
      lifts.pass(1.0);
      CHECK(lifts.told("touch-without-consent"));
      asked.event("consent");
      asked.force_N = 1.0;
      asked.pass(10.0);
      CHECK(asked.watcher.critical_errors().empty());
    }
  }

  TEST_CASE("rubric: a spoken rise of 2 that is neither eased nor asked about is pain ignored") {
    Room ignores = touching(), eases = touching(), asks = touching(), lifts = touching(),
         small = touching();
    ignores.say(6);
    ignores.pass(4.8);
    CHECK_FALSE(ignores.told("pain-ignored"));
    ignores.pass(0.5);
    CHECK(ignores.told("pain-ignored"));
    eases.say(6);
    eases.pass(2.0);
    eases.force_N = 1.2;  // 60 %
    eases.pass(30.0);
    CHECK(eases.watcher.critical_errors().empty());
    asks.say(6);
    asks.pass(4.0);
    asks.event("ask-pain");
    asks.pass(30.0);
    CHECK(asks.watcher.critical_errors().empty());
    lifts.say(6);
    lifts.pass(3.0);
    lifts.force_N = 0.0;
    lifts.pass(30.0);
    CHECK(lifts.watcher.critical_errors().empty());
    small.say(5);  // 1 above
    small.pass(30.0);
    CHECK(small.watcher.critical_errors().empty());
  }

  TEST_CASE(
      "rubric: easing too little, or asking and then going on over a high answer, is not enough") {
    Room little = touching(), deaf = touching(), heeds = touching();
    little.say(7);
    little.pass(1.0);
    little.force_N = 1.6;  // 80 %
    little.pass(6.0);
    CHECK(little.told("pain-ignored"));
    deaf.say(6);
    deaf.pass(2.0);
    deaf.event("ask-pain");
    deaf.pass(1.0);
    deaf.say(7);
    deaf.pass(6.0);
    CHECK(deaf.told("pain-ignored"));
    heeds.say(6);
    heeds.pass(2.0);
    heeds.event("ask-pain", 7);  // answer in the same tick
    heeds.force_N = 1.0;
    heeds.pass(30.0);
    CHECK(heeds.watcher.critical_errors().empty());
  }

  TEST_CASE("rubric: pain on the face counts, and letting go between cycles is no easing") {
    Room grimace = touching();
    grimace.face = 3.5;
    for (int cycle = 0; cycle < 8; ++cycle) {
      grimace.force_N = 2.0;
      grimace.pass(1.0);
      grimace.force_N = 0.2;
      grimace.pass(1.0);
    }
    CHECK(grimace.told("pain-ignored"));
    Room passes = touching();
    passes.face = 3.5;
    passes.pass(3.0);
    passes.face = 1.5;  // it goes by itself
    passes.pass(30.0);
    CHECK(passes.watcher.critical_errors().empty());
    Room slight = touching();
    slight.face = 2.9;
    slight.pass(30.0);
    CHECK(slight.watcher.critical_errors().empty());
  }

  TEST_CASE("rubric: going harder than before an eased pain raises the alarm again") {
    Room r = touching();
    r.face = 4.0;
    r.pass(1.0);
    r.force_N = 1.0;
    r.pass(20.0);
    CHECK(r.watcher.critical_errors().empty());
    r.force_N = 3.0;
    r.pass(7.0);
    CHECK(r.told("pain-ignored"));
  }

  TEST_CASE("rubric: visible injury above the threshold is told, below it is not") {
    Room r = touching();
    r.mark_frac = 0.24;
    r.pass(5.0);
    CHECK(r.watcher.critical_errors().empty());
    r.mark_frac = 0.26;
    r.pass(5.0);
    CHECK(r.told("tissue-injury"));
    CHECK(r.watcher.critical_errors().size() == 1);
  }

  TEST_CASE("rubric: one sample a second, rest ticks one each, and time adds up") {
    Room r = touching();
    r.pass(10.5);
    const double hand_s = r.now_s();
    for (int i = 1; i <= 60; ++i) {
      sim::Observation o;
      o.step_s = kRestTick_s;
      o.kind = input::TickKind::Rest;
      o.time_s = hand_s + i;
      r.watcher.push(o);
    }
    r.watcher.finish();
    double sum_s = 0.0;
    for (const rubric::Evidence::Sample& s : r.watcher.evidence().sample) sum_s += s.step_s;
    CHECK(sum_s == doctest::Approx(hand_s + 60.0).epsilon(1e-9));
    CHECK(r.watcher.evidence().sample.size() <= static_cast<std::size_t>(hand_s + 60.0) + 2);
    CHECK(r.watcher.evidence().baseline_nrs == 4);
  }

  TEST_CASE("rubric: glide counts only under load, finger by finger") {
    Room r = touching();
    r.slip_m_per_s = 0.02;
    r.pressure_Pa = 3000.0;
    r.pass(2.0);
    r.watcher.finish();
    CHECK(read_metric("slip_under_load_m", r.watcher.evidence()).value == 0.0);
    r.pressure_Pa = 6000.0;
    r.pass(0.5);
    r.pressure_Pa = 1000.0;
    r.pass(0.5);
    r.pressure_Pa = 6000.0;
    r.pass(0.25);
    r.watcher.finish();
    // 0.5 s at 20 mm/s less the first tick, where the load is noticed; the second glide starts
    // afresh
    CHECK(read_metric("slip_under_load_m", r.watcher.evidence()).value ==
          doctest::Approx(0.010).epsilon(0.04));

    // under a film of oil the same load glides without rubbing; twice the load does not
    for (const double pressure_Pa : {6000.0, 12000.0}) {
      Room oiled = touching();
      oiled.oil_frac = 0.5;
      oiled.slip_m_per_s = 0.02;
      oiled.pressure_Pa = pressure_Pa;
      oiled.pass(1.0);
      oiled.watcher.finish();
      CHECK((read_metric("slip_under_load_m", oiled.watcher.evidence()).value > 0.01) ==
            (pressure_Pa > 1e4));
    }
    Room shakes = touching();
    shakes.moves = false;
    shakes.slip_m_per_s = 0.02;
    shakes.pressure_Pa = 6000.0;
    shakes.pass(5.0);
    shakes.watcher.finish();
    CHECK(read_metric("slip_under_load_m", shakes.watcher.evidence()).value == 0.0);
  }

  TEST_CASE("rubric: non-finite observations neither count nor poison") {
    Room r = touching();
    sim::Observation o = r.look();
    o.face = o.mark_frac = o.cup_m3 = o.flow_m3_per_s = o.areola_compressible = std::nan("");
    o.finger[0].normal_N = o.finger[0].slip_m_per_s = std::nan("");
    r.watcher.push(o);
    o.time_s = std::nan("");
    r.watcher.push(o);
    r.pass(2.0);
    r.watcher.finish();
    for (const MetricInfo& m : metric_table()) {
      INFO(m.name);
      // no baby was offered the breast, and nobody asked after the touch
      if (m.name == "latch_ok" || m.name == "areola_latch_gain" || m.name == "end_spoken_nrs_rise")
        continue;
      CHECK(std::isfinite(read_metric(m.name, r.watcher.evidence()).value));
    }
    CHECK(r.watcher.critical_errors().empty());
  }
}

TEST_SUITE("determinism") {
  TEST_CASE("rubric: the same run gives the same sheet, word for word") {
    auto run = [] {
      Room r = touching();
      r.say(6);
      r.pass(8.0);
      r.watcher.finish();
      Criterion c;
      c.id = "force", c.kind = Kind::Limit, c.metric = "max_force_N", c.high = 1.0, c.falloff = 3.0;
      c.weight = 5.0;
      return score({c}, {}, r.watcher.evidence(), r.watcher.critical_errors());
    };
    const ScoreSheet a = run(), b = run();
    CHECK(a.total == b.total);
    CHECK(a.formula == b.formula);
    CHECK(a.rows[0].explanation == b.rows[0].explanation);
    CHECK(a.critical_errors[0].time_s == b.critical_errors[0].time_s);
  }
}
