#include "cli/accuracy.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/file.h"
#include "base/hash.h"
#include "base/math.h"
#include "cli/console.h"
#include "fixtures/reference/press.h"

namespace lac::cli {
namespace {

using Json = nlohmann::ordered_json;
namespace ref = fixtures::reference;

// targets of the report
constexpr double kSameMesh_frac = 0.02, kStroke_frac = 0.04, kVolume_frac = 0.005;
constexpr double kCalibrated_frac[2] = {0.15, 0.05};  // coarse, standard
constexpr double kRoughness = 0.4, kMeanPressure_frac = 0.10;

constexpr double kPress_s = 0.5, kHold_s = 2.0;
const std::vector<double> kDepths_m = {0.005, 0.010, 0.015};
constexpr int kMiddle = 1;  // of the depths: the one that is calibrated on
constexpr double kFixedOrder = 2.0;
const ref::Accuracy kReference{.force_N = 1e-5, .cg = 0.03, .newtons = 80, .iterations = 5000};

const std::vector<ref::Site>& sites() {
  // the first is the one that is calibrated on
  static const std::vector<ref::Site> all = {{"3 o'clock, 50 mm", {0.5 * kPi, 0.050}},
                                             {"12 o'clock, 40 mm", {0.0, 0.040}},
                                             {"7:30, 55 mm", {1.25 * kPi, 0.055}},
                                             {"9 o'clock, areola", {1.5 * kPi, 0.012}}};
  return all;
}
constexpr const char* kLevel[3] = {"coarse", "standard", "fine"};

/// Results that took long, by a key that holds all they depend on.
class Cache {
 public:
  Cache() {
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
  template <class Make>
  Json get(const std::string& key, Make&& make) {
    if (data_.contains(key)) return data_[key];
    data_[key] = make();
    if (!folder_.empty() && make_writable_folder(folder_))
      static_cast<void>(write_file(folder_ / "accuracy.json", data_.dump(1)));
    return data_[key];
  }

 private:
  std::filesystem::path folder_;
  Json data_ = Json::object();
};

Json to_json(const ref::Press& p) {
  return {{"depth_mm", p.depth_m * 1e3}, {"force_N", p.force_N},
          {"area_mm2", p.area_m2 * 1e6}, {"mean_Pa", p.mean_Pa},
          {"peak_Pa", p.peak_Pa},        {"volume_change_frac", p.volume_change_frac},
          {"roughness", p.roughness},    {"ok", p.ok}};
}

std::uint64_t hash_of(const tissue::TissueParams& p) {
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

/// The patient's breast at every fineness, built when first asked for.
class Bodies {
 public:
  explicit Bodies(std::filesystem::path assets) : assets_(std::move(assets)) {
    patient.projection_m = 0.0;
  }
  struct Mesh {
    anatomy::TemplateMesh templ;
    ref::Refined refined;  // leads to the children; empty until a finer one is made
    std::optional<anatomy::Breast> breast;
  };
  /// @param level      of the shipped template; @param halved  how often its
  /// elements are cut
  const anatomy::Breast& breast(int level, int halved) {
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
  ref::Body body(int level, int halved, int order, const tissue::TissueParams& params) {
    if (order == 1) return ref::linear_body(breast(level, halved), params);
    const anatomy::Breast& fine = breast(level, halved + 1);
    const Mesh& parent = mesh(level, halved);
    return ref::quadratic_body(parent.templ.mesh, parent.refined, fine, params);
  }
  anatomy::BreastParams patient;

 private:
  Mesh& mesh(int level, int halved) {
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
  std::filesystem::path assets_;
  std::map<std::pair<int, int>, std::unique_ptr<Mesh>> mesh_;
};

/// One discretisation of the reference.
struct Mesh {
  const char* name;
  int level, halved, order;
};
constexpr Mesh kMeshes[] = {{"coarse", 0, 0, 1},          {"coarse/2", 0, 1, 1},
                            {"coarse/4", 0, 2, 1},        {"standard", 1, 0, 1},
                            {"standard/2", 1, 1, 1},      {"fine", 2, 0, 1},
                            {"coarse, 10-node", 0, 0, 2}, {"standard, 10-node", 1, 0, 2}};
enum : int { kC, kC2, kC4, kS, kS2, kF, kCQ, kSQ, kMeshCount };

class Report {
 public:
  Report(std::filesystem::path assets, bool json, bool quick)
      : bodies_(std::move(assets)), json_(json), quick_(quick) {}
  int run();

 private:
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) const {
    if (json_) return;
    fmt::print(format, std::forward<Args>(args)...);
    fmt::print("\n");
    std::fflush(stdout);
  }
  void target(const std::string& what, double value, double most) {
    const bool met = value <= most;
    missed_ = missed_ || !met;
    line("  {}: {:.2f}, target {:g}: {}", what, value, most, met ? "met" : "MISSED");
    targets_.push_back({{"what", what}, {"value", value}, {"at_most", most}, {"met", met}});
  }
  const ref::Pose& pose(int site);
  const Json& reference(int mesh, int site);
  double force(int mesh, int site, int depth) {
    return reference(mesh, site)[depth]["force_N"].get<double>();
  }
  void same_mesh();
  void mesh_limit();
  void strokes();
  struct StrokeError {
    double whole_frac, normal_frac, size_N;
  };
  StrokeError stroke_error(int level, const char* name, const ref::Stroke& s);
  double limit(int site, int depth);

  Bodies bodies_;
  tissue::TissueParams params_;
  Cache cache_;
  bool json_, quick_, missed_ = false;
  std::vector<std::optional<ref::Pose>> pose_{sites().size()};
  std::map<std::pair<int, int>, Json> reference_;
  Json rows_ = Json::object(), targets_ = Json::array();
};

const ref::Pose& Report::pose(int site) {
  // one place for all meshes: on the fine body
  if (!pose_[site]) pose_[site] = ref::pose_at(bodies_.breast(2, 0), sites()[site].where);
  return *pose_[site];
}

const Json& Report::reference(int mesh, int site) {
  const auto found = reference_.find({mesh, site});
  if (found != reference_.end()) return found->second;
  const Mesh& m = kMeshes[mesh];
  const std::string key = fmt::format(
      "press 1/{}/{}/{}/{}", m.name, sites()[site].name, hex(hash_of(params_)),
      hex(Hasher().add(bodies_.breast(m.level, 0).hash).add(pose(site).point_m).digest()));
  const Json result = cache_.get(key, [&] {
    const double begun = steady_s();
    const ref::Body body = bodies_.body(m.level, m.halved, m.order, params_);
    Json out = Json::array();
    for (const ref::Press& p : ref::press(body, pose(site), kDepths_m, kReference))
      out.push_back(to_json(p));
    std::fprintf(stderr, "  reference %s, %s: %zu nodes, %.0f s\n", m.name,
                 sites()[site].name.c_str(), body.node_m.size(), steady_s() - begun);
    return out;
  });
  return reference_[{mesh, site}] = result;
}

void Report::same_mesh() {
  line(
      "Fingertip, 10 mm, held {:g} s: real time against the converged "
      "solution on the same mesh",
      kHold_s);
  line("{:<10} {:<19} {:>9} {:>9} {:>8} {:>9} {:>9} {:>10}", "level", "site", "real N", "converged",
       "error %", "volume %", "roughness", "mean kPa");
  const int levels = quick_ ? 1 : 3, count = quick_ ? 1 : static_cast<int>(sites().size());
  double worst = 0.0, volume = 0.0, rough = 0.0, mean[3][4] = {};
  Json rows = Json::array();
  for (int level = 0; level < levels; ++level) {
    const int mesh = level == 0 ? kC : level == 1 ? kS : kF;
    for (int site = 0; site < count; ++site) {
      const ref::Press p = ref::press_real_time(bodies_.breast(level, 0), params_, pose(site),
                                                kDepths_m[kMiddle], kPress_s, kHold_s);
      const double there = force(mesh, site, kMiddle), error = p.force_N / there - 1.0;
      line(
          "{:<10} {:<19} {:>9.4f} {:>9.4f} {:>8.3f} {:>9.3f} {:>9.2f} "
          "{:>10.2f}",
          kLevel[level], sites()[site].name, p.force_N, there, 100 * error,
          100 * p.volume_change_frac, p.roughness, p.mean_Pa / 1e3);
      worst = std::max(worst, std::fabs(error));
      volume = std::max(volume, std::fabs(p.volume_change_frac));
      if (level > 0) rough = std::max(rough, p.roughness);
      mean[level][site] = p.mean_Pa;
      Json row = to_json(p);
      row["level"] = kLevel[level];
      row["site"] = sites()[site].name;
      row["converged_N"] = there;
      rows.push_back(row);
    }
  }
  rows_["same_mesh"] = rows;
  target("worst force error on the same mesh, %", 100 * worst, 100 * kSameMesh_frac);
  target("worst change of volume, %", 100 * volume, 100 * kVolume_frac);
  if (quick_) return;
  target("worst roughness of nodal pressure, standard and fine", rough, kRoughness);
  double most = 0.0;
  for (int site = 0; site < count; ++site)
    most = std::max(most, std::fabs(mean[1][site] / mean[2][site] - 1.0));
  target("mean contact pressure, standard against fine, %", 100 * most, 100 * kMeanPressure_frac);
}

double Report::limit(int site, int depth) {
  const double s = force(kS, site, depth), s2 = force(kS2, site, depth);
  return ref::limit_of(s, s2, kFixedOrder);
}

void Report::mesh_limit() {
  line(
      "\nFingertip force, N, against fineness (reference solutions; /2: every "
      "element cut in eight)");
  std::string head = fmt::format("{:<24}", "site, depth");
  for (const Mesh& m : kMeshes) head += fmt::format(" {:>10}", std::string(m.name).substr(0, 10));
  line("{}      limit  spread %", head);
  Json rows = Json::array();
  const int count = static_cast<int>(sites().size());
  std::vector<std::vector<double>> limits(count, std::vector<double>(kDepths_m.size()));
  for (int site = 0; site < count; ++site) {
    for (int d = 0; d < static_cast<int>(kDepths_m.size()); ++d) {
      std::string text = fmt::format("{:<18} {:>2.0f} mm", sites()[site].name, kDepths_m[d] * 1e3);
      Json row{{"site", sites()[site].name}, {"depth_mm", kDepths_m[d] * 1e3}};
      for (int m = 0; m < kMeshCount; ++m) {
        if (m == kC4 && site > 0) {
          text += fmt::format(" {:>10}", "");
          continue;
        }
        text += fmt::format(" {:>10.4f}", force(m, site, d));
        row[kMeshes[m].name] = force(m, site, d);
      }
      limits[site][d] = limit(site, d);
      const double quadratic = force(kSQ, site, d);
      const double spread = quadratic / limits[site][d] - 1.0;
      line("{} {:>10.4f} {:>9.2f}", text, limits[site][d], 100 * spread);
      row["limit_N"] = limits[site][d];
      row["quadratic_over_limit_frac"] = spread;
      rows.push_back(row);
    }
  }
  rows_["mesh_limit"] = rows;

  // one factor a level, from the first site at the middle depth
  line(
      "\nRaw error against the limit, and after one factor a level (from {} "
      "at {:g} mm)",
      sites()[0].name, kDepths_m[kMiddle] * 1e3);
  const int meshes[3] = {kC, kS, kF};
  Json levels = Json::array();
  for (int level = 0; level < 3; ++level) {
    const double factor = limits[0][kMiddle] / force(meshes[level], 0, kMiddle);
    line("{}: raw {:+.1f} %, factor {:.3f}", kLevel[level], 100 * (1.0 / factor - 1.0), factor);
    double worst = 0.0;
    Json checks = Json::array();
    for (int site = 0; site < count; ++site) {
      std::string text = fmt::format("  {:<19}", sites()[site].name);
      for (int d = 0; d < static_cast<int>(kDepths_m.size()); ++d) {
        const double raw = force(meshes[level], site, d) / limits[site][d] - 1.0;
        const double left = (1.0 + raw) * factor - 1.0;
        text += fmt::format("  {:>2.0f} mm {:>+6.1f} -> {:>+5.1f} %", kDepths_m[d] * 1e3, 100 * raw,
                            100 * left);
        if (site > 0 && d != kMiddle) worst = std::max(worst, std::fabs(left));
        checks.push_back({{"site", sites()[site].name},
                          {"depth_mm", kDepths_m[d] * 1e3},
                          {"raw_frac", raw},
                          {"after_factor_frac", left}});
      }
      line("{}", text);
    }
    levels.push_back({{"level", kLevel[level]}, {"factor", factor}, {"checks", checks}});
    if (level < 2)
      target(fmt::format("{}: worst of three other sites at two other depths, %", kLevel[level]),
             100 * worst, 100 * kCalibrated_frac[level]);
  }
  rows_["levels"] = levels;
}

void Report::strokes() {
  const anatomy::Breast& fine = bodies_.breast(2, 0);
  const std::pair<const char*, ref::Stroke> strokes[2] = {
      {"round the nipple", ref::stroke_round(fine, sites()[0].where)},
      {"straight on", ref::stroke_straight(pose(0))}};
  const ref::Stroke& as = strokes[0].second;
  line(
      "\nStrokes of {:g} mm at {:g} mm/s, {:g} mm deep, friction {:g}: rms of "
      "the force's error",
      as.length_m * 1e3, as.speed_m_per_s * 1e3, as.depth_m * 1e3, as.friction);
  line("{:<10} {:<17} {:>8} {:>9} {:>14}", "level", "path", "rms N", "force %", "normal part %");
  Json rows = Json::array();
  double worst = 0.0;
  for (int level = 0; level < (quick_ ? 1 : 2); ++level) {
    for (const auto& [name, s] : strokes) {
      if (quick_ && &s != &strokes[0].second) continue;
      const StrokeError e = stroke_error(level, name, s);
      line("{:<10} {:<17} {:>8.3f} {:>9.2f} {:>14.2f}", kLevel[level], name, e.size_N,
           100 * e.whole_frac, 100 * e.normal_frac);
      rows.push_back({{"level", kLevel[level]},
                      {"path", name},
                      {"rms_N", e.size_N},
                      {"force_rms_frac", e.whole_frac},
                      {"normal_rms_frac", e.normal_frac}});
      if (&s == &strokes[0].second) worst = std::max(worst, e.whole_frac);
    }
  }
  rows_["strokes"] = rows;
  target("worst rms error of the force of a stroke round the nipple, %", 100 * worst,
         100 * kStroke_frac);
}

Report::StrokeError Report::stroke_error(int level, const char* name, const ref::Stroke& s) {
  const anatomy::Breast& breast = bodies_.breast(level, 0);
  const std::string key =
      fmt::format("stroke 2/{}/{}/{}", name, hex(hash_of(params_)), hex(breast.hash));
  const Json kept = cache_.get(key, [&] {
    const ref::StrokeResult solved = ref::stroke_reference(breast, params_, s);
    Json out = Json::array();
    for (const Vec3 f : solved.force_N) out.push_back({f.x, f.y, f.z});
    if (!solved.ok) complain("a step of the reference's stroke did not converge", kNotGood);
    return out;
  });
  const std::vector<Vec3> real = ref::stroke(breast, params_, s);
  double off = 0.0, size = 0.0, off_normal = 0.0, size_normal = 0.0;
  for (std::size_t i = 0; i < real.size(); ++i) {
    const Vec3 f{kept[i][0].get<double>(), kept[i][1].get<double>(), kept[i][2].get<double>()};
    const Vec3 n = s.place[i + 1].normal, d = real[i] - f;
    off += dot(d, d);
    size += dot(f, f);
    off_normal += dot(d, n) * dot(d, n);
    size_normal += dot(f, n) * dot(f, n);
  }
  return {std::sqrt(off / size), std::sqrt(off_normal / size_normal),
          std::sqrt(size / static_cast<double>(real.size()))};
}

int Report::run() {
  same_mesh();
  if (!quick_) mesh_limit();
  strokes();
  rows_["targets"] = targets_;
  if (json_) fmt::print("{}\n", rows_.dump(2));
  return missed_ ? kNotGood : kOk;
}

}  // namespace

int run_accuracy(bool json, bool quick) {
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  return Report(*data / "assets", json, quick).run();
}

}  // namespace lac::cli
