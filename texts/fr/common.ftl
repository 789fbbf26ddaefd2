### Mots que toutes les pages partagent.

## Cadre
skip-to-content = Aller au contenu
nav-main = Navigation
nav-languages = Langue
nav-pages = Pages de la liste
nav-data = Chiffres
nav-who-sees-what = Qui voit quoi ?
nav-method = Méthode
demo-banner = Démonstration : dossiers inventés. N’écrivez rien de vrai.
demo-footer = démonstration, données inventées
leave-quickly = Quitter vite
back-home = Retour à l’accueil
title-faulty = À corriger : { $title }

## Boutons
continue = Continuer
back = Retour
send = Envoyer
save = Enregistrer
cancel = Annuler
change = Modifier
search = Chercher
close = Fermer
see-all = Tout voir
yes = Oui
no = Non
unknown = Je ne sais pas
optional = (facultatif)
none = Aucun
other = Autre

## Formulaires
step-of = Étape { $n } sur { $all }
errors-title = Quelque chose est à corriger
error-choose = Choisissez une réponse.
error-too-long = Le texte est trop long : { $max } caractères au plus.
error-date = Cette date n’existe pas. Écrivez le jour, le mois et l’année, par exemple 3, mars, 2027.
error-month = Choisissez le mois et écrivez l’année en quatre chiffres.
error-email = Cette adresse n’est pas complète : une adresse contient un @ et un point.
error-file-size = Ce fichier est trop lourd : { $max } Mo au plus.
error-file-kind = Ce type de fichier n’est pas accepté.
error-file-no-room = La place manque pour un fichier en ce moment. Continuez sans lui : vous pourrez l’envoyer plus tard avec votre reçu.
error-files-many = Vous avez déjà joint { $max } fichiers, le plus que nous gardions. Décrivez dans un message ce que montrent les autres.
error-letter-no-room = La place manque pour un fichier en ce moment. Envoyez la réponse sans la lettre, ou réessayez demain.
nothing-kept = Rien n’a été enregistré.

## Nombres, argent, dates
percent = { $n } %
date = { $day ->
    [1] 1er
   *[other] { $day }
  } { $month } { $year }
moment = { $date } à { $hour } h { $minute }
month-year = { $month } { $year }
quarter-year = { $quarter ->
    [1] 1er
   *[other] { $quarter }e
  } trimestre { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date-day = Jour
date-month = Mois
date-year = Année
due-today = aujourd’hui
due-in = reste { $days ->
    [one] { $days } j ouvré
   *[other] { $days } j ouvrés
  }
due-late = en retard de { $days ->
    [one] { $days } j ouvré
   *[other] { $days } j ouvrés
  }
working-days = { $days ->
    [one] { $days } jour ouvré
   *[other] { $days } jours ouvrés
  }
before-date = au plus tard le { $date }

## Lieux
place-words = Nom du village, de la commune ou du cercle
place-none = Aucun lieu ne correspond à « { $words } ». Essayez le nom de la commune ou du cercle.
place-too-many = Beaucoup de lieux portent ce nom. Ajoutez le cercle, par exemple « { $example } ».
place-unknown = Je ne sais pas où
level-country = pays
level-region = région
level-cercle = cercle
level-commune = commune
level-village = village ou quartier
people = { $n ->
    [one] { $n } habitant
   *[other] { $n } habitants
  }

## Listes
pages-before = Page précédente
pages-after = Page suivante
pages-shown = { $from } à { $to } sur { $all }
same-figures = Les mêmes chiffres en tableau
no-figure = –

## Dossier
way-done = Fait :
way-now = En cours :
way-late = En retard :
receipt-read-out = Reçu : { $digits }
