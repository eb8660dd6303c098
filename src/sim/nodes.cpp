// Hands on the lymph node areas beside the breast: what is seen of them, what they do to the lymph.
#include <algorithm>
#include <array>
#include <utility>

#include "base/math.h"
#include "oedema/lymph.h"
#include "sim/constants.h"
#include "sim/model.h"

namespace lac::sim {

std::array<NodeTouch, 2> on_nodes(const Model& m, const input::InputFrame& frame,
                                  const hand::HandPose& pose, const State& s, double dt_s) {
  const anatomy::Landmarks& marks = m.breast->landmarks;
  const std::array<std::pair<anatomy::NodeGroup, Vec3>, 3> nodes = {
      {{anatomy::NodeGroup::Axillary, marks.axilla_m},
       {anatomy::NodeGroup::Clavicular, marks.clavicle_m},
       {anatomy::NodeGroup::Parasternal, marks.parasternum_m}}};
  std::array<NodeTouch, 2> out;
  for (int h = 0; h < 2; ++h) {
    // all bodies of a hand together
    NodeTouch& seen = out[h];
    int bodies = 0;
    for (const hand::Finger& f : pose.finger) {
      if (f.id / 16 != h || !f.beside || !frame.hands[h].touching) continue;
      const auto l =
          std::find_if(s.loop.begin(), s.loop.end(), [&](const auto& y) { return y.id == f.id; });
      if (l == s.loop.end()) continue;
      const Vec3 centre_m = 0.5 * (f.a_m + f.b_m);
      ++bodies;
      seen.position_m += centre_m;
      seen.velocity_m_per_s += (1.0 / dt_s) * tangential(centre_m - l->centre_m, f.press_direction);
    }
    if (bodies == 0) continue;
    seen.touching = true;
    seen.position_m = (1.0 / bodies) * seen.position_m;
    seen.velocity_m_per_s = (1.0 / bodies) * seen.velocity_m_per_s;
    seen.force_N = frame.hands[h].press_N;  // bone gives way to nothing: as told
    seen.group = std::min_element(nodes.begin(), nodes.end(), [&](const auto& a, const auto& b) {
                   return norm(a.second - seen.position_m) < norm(b.second - seen.position_m);
                 })->first;
  }
  return out;
}

void load_collectors(const Model& m, const input::InputFrame& frame, const hand::HandPose& pose,
                     const State& s, double dt_s, oedema::OedemaLoad& load) {
  for (const NodeTouch& hand : on_nodes(m, frame, pose, s, dt_s)) {
    if (!hand.touching) continue;
    const auto g = static_cast<std::size_t>(hand.group);
    const double pressure_Pa = hand.force_N / kNodeHand_m2;
    // a hand that moves empties the way, a light one best; one that rests dams it
    if (norm(hand.velocity_m_per_s) > kMovingSpeed_m_per_s)
      load.clearing[g] = std::max(load.clearing[g], oedema::static_share(pressure_Pa));
    else
      load.outflow_Pa[g] = std::max(load.outflow_Pa[g], pressure_Pa);
  }
}

}  // namespace lac::sim
