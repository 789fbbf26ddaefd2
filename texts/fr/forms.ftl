### Les formulaires du terrain au bureau, les fiches qu’ils rapportent, les bénévoles qui les remplissent.

desk-nav-forms = Formulaires
desk-nav-volunteers = Bénévoles

## Liste des formulaires
forms-title = Formulaires
forms-lead = Ce que les équipes de terrain remplissent avec ODK Collect ou KoboCollect, et ce qui en est arrivé.
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
forms-file-hint = Un XForm (.xml), comme l’exportent ODK, Kobo et les convertisseurs de XLSForm.
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
forms-fault-workbook = C’est un classeur. Cette maison reçoit ici des XForms (.xml) : convertissez d’abord le classeur, puis envoyez le résultat.
forms-fault-not-text = Ce fichier n’est pas un XForm en UTF-8. Rien n’a été ajouté.
forms-fault-line = Ligne { $line } : { $fault } Rien n’a été ajouté.
forms-fault-name = L’identifiant ou la version manque, dépasse 255 octets ou contient un caractère de commande. Rien n’a été ajouté.
forms-fault-nameless = Le formulaire demande des fiches chiffrées sans meta/instanceID : personne ne pourrait les ouvrir. Ajoutez ce nœud. Rien n’a été ajouté.
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
forms-see-paper = Version papier
forms-see-entry = Saisir des feuilles
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
forms-choices-more = et { $n } autres

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
records-map-said = { $records ->
    [one] { $points } point pour une fiche
   *[other] { $points } points pour { $records } fiches
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
record-clashes = { $n ->
    [one] Une autre fiche est arrivée sous le même identifiant. Elle est montrée plus bas, à côté de celle-ci.
   *[other] { $n } autres fiches sont arrivées sous le même identifiant. Elles sont montrées plus bas, à côté de celle-ci.
  }
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
record-earlier = Avant correction
record-earlier-detail = Cette fiche en corrige d’autres, qui restent :
record-clash-title = Autre fiche sous le même identifiant ({ $n })
record-kept = Fiche gardée
record-other = Autre fiche
record-differences = Ce qui diffère
record-same-words = Les réponses sont les mêmes ; seule leur écriture diffère.

## Corriger une fiche
correct-title = Corriger cette fiche
correct-back = Retour à la fiche
correct-lead = La correction devient une fiche à part, qui prend la place de celle-ci. Les deux restent. Les fichiers joints sont repris.
correct-reason = Pourquoi cette correction ?
correct-reason-hint = Ce motif reste dans l’historique de la fiche.
correct-reason-missing = Écrivez pourquoi vous corrigez cette fiche.
correct-same = Rien n’a été changé.
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
volunteers-places = Lieu
volunteers-place = Où travaille cette personne ?
volunteers-no-form = Ajoutez d’abord un formulaire à lui confier.
volunteers-add = Inscrire une personne
volunteers-add-do = Inscrire et montrer le code
volunteers-back = Retour à la liste
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
