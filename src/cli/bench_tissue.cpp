#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/file.h"
#include "cli/bench.h"
#include "cli/console.h"
#include "contact/peer.h"
#include "fixtures/block.h"
#include "fixtures/press.h"
#include "tissue/cost.h"

namespace lac::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kMilli = 1e-3, kMega = 1e6, kGiga = 1e9;
constexpr std::size_t kCopy_bytes = std::size_t{8} << 20;  // as large as a tick's data
constexpr int kCopyRounds = 20, kPeerTicks = 40, kPeerImplicitTicks = 4;
constexpr int kExactNewtons = 6, kExactIterations = 120;
constexpr int kDomeCells5k = 16, kDomeCells1k = 9;

double quantile(std::vector<double> v, double share) {
  std::sort(v.begin(), v.end());
  if (v.empty()) return 0.0;
  return v[std::min(v.size() - 1, static_cast<std::size_t>(share * static_cast<double>(v.size())))];
}

/// Bytes a second that one core copies (read and written both counted), warm.
double copy_bytes_per_s() {
  std::vector<char> from(kCopy_bytes, 1), to(kCopy_bytes, 2);
  double best_s = 1e9;
  for (int k = 0; k < kCopyRounds; ++k) {
    const double begun_s = thread_s();
    std::memcpy(to.data(), from.data(), kCopy_bytes);
    from[static_cast<std::size_t>(k)] = to[kCopy_bytes - 1];
    best_s = std::min(best_s, thread_s() - begun_s);
  }
  return 2.0 * static_cast<double>(kCopy_bytes) / best_s;
}

struct Row {
  std::string name;
  int nodes = 0, tets = 0;
  double hold_ms = 0.0, hold_p95_ms = 0.0, slide_ms = 0.0, slide_p95_ms = 0.0;
  double iterations = 0.0, hold_error = 0.0, slide_rms = 0.0;
  tissue::TickCost cost;
  bool finite = true;
  double tick_ms() const { return std::max(hold_ms, slide_ms); }
};

Row measure(const std::string& name, const anatomy::Breast& breast) {
  const tissue::TissueParams params;
  Row row;
  row.name = name;
  row.nodes = static_cast<int>(breast.mesh.node_m.size());
  row.tets = static_cast<int>(breast.mesh.tet.size());
  const fixtures::PressSlideResult run = fixtures::press_and_slide(breast, params, {}, thread_s);
  row.finite = run.finite;
  row.hold_ms = median(run.hold_ms);
  row.hold_p95_ms = quantile(run.hold_ms, 0.95);
  row.slide_ms = median(run.slide_ms);
  row.slide_p95_ms = quantile(run.slide_ms, 0.95);
  row.iterations = run.slide_iterations / static_cast<double>(run.slide_ms.size());
  row.cost = tissue::cost_of(*tissue::make_model(breast, params), row.iterations);

  // the same press with many long Newton steps
  tissue::TissueParams exact = params;
  exact.newton_steps = kExactNewtons;
  exact.cg_iterations = kExactIterations;
  const fixtures::PressSlideResult truth = fixtures::press_and_slide(breast, exact, {}, nullptr);
  row.hold_error = run.hold_N.back() / truth.hold_N.back() - 1.0;
  double off = 0.0, size = 0.0;
  for (std::size_t i = 0; i < run.slide_N.size(); ++i) {
    off += (run.slide_N[i] - truth.slide_N[i]) * (run.slide_N[i] - truth.slide_N[i]);
    size += truth.slide_N[i] * truth.slide_N[i];
  }
  row.slide_rms = std::sqrt(off / size);
  return row;
}

/// Slope of log cost against log nodes by least squares.
double slope(const std::vector<Row>& rows) {
  double n = 0.0, sx = 0.0, sy = 0.0, sxx = 0.0, sxy = 0.0;
  for (const Row& r : rows) {
    const double x = std::log(r.nodes), y = std::log(r.tick_ms());
    n += 1.0, sx += x, sy += y, sxx += x * x, sxy += x * y;
  }
  return (n * sxy - sx * sy) / (n * sxx - sx * sx);
}

struct PeerRow {
  std::string name;
  contact::PeerResult result;
  double our_ms = 0.0, our_N = 0.0;
};

/// One tissue of 3 kPa without skin, as Bullet knows it.
tissue::TissueParams plain() {
  tissue::TissueParams p;
  p.viscoelastic = false;
  const double mu_Pa = 3000.0 / (2.0 * 1.49);
  p.adipose = p.gland = {mu_Pa, 0.0, 1000.0};
  return p;
}

PeerRow peer(const std::string& name, int cells, bool implicit, int substeps) {
  const anatomy::Breast dome = fixtures::make_dome(cells, 0.0);
  PeerRow row;
  row.name = name;
  const fixtures::PressSlide press;
  contact::PeerOptions o;
  o.implicit = implicit;
  o.substeps = substeps;
  o.ticks = implicit ? kPeerImplicitTicks : kPeerTicks;
  o.press_m = implicit ? 0.0 : press.depth_m;
  o.clock = thread_s;
  // the top of the dome, straight down
  o.in = {0.0, 0.0, -1.0};
  for (int i : dome.mesh.skin_node)
    if (dome.mesh.node_m[i].z > dome.mesh.node_m[o.press_node].z) o.press_node = i;
  row.result = contact::run_bullet_deformable(dome.mesh, o);

  // ours: the same press on the same mesh, contact on
  const tissue::TissueModelPtr model = tissue::make_model(dome, plain());
  const tissue::TissueScratchPtr scratch = tissue::make_scratch(*model);
  tissue::TissueState state = tissue::initial_state(*model);
  tissue::TissueFields fields;
  tissue::TissueLoad load;
  load.friction = 0.0;
  std::vector<double> ms;
  tissue::FingerBody ball;
  for (int t = 0; t < kPeerTicks; ++t) {
    const double depth = press.depth_m * std::min(1.0, (t + 1) / 30.0);
    const Vec3 centre = dome.mesh.node_m[o.press_node] - (o.radius_m - depth) * o.in;
    ball.a_move_m = ball.b_move_m = t > 0 ? centre - ball.a_m : Vec3{};
    ball.a_m = ball.b_m = centre;
    load.finger = {&ball, 1};
    const double from_s = thread_s();
    tissue::step(*model, load, 1.0 / 60.0, state, *scratch, fields);
    ms.push_back((thread_s() - from_s) / kMilli);
  }
  row.our_ms = median(ms);
  row.our_N = fields.patch[0].normal_N;
  return row;
}

Json row_json(const Row& r, double kernel_ms, double copy) {
  return {{"what", r.name},
          {"nodes", r.nodes},
          {"tets", r.tets},
          {"hold_ms", r.hold_ms},
          {"hold_p95_ms", r.hold_p95_ms},
          {"slide_ms", r.slide_ms},
          {"slide_p95_ms", r.slide_p95_ms},
          {"kernels", r.tick_ms() / kernel_ms},
          {"iterations", r.iterations},
          {"hold_error_frac", r.hold_error},
          {"slide_rms_frac", r.slide_rms},
          {"bytes", r.cost.bytes},
          {"flops", r.cost.flops},
          {"cg_bytes_frac", r.cost.cg_bytes / r.cost.bytes},
          {"copy_limit_ms", r.cost.bytes / copy / kMilli},
          {"finite", r.finite}};
}

void print_row(const Row& r, double kernel_ms, double copy) {
  fmt::print(
      "{:<18} {:>6} {:>6} {:>7.3f} {:>7.3f} {:>7.3f} {:>7.3f} {:>7.2f} {:>5.1f} {:>7.2f} {:>7.2f} "
      "{:>6.1f} {:>6.1f} {:>7.2f} {:>7.1f}\n",
      r.name, r.nodes, r.tets, r.hold_ms, r.hold_p95_ms, r.slide_ms, r.slide_p95_ms,
      r.tick_ms() / kernel_ms, r.iterations, 100.0 * r.hold_error, 100.0 * r.slide_rms,
      r.cost.bytes / kMega, r.cost.flops / kMega, r.cost.bytes / copy / kMilli,
      r.cost.flops / (r.tick_ms() * kMilli) / kGiga);
  std::fflush(stdout);
}

}  // namespace

int bench_tissue(bool json) {
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  const double kernel_ms = reference_ms(), copy = copy_bytes_per_s();
  if (!json) {
    fmt::print(
        "one thread's processor time; reference kernel {:.2f} ms; copying {:.1f} GB/s\n"
        "a finger 10 mm in, held, then sliding 40 mm at 100 mm/s; skin and slow response on; "
        "error against {} x {} iterations on the same mesh\n\n",
        kernel_ms, copy / kGiga, kExactNewtons, kExactIterations);
    fmt::print(
        "{:<18} {:>6} {:>6} {:>7} {:>7} {:>7} {:>7} {:>7} {:>5} {:>7} {:>7} {:>6} {:>6} {:>7} "
        "{:>7}\n",
        "what", "nodes", "tets", "hold", "p95", "slide", "p95", "kernels", "CG", "hold %",
        "slide %", "MB", "MFlop", "copy ms", "GFlop/s");
  }
  std::vector<Row> rows;
  Json out = Json::array();
  const auto add = [&](const std::string& name, const anatomy::Breast& breast) {
    rows.push_back(measure(name, breast));
    out.push_back(row_json(rows.back(), kernel_ms, copy));
    if (!json) print_row(rows.back(), kernel_ms, copy);
  };
  const std::pair<const char*, anatomy::Level> levels[] = {{"coarse", anatomy::Level::Coarse},
                                                           {"standard", anatomy::Level::Standard},
                                                           {"fine", anatomy::Level::Fine}};
  for (const auto& [name, level] : levels) {
    const auto breast = anatomy::build_breast({}, level, *data / "assets");
    if (!breast) return complain(breast.problems(), kBadUsage);
    add(name, *breast);
  }
  const double by_size = slope(rows);
  add("even dome", fixtures::make_dome(kDomeCells5k));

  // Bullet's own, on even domes: graded meshes would make its explicit mode even slower
  std::vector<PeerRow> peers;
  peers.push_back(peer("explicit, 16 a tick", kDomeCells1k, false, 16));
  peers.push_back(peer("explicit, 32 a tick", kDomeCells1k, false, 32));
  peers.push_back(peer("implicit, untouched", kDomeCells5k, true, 1));
  Json beside = Json::array();
  if (!json)
    fmt::print(
        "\nslope of log cost against log nodes, coarse to fine: {:.2f}\n\n"
        "btDeformableMultiBodyDynamicsWorld, 3 kPa, no skin\n{:<22} {:>9} {:>9} {:>8} {:>8} "
        "{:>9} {:>8}\n",
        by_size, "what", "its ms", "p95", "our ms", "x", "its N", "our N");
  for (const PeerRow& p : peers) {
    beside.push_back({{"what", p.name},
                      {"median_ms", p.result.median_ms},
                      {"p95_ms", p.result.p95_ms},
                      {"our_ms", p.our_ms},
                      {"times", p.result.median_ms / p.our_ms},
                      {"force_N", p.result.force_N},
                      {"our_force_N", p.our_N},
                      {"finite", p.result.finite}});
    if (!json)
      fmt::print("{:<22} {:>9.2f} {:>9.2f} {:>8.3f} {:>8.1f} {:>9.3g} {:>8.3f}\n", p.name,
                 p.result.median_ms, p.result.p95_ms, p.our_ms, p.result.median_ms / p.our_ms,
                 p.result.force_N, p.our_N);
  }
  if (json)
    fmt::print("{}\n", Json{{"reference_ms", kernel_ms},
                            {"copy_bytes_per_s", copy},
                            {"rows", out},
                            {"slope", by_size},
                            {"bullet_deformable", beside}}
                           .dump(2));
  const bool finite = std::all_of(rows.begin(), rows.end(), [](const Row& r) { return r.finite; });
  return finite ? kOk : complain("the tissue stopped giving finite numbers", kNotGood);
}

}  // namespace lac::cli
