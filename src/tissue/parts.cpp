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
  ++job_;
  asked_.store(job_, std::memory_order_seq_cst);
  asked_.notify_one();
}

bool Parts::claim() {
  unsigned before = job_ - 1;
  return claimed_.compare_exchange_strong(before, job_, std::memory_order_acq_rel);
}

void Parts::finish() {
  for (int spin = 0; done_.load(std::memory_order_acquire) != job_; ++spin) {
    if (spin < kSpins) {
      _mm_pause();
    } else {
      std::this_thread::yield();
    }
  }
}

void Parts::serve() {
  for (unsigned seen = 0;;) {
    // wait for a job not seen yet
    int spin = 0;
    unsigned asked = asked_.load(std::memory_order_acquire);
    while (asked == seen) {
      if (++spin < kSpins) {
        _mm_pause();
      } else {
        asked_.wait(seen, std::memory_order_acquire);
      }
      asked = asked_.load(std::memory_order_acquire);
    }
    seen = asked;
    if (stop_.load(std::memory_order_relaxed)) return;
    unsigned before = seen - 1;
    if (!claimed_.compare_exchange_strong(before, seen, std::memory_order_acq_rel)) continue;
    call_(context_, 1);
    done_.store(seen, std::memory_order_release);
  }
}

}  // namespace lac::tissue
