### The public body's side: the e-mail, then the pages it opens.

## E-mail
mail-referral-subject = Case { $reference } handed over by { $coalition }
mail-referral-body =
    Dear Sir or Madam,

    { $coalition } hands to { $office } a case that falls within its competence.

    Reference: { $reference }
    Service: { $service }
    Confirm receipt before { $acknowledge }
    Answer before { $answer }

    The summary can be read at this address, with a code that is given to you by another way:
    { $link }

    This link is for one person only and expires on { $expires }. Do not forward it.
    No account is needed. The summary holds nothing that points to the reporter; please do not try to find out who it is.

    Without an answer in time, the referral is counted among those left unanswered, in the public figures.

    { $coalition }
mail-reminder-subject = Reminder: case { $reference }, answer expected on { $answer }
mail-reminder-body =
    Dear Sir or Madam,

    Case { $reference }, handed to { $office } on { $sent }, has been waiting for your answer for { $days } working days.
    Answer expected before { $answer }.

    { $link }

    If the code is lost, write to the coalition: a new link will be sent to you.

    { $coalition }
mail-overdue-subject = No answer: case { $reference }
mail-overdue-body =
    Dear Sir or Madam,

    The time to answer case { $reference }, handed to { $office } on { $sent }, ended on { $answer }.
    This referral is now counted among those left unanswered, in the public figures.
    An answer is still possible and will be counted at its date:

    { $link }

    { $coalition }

## Entry
office-title = Case handed over
office-code = Your code
office-code-hint = It was given to you by phone or in person.
office-open = Open the case
office-wrong = This link and this code open nothing together. Check the code. After { $tries } attempts the link is closed.
office-over = This link is no longer valid
office-over-detail = It has expired, was replaced or withdrawn. Ask the coalition for a new link.

## Case
office-lead = { $coalition } hands you this case. You read a summary: nothing in it points to the reporter.
office-reference = Reference
office-service = Service
office-place = Place
office-month = Month of the facts
office-sent = Handed over on
office-acknowledge-by = Receipt to be confirmed before
office-answer-by = Answer expected before
office-summary = Summary
office-way = Progress
office-public-note = Only the number of cases received and your body’s times to answer are made public.

## Acts
office-acknowledge = Confirm receipt
office-acknowledged = Receipt confirmed on { $date }
office-accept = Agree to deal with it
office-accepted = Accepted on { $date }
office-refuse = Refuse
office-refuse-reason = For what reason?
office-refuse-hint = For example: outside your competence, already dealt with. The reporter will read this reason.
office-refused = Refused on { $date }. The case goes back to the coalition.
office-answer = Answer
office-answer-text = Your answer
office-answer-hint = It will be read by the coalition, then by the reporter with the receipt.
office-letter = Attach a letter
office-letter-hint = PDF or image, at most { $max } MB. It is sealed on arrival.
office-measure = Measure taken
office-measure-none = None so far
office-measure-inquiry = Inquiry opened
office-measure-sanction = Sanction
office-measure-refund = Refund
office-measure-service = Service restored
office-measure-court = Brought before the courts
office-measure-unfounded = Facts not established after checking
office-measure-other = Other measure
office-send = Send the answer
office-sent-thanks = Your answer is recorded. Thank you.
office-sent-detail = The coalition reads it and informs the reporter. You can add to your answer until { $date }.
office-leave = Close
