### Ce qu’on dit quand une demande n’aboutit pas : ce qui s’est passé, ce qui est gardé, quoi faire.

problem-not-found = Cette page n’existe pas
problem-not-found-detail = Le lien est incomplet ou n’a plus cours. Si vous suivez un dossier, passez par « Suivre mon dossier » avec votre reçu.
problem-signed-out = Connectez-vous
problem-signed-out-detail = Votre session est fermée. Connectez-vous, puis reprenez là où vous étiez.
problem-forbidden = Accès refusé
problem-forbidden-detail = Votre rôle ne permet pas cet acte. Si vous en avez besoin, parlez-en au coordinateur de votre organisation.
problem-elsewhere = Envoi refusé
problem-elsewhere-detail = Le formulaire n’a pas été envoyé depuis ce site. Rien n’a été fait. Ouvrez la page ici même et recommencez.
problem-gone = C’est terminé
problem-gone-detail = Ce lien ou ce brouillon a expiré et son contenu est effacé. Demandez un nouveau lien, ou recommencez.
problem-too-large = C’est trop lourd
problem-too-large-detail = L’envoi dépasse la taille acceptée. Rien n’a été enregistré. Raccourcissez le texte ou choisissez un fichier plus léger.
problem-too-slow = L’envoi n’est pas arrivé à temps
problem-too-slow-detail = La connexion est trop lente ou s’est coupée. Rien n’a été enregistré. Recommencez quand le réseau est meilleur.
problem-method = Cet acte n’est pas possible ici
problem-method-detail = L’adresse existe, mais elle n’accepte pas ce type de demande.
problem-kind = Format non accepté
problem-kind-detail = Cette adresse n’accepte pas ce type de contenu. Consultez la description de l’interface.
problem-unreadable = La demande est illisible
problem-unreadable-detail = Elle est incomplète ou abîmée. Rien n’a été enregistré. Revenez en arrière et recommencez.
problem-bad-form = Quelque chose est à corriger
problem-bad-form-detail = Certaines réponses manquent ou ne conviennent pas. Rien n’a été enregistré.
problem-conflict = Quelqu’un a fait un changement avant vous
problem-conflict-detail = Votre modification n’a pas été enregistrée, pour ne pas effacer la sienne. Rouvrez la page, puis refaites votre modification.
problem-busy = Beaucoup de demandes en ce moment
problem-busy-detail = Rien n’a été enregistré. Attendez une minute, puis recommencez : vos réponses restent affichées si vous revenez en arrière.
problem-no-room = Plus de place pour l’instant
problem-no-room-detail = Le disque du serveur est presque plein : votre demande n’a pas été enregistrée. Réessayez plus tard, ou adressez-vous à une organisation de la coalition.
problem-store-stopped = Le service est arrêté
problem-store-stopped-detail = Nous ne pouvons plus rien enregistrer de façon sûre, donc nous n’acceptons plus rien. Nous ne savons pas si votre demande a été enregistrée : renvoyez la même un peu plus tard.
problem-internal = Une erreur de notre côté
problem-internal-detail = Votre demande n’a peut-être pas été enregistrée. Si vous n’avez pas vu de reçu, considérez que rien n’a été reçu et recommencez plus tard.

problem-unattended = Personne ne peut lire ce signalement aujourd’hui
problem-unattended-detail = Aucun gestionnaire de la coalition n’a de clé pour ce service et ce lieu. Le signalement n’a donc pas été pris. Réessayez plus tard, ou adressez-vous à une organisation de vive voix.
problem-waiting = Beaucoup de signalements en ce moment
problem-waiting-detail = Rien n’a été enregistré. Renvoyez la même demande après le délai indiqué, avec le ticket que voici : votre tour vous est gardé trois minutes.
problem-no-turn = Trop de signalements attendent
problem-no-turn-detail = Rien n’a été enregistré et aucun tour n’a pu être gardé. Renvoyez la même demande après le délai indiqué, avec le ticket que voici : qui attend depuis plus longtemps passe avant.
problem-work = Beaucoup de signalements en ce moment : un calcul est demandé
problem-work-detail = Rien n’a été enregistré. Cherchez un texte tel que SHA-256 du ticket, de « : » et de ce texte commence par autant de bits nuls que le dit work_bits. Renvoyez la même demande avec le ticket (X-Dannaya-Ticket) et ce texte (X-Dannaya-Work).
problem-receipt = Ce reçu n’ouvre aucun dossier
problem-receipt-detail = Vérifiez chaque chiffre. Un dossier déjà effacé donne la même réponse.
problem-key-reused = Cette clé a déjà servi
problem-key-reused-detail = La même clé (Idempotency-Key) est arrivée avec un autre contenu. Rien n’a été enregistré. Une nouvelle demande a besoin d’une nouvelle clé.

## Réponses d’un programme

answer-wrong-type = La valeur n’est pas du type de cette question.
answer-not-file = Un fichier est un objet avec name, type et data (en base64), de 8 Mo au plus.

## Paramètres de l’interface

api-body-shape = Le contenu n’a pas la forme attendue : un membre manque, est inconnu, est en double ou d’un autre type. Voyez /api/v1/openapi.json.
api-bad-key = La clé a de 1 à 255 caractères ASCII visibles et n’est donnée qu’une fois.
api-no-query = Donnez le nom cherché.
api-bad-cursor = Renvoyez « next » de la page précédente, tel quel.
api-bad-page = Donnez un nombre entier de 1 à 500.
api-bad-limit = Donnez un nombre entier de 1 à 50.
api-bad-level = Donnez country, region, cercle, commune ou locality.
