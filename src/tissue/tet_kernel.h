#pragma once
#include "tissue/simd.h"

/// Stable neo-Hookean tetrahedron with Yeoh stiffening and nodal pressure (MODEL.md §1-2), for one
/// element (double) or eight (F8).
namespace lac::tissue {

/// Rest geometry and material; growth is already in grad, det_grad and volume.
template <class T>
struct TetRest {
  T grad[3][3];    // rows: gradients of the shape functions of corners 1..3, 1/m
  T det_grad;      // determinant of grad
  T volume;        // grown rest volume
  T mu;            // shear modulus
  T stiffening;    // C20 / C10
  T lambda_local;  // share of lambda kept on the element
};
inline constexpr int kTetRows = 14;

/// F = Ds Dm^-1, J = det F, its gradients c_a = dJ/dx_a, and I = |F|^2.
template <class T>
struct TetStrain {
  T edge[3][3];
  T F[3][3];
  T c[4][3];
  T J, I;
};

template <class T>
inline T tet_J(const T x[4][3], T det_grad) {
  T e[3][3];
  for (int a = 0; a < 3; ++a)
    for (int i = 0; i < 3; ++i) e[a][i] = x[a + 1][i] - x[0][i];
  const T c0 = fma(e[1][1], e[2][2], -e[1][2] * e[2][1]);
  const T c1 = fma(e[1][2], e[2][0], -e[1][0] * e[2][2]);
  const T c2 = fma(e[1][0], e[2][1], -e[1][1] * e[2][0]);
  return det_grad * fma(e[0][0], c0, fma(e[0][1], c1, e[0][2] * c2));
}

template <class T>
inline TetStrain<T> tet_strain(const T x[4][3], const TetRest<T>& rest) {
  TetStrain<T> s;
  for (int a = 0; a < 3; ++a)
    for (int i = 0; i < 3; ++i) s.edge[a][i] = x[a + 1][i] - x[0][i];

  // F = sum_a e_a (x) grad_a
  s.I = splat<T>(0.0);
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      s.F[i][j] = fma(s.edge[0][i], rest.grad[0][j],
                      fma(s.edge[1][i], rest.grad[1][j], s.edge[2][i] * rest.grad[2][j]));
      s.I = fma(s.F[i][j], s.F[i][j], s.I);
    }
  }

  // c_1 = det_grad e_2 x e_3 and cyclic; c_0 = -(c_1 + c_2 + c_3)
  for (int a = 0; a < 3; ++a) {
    const T* u = s.edge[(a + 1) % 3];
    const T* v = s.edge[(a + 2) % 3];
    for (int i = 0; i < 3; ++i) {
      const int j = (i + 1) % 3, k = (i + 2) % 3;
      s.c[a + 1][i] = rest.det_grad * fma(u[j], v[k], -u[k] * v[j]);
    }
  }
  for (int i = 0; i < 3; ++i) s.c[0][i] = -(s.c[1][i] + s.c[2][i] + s.c[3][i]);
  s.J = fma(s.edge[0][0], s.c[1][0], fma(s.edge[0][1], s.c[1][1], s.edge[0][2] * s.c[1][2]));
  return s;
}

/// psi V = V [ mu/2 (i + k <i>^2) - mu (J-1) + lambda_local/2 (J-1)^2 ],  i = |F|^2 - 3.
template <class T>
inline T tet_energy(const TetStrain<T>& s, const TetRest<T>& rest) {
  const T i3 = s.I - splat<T>(3.0);
  const T ip = max_of(i3, splat<T>(0.0));
  const T d = s.J - splat<T>(1.0);
  const T shear = rest.mu * fma(splat<T>(0.5), fma(rest.stiffening * ip, ip, i3), -d);
  return rest.volume * fma(splat<T>(0.5) * rest.lambda_local * d, d, shear);
}

/// mu (1 + 2 k <|F|^2 - 3>)
template <class T>
inline T tet_shear_modulus(const TetStrain<T>& s, const TetRest<T>& rest) {
  const T ip = max_of(s.I - splat<T>(3.0), splat<T>(0.0));
  return rest.mu * fma(splat<T>(2.0) * rest.stiffening, ip, splat<T>(1.0));
}

/// F grad_a for the four corners (they sum to zero).
template <class T>
inline void tet_stretch(const TetStrain<T>& s, const TetRest<T>& rest, T h[4][3]) {
  for (int i = 0; i < 3; ++i) {
    for (int a = 0; a < 3; ++a) {
      h[a + 1][i] = fma(s.F[i][0], rest.grad[a][0],
                        fma(s.F[i][1], rest.grad[a][1], s.F[i][2] * rest.grad[a][2]));
    }
    h[0][i] = -(h[1][i] + h[2][i] + h[3][i]);
  }
}

/// q = -mu + lambda_local (J - 1) - (mean nodal pressure of the four corners)
template <class T>
inline T tet_q(const TetStrain<T>& s, const TetRest<T>& rest, T mean_pressure) {
  return fma(rest.lambda_local, s.J - splat<T>(1.0), -rest.mu - mean_pressure);
}

/// Force on corner a: -V (mu' F grad_a + q c_a).
template <class T>
inline void tet_force(const TetStrain<T>& s, const TetRest<T>& rest, T q, const T h[4][3],
                      T force[4][3]) {
  const T m = -rest.volume * tet_shear_modulus(s, rest);
  const T vq = -rest.volume * q;
  for (int i = 0; i < 3; ++i) {
    for (int a = 1; a < 4; ++a) force[a][i] = fma(m, h[a][i], vq * s.c[a][i]);
    force[0][i] = -(force[1][i] + force[2][i] + force[3][i]);
  }
}

/// What the edge blocks of the matrix need of one element. Block (a,b) =
///   d_ab I + [w_ab]x + k_c c_a c_b^T + k_h h_a h_b^T,  c scaled by the volume.
template <class T>
struct TetRecord {
  T c[4][3], h[4][3];
  T k_c, k_h;
  T w[6][3], d[6];  // pairs (0,1) (0,2) (0,3) (1,2) (1,3) (2,3)
};
inline constexpr int kPairA[6] = {0, 0, 0, 1, 1, 2};
inline constexpr int kPairB[6] = {1, 2, 3, 2, 3, 3};
/// Record in memory: corner a at 8a: c, 0, h, 0; then k_c x4, k_h x4; then six (w, d).
inline constexpr int kRecordFloats = 64, kRecordK = 32, kRecordW = 40;

/// @param scale  1 + damping / step
/// @param q_low, q_high  limits of q / mu in the matrix (the force keeps q)
template <class T>
inline void tet_record(const TetStrain<T>& s, const TetRest<T>& rest, T q, const T h[4][3], T scale,
                       T q_low, T q_high, TetRecord<T>& r) {
  const T mu = tet_shear_modulus(s, rest);
  for (int a = 0; a < 4; ++a) {
    for (int i = 0; i < 3; ++i) {
      r.c[a][i] = rest.volume * s.c[a][i];
      r.h[a][i] = h[a][i];
    }
  }
  // padding elements have no volume; they are never read back
  r.k_c = scale * rest.lambda_local / max_of(rest.volume, splat<T>(1e-30));
  r.k_h = select_gt(s.I, splat<T>(3.0),
                    splat<T>(4.0) * scale * rest.volume * rest.mu * rest.stiffening, splat<T>(0.0));

  // d_ab = V mu' grad_a . grad_b
  T g[4][3];
  for (int j = 0; j < 3; ++j) {
    for (int a = 0; a < 3; ++a) g[a + 1][j] = rest.grad[a][j];
    g[0][j] = -(rest.grad[0][j] + rest.grad[1][j] + rest.grad[2][j]);
  }
  const T vm = scale * rest.volume * mu;
  for (int e = 0; e < 6; ++e) {
    const T* a = g[kPairA[e]];
    const T* b = g[kPairB[e]];
    r.d[e] = vm * fma(a[0], b[0], fma(a[1], b[1], a[2] * b[2]));
  }

  // w_ab: q times the second derivative of J, a cross-product matrix of an edge
  const T qc = min_of(max_of(q, q_low * mu), q_high * mu);
  const T t = scale * rest.volume * qc * rest.det_grad;
  for (int i = 0; i < 3; ++i) {
    r.w[0][i] = t * (s.edge[1][i] - s.edge[2][i]);
    r.w[1][i] = t * (s.edge[2][i] - s.edge[0][i]);
    r.w[2][i] = t * (s.edge[0][i] - s.edge[1][i]);
    r.w[3][i] = -t * s.edge[2][i];
    r.w[4][i] = t * s.edge[1][i];
    r.w[5][i] = -t * s.edge[0][i];
  }
}

}  // namespace lac::tissue
