// The gravity-free reference shape, solved once a patient and kept in a folder the caller names.
#include <fmt/format.h>

#include <cstring>

#include "base/file.h"
#include "tissue/model.h"

namespace lac::tissue {
namespace {

constexpr std::string_view kMagic = "lacref 2\n";
constexpr std::size_t kMost_bytes = std::size_t{64} << 20;

void add_material(const Material& m, Hasher& h) {
  h.add(m.mu_Pa).add(m.stiffening).add(m.density_kg_per_m3);
}

// everything that the solve reads: another body, law or load is another file
std::uint64_t key_of(const anatomy::Breast& breast, const TissueParams& p, const TissueLoad& load,
                     int iterations) {
  Hasher h;
  h.add(kMagic).add(breast.hash).add(breast.mesh.node_m).add(breast.gland_frac);
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

std::uint64_t hash_of(std::string_view bytes) { return Hasher().add(bytes).digest(); }

// magic, key, hash of the rest; then the residual and three doubles a node
std::string pack(std::uint64_t key, double residual_m, const std::vector<Vec3>& node_m) {
  std::string body(sizeof(double) * (1 + 3 * node_m.size()), '\0');
  char* out = body.data();
  const auto put = [&](double v) {
    std::memcpy(out, &v, sizeof v);
    out += sizeof v;
  };
  put(residual_m);
  for (const Vec3& p : node_m)
    for (int k = 0; k < 3; ++k) put(p[k]);
  return fmt::format("{}{}\n{}\n", kMagic, hex(key), hex(hash_of(body))) + body;
}

// false for anything that is not exactly the file of this key: the shape is then solved anew
bool unpack(const std::string& bytes, std::uint64_t key, double& residual_m,
            std::vector<Vec3>& node_m) {
  const std::size_t head = kMagic.size() + 2 * 17;
  if (bytes.size() != head + sizeof(double) * (1 + 3 * node_m.size())) return false;
  const std::string_view body = std::string_view(bytes).substr(head);
  if (bytes.substr(0, head) != fmt::format("{}{}\n{}\n", kMagic, hex(key), hex(hash_of(body))))
    return false;
  const char* in = body.data();
  const auto get = [&] {
    double v = 0.0;
    std::memcpy(&v, in, sizeof v);
    in += sizeof v;
    return v;
  };
  residual_m = get();
  for (Vec3& p : node_m)
    for (int k = 0; k < 3; ++k) p[k] = get();
  return true;
}

}  // namespace

StepReport cached_reference(const anatomy::Breast& breast, const TissueParams& params,
                            const TissueLoad& load, int iterations,
                            const std::filesystem::path& folder, TissueModelPtr& model) {
  const std::uint64_t key = key_of(breast, params, load, iterations);
  const std::filesystem::path path = folder / fmt::format("reference_{}.lacref", hex(key));
  std::vector<Vec3> node_m(breast.mesh.node_m.size());
  StepReport report;
  if (const auto bytes = read_file(path, kMost_bytes);
      bytes && unpack(*bytes, key, report.residual, node_m)) {
    model = make_model(breast, params);
    set_reference(breast, std::move(node_m), *model);
    return report;
  }
  report = solve_reference(breast, params, load, iterations, model);
  // a folder that cannot be written costs the next start its time, nothing else
  if (report.flag == StepFlag::None)
    static_cast<void>(write_file(path, pack(key, report.residual, model->reference_m)));
  return report;
}

}  // namespace lac::tissue
