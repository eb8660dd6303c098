#include "render/patient_view.h"

#include <epoxy/gl.h>
#include <time.h>

#include <algorithm>
#include <cmath>

#include "render/gl_parts.h"
#include "render/painter.h"
#include "render/scene.h"

namespace lac::render {
namespace {

constexpr int kSamples = 4;
constexpr int kBetween_px = 3;  // tones side by side
constexpr V3 kPaper{0.97f, 0.97f, 0.96f};

double thread_ms() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return 1e3 * static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_nsec);
}

// What the still part of a plain picture depends on.
struct StillKey {
  const anatomy::Breast* breast;
  std::array<float, 6> camera;
  int width, height, tone;
  float veins;
  Layer layer;
  bool cut, dark, rings, covered, own_top;
  bool operator==(const StillKey&) const = default;
};

StillKey key_of_still(const sim::Snapshot& snapshot, const Camera& camera,
                      const ViewOptions& options, int width, int height) {
  return {snapshot.breast.get(),
          {camera.turn_rad, camera.tilt_rad, camera.distance_m, camera.target_m.x,
           camera.target_m.y, camera.target_m.z},
          width,
          height,
          options.skin_tone,
          Painter::veins(snapshot, options),
          options.layer,
          options.cut.on,
          options.dark,
          options.clock_rings,
          options.covered,
          options.own_top};
}

}  // namespace

struct PatientView::Impl {
  Painter painter;
  Scene scene;
  Canvas canvas, smooth;  // the plain picture again, its outlines softened
  Canvas still;           // still: what is the same in every plain picture until the camera moves
  std::optional<StillKey> still_key;
  std::size_t columns = 1;  // of the last picture: tones side by side

  void draw_columns(const sim::Snapshot& snapshot, const Camera& camera, const ViewOptions& options,
                    int width, int height);
  void draw_on_still(const sim::Snapshot& snapshot, const Camera& camera,
                     const ViewOptions& options, int width, int height, std::array<int, 2> room);
  // What one column shows.
  ViewOptions column(const ViewOptions& all, std::size_t k) const {
    ViewOptions own = all;
    if (!all.tones.empty()) own.skin_tone = all.tones[k];
    return own;
  }
  // Its middle is the picture's middle.
  void look_through_column(std::size_t k, int width, int height) const {
    const int n = static_cast<int>(columns), c = static_cast<int>(k);
    const int left = c * width / n, right = (c + 1) * width / n;
    glEnable(GL_SCISSOR_TEST);
    // a thin line of the room is left between them
    glScissor(left + (c > 0 ? kBetween_px : 0), 0, right - left - (c > 0 ? kBetween_px : 0),
              height);
    glViewport((left + right - width) / 2, 0, width, height);
  }
  // A place of the picture as its own column sees it, -1..1.
  float in_column(float x) const {
    const auto n = static_cast<float>(columns);
    const float k = std::floor(clamp(0.5f * (x + 1.0f), 0.0f, 0.999f) * n);
    return x - ((2.0f * k + 1.0f) / n - 1.0f);
  }
  std::array<float, 2> share{1.0f, 1.0f};
  double draw_ms = 0.0;
};

// Everything anew, tone by tone.
void PatientView::Impl::draw_columns(const sim::Snapshot& snapshot, const Camera& camera,
                                     const ViewOptions& options, int width, int height) {
  const float aspect = static_cast<float>(width) / static_cast<float>(std::max(height, 1));
  canvas.begin();
  glClearColor(kPaper.x, kPaper.y, kPaper.z, 1.0f);
  glClear((columns > 1 ? GL_COLOR_BUFFER_BIT : 0u) | GL_DEPTH_BUFFER_BIT);
  for (std::size_t k = 0; k < columns; ++k) {
    const ViewOptions own = column(options, k);
    if (columns > 1) look_through_column(k, width, height);
    painter.draw_skin(scene, snapshot, camera, own, aspect);
    painter.draw_still(scene, snapshot, camera, own, aspect);
    painter.draw_blended(scene, snapshot, camera, own, aspect);
  }
  glDisable(GL_SCISSOR_TEST);
}

// What moves, over what stands still since the camera moved last.
void PatientView::Impl::draw_on_still(const sim::Snapshot& snapshot, const Camera& camera,
                                      const ViewOptions& options, int width, int height,
                                      std::array<int, 2> room) {
  const float aspect = static_cast<float>(width) / static_cast<float>(std::max(height, 1));
  const StillKey key = key_of_still(snapshot, camera, options, width, height);
  if (still_key != key) {
    still.resize(room[0], room[1], 0);
    still.use(width, height);
    still.begin();
    glClear(GL_DEPTH_BUFFER_BIT);
    painter.draw_still(scene, snapshot, camera, options, aspect);
    still_key = key;
  }
  canvas.copy(still);
  canvas.begin();
  painter.draw_skin(scene, snapshot, camera, options, aspect);
  painter.draw_blended(scene, snapshot, camera, options, aspect);
}

PatientView::PatientView() : impl_(std::make_unique<Impl>()) {}
PatientView::~PatientView() = default;

Expected<std::unique_ptr<PatientView>> PatientView::make(const std::filesystem::path& data) {
  std::unique_ptr<PatientView> view(new PatientView);
  if (const Outcome loaded = view->impl_->painter.load(data); !loaded) return loaded.problems();
  view->impl_->scene.set_layouts();
  return view;
}

Outcome PatientView::reload_shaders() {
  impl_->still_key.reset();
  return impl_->painter.reload_shaders();
}

unsigned PatientView::draw(const sim::Snapshot& snapshot, const Camera& camera,
                           const ViewOptions& options, int room_width, int room_height,
                           float sharpness) {
  const double start_ms = thread_ms();
  Impl& m = *impl_;
  // smaller pictures lie in a corner of the same canvas: one made anew with every step of sharpness
  // would leave holes in memory
  const auto part = [&](int room) {
    return std::clamp(static_cast<int>(std::lround(sharpness * static_cast<float>(room))), 1, room);
  };
  const int width = part(room_width), height = part(room_height);
  // beside a smaller one lies an older picture: half a pixel less keeps it out
  const auto share = [](int used, int room) {
    return used == room ? 1.0f : (static_cast<float>(used) - 0.5f) / static_cast<float>(room);
  };
  m.share = {share(width, room_width), share(height, room_height)};
  m.scene.take(snapshot, options.quality);
  m.scene.update(snapshot, camera.eye_m(), options);
  const bool good = options.quality == Quality::Good;

  glEnable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  glDisable(GL_CULL_FACE);
  glDisable(GL_SCISSOR_TEST);
  m.canvas.resize(room_width, room_height, good ? kSamples : 0);
  m.canvas.use(width, height);
  m.columns = std::max<std::size_t>(1, options.tones.size());
  if (good) m.painter.draw_shadow(m.scene, options.covered);
  if (!good)
    for (std::size_t k = 0; k < m.columns; ++k)
      m.painter.paint_skin(m.scene, snapshot, m.column(options, k), m.columns);
  if (good || m.columns > 1)
    m.draw_columns(snapshot, camera, options, width, height);
  else
    m.draw_on_still(snapshot, camera, options, width, height, {room_width, room_height});
  glDisable(GL_DEPTH_TEST);
  unsigned texture = m.canvas.end();
  if (!good && options.soft_edges) {
    m.smooth.resize(room_width, room_height, 0, Canvas::Kind::Colour);
    m.smooth.use(width, height);
    m.smooth.begin();
    m.painter.draw_edges(m.canvas);
    texture = m.smooth.end();
  }
  m.draw_ms = thread_ms() - start_ms;
  return texture;
}

std::array<float, 2> PatientView::share() const { return impl_->share; }

double PatientView::draw_ms() const { return impl_->draw_ms; }

float PatientView::deepest_hand_m() const {
  float deepest_m = 0.0f;
  if (!impl_->scene.skin) return deepest_m;
  for (const GloveVertex& v : impl_->scene.glove_vertex()) {
    const SkinVertex* const under = impl_->scene.grid().near(v.position_m);
    if (under == nullptr) continue;
    deepest_m = std::max(deepest_m, -dot(v.position_m - under->position_m, under->normal));
  }
  return deepest_m;
}

std::optional<Pick> PatientView::pick(const Camera& camera, float x, float y, float aspect) const {
  if (!impl_->scene.skin) return std::nullopt;
  return impl_->scene.skin->ray(camera.eye_m(), camera.ray(impl_->in_column(x), y, aspect));
}

std::optional<PickResult> PatientView::read(const Camera& camera, float x, float y, float aspect,
                                            Overlay overlay) const {
  const std::optional<Pick> place = pick(camera, x, y, aspect);
  if (!place) return std::nullopt;
  const Legend& scale = legend(overlay);
  PickResult result{.place = *place};
  result.value = overlay == Overlay::ContactPressure  ? place->contact_Pa * 1e-3f
                 : overlay == Overlay::TissuePressure ? place->tissue_Pa * 1e-3f
                 : overlay == Overlay::Oedema         ? place->excess
                 : overlay == Overlay::Fullness       ? place->fullness
                 : overlay == Overlay::Coverage       ? place->coverage_s
                                                      : 0.0f;
  result.share = clamp(result.value / scale.high, 0.0f, 1.0f);
  result.word = scale.word[static_cast<std::size_t>(verbal_class(scale, result.value))];
  return result;
}

std::array<float, 2> PatientView::project(const Camera& camera, float aspect, V3 p) {
  const M4 m = camera.projection(aspect) * camera.view();
  const auto row = [&](int r) {
    return m.m[r] * p.x + m.m[4 + r] * p.y + m.m[8 + r] * p.z + m.m[12 + r];
  };
  const float w = std::max(row(3), 1e-6f);
  return {row(0) / w, row(1) / w};
}

const SkinSurface* PatientView::skin() const { return impl_->scene.skin.get(); }

}  // namespace lac::render
