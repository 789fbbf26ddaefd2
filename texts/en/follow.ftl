### Following a case with the receipt.

follow-title = Follow my case
follow-lead = Write the 20 digits of your receipt. Nobody else knows them.
follow-receipt = Your receipt
follow-receipt-hint = 20 digits, with or without spaces
follow-open = Open my case
follow-wrong = This receipt opens no case. Check every digit. A case already erased gives the same answer.
follow-lost = Without a receipt the case cannot be opened. The coalition goes on with it.
follow-again = Your case was closed after fifteen minutes. Enter your receipt again: what you wrote is kept below.
follow-again-empty = Your case was closed after fifteen minutes. Enter your receipt again.
follow-unsent = What you wrote, not sent yet
follow-case = Case { $reference }
follow-now = Where the case stands
follow-way = What has happened
follow-next = What happens next
follow-leave = Close my case
follow-left = Your case is closed on this phone. Remember to clear the browser’s history.
follow-kept-until = This case will be erased on { $date }.

## Events, in plain words
event-received = The coalition received your report
event-assigned = Somebody of the coalition has taken charge of it
event-assessed = The coalition checked your report
event-more-asked = The coalition asks you for details
event-more-given = You added details
event-consent-asked = The coalition asks for your agreement to hand over a summary
event-consent-given = You agreed
event-consent-refused = You did not agree
event-referred = Handed to: { $office }
event-referred-due = answer expected before { $date }
event-acknowledged = { $office } confirmed receipt
event-accepted = { $office } agreed to deal with the case
event-refused = { $office } refused: { $reason }
event-returned = The case is back with the coalition
event-reminded = The coalition reminded { $office }
event-overdue = { $office } did not answer in time
event-escalated = Without an answer, the delay is counted in public
event-answered = { $office } answered
event-measured = { $office } took a measure
event-closed = The case is closed: { $reason }
event-reopened = The case is open again
event-merged = Your case was joined to another that tells the same facts
event-unmerged = Your case is dealt with on its own again

## Messages
follow-messages = Messages
follow-messages-none = No message yet.
follow-from-coalition = The coalition
follow-from-me = You
follow-from-office = Answer of the body
follow-write = Write to the coalition
follow-write-hint = Add a detail, answer a question. Write your name only if you want to.
follow-send = Send
follow-sent = Your message is recorded.
follow-attach = Add a photo or a document
follow-attach-hint = A photo can show where it was taken. We keep the original sealed and remove these traces from the working copy.
follow-nothing = Write a message or choose a file.

## Agreement
follow-consent = The coalition asks for your agreement
follow-consent-text = Here is the summary that would be handed to { $office }. Check that nothing in it lets you be recognised.
follow-consent-ask = May we hand a summary to the competent body? It holds neither your name nor anything by which you could be recognised.
follow-consent-refused = You refused. You can change your mind.
follow-consent-kept = Your choice is registered.
follow-consent-yes = I agree
follow-consent-no = I do not agree
follow-consent-change = Something must be removed

## After closing
follow-closed = Your case is closed
follow-closed-ask = Two questions, so that the figures tell the truth.
follow-answered = Did you receive an answer?
follow-resolved = Is the problem resolved?
follow-resolved-yes = Yes
follow-resolved-partly = In part
follow-resolved-no = No
follow-thanks = Thank you. Your opinion is counted.
follow-reopen = Ask to reopen
follow-reopen-hint = Say what is new. The coalition decides and answers you here.
