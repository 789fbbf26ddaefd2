# Texts of the watch of services in English.

pack-name = Watching services
pack-summary = What observers see in police stations, brigades and courts.

## Questions, as short titles

field-start = Beginning
field-end = End
field-place = Commune
field-service = Service
field-position = Position
field-consent = Agreement of whoever is in charge
field-open = Open at its hours
field-staff = Officer to receive people
field-hours_posted = Hours posted
field-fees_posted = Fees posted
field-complaints = Ways to complain
field-welcome_women = Reception of victims
field-access = Easy access
field-languages = Language of the public
field-visitors = Visitors waiting
field-waiting = Waiting
field-respect = Respect
field-payment_seen = Payment without a receipt
field-receipts = Receipts given
field-hearings = Hearings held
field-registers = Register up to date
field-remark = Remark

## Answers

service-police = Police
service-gendarmerie = Gendarmerie
service-court = Court
service-prison = Prison
consent-yes = Yes
consent-no = No
consent-public = Observation of what any visitor can see
open-yes = Yes
open-no = No
open-unknown = Does not know
staff-yes = Yes
staff-no = No
staff-unknown = Does not know
hours_posted-yes = Yes
hours_posted-no = No
hours_posted-unknown = Does not know
fees_posted-all = Yes, all of them
fees_posted-some = Some of them
fees_posted-no = No
fees_posted-unknown = Does not know
complaints-box = Box or register
complaints-number = Telephone number posted
complaints-person = Appointed officer
complaints-no = No
complaints-unknown = Does not know
welcome_women-yes = Yes
welcome_women-no = No
welcome_women-unknown = Does not know
access-yes = Yes
access-no = No
access-unknown = Does not know
languages-always = Always
languages-often = Mostly
languages-rarely = Rarely
languages-unknown = Does not know
waiting-under_15 = Less than 15 minutes
waiting-15_60 = 15 minutes to an hour
waiting-over_60 = More than an hour
waiting-not_received = Visitors leave without being received
waiting-unknown = Does not know
respect-always = Always
respect-often = Mostly
respect-rarely = Rarely
respect-unknown = Does not know
payment_seen-yes = Yes
payment_seen-no = No
payment_seen-unknown = Does not know
receipts-always = Always
receipts-sometimes = Sometimes
receipts-never = Never
receipts-no_payment = Nobody paid
receipts-unknown = Does not know
hearings-all = All
hearings-some = Some
hearings-none = None
hearings-not_planned = None was set
hearings-unknown = Does not know
registers-yes = Yes
registers-no = No
registers-unknown = Does not know

## Rounds

round-y2027_1 = First half of 2027
round-y2027_2 = Second half of 2027

## Indicators: their name, then what was seen (“Of 10 observations, 4 show …”)

indicator-open = Service open at its hours
say-open = a service open at its hours
indicator-fees_posted = Fees or free service posted
say-fees_posted = fees posted, at least some
indicator-complaints = Way to complain in sight
say-complaints = a way to complain
indicator-waiting = Wait of less than an hour
say-waiting = a wait of less than an hour
indicator-respect = Visitors treated with respect
say-respect = officers who are mostly respectful
indicator-payment_seen = Payment without a receipt
say-payment_seen = a payment without a receipt
indicator-hearings = Hearings held
say-hearings = all hearings held, among the courts that had any

## Breakdowns

group-service = By service
group-place = By place
