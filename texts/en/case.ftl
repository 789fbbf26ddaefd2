### A case on one page, at the desk.

case-title = Case { $reference }
case-opened-note = Your reading of this case is recorded.
case-content = What is told
case-content-sealed = This content was not sealed to you: the case came before you, or was given to others. A coordinator who opens it can share it with you.
case-content-lost = Nobody at work holds a key to this content. It stays closed as long as the parts of the escrow key are not brought together.
case-facts = Facts
case-way = History
case-readers = Who has read it
case-readers-none = Nobody yet.
case-kept-until = Due to be erased on { $date }
case-excluded = Organisations excluded by the reporter
case-take = Take this case
case-assign = Assign to
case-assigned = Assigned to { $name }
case-changed = Nothing of yours was saved, and your text is still in the form.
case-done = Saved.

## Assessment
assess-title = Assess
assess-checklist = Checks
assess-credibility = Credibility
assess-reasons = Your reasons
assess-reasons-hint = In a few sentences. Other case workers will read them.
assess-save = Save the assessment
assess-outcome = Assessment: { $score } out of { $most }, by { $name }, { $date }

## Duplicates
similar-title = Cases that look alike
similar-place = same place
similar-service = same service
similar-period = same period
similar-words = words in common
similar-how = The machine compares the words of stories and shows none of them: it counts as no reading.
similar-none = No close case.
similar-merge = Join
similar-merge-ask = Join { $other } to this case?
similar-merge-detail = Both receipts go on opening. You can undo it.
similar-has-joined = This case has already taken another in: open it, and join this one to it instead.
similar-unmerge = Separate

## Summary without identity
summary-title = Summary to hand over
summary-hint = Write beside the original. Take out names, functions that are too precise, exact dates, anything that only two people knew.
summary-text = Summary
summary-save = Save the summary
summary-stored = The summary that is stored. If you save yours, it takes its place.
summary-missing = Write the summary first.

## Reporter's agreement
consent-title = Reporter’s agreement
consent-needed = The reporter has not agreed. Hand over without their consent only if a life or somebody’s safety depends on it, and say why.

## Referral
refer-title = Hand over
refer-office = To which body?
refer-deadlines = Receipt to be confirmed by { $acknowledge }, answer by { $answer } (working days of Mali).
refer-send = Hand over the summary
refer-sent = Handed over: { $office }
refer-sent-detail = An e-mail with a link is about to leave: the page of the case will say whether it was sent. Give the code another way, by phone or in person.
refer-letter = E-mail with the link
refer-letter-queued = about to leave
refer-letter-sent = sent
refer-letter-failed = not sent
refer-letter-lost = The e-mail with the link could not be sent after several tries: the body knows nothing of this case. Check its address, then send a fresh link, or take the hand-over back. The time limits run on.
refer-code = Code to give
refer-code-hint = It is shown only once. Without it, the link opens nothing.
refer-resend = Send a new link
refer-withdraw = Withdraw the referral

## Messages
talk-title = Messages with the reporter
talk-write = Write to the reporter
talk-write-hint = The reporter will read it with the receipt. Do not ask who they are.
talk-send = Send
talk-reporter = The reporter
talk-reporter-of = The reporter of the joined case { $reference }
talk-desk-to = The coalition, to the reporter of the joined case { $reference }
talk-joined = To write to the reporter of a joined case, open that case:
talk-none = No message yet.
notes-title = Internal notes
notes-add = Add a note
notes-hint = Neither the reporter nor public bodies see them.

## Closing
close-title = Close
close-reason = Reason
close-save = Close the case
reopen-title = Reopen
reopen-reason = Why reopen?
reopen-save = Reopen the case

## Page
case-sections = Parts of the page
case-keys = Keyboard, with Alt (or Alt + Shift, by browser): 1 to 8 for the parts, q for the list.
case-go-content = Story
case-go-talk = Messages
case-go-summary = Summary
case-go-similar = Duplicates
case-next = Next steps
case-back = Back to the case
case-channel = Came through
case-lang = Reporter’s language
case-content-role = Your role does not read contents.
case-files = Files
case-files-joined = Files of the joined case { $reference }
case-file = File { $n }
case-file-letter = File { $n }, letter of the body
case-files-danger = A file may hold a harmful program, or say who the reporter is. Open it on a safe computer, off the network, and do not pass it on.
case-reader = { $name }, { $moment } ({ $times } ×)
channel-web = the site
channel-api = a partner application
channel-staff = the desk
channel-other = another way

## Handling
assign-title = Handling
assign-mine = You handle this case.
assign-nobody = Nobody handles this case yet.
assign-put-back = Put back in the queue
assign-give = Assign
assess-done = Assessment
assess-choose = Choose
assess-again = Assess again
summary-none = No summary has been written yet.
talk-desk = The coalition
similar-joined = Cases joined to this one

## Agreement and referral
consent-is-yes = The reporter agrees that a summary be handed over.
consent-is-no = The reporter refuses that the case be handed over.
consent-is-ask = The reporter wants to be asked first.
consent-noted = { $said } Noted by { $who }.
consent-is-asked = The question is put to them in their case. You may also write to them.
consent-record = Record what the reporter said in another way
consent-record-label = What did they say?
consent-own-no = The reporter said so. Nobody else can change it: they can, in their case, with the receipt.
consent-how = How did they say it?
consent-how-hint = When, by which way, to whom. The reporter will read what you write and can correct it.
consent-record-hint = By phone or in person, for example.
refer-by-coordinator = The coordinator hands the case over once summary and agreement are ready.
refer-override = Why hand over without agreement?
refer-override-hint = Only if somebody’s life or safety depends on it. Your reason is kept and sealed. The reporter will read that the summary is handed over without their consent.
refer-renew = The link is lost or has expired
refer-renew-hint = The old link and the old code will be worth nothing.
refer-demo-link = Demonstration: no e-mail goes out. Here is the link.
refer-withdraw-reason = Why take the case back from this body?
refer-withdraw-hint = The case goes back to checking. The body’s link closes.
referral-sent = handed over
referral-acknowledged = receipt confirmed
referral-accepted = taken up
referral-refused = refused
referral-answered = answered
referral-recalled = taken back
referral-at = Handed over on
referral-acknowledge-by = Receipt to be confirmed by
referral-answer-by = Answer due by
close-hint = The reporter reads this reason in their case.

## History
actor-clock = the site’s clock
history-opened = Report received
history-attached = File joined
history-moved = State: { $state }
history-closed = Closed: { $reason }
history-assessed = Assessed: { $mark } out of { $most }
history-assigned = Assigned to { $name }
history-put-back = Put back in the queue
history-summarised = Summary written
history-consent-yes = Agreement to hand over given
history-consent-no = Agreement to hand over refused
history-consent-ask = The reporter wants to be asked before handing over
history-consent-noted-yes = Noted by the desk: the reporter agrees that a summary be handed over
history-consent-noted-no = Noted by the desk: the reporter refuses that the case be handed over
history-consent-noted-ask = Noted by the desk: the reporter is to be asked before handing over
history-consent-set-aside = Handed over without the reporter’s agreement, with a reason on record
history-referred = Handed over: { $office }, answer due by { $date }
history-link-renewed = New link given to the body
history-acknowledged = The body confirms receipt
history-accepted = The body takes the case up
history-refused = The body refuses the case
history-answered = The body answers. Measure: { $measure }
history-reminded = Reminder after { $days } working days
history-escalated = Silence reported to the coordinators
history-counted = Silence counted in public
history-recalled = Case taken back from the body
history-noted = Note added
history-message-sent = Message to the reporter
history-message-received = Message from the reporter
history-merged = Joined to another case
history-absorbed = Another case is joined to this one
history-unmerged = Separated from the other case
history-released = A joined case is separated
history-echoed = Message from the reporter of a joined case
history-resumed = The case that goes on for it is reopened
history-retained = To be erased on { $date }
history-erased = Content erased
history-feedback = The reporter says: answered: { $answered }; resolved: { $resolved }
feedback-partly = in part
