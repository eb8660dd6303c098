#include "app/cloth.h"

#include <algorithm>

namespace lac::app {

// The actions by the names that marking knows them under too.
bool Cloth::names(const scenario::Action& action, What& what) {
  const std::string& id = action.id;
  if (id == "consent" || id == "coach-agreed" || id == "show-own-hands")
    what = What::Agreed;
  else if (id == "look")
    what = What::Looked;
  else if (id == "privacy")
    what = What::Offered;
  else if (id == "cover")
    what = What::Covered;
  else
    return false;
  return true;
}

Cloth::Cloth(const scenario::ScenarioSpec& spec) {
  What what{};
  wears_ = spec.patient.breast.kind != anatomy::BodyKind::Balloon &&
           std::any_of(spec.actions.begin(), spec.actions.end(), [&](const scenario::Action& a) {
             return names(a, what) && what == What::Agreed;
           });
}

void Cloth::read(const scenario::ScenarioSpec& spec, const std::vector<session::LogLine>& lines) {
  for (; read_ < lines.size(); ++read_) {
    const session::LogLine& line = lines[read_];
    if (line.who != "you") continue;
    // an action that was done is told by its own label; one that was refused is told otherwise
    const std::string words = line.text.said();
    for (const scenario::Action& a : spec.actions) {
      Change change{.time_s = line.time_s};
      if (names(a, change.what) && words == (a.label.empty() ? a.id : a.label))
        changes_.push_back(change);
    }
  }
}

Cloth::Seen Cloth::at(double time_s, bool hand_there) const {
  Seen seen{.covered = wears_};
  if (!wears_) return seen;
  for (const Change& change : changes_) {
    if (change.time_s > time_s) break;
    switch (change.what) {
      case What::Agreed:
        seen.agreed = true;
        seen.covered = false;
        break;
      case What::Looked:
        seen.covered = false;
        break;
      case What::Offered:
      case What::Covered:
        seen.own = false;
        seen.covered = true;
        break;
    }
  }
  if (hand_there && seen.agreed) seen.covered = false;
  return seen;
}

bool Cloth::may_touch(const session::Session& session) {
  What what{};
  bool asked_for = false;
  for (const scenario::Action& a : session.spec().actions) {
    if (!names(a, what) || what != What::Agreed) continue;
    if (session.done(a.id)) return true;
    asked_for = true;
  }
  return !asked_for;
}

int Cloth::covers() const {
  return static_cast<int>(std::count_if(changes_.begin(), changes_.end(),
                                        [](const Change& c) { return c.what == What::Covered; }));
}

}  // namespace lac::app
