#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "anatomy/duct_tree.h"
#include "anatomy/params.h"
#include "anatomy/tet_mesh.h"
#include "base/expected.h"

namespace lac::anatomy {

struct TemplateMesh;  // mesh_file.h

/// techniques.md §2 "Coordinates": N nipple, A areola, B body, T axillary tail.
enum class Region : std::uint8_t { Nipple, Areola, Body, AxillaryTail };
/// physiology.md A2's rows.
enum class Tissue : std::uint8_t { Adipose, Gland, Subareolar, Areola, Nipple, Balloon };
enum class NodeGroup : std::uint8_t { Axillary, Parasternal, Clavicular };  // lymph nodes

/// Skin coordinates: r along the skin from the nipple base, clock seen by someone facing the
/// patient (0 = 12 o'clock, cranial; pi/2 = 3 o'clock, the patient's left; clockwise).
struct SkinCoord {
  double clock_rad = 0.0;  // [0, 2 pi)
  double r_m = 0.0;        // >= 0; on the nipple itself negative: minus the height above its base
};

/// The clock of a direction seen by someone facing the patient; [0, 2 pi).
/// @param right_m, up_m  toward the patient's left and cranial; (0, 0) gives 0
double clock_of(double right_m, double up_m);

struct Landmarks {
  Vec3 nipple_base_m, nipple_tip_m;          // centre of the base disc; tip
  Vec3 nipple_axis;                          // unit, outward
  Vec3 axilla_m, clavicle_m, parasternum_m;  // where each node group lies
  double areola_radius_m = 0.024;  // skin coordinate r of the areola's edge, from the nipple base
};

/// A point inside the mesh as four nodes and weights, so that it can follow the tissue.
struct Embedded {
  std::array<int, 4> node{};
  std::array<double, 4> weight{};
};

/// One breast at rest: everything that does not change during a session. Built once per patient.
struct Breast {
  BreastParams params;
  Level level = Level::Standard;
  TetMesh mesh;
  Landmarks landmarks;
  std::vector<Tissue> tissue;           // [tet] the main one
  std::vector<double> gland_frac;       // [tet] 0..1, blends fat and gland
  std::vector<int> lobe;                // [tet] lobe that this gland belongs to, or -1
  std::vector<Region> region;           // [skin node]
  std::vector<SkinCoord> skin_coord;    // [skin node]
  std::vector<Region> triangle_region;  // [triangle]
  std::vector<double>
      interstitial_frac;                 // [node] normal interstitial volume fraction phi_0 [E1.14]
  std::vector<double> areola_weight;     // [node] 1 in the areolar disc down to 12 mm deep, 0 away
  std::vector<Vec3> lymph_direction;     // [node] unit, along the local path to its node group
  std::vector<NodeGroup> territory;      // [node] [E2.1-E2.3]
  std::vector<double> skin_thickness_m;  // [triangle] [A5.13]
  DuctTree ducts;                        // empty for the balloon
  // skin map: each skin node in a plane, polar about the nipple tip, angle = clock, radius = length
  // of the template's meridian; one-to-one, so places are found in it without wrap-around
  std::vector<std::array<double, 2>> skin_map_m;  // [skin node]
  std::vector<int> nipple_triangle;  // triangles inside the nipple base ring, ascending
  Embedded nipple_base, nipple_tip;  // where the landmarks of that name follow the tissue
  std::uint64_t hash = 0;            // of params, level and template
};

/// Reads the template mesh of this level from `assets/meshes/`, checks orientation and quality,
/// morphs it to the patient (mirrored for the right side) and grows the ducts.
/// @return every problem: missing or broken mesh file, inverted element, parameter out of range.
/// `params` of the result hold the solved projection and the volume of the mesh itself.
Expected<Breast> build_breast(const BreastParams& params, Level level,
                              const std::filesystem::path& assets);
/// The template that build_breast reads for this body and level.
Expected<TemplateMesh> read_template(const BreastParams& params, Level level,
                                     const std::filesystem::path& assets);
/// The same from a template at hand, of the right kind: for refined meshes.
Expected<Breast> build_breast(const BreastParams& params, Level level, const TemplateMesh& templ);
/// Height z of the chest wall under and beside the breast at `x`, patient frame (for drawing it).
double chest_wall_height_m(const BreastParams& params, double x_m);

/// Finds the tetrahedron that holds the rest point (the nearest one's clamped point if outside).
Embedded embed(const TetMesh& mesh, Vec3 rest_point_m);

}  // namespace lac::anatomy
