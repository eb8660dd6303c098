#include "cli/accuracy.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <map>
#include <optional>

#include "base/file.h"
#include "base/hash.h"
#include "base/math.h"
#include "cli/accuracy_bodies.h"
#include "cli/console.h"
#include "fixtures/reference/press.h"
#include "tissue/constants.h"

namespace lac::cli {
namespace {

namespace ref = fixtures::reference;

// targets of the report
constexpr double kSameMesh_frac = 0.02, kStroke_frac = 0.04, kVolume_frac = 0.005;
constexpr double kCalibrated_frac[2] = {0.15, 0.05};  // coarse, standard
constexpr double kRoughness = 0.4, kMeanPressure_frac = 0.10;

constexpr double kPress_s = 0.5, kHold_s = 2.0;
const std::vector<double> kDepths_m = {0.005, 0.010, 0.015};
constexpr int kMiddle = 1;  // of the depths: the one that is calibrated on
constexpr double kFixedOrder = 2.0;
constexpr double kEdgeSpread_m = 0.006;  // an edge is the mean of those this near to a tip
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

Json to_json(const ref::Press& p) {
  return {{"depth_mm", p.depth_m * 1e3}, {"force_N", p.force_N},
          {"area_mm2", p.area_m2 * 1e6}, {"mean_Pa", p.mean_Pa},
          {"peak_Pa", p.peak_Pa},        {"volume_change_frac", p.volume_change_frac},
          {"roughness", p.roughness},    {"ok", p.ok}};
}

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
constexpr int kLevelMesh[3] = {kC, kS, kF};

class Report {
 public:
  Report(std::filesystem::path assets, bool json, bool quick)
      : bodies_(std::move(assets)), json_(json), quick_(quick) {
    // the reference has no slow response: what is compared is the lasting one
    params_.viscoelastic = false;
  }
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
  // the finest quadratic body is nearer than what linear meshes can be extrapolated to
  double limit(int site, int depth) { return force(kSQ, site, depth); }
  void raw_errors();
  double depth_at(int mesh, int site, double force_N);
  void dents();

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
      "Fingertip, 10 mm, held {:g} s: real time against the converged solution on the same mesh "
      "(lasting response, dents not added)",
      kHold_s);
  line("{:<10} {:<19} {:>9} {:>9} {:>8} {:>9} {:>9} {:>10}", "level", "site", "real N", "converged",
       "error %", "volume %", "roughness", "mean kPa");
  const int levels = quick_ ? 1 : 3, count = quick_ ? 1 : static_cast<int>(sites().size());
  double worst = 0.0, volume = 0.0, rough = 0.0;
  Json rows = Json::array();
  for (int level = 0; level < levels; ++level) {
    const int mesh = kLevelMesh[level];
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
}

void Report::mesh_limit() {
  line(
      "\nFingertip force, N, against fineness (reference solutions; /2: every element cut in "
      "eight); linear: the limit of standard and standard/2 at order {:g}, over the ten-node body",
      kFixedOrder);
  std::string head = fmt::format("{:<24}", "site, depth");
  for (const Mesh& m : kMeshes) head += fmt::format(" {:>10}", std::string(m.name).substr(0, 10));
  line("{}   linear %", head);
  Json rows = Json::array();
  for (int site = 0; site < static_cast<int>(sites().size()); ++site) {
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
      const double linear = ref::limit_of(force(kS, site, d), force(kS2, site, d), kFixedOrder);
      line("{} {:>10.2f}", text, 100 * (linear / limit(site, d) - 1.0));
      row["limit_N"] = limit(site, d);
      row["linear_limit_N"] = linear;
      rows.push_back(row);
    }
  }
  rows_["mesh_limit"] = rows;
}

// how much of a dent each mesh misses: it reaches the limit's force at a smaller depth
void Report::raw_errors() {
  line(
      "\nRaw error of the force against the limit, %, and the share of the dent that is missed "
      "times a/h (a: contact radius at the limit, h: skin edge there)");
  Json rows = Json::array();
  for (int level = 0; level < 3; ++level) {
    const int mesh = kLevelMesh[level];
    for (int site = 0; site < static_cast<int>(sites().size()); ++site) {
      const double h = ref::edge_near_m(bodies_.breast(level, 0), pose(site), kEdgeSpread_m);
      std::string text =
          fmt::format("{:<10} {:<19} h {:>5.2f} mm ", kLevel[level], sites()[site].name, h * 1e3);
      for (int d = 0; d < static_cast<int>(kDepths_m.size()); ++d) {
        const double raw = force(mesh, site, d) / limit(site, d) - 1.0;
        const double a = std::sqrt(reference(kSQ, site)[d]["area_mm2"].get<double>() * 1e-6 / kPi);
        const double missed = 1.0 - depth_at(mesh, site, limit(site, d)) / kDepths_m[d];
        text += fmt::format("  {:>2.0f} mm {:>+6.1f} % {:.3f}", kDepths_m[d] * 1e3, 100 * raw,
                            missed * a / h);
        rows.push_back({{"level", kLevel[level]},
                        {"site", sites()[site].name},
                        {"depth_mm", kDepths_m[d] * 1e3},
                        {"edge_mm", h * 1e3},
                        {"raw_frac", raw},
                        {"missed_frac", missed},
                        {"a_over_h", a / h}});
      }
      line("{}", text);
    }
  }
  rows_["raw"] = rows;
}

// between two depths force is a power of depth
double Report::depth_at(int mesh, int site, double force_N) {
  const int d = force_N < force(mesh, site, kMiddle) ? 0 : kMiddle;
  const double low = force(mesh, site, d), high = force(mesh, site, d + 1);
  const double power = log(kDepths_m[d + 1] / kDepths_m[d]) / log(high / low);
  return kDepths_m[d] * pow(force_N / low, power);
}

// with the missed dents added by one constant, the real-time solver against the limit
void Report::dents() {
  tissue::TissueParams params = params_;
  params.dent_per_edge = tissue::kDentPerEdge;
  line("\nReal time with the missed dents added, {:g} h/a for every level, against the limit, %",
       params.dent_per_edge);
  Json rows = Json::array();
  double mean[3][4] = {};
  for (int level = 0; level < 3; ++level) {
    double worst = 0.0;
    for (int site = 0; site < static_cast<int>(sites().size()); ++site) {
      std::string text = fmt::format("{:<10} {:<19}", kLevel[level], sites()[site].name);
      for (int d = 0; d < static_cast<int>(kDepths_m.size()); ++d) {
        const ref::Press p = ref::press_real_time(bodies_.breast(level, 0), params, pose(site),
                                                  kDepths_m[d], kPress_s, kHold_s);
        const double error = p.force_N / limit(site, d) - 1.0;
        text += fmt::format("  {:>2.0f} mm {:>+6.1f}", kDepths_m[d] * 1e3, 100 * error);
        if (site > 0 && d != kMiddle) worst = std::max(worst, std::fabs(error));
        if (d == kMiddle) mean[level][site] = p.mean_Pa;
        Json row = to_json(p);
        row["level"] = kLevel[level];
        row["site"] = sites()[site].name;
        row["error_frac"] = error;
        rows.push_back(row);
      }
      line("{}", text);
    }
    if (level < 2)
      target(fmt::format("{}: worst of three other sites at two other depths, %", kLevel[level]),
             100 * worst, 100 * kCalibrated_frac[level]);
  }
  rows_["with_dents"] = rows;
  double most = 0.0;
  for (std::size_t site = 0; site < sites().size(); ++site)
    most = std::max(most, std::fabs(mean[1][site] / mean[2][site] - 1.0));
  target("mean contact pressure with dents, standard against fine, %", 100 * most,
         100 * kMeanPressure_frac);
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
      worst = std::max(worst, e.whole_frac);
    }
  }
  rows_["strokes"] = rows;
  target("worst rms error of the force of a stroke, %", 100 * worst, 100 * kStroke_frac);
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
  if (!quick_) {
    mesh_limit();
    raw_errors();
    dents();
  }
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
