#include "render/patient_view.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "render/gl_parts.h"
#include "render/glove.h"
#include "render/hand_place.h"
#include "render/milk.h"
#include "render/shader.h"
#include "render/torso.h"

namespace lac::render {
namespace {

constexpr int kSamples = 4;
constexpr V3 kLamp{-0.56f, 0.66f, 0.50f};  // toward the lamp, patient frame
constexpr float kLampReach_m = 0.24f;      // half width of what casts shadow
constexpr float kAreolaDeeper = 2.0f;      // Monk steps, ux.md "two to three"
constexpr int kMostLandings = 12;
constexpr std::array<unsigned, 10> kMonkTones{0xf6ede4, 0xf3e7db, 0xf7ead0, 0xeadaba, 0xd7bd96,
                                              0xa07e56, 0x825c43, 0x604134, 0x3a312a, 0x292420};

float linear_from_srgb(unsigned byte) {
  const float c = static_cast<float>(byte) / 255.0f;
  return c <= 0.04045f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f);
}

V3 linear_from_hex(unsigned hex) {
  return {linear_from_srgb(hex >> 16 & 255u), linear_from_srgb(hex >> 8 & 255u),
          linear_from_srgb(hex & 255u)};
}

}  // namespace

V3 monk_tone(float tone) {
  const float t = clamp(tone - 1.0f, 0.0f, 9.0f);
  const int low = std::min(static_cast<int>(t), 8);
  return mix(linear_from_hex(kMonkTones[low]), linear_from_hex(kMonkTones[low + 1]),
             t - static_cast<float>(low));
}

// The darkest Monk tones lie close together and are nearly grey: half of the step is pigment alone.
V3 areola_tone(float tone) {
  const V3 skin = monk_tone(tone), stepped = monk_tone(tone + kAreolaDeeper);
  const V3 pigment{skin.x * 0.47f, skin.y * 0.39f, skin.z * 0.36f};
  return mix(stepped, pigment, 0.35f + 0.3f * smooth(5.0f, 8.0f, tone));
}

struct PatientView::Impl {
  std::filesystem::path shader_folder;
  std::array<std::map<std::string, Shader>, 2> shader;  // [plain] by name
  unsigned skin_texture = 0, areola_texture = 0;
  Canvas canvas;
  ShadowMap shadow;
  MeshBuffer skin_mesh, torso_mesh, drape_mesh, glove_mesh, milk_mesh, screen_mesh;

  // the patient: rebuilt when another breast comes
  std::shared_ptr<const anatomy::Breast> breast;
  std::unique_ptr<SkinSurface> skin;
  std::unique_ptr<Torso> torso;
  Glove glove;
  std::vector<GloveVertex> glove_vertex;
  Triangles glove_triangle;
  MilkShape milk;
  M4 lamp_matrix;

  Outcome load_shaders(std::array<std::map<std::string, Shader>, 2>& into) const {
    Problems problems;
    for (const std::string& name : shader_names())
      for (const bool plain : {false, true}) {
        Expected<Shader> loaded = Shader::load(shader_folder, name, plain);
        if (loaded) {
          into[plain ? 1 : 0][name] = std::move(*loaded);
        } else {
          problems.insert(problems.end(), loaded.problems().begin(), loaded.problems().end());
          break;
        }
      }
    if (!problems.empty()) return problems;
    return success();
  }

  const Shader& use(const char* name, const ViewOptions& options) const {
    return shader[options.quality == Quality::Plain ? 1 : 0].at(name);
  }

  void take_breast(const sim::Snapshot& snapshot) {
    breast = snapshot.breast;
    skin = std::make_unique<SkinSurface>(*breast);
    skin->update(snapshot, {});
    skin_mesh.upload(skin->vertices().data(), skin->vertices().size() * sizeof(SkinVertex),
                     &skin->triangles());
    torso.reset();
    if (breast->params.kind != anatomy::BodyKind::Breast) return;
    const float side = breast->params.side == anatomy::Side::Left ? 1.0f : -1.0f;
    torso = std::make_unique<Torso>(*skin, side);
    torso->update({});
    torso_mesh.upload(torso->vertices().data(), torso->vertices().size() * sizeof(SkinVertex),
                      &torso->triangles());
    const Drape drape = make_drape(*skin, side);
    drape_mesh.upload(drape.vertex.data(), drape.vertex.size() * sizeof(ClothVertex),
                      &drape.triangle);
  }

  // Moves every surface to this snapshot.
  void update(const sim::Snapshot& snapshot, V3 eye_m, float lift_m) {
    const std::vector<sim::FingerDrawn> fingers = shown_fingers(snapshot, *skin, lift_m);
    const std::vector<Rod> rods = shadow_rods(fingers);
    skin->update(snapshot, rods);
    skin_mesh.upload(skin->vertices().data(), skin->vertices().size() * sizeof(SkinVertex),
                     nullptr);
    if (torso) {
      torso->update(rods);
      torso_mesh.upload(torso->vertices().data(), torso->vertices().size() * sizeof(SkinVertex),
                        nullptr);
    }

    const float side = breast->params.side == anatomy::Side::Left ? 1.0f : -1.0f;
    glove_vertex.clear();
    glove_triangle.clear();
    for (const PlacedHand& hand : place_hands(fingers, *skin, side)) {
      const int first = static_cast<int>(glove_vertex.size());
      glove.pose(hand.palm, hand.reach, hand.idle_curl_rad, hand.arm, glove_vertex);
      for (const auto& [a, b, c] : glove.triangles())
        glove_triangle.push_back({first + a, first + b, first + c});
    }
    glove_mesh.upload(glove_vertex.data(), glove_vertex.size() * sizeof(GloveVertex),
                      &glove_triangle);

    const V3 cup{-0.125f * side, -0.118f, 0.060f};
    build_milk(snapshot, eye_m, cup, milk);
    milk_mesh.upload(milk.vertex.data(), milk.vertex.size() * sizeof(MilkVertex), &milk.triangle);
  }

  void draw_shadow() {
    const V3 centre{0.0f, 0.0f, 0.03f};
    lamp_matrix = orthographic(kLampReach_m, kLampReach_m, 0.1f, 1.4f) *
                  look_at(centre + unit(kLamp) * 0.7f, centre, {0, 1, 0});
    shadow.begin();
    const Shader& depth = shader[0].at("depth");
    depth.use();
    depth.set("u_clip_from_patient", lamp_matrix);
    skin_mesh.draw();
    if (torso) drape_mesh.draw();
    glove_mesh.draw();
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

  void set_skin(const Shader& s, const ViewOptions& options) {
    const float tone = static_cast<float>(options.skin_tone);
    const bool balloon = breast->params.kind == anatomy::BodyKind::Balloon;
    s.set("u_tone", balloon ? V3{0.30f, 0.55f, 0.60f} : monk_tone(tone));
    s.set("u_areola", balloon ? V3{0.24f, 0.46f, 0.52f} : areola_tone(tone));
    s.set("u_darkness", clamp((tone - 3.0f) / 6.0f, 0.0f, 1.0f));
    s.set("u_is_skin", balloon ? 0.0f : 1.0f);
    s.set("u_areola_radius_m", static_cast<float>(breast->landmarks.areola_radius_m));
    s.set("u_nipple_radius_m", static_cast<float>(0.5 * breast->params.nipple_diameter_m));
    s.set("u_tightness", options.tightness);
    s.set("u_overlay", static_cast<int>(options.overlay));
    s.set("u_overlay_full", std::max(options.overlay_full, 1e-6f));
    s.set("u_clock_rings", options.clock_rings ? 1 : 0);
    std::vector<float> landing;
    for (const auto& ring : options.landing) {
      if (landing.size() >= 4u * kMostLandings) break;
      const V3 place = V3{ring[0], ring[1], ring[2]};
      const V3 shown = place + skin->offset_m(place);
      landing.insert(landing.end(), {shown.x, shown.y, shown.z, ring[3]});
    }
    const int count = static_cast<int>(landing.size() / 4);
    s.set("u_landing_count", count);
    if (count > 0) s.set4("u_landing", landing.data(), count);
    s.set("u_skin_detail", 1);
    s.set("u_areola_detail", 2);
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, skin_texture);
    glActiveTexture(GL_TEXTURE2);
    glBindTexture(GL_TEXTURE_2D, areola_texture);
    glActiveTexture(GL_TEXTURE0);
  }
};

PatientView::PatientView() : impl_(std::make_unique<Impl>()) {}
PatientView::~PatientView() {
  if (impl_->skin_texture != 0) glDeleteTextures(1, &impl_->skin_texture);
  if (impl_->areola_texture != 0) glDeleteTextures(1, &impl_->areola_texture);
}

Expected<std::unique_ptr<PatientView>> PatientView::make(const std::filesystem::path& data) {
  std::unique_ptr<PatientView> view(new PatientView);
  Impl& m = *view->impl_;
  m.shader_folder = data / "shaders";
  Problems problems;
  if (const Outcome shaders = m.load_shaders(m.shader); !shaders) problems = shaders.problems();
  for (const auto& [name, into] : {std::pair{"skin_detail.png", &m.skin_texture},
                                   std::pair{"areola_detail.png", &m.areola_texture}}) {
    const Expected<unsigned> texture = load_texture(data / "assets" / "textures" / name);
    if (texture)
      *into = *texture;
    else
      problems.insert(problems.end(), texture.problems().begin(), texture.problems().end());
  }
  if (!problems.empty()) return problems;

  m.skin_mesh.set_layout({3, 3, 3, 3, 2, 2});
  m.torso_mesh.set_layout({3, 3, 3, 3, 2, 2});
  m.drape_mesh.set_layout({3, 3, 2, 1});
  m.glove_mesh.set_layout({3, 3, 3, 1});
  m.milk_mesh.set_layout({3, 3, 1, 1});
  m.screen_mesh.set_layout({3});
  const std::array<float, 9> screen{-1, -1, 0, 3, -1, 0, -1, 3, 0};
  const Triangles one{{0, 1, 2}};
  m.screen_mesh.upload(screen.data(), sizeof(screen), &one);
  return view;
}

Outcome PatientView::reload_shaders() {
  std::array<std::map<std::string, Shader>, 2> fresh;
  if (Outcome loaded = impl_->load_shaders(fresh); !loaded) return loaded;
  impl_->shader = std::move(fresh);
  return success();
}

unsigned PatientView::draw(const sim::Snapshot& snapshot, const Camera& camera,
                           const ViewOptions& options, int width, int height) {
  Impl& m = *impl_;
  if (m.breast != snapshot.breast) m.take_breast(snapshot);
  m.update(snapshot, camera.eye_m(), options.lift_m);
  const float aspect = static_cast<float>(width) / static_cast<float>(std::max(height, 1));

  glEnable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  glDisable(GL_CULL_FACE);
  glDisable(GL_SCISSOR_TEST);
  if (options.quality == Quality::Good) m.draw_shadow();
  m.canvas.resize(width, height, options.quality == Quality::Good ? kSamples : 0);
  m.canvas.begin();
  glClear(GL_DEPTH_BUFFER_BIT);

  // nearest first, so that little is drawn twice: gloves, skin of breast and torso, drape, backdrop
  const Shader& solid = m.use("solid", options);
  m.set_light(solid, camera, aspect);
  m.glove_mesh.draw();
  const Shader& skin = m.use("skin", options);
  m.set_light(skin, camera, aspect);
  m.set_skin(skin, options);
  m.skin_mesh.draw();
  if (m.torso) {
    skin.set("u_landing_count", 0);
    m.torso_mesh.draw();
    const Shader& cloth = m.use("cloth", options);
    m.set_light(cloth, camera, aspect);
    cloth.set("u_skin_detail", 1);
    m.drape_mesh.draw();
  }
  const Shader& backdrop = m.use("backdrop", options);
  backdrop.use();
  backdrop.set("u_dark", options.dark ? 1.0f : 0.0f);
  m.screen_mesh.draw();

  // milk and cup over all that, blended
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  const Shader& milk = m.use("milk", options);
  m.set_light(milk, camera, aspect);
  m.milk_mesh.draw();
  glDisable(GL_DEPTH_TEST);
  return m.canvas.end();
}

std::optional<Pick> PatientView::pick(const Camera& camera, float x, float y, float aspect) const {
  if (!impl_->skin) return std::nullopt;
  return impl_->skin->ray(camera.eye_m(), camera.ray(x, y, aspect));
}

std::array<float, 2> PatientView::project(const Camera& camera, float aspect, V3 p) {
  const M4 m = camera.projection(aspect) * camera.view();
  const auto row = [&](int r) {
    return m.m[r] * p.x + m.m[4 + r] * p.y + m.m[8 + r] * p.z + m.m[12 + r];
  };
  const float w = std::max(row(3), 1e-6f);
  return {row(0) / w, row(1) / w};
}

const SkinSurface* PatientView::skin() const { return impl_->skin.get(); }

}  // namespace lac::render
