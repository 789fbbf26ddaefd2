### Les formulaires à imprimer : ce que lit la personne qui les remplit au stylo. Phrases courtes, sans mot de métier.

## En-tête
paper-about = Formulaire { $form }, version { $version }
paper-about-unversioned = Formulaire { $form }
paper-number = Fiche n°
paper-date = Date
paper-place = Lieu
paper-place-code = Code du lieu
paper-volunteer = Rempli par

## Mode d’emploi
paper-guide-write = Écrivez au stylo, en majuscules, un caractère par case. Écrivez le numéro de la fiche en bas de chaque page.
paper-guide-tick = Cochez la case devant la réponse. Pour corriger, barrez toute la ligne et cochez une autre case.
paper-guide-when = La flèche → dit quand une question se pose. Sinon, laissez-la vide et passez à la suivante.
paper-guide-required = Les questions marquées * demandent toujours une réponse.
paper-guide-shown = Un numéro entre crochets, comme [4], remplace la réponse donnée à cette question : dites-la en lisant.

## Quand une question se pose
paper-when = Seulement si { $conditions }.
paper-when-untold = Selon les réponses précédentes.
paper-when-also = Seulement si { $conditions }, et selon d’autres réponses précédentes.
paper-and = { $one } et si { $other }
paper-and-wide = { $one }, et si { $other }
paper-or = { $one } ou si { $other }
paper-is-equal = la réponse à la question { $n } est « { $value } »
paper-is-unequal = la réponse à la question { $n } n’est pas « { $value } »
paper-is-ticked = « { $value } » est coché à la question { $n }
paper-is-unticked = « { $value } » n’est pas coché à la question { $n }
paper-is-less = la réponse à la question { $n } est plus petite que { $value }
paper-is-at-most = la réponse à la question { $n } ne dépasse pas { $value }
paper-is-more = la réponse à la question { $n } est plus grande que { $value }
paper-is-at-least = la réponse à la question { $n } est { $value } ou plus
paper-is-given = la question { $n } a une réponse
paper-is-missing = la question { $n } n’a pas de réponse

## Comment répondre
paper-one = Une seule réponse.
paper-many = Plusieurs réponses possibles.
paper-rank = Écrivez 1 dans la case du premier choix, 2 dans celle du deuxième, et ainsi de suite.
paper-filtered = Seules conviennent les réponses qui vont avec celles des questions précédentes.
paper-file = Écrivez le nom en entier, ou le code de la liste { $file }.
paper-long-list = Écrivez la réponse en entier : la liste de { $count } réponses ne tient pas sur cette feuille.
paper-among-answers = Choisissez parmi les réponses déjà données.
paper-range = De { $start } à { $end }, par pas de { $step }.
paper-upload = À joindre. Écrivez ici le nom ou le numéro de ce que vous joignez.
paper-barcode = Recopiez le code.
paper-points = Écrivez chaque point : latitude, longitude.
paper-rule = Règle : { $rule }
paper-yes = Oui
paper-no = Non
paper-decimal-mark = ,
paper-day = jour
paper-month = mois
paper-year = année
paper-hour = heure
paper-minute = minute
paper-latitude = Latitude
paper-longitude = Longitude
paper-point = Point { $n }

## Ce qui se remplit plusieurs fois
paper-copy = { $name } — n° { $n }
paper-copy-nameless = N° { $n }
paper-copies-more = S’il y en a plus de { $copies }, continuez sur une autre feuille avec le même numéro de fiche.

## À l’écran
paper-print = Imprimez cette page, ou prenez le fichier PDF.
paper-pdf = Fichier PDF

## Saisie au bureau
paper-entry-title = Saisie des fiches de papier : { $form }
paper-entry-lead = Deux personnes saisissent chaque fiche, l’une sans voir les réponses de l’autre. Là où elles diffèrent, la fiche de papier tranche.
paper-entry-number-hint = Le numéro écrit en haut et en bas de la fiche.
paper-entry-copies = Exemplaires de ce qui se remplit plusieurs fois
paper-entry-begin = Saisir cette fiche
paper-entry-count = { $count ->
    [0] Aucune fiche de papier n’est encore enregistrée.
    [one] Une fiche de papier est enregistrée.
   *[other] { $count } fiches de papier sont enregistrées.
}
paper-entry-state = Où elle en est
paper-entry-once = à saisir une seconde fois
paper-entry-once-you = saisie par vous : à une autre personne
paper-entry-differs = deux saisies différentes, à trancher
paper-entry-sheet = { $form } : fiche { $sheet }
paper-entry-back = Toutes les fiches de papier
paper-entry-waiting = Fiches qui ne sont pas encore enregistrées
paper-entry-kept-once = La fiche est gardée. Une autre personne la saisit à son tour.
paper-entry-kept-recorded = La fiche est enregistrée.
paper-entry-how = Tapez le numéro de la réponse. Tabulation passe à la question suivante, Entrée vérifie et vous ramène après la dernière réponse.
paper-entry-session = Rien n’est gardé avant « Enregistrer la fiche ». Appuyez sur Entrée de temps en temps, pour que votre session reste ouverte.
paper-entry-check = Vérifier et continuer
paper-entry-keep = Enregistrer la fiche
paper-entry-yours = Vous avez déjà saisi la fiche { $sheet }. Une autre personne la saisit à son tour.
paper-entry-is-settled = La fiche { $sheet } est enregistrée. Si une autre fiche de papier porte ce numéro, donnez-lui-en un autre.
paper-entry-next = Fiche suivante
paper-entry-settle-lead = { $count ->
    [0] Les deux saisies sont pareilles. Enregistrez la fiche.
    [one] Les deux saisies diffèrent en un endroit. Regardez la fiche de papier et choisissez ce qui y est écrit.
   *[other] Les deux saisies diffèrent en { $count } endroits. Regardez la fiche de papier et choisissez ce qui y est écrit.
}
paper-entry-hand = Saisie { $n } :
paper-entry-other = Autre réponse, que voici
paper-entry-other-to = Autre réponse à { $question }
paper-entry-empty = (vide)
paper-entry-settle = Trancher et enregistrer
paper-type-many = Numéros, séparés par un espace.
paper-type-ranks = Numéros, le premier choix d’abord.
paper-type-agreed = 1 Oui · 2 Non
paper-type-number = Chiffres.
paper-type-day = Jour, mois, année : 03022027 ou 3/2/2027.
paper-type-month = Mois, année : 022027 ou 2/2027.
paper-type-year = Année : 2027.
paper-type-time = Heure, minute : 0930 ou 9:30.
paper-type-moment = Jour, puis heure : 03022027 0930.
paper-type-point = Latitude, un espace, longitude : 12.65 -8.
