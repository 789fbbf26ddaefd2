### Un dossier sur une page, au bureau.

case-title = Dossier { $reference }
case-opened-note = Votre lecture de ce dossier est notée.
case-content = Ce qui est raconté
case-content-sealed = Ce contenu n’a pas été scellé pour vous : le dossier est arrivé avant vous, ou a été confié à d’autres. Un coordinateur qui l’ouvre peut vous le partager.
case-content-lost = Personne en fonction ne détient de clé pour ce contenu. Il reste fermé tant que les parts de la clé de secours ne sont pas réunies.
case-facts = Faits
case-way = Historique
case-readers = Qui l’a lu
case-readers-none = Personne pour l’instant.
case-kept-until = Effacement prévu le { $date }
case-excluded = Organisations exclues par l’auteur
case-take = Prendre ce dossier
case-assign = Confier à
case-assigned = Confié à { $name }
case-changed = Rien de vous n’a été enregistré, et votre texte est encore dans le formulaire.
case-done = C’est enregistré.

## Évaluation
assess-title = Évaluer
assess-checklist = Vérifications
assess-credibility = Crédibilité
assess-reasons = Vos raisons
assess-reasons-hint = En quelques phrases. D’autres gestionnaires les liront.
assess-save = Enregistrer l’évaluation
assess-outcome = Évaluation : { $score } sur { $most }, par { $name }, { $date }

## Doublons
similar-title = Dossiers qui se ressemblent
similar-place = même lieu
similar-service = même service
similar-period = même période
similar-words = mots communs
similar-how = La machine compare les mots des récits et n’en montre aucun : cela ne compte pas comme une lecture.
similar-none = Aucun dossier proche.
similar-merge = Joindre
similar-merge-ask = Joindre { $other } à ce dossier ?
similar-merge-detail = Les deux reçus continuent d’ouvrir. Vous pourrez défaire.
similar-has-joined = Ce dossier en a déjà accueilli un autre : ouvrez-le, et joignez-y plutôt celui-ci.
similar-unmerge = Séparer

## Résumé sans identité
summary-title = Résumé à transmettre
summary-hint = Écrivez à côté de l’original. Ôtez noms, fonctions trop précises, dates exactes, tout ce que deux personnes seulement savaient.
summary-text = Résumé
summary-save = Enregistrer le résumé
summary-stored = Le résumé enregistré. Si vous enregistrez le vôtre, il le remplace.
summary-missing = Écrivez d’abord le résumé.

## Accord de l’auteur
consent-title = Accord de l’auteur
consent-needed = L’auteur n’a pas donné son accord. Ne transmettez sans lui que si une vie ou la sécurité de quelqu’un en dépend, et dites pourquoi.

## Transmission
refer-title = Transmettre
refer-office = À quel organe ?
refer-deadlines = Réception à confirmer au plus tard le { $acknowledge }, réponse au plus tard le { $answer } (jours ouvrés du Mali).
refer-send = Transmettre le résumé
refer-sent = Transmis : { $office }
refer-sent-detail = Un courriel avec un lien va partir : la page du dossier dira s’il est envoyé. Remettez le code par une autre voie, par téléphone ou en main propre.
refer-letter = Courriel avec le lien
refer-letter-queued = va partir
refer-letter-sent = envoyé
refer-letter-failed = pas parti
refer-letter-lost = Le courriel avec le lien n’est pas parti, malgré plusieurs essais : l’organe ne sait rien de ce dossier. Vérifiez son adresse, puis envoyez un nouveau lien, ou retirez la transmission. Les délais, eux, courent.
refer-code = Code à remettre
refer-code-hint = Il ne se montre qu’une fois. Sans lui, le lien n’ouvre rien.
refer-resend = Envoyer un nouveau lien
refer-withdraw = Retirer la transmission

## Messages
talk-title = Messages avec l’auteur
talk-write = Écrire à l’auteur
talk-write-hint = L’auteur le lira avec son reçu. Ne demandez pas son identité.
talk-send = Envoyer
talk-reporter = L’auteur
talk-reporter-of = L’auteur du dossier joint { $reference }
talk-desk-to = La coalition, à l’auteur du dossier joint { $reference }
talk-joined = Pour écrire à l’auteur d’un dossier joint, ouvrez ce dossier :
talk-none = Pas encore de message.
notes-title = Notes internes
notes-add = Ajouter une note
notes-hint = L’auteur et les organes ne les voient pas.

## Clôture
close-title = Clore
close-reason = Raison
close-save = Clore le dossier
reopen-title = Rouvrir
reopen-reason = Pourquoi rouvrir ?
reopen-save = Rouvrir le dossier

## Page
case-sections = Parties de la page
case-keys = Clavier, avec Alt (ou Alt + Maj selon le navigateur) : 1 à 8 pour les parties, q pour la liste.
case-go-content = Récit
case-go-talk = Messages
case-go-summary = Résumé
case-go-similar = Doublons
case-next = Suite
case-back = Retour au dossier
case-channel = Arrivé par
case-lang = Langue de l’auteur
case-content-role = Votre rôle ne lit pas les contenus.
case-files = Pièces
case-files-joined = Pièces du dossier joint { $reference }
case-file = Pièce { $n }
case-file-letter = Pièce { $n }, lettre de l’organe
case-files-danger = Une pièce peut contenir un programme nuisible, ou dire qui est l’auteur. Ouvrez-la sur un ordinateur sûr, hors réseau, et ne la transmettez pas.
case-reader = { $name }, { $moment } ({ $times } ×)
channel-web = le site
channel-api = une application partenaire
channel-staff = le bureau
channel-other = une autre voie

## Suivi
assign-title = Suivi
assign-mine = Vous suivez ce dossier.
assign-nobody = Personne ne suit ce dossier pour l’instant.
assign-put-back = Remettre dans la file
assign-give = Confier
assess-done = Évaluation
assess-choose = Choisissez
assess-again = Évaluer de nouveau
summary-none = Aucun résumé n’est encore écrit.
talk-desk = La coalition
similar-joined = Dossiers joints à celui-ci

## Accord et transmission
consent-is-yes = L’auteur accepte qu’un résumé soit transmis.
consent-is-no = L’auteur refuse que le dossier soit transmis.
consent-is-ask = L’auteur veut être interrogé d’abord.
consent-noted = { $said } Noté par { $who }.
consent-is-asked = La question lui est posée dans son dossier. Vous pouvez aussi lui écrire.
consent-record = Noter ce que l’auteur a dit autrement
consent-record-label = Qu’a-t-il dit ?
consent-own-no = C’est l’auteur qui l’a dit. Lui seul peut changer d’avis, dans son dossier, avec son reçu.
consent-how = Comment l’a-t-il dit ?
consent-how-hint = Quand, par quelle voie, à qui. L’auteur lira ce que vous écrivez et pourra le corriger.
consent-record-hint = Par téléphone ou de vive voix, par exemple.
refer-by-coordinator = Le coordinateur transmet le dossier quand le résumé et l’accord sont prêts.
refer-override = Pourquoi transmettre sans l’accord ?
refer-override-hint = Seulement si une vie ou la sécurité de quelqu’un en dépend. Votre raison est gardée et scellée. L’auteur lira que le résumé est transmis sans son accord.
refer-renew = Le lien est perdu ou expiré
refer-renew-hint = L’ancien lien et l’ancien code ne vaudront plus rien.
refer-demo-link = Démonstration : aucun courriel ne part. Voici le lien.
refer-withdraw-reason = Pourquoi retirer le dossier à cet organe ?
refer-withdraw-hint = Le dossier revient à la vérification. Le lien de l’organe se ferme.
referral-sent = transmis
referral-acknowledged = réception confirmée
referral-accepted = pris en charge
referral-refused = refusé
referral-answered = répondu
referral-recalled = retiré
referral-at = Transmis le
referral-acknowledge-by = Réception à confirmer au plus tard le
referral-answer-by = Réponse attendue au plus tard le
close-hint = L’auteur lit cette raison dans son dossier.

## Historique
actor-clock = l’horloge du site
history-opened = Signalement reçu
history-attached = Pièce jointe
history-moved = État : { $state }
history-closed = Clos : { $reason }
history-assessed = Évalué : { $mark } sur { $most }
history-assigned = Confié à { $name }
history-put-back = Remis dans la file
history-summarised = Résumé écrit
history-consent-yes = Accord donné pour transmettre
history-consent-no = Accord refusé pour transmettre
history-consent-ask = L’auteur veut être interrogé avant de transmettre
history-consent-noted-yes = Noté par le bureau : l’auteur accepte que le résumé soit transmis
history-consent-noted-no = Noté par le bureau : l’auteur refuse que le dossier soit transmis
history-consent-noted-ask = Noté par le bureau : l’auteur est à interroger avant de transmettre
history-consent-set-aside = Transmis sans l’accord de l’auteur, avec une raison gardée
history-referred = Transmis : { $office }, réponse attendue au plus tard le { $date }
history-link-renewed = Nouveau lien donné à l’organe
history-acknowledged = L’organe confirme la réception
history-accepted = L’organe prend le dossier en charge
history-refused = L’organe refuse le dossier
history-answered = L’organe répond. Mesure : { $measure }
history-reminded = Relance après { $days } jours ouvrés
history-escalated = Silence signalé aux coordinateurs
history-counted = Silence compté en public
history-recalled = Dossier retiré à l’organe
history-noted = Note ajoutée
history-message-sent = Message à l’auteur
history-message-received = Message de l’auteur
history-merged = Joint à un autre dossier
history-absorbed = Un autre dossier est joint à celui-ci
history-unmerged = Séparé de l’autre dossier
history-released = Un dossier joint est séparé
history-echoed = Message de l’auteur d’un dossier joint
history-resumed = Le dossier qui le poursuit est rouvert
history-retained = Effacement prévu le { $date }
history-erased = Contenu effacé
history-feedback = L’auteur dit : répondu : { $answered } ; réglé : { $resolved }
feedback-partly = en partie
