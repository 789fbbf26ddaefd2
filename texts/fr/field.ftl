### L’espace des bénévoles : remplir les formulaires du terrain sur ces pages, avec ou sans réseau.

field-title = Espace des bénévoles

## Entrer
field-door-lead = Remplissez ici les formulaires qui vous sont confiés.
field-token = Votre clé
field-token-hint = Collez la clé ou l’adresse que votre responsable vous a remise. Elle reste cachée à l’écran.
field-token-wrong = Cette clé n’est pas connue ou a été fermée. Vérifiez-la, ou demandez-en une autre à votre responsable.
field-enter = Entrer
field-door-found = Votre clé est déjà dans la case. Appuyez sur « Entrer ».
field-ended-title = Votre accès a pris fin
field-ended = Ce que vous venez d’écrire sur cette page n’a pas été gardé ; les pages d’avant le sont, dans vos brouillons. Entrez de nouveau avec votre clé.
field-door-kept = Vous restez dans votre espace { $days } jours, puis la clé est redemandée.
field-door-seized = Pendant ce temps, la personne qui tient ce téléphone déverrouillé peut voir vos brouillons. Quittez l’espace quand vous avez fini.
field-door-offline-title = Sans réseau
field-door-offline = Si vous êtes déjà entré sur ce téléphone, vos formulaires y sont chargés et se remplissent sans réseau.
field-offline-open = Remplir sans réseau

## Formulaires
field-home-title = Mes formulaires
field-signed = Vous êtes { $name }.
field-none-title = Aucun formulaire
field-none = Aucun formulaire ne vous est confié en ce moment. Demandez à votre responsable.
field-fill = Remplir
field-collect-only = À remplir avec ODK Collect.
field-needs-network = À remplir avec du réseau.
field-drafts = Brouillons
field-drafts-kept = Vos brouillons sont gardés scellés sur le serveur { $days } jours après le dernier changement. Vous les retrouvez sur un autre téléphone avec la même clé.
field-draft-changed = Modifié le { $when }
field-continue = Continuer
field-draft-erase = Effacer
field-sent = { $n ->
    [0] Aucune fiche envoyée jusqu’ici.
    [one] Une fiche envoyée jusqu’ici.
   *[other] { $n } fiches envoyées jusqu’ici.
}
field-online-kept = Ce que vous remplissez avec du réseau est gardé sur le serveur à chaque page, et rien n’en reste sur ce téléphone.
field-back = Retour aux formulaires

## Partir
field-leave-title = Quitter l’espace
field-leave-detail = Tout ce que l’espace a gardé sur ce téléphone est effacé : formulaires, fiches, accès. Vos brouillons restent sur le serveur.
field-leave = Quitter et tout effacer
field-leave-unsent = Des fiches terminées ne sont pas encore envoyées. Si vous quittez maintenant, elles sont perdues.
field-leave-anyway = Perdre ces fiches et quitter

## Relire et envoyer
field-review-lead = Rien n’est encore envoyé. Vous pouvez modifier chaque réponse.
field-review-send = Envoyer la fiche
field-arrived-title = Fiche envoyée
field-refused-title = Fiche non enregistrée
field-refused-kept = Elle reste dans vos brouillons.
field-unsure-title = Envoi à terminer
field-unsure = Cette fiche a été envoyée, et aucune réponse n’est revenue. Envoyez-la encore : elle ne sera enregistrée qu’une fois.
field-unsure-once = Ses réponses ne peuvent plus être modifiées.
field-over-title = Ce brouillon n’est plus là
field-over = Il a été envoyé ou effacé, ou personne ne l’a touché depuis deux semaines.

## Sans réseau
field-offline-title = Remplir sans réseau
field-offline-noscript = Cette page a besoin de JavaScript. Sans lui, remplissez vos formulaires avec du réseau.
field-offline-none = Aucun formulaire n’est encore chargé sur ce téléphone. Entrez avec votre clé quand il y a du réseau.
field-offline-memory = Une fiche commencée n’est gardée nulle part avant la fin : fermer cette page la perd. Une fois terminée, elle est scellée aussitôt, et personne ne peut la relire sur ce téléphone, pas même vous.
field-offline-photos = Une photo prise avec l’appareil du téléphone peut aussi rester dans sa galerie. Effacez-la de la galerie si elle montre quelqu’un.
field-phone-title = Sur ce téléphone
field-phone-none = Aucune fiche n’attend.
field-phone-waiting = Fiches scellées à envoyer : { $n }
field-phone-send = Envoyer maintenant
field-phone-sending = Envoi en cours.
field-phone-sent = Les fiches sont bien arrivées.
field-phone-network = Pas de réseau. Les fiches attendent, scellées, et partiront plus tard.
field-phone-server = Le serveur ne répond pas comme prévu. Les fiches attendent, scellées, et partiront plus tard.
field-phone-apart = Fiches non enregistrées
field-phone-loading = Chargement des formulaires.
field-phone-loaded = Formulaires chargés pour remplir sans réseau : { $n }
field-phone-before = Pas de nouvelles du serveur. Les formulaires sont ceux du dernier chargement.
field-phone-never = Les formulaires n’ont pas pu être chargés.
field-phone-unable = Ce navigateur ne permet pas de remplir sans réseau. Remplissez vos formulaires avec du réseau, ou utilisez ODK Collect.
field-phone-sealed = « { $form } » : la fiche est terminée et scellée. Elle partira dès qu’il y aura du réseau.
field-phone-full = La fiche n’a pas pu être gardée : ce téléphone n’a peut-être plus de place. Faites de la place, puis appuyez encore sur « Terminer la fiche ».
field-phone-unkept = La fiche n’a pas pu être gardée. Appuyez encore sur « Terminer la fiche ». Si cela ne change rien, prévenez votre responsable avant de fermer cette page.
field-phone-unopened = Ce formulaire ne s’ouvre pas sur ce téléphone. Ouvrez « Mes formulaires » quand il y a du réseau, pour le charger de nouveau.
field-unfinished = Cette fiche n’est pas terminée. Si vous revenez aux formulaires, elle est perdue.
field-unfinished-anyway = Perdre cette fiche et revenir

## Envoi des fiches scellées
field-outbox-signed-out = Entrez de nouveau avec votre clé pour envoyer. Les fiches attendent, scellées. Si votre accès a été fermé, elles ne partiront plus : prévenez votre responsable.
field-outbox-closed = Le serveur ne peut pas ouvrir cette fiche. Gardez-la et prévenez votre responsable.
field-outbox-strange = Cette fiche s’ouvre, mais elle est abîmée. Gardez-la et prévenez votre responsable.
field-outbox-other = Cette fiche a été remplie par une autre personne. Elle doit entrer avec sa propre clé pour l’envoyer.
