### Signaler : avant de commencer, les questions, la relecture, le reçu.

## Avant de commencer
report-title = Signaler un abus
report-before-title = Avant de commencer
report-before-lead = Comptez cinq minutes, une question par page. Votre nom n’est pas demandé. À la fin, vous recevez un reçu de 20 chiffres pour suivre votre dossier.
report-start = Commencer
report-start-over = Tout effacer et recommencer
report-start-another = J’ai noté mon reçu, commencer un autre signalement
report-danger = Si vous êtes en danger, mettez-vous d’abord à l’abri. Ce site n’est pas un service d’urgence.
report-honest = Dites ce que vous savez et comment vous le savez. N’accusez personne si vous savez que c’est faux.
report-nobody-title = Aujourd’hui, personne ne pourrait lire votre signalement
report-nobody = Aucune personne de la coalition n’a de clé pour ce service : votre signalement serait refusé à la fin. N’écrivez rien ici pour l’instant. Revenez plus tard, ou adressez-vous à une organisation de la coalition.
report-some-places = Aujourd’hui, la coalition ne suit ce service que dans certains lieux. Un signalement venu d’ailleurs, ou sans lieu, serait refusé à la fin.

report-see-title = Qui peut voir quoi
report-see-coalition = La coalition : les personnes chargées de votre dossier lisent tout ce que vous écrivez. Vous pouvez exclure des organisations.
report-see-office = L’organe de l’État : il lit un résumé d’où l’on a retiré ce qui vous désigne, et seulement si vous êtes d’accord. Une exception : si la vie ou la sécurité de quelqu’un en dépend, un coordinateur peut le transmettre sans votre accord, et vous le lirez dans votre dossier.
report-see-public = Le public : des nombres, quand au moins { $threshold } dossiers se ressemblent. Jamais votre récit.
report-see-server = Ceux qui tiennent le serveur : votre récit passe par le serveur à l’envoi, puis il est scellé. Il ne se rouvre pas sans la clé d’un gestionnaire.
report-see-operator = Votre opérateur de téléphonie : il voit que ce téléphone a ouvert ce site, et quand. Il ne voit pas ce que vous écrivez.
report-see-operator-open = Cette installation n’a pas de connexion chiffrée : votre opérateur peut lire tout ce que vous écrivez. N’écrivez rien de vrai ici.

report-shared-title = Sur un téléphone prêté ou partagé
report-shared = Le navigateur garde la trace de ce site. Ouvrez un onglet privé si vous le pouvez, sinon effacez l’historique à la fin.
report-leave = « Quitter vite » ouvre aussitôt une autre page. Il n’efface pas l’historique.

report-proxy-title = Vous utilisez Opera Mini
report-proxy = Avec ce navigateur, les pages passent par les ordinateurs d’Opera, qui peuvent lire ce que vous écrivez. Ouvrez plutôt ce site avec Chrome, Firefox ou le navigateur du téléphone. Sinon, adressez-vous à une organisation de la coalition.
report-proxy-go-on = Continuer quand même

## Brouillon
report-draft-found = Un signalement est commencé sur ce téléphone
report-draft-resume = Reprendre
report-draft-erase = Tout effacer
report-draft-note = Vos réponses sont gardées scellées pendant 24 heures, puis effacées. Vous pouvez revenir en arrière ou recharger la page.
report-draft-over = Vos réponses ne sont plus là
report-draft-over-detail = Elles sont gardées 24 heures, puis effacées. Recommencez, ou ouvrez votre dossier si vous avez déjà un reçu.
report-erased-title = Tout est effacé
report-erased = Vos réponses n’existent plus sur ce site. Pensez à effacer l’historique du navigateur.
report-sent = Votre signalement est bien enregistré
report-sent-detail = Il a été envoyé depuis ce téléphone. Si vous n’avez pas vu votre reçu, vous pouvez le voir encore, sur ce téléphone seulement, pendant une heure après l’envoi ou jusqu’à ce que vous appuyiez sur « J’ai noté mon reçu ».
report-sent-show = Voir mon reçu

## Les questions
report-sealed = Scellé : seules les personnes chargées du dossier le liront.
report-counted = Compté dans les chiffres publics, seulement quand au moins { $threshold } dossiers se ressemblent.
report-place-down = Choisir pas à pas : { $level }
report-place-elsewhere = Choisir un autre lieu
report-place-up = Remonter
report-place-other = Autre région
report-place-choose = Choisir
report-place-undecided = Choisissez un lieu de la liste, ou « Je ne sais pas où ».
report-geopoint-hint = Latitude puis longitude, par exemple 12.65 -8.00. Le lieu suffit si vous ne les connaissez pas.
report-file-limit = Un seul fichier, { $max } Mo au plus.
report-file-kept = Fichier joint : { $name }
report-file-remove = Retirer ce fichier
report-exclude-all = Avec ces exclusions, personne ne pourrait lire votre dossier. Laissez au moins une autre organisation.
report-exclude-unread = Aucune des organisations que vous laissez ne peut lire votre dossier aujourd’hui. Retirez au moins une exclusion.
report-exclude-unread-names = Aucune des organisations que vous laissez ne peut lire votre dossier aujourd’hui. Laissez au moins une de celles-ci : { $names }.

## Relecture
report-review-title = Relisez avant d’envoyer
report-review-lead = Rien n’est encore envoyé à la coalition. Vous pouvez modifier chaque réponse.
report-review-empty = Pas de réponse
report-review-send = Envoyer à la coalition
report-review-incomplete = Il manque une réponse
report-review-fault = { $field } : { $said }

## Attente
report-wait-title = Beaucoup de personnes signalent en ce moment
report-wait-seconds = Votre tour vient dans { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
  }. Attendez, puis appuyez sur le bouton.
report-wait-minutes = Votre tour vient dans { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
  } environ. Attendez, puis appuyez sur le bouton.
report-wait-turn = Votre tour vous est gardé { $minutes } minutes. Après, il faudra en attendre un autre.
report-wait-no-turn = Trop de personnes attendent : nous ne pouvons pas encore vous garder un tour. Appuyez de nouveau sur le bouton dans { $minutes } minutes.
report-wait-no-turn-then = Gardez cette page ouverte : ceux qui attendent depuis plus longtemps passent avant les nouveaux.
report-wait-kept = Vos réponses sont gardées. Rien n’est encore envoyé à la coalition.
report-wait-again = Réessayer
report-unattended-back = Revoir mes réponses

## Reçu
receipt-title = Votre signalement est enregistré
receipt-yours = Votre reçu
receipt-keep = Recopiez ces 20 chiffres. C’est le seul moyen de suivre votre dossier : nous ne pouvons pas les retrouver pour vous.
receipt-secret = Qui a ces chiffres peut lire les réponses et écrire à votre place. Ne les montrez à personne.
receipt-print = Pour l’imprimer : menu du navigateur, puis « Imprimer ».
receipt-reference = Dossier { $reference }
receipt-reference-hint = Ce numéro sert à parler du dossier. Il n’ouvre rien.
receipt-next = La suite
receipt-come-back = Revenez à partir du { $date }, sur « Suivre mon dossier ».
receipt-shared = Pendant une heure, ce téléphone peut montrer encore ce reçu. Sur un téléphone partagé : écrivez-le sur papier, appuyez sur « J’ai noté mon reçu », effacez l’historique.
receipt-sealed = Votre récit est passé par le serveur à l’envoi. Il est maintenant scellé : seules les personnes chargées du dossier peuvent l’ouvrir.
receipt-written = J’ai noté mon reçu

## Le chemin d’un dossier
way-received = Reçu par la coalition
way-assessed = Vérifié par la coalition
way-assessed-when = dans les { $days } jours ouvrés
way-referred = Transmis à l’organe compétent
way-referred-when = s’il est crédible et si vous êtes d’accord, sans rien qui vous désigne
way-answered = Réponse de l’organe
way-answered-when = dans les { $days } jours ouvrés ; sans réponse, le retard est compté en public
way-closed = Clos
way-closed-when = vous dites si c’est résolu
way-today = aujourd’hui
