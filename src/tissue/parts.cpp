#include "tissue/parts.h"

#include <immintrin.h>

namespace lac::tissue {
namespace {
constexpr int kSpins = 4000;  // about 0.1 ms, then sleep
}

Parts::Parts(int threads) {
  if (threads > 1) worker_ = std::thread([this] { serve(); });
}

Parts::~Parts() {
  if (!worker_.joinable()) return;
  stop_.store(true, std::memory_order_relaxed);
  start();
  worker_.join();
}

void Parts::start() {
  asked_.fetch_add(1, std::memory_order_seq_cst);
  asked_.notify_one();
}

void Parts::finish() {
  const unsigned asked = asked_.load(std::memory_order_relaxed);
  for (int spin = 0; done_.load(std::memory_order_acquire) != asked; ++spin) {
    if (spin < kSpins) {
      _mm_pause();
    } else {
      std::this_thread::yield();
    }
  }
}

void Parts::serve() {
  for (unsigned seen = 0;;) {
    // wait for the next job
    int spin = 0;
    while (asked_.load(std::memory_order_acquire) == seen) {
      if (++spin < kSpins) {
        _mm_pause();
      } else {
        asked_.wait(seen, std::memory_order_acquire);
      }
    }
    ++seen;
    if (stop_.load(std::memory_order_relaxed)) return;
    call_(context_, 1);
    done_.store(seen, std::memory_order_release);
  }
}

}  // namespace lac::tissue
