#include <algorithm>
#include <cmath>
#include <limits>

#include "base/assert.h"
#include "oedema/oedema.h"

namespace lac::oedema {

void inject(const OedemaModel& model, const anatomy::TetMesh& mesh, Vec3 rest_point_m,
            double radius_m, double volume_m3, double amount, OedemaState& state) {
  LAC_ASSERT(radius_m > 0.0 && volume_m3 >= 0.0 && amount >= 0.0);
  const std::size_t nodes = model.volume_m3.size();
  if (state.tracer.empty()) state.tracer.assign(nodes, 0.0);

  // a paraboloid of tissue round the point; where the mesh is coarser, its nearest node
  std::vector<double> weight(nodes, 0.0);
  double sum = 0.0, nearest_m2 = std::numeric_limits<double>::infinity();
  std::size_t nearest = 0;
  for (std::size_t i = 0; i < nodes; ++i) {
    const Vec3 off = mesh.node_m[i] - rest_point_m;
    const double square_m2 = dot(off, off);
    if (square_m2 < nearest_m2) nearest_m2 = square_m2, nearest = i;
    const double inside = 1.0 - square_m2 / (radius_m * radius_m);
    if (inside > 0.0) sum += weight[i] = inside * model.volume_m3[i];
  }
  if (sum <= 0.0) sum = weight[nearest] = 1.0;

  for (std::size_t i = 0; i < nodes; ++i) {
    if (weight[i] <= 0.0) continue;
    const double share = weight[i] / sum;
    state.tracer[i] += share * amount;
    state.excess[i] += share * volume_m3 / model.room_m3[i];
  }
  state.injected_m3 += volume_m3;
}

double tracer_left(const OedemaState& state) {
  double sum = 0.0;
  for (const double t : state.tracer) sum += t;
  return sum;
}

}  // namespace lac::oedema
