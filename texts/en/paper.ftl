### Forms to print: what the person who fills them in by pen reads. Short sentences, no jargon.

## Head
paper-about = Form { $form }, version { $version }
paper-about-unversioned = Form { $form }
paper-number = Sheet no.
paper-date = Date
paper-place = Place
paper-place-code = Code of the place
paper-volunteer = Filled in by

## How to fill it in
paper-guide-write = Write with a pen, in capitals, one character in each box. Write the number of the sheet at the foot of every page.
paper-guide-tick = Tick the box before the answer. To correct, cross out the whole line and tick another box.
paper-guide-when = The arrow → says when a question is asked. Otherwise leave it empty and go on to the next.
paper-guide-required = Questions marked * always need an answer.
paper-guide-shown = A number in square brackets, as [4], stands for the answer to that question: say it when you read.

## When a question is asked
paper-when = Only if { $conditions }.
paper-when-untold = Depending on the answers before.
paper-when-also = Only if { $conditions }, and depending on other answers before.
paper-and = { $one } and { $other }
paper-and-wide = { $one }, and if { $other }
paper-or = { $one } or { $other }
paper-is-equal = the answer to question { $n } is “{ $value }”
paper-is-unequal = the answer to question { $n } is not “{ $value }”
paper-is-ticked = “{ $value }” is ticked in question { $n }
paper-is-unticked = “{ $value }” is not ticked in question { $n }
paper-is-less = the answer to question { $n } is less than { $value }
paper-is-at-most = the answer to question { $n } is { $value } or less
paper-is-more = the answer to question { $n } is more than { $value }
paper-is-at-least = the answer to question { $n } is { $value } or more
paper-is-given = question { $n } has an answer
paper-is-missing = question { $n } has no answer

## How to answer
paper-one = One answer only.
paper-many = Several answers possible.
paper-rank = Write 1 in the box of the first choice, 2 in that of the second, and so on.
paper-filtered = Only answers that go with those of the questions before are right.
paper-file = Write the whole name, or the code in the list { $file }.
paper-long-list = Write the whole answer: the list of { $count } answers does not fit on this sheet.
paper-among-answers = Choose among the answers already given.
paper-range = From { $start } to { $end }, in steps of { $step }.
paper-upload = To be attached. Write here the name or number of what you attach.
paper-barcode = Copy the code.
paper-points = Write each point: latitude, longitude.
paper-rule = Rule: { $rule }
paper-yes = Yes
paper-no = No
paper-decimal-mark = .
paper-day = day
paper-month = month
paper-year = year
paper-hour = hour
paper-minute = minute
paper-latitude = Latitude
paper-longitude = Longitude
paper-point = Point { $n }

## What is filled in several times
paper-copy = { $name } — no. { $n }
paper-copy-nameless = No. { $n }
paper-copies-more = If there are more than { $copies }, go on with another sheet under the same sheet number.

## On the screen
paper-print = Print this page, or take the PDF file.
paper-pdf = PDF file

## Typing in at the desk
paper-entry-title = Typing in sheets of paper: { $form }
paper-entry-lead = Two people type in each sheet, neither seeing the answers of the other. Where these differ, the sheet of paper decides.
paper-entry-number-hint = The number written at the top and foot of the sheet.
paper-entry-copies = Copies of what is filled in several times
paper-entry-begin = Type in this sheet
paper-entry-count = { $count ->
    [0] No sheet of paper is recorded yet.
    [one] One sheet of paper is recorded.
   *[other] { $count } sheets of paper are recorded.
}
paper-entry-state = Where it stands
paper-entry-once = to be typed in a second time
paper-entry-once-you = typed in by you: somebody else is next
paper-entry-differs = typed in twice, not alike: to be settled
paper-entry-sheet = { $form }: sheet { $sheet }
paper-entry-back = All sheets of paper
paper-entry-waiting = Sheets that are not recorded yet
paper-entry-kept-once = The sheet is kept. Somebody else types it in next.
paper-entry-kept-recorded = The sheet is recorded.
paper-entry-how = Type the number of the answer. Tab goes to the next question; Enter checks and brings you behind the last answer.
paper-entry-session = Nothing is kept before “Record the sheet”. Press Enter now and then, so that your session stays open.
paper-entry-check = Check and go on
paper-entry-keep = Record the sheet
paper-entry-yours = You have typed in sheet { $sheet }. Somebody else types it in next.
paper-entry-is-settled = Sheet { $sheet } is recorded. If another sheet of paper bears this number, give it another.
paper-entry-next = Next sheet
paper-entry-settle-lead = { $count ->
    [0] Both have typed the same. Record the sheet.
    [one] The two differ in one place. Look at the sheet of paper and choose what is written there.
   *[other] The two differ in { $count } places. Look at the sheet of paper and choose what is written there.
}
paper-entry-hand = Typed by { $n }:
paper-entry-other = Another answer, namely
paper-entry-other-to = Another answer to { $question }
paper-entry-empty = (empty)
paper-entry-settle = Settle and record
paper-type-many = Numbers, with a space between them.
paper-type-ranks = Numbers, the first choice first.
paper-type-agreed = 1 Yes · 2 No
paper-type-number = Digits.
paper-type-day = Day, month, year: 03022027 or 3/2/2027.
paper-type-month = Month, year: 022027 or 2/2027.
paper-type-year = Year: 2027.
paper-type-time = Hour, minute: 0930 or 9:30.
paper-type-moment = Day, then hour: 03022027 0930.
paper-type-point = Latitude, a space, longitude: 12.65 -8.
