### Questions of every sort: lists, ranks, times, points, repeats, pictures and sounds.

## What goes with a question
media-picture = Picture: { $label }
media-listen = Listen
media-listen-to = Listen: { $label }
media-watch = Film: { $label }
media-more = Learn more
ask-together = A few questions
acknowledge = I have read and understood

## Long lists
list-how = Write the beginning of a word: { $n } answers are possible.
list-words = Word to look for in the list
list-none = No answer matches “{ $words }”. Try a shorter word.
list-more = { $n ->
    [one] One more answer matches
   *[other] { $n } more answers match
  }. Add a word to narrow it down.
list-undecided = Choose one of the answers found, or clear the word.

## Ranks and numbers
answer-take-back = I take my answer back
rank-how = Give every answer a place: 1 for the first.
rank-place = Place of
rank-same = “{ $one }” and “{ $two }” both have place { $place }. Give each a different one.
range-whole = A number from { $start } to { $end }.
range-steps = A number from { $start } to { $end }, in steps of { $step }.
barcode-how = Copy the text or the digits of the code.

## Times and years
time = { $hour }:{ $minute }
time-hour = Hour
time-minute = Minutes
error-time = This time does not exist. Write the hour from 0 to 23 and the minutes from 0 to 59.
error-year = Write the year in four digits.

## Points, lines, areas
point-by-place = Or name the nearest locality
point-lines = One point a line: latitude, then longitude, for example 12.65 -8.00.
point-all = { $n } points in all
point-about = { $spot }, within { $metres } m
point-measure = Use my position
point-wait = Looking for your position…
point-fault = Your position was not found. Write it, or name the locality.

## Repeats
repeat-title = What you have noted
repeat-unnamed = Number { $n }
repeat-one = { $label } { $n }
repeat-about = { $one }: { $about }
repeat-none = Nothing is noted here yet.
repeat-some = Look it through, add what is missing, then continue.
repeat-add = Add
repeat-add-another = Add another
repeat-remove = Remove
repeat-full = No more can be noted here: { $max } at most.
