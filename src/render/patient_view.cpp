#include "render/patient_view.h"

#include <epoxy/gl.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "render/body_shape.h"
#include "render/gl_parts.h"
#include "render/scene.h"
#include "render/shader.h"

namespace lac::render {
namespace {

constexpr int kSamples = 4;
constexpr V3 kLamp{-0.50f, 0.62f, 0.60f};  // toward the lamp, patient frame
constexpr float kLampReach_m = 0.36f;      // half width of what casts shadow
constexpr int kMostLandings = 12;
constexpr float kWindow_m =
    0.021f;  // round the place worked on, where hands in front are seen through
constexpr float kPullLymph_m = 0.030f;  // lymph vessels show through the skin they lie under
constexpr float kDuctsBeyondCut_m = 0.010f;
constexpr float kTightPerExcess = 1.6f;
constexpr float kClinicianTone = 4.0f;  // of the arm beyond the cuff; nobody in particular
const V3 kMuscle{0.33f, 0.085f, 0.06f};

double thread_ms() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return 1e3 * static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_nsec);
}

// Tight skin shines: from its fluid.
float tightness_of(const sim::Snapshot& s) {
  float sum = 0.0f;
  for (const float e : s.excess) sum += e;
  return s.excess.empty()
             ? 0.0f
             : clamp(sum / static_cast<float>(s.excess.size()) * kTightPerExcess, 0, 1);
}

// The shaders of each variant, by name; the bare one has skin alone.
enum Variant : std::size_t { kGood, kPlain, kBare, kVariants };
using Variants = std::array<std::map<std::string, Shader>, kVariants>;
const std::array<std::vector<std::string>, kVariants> kDefines{{{}, {"PLAIN"}, {"PLAIN", "BARE"}}};

}  // namespace

struct PatientView::Impl {
  std::filesystem::path shader_folder;
  Variants shader;
  unsigned skin_texture = 0, areola_texture = 0, vein_texture = 0;
  Canvas canvas;
  ShadowMap shadow;
  Scene scene;
  MeshBuffer screen_mesh;
  M4 lamp_matrix;
  double draw_ms = 0.0;

  Outcome load_shaders(Variants& into) const {
    Problems problems;
    for (const std::string& name : shader_names())
      for (std::size_t variant = 0; variant < into.size(); ++variant) {
        if (variant == kBare && name != "skin") continue;
        Expected<Shader> loaded = Shader::load(shader_folder, name, kDefines[variant]);
        if (loaded) {
          into[variant][name] = std::move(*loaded);
        } else {
          problems.insert(problems.end(), loaded.problems().begin(), loaded.problems().end());
          break;
        }
      }
    if (!problems.empty()) return problems;
    return success();
  }

  // Skin as most of a run shows it: whole, without overlay, ring or oil. Without `discard` and what
  // these need, a processor that draws does a fraction of the work.
  const Shader& skin_shader(const sim::Snapshot& snapshot, const ViewOptions& options) const {
    const bool bare = options.quality == Quality::Plain && options.overlay == Overlay::None &&
                      options.layer == Layer::Skin && !options.cut.on && !options.clock_rings &&
                      !snapshot.oil && options.landing.empty();
    return bare ? shader[kBare].at("skin") : use("skin", options);
  }

  const Shader& use(const char* name, const ViewOptions& options) const {
    return shader[options.quality == Quality::Plain ? kPlain : kGood].at(name);
  }

  void draw_shadow() {
    const V3 centre{0.03f * scene.side(), 0.01f, 0.0f};
    lamp_matrix = orthographic(kLampReach_m, kLampReach_m, 0.1f, 1.6f) *
                  look_at(centre + unit(kLamp) * 0.8f, centre, {0, 1, 0});
    shadow.begin();
    const Shader& depth = shader[0].at("depth");
    depth.use();
    depth.set("u_clip_from_patient", lamp_matrix);
    scene.skin_mesh.draw();
    if (scene.torso) {
      scene.torso_mesh.draw();
      scene.drape_mesh.draw();
    }
    scene.glove_mesh.draw();
    shadow.end();
  }

  void set_light(const Shader& s, const Camera& camera, float aspect) {
    s.use();
    s.set("u_clip_from_patient", camera.projection(aspect) * camera.view());
    s.set("u_eye_m", camera.eye_m());
    s.set("u_to_lamp", unit(kLamp));
    s.set("u_lamp_from_patient", lamp_matrix);
    s.set("u_shadow", 0);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, shadow.texture());
  }

  static void set_plane(const Shader& s, const Plane& plane, float beyond_m = 0.0f) {
    const std::array<float, 4> keep{plane.normal.x, plane.normal.y, plane.normal.z,
                                    plane.distance_m + beyond_m};
    s.set4("u_keep", keep.data(), 1);
  }

  void set_skin(const Shader& s, const sim::Snapshot& snapshot, const ViewOptions& options) {
    const float tone = static_cast<float>(options.skin_tone);
    const bool balloon = scene.breast->params.kind == anatomy::BodyKind::Balloon;
    s.set("u_tone", balloon ? V3{0.30f, 0.55f, 0.60f} : monk_tone(tone));
    s.set("u_areola", balloon ? V3{0.24f, 0.46f, 0.52f} : areola_tone(tone));
    s.set("u_darkness", clamp((tone - 3.0f) / 6.0f, 0.0f, 1.0f));
    s.set("u_is_skin", balloon ? 0.0f : 1.0f);
    s.set("u_areola_radius_m", static_cast<float>(scene.breast->landmarks.areola_radius_m));
    s.set("u_nipple_radius_m", static_cast<float>(0.5 * scene.breast->params.nipple_diameter_m));
    s.set("u_tightness", options.tightness < 0.0f ? tightness_of(snapshot) : options.tightness);
    s.set("u_veins", options.veins);
    s.set("u_glass", 0.0f);
    s.set("u_from_m", -1.0f);
    set_plane(s, scene.cut);
    set_overlay(s, options);
    s.set("u_skin_detail", 1);
    s.set("u_areola_detail", 2);
    s.set("u_vein_map", 3);
    const std::array<unsigned, 3> textures{skin_texture, areola_texture, vein_texture};
    for (unsigned k = 0; k < textures.size(); ++k) {
      glActiveTexture(GL_TEXTURE1 + k);
      glBindTexture(GL_TEXTURE_2D, textures[k]);
    }
    glActiveTexture(GL_TEXTURE0);
  }

  void set_overlay(const Shader& s, const ViewOptions& options) {
    const bool pressure =
        options.overlay == Overlay::ContactPressure || options.overlay == Overlay::TissuePressure;
    const float own = legend(options.overlay).high * (pressure ? 1e3f : 1.0f);
    s.set("u_overlay", static_cast<int>(options.overlay));
    s.set("u_overlay_full", options.overlay_full > 0.0f ? options.overlay_full : own);
    s.set("u_clock_rings", options.clock_rings ? 1 : 0);
    std::vector<float> scale;
    for (const auto& c : cividis_stops()) {
      const V3 v = linear_from_hex(static_cast<unsigned>(c[0]) << 16 |
                                   static_cast<unsigned>(c[1]) << 8 | c[2]);
      scale.insert(scale.end(), {v.x, v.y, v.z});
    }
    s.set3("u_scale", scale.data(), kCividisStops);
    std::vector<float> landing;
    for (const auto& ring : options.landing) {
      if (landing.size() >= 4u * kMostLandings) break;
      const V3 place = V3{ring[0], ring[1], ring[2]};
      const V3 shown = place + scene.skin->offset_m(place);
      landing.insert(landing.end(), {shown.x, shown.y, shown.z, ring[3]});
    }
    const int count = static_cast<int>(landing.size() / 4);
    s.set("u_landing_count", count);
    if (count > 0) s.set4("u_landing", landing.data(), count);
  }

  void set_hand(const Shader& s, const ViewOptions& options, bool ghost) {
    s.set("u_arm", monk_tone(kClinicianTone));
    s.set("u_parent", monk_tone(static_cast<float>(options.skin_tone)));
    s.set("u_ghost", ghost ? 1.0f : 0.0f);
    s.set("u_work_m", scene.work_m);
    s.set("u_window_m", scene.working && !ghost && options.see_through ? kWindow_m : 0.0f);
    s.set("u_opacity", clamp(options.hand_opacity, 0.0f, 1.0f));
  }

  // Draws a mesh so that only what is nearest of it blends over what lies behind.
  template <class Draw>
  static void draw_clear(Draw draw) {
    glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
    draw();
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glDepthFunc(GL_LEQUAL);
    draw();
    glDepthFunc(GL_LESS);
  }

  // Opaque things, nearest first, so that little is drawn twice.
  void draw_opaque(const sim::Snapshot& snapshot, const Camera& camera, const ViewOptions& options,
                   float aspect) {
    const bool peeled = scene.torso && options.layer != Layer::Skin;
    const Shader& on_skin = skin_shader(snapshot, options);
    set_light(on_skin, camera, aspect);
    set_skin(on_skin, snapshot, options);
    if (!peeled) scene.skin_mesh.draw();
    if (scene.torso) {
      on_skin.set("u_landing_count", 0);
      set_plane(on_skin, {});
      // peeled, the chest's skin ends at the breast's edge
      on_skin.set("u_from_m", peeled || options.cut.on ? -0.002f : -1.0f);
      scene.torso_mesh.draw();
      on_skin.set("u_from_m", -1.0f);
      if (peeled || options.cut.on) {
        // the chest muscle behind it all
        on_skin.set("u_tone", kMuscle);
        on_skin.set("u_is_skin", 0.0f);
        on_skin.set("u_overlay", 0);
        on_skin.set("u_clock_rings", 0);
        scene.behind_mesh.draw();
      }
      const Shader& cloth = use("cloth", options);
      set_light(cloth, camera, aspect);
      cloth.set("u_skin_detail", 1);
      cloth.set("u_cotton", V3{0.52f, 0.655f, 0.68f});
      scene.drape_mesh.draw();
      cloth.set("u_cotton", options.dark ? V3{0.20f, 0.23f, 0.26f} : V3{0.70f, 0.72f, 0.72f});
      scene.sheet_mesh.draw();
    }
    const Shader& backdrop = use("backdrop", options);
    backdrop.use();
    backdrop.set("u_dark", options.dark ? 1.0f : 0.0f);
    screen_mesh.draw();
  }

  // What is seen through, farthest first.
  void draw_blended(const sim::Snapshot& snapshot, const Camera& camera, const ViewOptions& options,
                    float aspect) {
    const bool peeled = scene.torso && options.layer != Layer::Skin;
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    const Shader& plain_thing = use("thing", options);
    set_light(plain_thing, camera, aspect);
    plain_thing.set("u_time_s", static_cast<float>(snapshot.time_s));
    if (scene.torso && (peeled || options.cut.on)) {
      set_plane(plain_thing, {});
      plain_thing.set("u_pull_m", 0.0f);
      scene.section_mesh.draw();
      set_plane(plain_thing, scene.cut, options.cut.on ? kDuctsBeyondCut_m : 0.0f);
      plain_thing.set("u_pull_m", options.layer == Layer::Lymph ? kPullLymph_m : 0.0f);
      scene.inside_mesh.draw();
    }
    if (peeled) {
      const Shader& on_skin = use("skin", options);
      set_light(on_skin, camera, aspect);
      set_skin(on_skin, snapshot, options);
      on_skin.set("u_glass", 1.0f);
      draw_clear([&] { scene.skin_mesh.draw(); });
    }
    const Shader& hand = use("solid", options);
    set_light(hand, camera, aspect);
    set_hand(hand, options, false);
    // a solid hand needs one pass; only one that is seen through must know its own front first
    if (options.hand_opacity < 1.0f || (scene.working && options.see_through))
      draw_clear([&] { scene.glove_mesh.draw(); });
    else
      scene.glove_mesh.draw();
    set_light(plain_thing, camera, aspect);
    set_plane(plain_thing, {});
    plain_thing.set("u_pull_m", 0.0f);
    scene.thing_mesh.draw();
    if (!options.ghost.empty()) {
      set_light(hand, camera, aspect);
      set_hand(hand, options, true);
      draw_clear([&] { scene.ghost_mesh.draw(); });
    }
    glDisable(GL_BLEND);
  }
};

PatientView::PatientView() : impl_(std::make_unique<Impl>()) {}
PatientView::~PatientView() {
  if (impl_->skin_texture != 0) glDeleteTextures(1, &impl_->skin_texture);
  if (impl_->areola_texture != 0) glDeleteTextures(1, &impl_->areola_texture);
  if (impl_->vein_texture != 0) glDeleteTextures(1, &impl_->vein_texture);
}

Expected<std::unique_ptr<PatientView>> PatientView::make(const std::filesystem::path& data) {
  std::unique_ptr<PatientView> view(new PatientView);
  Impl& m = *view->impl_;
  m.shader_folder = data / "shaders";
  Problems problems;
  if (const Outcome shaders = m.load_shaders(m.shader); !shaders) problems = shaders.problems();
  for (const auto& [name, into] : {std::pair{"skin_detail.png", &m.skin_texture},
                                   std::pair{"areola_detail.png", &m.areola_texture},
                                   std::pair{"veins.png", &m.vein_texture}}) {
    const Expected<unsigned> texture = load_texture(data / "assets" / "textures" / name);
    if (texture)
      *into = *texture;
    else
      problems.insert(problems.end(), texture.problems().begin(), texture.problems().end());
  }
  if (!problems.empty()) return problems;

  m.scene.set_layouts();
  m.screen_mesh.set_layout({3});
  const std::array<float, 9> screen{-1, -1, 0, 3, -1, 0, -1, 3, 0};
  const Triangles one{{0, 1, 2}};
  m.screen_mesh.upload(screen.data(), sizeof(screen), &one);
  return view;
}

Outcome PatientView::reload_shaders() {
  Variants fresh;
  if (Outcome loaded = impl_->load_shaders(fresh); !loaded) return loaded;
  impl_->shader = std::move(fresh);
  return success();
}

unsigned PatientView::draw(const sim::Snapshot& snapshot, const Camera& camera,
                           const ViewOptions& options, int width, int height) {
  const double start_ms = thread_ms();
  Impl& m = *impl_;
  m.scene.take(snapshot, options.quality);
  m.scene.update(snapshot, camera.eye_m(), options);
  const float aspect = static_cast<float>(width) / static_cast<float>(std::max(height, 1));

  glEnable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  glDisable(GL_CULL_FACE);
  glDisable(GL_SCISSOR_TEST);
  if (options.quality == Quality::Good) m.draw_shadow();
  m.canvas.resize(width, height, options.quality == Quality::Good ? kSamples : 0);
  m.canvas.begin();
  glClear(GL_DEPTH_BUFFER_BIT);
  m.draw_opaque(snapshot, camera, options, aspect);
  m.draw_blended(snapshot, camera, options, aspect);
  glDisable(GL_DEPTH_TEST);
  const unsigned texture = m.canvas.end();
  m.draw_ms = thread_ms() - start_ms;
  return texture;
}

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
  return impl_->scene.skin->ray(camera.eye_m(), camera.ray(x, y, aspect));
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
