#pragma once
#include <immintrin.h>

#include <algorithm>

#include "tissue/storage.h"

// vector types lose only their may_alias attribute as template arguments, which nothing here needs
#pragma GCC diagnostic ignored "-Wignored-attributes"

/// Eight- and four-lane floats (AVX2 + FMA, x86-64-v3) for the tissue kernels, and the same few
/// operations on double, so that one kernel text serves the solver and its derivative tests.
namespace lac::tissue {

using F8 = __m256;
using F4 = __m128;
inline constexpr int kLanes = 8;

// one text for eight lanes or one double
template <class T>
T splat(double v);
template <>
inline F8 splat<F8>(double v) {
  return _mm256_set1_ps(static_cast<float>(v));
}
template <>
inline double splat<double>(double v) {
  return v;
}
inline F8 fma(F8 a, F8 b, F8 c) { return _mm256_fmadd_ps(a, b, c); }
inline F4 fma(F4 a, F4 b, F4 c) { return _mm_fmadd_ps(a, b, c); }
inline double fma(double a, double b, double c) { return a * b + c; }
inline F8 max_of(F8 a, F8 b) { return _mm256_max_ps(a, b); }
inline double max_of(double a, double b) { return a > b ? a : b; }
inline F8 min_of(F8 a, F8 b) { return _mm256_min_ps(a, b); }
inline double min_of(double a, double b) { return a < b ? a : b; }
inline F8 root(F8 a) { return _mm256_sqrt_ps(a); }
inline double root(double a) { return __builtin_sqrt(a); }
/// `yes` where a > b, else `no`.
inline F8 select_gt(F8 a, F8 b, F8 yes, F8 no) {
  return _mm256_blendv_ps(no, yes, _mm256_cmp_ps(a, b, _CMP_GT_OQ));
}
inline double select_gt(double a, double b, double yes, double no) { return a > b ? yes : no; }

inline F8 load8(const float* p) { return _mm256_load_ps(p); }
inline void store8(float* p, F8 v) { _mm256_store_ps(p, v); }
inline void add8(float* p, F8 v) { store8(p, load8(p) + v); }
inline F4 load4(const float* p) { return _mm_load_ps(p); }
inline void store4(float* p, F4 v) { _mm_store_ps(p, v); }
inline void add4(float* p, F4 v) { store4(p, load4(p) + v); }
inline F4 low(F8 v) { return _mm256_castps256_ps128(v); }
inline F4 high(F8 v) { return _mm256_extractf128_ps(v, 1); }
inline F8 pair(F4 lo, F4 hi) { return _mm256_insertf128_ps(_mm256_castps128_ps256(lo), hi, 1); }

/// One lane of each half over all four of it.
inline F8 lanes_of(F8 v, int axis) {
  switch (axis) {
    case 0:
      return _mm256_permute_ps(v, 0x00);
    case 1:
      return _mm256_permute_ps(v, 0x55);
    case 2:
      return _mm256_permute_ps(v, 0xaa);
    default:
      return _mm256_permute_ps(v, 0xff);
  }
}

inline F8 load8(const Half* p) {
  return _mm256_cvtph_ps(_mm_load_si128(reinterpret_cast<const __m128i*>(p)));
}
inline F4 load4(const Half* p) {
  return _mm_cvtph_ps(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(p)));
}
/// Rounds to nearest; the caller keeps it within a half's range.
inline void store8(Half* p, F8 v) {
  _mm_store_si128(reinterpret_cast<__m128i*>(p), _mm256_cvtps_ph(v, _MM_FROUND_TO_NEAREST_INT));
}
/// Rounds to nearest; what a half cannot hold becomes the largest it can.
inline void store4(Half* p, F4 v) {
  const F4 most = _mm_set1_ps(6e4f);
  v = _mm_min_ps(_mm_max_ps(v, -most), most);
  _mm_storel_epi64(reinterpret_cast<__m128i*>(p), _mm_cvtps_ph(v, _MM_FROUND_TO_NEAREST_INT));
}

/// Sum of the lanes in double, lane order fixed.
inline double sum_lanes(F8 v) {
  const __m256d s = _mm256_add_pd(_mm256_cvtps_pd(low(v)), _mm256_cvtps_pd(high(v)));
  return (s[0] + s[1]) + (s[2] + s[3]);
}

/// Reads eight stride-4 points (offsets in floats) as their x, y, z and fourth rows.
inline void gather_points(const float* x, const int* offset, F8 out[4]) {
  const F8 r0 = pair(load4(x + offset[0]), load4(x + offset[4]));
  const F8 r1 = pair(load4(x + offset[1]), load4(x + offset[5]));
  const F8 r2 = pair(load4(x + offset[2]), load4(x + offset[6]));
  const F8 r3 = pair(load4(x + offset[3]), load4(x + offset[7]));
  const F8 a = _mm256_unpacklo_ps(r0, r1), b = _mm256_unpacklo_ps(r2, r3);
  const F8 c = _mm256_unpackhi_ps(r0, r1), d = _mm256_unpackhi_ps(r2, r3);
  out[0] = _mm256_shuffle_ps(a, b, 0x44);
  out[1] = _mm256_shuffle_ps(a, b, 0xee);
  out[2] = _mm256_shuffle_ps(c, d, 0x44);
  out[3] = _mm256_shuffle_ps(c, d, 0xee);
}

/// Turns eight rows (one per quantity, lanes = elements) into eight records at out + lane * stride.
template <class Store>
inline void scatter_rows(const F8 row[8], Store&& store) {
  F8 t[8], u[8];
  for (int i = 0; i < 4; ++i) {
    t[2 * i] = _mm256_unpacklo_ps(row[2 * i], row[2 * i + 1]);
    t[2 * i + 1] = _mm256_unpackhi_ps(row[2 * i], row[2 * i + 1]);
  }
  for (int i = 0; i < 2; ++i) {
    u[4 * i] = _mm256_shuffle_ps(t[4 * i], t[4 * i + 2], 0x44);
    u[4 * i + 1] = _mm256_shuffle_ps(t[4 * i], t[4 * i + 2], 0xee);
    u[4 * i + 2] = _mm256_shuffle_ps(t[4 * i + 1], t[4 * i + 3], 0x44);
    u[4 * i + 3] = _mm256_shuffle_ps(t[4 * i + 1], t[4 * i + 3], 0xee);
  }
  for (int i = 0; i < 4; ++i) {
    store(i, _mm256_permute2f128_ps(u[i], u[i + 4], 0x20));
    store(i + 4, _mm256_permute2f128_ps(u[i], u[i + 4], 0x31));
  }
}
template <class Out>
inline void scatter_records(const F8 row[8], Out* out, int stride) {
  scatter_rows(row, [&](int lane, F8 v) { store8(out + lane * stride, v); });
}

}  // namespace lac::tissue
