#pragma once
#include "tissue/tet_kernel.h"

/// The slow part of the tissue's response (MODEL.md §1b): Maxwell branches, each with an inner
/// metric G that follows the strain with its relaxation time.
namespace lac::tissue {

inline constexpr int kBranches = 2;

/// J C^-1 = cof(F)^T cof(F) / J, where a branch carries no stress: F G = cof F, which the branch's
/// -mu (J - 1) takes away again. J is kept off zero; a crushed element only relaxes more slowly.
template <class T>
inline void relaxed_metric(const TetStrain<T>& s, T out[6]) {
  T cof[3][3];
  for (int i = 0; i < 3; ++i) {
    const T* u = s.F[(i + 1) % 3];
    const T* v = s.F[(i + 2) % 3];
    for (int j = 0; j < 3; ++j) {
      const int k = (j + 1) % 3, l = (j + 2) % 3;
      cof[i][j] = fma(u[k], v[l], -u[l] * v[k]);
    }
  }
  const T inverse = splat<T>(1.0) / max_of(s.J, splat<T>(0.2));
  int n = 0;
  for (int i = 0; i < 3; ++i)
    for (int j = i; j < 3; ++j, ++n) {
      const T sum = fma(cof[0][i], cof[0][j], fma(cof[1][i], cof[1][j], cof[2][i] * cof[2][j]));
      out[n] = min_of(max_of(inverse * sum, splat<T>(-25.0)), splat<T>(25.0));
    }
}

/// G' = G + (1 - e^(-h/tau)) (G_relaxed - G): exact while the strain stands still.
template <class T>
inline void relax(const T relaxed[6], T gone, T metric[6]) {
  for (int i = 0; i < 6; ++i) metric[i] = fma(gone, relaxed[i] - metric[i], metric[i]);
}

}  // namespace lac::tissue
