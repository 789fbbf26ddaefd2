# Texts of the denunciation service in English. Keys and rules: docs/packs.md.

pack-name = Report an abuse
pack-summary = Money asked for, funds diverted, service absent. Five minutes.

## Fields, as short titles (desk, review page, open data)

field-kind = What happened
field-outcome = How it ended
field-place = Place
field-service = Service
field-when = Month of the facts
field-amount = Amount
field-narrative = Account
field-people = Persons concerned
field-evidence = Attachment
field-exclude = Excluded organisations
field-contact = Way to answer
field-contact_phone = Phone
field-contact_email = E-mail
field-consent_referral = Consent to hand over
field-received = Period received

## Choices, in short words

kind-money_asked = money asked for
kind-favour_asked = favour asked for
kind-funds_diverted = funds or goods diverted
kind-absence = absence
kind-abuse = abuse of power
kind-other = other

outcome-paid = paid or given
outcome-refused = refused
outcome-not_asked = nothing demanded
outcome-unknown = outcome unknown

service-police = Police
service-gendarmerie = Gendarmerie
service-justice = Justice
service-town_hall = Town hall
service-administration = Administration
service-health = Health
service-education = Education
service-land = Land
service-taxes = Taxes
service-customs = Customs
service-water_energy = Water and electricity
service-other = Another service
service-unknown = Service unknown

amount-under_1000 = under 1,000 F CFA
amount-1000_5000 = 1,000 to 5,000 F CFA
amount-5000_25000 = 5,000 to 25,000 F CFA
amount-25000_100000 = 25,000 to 100,000 F CFA
amount-100000_1000000 = 100,000 to 1,000,000 F CFA
amount-over_1000000 = over 1,000,000 F CFA
amount-unknown = amount unknown

consent_referral-yes = consent given
consent_referral-no = consent refused
consent_referral-later = to be asked

## States: the word of the desk, the sentence for the reporter, and what comes next

state-received = Received
state-received-public = We have received your report.
state-received-next = The coalition checks it by { $date }.

state-assessed = Checked
state-assessed-public = The coalition has studied your report.
state-assessed-next = We decide by { $date } whether it can be handed to a competent body.

state-referred = Handed over
state-referred-public = A summary, with nothing that points to you, was handed to the competent body.
state-referred-next = The body must confirm that it has it by { $date }.

state-acknowledged = Acknowledged
state-acknowledged-public = The competent body has confirmed that it has the summary.
state-acknowledged-next = The body must answer by { $date }.

state-accepted = Taken up
state-accepted-public = The competent body is dealing with the matter.
state-accepted-next = The body must answer by { $date }.

state-answered = Answer received
state-answered-public = The competent body has answered. Its answer is in your case.
state-answered-next = We read the answer and conclude by { $date }.

state-closed = Closed
state-closed-public = The case is closed.
state-closed-next = Tell us whether you had an answer and whether the problem is solved. The case is erased on { $date }.

## Acts: the button of the desk, then the sentence the reporter reads in the case

act-assess = Record the assessment
timeline-assess = The coalition has checked your report.

act-dismiss = Close without handing over
timeline-dismiss = The coalition has closed the case without handing it over. Reason: { $closing_reason }.

act-refer = Hand over
timeline-refer = A summary was handed to this body: { $office }. It has until { $date } to answer.

act-acknowledge = Acknowledge
timeline-acknowledge = The body has confirmed that it has the summary: { $office }.

act-accept = Take up
timeline-accept = The body has taken up the matter: { $office }.

act-refuse = Refuse
timeline-refuse = The body has refused the matter: { $office }. Reason given: “{ $reason }” The coalition takes your case back.

act-recall = Take back from the body
timeline-recall = The coalition has taken the matter back from this body: { $office }. It is looking at your case again.

act-answer = Answer
timeline-answer = The body has answered: { $office }. Measure taken: { $measure }.

act-close = Close
timeline-close = The case is closed. Reason: { $closing_reason }.

act-reopen = Reopen
timeline-reopen = The case is open again. The coalition is studying it anew.

## Acts common to all cases

timeline-opened = Your report is recorded under the number { $reference }.
timeline-message-out = The coalition has written to you.
timeline-message-in = You have written to the coalition.
timeline-evidence-added = You have added an attachment.
timeline-consent-given = You have agreed that a summary be handed over.
timeline-consent-refused = You have refused that a summary be handed over.
timeline-consent-noted-yes = The coalition has noted that you agree that a summary be handed over. It writes: “{ $how }” If that is wrong, say so here before the hand-over.
timeline-consent-noted-no = The coalition has noted that you refuse that a summary be handed over. It writes: “{ $how }” If that is wrong, say so here.
timeline-consent-noted-ask = The coalition has noted that you want to be asked before anything is handed over. It writes: “{ $how }” If that is wrong, say so here.
timeline-consent-aside = A coordinator decided to hand the summary over without your consent, because somebody’s life or safety depended on it. The reason is kept.
timeline-reminded = The body has not answered yet. We have reminded it of the time limit: { $office }.
timeline-counted = The body has still not answered. Its silence is counted in public.

## Reasons for closing, after “Reason:”

closing-resolved = the problem is solved
closing-answered = the body has answered
closing-unfounded = the facts are not established
closing-insufficient = information needed to check it is missing
closing-out_of_scope = the facts are outside the coalition’s work
closing-no_consent = you did not wish the case to be handed over

## Assessment: the points to examine and the scale of credibility

check-precise = The place, the period and the service are precise.
check-first_hand = The person saw or lived through the facts.
check-consistent = The account is consistent.
check-supported = A document or another testimony supports it.
check-in_scope = The facts are corruption and concern a public body.
check-reporter_safe = The risk to the person has been weighed.
check-not_duplicate = Similar cases have been searched for.
check-no_conflict = The person who checks has no tie to the persons concerned.

credibility-0 = Nothing supports it
credibility-1 = Hardly credible
credibility-2 = Possible
credibility-3 = Credible
credibility-4 = Proved by documents

## Bodies to which a case may be handed

office-kind-inspectorate = Inspectorate
office-kind-pef = Economic and financial prosecutors
office-kind-audit_office = Office of the Auditor General
office-kind-anti_corruption = Office against illicit enrichment
office-kind-ombudsman = Ombudsman
office-kind-prosecutor = Public prosecutor
office-kind-administration = Administrative authority

## Letters to the bodies

referral-subject = Case { $reference }: a summary is handed to you
referral-body = The coalition hands you the summary of a report. Please acknowledge it by { $acknowledge_by } and answer it by { $answer_by }. The link below is personal; the code reaches you separately.
reminder-subject = Case { $reference }: answer expected
reminder-body = Case { $reference } was handed to you { $days } working days ago. We have had no answer. After { $public_after } working days of silence it is counted in public among the cases without an answer.

## After closing

feedback-answered = Did you receive an answer?
feedback-resolved = Is the problem solved?

## Measures a body says it took

measure-inquiry = inquiry opened
measure-sanction = sanction
measure-to_court = taken to court
measure-refund = refund
measure-service_restored = service restored
measure-rule_changed = rule or organisation changed
measure-none = no measure
