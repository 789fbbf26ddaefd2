### A case on one page, at the desk.

case-title = Case { $reference }
case-opened-note = Your reading of this case is recorded.
case-content = What is told
case-content-sealed = Sealed content: this case is not assigned to you.
case-content-by-server = Sealed by the server on arrival.
case-facts = Facts
case-way = History
case-readers = Who has read it
case-readers-none = Nobody yet.
case-kept-until = Due to be erased on { $date }
case-excluded = Organisations excluded by the reporter
case-take = Take this case
case-assign = Assign to
case-assigned = Assigned to { $name }
case-changed = This case has changed since you opened it. Read it again before acting.
case-done = Saved.
case-refused-act = This cannot be done in the present state of the case.

## Assessment
assess-title = Assess
assess-checklist = Checks
assess-place = The place and the service exist
assess-consistent = The story holds together
assess-first-hand = The reporter saw or lived the facts
assess-evidence = There is a document or a witness
assess-other-source = Another source says the same
assess-no-identity = Nothing in the summary points to the reporter
assess-credibility = Credibility
assess-credibility-0 = 0, contradicted by the facts
assess-credibility-1 = 1, hardly credible
assess-credibility-2 = 2, possible
assess-credibility-3 = 3, credible
assess-credibility-4 = 4, established by a document
assess-reasons = Your reasons
assess-reasons-hint = In a few sentences. Other case workers will read them.
assess-save = Save the assessment
assess-outcome = Assessment: { $score } out of 4, by { $name }, { $date }

## Duplicates
similar-title = Cases that look alike
similar-why = { $reasons }
similar-place = same place
similar-service = same service
similar-period = same period
similar-words = words in common
similar-none = No close case.
similar-merge = Join
similar-merge-ask = Join { $other } to this case?
similar-merge-detail = Both receipts go on opening. You can undo it.
similar-unmerge = Separate

## Summary without identity
summary-title = Summary to hand over
summary-hint = Write beside the original. Take out names, functions that are too precise, exact dates, anything that only two people knew.
summary-original = Original
summary-text = Summary
summary-save = Save the summary
summary-missing = Write the summary first.
summary-repeats = The summary holds a word that the reporter gave as a name: “{ $word }”. Take it out.

## Reporter's agreement
consent-title = Reporter’s agreement
consent-given = Given on { $date }
consent-refused = Refused on { $date }
consent-to-ask = To be asked
consent-asked = Asked on { $date }, no answer
consent-ask = Ask for agreement
consent-needed = Without the reporter’s agreement this case cannot be handed over.

## Referral
refer-title = Hand over
refer-office = To which body?
refer-named = This body is concerned by the case. Choose another, or explain why.
refer-deadlines = Receipt to be confirmed before { $acknowledge }, answer before { $answer } (working days of Mali).
refer-send = Hand over the summary
refer-sent = Handed to { $office }
refer-sent-detail = An e-mail with a link has gone. Give the code by another way, by phone or in person.
refer-code = Code to give
refer-code-hint = It is shown only once. Without it, the link opens nothing.
refer-resend = Send a new link
refer-withdraw = Withdraw the referral
refer-clock = Reminders planned: { $dates }

## Messages
talk-title = Messages with the reporter
talk-write = Write to the reporter
talk-write-hint = The reporter will read it with the receipt. Do not ask who they are.
talk-send = Send
talk-reporter = The reporter
talk-none = No message yet.
talk-unread = not read by the reporter
notes-title = Internal notes
notes-add = Add a note
notes-hint = Neither the reporter nor public bodies see them.

## Closing
close-title = Close
close-reason = Reason
close-answered = The body has answered
close-resolved = The problem is resolved
close-unfounded = Unfounded
close-out-of-scope = Not for the coalition
close-no-consent = The reporter does not want it handed over
close-no-details = Not enough details
close-explain = Explanation for the reporter
close-save = Close the case
reopen-title = Reopen
reopen-reason = Why reopen?
reopen-save = Reopen the case
