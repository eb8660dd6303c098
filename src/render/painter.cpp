#include "render/painter.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>

#include "render/body_shape.h"

namespace lac::render {
namespace {

constexpr V3 kLamp{-0.50f, 0.62f, 0.60f};  // toward the lamp, patient frame
constexpr float kLampReach_m = 0.36f;      // half width of what casts shadow
constexpr int kMostLandings = 12;
constexpr float kWindow_m =
    0.021f;  // round the place worked on, where hands in front are seen through
constexpr float kPullLymph_m = 0.030f;  // lymph vessels show through the skin they lie under
constexpr float kDuctsBeyondCut_m = 0.010f;
constexpr float kTightPerExcess = 1.6f;
constexpr float kVeinSteps = 8.0f;
constexpr float kClinicianTone = 4.0f;   // of the arm beyond the cuff; nobody in particular
constexpr float kPaintedSpan_m = 0.46f;  // of skin rolled flat round the nipple: the whole breast
constexpr int kPaintedPixels = 1024;
// her own cotton: like neither the drape nor any skin
const V3 kOwnTop{0.30f, 0.32f, 0.44f};

float mean(const std::vector<float>& values) {
  float sum = 0.0f;
  for (const float v : values) sum += v;
  return values.empty() ? 0.0f : sum / static_cast<float>(values.size());
}

// Tight skin shines: from its fluid.
float tightness_of(const sim::Snapshot& s) {
  return clamp(mean(s.excess) * kTightPerExcess, 0.0f, 1.0f);
}

// A Monk tone is how skin looks; the darkest ones under this lamp would lose their form and their
// brown.
V3 lit(V3 tone_colour, float tone) {
  const V3 brown{2.05f, 1.55f, 1.28f};
  const float dark = smooth(6.5f, 10.0f, tone);
  return {tone_colour.x * mix(1.0f, brown.x, dark), tone_colour.y * mix(1.0f, brown.y, dark),
          tone_colour.z * mix(1.0f, brown.z, dark)};
}

void set_plane(const Shader& s, const Plane& plane, float beyond_m = 0.0f) {
  const std::array<float, 4> keep{plane.normal.x, plane.normal.y, plane.normal.z,
                                  plane.distance_m + beyond_m};
  s.set4("u_keep", keep.data(), 1);
}

// Draws a mesh so that only what is nearest of it blends over what lies behind.
template <class Draw>
void draw_clear(Draw draw) {
  glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
  draw();
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glDepthFunc(GL_LEQUAL);
  draw();
  glDepthFunc(GL_LESS);
}

bool is_balloon(const Scene& scene) {
  return scene.breast->params.kind == anatomy::BodyKind::Balloon;
}
bool plain(const ViewOptions& options) { return options.quality == Quality::Plain; }
// The breast's skin is drawn clear, over what lies below it.
bool peeled(const Scene& scene, const ViewOptions& options) {
  return scene.torso && options.layer != Layer::Skin;
}

}  // namespace

Painter::~Painter() {
  for (const unsigned* texture : {&skin_texture_, &areola_texture_, &vein_texture_})
    if (*texture != 0) glDeleteTextures(1, texture);
}

Outcome Painter::load(const std::filesystem::path& data) {
  shader_folder_ = data / "shaders";
  Problems problems;
  if (const Outcome shaders = load_shaders(shader_); !shaders) problems = shaders.problems();
  for (const auto& [name, into] :
       {std::pair{"skin_detail.png", &skin_texture_},
        std::pair{"areola_detail.png", &areola_texture_}, std::pair{"veins.png", &vein_texture_}}) {
    const Expected<unsigned> texture = load_texture(data / "assets" / "textures" / name);
    if (texture)
      *into = *texture;
    else
      problems.insert(problems.end(), texture.problems().begin(), texture.problems().end());
  }
  if (!problems.empty()) return problems;
  screen_mesh_.set_layout({3});
  const std::array<float, 9> screen{-1, -1, 0, 3, -1, 0, -1, 3, 0};
  const Triangles one{{0, 1, 2}};
  screen_mesh_.upload(screen.data(), sizeof(screen), &one);
  return success();
}

float Painter::veins(const sim::Snapshot& s, const ViewOptions& options) {
  const float drawn =
      options.veins + (1.0f - options.veins) * clamp(mean(s.look.shine), 0.0f, 1.0f);
  return std::round(drawn * kVeinSteps) / kVeinSteps;
}

Outcome Painter::reload_shaders() {
  Variants fresh;
  if (Outcome loaded = load_shaders(fresh); !loaded) return loaded;
  shader_ = std::move(fresh);
  painted_.clear();
  return success();
}

Outcome Painter::load_shaders(Variants& into) const {
  static const std::array<std::vector<std::string>, kVariants> defines{
      {{}, {"PLAIN"}, {"PLAIN", "BARE"}}};
  Problems problems;
  for (const std::string& name : shader_names())
    for (std::size_t variant = 0; variant < into.size(); ++variant) {
      if (variant == kBare && name != "skin_plain") continue;
      if (variant != kPlain && name == "edges") continue;
      Expected<Shader> loaded = Shader::load(shader_folder_, name, defines[variant]);
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

const Shader& Painter::use(const char* name, const ViewOptions& options) const {
  return shader_[plain(options) ? kPlain : kGood].at(name);
}

void Painter::draw_shadow(const Scene& scene, bool covered) {
  const V3 centre{0.03f * scene.side(), 0.01f, 0.0f};
  lamp_matrix_ = orthographic(kLampReach_m, kLampReach_m, 0.1f, 1.6f) *
                 look_at(centre + unit(kLamp) * 0.8f, centre, {0, 1, 0});
  shadow_.begin();
  const Shader& depth = shader_[kGood].at("depth");
  depth.use();
  depth.set("u_clip_from_patient", lamp_matrix_);
  scene.skin_mesh.draw();
  if (scene.torso) {
    scene.torso_mesh.draw();
    scene.drape_mesh.draw();
    if (covered) scene.cover_mesh.draw();
  }
  scene.glove_mesh.draw();
  shadow_.end();
}

void Painter::set_light(const Shader& s, const Camera& camera, float aspect) const {
  s.use();
  s.set("u_clip_from_patient", camera.projection(aspect) * camera.view());
  s.set("u_eye_m", camera.eye_m());
  s.set("u_to_lamp", unit(kLamp));
  s.set("u_lamp_from_patient", lamp_matrix_);
  s.set("u_shadow", 0);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, shadow_.texture());
}

// What pigment.glsl asks for.
void Painter::set_tone(const Shader& s, const Scene& scene, const ViewOptions& options,
                       float veins) const {
  const float tone = static_cast<float>(options.skin_tone);
  const bool balloon = is_balloon(scene);
  s.set("u_tone", balloon ? V3{0.30f, 0.55f, 0.60f} : lit(monk_tone(tone), tone));
  s.set("u_areola", balloon ? V3{0.24f, 0.46f, 0.52f} : lit(areola_tone(tone), tone));
  s.set("u_darkness", clamp((tone - 3.0f) / 6.0f, 0.0f, 1.0f));
  s.set("u_is_skin", balloon ? 0.0f : 1.0f);
  s.set("u_areola_radius_m", static_cast<float>(scene.breast->landmarks.areola_radius_m));
  s.set("u_nipple_radius_m", static_cast<float>(0.5 * scene.breast->params.nipple_diameter_m));
  s.set("u_veins", veins);
  s.set("u_skin_detail", 1);
  s.set("u_areola_detail", 2);
  s.set("u_vein_map", 3);
  const std::array<unsigned, 3> textures{skin_texture_, areola_texture_, vein_texture_};
  for (unsigned k = 0; k < textures.size(); ++k) {
    glActiveTexture(GL_TEXTURE1 + k);
    glBindTexture(GL_TEXTURE_2D, textures[k]);
  }
  glActiveTexture(GL_TEXTURE0);
}

void Painter::set_skin(const Shader& s, const Scene& scene, const sim::Snapshot& snapshot,
                       const ViewOptions& options) const {
  set_tone(s, scene, options, veins(snapshot, options));
  s.set("u_tightness", options.tightness < 0.0f ? tightness_of(snapshot) : options.tightness);
  s.set("u_glass", 0.0f);
  s.set("u_from_m", -1.0f);
  set_plane(s, scene.cut);
  set_overlay(s, scene, options);
}

void Painter::paint_skin(const Scene& scene, const sim::Snapshot& snapshot,
                         const ViewOptions& options, std::size_t tones) {
  const float shown = veins(snapshot, options);
  const auto same = std::find_if(painted_.begin(), painted_.end(),
                                 [&](const auto& p) { return p->tone == options.skin_tone; });
  std::unique_ptr<Painted> painted;
  if (same != painted_.end()) {
    if ((*same)->breast == scene.breast && (*same)->veins == shown) return;
    painted = std::move(*same);
    painted_.erase(same);
  } else if (painted_.size() >= tones) {
    painted = std::move(painted_.front());
    painted_.erase(painted_.begin(), painted_.end() - static_cast<std::ptrdiff_t>(tones - 1));
  } else {
    painted = std::make_unique<Painted>();
  }
  painted->breast = scene.breast;
  painted->tone = options.skin_tone;
  painted->veins = shown;
  painted->canvas.resize(kPaintedPixels, kPaintedPixels, 0, Canvas::Kind::Mipmapped);
  painted->canvas.begin();
  glDisable(GL_DEPTH_TEST);
  const Shader& s = shader_[kPlain].at("pigment");
  s.use();
  set_tone(s, scene, options, shown);
  s.set("u_span_m", kPaintedSpan_m);
  s.set("u_nipple_length_m",
        static_cast<float>(std::max(scene.breast->params.nipple_length_m, 1e-3)));
  s.set("u_to_lamp", unit(kLamp));
  screen_mesh_.draw();
  glEnable(GL_DEPTH_TEST);
  glBindTexture(GL_TEXTURE_2D, painted->canvas.end());
  glGenerateMipmap(GL_TEXTURE_2D);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_NEAREST);
  painted_.push_back(std::move(painted));
}

void Painter::set_overlay(const Shader& s, const Scene& scene, const ViewOptions& options) {
  const bool pressure =
      options.overlay == Overlay::ContactPressure || options.overlay == Overlay::TissuePressure;
  const float own = legend(options.overlay).high * (pressure ? 1e3f : 1.0f);
  s.set("u_overlay", static_cast<int>(options.overlay));
  s.set("u_overlay_full", options.overlay_full > 0.0f ? options.overlay_full : own);
  s.set("u_clock_rings", options.clock_rings ? 1 : 0);
  std::vector<float> scale;
  for (const Rgb& c : kCividis) {
    const V3 v = linear(c);
    scale.insert(scale.end(), {v.x, v.y, v.z});
  }
  s.set3("u_scale", scale.data(), static_cast<int>(kCividis.size()));
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

void Painter::set_hand(const Shader& s, const Scene& scene, const ViewOptions& options,
                       bool ghost) {
  s.set("u_arm", monk_tone(kClinicianTone));
  const auto tone = static_cast<float>(options.skin_tone);
  s.set("u_parent", lit(monk_tone(tone), tone));
  s.set("u_ghost", ghost ? 1.0f : 0.0f);
  s.set("u_work_m", scene.work_m);
  s.set("u_window_m", scene.working && !ghost && options.see_through ? kWindow_m : 0.0f);
  s.set("u_opacity", clamp(options.hand_opacity, 0.0f, 1.0f));
}

// The breast's own shader, ready to draw.
const Shader& Painter::set_breast(const Scene& scene, const sim::Snapshot& snapshot,
                                  const Camera& camera, const ViewOptions& options,
                                  float aspect) const {
  // skin as most of a run shows it: whole, without overlay or rings
  const bool bare = options.overlay == Overlay::None && options.layer == Layer::Skin &&
                    !options.cut.on && !options.clock_rings && options.landing.empty();
  const Shader& s =
      plain(options) ? shader_[bare ? kBare : kPlain].at("skin_plain") : shader_[kGood].at("skin");
  set_light(s, camera, aspect);
  set_skin(s, scene, snapshot, options);
  if (plain(options)) {
    s.set("u_span_m", kPaintedSpan_m);
    s.set("u_pigment", 1);
    glActiveTexture(GL_TEXTURE1);
    for (const auto& painted : painted_)
      if (painted->tone == options.skin_tone)
        glBindTexture(GL_TEXTURE_2D, painted->canvas.texture());
    glActiveTexture(GL_TEXTURE0);
  }
  return s;
}

void Painter::draw_edges(const Canvas& picture) const {
  glDisable(GL_DEPTH_TEST);
  const Shader& s = shader_[kPlain].at("edges");
  s.use();
  s.set("u_picture", 0);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, picture.texture());
  screen_mesh_.draw();
}

void Painter::draw_skin(const Scene& scene, const sim::Snapshot& snapshot, const Camera& camera,
                        const ViewOptions& options, float aspect) {
  if (peeled(scene, options)) return;
  set_breast(scene, snapshot, camera, options, aspect);
  scene.skin_mesh.draw();
}

void Painter::draw_still(const Scene& scene, const sim::Snapshot& snapshot, const Camera& camera,
                         const ViewOptions& options, float aspect) {
  if (scene.torso) {
    const bool open = peeled(scene, options) || options.cut.on;
    const Shader& chest = use("skin", options);
    set_light(chest, camera, aspect);
    set_skin(chest, scene, snapshot, options);
    chest.set("u_landing_count", 0);
    set_plane(chest, {});
    // peeled, the chest's skin ends at the breast's edge
    chest.set("u_from_m", open ? -0.002f : -1.0f);
    scene.torso_mesh.draw();
    chest.set("u_from_m", -1.0f);
    if (open) {
      // the chest muscle behind it all
      const Shader& wall = use("wall", options);
      set_light(wall, camera, aspect);
      wall.set("u_side", scene.side());
      scene.behind_mesh.draw();
    }
    const Shader& cloth = use("cloth", options);
    set_light(cloth, camera, aspect);
    cloth.set("u_skin_detail", 1);
    cloth.set("u_cotton", V3{0.52f, 0.655f, 0.68f});
    scene.drape_mesh.draw();
    if (options.covered) {
      if (options.own_top) cloth.set("u_cotton", kOwnTop);
      scene.cover_mesh.draw();
    }
    cloth.set("u_cotton", options.dark ? V3{0.20f, 0.23f, 0.26f} : V3{0.70f, 0.72f, 0.72f});
    scene.sheet_mesh.draw();
  }
  const Shader& backdrop = use("backdrop", options);
  backdrop.use();
  backdrop.set("u_dark", options.dark ? 1.0f : 0.0f);
  screen_mesh_.draw();
}

void Painter::draw_blended(const Scene& scene, const sim::Snapshot& snapshot, const Camera& camera,
                           const ViewOptions& options, float aspect) {
  const bool clear = peeled(scene, options);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  const Shader& plain_thing = use("thing", options);
  set_light(plain_thing, camera, aspect);
  plain_thing.set("u_time_s", static_cast<float>(snapshot.time_s));
  if (scene.torso && (clear || options.cut.on)) {
    set_plane(plain_thing, {});
    plain_thing.set("u_pull_m", 0.0f);
    scene.section_mesh.draw();
    set_plane(plain_thing, scene.cut, options.cut.on ? kDuctsBeyondCut_m : 0.0f);
    plain_thing.set("u_pull_m", options.layer == Layer::Lymph ? kPullLymph_m : 0.0f);
    // plain: the far sides of lobes, ducts and vessels are left out
    if (plain(options)) glEnable(GL_CULL_FACE);
    scene.inside_mesh.draw();
    glDisable(GL_CULL_FACE);
  }
  if (clear) {
    set_breast(scene, snapshot, camera, options, aspect).set("u_glass", 1.0f);
    // once is enough for a plain picture: what faces away is left out instead
    if (plain(options)) {
      glEnable(GL_CULL_FACE);
      scene.skin_mesh.draw();
      glDisable(GL_CULL_FACE);
    } else {
      draw_clear([&] { scene.skin_mesh.draw(); });
    }
  }
  const Shader& hand = use("solid", options);
  set_light(hand, camera, aspect);
  set_hand(hand, scene, options, false);
  // a solid hand needs one pass; only one that is seen through must know its own front first
  if (plain(options)) glEnable(GL_CULL_FACE);
  if (options.hand_opacity < 1.0f || (scene.working && options.see_through))
    draw_clear([&] { scene.glove_mesh.draw(); });
  else
    scene.glove_mesh.draw();
  glDisable(GL_CULL_FACE);
  set_light(plain_thing, camera, aspect);
  set_plane(plain_thing, {});
  plain_thing.set("u_pull_m", 0.0f);
  if (!options.covered) scene.thing_mesh.draw();
  if (!options.ghost.empty()) {
    set_light(hand, camera, aspect);
    set_hand(hand, scene, options, true);
    draw_clear([&] { scene.ghost_mesh.draw(); });
  }
  glDisable(GL_BLEND);
}

}  // namespace lac::render
