### Words that every page shares.

## Frame
skip-to-content = Skip to content
nav-main = Navigation
nav-languages = Language
nav-pages = Pages of the list
nav-data = Figures
nav-who-sees-what = Who sees what?
nav-method = Method
demo-banner = Demonstration: invented cases. Write nothing real.
demo-footer = demonstration, invented data
leave-quickly = Leave quickly
back-home = Back to the home page
title-faulty = To correct: { $title }

## Buttons
continue = Continue
back = Back
send = Send
save = Save
cancel = Cancel
change = Change
search = Search
close = Close
see-all = See all
yes = Yes
no = No
unknown = I don’t know
optional = (optional)
none = None
other = Other

## Forms
step-of = Step { $n } of { $all }
errors-title = Something needs correcting
error-choose = Choose an answer.
error-too-long = The text is too long: at most { $max } characters.
error-date = This date does not exist. Write the day, month and year, for example 3, March, 2027.
error-month = Choose the month and write the year in four figures.
error-email = This address is not complete: an address has an @ and a dot.
error-file-size = This file is too large: at most { $max } MB.
error-file-kind = This kind of file is not accepted.
error-file-no-room = There is no room for a file at the moment. Go on without it: you can send it later with your receipt.
error-files-many = You have already joined { $max } files, the most we keep. Describe in a message what the others show.
error-letter-no-room = There is no room for a file at the moment. Send the answer without the letter, or try again tomorrow.
nothing-kept = Nothing was saved.

## Numbers, money, dates
percent = { $n }%
date = { $day } { $month } { $year }
moment = { $date }, { $hour2 }:{ $minute }
month-year = { $month } { $year }
quarter-year = { $quarter ->
    [1] 1st
    [2] 2nd
    [3] 3rd
   *[other] 4th
  } quarter of { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-day = Day
date-month = Month
date-year = Year
due-today = today
due-in = { $days } working d left
due-late = { $days } working d late
working-days = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
  }
before-date = by { $date }

## Places
place-words = Name of the village, commune or cercle
place-none = No place matches “{ $words }”. Try the name of the commune or of the cercle.
place-too-many = Many places bear this name. Add the cercle, for example “{ $example }”.
place-unknown = I don’t know where
level-country = country
level-region = region
level-cercle = cercle
level-commune = commune
level-village = village or neighbourhood
people = { $n ->
    [one] { $n } inhabitant
   *[other] { $n } inhabitants
  }

## Lists
pages-before = Previous page
pages-after = Next page
pages-shown = { $from } to { $to } of { $all }
same-figures = The same figures as a table
no-figure = –

## Case
way-done = Done:
way-now = Under way:
way-late = Late:
receipt-read-out = Receipt: { $digits }
