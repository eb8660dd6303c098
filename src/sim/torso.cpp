// How she lies: which way gravity pulls in the patient frame, which is fixed to her chest.
#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "base/units.h"
#include "sim/constants.h"
#include "sim/model.h"

namespace lac::sim {
namespace {

double eased(const TorsoState& t) { return t.turning() ? smoothstep(t.turned_s / t.turn_s) : 1.0; }

}  // namespace

double recline_rad(const TorsoState& t) {
  return lerp(t.from_recline_rad, t.to_recline_rad, eased(t));
}
double roll_rad(const TorsoState& t) { return lerp(t.from_roll_rad, t.to_roll_rad, eased(t)); }

Vec3 gravity(const TorsoState& t, double g) {
  // the back leans by `recline` from vertical, then the body rolls about its own long axis
  const double recline = recline_rad(t), roll = roll_rad(t);
  return g * Vec3{sin(roll), -cos(recline) * cos(roll), -sin(recline) * cos(roll)};
}

void turn_to(Position position, const tissue::TissueParams& p, anatomy::Side lies_on,
             TorsoState& t) {
  t.from_recline_rad = recline_rad(t);
  t.from_roll_rad = roll_rad(t);
  t.position = position;
  t.to_roll_rad = 0.0;
  switch (position) {
    case Position::Supine:
      t.to_recline_rad = 0.5 * kPi;
      break;
    case Position::Reclined:
      t.to_recline_rad = p.recline_rad;
      break;
    case Position::Upright:
      t.to_recline_rad = 0.0;
      break;
    case Position::LeaningForward:
      t.to_recline_rad = -kLeanForward_rad;
      break;
    case Position::SideLying:
      t.to_recline_rad = 0.5 * kPi;
      t.to_roll_rad = lies_on == anatomy::Side::Left ? kSideRoll_rad : -kSideRoll_rad;
      break;
    case Position::Prone:
      t.to_recline_rad = -0.5 * kPi;
      break;
  }
  const double angle = std::max(std::fabs(t.to_recline_rad - t.from_recline_rad),
                                std::fabs(t.to_roll_rad - t.from_roll_rad));
  t.turn_s = angle / kTurn_rad_per_s;
  t.turned_s = 0.0;
}

double midline_m(const anatomy::BreastParams& breast) {
  return 0.5 * breast.base_width_m + kMidlineBeyond_m;
}

}  // namespace lac::sim
