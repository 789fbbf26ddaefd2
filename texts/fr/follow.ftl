### Suivre son dossier avec le reçu.

follow-title = Suivre mon dossier
follow-lead = Écrivez les 20 chiffres de votre reçu. Personne d’autre ne les connaît.
follow-receipt-hint = 20 chiffres, avec ou sans espaces
follow-open = Ouvrir mon dossier
follow-wrong = Ce reçu n’ouvre aucun dossier. Vérifiez chaque chiffre. Un dossier déjà effacé donne la même réponse.
follow-lost = Sans reçu, le dossier ne peut pas être ouvert. La coalition continue de le traiter.
follow-again = Votre dossier s’est fermé après quinze minutes. Écrivez de nouveau votre reçu : ce que vous avez écrit est gardé ci-dessous.
follow-again-empty = Votre dossier s’est fermé après quinze minutes. Écrivez de nouveau votre reçu.
follow-unsent = Ce que vous avez écrit, pas encore envoyé
follow-case = Dossier { $reference }
follow-way = Ce qui s’est passé
follow-leave = Fermer mon dossier
follow-told = Vous avez répondu aux deux questions. Le dossier est effacé le { $date }.
follow-late-coalition = La coalition devait conclure cette étape au plus tard le { $date }. Elle est en retard et vous doit encore une suite. Vous pouvez lui écrire plus bas.
follow-late-office = L’organe devait se manifester au plus tard le { $date }. Il est en retard. La coalition suit ce délai ; vous pouvez lui écrire plus bas.
follow-left = Votre dossier est fermé sur ce téléphone. Pensez à effacer l’historique du navigateur.

## Messages
follow-messages = Messages
follow-messages-none = Pas encore de message.
follow-from-coalition = La coalition
follow-from-me = Vous
follow-from-office = Réponse de l’organe
follow-write = Écrire à la coalition
follow-write-hint = Ajoutez une précision, répondez à une question. N’écrivez votre nom que si vous le voulez.
follow-send = Envoyer
follow-sent = Votre message est enregistré.
follow-attach = Ajouter une photo ou un document
follow-attach-hint = Une photo peut dire où elle a été prise et avec quel téléphone. Elle est scellée telle quelle : seules les personnes chargées du dossier l’ouvrent, et elle n’est pas transmise.
follow-nothing = Écrivez un message ou choisissez un fichier.

## Accord
follow-consent = La coalition demande votre accord
follow-consent-ask = Pouvons-nous remettre un résumé à l’organe compétent ? Il ne contient ni votre nom, ni ce qui permettrait de vous reconnaître. Sans votre accord, le dossier reste dans la coalition, sauf si une vie ou la sécurité de quelqu’un en dépend.
follow-consent-refused = Vous avez refusé. Vous pouvez changer d’avis.
follow-consent-noted-no = La coalition a noté que vous refusez. Si c’est faux, acceptez ici. Si c’est juste, vous pouvez le confirmer.
follow-consent-given = Votre accord
follow-consent-noted-yes = La coalition a noté votre accord. Si c’est faux, retirez-le ici.
follow-consent-given-detail = Vous acceptez qu’un résumé soit remis à l’organe compétent. Vous pouvez changer d’avis jusqu’à la transmission.
follow-consent-withdraw = Je retire mon accord
follow-consent-kept = Votre choix est enregistré.
follow-consent-yes = J’accepte
follow-consent-no = Je n’accepte pas

## Après la clôture
follow-closed = Votre dossier est clos
follow-closed-ask = Deux questions, pour que les chiffres disent la vérité.
follow-answered = Avez-vous reçu une réponse ?
follow-resolved = Le problème est-il résolu ?
follow-resolved-yes = Oui
follow-resolved-partly = En partie
follow-resolved-no = Non
follow-thanks = Merci. Votre avis est compté.
