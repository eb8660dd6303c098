#pragma once
#include <atomic>
#include <thread>

namespace lac::tissue {

/// Runs a job for part 0 and part 1, on one thread or two. The parts never depend on the number of
/// threads, so neither do the results. The second thread spins a while, then sleeps; where it comes
/// late (a busy machine) the first does its part too instead of waiting.
class Parts {
 public:
  explicit Parts(int threads);
  ~Parts();
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  template <class Job>
  void run(Job&& job) {
    if (!worker_.joinable()) {
      job(0);
      job(1);
      return;
    }
    call_ = [](void* context, int part) {
      (*static_cast<std::remove_reference_t<Job>*>(context))(part);
    };
    context_ = &job;
    start();
    job(0);
    if (claim()) {
      job(1);
    } else {
      finish();
    }
  }

 private:
  void start();
  bool claim();  // true once a job, for whoever comes first
  void finish();
  void serve();

  std::thread worker_;
  void (*call_)(void*, int) = nullptr;
  void* context_ = nullptr;
  unsigned job_ = 0;
  alignas(64) std::atomic<unsigned> asked_{0};
  alignas(64) std::atomic<unsigned> claimed_{0};
  alignas(64) std::atomic<unsigned> done_{0};
  std::atomic<bool> stop_{false};
};

}  // namespace lac::tissue
