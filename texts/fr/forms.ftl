### Les formulaires du terrain au bureau, les fiches qu’ils rapportent, les bénévoles qui les remplissent.

desk-nav-forms = Formulaires
desk-nav-volunteers = Bénévoles
desk-nav-readings = Consultations

## Liste des formulaires
forms-title = Formulaires
forms-lead = Ce que les équipes de terrain remplissent, avec ODK Collect ou KoboCollect, dans un navigateur ou sur papier, et ce qui en est arrivé.
forms-lead-reader = Les formulaires dont vous pouvez lire les fiches.
forms-none = Aucun formulaire n’est encore là. Ajoutez-en un, puis inscrivez les bénévoles qui le rempliront.
forms-none-reader = Aucun formulaire ne vous est ouvert. Une fiche ne dit pas toujours d’où elle vient : pour lire les fiches, il faut suivre tout le pays.
forms-form = Formulaire
forms-state = État
forms-state-draft = en préparation
forms-state-open = ouvert
forms-state-closed = fermé
forms-version = Version
forms-version-none = sans version
forms-records = Fiches
forms-waiting = Attendent un fichier
forms-conflicts = En conflit
forms-missing = Fichiers manquants

## Ajouter
forms-add = Ajouter un formulaire
forms-add-lead = Un formulaire déjà connu reçoit une nouvelle version. Les fiches remplies avec l’ancienne continuent d’être reçues.
forms-file = Fichier du formulaire
forms-file-hint = Un classeur XLSForm (.xlsx, .xls) ou un XForm (.xml), comme l’exportent ODK et Kobo.
forms-media = Fichiers qui l’accompagnent
forms-media-hint = Images, sons et listes que le formulaire nomme. Choisissez-les tous à la fois.
forms-media-again = Un fichier de même nom est remplacé. Ce que le formulaire ne nomme pas est laissé de côté.
forms-media-title = Fichiers du formulaire
forms-media-do = Envoyer les fichiers
forms-pack = Service
forms-pack-none = aucun
forms-pack-hint = Les fiches ne s’ouvrent alors qu’à celles et ceux qui travaillent sur ce service.
forms-draft = Garder en préparation
forms-draft-hint = Personne ne le voit, et la même version peut encore être remplacée. Cela ne change rien à un formulaire déjà connu.
forms-add-do = Ajouter
forms-fault-none = Choisissez le fichier du formulaire.
forms-fault-more = { $n ->
    [one] Et une autre faute, à voir quand celles-ci seront corrigées.
   *[other] Et { $n } autres fautes, à voir quand celles-ci seront corrigées.
  }
forms-fault-not-text = Ce fichier n’est pas un XForm en UTF-8. Rien n’a été ajouté.
forms-fault-line = Ligne { $line } : { $fault } Rien n’a été ajouté.
forms-fault-whole = { $fault } Rien n’a été ajouté.
forms-fault-name = L’identifiant ou la version manque, dépasse 255 octets ou contient un caractère de contrôle. Rien n’a été ajouté.
forms-fault-nameless = Le formulaire demande des fiches chiffrées sans meta/instanceID : personne ne pourrait les ouvrir. Ajoutez ce nœud. Rien n’a été ajouté.
forms-fault-list = Le formulaire lit ou tient à jour « { $list } » : à cette liste tient aussi un formulaire d’un autre service, ou dont vous n’ouvrez pas les fiches. Donnez un autre nom à la liste ou, si le formulaire ne fait que la lire, joignez le fichier { $list }.csv. Rien n’a été ajouté.
forms-fault-same-version = La version « { $version } » de « { $form } » est déjà proposée, avec un autre contenu : les téléphones les confondraient. Donnez un autre numéro de version au formulaire. Rien n’a été ajouté.

## Un formulaire
forms-back = Tous les formulaires
forms-back-one = Retour au formulaire
forms-done-added = Le formulaire est enregistré.
forms-done-draft = Le formulaire est en préparation.
forms-done-open = Le formulaire est ouvert : il est proposé aux bénévoles à qui il est confié.
forms-done-closed = Le formulaire est fermé : il n’est plus proposé et ne reçoit plus de fiches. Ce qui est arrivé reste.
forms-unused = Le formulaire ne nomme pas ces fichiers, laissés de côté : { $names }
forms-missing-detail = Le formulaire nomme des fichiers qui ne sont pas là. Sans eux, des téléphones ne l’ouvriront pas :
forms-about = Ce formulaire
forms-id = Identifiant
forms-languages = Langues
forms-language-one = une seule, sans nom
forms-turn-open = Ouvrir le formulaire
forms-turn-open-detail = Il sera proposé aux bénévoles à qui il est confié, et leurs fiches seront reçues.
forms-turn-closed = Fermer le formulaire
forms-turn-closed-detail = Il ne sera plus proposé, et aucune nouvelle fiche ne sera reçue. Ce qui est arrivé reste.
forms-see-records = Voir les fiches
forms-see-trial = Essayer le formulaire
forms-see-paper = Version papier
forms-see-entry = Saisir des fiches de papier
forms-see-questions = Voir les questions
forms-versions = Versions
forms-versions-detail = Les téléphones reconnaissent une version à son empreinte MD5. Les anciennes restent reçues.
forms-version-now = (proposée)
forms-version-added = Ajoutée
forms-version-md5 = MD5
forms-version-add = Ajouter une version
forms-export = Exporter
forms-export-detail = Toutes les fiches, sans celles qui ont été corrigées. Ces fichiers ne sont plus scellés : gardez-les comme les réponses elles-mêmes.
forms-export-csv = Fiches (CSV)
forms-export-xlsx = Classeur : fiches, répétitions, libellés et questions (XLSX)
forms-export-json = Fiches avec leurs répétitions (JSON)
forms-export-geojson = Fiches sur une carte (GeoJSON)
forms-export-table = Répétition « { $table } » (CSV)

## Questions
forms-questions-title = Questions de « { $form } »
forms-questions-lead = Tout ce que la version proposée demande, dans l’ordre, qu’une condition le cache ou non.
forms-questions-none = Ce formulaire ne demande rien.
forms-question = Question
forms-answer = Réponse
forms-name = Nom
forms-kind-repeat = se répète
forms-kind-group = groupe
forms-kind-computed = calculé
forms-kind-choice = choix
forms-kind-number = nombre
forms-kind-date = date
forms-kind-time = heure
forms-kind-place = position
forms-kind-file = fichier
forms-kind-text = texte
forms-choices-more = { $n ->
    [one] et une autre
   *[other] et { $n } autres
  }

## Fiches
records-title = Fiches de « { $form } »
records-lead = Ce que les bénévoles ont envoyé. Une fiche corrigée est remplacée par sa correction.
records-caption = Fiches, les plus récentes d’abord
records-received = Reçue
records-volunteer = Bénévole
records-review = Examen
records-review-received = reçue
records-review-received-hint = Pas encore examinée, ou à examiner de nouveau.
records-review-question = à éclaircir
records-review-question-hint = Une question est à poser à la personne qui l’a envoyée.
records-review-approved = approuvée
records-review-approved-hint = Bonne à compter.
records-review-rejected = écartée
records-review-rejected-hint = À ne pas compter. Elle est gardée.
records-narrow = Filtrer
records-from = Reçues depuis le
records-to = Reçues jusqu’au
records-only-waiting = Seulement celles qui attendent un fichier
records-only-clashing = Seulement celles en conflit
records-awaits = { $n ->
    [one] attend un fichier
   *[other] attend { $n } fichiers
  }
records-clashes = { $n ->
    [one] un conflit
   *[other] { $n } conflits
  }
records-corrected = correction
records-encrypted-short = chiffrée par le téléphone
records-shown = { $n ->
    [one] une fiche
   *[other] { $n } fiches
  }
records-empty = Aucune fiche ici
records-empty-filter = Aucune fiche ne répond à ces critères.
records-empty-yet = Les fiches paraîtront ici dès que les téléphones les enverront.
records-back = Retour aux fiches
records-map = Voir sur la carte
records-map-title = Carte des fiches de « { $form } »
records-map-lead = Le premier point de chaque fiche. Cette carte montre où des personnes ont répondu : elle ne se montre qu’à qui peut ouvrir les fiches.
records-map-none = Ce pays a été installé sans contours.
records-map-said = { $points ->
    [one] { $points } point
   *[other] { $points } points
  } pour { $records ->
    [one] une fiche
   *[other] { $records } fiches
  }
records-map-more = Seules les { $n } fiches les plus récentes sont dessinées. L’export GeoJSON les contient toutes.
records-map-without = { $n ->
    [one] Une fiche n’a pas de position.
   *[other] { $n } fiches n’ont pas de position.
  }
records-map-outside = { $n ->
    [one] Un point tombe hors de la carte.
   *[other] { $n } points tombent hors de la carte.
  }

## Une fiche
record-title = Fiche reçue le { $moment }
record-done = C’est noté.
record-replaced = Une correction a pris la place de cette fiche.
record-successor = Voir la correction
record-awaits = { $n ->
    [one] Cette fiche attend encore un fichier. Le téléphone l’enverra avec le prochain envoi.
   *[other] Cette fiche attend encore { $n } fichiers. Le téléphone les enverra avec le prochain envoi.
  }
record-elsewhere = Cette fiche parle d’un lieu hors de la zone de travail de la personne qui l’a envoyée.
record-clashes = { $n ->
    [one] Une autre fiche est arrivée sous le même identifiant. Elle est montrée plus bas, à côté de celle-ci.
   *[other] { $n } autres fiches sont arrivées sous le même identifiant. Elles sont montrées plus bas, à côté de celle-ci.
  }
record-clashes-see = Comparer et choisir
record-answers = Réponses
record-about = Cette fiche
record-device = Appareil
record-instance = Identifiant
record-sealed = Les fiches sont scellées avec la clé du serveur, pas avec celles des gestionnaires : qui tient à la fois la base et les secrets du serveur peut les lire.
record-encrypted = Le téléphone a chiffré cette fiche avec la clé du formulaire. Le serveur ne peut pas l’ouvrir.
record-empty = Cette fiche ne contient aucune réponse.
record-cut = La fiche est longue : la suite est dans les exports.
record-nothing = sans réponse
record-instance-of = { $name } { $n }
record-file-awaited = (pas encore arrivé)
record-picture = Photo { $name }
record-review-title = Examiner
record-note = Remarque
record-note-hint = Facultative. Elle est scellée comme la fiche et ne s’efface pas.
record-review-do = Noter
record-history = Historique
record-corrected-here = Corrigée au bureau :
record-chosen-here = Choisie au bureau :
record-earlier = Avant correction
record-earlier-detail = Cette fiche en corrige d’autres, qui restent :
record-clash-title = Autre fiche sous le même identifiant ({ $n })
record-clash-settled = Mise de côté le { $moment } : une autre a été choisie. Elle est gardée.
record-kept = Fiche gardée
record-other = Autre fiche
record-differences = Ce qui diffère
record-same-words = Les réponses sont les mêmes ; seule leur écriture diffère.

## Choisir entre des fiches
choose-title = Quelle fiche vaut ?
choose-detail = Les exports et les résultats n’utilisent que celle que vous choisissez. Les autres sont gardées, avec votre nom, la date et votre motif.
choose-which = La fiche qui vaut
choose-kept = Celle qui est ici
choose-kept-hint = Elle reste en place, avec son examen.
choose-other = L’autre fiche ({ $n })
choose-other-hint = Arrivée le { $moment }. Elle prend la place de celle-ci et sera à examiner. Les fichiers de même nom sont repris.
choose-reason = Pourquoi celle-là ?
choose-reason-missing = Écrivez pourquoi vous choisissez cette fiche.
choose-do = Enregistrer le choix

## Corriger une fiche
correct-title = Corriger cette fiche
correct-back = Retour à la fiche
correct-lead = La correction devient une fiche à part, qui prend la place de celle-ci. Les deux restent. Les fichiers joints sont repris, sauf ceux que vous remplacez ou retirez.
correct-reason = Pourquoi cette correction ?
correct-reason-hint = Ce motif reste dans l’historique de la fiche.
correct-reason-missing = Écrivez pourquoi vous corrigez cette fiche.
correct-same = Rien n’a été changé.
correct-file-now = Fichier actuel : { $name }. Choisissez-en un autre pour le remplacer ; l’ancien reste avec la fiche d’avant.
correct-file-none = Aucun fichier pour le moment.
correct-file-away = Retirer { $name }
correct-file-kind = Ce fichier n’est pas du genre que la question demande. Choisissez une photo, un son ou une vidéo, selon la question.
correct-file-empty = Ce fichier est vide. Choisissez-en un autre.
correct-files-again = Choisissez de nouveau les fichiers : votre navigateur ne les a pas gardés.
correct-cannot = Cette fiche ne peut pas être corrigée ici : elle est chiffrée, trop longue pour une page, ou son formulaire ne peut pas être calculé sans le téléphone.
correct-do = Enregistrer la correction

## Bénévoles
volunteers-title = Bénévoles
volunteers-lead = Les personnes qui remplissent les formulaires avec leur téléphone. Elles n’ont pas accès au bureau.
volunteers-none = Personne n’est encore inscrit.
volunteers-name = Nom
volunteers-name-hint = Un nom ou un pseudonyme : il figure à côté de chaque fiche et dans les exports.
volunteers-access = Accès
volunteers-active = ouvert
volunteers-revoked = fermé le { $date }
volunteers-seen = Vu
volunteers-never = jamais
volunteers-forms = Formulaires confiés
volunteers-fault-list = Parmi les formulaires choisis, l’un lit ou tient à jour une liste que vous ne pouvez pas lire. Décochez-le.
volunteers-places = Lieu
volunteers-place = Où travaille cette personne ?
volunteers-no-form = Ajoutez d’abord un formulaire à lui confier.
volunteers-add = Inscrire une personne
volunteers-add-do = Inscrire et montrer le code
volunteers-back = Retour à la liste
volunteers-back-one = Retour à la personne
volunteers-assign = Changer les formulaires et les lieux
volunteers-assign-title = Formulaires et lieux de { $name }
volunteers-assign-lead = Le téléphone reçoit les changements à sa prochaine actualisation. Une fiche d’un formulaire retiré sera refusée : demandez d’abord d’envoyer ce qui attend.
volunteers-assign-do = Enregistrer
volunteers-assigned = Les formulaires et les lieux sont enregistrés.
volunteers-places-stay = Lieux de cette personne
volunteers-places-stay-hint = Décochez un lieu pour le retirer. Sans lieu, c’est tout le pays.
volunteers-place-more = Ajouter un lieu
volunteers-place-none = Aucun de plus
volunteers-code-title = Code de { $name }
volunteers-code-for = Pour le téléphone de { $name }
volunteers-code-how = Dans ODK Collect ou KoboCollect, choisissez « Configurer avec un code QR » et montrez ce code à l’appareil photo.
volunteers-code-scan = Code QR qui règle Collect
volunteers-code-address = Sans appareil photo, entrez cette adresse comme adresse du serveur, sans nom ni mot de passe :
volunteers-code-once = Ce code ne se montre qu’une fois. Qui l’a peut envoyer des fiches sous ce nom : remettez-le en main propre, et renouvelez-le s’il se perd.
volunteers-web-for = Dans un navigateur, sans Collect
volunteers-web-how = On peut aussi remplir les formulaires dans un navigateur : montrez ce code à l’appareil photo du téléphone, ou ouvrez l’adresse.
volunteers-web-scan = Code QR qui ouvre l’espace des bénévoles
volunteers-no-address = L’adresse publique de cette maison n’est pas réglée : hors de cette machine, un téléphone n’atteindra pas celle du code.
volunteers-renew-title = Nouveau code
volunteers-renew-detail = Le code précédent cesse aussitôt de valoir. Les fiches qui attendent sur l’ancien téléphone ne pourront plus être envoyées avec lui.
volunteers-renew = Créer un nouveau code
volunteers-revoke-ask = Fermer l’accès de { $name } ?
volunteers-revoke-detail = Son téléphone ne recevra plus de formulaires et n’enverra plus de fiches. Ce qui est arrivé reste. Cela ne s’annule pas.
volunteers-revoke = Fermer l’accès

## Listes suivies
lists-title = Listes suivies
lists-lead = Les personnes, les lieux ou les choses que les fiches créent et changent, et que les formulaires proposent sur les téléphones.
lists-none = Aucune liste n’est encore là.
lists-none-detail = Un formulaire qui crée ou change des éléments (« entities » dans XLSForm) fait naître sa liste dès qu’il est proposé.
lists-list = Liste
lists-entities = Éléments
lists-conflicts = En conflit
lists-held = En attente
lists-faults = Non faits
lists-writers = Remplie par
lists-readers = Proposée par
lists-properties = Propriétés
lists-back = Toutes les listes
lists-back-one = Retour à la liste { $list }
lists-one-title = Liste { $list }
lists-shown = { $n ->
    [one] { $n } élément sur cette page
   *[other] { $n } éléments sur cette page
}
lists-narrow = Chercher dans la liste
lists-text = Nom ou identifiant
lists-only-conflicts = Seulement en conflit
lists-only-deleted = Seulement les supprimés
lists-empty = Rien à montrer
lists-empty-filter = Aucun élément ne correspond.
lists-empty-yet = Aucune fiche n’a encore créé d’élément.
lists-empty-so-far = Aucun élément ne correspond parmi les premiers.
lists-further = Chercher plus loin
lists-caption = Éléments de la liste
lists-label = Nom
lists-version = Version
lists-updated = Changé le
lists-created = Créé le
lists-state = Signalé
lists-id = Identifiant
lists-deleted = supprimé
lists-about = Cette liste
lists-about-one = Cet élément
lists-sealed = Le contenu est scellé avec la clé du serveur. Les noms des listes et des propriétés, les identifiants et les dates sont en clair dans la base.
lists-export = Télécharger
lists-export-detail = La liste comme tableau, avec les versions. Elle nomme des personnes ou des lieux : gardez-la en lieu sûr.
lists-export-do = Télécharger en CSV
lists-done = C’est fait.

lists-conflict-soft = à vérifier
lists-conflict-hard = en conflit
lists-conflict-soft-detail = Un changement a été fait sans connaître le précédent. Ils ne touchent pas les mêmes propriétés : les deux sont gardés.
lists-conflict-hard-detail = Deux changements se sont croisés sur la même propriété. Le dernier arrivé vaut, jusqu’à ce que quelqu’un tranche.
lists-conflicting = Changé deux fois : { $names }
lists-settle = Trancher le conflit
lists-settle-detail = Écrivez ce qui doit valoir. Les valeurs d’avant restent dans l’historique.
lists-settle-do = Trancher
lists-twice = Changé deux fois : voyez l’historique.
lists-amend = Corriger cet élément
lists-amend-detail = La correction devient une nouvelle version. Les téléphones la reçoivent à leur prochaine connexion.
lists-amend-do = Enregistrer
lists-label-missing = Donnez un nom à cet élément.
lists-delete = Supprimer cet élément
lists-delete-detail = Il quitte la liste, et les téléphones l’oublient à leur prochaine connexion. Son historique reste, et il peut être rétabli.
lists-delete-do = Supprimer de la liste
lists-restore-do = Rétablir
lists-deleted-by = Supprimé par { $by }, { $moment }.
lists-now = Ce qu’il dit
lists-history = Historique
lists-history-cut = Les { $n } derniers changements :
lists-entity-held = { $n ->
    [one] Un changement de cet élément attend celui qui le précède.
   *[other] { $n } changements de cet élément attendent celui qui les précède.
}
lists-step-created = Créé
lists-step-changed = Changé
lists-step-record = par une fiche
lists-step-desk = au bureau
lists-step-base = Fait à partir de la version { $n }, sans connaître la suivante.
lists-step-branch = Fait sur un téléphone sans réseau.
lists-step-forced = sans attendre davantage
lists-step-same = Rien n’a changé.
lists-step-blank = (effacé)
lists-deed-created = créé
lists-deed-changed = changé, version { $n }

lists-unmet = À regarder
lists-unmet-detail = Ce que des fiches ont demandé et qui n’est pas fait. Les fiches elles-mêmes sont gardées.
lists-why = Pourquoi
lists-record = Fiche
lists-act = Que faire
lists-try = Essayer de nouveau
lists-aside = Ne plus montrer
lists-waits = attend
lists-waits-detail = Le changement qui le précède n’est pas encore arrivé. Après { $days } jours, il est appliqué sans lui.
lists-fault-id = L’identifiant n’est pas un UUID de version 4.
lists-fault-label = L’élément à créer n’a pas de nom.
lists-fault-no-base = La fiche ne dit pas de quelle version elle part.
lists-fault-number = Une version n’est pas un nombre, ou dépasse un milliard.
lists-fault-branch = La suite de changements (branchId) n’est pas un UUID de version 4, ou manque.
lists-fault-list = La fiche nomme une autre liste que son formulaire.
lists-fault-not-permitted = Le formulaire ne permet pas cela.
lists-fault-exists = Un élément a déjà cet identifiant.
lists-fault-unknown = La liste n’a pas cet élément.
lists-fault-deleted = L’élément a été supprimé.
lists-fault-version = L’élément n’a jamais eu la version dont part la fiche.
lists-fault-too-many = La fiche porte plus de 1 000 éléments : aucun n’a été pris.
lists-fault-unreadable = Ce qui est gardé de l’élément ne s’ouvre pas avec la clé de cette maison.
## Le classeur d’un export : onglets et têtes de colonnes
forms-book-records = Fiches
forms-book-questions = Questions
forms-book-cuts = Coupures
forms-book-sheet = Feuille
forms-book-column = Colonne
forms-book-row = Ligne
forms-book-question = Question
forms-book-kind = Réponse
forms-book-code = Code
forms-book-label = Libellé

## Essayer un formulaire
trial-title = Essayer « { $form } »
trial-lead = Avant qu’un formulaire compte, essayez-le. Ce qui vient d’un essai n’est jamais compté, exporté ni publié.
trial-back = Retour à l’essai
trial-here-title = Ici, sur cet écran
trial-here-detail = Toutes les questions sur une page : ce qui est demandé, refusé et calculé. Rien n’est gardé.
trial-here-do = Remplir à blanc
trial-link-title = Avec un téléphone
trial-link-detail = Un lien à part donne le formulaire tel qu’il est maintenant, même en préparation, et reçoit des fiches d’essai qui restent sur cette page.
trial-link-closed = Ce formulaire est fermé : le lien ne le propose pas.
trial-link-since = Un lien d’essai vaut depuis le { $moment }.
trial-link-do = Créer un lien d’essai
trial-link-again = Créer un autre lien ; l’ancien ne vaut plus
trial-end = Fermer le lien
trial-done-ended = Le lien d’essai est fermé.
trial-done-emptied = Les fiches d’essai sont effacées.
trial-none-title = Aucune fiche d’essai
trial-none = Elles paraîtront ici dès qu’un téléphone réglé avec le lien en enverra.
trial-came = Fiches d’essai
trial-count = { $n ->
    [one] Une fiche d’essai, sur { $most } au plus.
   *[other] { $n } fiches d’essai, sur { $most } au plus.
  }
trial-more = Seules les plus récentes sont montrées.
trial-unread = Cette fiche est chiffrée, ou le formulaire a changé depuis.
trial-file = (arrivé, { $kb } Kio)
trial-empty = Effacer toutes les fiches d’essai
trial-project = Essai, { $coalition }
trial-code-title = Lien d’essai
trial-code-for = Pour un téléphone d’essai
trial-code-once = Ce code ne se montre qu’une fois. Il ajoute à Collect un projet à part, à côté de celui des vraies fiches. Qui l’a peut lire le formulaire et envoyer des fiches d’essai, rien d’autre.
dry-title = Remplir « { $form } » à blanc
dry-lead = Répondez et regardez : après chaque envoi, la page montre ce que le formulaire demande, refuse et calcule. Rien n’est gardé.
dry-sound = Avec ces réponses, la fiche pourrait être envoyée.
dry-cannot = Ce formulaire ne s’essaie pas ici : il est trop long pour une page, ou il ne peut pas être calculé sans le téléphone. Essayez-le avec un téléphone.
dry-do = Voir ce que cela donne
dry-clear = Recommencer
dry-add = Ajouter : { $name }
dry-required = Réponse obligatoire.
dry-file = Un fichier est demandé ici ; il ne s’essaie qu’avec un téléphone.
dry-told = La fiche que cela ferait

## Consultations
readings-title = Consultations
readings-lead = Qui a ouvert des fiches des équipes de terrain, et qui a exporté des fiches ou des listes. Rien de ce qu’elles disent. La même personne qui rouvre la même fiche dans les dix minutes n’est notée qu’une fois.
readings-none = Aucune fiche n’a été ouverte ni exportée.
readings-when = Quand
readings-who = Qui
readings-what = Quoi
readings-operator = Qui fait tourner le serveur
readings-act-opened = ouverture
readings-act-exported = export
readings-list = liste « { $list } »
readings-door-desk = au bureau
readings-door-program = par un programme
readings-door-command = en ligne de commande
readings-shown = { $n ->
    [one] une ligne
   *[other] { $n } lignes
  }
