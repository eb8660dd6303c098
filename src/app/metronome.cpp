#include "app/metronome.h"

#include <algorithm>
#include <array>
#include <cmath>

#ifdef LAC_OPENAL
#include <AL/al.h>
#include <AL/alc.h>
#endif

namespace lac::app {
namespace {

constexpr int kLeastRate = 20, kMostRate = 180;
constexpr double kSwell_s = 0.18;
#ifdef LAC_OPENAL
constexpr int kConnected = 0x313;     // ALC_CONNECTED of ALC_EXT_disconnect
constexpr double kLookAgain_s = 5.0;  // for a sound device that is gone
#endif

}  // namespace

#ifdef LAC_OPENAL
Click::Click() { open(); }
Click::~Click() { close(); }

void Click::open() {
  device_ = alcOpenDevice(nullptr);
  if (device_ == nullptr) return;
  context_ = alcCreateContext(static_cast<ALCdevice*>(device_), nullptr);
  if (context_ == nullptr || alcMakeContextCurrent(static_cast<ALCcontext*>(context_)) == 0)
    return close();
  // two short wooden clicks: a decaying tone, the accent higher
  constexpr int kRate_Hz = 22050, kSamples = 1100;
  alGenBuffers(2, buffer_);
  alGenSources(1, &source_);
  for (int k = 0; k < 2; ++k) {
    std::array<short, kSamples> wave{};
    const double pitch_Hz = k == 0 ? 900.0 : 1350.0;
    for (int i = 0; i < kSamples; ++i) {
      const double t = static_cast<double>(i) / kRate_Hz;
      wave[static_cast<std::size_t>(i)] =
          static_cast<short>(9000.0 * std::exp(-t * 90.0) * std::sin(6.283185307 * pitch_Hz * t));
    }
    alBufferData(buffer_[k], AL_FORMAT_MONO16, wave.data(), sizeof(wave), kRate_Hz);
  }
}

void Click::close() {
  if (source_ != 0) alDeleteSources(1, &source_);
  if (buffer_[0] != 0) alDeleteBuffers(2, buffer_);
  alcMakeContextCurrent(nullptr);
  if (context_ != nullptr) alcDestroyContext(static_cast<ALCcontext*>(context_));
  if (device_ != nullptr) alcCloseDevice(static_cast<ALCdevice*>(device_));
  device_ = context_ = nullptr;
  buffer_[0] = buffer_[1] = source_ = 0;
}

// A headset that was pulled out, a sound server that ended.
bool Click::gone() const {
  auto* const device = static_cast<ALCdevice*>(device_);
  if (device == nullptr) return true;
  if (alcIsExtensionPresent(device, "ALC_EXT_disconnect") == 0) return false;
  ALCint connected = 1;
  alcGetIntegerv(device, kConnected, 1, &connected);
  return connected == 0;
}

void Click::play(bool accent, double now_s) {
  if (gone()) {
    if (now_s < look_again_s_) return;
    look_again_s_ = now_s + kLookAgain_s;
    close();
    open();
  }
  if (source_ == 0) return;
  alSourceStop(source_);
  alSourcei(source_, AL_BUFFER, static_cast<ALint>(buffer_[accent ? 1 : 0]));
  alSourcePlay(source_);
}
#else
Click::Click() = default;
Click::~Click() = default;
void Click::play(bool, double) {}
#endif

void Metronome::toggle(double now_s) {
  on_ = !on_;
  beat_ = 0;
  last_s_ = now_s_ = now_s;
}

void Metronome::set_rate(int per_min) { per_min_ = std::clamp(per_min, kLeastRate, kMostRate); }

bool Metronome::advance(double now_s) {
  now_s_ = now_s;
  const double period_s = 60.0 / per_min_;
  if (!on_ || now_s < last_s_ + period_s) return false;
  // beats stay on their grid; those missed while the window stood still are let go
  last_s_ += period_s * std::floor((now_s - last_s_) / period_s);
  beat_ = (beat_ + 1) % 4;
  return true;
}

ui::MetronomeView Metronome::view() const {
  const double since_s = now_s_ - last_s_;
  return {.on = on_,
          .per_min = per_min_,
          .beat = beat_,
          .swell = static_cast<float>(std::clamp(1.0 - since_s / kSwell_s, 0.0, 1.0))};
}

}  // namespace lac::app
