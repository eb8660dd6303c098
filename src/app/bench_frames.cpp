#include "app/bench_frames.h"

#include <epoxy/gl.h>
// epoxy comes before GLFW
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

#include "app/window.h"
#include "app/worker.h"
#include "render/patient_view.h"
#include "scenario/scenario.h"

namespace lac::app {
namespace {

constexpr const char* kCase = "first_touch_day4";
constexpr double kMeasured_s = 6.0;
constexpr int kWarmUpFrames = 5;
// the picture's share of a window of 1280 x 720
constexpr int kWidth = 900, kHeight = 616;

double wall_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Row {
  double frames_per_s = 0.0, draw_ms = 0.0, worst_ms = 0.0, speed_frac = 0.0;
};

Row measure(render::PatientView& view, Worker& worker, const render::ViewOptions& options) {
  const render::Camera camera = render::Camera::preset(1, 1.0f);
  std::vector<double> draw_ms;
  double start_s = wall_s();
  int frames = -kWarmUpFrames;
  while (frames < 1 || wall_s() - start_s < kMeasured_s) {
    glfwPollEvents();
    view.draw(*worker.view()->snapshot, camera, options, kWidth, kHeight);
    glFinish();
    if (++frames == 0) start_s = wall_s();
    if (frames > 0) draw_ms.push_back(view.draw_ms());
  }
  const double passed_s = wall_s() - start_s;
  std::sort(draw_ms.begin(), draw_ms.end());
  return {.frames_per_s = frames / passed_s,
          .draw_ms = draw_ms[draw_ms.size() / 2],
          .worst_ms = draw_ms[draw_ms.size() * 99 / 100],
          .speed_frac = worker.view()->speed_frac};
}

}  // namespace

int bench_frames(const std::filesystem::path& data) {
  const auto complain = [](const Problems& problems) {
    for (const Problem& p : problems) std::fprintf(stderr, "lactasim: %s\n", p.text().c_str());
    return 2;
  };
  auto window = Window::open(1280, 720, "LactaSim: measuring frames");
  if (!window) return complain(window.problems());
  glfwSwapInterval(0);
  auto view = render::PatientView::make(data);
  if (!view) return complain(view.problems());
  auto spec = scenario::read_scenario(data / "scenarios" / kCase, data);
  if (!spec) return complain(spec.problems());

  // a hand works while it draws
  Worker worker(*spec, anatomy::Level::Coarse, session::Mode::Practice, 1, data);
  while (!worker.ready() && worker.trouble().empty())
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  if (!worker.trouble().empty()) return complain(problem(worker.trouble()));
  input::HandInput ring{.posture = input::Posture::RpsRing, .touching = true, .press_N = 1.0};
  ring.aim_m = worker.view()->snapshot->breast->landmarks.nipple_base_m;
  worker.set_hands({ring, input::HandInput{}}, {});
  worker.set_paused(false);

  std::printf("%s, %d x %d, %s\n", kCase, kWidth, kHeight,
              reinterpret_cast<const char*>(glGetString(GL_RENDERER)));
  std::printf("%-8s %-10s %10s %14s %14s %12s\n", "quality", "layer", "frames/s", "draw CPU ms",
              "99 % CPU ms", "simulation");
  struct Case {
    const char *quality, *layer;
    render::ViewOptions options;
  };
  render::ViewOptions plain{.quality = render::Quality::Plain}, good{};
  render::ViewOptions ducts = plain, overlay = plain;
  ducts.layer = render::Layer::Ducts;
  overlay.overlay = render::Overlay::ContactPressure;
  for (const Case& c : {Case{"plain", "skin", plain}, Case{"plain", "pressure", overlay},
                        Case{"plain", "ducts", ducts}, Case{"good", "skin", good}}) {
    const Row row = measure(**view, worker, c.options);
    std::printf("%-8s %-10s %10.1f %14.2f %14.2f %11.2fx\n", c.quality, c.layer, row.frames_per_s,
                row.draw_ms, row.worst_ms, row.speed_frac);
  }
  return 0;
}

}  // namespace lac::app
