### Bamanankan. Begun, reviewed by nobody: French is shown in the place of every message that is not marked
### "review: reviewed". A reviewer who speaks the language changes the mark above a message once it is right.
### Months: CLDR 48.2 (Unicode-3.0). Single words: compared with the Bamadaba dictionary, which is not copied here.

# review: none
month-1 = zanwuye
# review: none
month-2 = feburuye
# review: none
month-3 = marisi
# review: none
month-4 = awirili
# review: none
month-5 = mɛ
# review: none
month-6 = zuwɛn
# review: none
month-7 = zuluye
# review: none
month-8 = uti
# review: none
month-9 = sɛtanburu
# review: none
month-10 = ɔkutɔburu
# review: none
month-11 = nowanburu
# review: none
month-12 = desanburu
# review: none
date-day = Don
# review: none
date-month = Kalo
# review: none
date-year = San
# review: none
yes = Awɔ
# review: none
no = Ayi
# review: none
money = { $amount } F CFA (dɔrɔmɛ { $doromes })
# review: none
currency = F CFA
# review: none
nav-languages = Kan
# review: none
back = Segin
# review: none
close = Datugu
# review: none
change = Yɛlɛma
# review: none
level-cercle = sɛrikili
