### The public body's side: the e-mail, then the pages it opens.

## E-mail: the frame around the service's own text
mail-referral =
    Dear Sir or Madam,

    { $text }

    Reference: { $reference }
    Address: { $link }

    This link expires on { $expires } and opens in one browser only. Do not forward it. No account is needed. The summary holds nothing that points to the reporter; please do not try to find out who it is.

    { $coalition }
mail-reminder =
    Dear Sir or Madam,

    { $text }

    The address was sent to you with the case. If it or the code is lost, ask the coalition for a new link.

    { $coalition }

## Entry
office-title = Case handed over
office-door-lead = { $coalition } hands you the summary of a case that falls within your body’s competence. A code opens it; no account is needed.
office-code = Your code
office-code-hint = Eight digits, given by phone or in person.
office-keep = Keep the case open on this computer
office-keep-hint = Otherwise closing the browser closes the case, and a new link must be asked for. Do not tick this on a shared computer.
office-once = The code works once. From then on the case stays in this browser alone: open it where you will answer.
office-open = Open the case
office-wrong = This code does not open this case. Check it. After { $tries } attempts the link is closed.
office-mistyped = That is not a code: it has eight digits. Check them one by one. No try is counted.
office-go-on = You come from another site, such as webmail. Continue to open the case.
office-over = This link is no longer valid
office-over-detail = It has expired, was replaced or withdrawn, or too many codes were tried. Ask the coalition for a new link.
office-refused = Your refusal is recorded
office-refused-detail = The case goes back to the coalition, and the reporter will read your reason. This link is closed: the summary can no longer be read here.
office-held = This case is open in another browser
office-held-detail = A link serves one browser only. Go back to the one where the code was entered. If it is no longer available, or if it was not you, ask the coalition for a new link.
office-unknown = This link is unknown
office-unknown-detail = Check that the address is complete, as the e-mail gives it.

## Case
office-case = Case { $reference }
office-lead = { $coalition } hands you this case. You read a summary: nothing in it points to the reporter.
office-dates = Progress
office-sent = Handed over on
office-acknowledge-by = Receipt to be confirmed by
office-answer-by = Answer expected by
office-left = { $days } left
office-late = { $days } late
office-summary = Summary
office-state = State
office-state-sent = handed to your body
office-state-acknowledged = receipt confirmed
office-state-accepted = taken up
office-state-refused = refused: the case goes back to the coalition
office-state-answered = answered
office-acknowledged = Receipt confirmed on
office-ended = Answered or refused on
office-public-note = Only the number of cases received and your body’s times to answer are made public.
office-expires = This link expires on { $date }.

## Acts
office-now = What do you do with this case?
office-acknowledge = Confirm receipt
office-accept = Take it up
office-refuse = Refuse the case
office-refuse-title = Refuse
office-refuse-reason = For what reason?
office-refuse-hint = For example: outside your competence, already dealt with. The reporter will read this reason. The link closes with the refusal.
office-reason-missing = Write the reason for refusing: the reporter will read it.
office-answer = Answer
office-answer-text = Your answer
office-answer-hint = It will be read by the coalition, then by the reporter with the receipt.
office-text-missing = Write your answer.
office-letter = Attach a letter (optional)
office-letter-hint = PDF, JPEG or PNG, at most { $max } MB. The coalition will read it, not the reporter.
office-measure = Measure taken
office-measure-choose = Choose
office-measure-missing = Choose the measure taken, even if there is none.
office-send = Send the answer
office-thanks = Your answer is recorded. Thank you.
office-thanks-detail = The coalition reads it and informs the reporter. This summary can be read here until { $date }.
