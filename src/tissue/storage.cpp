#include "tissue/storage.h"

#include <sys/mman.h>

#include <new>

namespace lac::tissue {
namespace {

constexpr std::size_t kLine_bytes = 64, kHugePage_bytes = std::size_t{1} << 21;
constexpr std::size_t kLarge_bytes = std::size_t{1} << 18;  // from here on worth a page of its own

bool large(std::size_t bytes) { return bytes >= kLarge_bytes; }

}  // namespace

void* take_memory(std::size_t bytes) {
  if (!large(bytes)) return ::operator new (bytes, std::align_val_t{kLine_bytes});
  const std::size_t whole = (bytes + kHugePage_bytes - 1) / kHugePage_bytes * kHugePage_bytes;
  void* memory = ::operator new (whole, std::align_val_t{kHugePage_bytes});
  // a wish: without it, or without huge pages, everything works, more slowly
  static_cast<void>(madvise(memory, whole, MADV_HUGEPAGE));
  return memory;
}

void give_memory_back(void* memory, std::size_t bytes) {
  ::operator delete (memory, std::align_val_t{large(bytes) ? kHugePage_bytes : kLine_bytes});
}

}  // namespace lac::tissue
