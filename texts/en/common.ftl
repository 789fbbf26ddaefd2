### Words that every page shares.

## Frame
skip-to-content = Skip to content
nav-main = Navigation
nav-languages = Language
nav-pages = Pages of the list
nav-home = Home
nav-report = Report
nav-follow = Follow my case
nav-data = Figures
nav-who-sees-what = Who sees what?
nav-method = Method
nav-open-data = Open data
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
add = Add
remove = Remove
search = Search
print = Print
close = Close
confirm = Confirm
download = Download
show-more = Show more
see-all = See all
yes = Yes
no = No
unknown = I don’t know
prefer-not-say = I would rather not say
optional = (optional)
none = None
other = Other

## Forms
step-of = Step { $n } of { $all }
errors-title = Something needs correcting
error-required = Answer this question, or choose “I don’t know” where it is offered.
error-choose = Choose an answer.
error-too-long = The text is too long: at most { $max } characters.
error-number = Write a whole number, in figures.
error-number-range = Write a number between { $min } and { $max }.
error-date = This date does not exist. Write the day, month and year, for example 3, March, 2027.
error-date-future = This date has not come yet. Check the day, month and year.
error-month = Choose the month and write the year in four figures.
error-phone = This number is not complete. Write it as you dial it, for example 70 00 00 00.
error-email = This address is not complete. It contains an @ and a dot.
error-not-accepted = This answer does not fit. { $why }
error-file-size = This file is too large: at most { $max } MB.
error-file-kind = This kind of file is not accepted.
error-file-no-room = There is no room for a file at the moment. Go on without it: you can send it later with your receipt.
error-files-many = You have already joined { $max } files, the most we keep. Describe in a message what the others show.
error-letter-no-room = There is no room for a file at the moment. Send the answer without the letter, or try again tomorrow.
nothing-kept = Nothing was saved.

## Numbers, money, dates
percent = { $n }%
currency = F{"\u202F"}CFA
money = { $amount }{"\u00A0"}F{"\u202F"}CFA
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
since-date = since { $date }
on-date = on { $date }

## Places
place-words = Name of the village, commune or cercle
place-none = No place matches “{ $words }”. Try the name of the commune or of the cercle.
place-down = Choose step by step
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
fewer-than = fewer than { $n }
no-figure = –

## Case
way-done = Done:
way-now = Under way:
way-late = Late:
receipt-read-out = Receipt: { $digits }
