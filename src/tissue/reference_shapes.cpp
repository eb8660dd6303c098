// Gravity-free reference shapes, found once and known again by the hash of what decides them.
#include <algorithm>

#include "tissue/model.h"

namespace lac::tissue {
namespace {

void add_material(const Material& m, Hasher& h) {
  h.add(m.mu_Pa).add(m.stiffening).add(m.density_kg_per_m3);
}

// everything that the solve reads: another body, law or load is another shape
std::uint64_t key_of(const anatomy::Breast& breast, const TissueParams& p, const TissueLoad& load,
                     int iterations) {
  Hasher h;
  h.add(breast.hash).add(breast.mesh.node_m).add(breast.gland_frac);
  h.add(breast.skin_thickness_m).add(iterations);
  for (const auto& t : breast.mesh.tet)
    for (int k : t) h.add(k);
  for (const anatomy::Tissue t : breast.tissue) h.add(t);
  for (const anatomy::Region r : breast.triangle_region) h.add(r);
  for (const Material* m :
       {&p.adipose, &p.gland, &p.subareolar, &p.areola, &p.nipple, &p.balloon}) {
    add_material(*m, h);
  }
  h.add(p.poisson)
      .add(p.least_bulk_Pa)
      .add(p.carried_gravity_frac)
      .add(p.anp_local_frac)
      .add(p.skin_toe_E_Pa)
      .add(p.skin_late_E_Pa);
  h.add(p.skin_slack_stretch).add(p.skin_lockup_stretch).add(p.areola_slack_stretch);
  h.add(p.areola_toe_E_Pa);
  h.add(p.skin_poisson).add(load.gravity_m_per_s2).add(load.growth_frac).add(load.stiffness_scale);
  return h.digest();
}

}  // namespace

bool ReferenceShapes::known(std::uint64_t key, double& residual_m, std::vector<Vec3>& node_m) {
  const std::scoped_lock lock(mutex_);
  const auto at =
      std::find_if(shape_.begin(), shape_.end(), [&](const Shape& s) { return s.key == key; });
  if (at == shape_.end()) return false;
  std::rotate(shape_.begin(), at, at + 1);
  residual_m = shape_.front().residual_m;
  node_m = shape_.front().node_m;
  return true;
}

StepReport ReferenceShapes::solve(const anatomy::Breast& breast, const TissueLoad& load,
                                  int iterations, TissueModel& model) {
  ++asked_;
  const std::uint64_t key = key_of(breast, model.params, load, iterations);
  StepReport report;
  std::vector<Vec3> node_m;
  if (known(key, report.residual, node_m)) {
    set_reference(breast, std::move(node_m), model);
    return report;
  }
  ++solved_;
  report = solve_reference(breast, load, iterations, model);
  if (report.flag == StepFlag::None) {
    const std::scoped_lock lock(mutex_);
    shape_.push_front({key, report.residual, model.reference_m});
    if (shape_.size() > kMost) shape_.pop_back();
  }
  return report;
}

}  // namespace lac::tissue
