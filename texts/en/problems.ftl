### What is said when a request fails: what happened, what was kept, what to do.

problem-not-found = This page does not exist
problem-not-found-detail = The link is incomplete or no longer valid. If you are following a case, go through “Follow my case” with your receipt.
problem-signed-out = Sign in
problem-signed-out-detail = Your session is closed. Sign in, then carry on where you were.
problem-forbidden = Access refused
problem-forbidden-detail = Your role does not allow this. If you need it, speak to the coordinator of your organisation.
problem-elsewhere = Not accepted
problem-elsewhere-detail = The form was not sent from this site. Nothing was done. Open the page here and try again.
problem-gone = This is over
problem-gone-detail = This link or draft has expired and its content is erased. Ask for a new link, or start again.
problem-too-large = Too large
problem-too-large-detail = What was sent exceeds the accepted size. Nothing was saved. Shorten the text or choose a smaller file.
problem-too-slow = It did not arrive in time
problem-too-slow-detail = The connection is too slow or was cut. Nothing was saved. Try again when the network is better.
problem-method = This cannot be done here
problem-method-detail = The address exists, but it does not take this kind of request.
problem-kind = Format not accepted
problem-kind-detail = This address does not take this kind of content. See the description of the interface.
problem-unreadable = The request cannot be read
problem-unreadable-detail = It is incomplete or damaged. Nothing was saved. Go back and try again.
problem-bad-form = Something needs correcting
problem-bad-form-detail = Some answers are missing or do not fit. Nothing was saved.
problem-conflict = Somebody made a change before you
problem-conflict-detail = Your change was not saved, so as not to wipe out theirs. Open the page again, then make your change.
problem-busy = Many requests at the moment
problem-busy-detail = Nothing was saved. Wait a minute, then try again: your answers are still there if you go back.
problem-no-room = No room at the moment
problem-no-room-detail = The server’s disk is nearly full: your request was not saved. Try again later, or speak to an organisation of the coalition.
problem-store-stopped = The service has stopped
problem-store-stopped-detail = We can no longer save anything safely, so we accept nothing more. We do not know whether your request was saved: send the same again later.
problem-internal = A fault on our side
problem-internal-detail = Your request may not have been saved. If you did not see a receipt, assume that nothing was received and try again later.

problem-unattended = Nobody can read this report today
problem-unattended-detail = No handler of the coalition has a key for this service and this place. The report was therefore not taken. Try again later, or speak to an organisation in person.
problem-waiting = Many reports at the moment
problem-waiting-detail = Nothing was saved. Send the same request again after the time given, with this ticket: your turn is kept for three minutes.
problem-no-turn = Too many reports are waiting
problem-no-turn-detail = Nothing was saved and no turn could be kept. Send the same request again after the time given, with this ticket: who has waited longer goes before.
problem-work = Many reports at the moment: a computation is asked for
problem-work-detail = Nothing was saved. Find a text for which SHA-256 of the ticket, a colon and this text begins with as many zero bits as work_bits says. Send the same request with the ticket (X-Dannaya-Ticket) and this text (X-Dannaya-Work).
problem-receipt = This receipt opens no case
problem-receipt-detail = Check every digit. A case already erased gives the same answer.
problem-key-reused = This key was used before
problem-key-reused-detail = The same key (Idempotency-Key) came with other contents. Nothing was saved. A new request needs a new key.

## Answers of a program

answer-wrong-type = The value is not of the type of this question.
answer-not-file = A file is an object with name, type and data (in base64), of 8 MB at most.

## Parameters of the interface

api-body-shape = The contents do not have the expected shape: a member is missing, unknown, there twice or of another type. See /api/v1/openapi.json.
api-bad-key = The key has 1 to 255 visible ASCII characters and is given once.
api-no-query = Give the name that is looked for.
api-bad-cursor = Send the “next” of the page before, as it is.
api-bad-page = Give a whole number from 1 to 500.
api-bad-limit = Give a whole number from 1 to 50.
api-bad-level = Give country, region, cercle, commune or locality.
