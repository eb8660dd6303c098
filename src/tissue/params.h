#pragma once

namespace lac::tissue {

/// Material of one tissue (physiology.md A2). mu: small-strain shear modulus; E = 3 mu.
struct Material {
  double mu_Pa = 350.0;
  double stiffening = 0.0;  // Yeoh C20/C10; 0: neo-Hookean
  double density_kg_per_m3 = 1000.0;
};

struct TissueParams {
  // clang-format off
  Material adipose    {350.0, 0.0, 916.0};     // A2
  Material gland      {800.0, 1.1, 1050.0};    // A2, drained
  Material subareolar {1500.0, 1.1, 1050.0};   // A2
  Material areola     {1000.0, 0.0, 1100.0};   // assumed: soft; the skin and the swelling carry the rest
  Material nipple     {6000.0, 1.0, 1060.0};   // A2
  Material balloon    {1500.0, 0.0, 1000.0};   // assumed: the balloon's filling
  // clang-format on
  // Prony series of the shear response: g(t) = lasting + sum slow_frac exp(-t / slow_s) [A4.5]. The
  // moduli above are the lasting ones: gravity and swelling decide the shape after minutes. Beside
  // it skin and bulk are elastic, so the shares are 1.15 times A4.5's for the breast to creep so.
  bool viscoelastic = true;
  double slow_frac[2] = {0.397, 0.178};
  double slow_s[2] = {2.1, 32.0};
  double lasting_frac() const { return 1.0 - slow_frac[0] - slow_frac[1]; }
  double poisson = 0.49;  // A2
  // of the pressure that holds up water in gravity, carried without strain (MODEL.md 1a): tissue is
  // as incompressible as water, poisson stands in for that. Assumed; effect: prone and supine
  // differ by 0.39 % of volume instead of 0.8. 0: as compressible as poisson says
  double carried_gravity_frac = 1.0;
  // lambda of the fat or the gland, whichever is softer, at least: a soft breast is as much water
  // as a firm one. Assumed, just below that of A2's fat; effect: the softest of A2's ranges gains
  // 0.4 % of volume from supine to prone instead of 1.3. 0: what poisson says
  double least_bulk_Pa = 17e3;
  double anp_local_frac = 0.055;       // solver.md §3 "loc"
  double skin_toe_E_Pa = 12e3;         // small-strain membrane modulus, 3 * toe mu [A2]
  double skin_late_E_Pa = 340e3;       // tangent beyond lock-up [A1.19]
  double skin_slack_stretch = 1.15;    // lambda_0, 1.10..1.25 [physiology.md 7.1]
  double skin_lockup_stretch = 1.35;   // A2, 1.25..1.45
  double areola_slack_stretch = 1.15;  // of areola and nipple, whose lock-up lies as far beyond it
  double areola_toe_E_Pa = 30e3;       // 3 * 10 kPa toe mu [A2], on areola and nipple
  double skin_poisson = 0.45;
  double pad_stiffness_Pa_per_m = 6e6;  // finger pad, solver.md §6 (assumed)
  double pad_stiffening_m = 1.5e-3;     // pulp squeezed this far is twice as stiff (assumed; softer
                                        // pads are pierced above 5 N)
  // share of a fingertip's dent that a mesh of edge h misses, times a/h (MODEL.md 4c): 0: not
  // added; kDentPerEdge has what was measured
  double dent_per_edge = 0.0;
  double friction = 0.5;            // dry [F7]; oil 0.12 [F9]
  double damping_s = 0.015;         // stiffness-proportional, 0.01..0.02
  double sway_damping_per_s = 8.0;  // mass-proportional, 2..12 (assumed): a sway of 2 Hz dies in a
                                    // second; drags 0.1 N at 20 mm/s
  double gravity_m_per_s2 = 9.81;
  double recline_rad = 0.785;  // 0 upright .. pi/2 supine; patient's back from vertical
  int newton_steps = 2;        // solver.md §1
  int cg_iterations = 6;       // a Newton step (MODEL.md 5)
};

}  // namespace lac::tissue
