### Accueil.

home-title = Accueil
home-speak = Parlez. On vous doit une réponse.
home-see = Tout le monde voit la suite.
home-lead = Votre nom n’est pas demandé. Vous recevez un reçu et un délai, et chacun peut voir quels organes de l’État répondent.
home-report = Signaler un abus
home-report-hint = Argent demandé, fonds détournés, service absent. 5 minutes.
home-follow = Suivre mon dossier
home-follow-hint = Avec le reçu à 20 chiffres.
home-data = Voir les chiffres
home-data-hint = Par lieu et par service.
home-who = Qui voit quoi ?
home-who-hint = Ce que chacun peut lire, et ce qu’il ne peut pas.
home-figures = En chiffres, { $period }
home-answers = Qui répond ?
home-rounding = Chiffres arrondis à { $round }, publiés avec au moins { $delay } jours de retard, jamais en dessous de { $threshold }.
home-staff = Espace de la coalition
