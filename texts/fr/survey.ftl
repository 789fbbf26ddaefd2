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

survey-rank-sure = En place { $best }, sans doute possible.
survey-rank-between = Entre la place { $best } et la place { $worst } : l’écart avec les voisins peut venir du hasard.

## La méthode, sous chaque chiffre

survey-method = Chiffres pondérés d’après la population. « Sans doute » : dans 95 enquêtes sur 100 faites de la même façon, l’intervalle contient la vraie valeur. Une différence est dite réelle quand son intervalle ne contient pas zéro ; sur vingt comparaisons, une peut l’être à tort.

## Les pages

survey-title = Enquêtes
survey-lead = Ce que les habitants disent, avec la marge que le hasard impose à chaque chiffre.
survey-none = Aucun résultat n’est encore publié.
survey-round = { $round } : { $count } entretiens environ, du { $from } au { $to }.
survey-left-out = { $count } entretiens environ ont été écartés par les superviseurs ; aucun chiffre ne les contient.
survey-rounds = Vagues
survey-indicators = Ce qu’il faut retenir
survey-rankings = Classements
survey-all = Tout le monde
survey-of = Qui
survey-share = Part
survey-interval = Sans doute entre
survey-low-high = { $low } % et { $high } %
survey-base = Réponses
survey-place = Rang
survey-answer = Réponse
survey-file = Tous les chiffres de cette vague (CSV)
survey-by = Par
