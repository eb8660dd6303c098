#include "session/frames_wire.h"

#include <array>
#include <bit>

#include "session/constants.h"

namespace lac::session {
namespace {

// Which fields of a frame differ from the one before; never renumber, add at the end.
enum Bit : std::uint32_t {
  kKindBit = 1u << 0,
  kCommandsBit = 1u << 1,
  kPostureBit = 1u << 2,  // the first of eight bits a hand
};
constexpr int kHandBits = 8;
constexpr std::uint32_t kFormat1Bits = (1u << (2 + 2 * kHandBits)) - 1;
constexpr std::uint32_t kCoachedBit = kFormat1Bits + 1;  // format 2: one bit a hand
constexpr std::uint32_t kDeviceBit = kCoachedBit << 2;
constexpr std::uint32_t kAllBits = 2 * kDeviceBit - 1;

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
bool same(const input::Device& a, const input::Device& b) {
  return same(a.vacuum_Pa, b.vacuum_Pa) && same(a.cycle_Hz, b.cycle_Hz) &&
         same(a.vibration_Hz, b.vibration_Hz) && same(a.amplitude_m, b.amplitude_m);
}
bool same(Vec3 a, Vec3 b) { return same(a.x, b.x) && same(a.y, b.y) && same(a.z, b.z); }

// The bits of one hand's fields that changed, lowest first: posture, touching, aim, twist, press,
// squeeze, roll, span.
std::uint32_t changed_bits(const input::HandInput& a, const input::HandInput& b) {
  const std::array<bool, kHandBits> changed = {
      a.posture != b.posture,          !(a.touching == b.touching), !same(a.aim_m, b.aim_m),
      !same(a.twist_rad, b.twist_rad), !same(a.press_N, b.press_N), !same(a.squeeze_N, b.squeeze_N),
      !same(a.roll_m, b.roll_m),       !same(a.span_m, b.span_m)};
  std::uint32_t bits = 0;
  for (int i = 0; i < kHandBits; ++i) bits |= (changed[i] ? 1u : 0u) << i;
  return bits;
}

std::uint32_t changed_bits(const input::InputFrame& before, const input::InputFrame& frame) {
  std::uint32_t bits = before.kind == frame.kind ? 0u : static_cast<std::uint32_t>(kKindBit);
  if (!frame.commands.empty()) bits |= kCommandsBit;
  for (int h = 0; h < 2; ++h) {
    bits |= changed_bits(before.hands[h], frame.hands[h]) * (kPostureBit << (kHandBits * h));
    if (before.hands[h].coached != frame.hands[h].coached) bits |= kCoachedBit << h;
  }
  if (!same(before.device, frame.device)) bits |= kDeviceBit;
  return bits;
}

// Whether making a frame clean left every field as it was.
bool unchanged(const input::InputFrame& frame, const input::InputFrame& clean) {
  if ((changed_bits(frame, clean) & ~kCommandsBit) != 0) return false;
  if (frame.commands.size() != clean.commands.size()) return false;
  for (std::size_t c = 0; c < frame.commands.size(); ++c) {
    if (frame.commands[c].id != clean.commands[c].id) return false;
    if (!same(frame.commands[c].value, clean.commands[c].value)) return false;
  }
  return true;
}

void put_hand(WireWriter& out, const input::HandInput& hand, std::uint32_t bits) {
  if (bits & 1u) out.u8(static_cast<std::uint8_t>(hand.posture));
  if (bits & 2u) out.u8(hand.touching ? 1 : 0);
  if (bits & 4u) {
    out.f64(hand.aim_m.x);
    out.f64(hand.aim_m.y);
    out.f64(hand.aim_m.z);
  }
  if (bits & 8u) out.f64(hand.twist_rad);
  if (bits & 16u) out.f64(hand.press_N);
  if (bits & 32u) out.f64(hand.squeeze_N);
  if (bits & 64u) out.f64(hand.roll_m);
  if (bits & 128u) out.f64(hand.span_m);
}

void get_hand(WireReader& in, input::HandInput& hand, std::uint32_t bits) {
  if (bits & 1u) {
    const std::uint8_t posture = in.u8();
    if (posture >= static_cast<std::uint8_t>(input::Posture::kCount)) return in.fail();
    hand.posture = static_cast<input::Posture>(posture);
  }
  if (bits & 2u) hand.touching = in.u8() != 0;
  if (bits & 4u) hand.aim_m = Vec3{in.f64(), in.f64(), in.f64()};
  if (bits & 8u) hand.twist_rad = in.f64();
  if (bits & 16u) hand.press_N = in.f64();
  if (bits & 32u) hand.squeeze_N = in.f64();
  if (bits & 64u) hand.roll_m = in.f64();
  if (bits & 128u) hand.span_m = in.f64();
}

}  // namespace

void put_frames(WireWriter& out, std::span<const input::InputFrame> frames) {
  out.varint(frames.size());
  const input::InputFrame at_rest;
  const input::InputFrame* before = &at_rest;
  for (std::size_t i = 0; i < frames.size();) {
    const input::InputFrame& frame = frames[i];
    const std::uint32_t bits = changed_bits(*before, frame);

    // how many frames in a row are just like this one
    std::size_t run = 1;
    while (frame.commands.empty() && i + run < frames.size() &&
           changed_bits(frame, frames[i + run]) == 0) {
      ++run;
    }
    out.varint(bits);
    if (bits & kKindBit) out.u8(static_cast<std::uint8_t>(frame.kind));
    for (int h = 0; h < 2; ++h) put_hand(out, frame.hands[h], bits >> (2 + kHandBits * h) & 0xffu);
    for (int h = 0; h < 2; ++h)
      if (bits & (kCoachedBit << h)) out.u8(frame.hands[h].coached ? 1 : 0);
    if (bits & kDeviceBit) {
      out.f64(frame.device.vacuum_Pa);
      out.f64(frame.device.cycle_Hz);
      out.f64(frame.device.vibration_Hz);
      out.f64(frame.device.amplitude_m);
    }
    if (bits & kCommandsBit) {
      out.varint(frame.commands.size());
      for (const input::Command& command : frame.commands) {
        out.text(command.id);
        out.f64(command.value);
      }
    }
    out.varint(run);
    before = &frame;
    i += run;
  }
}

bool get_frames(WireReader& in, int format, std::size_t most,
                std::vector<input::InputFrame>& frames) {
  const std::size_t count = frames.size() + in.varint(most - frames.size());
  input::InputFrame frame;
  while (in.ok() && frames.size() < count) {
    const auto bits = static_cast<std::uint32_t>(in.varint(format == 1 ? kFormat1Bits : kAllBits));
    if (bits & kKindBit) {
      const std::uint8_t kind = in.u8();
      if (kind > static_cast<std::uint8_t>(input::TickKind::Rest)) return false;
      frame.kind = static_cast<input::TickKind>(kind);
    }
    for (int h = 0; h < 2; ++h) get_hand(in, frame.hands[h], bits >> (2 + kHandBits * h) & 0xffu);
    for (int h = 0; h < 2; ++h)
      if (bits & (kCoachedBit << h)) frame.hands[h].coached = in.u8() != 0;
    if (bits & kDeviceBit) frame.device = {in.f64(), in.f64(), in.f64(), in.f64()};
    frame.commands.clear();
    const std::size_t commands = bits & kCommandsBit ? in.varint(kMostCommands) : 0;
    for (std::size_t c = 0; c < commands && in.ok(); ++c) {
      input::Command command{.id = std::string(in.text(kMostCommandBytes)), .value = in.f64()};
      frame.commands.push_back(std::move(command));
    }
    const std::size_t run = in.varint(count - frames.size());
    if (!in.ok() || run == 0 || (run > 1 && commands > 0)) return false;

    // a recording holds only frames a session would take as they are
    input::InputFrame clean = frame;
    input::sanitise(clean);
    if (!unchanged(frame, clean)) return false;
    frames.insert(frames.end(), run, frame);
  }
  return in.ok() && frames.size() == count;
}

}  // namespace lac::session
