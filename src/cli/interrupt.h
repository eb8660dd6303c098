#pragma once
#include <string>

namespace lac::cli {

/// While it lives, Ctrl-C asks for an end after what is in hand; a second one ends the program at
/// once.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  bool asked() const;

 private:
  void (*before_)(int);
};

/// Hash of the program's own bytes: results that are kept serve this very build alone.
std::string program_hash();

}  // namespace lac::cli
