### Ce qui ne va pas dans une réponse, et comment la corriger.

answer-required = Répondez à cette question.
answer-not-integer = Écrivez un nombre entier, en chiffres.
answer-not-number = Écrivez un nombre, en chiffres.
answer-not-date = Cette date n’existe pas.
answer-not-time = Cette heure n’existe pas.
answer-not-line = Écrivez au moins deux points pour une ligne, trois pour une surface : latitude puis longitude.
answer-not-ranking = Donnez une place à chaque réponse.
answer-out-of-range = Ce nombre n’est pas parmi ceux que l’on peut choisir.
answer-too-many = C’est plus que ce que ce formulaire peut prendre en une fois.
answer-not-geopoint = Écrivez la latitude puis la longitude, par exemple 12.65 -8.00.
answer-not-choice = Choisissez une réponse de la liste.
answer-too-long = Le texte est trop long.
answer-constraint = Cette réponse ne convient pas.
answer-unknown-field = Le formulaire ne pose pas cette question.
answer-refused = Cette réponse ne convient pas.
answer-file-gone = Le fichier n’est plus gardé. Choisissez-le de nouveau, ou retirez-le.
answer-file-no-room = La place manque pour ce fichier en ce moment. Retirez-le : vous pourrez l’envoyer plus tard avec votre reçu.
