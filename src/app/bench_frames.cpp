#include "app/bench_frames.h"

#include <epoxy/gl.h>
// epoxy comes before GLFW
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <thread>
#include <vector>

#include "app/window.h"
#include "app/worker.h"
#include "render/patient_view.h"
#include "scenario/scenario.h"
#include "ui/panels.h"

namespace lac::app {
namespace {

constexpr const char* kCase = "first_touch_day4";
constexpr double kMeasured_s = 6.0;
constexpr int kWarmUpFrames = 5;
constexpr int kWindowWidth = 1280, kWindowHeight = 720;

double wall_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double cpu_ms(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return 1e3 * static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_nsec);
}

double middle(std::vector<double>& values, double share = 0.5) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

struct Row {
  double frames_per_s = 0.0, panels_ms = 0.0, picture_ms = 0.0, worst_ms = 0.0, process_ms = 0.0,
         speed_frac = 0.0;
};

// The working screen's panels over the picture, as the app draws them.
void draw_panels(ui::Kit& kit, const ui::LiveView& live, unsigned picture,
                 const std::array<float, 2>& part, bool instructor) {
  const ui::Layout l = ui::working_layout(kWindowWidth, kWindowHeight, 1.0f);
  const ui::HandView hand{.posture = input::Posture::RpsRing, .touching = true, .press_N = 1.0};
  const ui::ViewChoice choice{.instructor = instructor};
  kit.begin_frame(0, false);
  // NOLINTNEXTLINE(performance-no-int-to-ptr): ImGui names OpenGL textures so
  const auto texture = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(picture));
  ImGui::GetBackgroundDrawList()->AddImage(texture, l.picture.min(), l.picture.max(), {0, part[1]},
                                           {part[0], 0});
  ui::draw_palette(kit, live, hand, {}, l.palette);
  ui::draw_patient_panel(kit, live, 0.0f, l.patient);
  ui::draw_phase_guide(kit, live, l.phases);
  ui::draw_timeline(kit, live, choice, l.timeline);
  ui::draw_top_bar(kit, live, choice, l.top);
  kit.begin_panel("picture", l.picture, IM_COL32(0, 0, 0, 0), 0.0f, ui::Stand::Still);
  ui::draw_picture_marks(kit, live, hand, choice, {}, l.picture, l.picture.y + l.picture.h);
  kit.end_panel();
  if (instructor) ui::draw_instructor(kit, live, choice, l.drawer);
  kit.wishes.clear();
}

// @param share  of the window's sharpness at which the picture is drawn, as the app does while a
//               hand moves on a slow machine
Row measure(Window& window, ui::Kit& kit, render::PatientView& view, Worker& worker,
            const render::ViewOptions& options, bool instructor, float share) {
  const render::Camera camera = render::Camera::preset(1, 1.0f);
  const ui::Box box = ui::working_layout(kWindowWidth, kWindowHeight, 1.0f).picture;
  std::vector<double> panels_ms, picture_ms;
  double start_s = wall_s(), start_ms = 0.0;
  int frames = -kWarmUpFrames;
  render::ViewOptions drawn = options;
  drawn.soft_edges = options.soft_edges && share >= 1.0f;  // as the app has it
  while (frames < 1 || wall_s() - start_s < kMeasured_s) {
    const std::shared_ptr<const ui::LiveView> live = worker.view();
    window.begin_frame();
    const unsigned picture = view.draw(*live->snapshot, camera, drawn, static_cast<int>(box.w),
                                       static_cast<int>(box.h), share);
    const double before_ms = cpu_ms(CLOCK_THREAD_CPUTIME_ID);
    draw_panels(kit, *live, picture, view.share(), instructor);
    ImGui::Render();
    panels_ms.push_back(cpu_ms(CLOCK_THREAD_CPUTIME_ID) - before_ms);
    picture_ms.push_back(view.draw_ms());
    window.end_frame(false);
    glFinish();
    if (++frames == 0) {
      start_s = wall_s();
      start_ms = cpu_ms(CLOCK_PROCESS_CPUTIME_ID);
      panels_ms.clear();
      picture_ms.clear();
    }
  }
  const double passed_s = wall_s() - start_s;
  return {.frames_per_s = frames / passed_s,
          .panels_ms = middle(panels_ms),
          .picture_ms = middle(picture_ms),
          .worst_ms = middle(picture_ms, 0.99),
          .process_ms = (cpu_ms(CLOCK_PROCESS_CPUTIME_ID) - start_ms) / frames,
          .speed_frac = worker.view()->speed_frac};
}

}  // namespace

int bench_frames(const std::filesystem::path& data) {
  const auto complain = [](const Problems& problems) {
    for (const Problem& p : problems) std::fprintf(stderr, "lactasim: %s\n", p.text().c_str());
    return 2;
  };
  auto window = Window::open(kWindowWidth, kWindowHeight, "LactaSim: measuring frames");
  if (!window) return complain(window.problems());
  glfwSwapInterval(0);
  auto view = render::PatientView::make(data);
  if (!view) return complain(view.problems());
  auto spec = scenario::read_scenario(data / "scenarios" / kCase, data);
  if (!spec) return complain(spec.problems());

  // a hand works while it draws
  tissue::ReferenceShapes shapes;
  Worker worker(*spec, anatomy::Level::Coarse, session::Mode::Practice, 1, data, shapes);
  while (!worker.ready() && worker.trouble().empty())
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  if (!worker.trouble().empty()) return complain(problem(worker.trouble()));
  input::HandInput ring{.posture = input::Posture::RpsRing, .touching = true, .press_N = 1.0};
  ring.aim_m = worker.view()->snapshot->breast->landmarks.nipple_base_m;
  worker.set_hands({ring, input::HandInput{}}, {});
  worker.set_paused(false);

  ui::Kit kit;
  auto fonts = ui::load_fonts(*ImGui::GetIO().Fonts, 1.0f);
  if (!fonts) return complain(fonts.problems());
  kit.fonts = *fonts;

  std::printf("%s, window %d x %d, %s, %u processors\n", kCase, kWindowWidth, kWindowHeight,
              reinterpret_cast<const char*>(glGetString(GL_RENDERER)),
              std::thread::hardware_concurrency());
  std::printf("%-8s %-12s %5s %9s %10s %11s %9s %11s %11s\n", "quality", "shown", "sharp",
              "frames/s", "panels ms", "picture ms", "99 %", "process ms", "simulation");
  struct Case {
    const char *quality, *shown;
    render::ViewOptions options;
    bool instructor = false;
    float share = 1.0f;
  };
  render::ViewOptions plain{.quality = render::Quality::Plain}, good{};
  render::ViewOptions ducts = plain, overlay = plain;
  ducts.layer = render::Layer::Ducts;
  overlay.overlay = render::Overlay::ContactPressure;
  render::ViewOptions hard = plain;
  hard.soft_edges = false;
  for (const Case& c :
       {Case{"plain", "skin", plain}, Case{"plain", "moving", plain, false, 0.5f},
        Case{"plain", "no softening", hard}, Case{"plain", "instructor", plain, true},
        Case{"plain", "pressure", overlay}, Case{"plain", "ducts", ducts},
        Case{"plain", "ducts mv", ducts, false, 0.5f}, Case{"good", "skin", good}}) {
    const Row row = measure(**window, kit, **view, worker, c.options, c.instructor, c.share);
    std::printf("%-8s %-12s %4.0f%% %9.1f %10.2f %11.2f %9.2f %11.1f %10.2fx\n", c.quality, c.shown,
                100.0f * c.share, row.frames_per_s, row.panels_ms, row.picture_ms, row.worst_ms,
                row.process_ms, row.speed_frac);
  }
  std::printf(
      "panels: thread CPU of panels and draw lists. picture: thread CPU of the patient's picture, "
      "OpenGL calls\nincluded. process: CPU of all threads a frame, drawing by processor and "
      "simulation included.\n");
  return 0;
}

}  // namespace lac::app
