#include "session/finding.h"

#include <doctest/doctest.h>

#include "scenario/scenario.h"
#include "sim/sim.h"

using namespace lac;

namespace {

/// What is found of a patient who has one red flag and is otherwise well.
struct Examined {
  std::string skin, nipple, armpit;
  double redness_frac = 0.0;
};

Examined examine(physiology::ConditionKind kind, double severity) {
  sim::PatientParams patient;
  patient.one_breast = true;
  patient.physiology.condition.push_back(
      {.kind = kind, .clock_rad = 1.0, .r_m = 0.05, .radius_m = 0.03, .severity = severity});
  auto sim = sim::Simulation::make(patient, anatomy::Level::Coarse, "assets", 1);
  if (!sim) FAIL(sim.problems().front().text());
  (*sim)->tick({});
  const sim::Observation& seen = (*sim)->observation();
  const auto say = [&](const char* what) { return session::finding_text(what, seen, {}); };
  return {say("skin"), say("nipple"), say("armpit"),
          seen.breast[static_cast<std::size_t>(seen.side)].redness_frac};
}

bool says(const std::string& text, const char* word) {
  return text.find(word) != std::string::npos;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("session: each red flag is found where a clinician would see it, and only there") {
    using K = physiology::ConditionKind;
    const Examined well = examine(K::Inflammation, 0.0);
    CHECK(says(well.skin, "even in colour"));
    CHECK(says(well.skin, "no warmer"));
    CHECK(says(well.nipple, "whole"));
    CHECK_FALSE(says(well.nipple, "white"));
    CHECK(says(well.armpit, "soft and empty"));

    const Examined inflamed = examine(K::Inflammation, 0.8);
    CHECK(says(inflamed.skin, "deeper in colour"));
    CHECK(says(inflamed.skin, "warmer at its warmest"));
    CHECK(inflamed.redness_frac > 0.01);
    CHECK(says(inflamed.nipple, "whole"));

    CHECK(says(examine(K::Abscess, 0.9).skin, "deeper in colour"));
    CHECK(says(examine(K::DeviceInjury, 0.9).nipple, "cracked"));
    CHECK(says(examine(K::Bleb, 0.8).nipple, "white spot"));
    const Examined tail = examine(K::AccessoryTissue, 0.7);
    CHECK(says(tail.armpit, "swelling in the armpit"));
    CHECK(says(tail.skin, "even in colour"));
  }

  TEST_CASE("session: pus is told by a finger that felt it, contractions by her hand") {
    sim::Observation seen;
    sim::FingerSeen finger;
    session::LumpFelt felt;
    seen.finger = {finger};
    felt.feel(seen);
    CHECK(says(session::finding_text("lump", seen, felt), "No lump"));
    seen.finger[0].fluctuance = 0.8;
    felt.feel(seen);
    CHECK(says(session::finding_text("lump", seen, felt), "bag of water"));

    CHECK(says(session::finding_text("belly", seen, felt), "soft"));
    seen.womb_tight = true;
    CHECK(says(session::finding_text("belly", seen, felt), "hard"));
  }
}
