#pragma once
#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/expected.h"
#include "render/camera.h"
#include "render/gl_parts.h"
#include "render/scene.h"
#include "render/shader.h"
#include "render/view_options.h"

namespace lac::render {

/// Lights and draws a Scene into what is bound: shaders, textures, lamp.
class Painter {
 public:
  Painter() = default;
  ~Painter();
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  /// Loads shaders and textures. @return one sentence for each missing or broken file.
  Outcome load(const std::filesystem::path& data);
  /// Reads the shaders again; on trouble the old ones stay in use.
  Outcome reload_shaders();
  /// How plainly veins show, 0..1: they fill and stand out where the whole breast is tight. In
  /// steps, for painted skin follows them.
  static float veins(const sim::Snapshot& snapshot, const ViewOptions& options);

  void draw_shadow(const Scene& scene, bool covered);
  /// Paints the skin's pigment for plain quality where tone or breast changed; one picture a tone.
  /// @param tones   how many tones are shown beside each other
  void paint_skin(const Scene& scene, const sim::Snapshot& snapshot, const ViewOptions& options,
                  std::size_t tones);
  /// The breast's skin.
  void draw_skin(const Scene& scene, const sim::Snapshot& snapshot, const Camera& camera,
                 const ViewOptions& options, float aspect);
  /// What no hand and no tissue moves: chest, cloth, room. Nearest first, so that little is drawn
  /// twice.
  void draw_still(const Scene& scene, const sim::Snapshot& snapshot, const Camera& camera,
                  const ViewOptions& options, float aspect);
  /// What is seen through, farthest first, and hands.
  void draw_blended(const Scene& scene, const sim::Snapshot& snapshot, const Camera& camera,
                    const ViewOptions& options, float aspect);
  /// A finished plain picture with the steps of its outlines softened.
  void draw_edges(const Canvas& picture) const;

 private:
  // the shaders of each variant, by name; the bare one has plain skin alone
  enum Variant : std::size_t { kGood, kPlain, kBare, kVariants };
  using Variants = std::array<std::map<std::string, Shader>, kVariants>;
  Outcome load_shaders(Variants& into) const;
  const Shader& use(const char* name, const ViewOptions& options) const;
  void set_light(const Shader& s, const Camera& camera, float aspect) const;
  void set_tone(const Shader& s, const Scene& scene, const ViewOptions& options, float veins) const;
  void set_skin(const Shader& s, const Scene& scene, const sim::Snapshot& snapshot,
                const ViewOptions& options) const;
  const Shader& set_breast(const Scene& scene, const sim::Snapshot& snapshot, const Camera& camera,
                           const ViewOptions& options, float aspect) const;
  static void set_overlay(const Shader& s, const Scene& scene, const ViewOptions& options);
  static void set_hand(const Shader& s, const Scene& scene, const ViewOptions& options, bool ghost);

  std::filesystem::path shader_folder_;
  Variants shader_;
  unsigned skin_texture_ = 0, areola_texture_ = 0, vein_texture_ = 0;
  ShadowMap shadow_;
  MeshBuffer screen_mesh_;
  M4 lamp_matrix_;
  // the skin's pigment, rolled flat
  struct Painted {
    Canvas canvas;
    std::shared_ptr<const anatomy::Breast> breast;
    int tone = 0;
    float veins = 0.0f;
  };
  std::vector<std::unique_ptr<Painted>> painted_;  // the newest last
};

}  // namespace lac::render
