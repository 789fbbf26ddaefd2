### Following a case with the receipt.

follow-title = Follow my case
follow-lead = Write the 20 digits of your receipt. Nobody else knows them.
follow-receipt-hint = 20 digits, with or without spaces
follow-open = Open my case
follow-wrong = This receipt opens no case. Check every digit. A case already erased gives the same answer.
follow-lost = Without a receipt the case cannot be opened. The coalition goes on with it.
follow-again = Your case was closed after fifteen minutes. Enter your receipt again: what you wrote is kept below.
follow-again-empty = Your case was closed after fifteen minutes. Enter your receipt again.
follow-unsent = What you wrote, not sent yet
follow-case = Case { $reference }
follow-way = What has happened
follow-leave = Close my case
follow-told = You have answered both questions. The case is erased on { $date }.
follow-late-coalition = The coalition was to finish this step by { $date }. It is late and still owes you what comes next. You can write to it below.
follow-late-office = The body was to react by { $date }. It is late. The coalition watches this time limit; you can write to it below.
follow-left = Your case is closed on this phone. Remember to clear the browser’s history.

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
follow-attach-hint = A photo can tell where it was taken and with which phone. It is sealed as it is: only the people in charge of the case open it, and it is not passed on.
follow-nothing = Write a message or choose a file.

## Agreement
follow-consent = The coalition asks for your agreement
follow-consent-ask = May we hand a summary to the competent body? It holds neither your name nor anything by which you could be recognised. Without your agreement the case stays within the coalition, unless a life or somebody’s safety depends on it.
follow-consent-refused = You refused. You can change your mind.
follow-consent-noted-no = The coalition has noted that you refuse. If that is wrong, agree here. If it is right, you can confirm it.
follow-consent-given = Your consent
follow-consent-noted-yes = The coalition has noted your agreement. If that is wrong, withdraw it here.
follow-consent-given-detail = You agree that a summary be handed to the competent body. You can change your mind until the hand-over.
follow-consent-withdraw = I withdraw my consent
follow-consent-kept = Your choice is recorded.
follow-consent-yes = I agree
follow-consent-no = I do not agree

## After closing
follow-closed = Your case is closed
follow-closed-ask = Two questions, so that the figures tell the truth.
follow-answered = Did you receive an answer?
follow-resolved = Is the problem resolved?
follow-resolved-yes = Yes
follow-resolved-partly = In part
follow-resolved-no = No
follow-thanks = Thank you. Your opinion is counted.
