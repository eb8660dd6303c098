#pragma once
#include <cstddef>
#include <vector>

namespace lac::tissue {

/// Memory for `bytes`, aligned to 64; large pieces lie on huge pages where the system has them: the
/// elements are read in an order that otherwise misses the table of pages as often as the cache.
void* take_memory(std::size_t bytes);
void give_memory_back(void* memory, std::size_t bytes);

/// Storage of the solver's arrays, so that rows of eight load in one piece.
template <class T>
struct AlignedAllocator {
  using value_type = T;
  AlignedAllocator() = default;
  template <class U>
  AlignedAllocator(const AlignedAllocator<U>&) {}  // NOLINT(google-explicit-constructor)
  T* allocate(std::size_t n) { return static_cast<T*>(take_memory(n * sizeof(T))); }
  void deallocate(T* p, std::size_t n) { give_memory_back(p, n * sizeof(T)); }
  template <class U>
  bool operator==(const AlignedAllocator<U>&) const {
    return true;
  }
};
using Floats = std::vector<float, AlignedAllocator<float>>;
using Ints = std::vector<int, AlignedAllocator<int>>;
/// Half-precision storage of the Newton matrix: it only steers the iteration, and half the memory
/// is half the time of a product.
using Half = unsigned short;
using Halves = std::vector<Half, AlignedAllocator<Half>>;

}  // namespace lac::tissue
