### Les personnes du bureau et leurs organisations.

members-title = Membres
members-lead = Chaque personne travaille sous un pseudonyme et n’ouvre que ce qui relève d’elle.
members-lead-coordinator = Choisissez une personne pour lui ouvrir les dossiers arrivés avant elle.
members-name = Nom
members-name-hint = Un pseudonyme : c’est le nom que voient les collègues.
members-login = Nom d’utilisateur
members-login-hint = Sans espace. La personne le tape pour se connecter.
members-role = Rôle
members-team = Organisation
members-team-hint = Nécessaire pour qui voit des dossiers : un auteur peut écarter une organisation.
members-no-team = Aucune
members-packs = Services et enquêtes
members-place = Dans quelle partie du pays ?
members-scope = Travaille sur
members-scope-in = { $service } : { $place }
members-scope-none = Aucun dossier
members-lang = Langue des pages
members-state = État
members-state-invited = lien remis
members-state-active = active
members-state-revoked = retirée
members-invite = Inscrire une personne
members-invite-send = Créer le lien d’inscription
members-invited = Inscription de { $name }
members-invite-link = Lien d’inscription, à remettre en main propre
members-invite-link-hint = Il ne se montre qu’une fois, ne sert qu’une fois et expire le { $date }.
members-again-title = Nouveau lien d’inscription
members-again-detail = Le lien précédent cesse aussitôt de valoir.
members-again = Créer un nouveau lien
members-back = Retour à la liste
members-revoke = Retirer cette personne
members-revoke-ask = Retirer { $name } ?
members-revoke-detail = Ses sessions se ferment aussitôt. Plus aucun dossier ne lui sera ouvert. Ce qui a déjà été lu reste lu.
members-revoke-cases = { $cases ->
    [0] Cette personne ne suit aucun dossier en cours.
    [one] Le dossier en cours qu’elle suit retournera dans la file.
   *[other] Les { $cases } dossiers en cours qu’elle suit retourneront dans la file.
  }
members-last = C’est la dernière personne de la maison à détenir une clé. Après son départ, tout signalement sera refusé, et plus personne ne pourra ouvrir les dossiers déjà reçus. Inscrivez d’abord quelqu’un d’autre et ouvrez-lui les dossiers en cours.
members-last-of = { $service } : c’est la dernière personne à détenir une clé. Après son départ, tout signalement y sera refusé, et plus personne ne pourra ouvrir les dossiers déjà reçus. Inscrivez d’abord quelqu’un d’autre et ouvrez-lui les dossiers en cours.
members-alone-in = { $scope } : parmi ceux qui détiennent une clé, personne d’autre ne suit tout ce lieu. Après son départ, un signalement que personne d’autre ne suit sera refusé.
members-returned = { $name } n’a plus accès. { $cases ->
    [0] Aucun dossier n’était à remettre dans la file.
    [one] Un dossier est retourné dans la file.
   *[other] { $cases } dossiers sont retournés dans la file.
  }
members-nobody-left = { $service } : plus personne ne détient de clé. Tout signalement y est refusé. Inscrivez quelqu’un.
members-share-title = { $service } : dossiers arrivés avant cette personne
members-share-detail = Un dossier est scellé à celles et ceux qui pouvaient l’ouvrir à son arrivée. Vous pouvez ouvrir à cette personne les dossiers en cours qui relèvent d’elle et que vous ouvrez vous-même.
members-share = Ouvrir les dossiers en cours à cette personne
members-share-more = Continuer
members-shared = { $cases ->
    [0] Aucun dossier de plus n’était à ouvrir à { $name }.
    [one] Un dossier de plus est ouvert à { $name }.
   *[other] { $cases } dossiers de plus sont ouverts à { $name }.
  }
members-shared-more = Il en reste : continuez.

teams-title = Organisations
teams-name = Nom de l’organisation
teams-short = Nom court
teams-add = Ajouter une organisation
teams-left = partie
teams-leave = Elle quitte la coalition
teams-leave-detail = Les auteurs ne pourront plus l’écarter et personne ne pourra plus être inscrit pour elle. Ses dossiers lui restent tant qu’un coordinateur ne les a pas confiés à d’autres. Ce départ ne s’annule pas.
teams-leave-do = Noter le départ

error-name-missing = Écrivez un nom.
error-name-long = Le nom est trop long : { $max } caractères au plus.
error-name-taken = Ce nom est déjà pris.
error-login-taken = Ce nom d’utilisateur est déjà pris.
error-login-blank = Le nom d’utilisateur ne contient pas d’espace.
error-place-small = Choisissez une région, un cercle ou une commune : un village ou un quartier est trop petit.
error-team-needed = Choisissez l’organisation : ce rôle voit des dossiers, et un auteur peut l’écarter.
error-team-people = Des personnes travaillent encore pour cette organisation : retirez-les d’abord, une par une.
