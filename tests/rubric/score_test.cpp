#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "rubric/metrics.h"
#include "rubric/rubric.h"

using namespace lac;
using namespace lac::rubric;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

technique::TechniqueEvent event(const std::string& id, double start_s, double end_s,
                                std::map<std::string, double> measures = {}) {
  return {id, start_s, end_s, anatomy::Side::Left, std::move(measures), "seen so"};
}

Criterion row(Kind kind) {
  Criterion c;
  c.id = "row";
  c.kind = kind;
  c.weight = 10.0;
  c.source = "cotterman-2004";
  return c;
}

ScoreRow one(const Criterion& c, const std::vector<technique::TechniqueEvent>& events,
             const rubric::Evidence& evidence = {}) {
  const ScoreSheet sheet = score({c}, events, evidence, {});
  REQUIRE(sheet.rows.size() == 1);
  CHECK_FALSE(sheet.rows[0].explanation.empty());
  CHECK(sheet.total == doctest::Approx(100.0 * sheet.rows[0].credit));
  return sheet.rows[0];
}

rubric::Evidence::Sample sample(double time_s) {
  rubric::Evidence::Sample s;
  s.time_s = time_s;
  return s;
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("rubric: credit is 1 in the band and falls in a straight line to 0") {
    CHECK(band_credit(50.0, 50.0, 180.0, 20.0) == 1.0);
    CHECK(band_credit(180.0, 50.0, 180.0, 20.0) == 1.0);
    CHECK(band_credit(40.0, 50.0, 180.0, 20.0) == 0.5);
    CHECK(band_credit(195.0, 50.0, 180.0, 20.0) == 0.25);
    CHECK(band_credit(30.0, 50.0, 180.0, 20.0) == 0.0);
    CHECK(band_credit(-1e9, 50.0, 180.0, 20.0) == 0.0);
    CHECK(band_credit(49.999, 50.0, 180.0, 0.0) == 0.0);
    CHECK(band_credit(kNaN, 50.0, 180.0, 20.0) == 0.0);
    CHECK(band_credit(60.0, kNaN, 180.0, 20.0) == 0.0);
    CHECK(band_credit(1e9, 50.0, kInf, 20.0) == 1.0);
    CHECK(band_credit(kInf, 50.0, 180.0, 20.0) == 0.0);
  }

  TEST_CASE("rubric: measure takes the longest hold, and half credit half way down") {
    Criterion c = row(Kind::Measure);
    c.technique = "reverse-pressure-softening";
    c.metric = "hold_s";
    c.low = 50.0, c.high = 180.0, c.falloff = 20.0;
    const ScoreRow two = one(c, {event(c.technique, 10.0, 20.0, {{"hold_s", 10.0}}),
                                 event(c.technique, 30.0, 70.0, {{"hold_s", 40.0}})});
    CHECK(two.value == 40.0);
    CHECK(two.credit == 0.5);
    CHECK(two.unit == "s");
    REQUIRE(two.moments.size() == 2);
    CHECK(two.moments[1].start_s == 30.0);
    const ScoreRow none = one(c, {});
    CHECK(std::isnan(none.value));
    CHECK(none.credit == 0.0);
    const ScoreRow bad = one(c, {event(c.technique, 1.0, 2.0, {{"hold_s", kNaN}})});
    CHECK(bad.credit == 0.0);
  }

  TEST_CASE("rubric: measures that average are weighted by the events' lengths") {
    Criterion c = row(Kind::Measure);
    c.technique = "hand-expression";
    c.metric = "roll_share";
    c.low = 0.8, c.high = 1.0, c.falloff = 0.4;
    const ScoreRow r = one(c, {event(c.technique, 0.0, 30.0, {{"roll_share", 1.0}}),
                               event(c.technique, 40.0, 50.0, {{"roll_share", 0.2}})});
    CHECK(r.value == doctest::Approx(0.8));
    Criterion n = c;
    n.metric = "cycles", n.low = 10.0, n.high = -1.0, n.falloff = 10.0;
    const ScoreRow sum = one(n, {event(c.technique, 0.0, 30.0, {{"cycles", 6.0}}),
                                 event(c.technique, 40.0, 50.0, {{"cycles", 7.0}})});
    CHECK(sum.value == 13.0);
    CHECK(sum.credit == 1.0);  // high < low: no upper bound
  }

  TEST_CASE("rubric: coverage has no upper bound") {
    Criterion c = row(Kind::Coverage);
    c.technique = "palpation";
    c.metric = "places";
    c.low = 4.0, c.falloff = 4.0;
    CHECK(one(c, {event(c.technique, 0.0, 1.0, {{"places", 9.0}})}).credit == 1.0);
    CHECK(one(c, {event(c.technique, 0.0, 1.0, {{"places", 3.0}})}).credit == 0.75);
  }

  TEST_CASE("rubric: rhythm reads the variation of the period unless told otherwise") {
    Criterion c = row(Kind::Rhythm);
    c.technique = "hand-expression";
    c.low = 0.0, c.high = 0.15, c.falloff = 0.2;
    CHECK(one(c, {event(c.technique, 0.0, 9.0, {{"period_cv", 0.25}})}).credit ==
          doctest::Approx(0.5));
    c.metric = "period_s";
    c.low = 1.0, c.high = 3.0, c.falloff = 1.0;
    CHECK(one(c, {event(c.technique, 0.0, 9.0, {{"period_s", 2.0}})}).credit == 1.0);
  }

  TEST_CASE("rubric: limit looks only up, at the run or at a technique") {
    Criterion c = row(Kind::Limit);
    c.metric = "max_force_N";
    c.high = 5.0, c.falloff = 5.0;
    rubric::Evidence e;
    e.sample = {sample(1.0), sample(2.0), sample(3.0)};
    e.sample[1].max_force_N = 7.5;
    const ScoreRow r = one(c, {}, e);
    CHECK(r.value == 7.5);
    CHECK(r.credit == 0.5);
    REQUIRE(r.moments.size() == 1);
    CHECK(r.moments[0].start_s == 2.0);
    CHECK(std::isnan(one(c, {}, {}).value));
    c.technique = "hand-expression";
    c.metric = "slide_share";
    c.high = 0.1, c.falloff = 0.4;
    CHECK(one(c, {event(c.technique, 0.0, 9.0, {{"slide_share", 0.0}})}).credit == 1.0);
    CHECK(one(c, {event(c.technique, 0.0, 9.0, {{"slide_share", 0.5}})}).credit ==
          doctest::Approx(0.0));
  }

  TEST_CASE("rubric: gate wants the first done before the second, or by the end") {
    Criterion c = row(Kind::Gate);
    c.first = "consent", c.then = "touch";
    rubric::Evidence e;
    e.first_contact_s = 20.0;
    e.happening = {{12.0, "consent", 0.0}};
    CHECK(one(c, {}, e).credit == 1.0);
    CHECK(one(c, {}, e).value == 12.0);
    e.happening[0].time_s = 21.0;
    CHECK(one(c, {}, e).credit == 0.0);
    e.happening.clear();
    CHECK(one(c, {}, e).credit == 0.0);
    c.then.clear();
    e.happening = {{500.0, "consent", 0.0}};
    CHECK(one(c, {}, e).credit == 1.0);
    // where another thing stands for it, the row names the one that was done
    c.also = {"cup-given"};
    e.happening = {{400.0, "cup-given", 0.0}};
    CHECK(one(c, {}, e).credit == 1.0);
    CHECK(one(c, {}, e).explanation == "Cup given was done at 6:40.");
  }

  TEST_CASE("rubric: order without a time judges the first of the later thing") {
    Criterion c = row(Kind::Order);
    c.first = "reverse-pressure-softening", c.then = "hand-expression";
    const auto rps = event(c.first, 10.0, 70.0), hand = event(c.then, 80.0, 100.0);
    CHECK(one(c, {rps, hand}).credit == 1.0);
    CHECK(one(c, {rps, hand}).value == 10.0);
    CHECK(one(c, {event(c.then, 1.0, 9.0), rps, hand}).credit == 0.0);
    CHECK(one(c, {rps}).credit == 0.0);
    CHECK(one(c, {hand}).credit == 0.0);
  }

  TEST_CASE("rubric: order with a time falls from the allowed time on, best try counts") {
    Criterion c = row(Kind::Order);
    c.first = "reverse-pressure-softening", c.then = "latch";
    c.within_s = 300.0, c.falloff = 300.0;
    const auto rps = event(c.first, 40.0, 100.0);
    rubric::Evidence e;
    e.happening = {{5.0, "latch:fails", 0.0}, {550.0, "latch:ok", 0.0}};
    const ScoreRow r = one(c, {rps}, e);
    CHECK(r.value == 450.0);
    CHECK(r.credit == 0.5);
    e.happening.push_back({390.0, "latch:shallow", 0.0});
    CHECK(one(c, {rps}, e).credit == 1.0);
  }

  TEST_CASE("rubric: outcome reads the end of the run") {
    Criterion c = row(Kind::Outcome);
    c.metric = "areola_compressible_gain";
    c.low = 0.3, c.high = 1.0, c.falloff = 0.2;
    rubric::Evidence e;
    e.sample = {sample(1.0), sample(2.0), sample(3.0)};
    e.sample[0].areola_compressible = 0.2;
    e.sample[1].areola_compressible = 0.9;
    e.sample[1].touching = true;
    e.sample[2].areola_compressible = 0.4;
    const ScoreRow r = one(c, {}, e);
    CHECK(r.value == doctest::Approx(0.2));
    CHECK(r.credit == doctest::Approx(0.5));
    c.metric = "latch_ok";
    c.low = c.high = 1.0, c.falloff = 0.0;
    CHECK(one(c, {}, e).credit == 0.0);
    e.happening = {{2.0, "latch:fails", 0.0}, {3.0, "latch:ok", 0.0}};
    CHECK(one(c, {}, e).credit == 1.0);
    e.happening.push_back({4.0, "latch:fails", 0.0});
    CHECK(one(c, {}, e).credit == 0.0);
  }

  TEST_CASE("rubric: decision wants the last word right and in time") {
    Criterion c = row(Kind::Decision);
    c.decision = "refer-now";
    c.first = "palpation";
    c.within_s = 60.0, c.falloff = 60.0;
    const auto felt = event("palpation", 90.0, 100.0);
    const std::vector<ActionLabel> labels = {
        {"refer-now", "Refer now", true}, {"home", "Send home", true}, {"look", "Look"}};
    rubric::Evidence e;
    const auto marked = [&] {
      return score({c}, {felt}, e, {}, anatomy::Side::Left, labels).rows[0];
    };
    CHECK(marked().credit == 0.0);
    CHECK(marked().explanation == "\u201cRefer now\u201d was not decided.");
    e.happening = {{150.0, "refer-now", 0.0}};
    CHECK(marked().credit == 1.0);
    e.happening[0].time_s = 190.0;
    CHECK(marked().credit == 0.5);

    // what is no disposition changes nothing, another one does, and is named
    e.happening.push_back({195.0, "look", 0.0});
    CHECK(marked().credit == 0.5);
    e.happening.push_back({200.0, "home", 0.0});
    CHECK(marked().credit == 0.0);
    CHECK(marked().explanation ==
          "The decision was \u201cSend home\u201d; \u201cRefer now\u201d was wanted.");
  }

  TEST_CASE("rubric: avoid loses credit by the count, or only where the measure is in the band") {
    Criterion c = row(Kind::Avoid);
    c.technique = "nipple-touch";
    c.falloff = 2.0;
    CHECK(one(c, {}).credit == 1.0);
    CHECK(one(c, {event(c.technique, 1.0, 2.0)}).credit == 0.5);
    c.metric = "pinch_s";
    c.low = 0.5, c.high = -1.0;
    const rubric::ScoreRow brushed = one(c, {event(c.technique, 1.0, 2.0, {{"pinch_s", 0.2}})});
    CHECK(brushed.credit == 1.0);
    // it was done all the same: the row must not say that it was avoided
    CHECK(brushed.explanation.english().find("avoided") == std::string::npos);
    CHECK(brushed.explanation.english().find("was seen once, at 0:01") != std::string::npos);
    CHECK(brushed.explanation.english().find("0.2 s; counted: at least 0.5 s") !=
          std::string::npos);
    CHECK(one(c, {}).explanation.english().find("was avoided") != std::string::npos);
    CHECK(one(c, {event(c.technique, 1.0, 2.0, {{"pinch_s", 3.0}})}).credit == 0.0);
    Criterion a = row(Kind::Avoid);
    a.first = "warm-pack";
    rubric::Evidence e;
    e.happening = {{2.0, "warm-pack", 0.0}};
    CHECK(one(a, {}, e).credit == 0.0);
  }

  TEST_CASE("rubric: the total is the weighted mean, unverified rows weigh nothing") {
    Criterion good = row(Kind::Gate), bad = row(Kind::Gate), unseen = row(Kind::Gate);
    good.id = "good", good.first = "consent", good.weight = 30.0;
    bad.id = "bad", bad.first = "wash-hands", bad.weight = 10.0;
    unseen.id = "unseen", unseen.first = "never", unseen.weight = 1000.0;
    unseen.seen = Seen::Unverified;
    rubric::Evidence e;
    e.happening = {{1.0, "consent", 0.0}};
    const ScoreSheet s = score({good, bad, unseen}, {}, e, {});
    CHECK(s.total == doctest::Approx(75.0));
    REQUIRE(s.rows.size() == 3);
    CHECK(s.rows[0].criterion.id == "good");
    CHECK(s.rows[1].criterion.id == "bad");
    CHECK(s.rows[2].criterion.id == "unseen");
    CHECK(s.rows[2].weight_used == 0.0);
    CHECK(s.formula.find("75.0") != std::string::npos);
    CHECK(s.safe);
    CHECK(score({}, {}, e, {}).total == 0.0);
  }

  TEST_CASE("rubric: rows on assumed numbers carry a tenth of the score at most") {
    Criterion firm = row(Kind::Gate), guess = row(Kind::Gate);
    firm.first = "consent", firm.weight = 45.0;
    guess.first = "never", guess.weight = 100.0;
    guess.grade = Grade::Assumed;
    rubric::Evidence e;
    e.happening = {{1.0, "consent", 0.0}};
    CHECK(score({firm, guess}, {}, e, {}).total == doctest::Approx(90.0));
    guess.weight = 2.0;  // below a tenth: as written
    CHECK(score({firm, guess}, {}, e, {}).total == doctest::Approx(100.0 * 45.0 / 47.0));
  }

  TEST_CASE("rubric: a critical row without credit makes the run not safe, an assumed one never") {
    Criterion c = row(Kind::Gate);
    c.first = "consent", c.critical = true, c.id = "consent_first", c.text = "Consent first.";
    const ScoreSheet s = score({c}, {}, {}, {});
    CHECK_FALSE(s.safe);
    REQUIRE(s.critical_errors.size() == 1);
    CHECK(s.critical_errors[0].id == "consent_first");
    c.grade = Grade::Assumed;
    CHECK(score({c}, {}, {}, {}).safe);
    CHECK_FALSE(check(c).empty());
    c.grade = Grade::Expert, c.seen = Seen::Unverified;
    CHECK(score({c}, {}, {}, {}).safe);
    CHECK_FALSE(score({}, {}, {}, {{"pain-ignored", "text", 3.0}}).safe);
  }

  TEST_CASE("rubric: who ends a visit before any touch has touched nobody without consent") {
    Criterion c = row(Kind::Gate);
    c.first = "consent", c.then = "touch", c.critical = true, c.text = "Consent before touch.";
    rubric::Evidence e;
    const ScoreSheet left = score({c}, {}, e, {});
    CHECK(left.safe);
    CHECK(left.rows[0].credit == 0.0);

    // a touch without it is what makes the row critical, and consent after that does not help
    e.first_contact_s = 5.0;
    CHECK_FALSE(score({c}, {}, e, {}).safe);
    e.happening = {{9.0, "consent", 0.0}};
    CHECK_FALSE(score({c}, {}, e, {}).safe);
    e.happening = {{3.0, "consent", 0.0}};
    CHECK(score({c}, {}, e, {}).safe);
  }
}

TEST_SUITE("unit") {
  TEST_CASE("rubric: a criterion that names what does not exist is refused") {
    Criterion c = row(Kind::Measure);
    c.technique = "hand-expression", c.metric = "roll_share";
    CHECK(check(c).empty());
    c.metric = "rol_share";
    CHECK(check(c).find("rol_share") != std::string::npos);
    c.technique = "hand-expresion";
    CHECK(check(c).find("hand-expresion") != std::string::npos);
    Criterion limit = row(Kind::Limit);
    limit.metric = "max_force_N";
    CHECK(check(limit).empty());
    limit.weight = kNaN;
    CHECK_FALSE(check(limit).empty());
  }

  TEST_CASE("rubric: every metric can be read from an empty run and from a run") {
    rubric::Evidence e;
    e.sample = {sample(1.0)};
    for (const MetricInfo& m : metric_table()) {
      INFO(m.name);
      CHECK_FALSE(m.meaning.empty());
      read_metric(m.name, {});
      read_metric(m.name, e);
    }
    CHECK(std::isnan(read_metric("no_such_metric", e).value));
    CHECK(std::isnan(read_metric("max_spoken_nrs_rise", e).value));
    e.baseline_nrs = 5;
    e.sample[0].spoken_nrs = 4;
    CHECK(read_metric("max_spoken_nrs_rise", e).value == -1.0);
    e.sample[0].cup_m3 = 3e-6;
    CHECK(read_metric("cup_mL", e).value == doctest::Approx(3.0));
  }

  TEST_CASE("rubric: pain at the end is what was said once the hands were off") {
    rubric::Evidence e;
    e.baseline_nrs = 5;
    e.first_contact_s = 2.0;
    for (int s = 1; s <= 6; ++s) e.sample.push_back(sample(s));
    e.sample[0].spoken_nrs = 5;
    e.sample[2].touching = e.sample[3].touching = true;
    CHECK(std::isnan(read_metric("end_spoken_nrs_rise", e).value));

    // asked between two touches is not the end either
    e.sample[1].touching = true;
    e.sample[2].touching = false;
    e.sample[2].spoken_nrs = 7;
    CHECK(std::isnan(read_metric("end_spoken_nrs_rise", e).value));
    e.sample[5].spoken_nrs = 4;
    CHECK(read_metric("end_spoken_nrs_rise", e).value == -1.0);
    CHECK(read_metric("max_spoken_nrs_rise", e).value == 2.0);

    // nothing was touched: there is no end of touch
    e.first_contact_s = -1.0;
    for (auto& s : e.sample) s.touching = false;
    CHECK(std::isnan(read_metric("end_spoken_nrs_rise", e).value));
  }

  TEST_CASE("rubric: softness counts when the baby is first offered the breast") {
    rubric::Evidence e;
    for (int s = 1; s <= 6; ++s) {
      e.sample.push_back(sample(s));
      e.sample.back().touching = s == 2;
    }
    e.sample[0].areola_compressible = 0.25;
    for (int i = 2; i < 4; ++i) e.sample[static_cast<std::size_t>(i)].areola_compressible = 0.75;
    CHECK(std::isnan(read_metric("areola_latch_gain", e).value));
    e.happening = {{3.5, "latch:shallow", 0.0}, {5.5, "latch:ok", 0.0}};
    CHECK(read_metric("areola_latch_gain", e).value == 0.5);
    e.sample.clear();
    CHECK(std::isnan(read_metric("areola_latch_gain", e).value));
  }

  TEST_CASE("rubric: explanations call things by the names that a learner knows") {
    Criterion gate = row(Kind::Gate);
    gate.first = "warm-pack-long", gate.then = "touch";
    rubric::Evidence e;
    e.first_contact_s = 61.0;
    const std::vector<ActionLabel> labels = {{"warm-pack-long", "Warm pack for half an hour"}};
    CHECK(score({gate}, {}, e, {}, anatomy::Side::Left, labels).rows[0].explanation ==
          "Not done: \u201cWarm pack for half an hour\u201d.");
    e.happening = {{30.0, "warm-pack-long", 0.0}};
    CHECK(
        score({gate}, {}, e, {}, anatomy::Side::Left, labels).rows[0].explanation ==
        "\u201cWarm pack for half an hour\u201d was done at 0:30, before the first touch at 1:01.");
    Criterion held = row(Kind::Measure);
    held.technique = "reverse-pressure-softening", held.metric = "hold_s";
    CHECK(score({held}, {}, {}, {})
              .rows[0]
              .explanation.english()
              .starts_with(
                  "Not recognised: reverse pressure softening; so there is nothing to measure ("));

    // what is 1 or 0 is said in words, and notes of a meaning are left out
    Criterion latch = row(Kind::Outcome);
    latch.metric = "latch_ok", latch.low = 1.0;
    e.sample = {sample(1.0)};
    CHECK(score({latch}, {}, e, {}).rows[0].explanation == "The baby was not offered the breast.");
    e.happening = {{30.0, "latch:ok", 0.0}};
    CHECK(score({latch}, {}, e, {}).rows[0].explanation ==
          "When the baby was last offered the breast, the latch held.");
    Criterion pain = row(Kind::Outcome);
    pain.metric = "end_spoken_nrs_rise";
    CHECK(score({pain}, {}, e, {}).rows[0].explanation.english().find("missing") ==
          std::string::npos);
    for (const MetricInfo& m : metric_table()) CHECK((m.meaning[1] == ':') == !m.yes.empty());

    // every family has a name, and no explanation of it shows its id or begins small
    for (const std::string& id : technique::technique_ids()) {
      CAPTURE(id);
      CHECK_FALSE(std::string_view(technique::plain_name(id)).empty());
      Criterion order = row(Kind::Order), avoid = row(Kind::Avoid);
      order.first = "touch", order.then = id;
      avoid.technique = id;
      for (const ScoreRow& r : score({order, avoid}, {}, {}, {}).rows) {
        CHECK_FALSE((r.explanation.english()[0] >= 'a' && r.explanation.english()[0] <= 'z'));
        if (id.find('-') != std::string::npos)
          CHECK(r.explanation.english().find(id) == std::string::npos);
      }
    }
    CHECK(std::string_view(technique::plain_name("no-such-family")).empty());
  }

  TEST_CASE("rubric: every threshold lies in its range and says its effect or its source") {
    for (const NamedConstant& c : named_constants()) {
      INFO(c.name);
      CHECK(c.constant.low <= c.constant.value);
      CHECK(c.constant.value <= c.constant.high);
      if (c.constant.evidence == lac::Evidence::Assumed) {
        CHECK(c.constant.note.substr(0, 7) == "effect:");
      } else {
        CHECK_FALSE(c.constant.source.empty());
      }
    }
  }
}
