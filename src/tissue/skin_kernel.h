#pragma once
#include "tissue/simd.h"

/// Skin as a plane-stress membrane triangle: neo-Hookean toe plus a stiffness that is recruited
/// between slack and lock-up stretch in each principal direction (MODEL.md §3).
namespace lac::tissue {

/// Rest triangle: F_1 = b0 e_1, F_2 = b1 e_1 + b2 e_2; moduli times thickness and rest area.
template <class T>
struct SkinRest {
  T b[3];
  T toe;        // mu h A
  T late;       // (E_late - E_toe) h A
  T slacker{};  // slack stretch beyond the law's: areola and nipple have their own
};
inline constexpr int kSkinRows = 6;

/// The same for every triangle.
struct SkinLaw {
  double mix = 0.636;             // 2 nu/(1-nu) - 1: share of J^-2 in the area term
  double slack = 1.15;            // stretch where recruitment starts
  double ramp = 0.20;             // from there to lock-up
  double least_area_frac = 0.05;  // below this area ratio the area term goes on linearly
  double least_stretch_sq = 0.01;
};

/// Principal frame of C: stretches, F and the shape gradients turned into it.
template <class T>
struct SkinStrain {
  T stretch_sq[2], stretch[2], J;
  T F[2][3];     // F n_1, F n_2: orthogonal
  T grad[3][2];  // shape gradients in the frame
};

template <class T, std::size_t N>
inline SkinStrain<T> skin_strain(const T (*x)[N], const SkinRest<T>& rest, const SkinLaw& law) {
  const T zero = splat<T>(0.0), one = splat<T>(1.0), half = splat<T>(0.5);
  T F1[3], F2[3];
  for (int i = 0; i < 3; ++i) {
    const T e1 = x[1][i] - x[0][i], e2 = x[2][i] - x[0][i];
    F1[i] = e1 * rest.b[0];
    F2[i] = fma(e1, rest.b[1], e2 * rest.b[2]);
  }
  const T c11 = fma(F1[0], F1[0], fma(F1[1], F1[1], F1[2] * F1[2]));
  const T c22 = fma(F2[0], F2[0], fma(F2[1], F2[1], F2[2] * F2[2]));
  const T c12 = fma(F1[0], F2[0], fma(F1[1], F2[1], F1[2] * F2[2]));
  T cross_sq = zero;
  for (int i = 0; i < 3; ++i) {
    const int j = (i + 1) % 3, k = (i + 2) % 3;
    const T n = fma(F1[j], F2[k], -F1[k] * F2[j]);
    cross_sq = fma(n, n, cross_sq);
  }

  // half-angle rotation that makes C diagonal; any frame will do where C is round
  const T mean = half * (c11 + c22), delta = half * (c11 - c22);
  const T r = root(fma(delta, delta, c12 * c12));
  const T tiny = splat<T>(1e-12);
  const T cos2 = select_gt(r, tiny, delta / max_of(r, tiny), one);
  const T big = root(half * (one + max_of(cos2, -cos2)));
  const T small = select_gt(r, tiny, c12 / max_of(r, tiny), zero) * half / big;
  const T small_abs = max_of(small, -small);
  const T c = select_gt(cos2, zero, big, small_abs);
  const T s = select_gt(cos2, zero, small, select_gt(small, zero, big, -big));

  SkinStrain<T> out;
  const T least = splat<T>(law.least_stretch_sq);
  out.stretch_sq[0] = max_of(mean + r, least);
  out.stretch_sq[1] = max_of(cross_sq / out.stretch_sq[0], least);
  out.J = root(cross_sq);
  for (int i = 0; i < 2; ++i) out.stretch[i] = root(out.stretch_sq[i]);
  for (int i = 0; i < 3; ++i) {
    out.F[0][i] = fma(c, F1[i], s * F2[i]);
    out.F[1][i] = fma(c, F2[i], -s * F1[i]);
  }
  const T h[3][2] = {
      {-rest.b[0], -(rest.b[1] + rest.b[2])}, {rest.b[0], rest.b[1]}, {zero, rest.b[2]}};
  for (int a = 0; a < 3; ++a) {
    out.grad[a][0] = fma(c, h[a][0], s * h[a][1]);
    out.grad[a][1] = fma(c, h[a][1], -s * h[a][0]);
  }
  return out;
}

/// Recruitment: w'' = clamp((stretch - slack) / ramp, 0, 1), integrated twice.
template <class T>
struct Recruited {
  T w, d1, d2;
};
template <class T>
inline Recruited<T> recruit(T stretch, T slacker, const SkinLaw& law) {
  const T t = (stretch - slacker - splat<T>(law.slack)) * splat<T>(1.0 / law.ramp);
  const T in = min_of(max_of(t, splat<T>(0.0)), splat<T>(1.0));
  const T over = max_of(t - splat<T>(1.0), splat<T>(0.0));
  const T half = splat<T>(0.5), ramp = splat<T>(law.ramp);
  const T w = fma(in * in, in * splat<T>(1.0 / 6.0), half * over * (splat<T>(1.0) + over));
  return {ramp * ramp * w, ramp * fma(half * in, in, over), in};
}

/// Area term g(J) = m/2 (J^-2 - 1) + (1 - m)(1/J - 1), linear below least_area_frac.
template <class T>
struct AreaTerm {
  T g, J_d1, log_d2;  // g, J g', J^2 g'' + J g'
};
template <class T>
inline AreaTerm<T> area_term(T J, const SkinLaw& law) {
  const T one = splat<T>(1.0), m = splat<T>(law.mix), rest = splat<T>(1.0 - law.mix);
  const T Jc = max_of(J, splat<T>(law.least_area_frac));
  const T inv = one / Jc;
  const T inv2 = inv * inv;
  const T slope = -inv2 * fma(m, inv, rest);
  AreaTerm<T> out;
  out.g = fma(splat<T>(0.5) * m, inv2 - one, rest * (inv - one)) + slope * (J - Jc);
  out.J_d1 = J * slope;
  const T curve = fma(splat<T>(2.0) * m, inv2, rest * inv);
  out.log_d2 = select_gt(splat<T>(law.least_area_frac), J, out.J_d1, curve);
  return out;
}

template <class T>
inline T skin_energy(const SkinStrain<T>& s, const SkinRest<T>& rest, const SkinLaw& law) {
  const T toe =
      fma(splat<T>(0.5), s.stretch_sq[0] + s.stretch_sq[1] - splat<T>(2.0), area_term(s.J, law).g);
  const T late =
      recruit(s.stretch[0], rest.slacker, law).w + recruit(s.stretch[1], rest.slacker, law).w;
  return fma(rest.toe, toe, rest.late * late);
}

/// Principal second Piola-Kirchhoff stresses and, if wanted, the tangent dS/dE in the frame.
template <class T>
struct SkinStress {
  T S[2];
  T D11, D12, D22, D33;
};
template <class T>
inline SkinStress<T> skin_stress(const SkinStrain<T>& s, const SkinRest<T>& rest,
                                 const SkinLaw& law) {
  const AreaTerm<T> a = area_term(s.J, law);
  T inv[2], T_w[2], D_w[2];
  SkinStress<T> out;
  for (int i = 0; i < 2; ++i) {
    const Recruited<T> w = recruit(s.stretch[i], rest.slacker, law);
    inv[i] = splat<T>(1.0) / s.stretch_sq[i];
    T_w[i] = w.d1 / s.stretch[i];
    D_w[i] = (w.d2 - T_w[i]) * inv[i];
    out.S[i] = fma(rest.toe, fma(a.J_d1, inv[i], splat<T>(1.0)), rest.late * T_w[i]);
  }
  const T two = splat<T>(2.0);
  out.D11 = fma(rest.toe * (a.log_d2 - two * a.J_d1), inv[0] * inv[0], rest.late * D_w[0]);
  out.D22 = fma(rest.toe * (a.log_d2 - two * a.J_d1), inv[1] * inv[1], rest.late * D_w[1]);
  out.D12 = rest.toe * a.log_d2 * inv[0] * inv[1];

  // shear in the frame: difference quotient of the stresses, its limit where the stretches meet
  const T gap = s.stretch_sq[0] - s.stretch_sq[1];
  const T near = splat<T>(1e-3);
  const T slope = select_gt(gap, near, (T_w[0] - T_w[1]) / max_of(gap, near),
                            splat<T>(0.25) * (D_w[0] + D_w[1]));
  out.D33 = fma(-rest.toe * a.J_d1, inv[0] * inv[1], rest.late * slope);
  return out;
}

template <class T>
inline void skin_force(const SkinStrain<T>& s, const SkinStress<T>& p, T force[3][3]) {
  for (int a = 0; a < 3; ++a) {
    const T k0 = -p.S[0] * s.grad[a][0], k1 = -p.S[1] * s.grad[a][1];
    for (int i = 0; i < 3; ++i) force[a][i] = fma(k0, s.F[0][i], k1 * s.F[1][i]);
  }
}

/// Blocks (0,1) (0,2) (1,2), row-major: the material tangent and the tensile part of the geometric
/// one, so the matrix is positive semi-definite.
template <class T>
inline void skin_blocks(const SkinStrain<T>& s, const SkinStress<T>& p, T scale, T block[3][9]) {
  const T zero = splat<T>(0.0);
  const T S0 = scale * max_of(p.S[0], zero), S1 = scale * max_of(p.S[1], zero);
  const T D11 = scale * p.D11, D12 = scale * p.D12, D22 = scale * p.D22, D33 = scale * p.D33;
  T B[3][3][3];  // [corner][strain][axis]
  for (int a = 0; a < 3; ++a) {
    for (int i = 0; i < 3; ++i) {
      B[a][0][i] = s.F[0][i] * s.grad[a][0];
      B[a][1][i] = s.F[1][i] * s.grad[a][1];
      B[a][2][i] = fma(s.F[0][i], s.grad[a][1], s.F[1][i] * s.grad[a][0]);
    }
  }
  const int corner_a[3] = {0, 0, 1}, corner_b[3] = {1, 2, 2};
  for (int e = 0; e < 3; ++e) {
    const int a = corner_a[e], b = corner_b[e];
    const T geometric = fma(S0 * s.grad[a][0], s.grad[b][0], S1 * s.grad[a][1] * s.grad[b][1]);
    for (int j = 0; j < 3; ++j) {
      const T s0 = fma(D11, B[b][0][j], D12 * B[b][1][j]);
      const T s1 = fma(D12, B[b][0][j], D22 * B[b][1][j]);
      const T s2 = D33 * B[b][2][j];
      for (int i = 0; i < 3; ++i)
        block[e][3 * i + j] = fma(B[a][0][i], s0, fma(B[a][1][i], s1, B[a][2][i] * s2));
    }
    for (int i = 0; i < 3; ++i) block[e][4 * i] = block[e][4 * i] + geometric;
  }
}

}  // namespace lac::tissue
