### Questions de toutes sortes : listes, rangs, heures, points, répétitions, images et sons.

## Ce qui accompagne une question
media-picture = Image : { $label }
media-listen = Écouter
media-listen-to = Écouter : { $label }
media-watch = Film : { $label }
media-more = En savoir plus
ask-together = Quelques questions
acknowledge = J’ai lu et compris

## Listes longues
list-how = Écrivez le début d’un mot : { $n } réponses sont possibles.
list-words = Mot à chercher dans la liste
list-none = Aucune réponse ne correspond à « { $words } ». Essayez un mot plus court.
list-more = { $n ->
    [one] Une autre réponse correspond
   *[other] { $n } autres réponses correspondent
  }. Ajoutez un mot pour préciser.
list-undecided = Choisissez une réponse trouvée, ou effacez le mot cherché.

## Rangs et nombres
answer-take-back = Je retire ma réponse
rank-how = Donnez une place à chaque réponse : 1 pour la première.
rank-place = Place de
rank-same = « { $one } » et « { $two } » ont toutes deux la place { $place }. Donnez une place différente à chacune.
range-whole = Un nombre de { $start } à { $end }.
range-steps = Un nombre de { $start } à { $end }, de { $step } en { $step }.
barcode-how = Recopiez le texte ou les chiffres du code.

## Heures et années
time = { $hour } h { $minute }
time-hour = Heure
time-minute = Minutes
error-time = Cette heure n’existe pas. Écrivez l’heure de 0 à 23 et les minutes de 0 à 59.
error-year = Écrivez l’année en quatre chiffres.

## Points, lignes, surfaces
point-by-place = Ou indiquez la localité la plus proche
point-lines = Un point par ligne : latitude puis longitude, par exemple 12.65 -8.00.
point-all = { $n } points en tout
point-about = { $spot }, à { $metres } m près
point-measure = Prendre ma position
point-wait = Recherche de votre position…
point-fault = Votre position n’a pas été trouvée. Écrivez-la, ou indiquez la localité.

## Répétitions
repeat-title = Ce que vous avez noté
repeat-unnamed = Numéro { $n }
repeat-one = { $label } { $n }
repeat-about = { $one } : { $about }
repeat-none = Rien n’est noté ici pour l’instant.
repeat-some = Relisez, ajoutez ce qui manque, puis continuez.
repeat-add = Ajouter
repeat-add-another = En ajouter encore
repeat-remove = Retirer
repeat-full = On ne peut pas en noter davantage ici : { $max } au plus.
