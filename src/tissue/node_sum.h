#pragma once
#include "tissue/simd.h"

/// Sums over nodes: float within a chunk, then double, always in the same order.
namespace lac::tissue {

inline constexpr int kChunk = 32;  // numbers summed in float before they join the double

/// x, y, z of a point; its fourth lane holds something else.
inline F4 three() { return _mm_castsi128_ps(_mm_setr_epi32(-1, -1, -1, 0)); }
inline double three_lanes(F4 v) { return (static_cast<double>(v[0]) + v[1]) + v[2]; }

/// A sum of points' first three lanes.
class ChunkSum {
 public:
  void add(F4 v) {
    (count_ % 2 == 0 ? even_ : odd_) = (count_ % 2 == 0 ? even_ : odd_) + v;
    if (++count_ == kChunk) flush();
  }
  double total() {
    flush();
    return sum_;
  }

 private:
  void flush() {
    sum_ += three_lanes(even_ + odd_);
    even_ = odd_ = _mm_setzero_ps();
    count_ = 0;
  }
  F4 even_ = _mm_setzero_ps(), odd_ = _mm_setzero_ps();
  double sum_ = 0.0;
  int count_ = 0;
};

/// A sum of all lanes of pairs of points.
class PairSum {
 public:
  void add(F8 v) {
    part_ = part_ + v;
    if (++count_ == kChunk / 2) flush();
  }
  double total() {
    flush();
    return sum_;
  }

 private:
  void flush() {
    sum_ += sum_lanes(part_);
    part_ = _mm256_setzero_ps();
    count_ = 0;
  }
  F8 part_ = _mm256_setzero_ps();
  double sum_ = 0.0;
  int count_ = 0;
};

/// Two nodes worked on together. Loads and stores of arrays with four floats a node; load12 and the
/// like for others.
class Pair {
 public:
  Pair(int first, int second) : a_(4 * std::ptrdiff_t{first}), b_(4 * std::ptrdiff_t{second}) {}
  explicit Pair(const int* offset) : a_(offset[0]), b_(offset[1]) {}  // 4 * node
  F8 load(const float* p) const { return pair(tissue::load4(p + a_), tissue::load4(p + b_)); }
  F8 load12(const float* p) const {
    return pair(tissue::load4(p + 3 * a_), tissue::load4(p + 3 * b_));
  }
  /// The two are different nodes.
  void store(float* p, F8 v) const {
    store4(p + a_, low(v));
    store4(p + b_, high(v));
  }
  void add(float* p, F8 v) const { store(p, load(p) + v); }

 private:
  std::ptrdiff_t a_, b_;
};

}  // namespace lac::tissue
