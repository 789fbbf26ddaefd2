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

survey-rank-sure = In place { $best }, beyond doubt.
survey-rank-between = Between place { $best } and place { $worst }: the distance to its neighbours may come from chance.

## The method, under every figure

survey-method = Figures are weighted by the population. “Most likely”: in 95 of 100 surveys held in the same way the interval contains the true value. A difference is called real when its interval does not contain zero; of twenty comparisons one may be so by mistake.

## The pages

survey-title = Surveys
survey-lead = What people say, with the margin that chance sets to each figure.
survey-none = No results have been published yet.
survey-round = { $round }: about { $count } interviews, { $from } to { $to }.
survey-left-out = About { $count } interviews were set aside by supervisors; no figure holds them.
survey-rounds = Rounds
survey-indicators = What to take from it
survey-rankings = Rankings
survey-all = Everybody
survey-of = Who
survey-share = Share
survey-interval = Most likely between
survey-low-high = { $low }% and { $high }%
survey-base = Answers
survey-place = Rank
survey-answer = Answer
survey-file = All figures of this round (CSV)
survey-by = By
