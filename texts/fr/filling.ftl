### Une fiche remplie dans le navigateur, sans réseau.

filling-review = Relisez vos réponses
filling-finish = Terminer la fiche
filling-unanswered = (sans réponse)
point-how = Latitude puis longitude, par exemple 12.65 -8.00.
point-failed = Votre position n’a pas été trouvée. Écrivez-la si vous la connaissez.
