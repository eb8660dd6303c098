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
  T slow[6];       // M of the slow response: xx xy xz yy yz zz (slow_kernel.h); zero: none
  T slow_mu;       // its shear modulus
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

template <class T, std::size_t N>
inline T tet_J(const T (*x)[N], T det_grad) {
  T e[3][3];
  for (int a = 0; a < 3; ++a)
    for (int i = 0; i < 3; ++i) e[a][i] = x[a + 1][i] - x[0][i];
  const T c0 = fma(e[1][1], e[2][2], -e[1][2] * e[2][1]);
  const T c1 = fma(e[1][2], e[2][0], -e[1][0] * e[2][2]);
  const T c2 = fma(e[1][0], e[2][1], -e[1][1] * e[2][0]);
  return det_grad * fma(e[0][0], c0, fma(e[0][1], c1, e[0][2] * c2));
}

template <class T, std::size_t N>  // N: 3, or 4 with a fourth lane that is not read
inline TetStrain<T> tet_strain(const T (*x)[N], const TetRest<T>& rest) {
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

/// M u of the slow response.
template <class T>
inline void tet_slow(const TetRest<T>& rest, const T u[3], T out[3]) {
  const T* m = rest.slow;
  out[0] = fma(m[0], u[0], fma(m[1], u[1], m[2] * u[2]));
  out[1] = fma(m[1], u[0], fma(m[3], u[1], m[4] * u[2]));
  out[2] = fma(m[2], u[0], fma(m[4], u[1], m[5] * u[2]));
}

/// psi V = V [ mu/2 (i + k <i>^2) - mu (J-1) + lambda_local/2 (J-1)^2
///           + 1/2 (F^T F : M - 3 mu_s) - mu_s (J-1) ],  i = |F|^2 - 3.
template <class T>
inline T tet_energy(const TetStrain<T>& s, const TetRest<T>& rest) {
  const T i3 = s.I - splat<T>(3.0);
  const T ip = max_of(i3, splat<T>(0.0));
  const T d = s.J - splat<T>(1.0);
  const T shear = rest.mu * fma(splat<T>(0.5), fma(rest.stiffening * ip, ip, i3), -d);
  T slow = splat<T>(-3.0) * rest.slow_mu;
  for (int i = 0; i < 3; ++i) {
    T row[3];
    tet_slow(rest, s.F[i], row);
    for (int j = 0; j < 3; ++j) slow = fma(row[j], s.F[i][j], slow);
  }
  slow = fma(splat<T>(0.5), slow, -rest.slow_mu * d);
  return rest.volume * (fma(splat<T>(0.5) * rest.lambda_local * d, d, shear) + slow);
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

/// (mu' I + M) grad_a for corners 1..3: the modulus at work on the shape gradients.
template <class T>
inline void tet_modulus(const TetStrain<T>& s, const TetRest<T>& rest, T t[3][3]) {
  const T mu = tet_shear_modulus(s, rest);
  for (int a = 0; a < 3; ++a) {
    tet_slow(rest, rest.grad[a], t[a]);
    for (int j = 0; j < 3; ++j) t[a][j] = fma(mu, rest.grad[a][j], t[a][j]);
  }
}

/// q = -mu - mu_s + lambda_local (J - 1) - (mean nodal pressure of the four corners)
template <class T>
inline T tet_q(const TetStrain<T>& s, const TetRest<T>& rest, T mean_pressure) {
  return fma(rest.lambda_local, s.J - splat<T>(1.0), -(rest.mu + rest.slow_mu) - mean_pressure);
}

/// Force on corner a: -V (F (mu' I + M) grad_a + q c_a), t from tet_modulus.
template <class T>
inline void tet_force(const TetStrain<T>& s, const TetRest<T>& rest, T q, const T t[3][3],
                      T force[4][3]) {
  const T minus_V = -rest.volume;
  for (int i = 0; i < 3; ++i) {
    for (int a = 0; a < 3; ++a) {
      const T P = fma(s.F[i][0], t[a][0], fma(s.F[i][1], t[a][1], s.F[i][2] * t[a][2]));
      force[a + 1][i] = minus_V * fma(q, s.c[a + 1][i], P);
    }
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
/// @param scale  1 + damping / step
/// @param q_low, q_high  limits of q / mu in the matrix (the force keeps q)
template <class T>
inline void tet_record(const TetStrain<T>& s, const TetRest<T>& rest, T q, const T t[3][3], T scale,
                       T q_low, T q_high, TetRecord<T>& r) {
  const T mu = tet_shear_modulus(s, rest) + rest.slow_mu;
  T h[4][3];
  tet_stretch(s, rest, h);
  for (int a = 0; a < 4; ++a) {
    for (int i = 0; i < 3; ++i) {
      r.c[a][i] = rest.volume * s.c[a][i];
      r.h[a][i] = h[a][i];
    }
  }
  // padding elements have no volume; what they add is never read
  r.k_c = scale * rest.lambda_local / max_of(rest.volume, splat<T>(1e-30));
  r.k_h = select_gt(s.I, splat<T>(3.0),
                    splat<T>(4.0) * scale * rest.volume * rest.mu * rest.stiffening, splat<T>(0.0));

  // d_ab = V grad_a . (mu' I + M) grad_b
  const T V = scale * rest.volume;
  T g[4][3], tg[4][3];
  for (int j = 0; j < 3; ++j) {
    for (int a = 0; a < 3; ++a) g[a + 1][j] = rest.grad[a][j], tg[a + 1][j] = V * t[a][j];
    g[0][j] = -(rest.grad[0][j] + rest.grad[1][j] + rest.grad[2][j]);
    tg[0][j] = -(tg[1][j] + tg[2][j] + tg[3][j]);
  }
  for (int e = 0; e < 6; ++e) {
    const T* a = g[kPairA[e]];
    const T* b = tg[kPairB[e]];
    r.d[e] = fma(a[0], b[0], fma(a[1], b[1], a[2] * b[2]));
  }

  // w_ab: q times the second derivative of J, a cross-product matrix of an edge
  const T qc = min_of(max_of(q, q_low * mu), q_high * mu);
  const T wq = V * qc * rest.det_grad;
  for (int i = 0; i < 3; ++i) {
    r.w[0][i] = wq * (s.edge[1][i] - s.edge[2][i]);
    r.w[1][i] = wq * (s.edge[2][i] - s.edge[0][i]);
    r.w[2][i] = wq * (s.edge[0][i] - s.edge[1][i]);
    r.w[3][i] = -wq * s.edge[2][i];
    r.w[4][i] = wq * s.edge[1][i];
    r.w[5][i] = -wq * s.edge[0][i];
  }
}

/// Block of the pair `e` of corners, by rows.
template <class T>
inline void tet_block(const TetRecord<T>& r, int e, T out[3][3]) {
  const int a = kPairA[e], b = kPairB[e];
  for (int i = 0; i < 3; ++i) {
    const T c = r.k_c * r.c[a][i], h = r.k_h * r.h[a][i];
    for (int j = 0; j < 3; ++j) out[i][j] = fma(c, r.c[b][j], h * r.h[b][j]);
  }
  for (int i = 0; i < 3; ++i) {
    const int j = (i + 1) % 3, k = (i + 2) % 3;
    out[i][i] = out[i][i] + r.d[e];
    out[k][j] = out[k][j] + r.w[e][i];
    out[j][k] = out[j][k] - r.w[e][i];
  }
}

}  // namespace lac::tissue
