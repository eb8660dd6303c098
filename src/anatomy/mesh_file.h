#pragma once
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "anatomy/tet_mesh.h"
#include "base/expected.h"

namespace lac::anatomy {

/// The body that tools/make_meshes turned about the z axis, in metres.
///   dome     z = H sqrt(1 - (rho / R)^2)
///   fillet   + f (1 - (rho - R_n) / w)^2  for R_n <= rho <= R_n + w
///   wall     rho = R_n up to the cap, an ellipsoid of height `cap_height_m` that ends at the tip
struct TemplateShape {
  double dome_radius_m = 0.0, dome_height_m = 0.0;
  double nipple_radius_m = 0.0, nipple_length_m = 0.0;  // 0: no nipple
  double fillet_height_m = 0.0, fillet_width_m = 0.0, cap_height_m = 0.0;

  bool has_nipple() const { return nipple_radius_m > 0.0; }
  /// Height of the skin at `rho` outside the nipple; [0, R].
  double dome(double rho_m) const;
  double surface(double rho_m) const;
  /// The plane between dome and nipple: half-way up the fillet. Without a nipple the apex.
  double base_z_m() const;
  /// Where the fillet crosses that plane; 0 without a nipple.
  double base_rho_m() const;
  double tip_z_m() const { return base_z_m() + nipple_length_m; }
  /// Length of the meridian from the tip to a skin point.
  double arc_m(double rho_m, double z_m) const;
};

/// A template mesh as read, in metres; nodes in [free_nodes, size) lie on z = 0.
struct TemplateMesh {
  TemplateShape shape;
  TetMesh mesh;            // node_m, free_nodes, tet, skin, skin_node, skin_index, tet_volume_m3
  std::uint64_t hash = 0;  // of the file's bytes
};

/// Reads the format of tools/make_meshes (MODEL.md "Mesh file").
/// @return one problem naming file and line: missing, truncated, not a number, out of range, an
///         inverted or flat tetrahedron, a node outside the template.
Expected<TemplateMesh> read_mesh(const std::filesystem::path& path);
/// The same from memory; `file` is for messages.
Expected<TemplateMesh> parse_mesh(std::string_view text, std::string_view file);

/// Six times the signed volume over 6: positive where d sees a, b, c anticlockwise from outside.
double tet_volume(Vec3 a, Vec3 b, Vec3 c, Vec3 d);
/// 3 inradius / circumradius with the volume's sign: 1 regular, 0 flat, negative inverted.
double radius_ratio(Vec3 a, Vec3 b, Vec3 c, Vec3 d);
/// Fills skin, skin_node, skin_index from the tets: outward boundary triangles not wholly fixed.
/// @return false if a face has more than two tetrahedra.
bool find_skin(TetMesh& mesh);

}  // namespace lac::anatomy
