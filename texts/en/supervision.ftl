### Surveys under way, at the desk: progress, signs, places given out, back-checks.

desk-nav-surveys = Surveys

## List
supervision-title = Surveys under way
supervision-lead = How far each round is, who does what, and which interviews ask to be looked at.
supervision-none = No survey is open to you. To read the interviews of a survey you must follow it in the whole country.
supervision-round = Round
supervision-state = State
supervision-state-to-come = to come
supervision-state-running = running
supervision-state-over = over
supervision-state-published = published
supervision-days = Dates
supervision-from-to = from { $from } to { $to }
supervision-wanted = Planned
supervision-received = Received
supervision-counted = Kept
supervision-percent = Progress
supervision-soon = being read
supervision-paper = typed at the desk

## Head of each page
supervision-back = All surveys
supervision-at = as of { $moment }
supervision-parts = Parts
supervision-part-progress = Progress
supervision-part-signs = Signs
supervision-part-places = Places given out
supervision-part-checks = Back-checks
supervision-reading = The interviews are being read: { $n } so far. This is done only once.
supervision-behind = New interviews are being read. Reload the page in a moment.
supervision-again = Reload the page

## Progress
supervision-refused = Refusals
supervision-set-aside = Set aside
supervision-counted-detail = An interview is kept when the person agreed to it and the desk did not set it aside. Only those enter the results.
supervision-closed = { $n ->
    [one] One record cannot be read here, mostly because the telephone encrypted it. It is counted nowhere.
   *[other] { $n } records cannot be read here, mostly because the telephone encrypted them. They are counted nowhere.
  }
supervision-cut = Only the first { $n } interviews of this survey are looked at here.
supervision-by-day = Interviews by day
supervision-no-day = No interview has come yet.
supervision-day = { $day }/{ $month }
supervision-day-head = Day
supervision-quotas = Quotas
supervision-quota = Group
supervision-held = Interviews
supervision-share = Share
supervision-aimed = Aimed at
supervision-off = Points off
supervision-place = Place
supervision-places = Places of the plan
supervision-places-of = Places of the plan: { $place }
supervision-all-places = All places
supervision-given-to = Given to
supervision-elsewhere = { $n ->
    [one] One interview that is kept was held in a place outside the plan.
   *[other] { $n } interviews that are kept were held in places outside the plan.
  }
supervision-nowhere = { $n ->
    [one] One interview that is kept does not say where it was held.
   *[other] { $n } interviews that are kept do not say where they were held.
  }
supervision-map-title = Progress by place
supervision-map-area = { $place }: { $figure }
supervision-map-figure = { $held } of { $wanted }, { $percent }%
supervision-map-outside = outside the plan
supervision-map-range = { $from } to { $to }%
supervision-map-full = { $from }% and more
supervision-people = Volunteers
supervision-volunteer = Volunteer
supervision-no-volunteer = No volunteer has a form of this survey. Add volunteers and entrust the form to them.
supervision-interviews = Interviews
supervision-interviews-n = { $n ->
    [one] one interview
   *[other] { $n } interviews
  }
supervision-in-own-places = In their places
supervision-of-wanted = { $held } of { $wanted }
supervision-with-sign = With a sign
supervision-assigned = To hold
supervision-own-places = Their places
supervision-no-place = No place was given to them.
supervision-by-them = { $n } by this person
supervision-not-own = { $n ->
    [one] One interview that is kept was held elsewhere than in their places.
   *[other] { $n } interviews that are kept were held elsewhere than in their places.
  }
supervision-see-signs = See their interviews that carry a sign

## Signs
supervision-sign = Sign
supervision-signs = Signs
supervision-signs-all = All
supervision-signs-count = { $n ->
    [0] No interview carries a sign.
    [one] One interview carries a sign.
   *[other] { $n } interviews carry a sign.
  }
supervision-signs-detail = A sign drops nothing.
supervision-signs-lead = A sign asks somebody to look: it drops no interview. Open the record, ask the volunteer, then approve it or set it aside and say why. Only a record that was set aside leaves the results.
supervision-signs-none = No interview here
supervision-only-of = Only interviews of: { $name }.
supervision-interview = Interview
supervision-no-consent = refusal
supervision-sign-short = Very short
supervision-sign-far = Far from the place
supervision-sign-night = At night
supervision-sign-clock = Clock
supervision-sign-alike = Like another
supervision-sign-straight = Always the same answer
supervision-says-short = { $n ->
    [0] Less than a minute.
    [one] One minute only.
   *[other] { $n } minutes only.
  }
supervision-says-clock = Ended before it began: the clock of the telephone was changed.
supervision-says-far = { $n } km from the place named.
supervision-says-night = Begun at { $hour }:00.
supervision-says-alike = { $percent }% of its answers are those of another interview of the same place.
supervision-the-other = See the other
supervision-says-straight = The same answer to { $n } questions in a row.

## Places given out
supervision-places-lead = Each place of the plan is given to one person, among those who may work there.
supervision-places-open = { $n ->
    [0] All { $of } places of the plan are given out.
    [one] One of the { $of } places of the plan is given to nobody.
   *[other] { $n } of the { $of } places of the plan are given to nobody.
  }
supervision-places-done = The places are kept.
supervision-propose = See a proposal
supervision-drawn-places = Places
supervision-given-places = Given out
supervision-inactive = without access
supervision-above = In
supervision-proposal = Proposal
supervision-proposal-lead = The largest places first, each to the person who has the fewest interviews to hold. What is given out already does not change. Nothing is kept until you accept.
supervision-proposal-without = { $n ->
    [one] Nobody may work in one of the places.
   *[other] Nobody may work in { $n } of the places.
  }
supervision-proposal-none = There is nothing to propose.
supervision-proposal-back = Back to the places given out
supervision-loads = What each person would have
supervision-accept = Accept this proposal
supervision-choose-hint = Offered are the people who have a form of the survey and whose working area contains the place.
supervision-lot = { $place } ({ $held } of { $wanted })
supervision-nobody = nobody
supervision-places-do = Keep
supervision-out-of-reach = This place cannot be given to this person.
supervision-volunteer-places = Survey places given to them

## Back-checks
supervision-checks-lead = { $percent }% of the interviews, and at least one of each volunteer, are drawn by lot. Somebody else asks the same person a few questions again; the two answers are compared.
supervision-to-check = Drawn
supervision-checked = Checked
supervision-to-do = To do
supervision-agreement = Agreement of the two answers
supervision-by-volunteer = Agreement by volunteer
supervision-pairs = Pairs
supervision-same = Agreement
supervision-likely-detail = Below each agreement: between what it most likely lies.
supervision-kappa = Kappa
supervision-kappa-detail = Cohen’s kappa is 1 when everything agrees, and 0 when there is no more agreement than by chance. Low agreement on age or sex points to an interview that was not held; on an opinion, the person may have changed their mind.
supervision-number-plain = { $n }
supervision-low = low agreement
supervision-low-detail = “Low agreement”: at the very best fewer than 80% of the answers agree. It is a sign, no verdict: talk to the person.
supervision-drawn = Interviews drawn
supervision-none-here = No interview here
supervision-checks-back = Back to the back-checks
supervision-check-title = Check the interview of { $date }
supervision-check-blind = Ask the same person these questions again, without looking at the record: the first answers are shown only afterwards.
supervision-check-do = Keep the answers
supervision-check-done = The answers are kept, sealed like the record.
supervision-check-again = Type again
supervision-both = First and second answer
supervision-first = First
supervision-second = Then
supervision-alike = alike
supervision-differs = different
supervision-see-record = Open the record
supervision-number = Write a whole number.
supervision-nothing = Answer at least one question.
