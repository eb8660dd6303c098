#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "base/expected.h"
#include "render/camera.h"
#include "render/skin_surface.h"
#include "sim/snapshot.h"

namespace lac::render {

enum class Overlay : int { None, ContactPressure, TissuePressure, Oedema };
/// Plain leaves out shadow map and multisampling, for slow machines.
enum class Quality : int { Plain, Good };

/// How to draw; nothing in here changes the simulation.
struct ViewOptions {
  int skin_tone = 5;  // Monk 1..10
  Overlay overlay = Overlay::None;
  float overlay_full = 0.0f;  // value at the top of the scale: Pa, or excess; > 0
  Quality quality = Quality::Good;
  bool dark = false;         // backdrop
  bool clock_rings = false;  // clock face and distance rings on the skin
  std::vector<std::array<float, 4>>
      landing;             // soft rings where a hand would land: x, y, z, radius (m)
  float tightness = 0.0f;  // 0..1 shine of tight skin
  float lift_m = 0.0f;     // hovering hands are drawn this far off the skin
};

/// The picture of one patient's breast, drawn into a texture. Needs a current GL 3.3 context.
class PatientView {
 public:
  /// Loads shaders and textures. @return one sentence for each missing or broken file.
  static Expected<std::unique_ptr<PatientView>> make(const std::filesystem::path& data);
  ~PatientView();
  PatientView(const PatientView&) = delete;
  PatientView& operator=(const PatientView&) = delete;

  /// Reads the shaders again; on trouble the old ones stay in use.
  Outcome reload_shaders();

  /// Draws at this size in pixels. @return GL texture name, first row at the bottom.
  unsigned draw(const sim::Snapshot& snapshot, const Camera& camera, const ViewOptions& options,
                int width, int height);
  /// What is under a point of the last picture, both in -1..1 (y up). Empty off the breast.
  std::optional<Pick> pick(const Camera& camera, float x, float y, float aspect) const;
  /// Where a place of the patient frame appears, in -1..1 (y up).
  static std::array<float, 2> project(const Camera& camera, float aspect, V3 place_m);
  /// The skin as last drawn; null before the first draw.
  const SkinSurface* skin() const;

 private:
  PatientView();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Linear RGB of Monk tone `tone` (1..10, fractions blend).
V3 monk_tone(float tone);

}  // namespace lac::render
