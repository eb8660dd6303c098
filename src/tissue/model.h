#pragma once
#include <algorithm>
#include <array>
#include <vector>

#include "tissue/constants.h"
#include "tissue/simd.h"
#include "tissue/skin_kernel.h"
#include "tissue/tet_kernel.h"
#include "tissue/tissue.h"

namespace lac::tissue {

inline constexpr int kParts = 2;   // fixed partition, whatever the number of threads
inline constexpr int kShares = 4;  // clusters that move a node, at most

/// Immutable part of the solver: reference shape, materials, sparsity and groups of eight elements.
/// Tets are reordered inside by their lowest node and their corners sorted; `tet_source` leads
/// back.
class TissueModel {
 public:
  TissueParams params;
  int nodes = 0, free_nodes = 0, tets = 0, triangles = 0, skin_nodes = 0;
  int tet_groups = 0, tri_groups = 0;
  int iterations = 6;  // conjugate gradients a Newton step

  // shapes
  std::vector<Vec3> reference_m;        // [node] free of stress
  std::vector<Vec3> shape_m;            // [node] what the anatomy drew
  std::vector<std::array<int, 4>> tet;  // [tet] ascending nodes
  std::vector<int> tet_source;          // [tet] index in the anatomy
  std::vector<std::array<int, 3>> tri;  // [triangle] the anatomy's order, outward
  std::vector<int> skin_index;          // [node] place among skin nodes, or -1
  std::vector<double> tet_volume_m3;    // [tet] reference volume
  std::vector<double> tri_area_m2;      // [triangle] reference area
  std::vector<char> long_edge;          // [triangle] takes the finer contact rule
  std::vector<double> skin_area_m2;     // [skin node] third of its triangles
  std::vector<Vec3> hydrostatic_m;      // [node] hydrostatic.h

  // material at growth 0 and scale 1, padded to whole groups: rows of eight lanes
  Floats tet_row;      // [group][kTetRows][8]
  Floats tet_density;  // [group][8] kg/m3
  Ints tet_offset;     // [group][4][8] 4 * node
  Floats skin_row;     // [group][kSkinRows][8]
  Ints skin_offset;    // [group][3][8] 4 * node, corners ascending
  SkinLaw skin_law;

  // incidence by node, in element order: 4 * tet + corner
  std::vector<int> tet_at, tet_of;  // [node + 1], [..]

  // neighbours of a node, itself included, ascending
  std::vector<int> near_at, near;  // [node + 1], [..]

  // The matrix holds one block an edge, in the row of the edge's lower node (rows.h). Edges between
  // two fixed nodes are left out.
  struct Edge {
    int low, high;
  };
  std::vector<Edge> edge;  // ascending
  /// Two rows that are worked on together, of equal length, each step an edge of both. Nobody's row
  /// and edge are those of the node one past the last.
  struct RowPair {
    int node[2];
    int step;  // first; ends where the next pair starts
  };
  std::vector<RowPair> row_pair;  // [pair + 1]
  Ints row_other;                 // [step][2] 4 * higher node
  Ints row_sum;                   // [step][2] where the edge's sum lies, floats
  std::vector<int> place;         // [edge] 2 * step + lane

  /// Elements and rows are worked on by turns: once these many groups have added to their edges
  /// (from the part's first), the pairs of rows up to this one can be finished.
  struct Window {
    int pairs, tet_groups, tri_groups;
  };
  std::vector<Window> window;
  // places where elements add to their edges, floats. Edges of the second part's rows that elements
  // of the first reach have two; those rows are finished last
  struct Joint {
    int to, from;
  };
  std::vector<Joint> joint;
  Ints tet_edge;  // [group][6][8]
  Ints tri_edge;  // [group][3][8]
  int sums = 0;   // places in all

  // nodes of the second part, and fixed ones, that rows of the first reach
  std::vector<int> border;

  // clusters of nodes that the preconditioner moves as rigid bodies, each node shared by a few
  struct NodeShare {
    int cluster;
    float weight;
  };
  struct ClusterMember {
    int node;
    float weight;
  };
  int clusters = 0;
  std::vector<int> share_at, member_at;  // [node + 1], [cluster + 1]
  std::vector<NodeShare> share;          // by node, kShares at most, the largest first
  std::vector<ClusterMember> member;     // by cluster
  /// A node's shares in one piece: 8 * cluster, with no weight where there are fewer.
  struct NodeShares {
    int cluster8[kShares];
    float weight[kShares];
  };
  std::vector<NodeShares> node_shares;  // [node + 1]

  // the two parts: nodes, pairs of rows, windows, tet groups, triangle groups, clusters
  std::array<int, kParts + 1> row_part{}, pair_part{}, window_part{}, group_part{}, tri_part{},
      cluster_part{};
  std::array<int, kParts> late_pair{};  // first pair of rows to be finished last

  int edge_between(int i, int j) const;  // -1: none
  /// One past the last node of a part that may move.
  int free_end(int part) const { return std::min(row_part[part + 1], free_nodes); }
};

/// What tetrahedron `e` of the anatomy is made of: fat and gland blended by the gland's share.
Material element_material(const anatomy::Breast& breast, const TissueParams& params, int e);
/// lambda of the stable form: Lame's plus mu, max(2 nu / (1 - 2 nu) + 1, least bulk / softest) mu,
/// softest: mu of the fat or the gland.
double stable_lambda_Pa(const TissueParams& params, double mu_Pa);
/// Small-strain modulus of the skin of this triangle: areola and nipple have their own.
double skin_toe_Pa(const anatomy::Breast& breast, const TissueParams& params, int triangle);
/// The same for the stretch at which its collagen begins to carry.
double skin_slack_stretch(const anatomy::Breast& breast, const TissueParams& params, int triangle);

/// Gives the model another stress-free shape; sparsity stays.
void set_reference(const anatomy::Breast& breast, std::vector<Vec3> reference_m,
                   TissueModel& model);

}  // namespace lac::tissue
