### Reporting: before you start, the questions, checking, the receipt.

## Before you start
report-title = Report an abuse
report-before-title = Before you start
report-before-lead = It takes about five minutes, one question a page. Your name is not asked. At the end you receive a 20-digit receipt to follow your case.
report-start = Start
report-start-over = Erase everything and start again
report-start-another = I have noted my receipt, start another report
report-danger = If you are in danger, get to safety first. This site is not an emergency service.
report-honest = Say what you know and how you know it. Accuse nobody of something you know to be false.
report-nobody-title = Today nobody could read your report
report-nobody = Nobody of the coalition has a key for this service: your report would be refused at the end. Write nothing here for now. Come back later, or speak to an organisation of the coalition.
report-some-places = Today the coalition follows this service in some places only. A report from elsewhere, or without a place, would be refused at the end.

report-see-title = Who can see what
report-see-coalition = The coalition: the people in charge of your case read everything you write. You can exclude organisations.
report-see-office = The public body: it reads a summary from which whatever points to you has been removed, and only if you agree. One exception: if somebody’s life or safety depends on it, a coordinator may hand it over without your consent, and you will read so in your case.
report-see-public = The public: counts, when at least { $threshold } cases are alike. Never your story.
report-see-server = Those who run the server: your story passes through the server when you send it, then it is sealed. It does not open again without the key of a case worker.
report-see-operator = Your phone operator: it sees that this phone opened this site, and when. It does not see what you write.
report-see-operator-open = This installation has no encrypted connection: your operator can read everything you write. Do not write anything real here.

report-shared-title = On a borrowed or shared phone
report-shared = The browser keeps a trace of this site. Open a private tab if you can, otherwise clear the history at the end.
report-leave = “Leave quickly” opens another page at once. It does not clear the history.

report-proxy-title = You are using Opera Mini
report-proxy = With this browser, pages go through Opera’s computers, which can read what you write. Rather open this site with Chrome, Firefox or the phone’s own browser. Otherwise, go to an organisation of the coalition.
report-proxy-go-on = Continue anyway

## Draft
report-draft-found = A report has been started on this phone
report-draft-resume = Resume
report-draft-erase = Erase everything
report-draft-note = Your answers are kept sealed for 24 hours, then erased. You may go back or reload the page.
report-draft-over = Your answers are no longer here
report-draft-over-detail = They are kept for 24 hours, then erased. Start again, or open your case if you already have a receipt.
report-erased-title = Everything is erased
report-erased = Your answers no longer exist on this site. Remember to clear the browser’s history.
report-sent = Your report is recorded
report-sent-detail = It was sent from this phone. If you did not see your receipt, you can still see it, on this phone only, for one hour after sending or until you press “I have noted my receipt”.
report-sent-show = See my receipt

## The questions
report-sealed = Sealed: only the people in charge of the case will read it.
report-counted = Counted in the public figures, only when at least { $threshold } cases are alike.
report-place-down = Choose step by step: { $level }
report-place-elsewhere = Choose another place
report-place-up = Back up
report-place-other = Another region
report-place-choose = Choose
report-place-undecided = Choose a place from the list, or “I don’t know where”.
report-geopoint-hint = Latitude, then longitude, for example 12.65 -8.00. The place is enough if you do not know them.
report-file-limit = One file, { $max } MB at most.
report-file-kept = File joined: { $name }
report-file-remove = Remove this file
report-exclude-all = With these exclusions nobody could read your case. Leave at least one other organisation.
report-exclude-unread = None of the organisations you leave can read your case today. Take back at least one exclusion.
report-exclude-unread-names = None of the organisations you leave can read your case today. Leave at least one of these: { $names }.

## Checking
report-review-title = Check before sending
report-review-lead = Nothing has been sent to the coalition yet. You can change every answer.
report-review-empty = No answer
report-review-send = Send to the coalition
report-review-incomplete = An answer is missing
report-review-fault = { $field }: { $said }

## Waiting
report-wait-title = Many people are reporting at this moment
report-wait-seconds = Your turn comes in { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
  }. Wait, then press the button.
report-wait-minutes = Your turn comes in about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }. Wait, then press the button.
report-wait-turn = Your turn is kept for { $minutes } minutes. After that you have to wait for another one.
report-wait-no-turn = Too many people are waiting: we cannot keep a turn for you yet. Press the button again in { $minutes } minutes.
report-wait-no-turn-then = Keep this page open: those who have waited longer go before newcomers.
report-wait-kept = Your answers are kept. Nothing has been sent to the coalition yet.
report-wait-again = Try again
report-unattended-back = See my answers again

## Receipt
receipt-title = Your report is recorded
receipt-yours = Your receipt
receipt-keep = Copy these 20 digits. They are the only way to follow your case: we cannot find them again for you.
receipt-secret = Whoever has these digits can read the answers and write in your place. Show them to nobody.
receipt-print = To print it: the browser’s menu, then “Print”.
receipt-reference = Case { $reference }
receipt-reference-hint = This number serves to speak about the case. It opens nothing.
receipt-next = What happens next
receipt-come-back = Come back from { $date } on, to “Follow my case”.
receipt-shared = For one hour this phone can show the receipt again. On a shared phone: write it on paper, press “I have noted my receipt”, clear the history.
receipt-sealed = Your story passed through the server when you sent it. It is now sealed: only the people in charge of the case can open it.
receipt-written = I have noted my receipt

## The way of a case
way-received = Received by the coalition
way-assessed = Checked by the coalition
way-assessed-when = within { $days } working days
way-referred = Handed to the competent body
way-referred-when = if it is credible and you agree, with nothing that points to you
way-answered = Answer of the body
way-answered-when = within { $days } working days; without an answer, the delay is counted in public
way-closed = Closed
way-closed-when = you say whether it is resolved
way-today = today
