### Les enquêtes en cours, au bureau : avancement, signes, lieux confiés, contre-vérifications.

desk-nav-surveys = Enquêtes

## Liste
supervision-title = Enquêtes en cours
supervision-lead = Où en est chaque vague, qui fait quoi, et quels entretiens demandent qu’on les regarde.
supervision-none = Aucune enquête ne vous est ouverte. Pour lire les entretiens d’une enquête, il faut la suivre dans tout le pays.
supervision-round = Vague
supervision-state = État
supervision-state-to-come = à venir
supervision-state-running = en cours
supervision-state-over = terminée
supervision-state-published = publiée
supervision-days = Dates
supervision-from-to = du { $from } au { $to }
supervision-wanted = Prévus
supervision-received = Reçus
supervision-counted = Retenus
supervision-percent = Avancement
supervision-soon = lecture en cours
supervision-paper = saisie au bureau

## En tête de chaque page
supervision-back = Toutes les enquêtes
supervision-at = état au { $moment }
supervision-parts = Parties
supervision-part-progress = Avancement
supervision-part-signs = Signes
supervision-part-places = Lieux confiés
supervision-part-checks = Contre-vérifications
supervision-reading = Les entretiens sont en cours de lecture : { $n } jusqu’ici. Cela ne se fait qu’une fois.
supervision-behind = De nouveaux entretiens sont en cours de lecture. Actualisez la page dans un moment.
supervision-again = Actualiser la page

## Avancement
supervision-refused = Refus
supervision-set-aside = Écartés
supervision-counted-detail = Un entretien est retenu quand la personne a accepté et que le bureau ne l’a pas écarté. Seuls ceux-là entrent dans les résultats.
supervision-closed = { $n ->
    [one] Une fiche ne peut pas être lue ici, le plus souvent parce que le téléphone l’a chiffrée. Elle n’est comptée nulle part.
   *[other] { $n } fiches ne peuvent pas être lues ici, le plus souvent parce que le téléphone les a chiffrées. Elles ne sont comptées nulle part.
  }
supervision-cut = Seuls les { $n } premiers entretiens de cette enquête sont regardés ici.
supervision-by-day = Entretiens par jour
supervision-no-day = Aucun entretien n’est encore arrivé.
supervision-day = { $day }/{ $month }
supervision-day-head = Jour
supervision-quotas = Quotas
supervision-quota = Groupe
supervision-held = Entretiens
supervision-share = Part
supervision-aimed = Visé
supervision-off = Écart en points
supervision-place = Lieu
supervision-places = Lieux du plan
supervision-places-of = Lieux du plan : { $place }
supervision-all-places = Tous les lieux
supervision-given-to = Confié à
supervision-elsewhere = { $n ->
    [one] Un entretien retenu a été tenu dans un lieu hors du plan.
   *[other] { $n } entretiens retenus ont été tenus dans des lieux hors du plan.
  }
supervision-nowhere = { $n ->
    [one] Un entretien retenu ne dit pas où il a été tenu.
   *[other] { $n } entretiens retenus ne disent pas où ils ont été tenus.
  }
supervision-map-title = Avancement par lieu
supervision-map-area = { $place } : { $figure }
supervision-map-figure = { $held } sur { $wanted }, { $percent } %
supervision-map-outside = hors du plan
supervision-map-range = { $from } à { $to } %
supervision-map-full = { $from } % et plus
supervision-people = Bénévoles
supervision-volunteer = Bénévole
supervision-no-volunteer = Aucun bénévole n’a de formulaire de cette enquête. Inscrivez des bénévoles et confiez-leur le formulaire.
supervision-interviews = Entretiens
supervision-interviews-n = { $n ->
    [one] un entretien
   *[other] { $n } entretiens
  }
supervision-in-own-places = Dans ses lieux
supervision-of-wanted = { $held } sur { $wanted }
supervision-with-sign = Avec un signe
supervision-assigned = À tenir
supervision-own-places = Ses lieux
supervision-no-place = Aucun lieu ne lui est confié.
supervision-by-them = { $n } par cette personne
supervision-not-own = { $n ->
    [one] Un entretien retenu a été tenu ailleurs que dans ses lieux.
   *[other] { $n } entretiens retenus ont été tenus ailleurs que dans ses lieux.
  }
supervision-see-signs = Voir ses entretiens qui portent un signe

## Signes
supervision-sign = Signe
supervision-signs = Signes
supervision-signs-all = Tous
supervision-signs-count = { $n ->
    [0] Aucun entretien ne porte de signe.
    [one] Un entretien porte un signe.
   *[other] { $n } entretiens portent un signe.
  }
supervision-signs-detail = Un signe n’écarte rien.
supervision-signs-lead = Un signe demande qu’on regarde : il n’écarte aucun entretien. Ouvrez la fiche, posez la question au bénévole, puis approuvez ou écartez avec un motif. Seule une fiche écartée sort des résultats.
supervision-signs-none = Aucun entretien ici
supervision-only-of = Seulement les entretiens de : { $name }.
supervision-interview = Entretien
supervision-no-consent = refus
supervision-sign-short = Très court
supervision-sign-far = Loin du lieu
supervision-sign-night = La nuit
supervision-sign-clock = Horloge
supervision-sign-alike = Semblable à un autre
supervision-sign-straight = Toujours la même réponse
supervision-says-short = { $n ->
    [0] Moins d’une minute.
    [one] Une minute seulement.
   *[other] { $n } minutes seulement.
  }
supervision-says-clock = Fini avant d’avoir commencé : l’heure du téléphone a été changée.
supervision-says-far = À { $n } km du lieu indiqué.
supervision-says-night = Commencé à { $hour } h.
supervision-says-alike = { $percent } % de réponses identiques à un autre entretien du même lieu.
supervision-the-other = Voir l’autre
supervision-says-straight = La même réponse à { $n } questions de suite.

## Lieux confiés
supervision-places-lead = Chaque lieu du plan est confié à une personne, parmi celles qui peuvent y travailler.
supervision-places-open = { $n ->
    [0] Les { $of } lieux du plan sont confiés.
    [one] Un lieu du plan sur { $of } n’est confié à personne.
   *[other] { $n } lieux du plan sur { $of } ne sont confiés à personne.
  }
supervision-places-done = Les lieux sont enregistrés.
supervision-propose = Voir une proposition
supervision-drawn-places = Lieux
supervision-given-places = Confiés
supervision-inactive = sans accès
supervision-above = Dans
supervision-proposal = Proposition
supervision-proposal-lead = Les plus grands lieux d’abord, chacun à la personne qui a le moins d’entretiens à tenir. Ce qui est déjà confié ne change pas. Rien n’est enregistré tant que vous n’acceptez pas.
supervision-proposal-without = { $n ->
    [one] Personne ne peut travailler dans l’un des lieux.
   *[other] Personne ne peut travailler dans { $n } des lieux.
  }
supervision-proposal-none = Il n’y a rien à proposer.
supervision-proposal-back = Retour aux lieux confiés
supervision-loads = Ce que chaque personne aurait
supervision-accept = Accepter cette répartition
supervision-choose-hint = Sont proposées les personnes qui ont un formulaire de l’enquête et dont la zone de travail contient le lieu.
supervision-lot = { $place } ({ $held } sur { $wanted })
supervision-nobody = personne
supervision-places-do = Enregistrer
supervision-out-of-reach = Ce lieu ne peut pas être confié à cette personne.
supervision-volunteer-places = Lieux d’enquête confiés

## Contre-vérifications
supervision-checks-lead = { $percent } % des entretiens, et au moins un de chaque bénévole, sont tirés au sort. Quelqu’un d’autre repose quelques questions à la même personne ; les deux réponses sont comparées.
supervision-to-check = Tirés au sort
supervision-checked = Contre-vérifiés
supervision-to-do = À faire
supervision-agreement = Accord entre les deux réponses
supervision-by-volunteer = Accord par bénévole
supervision-pairs = Paires
supervision-same = Accord
supervision-likely-detail = Sous chaque accord : entre quoi il se situe sans doute.
supervision-kappa = Kappa
supervision-kappa-detail = Le kappa de Cohen vaut 1 quand tout concorde, et 0 quand il n’y a pas plus d’accord que par hasard. Un faible accord sur l’âge ou le sexe fait penser à un entretien qui n’a pas eu lieu ; sur une opinion, la personne a pu changer d’avis.
supervision-number-plain = { $n }
supervision-low = accord faible
supervision-low-detail = « Accord faible » : même au mieux, moins de 80 % des réponses concordent. C’est un signe, pas un jugement : parlez à la personne.
supervision-drawn = Entretiens tirés au sort
supervision-none-here = Aucun entretien ici
supervision-checks-back = Retour aux contre-vérifications
supervision-check-title = Contre-vérifier l’entretien du { $date }
supervision-check-blind = Reposez ces questions à la même personne, sans regarder la fiche : les premières réponses ne paraissent qu’après.
supervision-check-do = Enregistrer les réponses
supervision-check-done = Les réponses sont enregistrées, scellées comme la fiche.
supervision-check-again = Saisir de nouveau
supervision-both = Première et deuxième réponse
supervision-first = D’abord
supervision-second = Ensuite
supervision-alike = identique
supervision-differs = différent
supervision-see-record = Ouvrir la fiche
supervision-number = Écrivez un nombre entier.
supervision-nothing = Répondez au moins à une question.
