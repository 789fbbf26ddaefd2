### The volunteers' area: filling the forms of the field on these pages, with or without a network.

field-title = Volunteers’ area

## Coming in
field-door-lead = Fill the forms entrusted to you here.
field-token = Your key
field-token-hint = Paste the key or the address that your supervisor gave you. It stays hidden on the screen.
field-token-wrong = This key is not known or was closed. Check it, or ask your supervisor for another.
field-enter = Enter
field-door-found = Your key is in the box already. Press “Enter”.
field-ended-title = Your access has ended
field-ended = What you just wrote on this page was not kept; the pages before are, among your drafts. Enter again with your key.
field-door-kept = You stay in your area for { $days } days, then the key is asked for again.
field-door-seized = Until then, whoever holds this telephone unlocked can see your drafts. Leave the area when you are done.
field-door-offline-title = Without a network
field-door-offline = If you came in on this telephone before, your forms are loaded on it and can be filled without a network.
field-offline-open = Fill without a network

## Forms
field-home-title = My forms
field-signed = You are { $name }.
field-none-title = No form
field-none = No form is entrusted to you at the moment. Ask your supervisor.
field-fill = Fill
field-collect-only = To be filled with ODK Collect.
field-needs-network = To be filled with a network.
field-drafts = Drafts
field-drafts-kept = Your drafts are kept sealed on the server for { $days } days after the last change. You find them on another telephone with the same key.
field-draft-changed = Changed { $when }
field-continue = Go on
field-draft-erase = Erase
field-sent = { $n ->
    [0] No record sent so far.
    [one] One record sent so far.
   *[other] { $n } records sent so far.
}
field-online-kept = What you fill with a network is kept on the server page by page, and nothing of it stays on this telephone.
field-back = Back to the forms

## Leaving
field-leave-title = Leave the area
field-leave-detail = Everything that the area kept on this telephone is erased: forms, records, access. Your drafts stay on the server.
field-leave = Leave and erase everything
field-leave-unsent = Finished records have not been sent yet. If you leave now, they are lost.
field-leave-anyway = Lose these records and leave

## Looking through and sending
field-review-lead = Nothing has been sent yet. You can change every answer.
field-review-send = Send the record
field-arrived-title = Record sent
field-refused-title = Record not kept
field-refused-kept = It stays among your drafts.
field-unsure-title = To be sent again
field-unsure = This record was sent and no answer came back. Send it again: it will be kept only once.
field-unsure-once = Its answers cannot be changed any more.
field-over-title = This draft is no longer here
field-over = It was sent or erased, or nobody touched it for two weeks.

## Without a network
field-offline-title = Fill without a network
field-offline-noscript = This page needs JavaScript. Without it, fill your forms with a network.
field-offline-none = No form is loaded on this telephone yet. Come in with your key when there is a network.
field-offline-memory = A record that was begun is kept nowhere before its end: closing this page loses it. Once finished, it is sealed at once, and nobody can read it again on this telephone, not even you.
field-offline-photos = A photograph taken with the camera of the telephone may also stay in its gallery. Erase it there if it shows somebody.
field-phone-title = On this telephone
field-phone-none = No record is waiting.
field-phone-waiting = Sealed records to be sent: { $n }
field-phone-send = Send now
field-phone-sending = Sending.
field-phone-sent = The records have arrived.
field-phone-network = No network. The records wait, sealed, and will leave later.
field-phone-server = The server does not answer as expected. The records wait, sealed, and will leave later.
field-phone-apart = Records that were not kept
field-phone-loading = Loading the forms.
field-phone-loaded = Forms loaded for filling without a network: { $n }
field-phone-before = No news from the server. The forms are those that were loaded last.
field-phone-never = The forms could not be loaded.
field-phone-unable = This browser cannot fill without a network. Fill your forms with a network, or use ODK Collect.
field-phone-sealed = “{ $form }”: the record is finished and sealed. It will leave as soon as there is a network.
field-phone-full = The record could not be kept: this telephone may have no room left. Make room, then press “Finish the record” again.
field-phone-unkept = The record could not be kept. Press “Finish the record” again. If that changes nothing, tell your supervisor before you close this page.
field-phone-unopened = This form does not open on this telephone. Open “My forms” when there is a network, to load it again.
field-unfinished = This record is not finished. If you go back to the forms, it is lost.
field-unfinished-anyway = Lose this record and go back

## Sending sealed records
field-outbox-signed-out = Enter with your key again to send. The records wait, sealed. If your access was closed, they will not leave any more: tell your supervisor.
field-outbox-closed = The server cannot open this record. Keep it and tell your supervisor.
field-outbox-strange = This record opens, but it is damaged. Keep it and tell your supervisor.
field-outbox-other = This record was filled by somebody else. They have to enter with their own key to send it.
