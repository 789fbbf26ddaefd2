# Textes des équipes d’action civique en français : la langue de référence, toujours complète. Règles : docs/packs.md.

pack-name = Équipes d’action civique
pack-summary = Ce qui fait perdre confiance, dans l’ordre des habitants, et ce qui la redonnerait.

## Questions, en titre court

field-start = Début
field-end = Fin
field-place = Commune
field-position = Position
field-consent = Accord
field-sex = Sexe
field-age = Âge
field-trust = Confiance en général
field-cause_first = Première cause
field-cause_second = Deuxième cause
field-cause_third = Troisième cause
field-would_help = Ce qui redonnerait confiance
field-met_officials = A assisté à une rencontre
field-would_come = Viendrait à la restitution
field-remark = Remarque

## Réponses

consent-yes = Oui
consent-no = Non
sex-female = Une femme
sex-male = Un homme
sex-other = Autre
sex-refused = Ne veut pas répondre
trust-a_lot = Tout à fait confiance
trust-somewhat = Plutôt confiance
trust-a_little = Plutôt pas confiance
trust-not_at_all = Pas du tout confiance
trust-unknown = Ne sait pas
trust-refused = Ne veut pas répondre
cause_first-no_answer = On parle et rien ne suit
cause_first-corruption = L’argent demandé, la corruption
cause_first-favouritism = Le favoritisme
cause_first-absence = On ne les voit pas
cause_first-promises = Les promesses non tenues
cause_first-money_unclear = On ne sait pas où va l’argent
cause_first-injustice = La loi n’est pas la même pour tous
cause_first-insecurity = L’insécurité
cause_first-disrespect = Le manque de respect
cause_first-no_say = Les femmes et les jeunes ne sont pas écoutés
cause_first-language = On ne comprend pas leur langue ou leurs papiers
cause_first-other = Autre chose
cause_first-none = Il n’y en a pas
cause_first-unknown = Ne sait pas
cause_first-refused = Ne veut pas répondre
cause_second-no_answer = On parle et rien ne suit
cause_second-corruption = L’argent demandé, la corruption
cause_second-favouritism = Le favoritisme
cause_second-absence = On ne les voit pas
cause_second-promises = Les promesses non tenues
cause_second-money_unclear = On ne sait pas où va l’argent
cause_second-injustice = La loi n’est pas la même pour tous
cause_second-insecurity = L’insécurité
cause_second-disrespect = Le manque de respect
cause_second-no_say = Les femmes et les jeunes ne sont pas écoutés
cause_second-language = On ne comprend pas leur langue ou leurs papiers
cause_second-other = Autre chose
cause_second-none = Pas d’autre
cause_second-unknown = Ne sait pas
cause_second-refused = Ne veut pas répondre
cause_third-no_answer = On parle et rien ne suit
cause_third-corruption = L’argent demandé, la corruption
cause_third-favouritism = Le favoritisme
cause_third-absence = On ne les voit pas
cause_third-promises = Les promesses non tenues
cause_third-money_unclear = On ne sait pas où va l’argent
cause_third-injustice = La loi n’est pas la même pour tous
cause_third-insecurity = L’insécurité
cause_third-disrespect = Le manque de respect
cause_third-no_say = Les femmes et les jeunes ne sont pas écoutés
cause_third-language = On ne comprend pas leur langue ou leurs papiers
cause_third-other = Autre chose
cause_third-none = Pas d’autre
cause_third-unknown = Ne sait pas
cause_third-refused = Ne veut pas répondre
would_help-answer = Une réponse à chaque plainte
would_help-budget = Le budget de la commune expliqué
would_help-meetings = Des rencontres régulières
would_help-sanctions = Des sanctions contre les fautes
would_help-presence = Des agents présents
would_help-equal = Les mêmes règles pour tous
would_help-voice = Une place pour les femmes et les jeunes
would_help-other = Autre chose
would_help-unknown = Ne sait pas
would_help-refused = Ne veut pas répondre
met_officials-yes = Oui
met_officials-no = Non
met_officials-unknown = Ne sait pas
met_officials-refused = Ne veut pas répondre
would_come-yes = Oui
would_come-no = Non
would_come-unknown = Ne sait pas
would_come-refused = Ne veut pas répondre

## Vagues

round-first = Première vague
round-second = Deuxième vague
round-third = Troisième vague

## Indicateurs : leur nom, puis ce que les gens disent (« Sur 10 personnes, 4 disent … »)

indicator-trust = Confiance dans ceux qui dirigent
say-trust = faire confiance à ceux qui dirigent
indicator-met_officials = Participation à une rencontre
say-met_officials = avoir assisté à une rencontre avec des élus ou des agents
indicator-would_come = Intérêt pour la restitution
say-would_come = vouloir venir écouter les résultats

## Répartitions

group-sex = Par sexe
group-age = Par âge
group-place = Par lieu

## Classements

ranking-causes = Les causes de la méfiance
ranking-remedies = Ce qui redonnerait confiance
