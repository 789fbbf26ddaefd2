### Suivre son dossier avec le reçu.

follow-title = Suivre mon dossier
follow-lead = Écrivez les 20 chiffres de votre reçu. Personne d’autre ne les connaît.
follow-receipt = Votre reçu
follow-receipt-hint = 20 chiffres, avec ou sans espaces
follow-open = Ouvrir mon dossier
follow-wrong = Ce reçu n’ouvre aucun dossier. Vérifiez chaque chiffre. Un dossier déjà effacé donne la même réponse.
follow-lost = Sans reçu, le dossier ne peut pas être ouvert. La coalition continue de le traiter.
follow-again = Votre dossier s’est fermé après quinze minutes. Écrivez de nouveau votre reçu : ce que vous avez écrit est gardé ci-dessous.
follow-again-empty = Votre dossier s’est fermé après quinze minutes. Écrivez de nouveau votre reçu.
follow-unsent = Ce que vous avez écrit, pas encore envoyé
follow-case = Dossier { $reference }
follow-now = Où en est le dossier
follow-way = Ce qui s’est passé
follow-next = La suite
follow-leave = Fermer mon dossier
follow-left = Votre dossier est fermé sur ce téléphone. Pensez à effacer l’historique du navigateur.
follow-kept-until = Ce dossier sera effacé le { $date }.

## Événements, en mots simples
event-received = La coalition a reçu votre signalement
event-assigned = Une personne de la coalition s’en charge
event-assessed = La coalition a vérifié votre signalement
event-more-asked = La coalition vous demande des précisions
event-more-given = Vous avez ajouté des précisions
event-consent-asked = La coalition demande votre accord pour transmettre un résumé
event-consent-given = Vous avez donné votre accord
event-consent-refused = Vous n’avez pas donné votre accord
event-referred = Transmis à : { $office }
event-referred-due = réponse attendue avant le { $date }
event-acknowledged = { $office } a confirmé la réception
event-accepted = { $office } a accepté de traiter le dossier
event-refused = { $office } a refusé : { $reason }
event-returned = Le dossier revient à la coalition
event-reminded = La coalition a relancé { $office }
event-overdue = { $office } n’a pas répondu dans le délai
event-escalated = Sans réponse, le retard est compté en public
event-answered = { $office } a répondu
event-measured = { $office } a pris une mesure
event-closed = Le dossier est clos : { $reason }
event-reopened = Le dossier est rouvert
event-merged = Votre dossier a été joint à un autre qui raconte les mêmes faits
event-unmerged = Votre dossier est de nouveau traité à part

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
follow-attach-hint = Une photo peut montrer où elle a été prise. Nous gardons l’original scellé et nous retirons ces traces de la copie de travail.
follow-nothing = Écrivez un message ou choisissez un fichier.

## Accord
follow-consent = La coalition demande votre accord
follow-consent-text = Voici le résumé qui serait transmis à { $office }. Vérifiez que rien ne permet de vous reconnaître.
follow-consent-ask = Pouvons-nous remettre un résumé à l’organe compétent ? Il ne contient ni votre nom, ni ce qui permettrait de vous reconnaître.
follow-consent-refused = Vous avez refusé. Vous pouvez changer d’avis.
follow-consent-kept = Votre choix est enregistré.
follow-consent-yes = J’accepte
follow-consent-no = Je n’accepte pas
follow-consent-change = Il faut retirer quelque chose

## Après la clôture
follow-closed = Votre dossier est clos
follow-closed-ask = Deux questions, pour que les chiffres disent la vérité.
follow-answered = Avez-vous reçu une réponse ?
follow-resolved = Le problème est-il résolu ?
follow-resolved-yes = Oui
follow-resolved-partly = En partie
follow-resolved-no = Non
follow-thanks = Merci. Votre avis est compté.
follow-reopen = Demander la réouverture
follow-reopen-hint = Dites ce qui est nouveau. La coalition décide et vous répond ici.
