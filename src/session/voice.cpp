#include "session/voice.h"

#include <charconv>

#include "session/constants.h"

namespace lac::session {

Voice::Voice(const std::vector<scenario::Utterance>& utterances) {
  for (const scenario::Utterance& utterance : utterances) {
    Line line;
    const std::string& trigger = utterance.trigger;
    if (trigger.starts_with("pain-")) {
      // the number after the dash is the NRS from which this is said
      int threshold = 0;
      const char* end = trigger.data() + trigger.size();
      if (std::from_chars(trigger.data() + 5, end, threshold).ptr == end) {
        line.kind = Line::Kind::Pain;
        line.nrs = threshold;
      }
    } else if (trigger == "stop") {
      line.kind = Line::Kind::Stop;
    } else if (trigger == "let-down") {
      line.kind = Line::Kind::LetDown;
    } else if (trigger == "relief") {
      line.kind = Line::Kind::Relief;
    } else if (trigger == "at-ease") {
      line.kind = Line::Kind::AtEase;
    }
    line_.push_back(line);
  }
}

int Voice::first_of(Line::Kind kind) const {
  // of several with the same trigger, the one said longest ago
  int best = -1;
  for (int i = 0; i < static_cast<int>(line_.size()); ++i) {
    if (line_[i].kind == kind && (best < 0 || line_[i].said_s < line_[best].said_s)) best = i;
  }
  return best;
}

int Voice::pain_line(const Felt& felt) {
  const bool hurts = felt.touching && felt.nrs >= resting_nrs_ + kPainAboveBaseline;
  int best = -1;
  for (int i = 0; i < static_cast<int>(line_.size()); ++i) {
    Line& line = line_[i];
    if (line.kind != Line::Kind::Pain) continue;
    if (felt.nrs < line.nrs - kPainRearm || felt.nrs < resting_nrs_ + 0.5 * kPainAboveBaseline) {
      line.armed = true;
    }

    // the highest threshold reached speaks; the lower ones are passed over with it
    if (!hurts || felt.nrs < line.nrs) continue;
    if (best < 0 || line.nrs > line_[best].nrs) best = i;
  }
  if (best < 0) return -1;
  const bool again = felt.time_s - line_[best].said_s >= kPainRepeat_s;
  if (!line_[best].armed && !again) return -1;
  return best;
}

bool Voice::stop_now(const Felt& felt) {
  const bool unbearable =
      felt.touching && felt.nrs >= kStopNrs && felt.nrs >= resting_nrs_ + kPainAboveBaseline;
  unbearable_s_ = unbearable ? unbearable_s_ + felt.step_s : 0.0;
  return unbearable_s_ >= kStopAfter_s && felt.time_s - last_stop_s_ >= kStopRepeat_s;
}

int Voice::listen(const Felt& felt) {
  said_stop_ = false;
  if (resting_nrs_ < 0.0) resting_nrs_ = felt.nrs;
  if (felt.ejections > ejections_) let_down_due_ = true;
  ejections_ = felt.ejections;
  relieved_s_ = felt.nrs <= resting_nrs_ - kReliefDrop ? relieved_s_ + felt.step_s : 0.0;
  const bool at_ease = felt.touching && felt.nrs < resting_nrs_ + 0.5 * kPainAboveBaseline;
  if (felt.touching) at_ease_s_ = at_ease ? at_ease_s_ + felt.step_s : 0.0;
  if (felt.nrs > resting_nrs_ - 0.5 * kReliefDrop)
    for (Line& line : line_) line.armed |= line.kind == Line::Kind::Relief;

  // stop interrupts anything
  int say = -1;
  if (stop_now(felt)) {
    said_stop_ = true;
    last_stop_s_ = last_word_s_ = felt.time_s;
    say = first_of(Line::Kind::Stop);
  } else if (felt.time_s - last_word_s_ >= kBetweenWords_s) {
    say = pain_line(felt);
    if (const int i = first_of(Line::Kind::LetDown);
        say < 0 && let_down_due_ && i >= 0 && felt.time_s - line_[i].said_s >= kLetDownRepeat_s) {
      say = i;
    }
    if (const int i = first_of(Line::Kind::Relief);
        say < 0 && i >= 0 && line_[i].armed && relieved_s_ >= kReliefAfter_s &&
        felt.time_s - line_[i].said_s >= kReliefRepeat_s) {
      say = i;
    }
    // a comfortable person is not silent for minutes either
    if (const int i = first_of(Line::Kind::AtEase); say < 0 && i >= 0 && felt.touching &&
                                                    at_ease_s_ >= kAtEaseAfter_s &&
                                                    felt.time_s - last_word_s_ >= kAtEaseAfter_s &&
                                                    felt.time_s - last_ease_s_ >= kAtEaseRepeat_s) {
      say = i;
      last_ease_s_ = felt.time_s;
    }
  }
  if (say < 0) return -1;

  // what was said is not said again soon; a higher complaint covers the lower ones
  Line& said = line_[say];
  if (said.kind == Line::Kind::LetDown) let_down_due_ = false;
  for (Line& line : line_) {
    const bool covered =
        said.kind == Line::Kind::Pain && line.kind == Line::Kind::Pain && line.nrs <= said.nrs;
    if (covered || &line == &said) line.armed = false, line.said_s = felt.time_s;
  }
  last_word_s_ = felt.time_s;
  return say;
}

}  // namespace lac::session
