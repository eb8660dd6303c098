#pragma once
#include <span>
#include <vector>

#include "base/vec.h"
#include "tissue/model.h"
#include "tissue/tissue.h"

namespace lac::tissue {

/// One touching quadrature point of a skin triangle (quadrature.h).
struct TouchPoint {
  int triangle = 0, point = 0, finger = 0;  // finger: index in the load
  Vec3 normal;  // from the finger's axis to the skin: the push on the skin
  double area_m2 = 0.0, depth_m = 0.0, normal_N = 0.0, pressure_Pa = 0.0;
  double distance_m = 0.0;    // from the axis
  bool on_side = false;       // on the cylinder, not on a cap
  double push_N_per_m = 0.0;  // slope of normal_N with depth
  double stiff_N_per_m[6] =
      {};       // xx xy xz yy yz zz: what the push and the friction add to the matrix
  Vec3 give_m;  // tangential skin motion relative to the finger since it stuck
  double give_length_m = 0.0;
  double limit_N = 0.0;       // friction at most
  double drag_N_per_m = 0.0;  // friction = -drag * give
  Vec3 carried_m;             // anchor - finger motion: give = tangential(skin move + carried)
};

/// Capsules against skin triangles: pressure kp * depth, Coulomb friction with stick (MODEL.md §4).
class FingerContact {
 public:
  explicit FingerContact(const TissueModel& model);

  /// Starts a (sub-)step: which fingers, and what was stuck. `frac` of the tick's motion happens in
  /// it, `remaining_frac` comes after it.
  /// @param modulus_Pa  contact modulus 2 mu/(1 - nu) of the body as it is now
  void begin(const TissueLoad& load, const TissueState& state, double modulus_Pa, double frac,
             double remaining_frac);
  /// Tells how far nodes may have moved since the last call, so that candidates are refreshed.
  void moved(double distance_m) { drift_m_ += distance_m; }
  /// Finds all touching points at `x`; `start` is the step's start. While solving, friction's limit
  /// is what each finger bore in the last step carried on by how that changed, spread as the
  /// pressure is now: the limit then does not chase the force that depends on it. `Now` takes the
  /// force at `x` instead.
  enum class Limit { Foretold, Now };
  void find(const TissueModel& model, const float* x, const float* start, Limit limit);
  /// Adds contact and friction forces to `residual` and their blocks to the matrix.
  void add(const TissueModel& model, float* residual, float* diagonal, Half* block);
  /// Takes the blocks out again, exactly.
  void remove(const TissueModel& model, float* diagonal, Half* block);
  /// Energy of the pads at `x` plus the friction potential of the points last found.
  double energy(const TissueModel& model, const float* x, const float* start);
  /// v . (contact matrix) v for the points last found.
  double curvature(const TissueModel& model, const float* v) const;
  /// Stores what sticks now, what each finger bears and how deep it has sunk, ascending.
  void store(const TissueModel& model, TissueState& state) const;
  /// Fills the patches and the per-node contact fields from the points last found.
  void report(const TissueModel& model, const float* x, double dt_s, TissueFields& out) const;

  /// Normal forces of all fingers at the points last found, N.
  double pushed_N() const;

  std::span<const TouchPoint> points() const { return point_; }
  /// Nodes of the touched triangles, ascending.
  std::span<const int> nodes() const { return node_; }

 private:
  struct Body {
    int id;
    Vec3 a, b, axis, along;  // axis = b - a, along its unit
    double radius_m, inverse_length_sq;
    double limit_N;  // what friction's limit takes it to bear in this step; < 0: it did not touch
    double was_N;    // borne at the end of the last step
    double dent_m;   // how far the axis above lies outside the finger's own
    Vec3 push;
    Vec3 a_move, b_move, turn;
  };
  /// What is under a finger: how fine the skin is, how stiff the tissue, how wide the touch.
  struct Ground {
    double edge_m = 0.0, modulus_Pa = 0.0, area_m2 = 0.0;
  };
  static double missed_dent_m(double c, const Ground& ground, double R, double N);
  static double whole_area_m2(double touched_m2, double edge_m, const Body& body);
  struct Candidate {
    int triangle, finger;
  };
  void refresh(const TissueModel& model, const float* x);
  unsigned touching(const TissueModel& model, const float* x, const Candidate& c, int row,
                    F8& distance_sq) const;
  void rub(const TissueModel& model, Limit limit);
  void sink(const TissueModel& model, TissueState& state) const;
  void add_triangle(const TissueModel& model, int triangle, const double sum[6][6], float* diagonal,
                    Half* block);
  void average(const TissueModel& model, const float* x, std::vector<ContactPatch>& patches) const;
  template <class Visit>
  void visit(const TissueModel& model, const float* x, Visit&& touch) const;
  Vec3 anchor(int point, int finger_id) const;

  double friction_ = 0.0, drift_m_ = 0.0, modulus_Pa_ = 0.0;
  bool fresh_ = false;
  std::vector<Body> body_;
  std::vector<StickAnchor> anchor_;
  std::vector<Candidate> candidate_;
  Floats sphere_;  // [triangle group][4][8] middle and spread of each triangle's points
  std::vector<TouchPoint> point_;
  std::vector<int> node_;
  std::vector<int> tri_edge_;            // [triangle * 3] edge from each corner to the next, or -1
  std::vector<int> saved_;               // edges whose block was overwritten
  std::vector<Half> saved_value_;        // [saved * 12]
  std::vector<int> saved_node_;          // nodes whose diagonal was overwritten
  std::vector<float> saved_diagonal_;    // [saved node * 12]
  std::vector<char> node_saved_;         // [node]
  std::vector<char> is_saved_;           // [edge]
  std::vector<double> borne_N_;          // [finger] of the points last found
  mutable std::vector<double> nearest_;  // [finger] report's work
  mutable std::vector<Vec3> shear_;      // [finger]
  mutable std::vector<double> edge_;     // [finger] edge of the touched skin, times force
  mutable std::vector<Ground> ground_;   // [finger] store's work
  mutable std::vector<double> pad_N_per_m_;  // [finger]
};

}  // namespace lac::tissue
