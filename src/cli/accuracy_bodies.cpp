#include "cli/accuracy_bodies.h"

#include <cstdlib>

#include "base/file.h"
#include "base/hash.h"
#include "cli/console.h"

namespace lac::cli {

namespace ref = fixtures::reference;

Cache::Cache() {
  const char* named = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  if (named != nullptr && *named != '\0') {
    folder_ = std::filesystem::path(named) / "lactasim";
  } else if (home != nullptr && *home != '\0') {
    folder_ = std::filesystem::path(home) / ".cache" / "lactasim";
  }
  if (folder_.empty()) return;
  if (const auto text = read_file(folder_ / "accuracy.json"))
    data_ = Json::parse(*text, nullptr, false);
  if (!data_.is_object()) data_ = Json::object();
}

void Cache::keep() const {
  if (!folder_.empty() && make_writable_folder(folder_))
    static_cast<void>(write_file(folder_ / "accuracy.json", data_.dump(1)));
}

std::uint64_t hash_of(const tissue::TissueParams& p) {
  // of what the report's solves read: nothing in it has weight
  Hasher h;
  for (const tissue::Material* m :
       {&p.adipose, &p.gland, &p.subareolar, &p.areola, &p.nipple, &p.balloon})
    h.add(m->mu_Pa).add(m->stiffening).add(m->density_kg_per_m3);
  for (const double v :
       {p.poisson, p.anp_local_frac, p.skin_toe_E_Pa, p.skin_late_E_Pa, p.skin_slack_stretch,
        p.skin_lockup_stretch, p.areola_slack_stretch, p.areola_toe_E_Pa, p.skin_poisson,
        p.pad_stiffness_Pa_per_m, p.pad_stiffening_m, p.damping_s})
    h.add(v);
  return h.digest();
}

const anatomy::Breast& Bodies::breast(int level, int halved) {
  Mesh& m = mesh(level, halved);
  if (!m.breast) {
    auto made = anatomy::build_breast(patient, static_cast<anatomy::Level>(level), m.templ);
    if (!made) {
      complain(made.problems(), kInternal);
      std::abort();
    }
    m.breast = std::move(*made);
  }
  return *m.breast;
}
ref::Body Bodies::body(int level, int halved, int order, const tissue::TissueParams& params) {
  if (order == 1) return ref::linear_body(breast(level, halved), params);
  const anatomy::Breast& fine = breast(level, halved + 1);
  const Mesh& parent = mesh(level, halved);
  return ref::quadratic_body(parent.templ.mesh, parent.refined, fine, params);
}

Bodies::Mesh& Bodies::mesh(int level, int halved) {
  auto& slot = mesh_[{level, halved}];
  if (slot) return *slot;
  slot = std::make_unique<Mesh>();
  Mesh& made = *slot;
  if (halved > 0) {
    Mesh& parent = mesh(level, halved - 1);
    parent.refined = ref::refine(parent.templ);
    made.templ = parent.refined.mesh;
  } else {
    auto read = anatomy::read_template(patient, static_cast<anatomy::Level>(level), assets_);
    if (!read) {
      complain(read.problems(), kInternal);
      std::abort();
    }
    made.templ = std::move(*read);
  }
  return made;
}

}  // namespace lac::cli
