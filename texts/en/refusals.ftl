### Why an act is not possible now, and what to do.

refusal-changed = Somebody has changed this case meanwhile. Read it again, then try again.
refusal-not-from-here = This act is not possible in the case’s present state.
refusal-not-yours = Your role does not allow this act.
refusal-needs-assessment = Assess this case first: the credibility mark is missing.
refusal-needs-summary = First write the summary that points to nobody.
refusal-needs-consent = The reporter, or the one of a joined case, has not agreed. Ask, or explain why you hand over without it.
refusal-not-credible = This case is not credible enough to be handed over: its mark has to be higher. Check it further, or close it.
refusal-reporter-refused = The reporter refused. Only they can change that, in their case.
refusal-handed-over = The summary has been handed over: this consent cannot change any more.
refusal-needs-office = Choose an open body of a kind this service provides for.
refusal-needs-reason = Write a few words.
refusal-unknown-value = This choice is not provided for. Choose from the list.
refusal-is-merged = This case is joined to another: work on the other.
refusal-cannot-merge = These two cases cannot be joined.
refusal-ended = A closed case neither joins another nor takes one in. Reopen it first, or close the other for a reason of its own.
refusal-waits-on-body = A public body still owes an answer to this case. To join it to another, join the other to this one instead; to close it, take the hand-over back first.
refusal-not-waiting = This case no longer waits for that from this body.
refusal-erased = The content of this case is erased.
refusal-feedback-not-now = These two questions are asked once, after closing.
