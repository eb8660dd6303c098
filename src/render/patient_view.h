#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <optional>

#include "base/expected.h"
#include "render/camera.h"
#include "render/skin_surface.h"
#include "render/view_options.h"
#include "sim/snapshot.h"

namespace lac::render {

/// What the overlay says under the cursor.
struct PickResult {
  Pick place;
  float value = 0.0f;  // in the legend's unit
  float share = 0.0f;  // of the scale, 0..1
  const char* word = "";
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

  /// Draws at this size in pixels.
  /// @param sharpness   0..1: a smaller picture, as share of that size, in the texture's lower left
  /// @return GL texture name, first row at the bottom
  unsigned draw(const sim::Snapshot& snapshot, const Camera& camera, const ViewOptions& options,
                int width, int height, float sharpness = 1.0f);
  /// How much of the texture the last picture takes, in width and height.
  std::array<float, 2> share() const;
  /// What is under a point of the last picture, both in -1..1 (y up). Empty off the breast.
  std::optional<Pick> pick(const Camera& camera, float x, float y, float aspect) const;
  /// The same with the value of an overlay in its legend's unit and words.
  std::optional<PickResult> read(const Camera& camera, float x, float y, float aspect,
                                 Overlay overlay) const;
  /// Where a place of the patient frame appears, in -1..1 (y up).
  static std::array<float, 2> project(const Camera& camera, float aspect, V3 place_m);
  /// The skin as last drawn; null before the first draw.
  const SkinSurface* skin() const;
  /// Triangles of the hands as last drawn, and how deep the deepest of their skin-side vertices
  /// lies under the drawn skin: what a finger that shows through skin would have.
  float deepest_hand_m() const;
  /// Milliseconds of this thread's processor time that the last draw() took, GL calls included.
  double draw_ms() const;

 private:
  PatientView();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lac::render
