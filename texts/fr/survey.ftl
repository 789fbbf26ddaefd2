# Résultats d’enquête en mots simples. $what vient du service (« say-… ») : un verbe à l’infinitif, « faire confiance à la police ».
# $about vaut 1 quand la fraction est arrondie, 0 quand elle est juste. Les nombres sont entiers.

## Un chiffre, dans une enquête par sondage

survey-reading-part = Sur { $of } personnes, { $about ->
    [1] environ { $n }
   *[0] { $n }
} { $n ->
    [one] dit
   *[other] disent
} { $what }. Plus précisément { $percent } % : sans doute entre { $low } % et { $high } %. { $base } personnes ont répondu.
survey-reading-few = Moins d’une personne sur 20 dit { $what }. Plus précisément { $percent } % : sans doute entre { $low } % et { $high } %. { $base } personnes ont répondu.
survey-reading-most = Presque tout le monde, plus de 19 personnes sur 20, dit { $what }. Plus précisément { $percent } % : sans doute entre { $low } % et { $high } %. { $base } personnes ont répondu.
survey-reading-frail = Trop peu de réponses pour un chiffre sûr : la part des personnes qui disent { $what } est sans doute entre { $low } % et { $high } %. { $base } personnes ont répondu.
survey-reading-hidden = Ce chiffre n’est pas montré : moins de dix personnes, ou retenu pour que personne ne soit reconnu.

## Un chiffre qui ne parle que des personnes ou des lieux interrogés. $what est ici ce que l’on a vu ou entendu.

survey-reading-asked = Sur { $of } réponses, { $about ->
    [1] environ { $n }
   *[0] { $n }
} { $n ->
    [one] indique
   *[other] indiquent
} : { $what } ({ $percent } % de { $base } réponses). Ce chiffre ne vaut que pour les réponses reçues.
survey-reading-asked-frail = { $percent } % de { $base } réponses indiquent : { $what }. C’est trop peu pour en tirer une règle.

## D’une vague à l’autre

survey-change-more = Il y en a plus qu’avant : { $from } % puis { $to } %. La différence, { $points } points (sans doute entre { $low } et { $high }), est plus grande que ce que le hasard du sondage explique.
survey-change-fewer = Il y en a moins qu’avant : { $from } % puis { $to } %. La différence, { $points } points (sans doute entre { $low } et { $high }), est plus grande que ce que le hasard du sondage explique.
survey-change-unclear = { $from } % puis { $to } % : la différence peut venir du hasard du sondage. On ne peut pas dire que cela a changé.

## Un classement

survey-rank-note = Un rang comme « 2–4 » : l’écart avec les réponses voisines peut venir du hasard.

## La méthode, sous chaque chiffre

survey-method = Chiffres pondérés d’après la population. « Sans doute » : dans 95 enquêtes sur 100 faites de la même façon, l’intervalle contient la vraie valeur. Une différence est dite réelle quand son intervalle ne contient pas zéro ; sur vingt comparaisons, une peut l’être à tort.
survey-method-asked = Chaque réponse compte autant. Ces chiffres ne valent que pour les réponses reçues : personne n’a été tiré au sort. L’intervalle montre seulement quels chiffres reposent sur peu de réponses. Une différence est dite réelle quand son intervalle ne contient pas zéro ; sur vingt comparaisons, une peut l’être à tort.

## Les pages

survey-title = Enquêtes
survey-hint = Ce que les habitants disent.
survey-lead = Ce que les habitants disent, avec la marge que le hasard impose à chaque chiffre.
survey-none = Aucun résultat n’est encore publié.
survey-round = { $round } : { $count } entretiens environ, du { $from } au { $to }.
survey-left-out = { $count } entretiens environ ont été écartés par les superviseurs ; aucun chiffre ne les contient.
survey-rounds = Vagues
survey-indicators = Ce qu’il faut retenir
survey-rankings = Classements
survey-all = Tout le monde
survey-of = Qui
survey-share = Part (sans doute entre)
survey-interval = Sans doute de
survey-low-high = { $low } à { $high } %
survey-base = Réponses
survey-place = Rang
survey-answer = Réponse
survey-by = Répartition
survey-path = Retour à l’enquête
survey-band = { $from } à { $to } ans
survey-band-open = { $from } ans et plus
survey-low-high-frail = { $low } à { $high } %, peu sûr
survey-between = sans doute entre { $low } et { $high } %
survey-withheld = « { $mark } » : moins de { $threshold } personnes, ou retenu pour que personne ne soit reconnu. Le trait sur chaque barre montre l’intervalle.
survey-more = En détail
survey-more-map = Carte et détail
survey-more-ranking = Tout le classement
survey-questions = Question par question
survey-answered = { $base } personnes ont répondu.
survey-several = Plusieurs réponses étaient possibles : le total peut dépasser 100 %.
survey-from-round-to-round = D’une vague à l’autre
survey-map-title = { $indicator }, par { $level }
survey-map-none = pas de chiffre
survey-map-range = { $from } à { $to } %
survey-file-xlsx = Classeur, codes et libellés (XLSX)
survey-file-json = JSON, avec les questions
survey-kilobytes = { $n } ko
survey-counted = Réponse comptée
survey-not-counted = Autre réponse
survey-sheet-about = À lire
survey-sheet-figures = Chiffres
survey-sheet-codebook = Questions
survey-sheet-indicators = Indicateurs

## Un classement par lieu, et la feuille rendue aux habitants

survey-rank-reading = { $n ->
    [one] Sur 100 personnes, { $n } cite « { $answer } ».
   *[other] Sur 100 personnes, { $n } citent « { $answer } ».
  }
survey-rank-several = Chacun pouvait citer jusqu’à { $n } réponses : le total peut dépasser 100.
survey-rank-asked = Ces chiffres ne parlent que des personnes qui ont répondu.
survey-rank-between-note = Un rang comme « 2–4 » : ces réponses sont trop proches pour être départagées.
survey-rank-below = Lieu par lieu
survey-rank-first = En premier
survey-instead = Trop peu de réponses peuvent être montrées pour { $place } sans risquer qu’une personne soit reconnue. Voici { $above }.
survey-held = { $round }, du { $from } au { $to }
survey-sheet = Feuille à imprimer
survey-sheet-pdf = Feuille en PDF
survey-sheet-back = Retour au classement
survey-sheet-answered = { $base } personnes ont répondu : { $place }.
survey-sheet-round = Prochaine vague : du { $from } au { $to }.
survey-sheet-found = Tous les résultats : { $results }. Pour signaler un abus : { $site }.

## Le livre de codes

survey-codebook = Questions et méthode
survey-codebook-lead = Ce qui a été demandé, avec quels mots, et comment chaque chiffre des fichiers est fait.
codebook-plan = L’enquête
codebook-round = Vague
codebook-wanted = Entretiens prévus
codebook-places = Lieux de l’enquête
codebook-drawn = Échantillon
codebook-drawn-text = Entretiens par { $unit }, répartis par { $strata } ; au moins { $least } dans chaque lieu.
codebook-reach = De qui parlent les chiffres
codebook-reach-population = De tous les habitants de ces lieux, dont une partie a été interrogée.
codebook-reach-asked = Des seules réponses reçues.
codebook-weights = Pondération
codebook-weights-none = Aucune : chaque réponse compte autant.
codebook-weights-text = Les réponses sont ramenées à la population par sexe, âge et lieu. Aucune ne pèse plus de { $most } fois la pondération médiane.
codebook-household = Une personne interrogée compte pour tous les adultes de son ménage.
codebook-publish = Ce qui est publié
codebook-publish-text = Jamais moins de { $threshold } personnes ; nombres arrondis à { $round } ; lieu le plus fin : { $place }.
codebook-groups = Répartitions
codebook-code = Code
codebook-name = Nom
codebook-question = Question posée
codebook-questions = Questions
codebook-counted = Réponses comptées
codebook-base = Sur qui
codebook-base-said = Les personnes qui ont répondu, sans « ne sait pas » ni refus.
codebook-base-asked = Toutes les personnes interrogées.
codebook-by = Réparti
codebook-rows = Lignes
codebook-rows-all = toutes les réponses, sans « ne sait pas » ni refus
codebook-rows-place = codes des lieux (P-codes COD)
codebook-how = Comment ce chiffre est fait
codebook-kind-place = Un lieu de la liste.
codebook-kind-number = Un nombre.
