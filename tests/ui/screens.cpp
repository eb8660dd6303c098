#include "tests/ui/screens.h"

#include <algorithm>
#include <array>
#include <limits>

namespace lac::test {
namespace {

using Phase = scenario::Phase;

// A case in which everything that can be shown is there.
scenario::ScenarioSpec make_spec() {
  scenario::ScenarioSpec s;
  s.name = "«case»";
  s.title = "«Day 4: both breasts hard, baby slips off»";
  s.summary = "«A mother asks for help on the fourth day.»";
  s.prebrief = "«You come into the room. She is tired.»";
  s.objectives = {"«Soften before the latch»", "«Ask before touching»"};
  s.patient_name = "«Amara»";
  s.history = "«First baby, born on time.»";
  s.baby = "«Four days old.»";
  s.debrief_questions = {"«What would you tell the next shift?»"};
  for (const char* title : {"«Meet»", "«Assess»", "«Prepare»", "«Hands-on»", "«Reassess»"}) {
    Phase phase;
    phase.id = title;
    phase.title = title;
    s.phases.push_back(phase);
  }
  for (const char* label : {"«Say who you are»", "«Ask whether you may touch»"}) {
    scenario::Action a;
    a.id = label;
    a.label = label;
    a.phase = "«Meet»";
    a.minutes = a.id.size() > 20 ? 8.0 : 0.0;
    s.actions.push_back(a);
  }
  scenario::Utterance stop;
  stop.id = "«stop»";
  stop.text = "«Please stop»";
  s.utterances.push_back(stop);
  return s;
}

std::vector<ui::OverlayScale> make_scales() {
  // as render names them; only their words matter here
  return {{mark("Skin"), mark("Skin"), "", 1.0f, false, "", ""},
          {mark("Touch"), mark("Touch pressure"), mark("kPa"), 12.0f, true, mark("light"),
           mark("firm")},
          {mark("Tissue"), mark("Tissue pressure"), mark("kPa"), 4.0f, true, mark("soft"),
           mark("tense")},
          {mark("Oedema"), mark("Oedema"), mark("of normal fluid"), 0.8f, true, mark("little"),
           mark("much")},
          {mark("Fullness"), mark("Fullness of the lobes"), mark("of capacity"), 1.25f, true,
           mark("empty"), mark("overfull")},
          {mark("Covered"), mark("Where the hand has been"), mark("s"), 5.0f, false,
           mark("not yet"), mark("thoroughly")}};
}

struct Stuff {
  std::shared_ptr<scenario::ScenarioSpec> spec =
      std::make_shared<scenario::ScenarioSpec>(make_spec());
  std::vector<ui::OverlayScale> scales = make_scales();
  ui::LiveView live;
  ui::ViewChoice choice;
  ui::HandView hand;
  session::SessionLog log;
  std::vector<ui::CaseCard> cases;
  std::vector<ui::RunCard> runs;
  ui::Settings settings;
  ui::DebriefWords words;
  std::string search;
};

void fill_log(Stuff& s) {
  session::SessionLog& log = s.log;
  log.scenario = *s.spec;
  log.score.total = 71.0;
  for (int k = 0; k < 3; ++k) {
    rubric::ScoreRow row;
    row.criterion.id = "«row»" + std::to_string(k);
    row.criterion.text = "«Softens the areola before the latch»";
    row.criterion.why = "«An areola that gives lets the baby take it.»";
    row.criterion.instead = "«Press for a minute with the tips.»";
    row.criterion.weight = k == 2 ? 0.0 : 10.0;
    row.criterion.low = 60.0;
    row.criterion.high = k == 0 ? 180.0 : 0.0;
    row.criterion.grade = static_cast<rubric::Grade>(k);
    row.explanation = "«It was held for 20 s.»";
    row.value = k == 1 ? std::numeric_limits<double>::quiet_NaN() : 20.0;
    row.unit = k == 0 ? "s" : "m";
    row.credit = 0.3 * k;
    for (int m = 0; m < 6; ++m) row.moments.push_back({});
    log.score.rows.push_back(row);
  }
  log.score.critical_errors.push_back({});
  log.score.critical_errors.back().text = "«Touched without asking»";
  technique::TechniqueEvent event;
  event.id = "hand-expression";
  event.start_s = 10.0;
  event.end_s = 40.0;
  event.because = "«Twelve cycles of 2 s.»";
  log.techniques.push_back(event);
  for (const char* who : {"you", "patient", "finding", "phase"})
    log.lines.push_back({12.0, who, "«words»"});
  log.review.self_rating = 3;
  log.review.overrules.push_back({"«row»1", 0.5, "«It was asked for»"});
}

Stuff make_stuff() {
  Stuff s;
  auto snapshot = std::make_shared<sim::Snapshot>();
  snapshot->nrs_shown = 6.0;
  snapshot->cup_mL = 12.3;
  snapshot->hand_force_N = 2.0;
  snapshot->hand_mean_pressure_kPa = 8.0;
  s.live.snapshot = snapshot;
  s.live.spec = s.spec;
  s.live.mode = session::Mode::Guided;
  s.live.next_title = "«Press gently, lift, compare»";
  s.live.next_how = "«Fingertip (key 1), at 8 o'clock, 16 mm from the nipple. Hold 2.5 s.»";
  s.live.next_why = "«Swelling keeps a dent, fullness does not.»";
  s.live.next_so_far = "«That press was at 10 o'clock.»";
  s.live.can_unskip = true;
  s.live.touch_news =
      "«The stroke was 12 mm long: 25 mm or more, in one line without a stop, count.»";
  s.live.touch_news_s = 74.0;
  s.live.time_s = 75.0;
  s.live.length_s = 200.0;
  s.live.speed_frac = 0.7;
  s.live.done = std::make_shared<const std::vector<std::string>>(
      std::vector<std::string>{s.spec->actions[0].id});
  fill_log(s);
  s.live.lines = std::make_shared<const std::vector<session::LogLine>>(s.log.lines);
  auto curves = std::make_shared<ui::Curves>();
  for (int k = 0; k < 50; ++k) {
    curves->time_s.push_back(0.1f * static_cast<float>(k));
    for (auto* values :
         {&curves->force_N, &curves->pressure_kPa, &curves->nrs, &curves->flow_mL_per_s})
      values->push_back(1.0f);
  }
  curves->watch.assign(ui::watch_list().size(), curves->force_N);
  s.live.curves = curves;
  snapshot->other.breast = std::make_shared<const anatomy::Breast>();
  static constexpr std::array<const char*, 2> layers{mark("skin"), mark("lymph vessels")};
  s.choice.layers = layers;
  s.choice.layer = 1;
  s.choice.overlay = 4;
  s.choice.watched = ~0u;
  s.choice.tones = {2, 5, 9};
  snapshot->spilt_mL = 2.1;
  s.hand = {.posture = input::Posture::CHold,
            .over_skin = true,
            .touching = true,
            .press_N = 2.0,
            .held_s = 42.0,
            .grip_mm = 31.0};
  s.cases = {{"a",
              "«Engorged on day 4»",
              "«She asks for help.»",
              "«Amara»",
              "",
              {"«Soften»"},
              "",
              false,
              false,
              3,
              71.0},
             {"b", "«Balloon»", "«Try your hands.»", "«Object»", "", {}, "", true, false, 1, -1.0},
             {"c", "«Broken»", "", "", "", {}, "«line 3: unknown key»"},
             {"d", "«Plugged duct»", "«A lump.»", "«Noor»", "", {}, "", false, false, 0, -1.0}};
  s.runs = {{"f1", "2026-11-26 09:00", "«Engorged on day 4»", "a", 0, true, true, 71.0, 600.0},
            {"f2", "2026-11-26 08:00", "«Engorged on day 4»", "a", 2, false, true, 30.0, 3700.0},
            {"f3", "2026-11-26 07:00", "«Balloon»", "b", 1, true, false, 0.0, 20.0}};
  return s;
}

Stuff& stuff() {
  static Stuff s = make_stuff();
  s.choice.scales = s.scales;
  return s;
}

void browser(Paper& p, ui::BrowserPage page, bool empty = false) {
  Stuff& s = stuff();
  static const std::vector<ui::CaseCard> no_cases;
  static const std::vector<ui::RunCard> no_runs;
  ui::draw_case_browser(p.kit,
                        {.cases = empty ? &no_cases : &s.cases,
                         .runs = empty ? &no_runs : &s.runs,
                         .settings = &s.settings,
                         .page = page,
                         .deleting = empty ? "" : "f2",
                         .trouble = "«A file is broken.»",
                         .data_folder = "«/data/lactasim»",
                         .notice = true},
                        s.search, p.all);
}

void prebrief(Paper& p, session::Mode mode, double progress) {
  ui::draw_prebrief(p.kit, {.spec = stuff().spec.get(), .mode = mode, .progress = progress}, p.all);
}

void working(Paper& p, session::Mode mode, bool drawer = false) {
  Stuff& s = stuff();
  ui::LiveView live = s.live;
  live.mode = mode;
  ui::CursorView cursor{.on_skin = true, .value = 0.4, .word = "partly full"};
  const ui::Layout l = ui::working_layout(p.all.w, p.all.h, p.kit.scale);
  ui::draw_palette(p.kit, live, s.hand, {.vacuum_kPa = 12.0, .can_coach = true}, l.palette);
  ui::draw_patient_panel(p.kit, live, 3.0f, l.patient);
  ui::draw_phase_guide(p.kit, live, l.phases, true);
  ui::draw_timeline(p.kit, live, s.choice, l.timeline);
  ui::draw_top_bar(p.kit, live, s.choice, l.top);
  const ui::Box picture = drawer ? l.beside_drawer() : l.picture;
  p.kit.begin_panel("picture", l.picture, 0, 0.0f, ui::Stand::Still);
  ui::HandView hand = s.hand;
  hand.touching = mode != session::Mode::Guided && !drawer;
  float end =
      ui::draw_picture_marks(p.kit, live, hand, s.choice, cursor, picture, picture.y + picture.h);
  const auto told_to = [&](float low) { end = std::max(end, low); };
  // in one mode the baby holds, in the others it slips off
  live.latch_s = live.time_s - 1.0;
  live.latch_ok = mode == session::Mode::Guided;
  told_to(ui::draw_latch(p.kit, live, picture));
  const ui::GuideView guide{
      .on = true, .step = 1, .steps = 7, .title = "«Touch»", .what = "«Hold the left button.»"};
  told_to(ui::draw_guide(p.kit, guide, picture, end));
  told_to(ui::draw_metronome(p.kit, {.on = true}, picture));
  if (mode == session::Mode::Exam)
    ui::draw_case_news(p.kit, true, "«line 3: unknown key»", "«skin.frag:3: no such word»",
                       picture);
  if (mode == session::Mode::Practice) told_to(ui::draw_case_news(p.kit, true, "", "", picture));
  ui::draw_legend(p.kit, live, s.choice, cursor, picture, end);
  p.kit.end_panel();
}

// over the picture what stays, and nothing that passes
void overlaid(Paper& p, bool drawer) {
  Stuff& s = stuff();
  ui::LiveView live = s.live;
  live.mode = session::Mode::Practice;
  live.touch_news.clear();
  live.next_why.clear();
  const ui::Layout l = ui::working_layout(p.all.w, p.all.h, p.kit.scale);
  const ui::Box picture = drawer ? l.beside_drawer() : l.picture;
  p.kit.begin_panel("picture", l.picture, 0, 0.0f, ui::Stand::Still);
  const ui::CursorView cursor{.on_skin = true, .value = 0.4, .word = "partly full"};
  const float words =
      ui::draw_picture_marks(p.kit, live, s.hand, s.choice, cursor, picture, picture.y + picture.h);
  const float beats = ui::draw_metronome(p.kit, {.on = true}, picture);
  ui::draw_legend(p.kit, live, s.choice, cursor, picture, std::max(words, beats));
  p.kit.end_panel();
}

void drawer(Paper& p, void (*draw)(Paper&, const ui::Layout&)) {
  working(p, session::Mode::Practice, true);
  draw(p, ui::working_layout(p.all.w, p.all.h, p.kit.scale));
}

void debrief(Paper& p, bool open, bool safe, bool compared) {
  Stuff& s = stuff();
  session::SessionLog log = s.log;
  log.score.safe = safe;
  if (safe) log.score.critical_errors.clear();
  static const std::vector<ui::CompareRow> rows{{"«Softens first»", 0.3, 1.0, "«20 s»", "«90 s»"}};
  ui::draw_debrief(p.kit,
                   {.log = &log,
                    .results_open = open,
                    .instructor = open,
                    .can_replay = true,
                    .saved_in = "/data/lactasim/runs/1",
                    .saved_shown = "«/data/lactasim/runs/1»",
                    .save_trouble = safe ? "" : "«The disk is full.»",
                    .overruling = "«row»0",
                    .comparing = compared ? -1.0 : 0.4,
                    .compare_title = "«the expert»",
                    .compare = compared ? &rows : nullptr},
                   s.words, p.all);
}

void replay(Paper& p) {
  Stuff& s = stuff();
  ui::LiveView live = s.live;
  live.playback = live.seeking = true;
  live.time_s = 20.0;
  const ui::ReplayLayout l = ui::replay_layout(p.all.w, p.all.h, p.kit.scale);
  const ui::ReplayView view{.log = &s.log, .live = &live, .choice = &s.choice};
  ui::draw_replay_side(p.kit, view, 3.0f, l.side);
  ui::draw_replay_timeline(p.kit, view, l.timeline);
  ui::draw_replay_bar(p.kit, view, l.top);
}

void cover(Paper& p, ui::Asking asking) {
  Stuff& s = stuff();
  ui::LiveView live = s.live;
  live.paused = true;
  // much is left undone: what is named of it leaves room for the buttons
  scenario::ScenarioSpec spec = *s.spec;
  for (int k = 0; k < 6 && asking == ui::Asking::End; ++k) {
    scenario::Action a = spec.actions.back();
    a.id += std::to_string(k);
    a.label = "«Explain what you would like to do, and why it helps»";
    spec.actions.push_back(a);
  }
  live.spec = std::make_shared<const scenario::ScenarioSpec>(spec);
  ui::draw_cover(p.kit, live, asking, "", false,
                 ui::working_layout(p.all.w, p.all.h, p.kit.scale).picture);
}

}  // namespace

Paper::Paper(float width, float height, float scale) : all{0.0f, 0.0f, width, height} {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {width, height};
  io.DeltaTime = 1.0f / 60.0f;
  if (auto fonts = ui::load_fonts(*io.Fonts, scale)) kit.fonts = *fonts;
  unsigned char* pixels = nullptr;
  int w = 0, h = 0;
  io.Fonts->GetTexDataAsAlpha8(&pixels, &w, &h);
  kit.scale = scale;
}

const std::vector<Screen>& screens() {
  using session::Mode;
  using ui::BrowserPage;
  static const std::vector<Screen> all{
      {"cases", [](Paper& p) { browser(p, BrowserPage::Cases); }},
      {"no cases", [](Paper& p) { browser(p, BrowserPage::Cases, true); }},
      {"runs", [](Paper& p) { browser(p, BrowserPage::Runs); }},
      {"no runs", [](Paper& p) { browser(p, BrowserPage::Runs, true); }},
      {"settings", [](Paper& p) { browser(p, BrowserPage::Settings); }},
      {"prebrief", [](Paper& p) { prebrief(p, Mode::Practice, -1.0); }},
      {"prebrief, getting ready", [](Paper& p) { prebrief(p, Mode::Exam, 0.4); }},
      {"guided", [](Paper& p) { working(p, Mode::Guided); }},
      {"practice", [](Paper& p) { working(p, Mode::Practice); }},
      {"exam", [](Paper& p) { working(p, Mode::Exam); }},
      {"instructor",
       [](Paper& p) {
         drawer(p, [](Paper& q, const ui::Layout& l) {
           Stuff& s = stuff();
           s.choice.instructor = true;
           ui::draw_instructor(q.kit, s.live, s.choice, l.drawer);
           s.choice.instructor = false;
         });
       }},
      {"builder",
       [](Paper& p) {
         drawer(p, [](Paper& q, const ui::Layout& l) {
           ui::draw_builder(q.kit, stuff().live, {.kind = 8}, l.drawer);
         });
       }},
      {"overlay", [](Paper& p) { overlaid(p, false); }},
      {"overlay beside a drawer", [](Paper& p) { overlaid(p, true); }},
      {"wheel",
       [](Paper& p) {
         const ui::Layout l = ui::working_layout(p.all.w, p.all.h, p.kit.scale);
         ui::draw_posture_wheel(p.kit, input::Posture::RpsRing, l.picture);
       }},
      {"paused", [](Paper& p) { cover(p, ui::Asking::Nothing); }},
      {"leaving", [](Paper& p) { cover(p, ui::Asking::Leave); }},
      {"ending", [](Paper& p) { cover(p, ui::Asking::End); }},
      {"instructor asked for in an exam", [](Paper& p) { cover(p, ui::Asking::Instructor); }},
      {"reactions", [](Paper& p) { debrief(p, false, true, false); }},
      {"results", [](Paper& p) { debrief(p, true, true, true); }},
      {"results, not safe", [](Paper& p) { debrief(p, true, false, false); }},
      {"replay", replay},
  };
  return all;
}

std::vector<ui::DrawnText> texts_of(Paper& paper, const std::function<void()>& draw) {
  std::vector<ui::DrawnText> drawn;
  for (int frame = 0; frame < 2; ++frame) {
    drawn.clear();
    ImGui::NewFrame();
    paper.kit.drawn = &drawn;
    paper.kit.begin_frame(0, false);
    draw();
    paper.kit.wishes.clear();
    ImGui::EndFrame();
    ImGui::Render();
  }
  return drawn;
}

std::vector<ui::DrawnText> texts_of(Paper& paper, const Screen& screen) {
  return texts_of(paper, [&] { screen.draw(paper); });
}

}  // namespace lac::test
