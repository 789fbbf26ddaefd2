### What ODK Collect shows to the person who fills a form in the field: a sentence or two, 200 characters at the most.

collect-stored = The record has arrived.
collect-trial = Trial: { $form }
collect-trial-stored = The trial record has arrived. It does not count.
collect-again = The record had arrived before: nothing was stored twice.

## Access
collect-token = This access is unknown or was closed. Your records stay on this telephone. Ask your supervisor for a new code.
collect-not-openrosa = This address is made for ODK Collect. Show the code to Collect’s camera, or copy the address into it.
collect-no-form = This form is not offered to you, or no longer. Refresh the list of forms.
collect-no-file = This file of the form does not exist here. Refresh the form, or tell your supervisor.

## Records
collect-no-record = There is no record in what was sent. Try again.
collect-not-xml = The record is damaged at line { $line } and was not stored. Keep it and tell your supervisor.
collect-doctype = The record has a DOCTYPE (line { $line }), which no record ever has. It was not stored.
collect-strange-xml = The record is not made like those of Collect (line { $line }). It was not stored.
collect-no-form-id = The record does not say which form it answers. It was not stored.
collect-nameless = This encrypted record has no identifier: nobody could open it. It was not stored.
collect-record-too-large = The answers weigh more than 16 MB. The record was not stored. Keep it and tell your supervisor.
collect-unknown-form = This server does not know the form. Keep the record and tell your supervisor.
collect-unknown-version = This server does not know this version of the form. Keep the record and tell your supervisor.
collect-not-entrusted = This form is not entrusted to this access. Keep the record and tell your supervisor.
collect-not-open = This form takes no records at the moment. Keep yours and tell your supervisor.
collect-clash = Another record has this identifier already. Yours was put aside for your supervisor: tell them.
collect-unknown-original = This record corrects one that the server has not received. Send the first one, then this one.
collect-stale = This record corrects one that was corrected already. Keep it and tell your supervisor.

## Faults
collect-fault-not-found = This address does not exist. Check the address of the server in the settings of Collect.
collect-fault-method = This address does not take this kind of request. Check the address of the server in the settings of Collect.
collect-fault-unreadable = What was sent arrived incomplete. Nothing was stored. Try again.
collect-fault-too-large = What was sent is too heavy. Nothing was stored. Keep the record and tell your supervisor.
collect-fault-too-slow = What was sent did not arrive in time. Nothing was stored. Try again when the network is better.
collect-fault-busy = Much is being sent at the moment. Nothing was stored. Try again in a minute.
collect-fault-no-room = The server has no room left. Nothing was stored. Keep the record and tell your supervisor.
collect-fault-store-stopped = The server can no longer store anything safely. Keep the record and send it later.
collect-fault-forbidden = This act is not allowed to this access. Tell your supervisor.
collect-fault-internal = An error on our side. Keep the record and send it later.
