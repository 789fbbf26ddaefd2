# Bamanankan. Nobody who speaks the language has reviewed these words yet.
# The comment above a message gives its review: `none` or `reviewed`. Only `reviewed` is shown; all else falls back to French
# (docs/packs.md). One dɔrɔmɛ is 5 F CFA.

# review: none
field-place = Yɔrɔ
# review: none
field-when = Kalo
# review: none
field-amount = Wari
# review: none
field-contact_phone = Telefɔni

# review: none
service-police = Polisi
# review: none
service-justice = Sariya
# review: none
service-town_hall = Mɛri
# review: none
service-health = Kɛnɛya
# review: none
service-education = Lekɔli
# review: none
service-land = Dugukolo

# review: none
amount-under_1000 = < dɔrɔmɛ 200
# review: none
amount-1000_5000 = dɔrɔmɛ 200 – 1 000
# review: none
amount-5000_25000 = dɔrɔmɛ 1 000 – 5 000
# review: none
amount-25000_100000 = dɔrɔmɛ 5 000 – 20 000
# review: none
amount-100000_1000000 = dɔrɔmɛ 20 000 – 200 000
# review: none
amount-over_1000000 = > dɔrɔmɛ 200 000

# review: none
state-answered = Jaabi
