#pragma once
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace lac::session {

/// Writes numbers byte by byte, little end first, so that a file is the same on every machine.
class WireWriter {
 public:
  void u8(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void u64(std::uint64_t value) {
    for (int i = 0; i < 8; ++i) u8(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  void f64(double value) { u64(std::bit_cast<std::uint64_t>(value)); }
  /// Seven bits a byte, low first: small numbers take one byte.
  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) u8(static_cast<std::uint8_t>(value | 0x80));
    u8(static_cast<std::uint8_t>(value));
  }
  void text(std::string_view value) {
    varint(value.size());
    bytes_.append(value);
  }
  void raw(std::string_view value) { bytes_.append(value); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads what WireWriter wrote. Past the end, or beyond a limit, it turns bad and gives zeros.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : bytes_(bytes) {}
  bool ok() const { return ok_; }
  std::size_t left() const { return bytes_.size() - at_; }
  void fail() { ok_ = false; }

  std::uint8_t u8() {
    if (!ok_ || left() < 1) return ok_ = false, std::uint8_t{0};
    return static_cast<std::uint8_t>(bytes_[at_++]);
  }
  std::uint64_t u64() {
    if (!ok_ || left() < 8) return ok_ = false, 0;
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) value |= static_cast<std::uint64_t>(u8()) << (8 * i);
    return value;
  }
  double f64() { return std::bit_cast<double>(u64()); }
  /// At most `most`; more is a failure.
  std::uint64_t varint(std::uint64_t most) {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint64_t byte = u8();
      if (!ok_) return 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value <= most ? value : (ok_ = false, 0);
    }
    return ok_ = false, 0;
  }
  std::string_view text(std::size_t most) {
    const std::size_t size = varint(most);
    if (!ok_ || left() < size) return ok_ = false, std::string_view{};
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace lac::session
