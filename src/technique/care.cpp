// Devices, and what is laid on, held under or offered to the breast.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "technique/beats.h"
#include "technique/constants.h"

namespace lac::technique {

// ---- devices ----------------------------------------------------------------------------------

void DeviceTracker::push(const sim::Observation& o, const Look&, Sink& sink) {
  const double now = o.time_s, dt = o.step_s;
  cup_m3_ = o.cup_m3;

  // the massager: where it lies and how hard
  const bool shakes = std::isfinite(o.vibration_Hz) && o.vibration_Hz > 0.0;
  Use& v = vibration_;
  const sim::FingerSeen* head = nullptr;
  for (const sim::FingerSeen& f : o.finger)
    if (f.part == hand::Part::Head) head = &f;
  if (shakes && head != nullptr) {
    if (!v.on) v = {.on = true, .start_s = now - dt};
    v.end_s = now;
    v.run_s += dt;
    v.most = std::max(v.most, o.vibration_Hz);
    v.sum += o.vibration_Hz * dt;
    v.force_Ns += head->normal_N * dt;
    v.area_m2s += head->area_m2 * dt;
    v.r_ms += head->r_m * dt;
    v.nipple_s += head->area == sim::Area::Nipple ? dt : 0.0;
    v.path_m += norm(head->velocity_m_per_s) * dt;
  } else if (v.on && now - v.end_s > kDevicePause_s) {
    end_vibration(sink);
  }

  // the pump
  Use& p = pump_;
  if (std::isfinite(o.vacuum_Pa) && o.vacuum_Pa >= kVacuumSeen_Pa) {
    if (!p.on) p = {.on = true, .start_s = now - dt, .cup_m3 = o.cup_m3};
    p.end_s = now;
    p.run_s += dt;
    p.most = std::max(p.most, o.vacuum_Pa);
    p.sum += o.vacuum_Pa * dt;
  } else if (p.on && now - p.end_s > kDevicePause_s) {
    end_pump(sink);
  }
}

void DeviceTracker::end_pump(Sink& sink) {
  pump_.on = false;
  if (pump_.run_s < kDeviceLeast_s) return;
  TechniqueEvent e{"pump", pump_.start_s, pump_.end_s, sink.side, {}, {}};
  e.measures = {{"run_s", pump_.run_s},
                {"vacuum_Pa", pump_.sum / pump_.run_s},
                {"max_vacuum_Pa", pump_.most},
                {"collected_m3", std::max(0.0, cup_m3_ - pump_.cup_m3)}};
  e.because = worded("The pump drew {:.0f} kPa for {:.0f} s.", 1e-3 * pump_.most, pump_.run_s);
  sink.add(std::move(e), 0u);
}

void DeviceTracker::end_vibration(Sink& sink) {
  Use& v = vibration_;
  v.on = false;
  if (v.run_s < kDeviceLeast_s) return;
  TechniqueEvent e{"vibration", v.start_s, v.end_s, sink.side, {}, {}};
  e.measures = {{"run_s", v.run_s},
                {"vibration_Hz", v.sum / v.run_s},
                {"mean_pressure_Pa", v.area_m2s > 0.0 ? v.force_Ns / v.area_m2s : 0.0},
                {"r_m", v.r_ms / v.run_s},
                {"nipple_share", v.nipple_s / v.run_s}};
  e.because = worded(
      "The massager ran on the skin for {:.0f} s at {:.0f} Hz, {:.0f} mm from the nipple base.",
      v.run_s, v.sum / v.run_s, 1e3 * v.r_ms / v.run_s);
  sink.add(std::move(e), 0u);
}

void DeviceTracker::close(Sink& sink) {
  if (pump_.on) end_pump(sink);
  if (vibration_.on) end_vibration(sink);
  *this = DeviceTracker{};
}

std::string_view DeviceTracker::live() const {
  return pump_.on ? "pump" : vibration_.on ? "vibration" : std::string_view{};
}

// ---- packs, oil, cup, latch -------------------------------------------------------------------

void CareTracker::push(const sim::Observation& o, Sink& sink) {
  now_s_ = o.time_s;
  touched_ |= !o.finger.empty();

  // packs, a side each
  for (std::size_t side = 0; side < 2; ++side) {
    if (o.pack[side] == pack_[side]) continue;
    if (pack_[side] != sim::Pack::None) end_pack(side, o.time_s, sink);
    pack_[side] = o.pack[side];
    pack_s_[side] = o.time_s;
  }

  // oil: when the film is first there
  const bool oiled = std::isfinite(o.oil_frac) && o.oil_frac > kOilSeen_frac;
  if (oiled && !oiled_) {
    TechniqueEvent e{"oil", o.time_s, o.time_s, sink.side, {}, {}};
    e.measures = {{"before_touch", touched_ ? 0.0 : 1.0}};
    e.because = worded("A film of oil was on the skin.");
    sink.add(std::move(e), 0);
  }
  oiled_ = oiled;

  // something held under the nipple
  const bool cup = o.receiver != sim::Receiver::None;
  cup_m3_ = o.cup_m3;
  if (cup && !cup_) cup_start_s_ = o.time_s, cup_start_m3_ = o.cup_m3;
  if (!cup && cup_) end_cup(sink);
  cup_ = cup;

  // the baby is offered the breast
  for (const sim::Event& event : o.events) {
    if (event.id.rfind("latch:", 0) != 0) continue;
    TechniqueEvent e{"latch", o.time_s, o.time_s, sink.side, {}, {}};
    e.measures = {{"ok", event.id == "latch:ok" ? 1.0 : 0.0},
                  {"shallow", event.id == "latch:shallow" ? 1.0 : 0.0}};
    const bool ok = event.id == "latch:ok", shallow = event.id == "latch:shallow";
    e.because =
        ok        ? worded("The baby was offered the breast, took it and held on.")
        : shallow ? worded("The baby was offered the breast, took the nipple only and slipped off.")
                  : worded("The baby was offered the breast and could not take it.");
    sink.add(std::move(e), 0);
  }
}

void CareTracker::end_pack(std::size_t side, double time_s, Sink& sink) {
  const bool warm = pack_[side] == sim::Pack::Warm;
  TechniqueEvent e{warm ? "warm-pack" : "cold-pack",
                   pack_s_[side],
                   time_s,
                   static_cast<anatomy::Side>(side),
                   {},
                   {}};
  e.measures = {{"on_s", time_s - pack_s_[side]}};
  const double lay_min = (time_s - pack_s_[side]) / 60.0;
  e.because = warm ? worded("A warm pack lay on the breast for {:.3g} min.", lay_min)
                   : worded("A cold pack lay on the breast for {:.3g} min.", lay_min);
  sink.add(std::move(e), 0);
}

void CareTracker::end_cup(Sink& sink) {
  TechniqueEvent e{"cup", cup_start_s_, now_s_, sink.side, {}, {}};
  e.measures = {{"held_s", now_s_ - cup_start_s_},
                {"collected_m3", std::max(0.0, cup_m3_ - cup_start_m3_)}};
  e.because = worded("A cup was held under the nipple for {:.0f} s.", now_s_ - cup_start_s_);
  sink.add(std::move(e), 0);
}

void CareTracker::close(Sink& sink) {
  for (std::size_t side = 0; side < 2; ++side)
    if (pack_[side] != sim::Pack::None) end_pack(side, now_s_, sink);
  if (cup_) end_cup(sink);
  *this = CareTracker{};
}

}  // namespace lac::technique
