# Texts of the civic action teams in English.

pack-name = Civic action teams
pack-summary = What makes people lose trust, in their own order, and what would bring it back.

## Questions, as short titles

field-start = Beginning
field-end = End
field-place = Commune
field-position = Position
field-consent = Consent
field-sex = Sex
field-age = Age
field-trust = Trust in general
field-cause_first = First cause
field-cause_second = Second cause
field-cause_third = Third cause
field-would_help = What would bring trust back
field-met_officials = Attended a meeting
field-would_come = Would come to hear the results
field-remark = Remark

## Answers

consent-yes = Yes
consent-no = No
sex-female = A woman
sex-male = A man
sex-other = Other
sex-refused = Does not want to answer
trust-a_lot = Trust completely
trust-somewhat = Trust somewhat
trust-a_little = Do not trust much
trust-not_at_all = Do not trust at all
trust-unknown = Does not know
trust-refused = Does not want to answer
cause_first-no_answer = People speak and nothing follows
cause_first-corruption = Money asked for, corruption
cause_first-favouritism = Favouritism
cause_first-absence = They are not seen
cause_first-promises = Promises not kept
cause_first-money_unclear = Nobody knows where the money goes
cause_first-injustice = The law is not the same for all
cause_first-insecurity = Insecurity
cause_first-disrespect = Lack of respect
cause_first-no_say = Women and young people are not heard
cause_first-language = Their language or papers are not understood
cause_first-other = Something else
cause_first-none = There is none
cause_first-unknown = Does not know
cause_first-refused = Does not want to answer
cause_second-no_answer = People speak and nothing follows
cause_second-corruption = Money asked for, corruption
cause_second-favouritism = Favouritism
cause_second-absence = They are not seen
cause_second-promises = Promises not kept
cause_second-money_unclear = Nobody knows where the money goes
cause_second-injustice = The law is not the same for all
cause_second-insecurity = Insecurity
cause_second-disrespect = Lack of respect
cause_second-no_say = Women and young people are not heard
cause_second-language = Their language or papers are not understood
cause_second-other = Something else
cause_second-none = No other
cause_second-unknown = Does not know
cause_second-refused = Does not want to answer
cause_third-no_answer = People speak and nothing follows
cause_third-corruption = Money asked for, corruption
cause_third-favouritism = Favouritism
cause_third-absence = They are not seen
cause_third-promises = Promises not kept
cause_third-money_unclear = Nobody knows where the money goes
cause_third-injustice = The law is not the same for all
cause_third-insecurity = Insecurity
cause_third-disrespect = Lack of respect
cause_third-no_say = Women and young people are not heard
cause_third-language = Their language or papers are not understood
cause_third-other = Something else
cause_third-none = No other
cause_third-unknown = Does not know
cause_third-refused = Does not want to answer
would_help-answer = An answer to every complaint
would_help-budget = The commune’s budget explained
would_help-meetings = Regular meetings
would_help-sanctions = Sanctions for wrongdoing
would_help-presence = Officers who are present
would_help-equal = The same rules for all
would_help-voice = A place for women and young people
would_help-other = Something else
would_help-unknown = Does not know
would_help-refused = Does not want to answer
met_officials-yes = Yes
met_officials-no = No
met_officials-unknown = Does not know
met_officials-refused = Does not want to answer
would_come-yes = Yes
would_come-no = No
would_come-unknown = Does not know
would_come-refused = Does not want to answer

## Rounds

round-first = First round
round-second = Second round
round-third = Third round

## Indicators: their name, then what people say (“Out of 10 people, 4 say …”)

indicator-trust = Trust in those who govern
say-trust = they trust those who govern
indicator-met_officials = Attendance at a meeting
say-met_officials = they attended a meeting with elected officials or officers
indicator-would_come = Interest in hearing the results
say-would_come = they would come to hear the results

## Breakdowns

group-sex = By sex
group-age = By age
group-place = By place

## Rankings

ranking-causes = The causes of mistrust
ranking-remedies = What would bring trust back
