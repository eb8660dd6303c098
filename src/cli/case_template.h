#pragma once
#include <string_view>

namespace lac::cli {

// What `lactasim new scenario` writes: a small case that passes `lactasim check` and plays, with
// notes beside what an author changes. {0}: the folder; {1}: a title.

inline constexpr std::string_view kCaseTemplate =
    R"toml(# A LactaSim case. Lines that begin with # are notes; delete them as you like.
# Check it:  lactasim check {0} {0}/demo/expert.toml {0}/demo/novice.toml
# Try it:    lactasim run {0} --input expert --out out/case
# Open it:   lactasim play {0}      (the app reads it again when you save)
format = 1
title = "{1}"
summary = "One or two sentences for the case list. Its {side} breast is the sore one."
pack = "classic"          # whose rows mark it: tbml, classic or abm36; leave it out for your own rows alone
demos = ["expert", "novice"]
objectives = ["What the learner will be able to do afterwards"]
seed = 1                  # gives the patient as written below; any other seed gives another one
pilot_note = "Not yet tried with learners."

[prebrief]
text = """
What the learner reads before meeting the patient: a few plain lines. **Bold** and lists work.

Hand pressures are **assumed**: nobody has published any. Go by what the patient says and shows.
"""

# --- the person ------------------------------------------------------------------------------------------------------
# Every number names where it comes from: a `source` of assets/sources.toml, or `assumed = true` for the table.

[patient]
base = "primiparous_medium"       # a body of assets/patients to start from
name = "Amina"
conditions = []                   # "engorgement", "plugged-duct" ...: choose the pack's rows and what is ruled out
history = "What the notes say: birth, day, medicines, operations, lumps, allergies."
baby = "Last feed, weight, nappies, colour, alertness."
side = "left"                     # the breast the case is about
milk = "120 mL"
capacity = "200 mL"
resting_nrs = 2                   # pain at rest, 0 to 10
stress = 0.2
assumed = true

[variation]                       # what may differ with another seed; {side}, {other} in texts follow
other_side = true
skin_tone = true
comfort = 1

# --- the visit -------------------------------------------------------------------------------------------------------

[[phase]]
id = "meet"
title = "Meet"
goal = "Say who you are, hear the story, have a clear yes before any touch."

[[phase]]
id = "hands-on"
title = "Hands on"
goal = "Touch with care, and ask as you go."

[[phase]]
id = "close"
title = "Reassess and close"
goal = "Ask again, cover, teach-back, and one plan."

# What can be said and done. A reply in quotation marks is the patient speaking; any other is what is found.
# The ids below are those that the packs' rows ask for.

[[action]]
id = "identity"
label = "Check name and date of birth"
phase = "meet"
reply = '"Amina Haddad."'

[[action]]
id = "introduce"
label = "Introduce yourself and your role"
phase = "meet"
reply = '"Hello."'

[[action]]
id = "ask-history"
label = "Ask what happened, and how the baby is"
phase = "meet"
reply = '"It has been tight since this morning. She feeds well."'

[[action]]
id = "ask-allergy"
label = "Ask about allergies"
phase = "meet"
reply = '"None that I know of."'

[[action]]
id = "explain"
label = "Explain what you would like to do, and why"
phase = "meet"
reply = '"All right."'

[[action]]
id = "privacy"
label = "Draw the curtain, offer a cover"
phase = "meet"

[[action]]
id = "support-person"
label = "Offer a chaperone or support person"
phase = "meet"

[[action]]
id = "stop-word-agreed"
label = "Agree on a word for stop"
phase = "meet"
reply = '"Stop is stop."'

[[action]]
id = "look"
label = "Look at both breasts"
phase = "meet"
reply = "Skin whole, no wedge of deeper colour."

[[action]]
id = "take-temperature"
label = "Take the temperature"
phase = "meet"
reply = "36.9 °C."

[[action]]
id = "hand-hygiene"
label = "Clean your hands"
phase = "meet"

[[action]]
id = "parent-hands-clean"
label = "Ask Amina to wash her hands"
phase = "meet"

[[action]]
id = "consent"
label = "Ask: may I touch your breasts now?"
phase = "meet"
needs = "explain"         # refused before that
reply = '"Yes, gently."'

[[action]]
id = "coach-agreed"
label = "Agree to coach: her hands, your words"
phase = "meet"
needs = "explain"

[[action]]
id = "ask-pain"           # without a phase: at any time. The patient answers with a number.
label = "Ask for a number: how sore is it, 0 to 10?"

[[action]]
id = "ask-comfort"
label = "Ask: is this all right?"

[[action]]
id = "ask-again"
label = "Ask: may I go on, with thumb and fingers?"

[[action]]
id = "oil"
label = "Warm a few drops of oil on the fingertips"
phase = "hands-on"

[[action]]
id = "cup"
label = "Hold a clean cup ready"
phase = "hands-on"

[[action]]
id = "warm-pack"
label = "Warm pack for five minutes"
phase = "hands-on"
does = "warm-pack"        # what it does to the body
minutes = 5               # a fast wait of that length

[[action]]
id = "carry-on"
label = "Carry on like this for two minutes"
phase = "hands-on"
does = "carry-on"         # the learner's own last cycles again; only what they did themselves is marked
minutes = 2

[[action]]
id = "cover"
label = "Cover the breasts again"
phase = "close"

[[action]]
id = "teach-back"
label = "Ask Amina to show you how she will do it"
phase = "close"
reply = '"Small circles, then thumb and fingers."'

[[action]]
id = "mood"
label = "Ask how she is in herself"
phase = "close"

[[action]]
id = "safety-net"
label = "Name the signs that mean calling sooner"
phase = "close"
reply = '"Fever of 38, feeling ill, spreading redness, or no better tomorrow: I call."'

[[action]]
id = "finish-plan"
label = "Finish: feed often, small circles first, look again tomorrow"
phase = "close"
decides = true            # ends the run

[[action]]
id = "finish-wait"
label = "Finish: nothing to do"
phase = "close"
decides = true

# What the patient says by itself: pain-1 to pain-10, stop, let-down, relief.

[[utterance]]
id = "sore"
trigger = "pain-4"
text = "That is sore."

[[utterance]]
id = "stop-please"
trigger = "stop"
text = "Stop, please."

# --- this case's own marks, after the pack's ---------------------------------------------------------------------------
# Kinds: gate, order, measure, coverage, rhythm, limit, outcome, decision, avoid. `lactasim metrics` lists what can be
# measured, with its unit. Credit falls from 1 in the band to 0 at `falloff` outside it.

[[criterion]]
id = "pain-less"
text = "Pain at the end is no higher than at the start"
why = "Relief is part of the reason for the visit."
instead = "Lighter, slower, and ask again."
domain = "outcome"
kind = "outcome"
metric = "end_spoken_nrs_rise"
high = 0
falloff = 2
weight = 6
source = "witt-2016"
edition = "pain fell after a session, uncontrolled; no rise is asked for here"
grade = "observational"

[[criterion]]
id = "plan-agreed"
text = "The plan: feed often, and someone looks again tomorrow"
why = "She needs to know what to do tonight and when someone looks again."
instead = "Say what to repeat, how often, and when you are back."
domain = "communication"
kind = "decision"
decision = "finish-plan"
weight = 8
source = "uk-mastitis"
edition = "no better in 12 to 24 hours: review"
grade = "guideline"

[debrief]
questions = ["When did Amina's face or words change what you did?"]
)toml";

inline constexpr std::string_view kExpertTemplate =
    R"toml(# What an expert does, step by step, written from the cited steps.
# `lowers`: the step's own rows, which fall if all steps that list them are left out; `follows`: rows of order and
# outcome that may fall with them.
format = 1
title = "Asks, circles, expresses, plans"
kind = "expert"
tremor = "0.1 mm"
seed = 1

[[step]]
do = "action"
action = "introduce"
lowers = ["introduced-before-touch"]

[[step]]
do = "action"
action = "identity"
lowers = ["identity-before-touch"]

[[step]]
do = "action"
action = "ask-history"
lowers = ["history-before-touch"]

[[step]]
do = "action"
action = "explain"
lowers = ["explained-before-touch"]
follows = ["consent-before-touch"]

[[step]]
do = "action"
action = "privacy"
lowers = ["privacy-before-touch"]

[[step]]
do = "action"
action = "support-person"
lowers = ["support-offered"]

[[step]]
do = "action"
action = "stop-word-agreed"
lowers = ["stop-word-agreed"]

[[step]]
do = "action"
action = "look"
lowers = ["looked-before-touch"]

[[step]]
do = "action"
action = "take-temperature"
lowers = ["temperature-before-touch"]

[[step]]
do = "action"
action = "ask-pain"
lowers = ["pain-asked-before-touch"]

[[step]]
do = "action"
action = "hand-hygiene"
lowers = ["hands-clean-before-touch"]

[[step]]
do = "action"
action = "consent"
lowers = ["consent-before-touch"]

[[step]]
do = "circle"
posture = "flat-pads"
at = "1 o'clock"
r = "60 mm"
to = "4 o'clock"
to_r = "60 mm"
press = "0.6 N"
span = "24 mm"
speed = "65 mm/s"
repeats = 5
note = "Flat pads, coin-sized circles, moving on."
lowers = ["classic-circles-all-round", "classic-circle-size", "classic-massage-first"]

[[step]]
do = "action"
action = "ask-pain"
lowers = ["pain-asked-again"]

[[step]]
do = "action"
action = "ask-again"
lowers = ["asked-again"]

[[step]]
do = "action"
action = "cup"
lowers = ["cup-ready"]

[[step]]
do = "express"
at = "12 o'clock"
span = "30 mm"
press = "1.3 N"
squeeze = "1.5 N"
roll = "8 mm"
hold = "1.2 s"
release = "1.0 s"
repeats = 4
note = "Press back, compress, roll, release."
lowers = ["classic-positions", "classic-distance", "classic-roll"]
follows = ["classic-massage-first"]

[[step]]
do = "express"
at = "3 o'clock"
span = "30 mm"
press = "1.3 N"
squeeze = "1.5 N"
roll = "8 mm"
hold = "1.2 s"
release = "1.0 s"
repeats = 4
lowers = ["classic-positions", "classic-distance", "classic-roll"]
follows = ["classic-massage-first"]

[[step]]
do = "action"
action = "ask-pain"
lowers = ["pain-asked-again", "pain-less"]

[[step]]
do = "action"
action = "cover"
lowers = ["covered-afterwards"]

[[step]]
do = "action"
action = "teach-back"
lowers = ["teach-back"]

[[step]]
do = "action"
action = "mood"
lowers = ["mood-asked"]

[[step]]
do = "action"
action = "safety-net"
lowers = ["safety-net"]

[[step]]
do = "action"
action = "finish-plan"
lowers = ["plan-agreed"]
)toml";

inline constexpr std::string_view kNoviceTemplate =
    R"toml(# What a beginner leaves out: each error has a name, and lists the rows that must fall for it.
format = 1
title = "Kind, and in a hurry"
kind = "novice"
tremor = "0.2 mm"
seed = 2

[[error]]
name = "little-said"
text = "Does not say who they are, hears no story, explains nothing but asks."
lowers = ["introduced-before-touch", "identity-before-touch", "history-before-touch"]

[[error]]
name = "no-plan"
text = "Leaves without a plan."
lowers = ["plan-agreed"]

[[step]]
do = "action"
action = "explain"

[[step]]
do = "action"
action = "hand-hygiene"

[[step]]
do = "action"
action = "consent"

[[step]]
do = "circle"
posture = "flat-pads"
at = "3 o'clock"
r = "60 mm"
press = "0.6 N"
span = "24 mm"
speed = "65 mm/s"
repeats = 4

[[step]]
do = "action"
action = "finish-wait"
)toml";

}  // namespace lac::cli
