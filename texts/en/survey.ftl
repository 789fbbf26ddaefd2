# Results of surveys in plain words. $what comes from the service (“say-…”): a sentence, “they trust the police”.
# $about is 1 where the fraction is rounded, 0 where it is exact. Numbers are whole.

## A figure of a survey by sample

survey-reading-part = Out of { $of } people, { $about ->
    [1] about { $n }
   *[0] { $n }
} { $n ->
    [one] says
   *[other] say
} that { $what }. More exactly { $percent }%: most likely between { $low }% and { $high }%. { $base } people answered.
survey-reading-few = Fewer than one person in 20 says that { $what }. More exactly { $percent }%: most likely between { $low }% and { $high }%. { $base } people answered.
survey-reading-most = Nearly everybody, more than 19 people in 20, says that { $what }. More exactly { $percent }%: most likely between { $low }% and { $high }%. { $base } people answered.
survey-reading-frail = Too few answers for a sure figure: the share of people who say that { $what } is most likely between { $low }% and { $high }%. { $base } people answered.
survey-reading-hidden = This figure is not shown: fewer than ten people, or withheld so that nobody can be recognised.

## A figure that speaks only of the people or places asked. Here $what is what was seen or heard.

survey-reading-asked = Out of { $of } answers, { $about ->
    [1] about { $n }
   *[0] { $n }
} { $n ->
    [one] shows
   *[other] show
}: { $what } ({ $percent }% of { $base } answers). This figure holds for the answers received and no others.
survey-reading-asked-frail = { $percent }% of { $base } answers show: { $what }. That is too few to make a rule of.

## From one round to the next

survey-change-more = There are more than before: { $from }%, then { $to }%. The difference, { $points } points (most likely between { $low } and { $high }), is larger than the chance of sampling explains.
survey-change-fewer = There are fewer than before: { $from }%, then { $to }%. The difference, { $points } points (most likely between { $low } and { $high }), is larger than the chance of sampling explains.
survey-change-unclear = { $from }%, then { $to }%: the difference may come from the chance of sampling. It cannot be said that this has changed.

## A ranking

survey-rank-note = A rank such as “2–4”: the distance to the answers next to it may come from chance.

## The method, under every figure

survey-method = Figures are weighted by the population. “Most likely”: in 95 of 100 surveys held in the same way the interval contains the true value. A difference is called real when its interval does not contain zero; of twenty comparisons one may be so by mistake.
survey-method-asked = Every answer counts the same. These figures hold for the answers received and no others: nobody was drawn by lot. The interval only shows which figures rest on few answers. A difference is called real when its interval does not contain zero; of twenty comparisons one may be so by mistake.

## The pages

survey-title = Surveys
survey-hint = What people say.
survey-lead = What people say, with the margin that chance sets to each figure.
survey-none = No results have been published yet.
survey-round = { $round }: about { $count } interviews, { $from } to { $to }.
survey-left-out = About { $count } interviews were set aside by supervisors; no figure holds them.
survey-rounds = Rounds
survey-indicators = What to take from it
survey-rankings = Rankings
survey-all = Everybody
survey-of = Who
survey-share = Share (most likely between)
survey-interval = Most likely
survey-low-high = { $low } to { $high }%
survey-base = Answers
survey-place = Rank
survey-answer = Answer
survey-by = Breakdown
survey-path = Back to the survey
survey-band = { $from } to { $to }
survey-band-open = { $from } and over
survey-low-high-frail = { $low } to { $high }%, unsure
survey-between = most likely between { $low } and { $high }%
survey-withheld = “{ $mark }”: fewer than { $threshold } people, or withheld so that nobody can be recognised. The line on each bar shows the interval.
survey-more = In detail
survey-more-map = Map and detail
survey-more-ranking = The whole ranking
survey-questions = Question by question
survey-answered = { $base } people answered.
survey-several = Several answers were possible: the total may exceed 100%.
survey-from-round-to-round = From round to round
survey-map-title = { $indicator }, by { $level }
survey-map-none = no figure
survey-map-range = { $from } to { $to }%
survey-file-xlsx = Workbook, codes and labels (XLSX)
survey-file-json = JSON, with the questions
survey-kilobytes = { $n } kB
survey-counted = Answer that counts
survey-not-counted = Other answer
survey-sheet-about = Read first
survey-sheet-figures = Figures
survey-sheet-codebook = Questions
survey-sheet-indicators = Indicators

## A ranking by place, and the sheet given back to people

survey-rank-reading = { $n ->
    [one] Out of 100 people, { $n } names “{ $answer }”.
   *[other] Out of 100 people, { $n } name “{ $answer }”.
  }
survey-rank-several = Everybody could name up to { $n } answers: the total may exceed 100.
survey-rank-asked = These figures speak only of the people who answered.
survey-rank-between-note = A rank such as “2–4”: these answers are too close to be told apart.
survey-rank-below = Place by place
survey-rank-first = First
survey-instead = Too few answers can be shown for { $place } without the risk that somebody is recognised. Here is { $above }.
survey-held = { $round }, { $from } to { $to }
survey-sheet = Sheet to print
survey-sheet-pdf = Sheet as PDF
survey-sheet-back = Back to the ranking
survey-sheet-answered = { $base } people answered: { $place }.
survey-sheet-round = Next round: { $from } to { $to }.
survey-sheet-found = All results: { $results }. To report an abuse: { $site }.

## The codebook

survey-codebook = Questions and method
survey-codebook-lead = What was asked, in which words, and how every figure of the files is made.
codebook-plan = The survey
codebook-round = Round
codebook-wanted = Interviews planned
codebook-places = Places of the survey
codebook-drawn = Sample
codebook-drawn-text = Interviews by { $unit }, shared out by { $strata }; at least { $least } in each place.
codebook-reach = Whom the figures speak of
codebook-reach-population = Everybody who lives in these places, of whom some were asked.
codebook-reach-asked = The answers received and no others.
codebook-weights = Weights
codebook-weights-none = None: every answer counts the same.
codebook-weights-text = Answers are made to look like the population by sex, age and place. None weighs more than { $most } times the middle weight.
codebook-household = Whoever was asked counts for all adults of the household.
codebook-publish = What is published
codebook-publish-text = Never fewer than { $threshold } people; numbers rounded to { $round }; finest place: { $place }.
codebook-groups = Breakdowns
codebook-code = Code
codebook-name = Name
codebook-question = Question asked
codebook-questions = Questions
codebook-counted = Answers that count
codebook-base = Out of whom
codebook-base-said = Whoever answered, “does not know” and refusals left out.
codebook-base-asked = Everybody who was asked.
codebook-by = Broken down
codebook-rows = Rows
codebook-rows-all = all answers, “does not know” and refusals left out
codebook-rows-place = codes of places (COD P-codes)
codebook-how = How this figure is made
codebook-kind-place = A place of the list.
codebook-kind-number = A number.
