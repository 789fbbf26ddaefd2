### La ligne de commande : aide, résultats, erreurs. Un opérateur lit ces phrases dans un terminal.

cli-about = Signaler, suivre, répondre : le service de redevabilité d’une coalition.
cli-coalition = La coalition

## Commandes
cli-init = Prépare un dossier de données : secrets, base, parts de la clé de secours
cli-serve = Sert le site
cli-demo = Sert un site rempli de dossiers synthétiques, pour essayer
cli-doctor = Dit ce qui ne va pas dans une installation, et quoi faire
cli-audit = Refait chaque liste à partir des événements et dit toute différence
cli-release = Publie les chiffres arrêtés à un jour
cli-member = Les personnes du bureau
cli-member-add = Inscrit une personne et donne son lien, qui sert une fois
cli-member-revoke = Ferme le compte d’une personne, sur-le-champ
cli-member-list = Montre les personnes du bureau
cli-team = Les organisations membres
cli-team-add = Ajoute une organisation
cli-team-list = Montre les organisations
cli-office = Les organes publics auxquels les dossiers sont remis
cli-office-add = Ajoute un organe
cli-office-list = Montre les organes
cli-form = Les formulaires que remplissent les équipes de terrain
cli-form-add = Ajoute un formulaire (XForm ou classeur XLSForm) ou une nouvelle version, avec les fichiers du dossier NOM-media à côté
cli-form-list = Montre les formulaires et ce qui en est arrivé
cli-form-open = Ouvre un formulaire : il est proposé, et ses fiches sont reçues
cli-form-close = Ferme un formulaire : il n’est plus proposé, et aucune nouvelle fiche n’est reçue
cli-form-export = Écrit les fiches reçues
cli-form-paper = Écrit un formulaire à imprimer et à remplir au stylo
cli-volunteer = Les bénévoles du terrain
cli-volunteer-add = Donne accès à un bénévole : une adresse et un code pour ODK Collect, et pour le navigateur
cli-volunteer-list = Montre les bénévoles
cli-volunteer-entrust = Confie ces formulaires à un bénévole, à la place des précédents
cli-volunteer-renew = Donne à un bénévole une nouvelle adresse et un nouveau code ; les précédents cessent de servir
cli-volunteer-revoke = Ferme l’accès d’un bénévole, sur-le-champ ; ses fiches restent
cli-entities = Les listes que les fiches tiennent à jour
cli-entities-list = Montre les listes, et ce qui y est en conflit, en attente ou non fait
cli-entities-export = Écrit une liste comme la reçoivent les téléphones (CSV)
cli-volunteer-key = Dit l’empreinte de la clé à laquelle les téléphones scellent leurs fiches, ou en fait une nouvelle
cli-analyst = Les programmes qui lisent les fiches reçues
cli-analyst-add = Donne à un programme un jeton pour lire les fiches
cli-analyst-list = Montre les programmes
cli-analyst-revoke = Ferme l’accès d’un programme, sur-le-champ
cli-pack = Les services
cli-pack-check = Vérifie le dossier d’un service : fichier, ligne, correction
cli-form-check = Dit ce qui ne va pas dans un formulaire : XForm (.xml) ou classeur XLSForm (.xlsx, .xls)
cli-form-convert = Écrit un classeur XLSForm comme XForm, sur la sortie standard
cli-form-convert-bounded = Convertit un classeur à part, pour le programme lui-même
cli-places = Les lieux
cli-places-import = Vérifie et installe les lieux d’un autre pays

## Options
cli-arg-lang = Langue : fr ou en. Sinon DANNAYA_LANG, puis LANG, puis le français
cli-arg-data = Dossier de données
cli-arg-database = postgres://… ; sans cette option, le fichier dannaya.db du dossier
cli-arg-country = Code du pays
cli-arg-list = Nom de la liste
cli-arg-listen = Adresse du site
cli-arg-metrics = Adresse où donner les mesures ; sans elle, nulle part
cli-arg-cases = Nombre de dossiers synthétiques ; les entretiens des enquêtes suivent, 20 000 au plus dans une vague
cli-arg-seed = Le même nombre donne les mêmes dossiers
cli-arg-seed-only = Prépare les dossiers sans servir le site
cli-arg-json = Résultat en JSON
cli-arg-renew = En fait une nouvelle ; les précédentes ouvrent encore ce qui leur a été scellé
cli-arg-as-of = Dernier jour compté, par exemple 2027-03-31
cli-arg-login = Nom d’utilisateur
cli-arg-role = caseworker, coordinator, auditor ou admin
cli-arg-name = Nom affiché ; un pseudonyme pour une personne
cli-arg-team = Nom court de l’organisation
cli-arg-pack = Service ou enquête dont la personne s’occupe ; à répéter. Sans cette option, tous
cli-arg-place = Code du lieu ; sans cette option, tout le pays
cli-arg-short = Nom court, unique
cli-arg-kind = Genre d’organe, un mot du service : inspectorate, pef, audit_office…
cli-arg-email = Adresse de courriel
cli-arg-path = Dossier du service
cli-arg-form = Le formulaire : .xml, .xlsx ou .xls
cli-arg-workbook = Le classeur : .xlsx ou .xls
cli-arg-itemsets = Où écrire itemsets.csv, pour un formulaire qui a select_one_external
cli-arg-file = Table des lieux (CSV)
cli-arg-service = Service auquel il appartient
cli-arg-draft = Garde le formulaire en préparation : personne ne le voit, et la même version peut être remplacée
cli-arg-id = Identifiant du formulaire
cli-arg-format = csv, xlsx, json ou geojson ; pour un formulaire à imprimer : pdf ou html
cli-arg-copies = Nombre d’exemplaires de ce qui se remplit plusieurs fois, de 1 à 20
cli-arg-table = Nom d’une répétition, pour n’écrire que sa table
cli-arg-out = Dossier où écrire toutes les tables et les fichiers joints ; sans cette option, une table à l’écran
cli-arg-key = Clé privée du formulaire (PEM), pour ouvrir les fiches chiffrées ; elle n’est pas gardée
cli-arg-forms = Formulaires confiés, séparés par des virgules
cli-arg-places = Codes des lieux où la personne travaille, séparés par des virgules ; sans cette option, tout le pays
cli-arg-crosswalk = Table des codes d’autres nomenclatures (CSV)
cli-arg-outlines = Dossier des contours (GeoJSON)

## init
cli-init-done = La maison est prête dans { $path }.
cli-init-escrow =
    Clé de secours : { $shares } parts sont dans { $path }. { $needed } parts réunies ouvrent tous les dossiers, une seule n’ouvre rien.
    Remettez chaque part à une organisation différente, sur papier, puis effacez ces fichiers.
cli-init-next =
    Ensuite :
      dannaya team add --data { $path } --name "Nom de l’organisation" --short nom
      dannaya member add --data { $path } --login prenom --role coordinator --team nom
      dannaya serve --data { $path }
cli-escrow-share =
    Part { $number } de la clé de secours de la coalition (Dannaya).
    Gardez ce papier sous clé. { $needed } parts réunies ouvrent tous les dossiers ; celle-ci seule n’ouvre rien.

## Erreurs
cli-failure-file = { $path } : { $detail }
cli-failure-internal = Défaut du programme : { $detail }
cli-failure-store = La base de données ne répond pas comme il faut : { $detail }
cli-failure-log-held = Un autre programme lit la base de données (une sauvegarde, un audit) : ce qu’une exécution précédente y a laissé ne peut pas être mis en sûreté. Attendez qu’il ait fini, puis recommencez.
cli-not-initialised = { $path } n’a pas été préparé. Commencez par : dannaya init --data { $path }
cli-already-initialised = { $path } est déjà une maison en service : rien n’a été changé.
cli-founding-damaged = La base ne contient plus « { $name } » : restaurez une sauvegarde.
cli-secret-missing = Le secret { $path } manque. Sans lui, aucun reçu ne s’ouvre : restaurez-le depuis votre sauvegarde des secrets.
cli-secret-readable = Le secret { $path } est lisible par d’autres. Corrigez : chmod 600 { $path }
cli-secret-damaged = Le secret { $path } n’a pas 32 octets : restaurez-le depuis votre sauvegarde des secrets.
cli-secrets-strange = Les secrets de ce dossier n’appartiennent pas à cette base : aucun reçu ne s’ouvrirait. Remettez les secrets et la base de la même maison.
cli-configuration-wrong = { $path }, ligne { $line } : { $detail }
cli-variable-wrong = La variable d’environnement { $name } n’a pas une valeur possible.
cli-places-missing = Aucun lieu pour le pays « { $country } ». Installez-les : dannaya places import FICHIER --data DOSSIER
cli-places-wrong = La table des lieux a des fautes. Rien n’a été changé.
cli-outlines-wrong = { $name } : { $detail }
cli-holidays-wrong = Jours fériés : { $detail }
cli-population-wrong = Tables de population : { $detail }
cli-pack-wrong = Le service { $path } a des fautes :
cli-pack-file-missing = { $path } manque.
cli-form-sound = { $file } : rien à corriger.
cli-form-entities-both = Ses fiches créent et changent les éléments de la liste « { $list } » ({ $properties }).
cli-form-entities-creates = Ses fiches créent des éléments de la liste « { $list } » ({ $properties }).
cli-form-entities-updates = Ses fiches changent des éléments de la liste « { $list } » ({ $properties }).
cli-form-itemsets = Ce formulaire cherche ses choix dans itemsets.csv. Écrivez ce fichier avec --itemsets FICHIER et joignez-le au formulaire.
cli-form-converter-missing = Le convertisseur { $converter } ne répond pas : { $detail }. Installez-le ou démarrez-le, ou retirez-le des réglages ([forms]) : le convertisseur intégré prend sa place. Un XForm (.xml) n’a besoin d’aucun convertisseur.
cli-form-converter-slow = Le convertisseur { $converter } n’a pas fini en { $detail } s ; nous ne l’attendons plus. Réduisez le classeur, ou retirez ce convertisseur des réglages ([forms]) : le convertisseur intégré prend sa place.
cli-form-converter-failed = Le convertisseur { $converter } n’a pas donné de formulaire : { $detail }. Vérifiez-le, ou retirez-le des réglages ([forms]) : le convertisseur intégré prend sa place.
cli-form-workbook-slow = Ce classeur n’est pas converti après { $seconds } secondes : la conversion est arrêtée et rien n’a été ajouté. Réduisez-le, par exemple en mettant les longues listes dans un fichier CSV (select_one_from_file).
cli-form-workbook-hungry = Ce classeur demande plus de { $most } Mio de mémoire : la conversion est arrêtée et rien n’a été ajouté. Réduisez-le, par exemple en mettant les longues listes dans un fichier CSV (select_one_from_file).
cli-form-workbook-busy = D’autres classeurs sont en cours de conversion. Rien n’a été ajouté : recommencez dans une minute.
cli-form-workbook-failed = La conversion du classeur s’est arrêtée sans résultat ({ $detail }) et rien n’a été ajouté. Envoyez le formulaire en XForm (.xml), et signalez ce classeur à qui entretient le programme.
cli-address-taken = Impossible d’écouter sur { $address } : { $detail }
cli-database-failed = La base de données a failli : { $detail }. Rien de plus ne peut être promis ; le serveur s’arrête. Ce qui a été confirmé est gardé. Vérifiez le disque, puis : dannaya doctor

## Personnes, organisations, organes
cli-member-link = Lien d’inscription de { $login }. Il sert une fois, pendant sept jours. Remettez-le en main propre ou par un canal sûr.
cli-member-needs-team = Une personne qui voit des dossiers ({ $role }) travaille pour une organisation : ajoutez --team.
cli-member-revoked = { $login } n’a plus accès. Sessions fermées : { $sessions }.
cli-member-put-back = Dossiers retournés dans la file : { $cases }.
cli-member-revoked-before = { $login } n’avait déjà plus accès.
cli-login-taken = Le nom de connexion « { $name } » est pris.
cli-login-unknown = Personne ne s’appelle « { $login } ».
cli-short-taken = Le nom court « { $name } » est pris.
cli-team-unknown = Aucune organisation ne porte le nom court « { $team } ». Voyez : dannaya team list
cli-team-added = { $name } ({ $short }) fait partie de la coalition.
cli-office-added = { $name } peut recevoir des dossiers.
cli-kind-unknown = « { $kind } » n’est pas un genre d’organe. Possibles : { $known }.
cli-place-unknown = Aucun lieu n’a le code « { $place } ».
cli-pack-unknown = Aucun service ne s’appelle « { $pack } ». Possibles : { $known }.
cli-entry-wrong = Rien n’a été ajouté. À corriger :
cli-email-wrong = « { $name } » n’est pas une adresse de courrier.
cli-column-login = CONNEXION
cli-column-role = RÔLE
cli-column-team = ORGANISATION
cli-column-state = ÉTAT
cli-column-name = NOM
cli-column-short = NOM COURT
cli-column-kind = GENRE
cli-column-email = ADRESSE
cli-column-place = LIEU
cli-state-invited = invité
cli-state-active = actif
cli-state-revoked = révoqué

## Formulaires et bénévoles
cli-form-added-draft = « { $form } », version { $version }, est gardé en préparation. Pour le proposer : dannaya form open { $form } --data DOSSIER
cli-form-added-open = « { $form } », version { $version }, est proposé aux bénévoles à qui il est confié.
cli-form-added-closed = « { $form } », version { $version }, est gardé. Le formulaire est fermé. Pour le proposer : dannaya form open { $form } --data DOSSIER
cli-form-same = « { $form } », version { $version }, est déjà là, à l’octet près : rien n’a changé.
cli-form-now-draft = « { $form } » est en préparation.
cli-form-now-open = « { $form } » est ouvert.
cli-form-now-closed = « { $form } » est fermé. Ce qui a été reçu reste.
cli-form-unknown = Aucun formulaire ne s’appelle « { $form } ». Voyez : dannaya form list
cli-form-wrong = Rien n’a été ajouté : { $path } est à corriger.
cli-form-name = { $path } : l’identifiant ou la version manque, dépasse 255 octets ou contient un caractère de contrôle. Rien n’a été ajouté.
cli-form-nameless = { $path } demande des fiches chiffrées sans meta/instanceID : personne ne pourrait les ouvrir. Ajoutez ce nœud. Rien n’a été ajouté.
cli-form-same-version = La version { $version } de « { $form } » est déjà proposée, avec un autre contenu : les téléphones les confondraient. Donnez un autre numéro de version au formulaire. Rien n’a été ajouté.
cli-form-files-missing = « { $form } » nomme des fichiers qui ne sont pas là : { $names }. Mettez-les dans le dossier NOM-media à côté du formulaire, puis ajoutez-le de nouveau.
cli-form-files-unused = « { $form } » ne nomme pas ces fichiers, laissés de côté : { $names }
cli-form-file-large = { $path } dépasse { $most } Mo : un téléphone ne le recevrait pas. Rien n’a été ajouté.
cli-form-state-draft = préparation
cli-form-state-open = ouvert
cli-form-state-closed = fermé
cli-export-no-table = « { $table } » n’est pas une répétition de ce formulaire. Possibles : { $known }.
cli-export-encrypted = Fiches chiffrées avec la clé du formulaire, dont les réponses ne sont pas écrites : { $count }.
cli-export-altered = Fiches chiffrées qui ne sont pas telles qu’elles ont été signées (colonne « signature ») : { $count }.
cli-export-not-opened = Fiches chiffrées qui ne s’ouvrent pas avec cette clé, ou dont les réponses ne sont pas arrivées : { $count }. Le reste est écrit.
cli-export-no-key = { $path } n’est pas une clé privée en PEM, sans phrase de passe.
cli-export-done = Fiches écrites dans { $path } : { $count }. Elles nomment des personnes : gardez ce dossier sous clé.
cli-export-out = Les fiches n’ont pas pu être écrites : { $detail }
cli-volunteer-added = { $name } a accès. Montrez ce code à l’appareil photo de Collect, ou donnez l’adresse ; ils ne seront plus montrés.
cli-volunteer-web = Sans Collect, dans un navigateur, la même personne entre par cette adresse, ou par ce code :
cli-volunteer-key-told = Empreinte de la clé des fiches scellées : { $fingerprint }
cli-volunteer-taken = « { $name } » a déjà un accès.
cli-volunteer-unknown = Aucun accès ouvert ne porte le nom « { $name } ». Voyez : dannaya volunteer list, dannaya analyst list
cli-analyst-added = « { $name } » peut lire les fiches par l’interface (docs/collect.md). Voici son jeton ; il ne sera plus montré.
cli-volunteer-entrusted = Formulaires confiés à { $name } : { $forms }. Son téléphone les trouvera à la prochaine actualisation.
cli-entities-unknown = Aucune liste ne s’appelle « { $list } ». Voyez : dannaya entities list
cli-volunteer-revoked = { $name } n’a plus accès.
cli-volunteer-no-address = Pas d’adresse publique ([site] public_url) : ce code ne sert que sur cette machine.
cli-column-form = FORMULAIRE
cli-column-version = VERSION
cli-column-records = FICHES
cli-column-waiting = INCOMPLÈTES
cli-column-conflicts = CONFLITS
cli-column-title = TITRE
cli-column-list = LISTE
cli-column-entities = ÉLÉMENTS
cli-column-held = EN ATTENTE
cli-column-faults = NON FAITS
cli-column-seen = VU
cli-column-forms = FORMULAIRES
cli-column-places = LIEUX

## audit
cli-audit-sound = Tout concorde : { $cases } dossiers, { $events } événements.
cli-audit-unsound = { $problems } différences dans { $cases } dossiers, { $events } événements. Gardez une copie de la base avant toute réparation.
cli-audit-broken-history = Dossier { $case } : les événements ne se suivent pas ({ $detail }).
cli-audit-unknown-pack = Dossier { $case } : le service « { $pack } » n’est pas installé.
cli-audit-no-row = Dossier { $case } : des événements, mais pas de ligne dans la liste.
cli-audit-row-differs = Dossier { $case } : la liste dit autre chose que les événements ({ $columns }).
cli-audit-exclusions-differ = Dossier { $case } : les organisations exclues ne sont pas celles du signalement.
cli-audit-referral-differs = Dossier { $case } : la remise { $referral } dit autre chose que les événements.
cli-audit-no-envelope = Dossier { $case } : l’enveloppe { $envelope } manque.
cli-audit-stray-envelope = Dossier { $case } : aucun événement ne nomme l’enveloppe { $envelope }.
cli-audit-tally-differs = Compteur « { $measure } » du { $day } { $region } : { $stored } noté, { $counted } compté.
cli-audit-readings-broken = Registre des consultations : la ligne { $line } ne suit pas la précédente. Une ligne a été changée ou retirée.

## release, places
cli-release-survey = { $pack } : résultats de la vague « { $round } » publiés, environ { $count } entretiens.
cli-release-made = { $pack } : chiffres publiés, arrêtés au { $day }.
cli-release-late = { $pack } : { $count } faits de périodes déjà publiées sont arrivés trop tard pour être comptés ; ils ne le seront pas.
cli-release-ahead = Le { $day } n’est pas encore passé.
cli-release-before = Les chiffres sont déjà publiés jusqu’au { $last } : une publication ne revient pas en arrière ({ $day }).
cli-places-imported = { $country } : { $count } lieux installés. Ils servent au prochain démarrage.
cli-outline-stranger = { $name } : le contour « { $code } » n’est le contour d’aucun lieu de la table.

## demo
cli-demo-laying = Préparation de { $cases } dossiers synthétiques…
cli-demo-laid = { $cases } dossiers et { $interviews } entretiens préparés en { $seconds } s. Rien n’est vrai ici : ni personnes, ni faits.
cli-serve-demo = { $path } est une démonstration : ses dossiers inventés passeraient pour vrais. Servez-la ainsi : dannaya demo --data { $path }
cli-demo-real-house = { $path } est une maison en service ou une démonstration restée en chemin. Choisissez un autre dossier, ou effacez celui-ci.
cli-demo-addresses =

    Accueil     { $home }
    Signaler    { $report }
    Suivre      { $follow }
    Chiffres    { $data }
    Enquêtes    { $surveys }
    Bureau      { $desk }
    API         { $api }
cli-demo-logins =
    Connexions au bureau : rôle, nom, phrase de passe (sans second facteur, ici seulement)
cli-demo-receipt =
    Un reçu à suivre ({ $reference }) : { $receipt }
cli-demo-referral =
    L’organe public ({ $office }, { $reference }) : { $link }
      code : { $code }
cli-demo-end =
    Ctrl-C pour finir.

## doctor
cli-mark-well = bien
cli-mark-heed = à voir
cli-mark-wrong = FAUX
cli-doctor-well = Rien n’empêche de servir. À voir : { $heed }.
cli-doctor-wrong = À corriger : { $wrong }. À voir : { $heed }.
cli-doctor-configuration = Les réglages se lisent.
cli-doctor-secrets = Les secrets sont là, et pour leur propriétaire seul.
cli-doctor-private = Personne d’autre ne peut lire le dossier de données.
cli-doctor-readable = { $path } est ouvert à d’autres. Corrigez : chmod go= { $path }
cli-doctor-shares = { $shares } parts de la clé de secours sont dans { $path }, à côté de la base : qui prend ce dossier ouvre tous les dossiers. Remettez-les sur papier à des organisations différentes, puis effacez-les.
cli-doctor-space = { $free } Mio libres sur le disque.
cli-doctor-space-scarce = Plus que { $free } Mio libres sur le disque. Faites de la place : sous 512 Mio aucun fichier n’est accepté, sous 128 Mio aucun signalement ne commence, et un disque plein arrête le serveur.
cli-doctor-clock = L’horloge indique { $now }.
cli-doctor-clock-wrong = L’horloge indique { $now }, avant le dernier enregistrement ou avant ce programme. Réglez-la (timedatectl) : les délais en dépendent.
cli-doctor-store = La base s’ouvre et attend le disque avant de confirmer.
cli-doctor-statements = { $count } requêtes acceptées par { $engine }.
cli-doctor-keys = Secrets et base sont de la même maison.
cli-doctor-places = Lieux, contours et jours fériés se lisent.
cli-doctor-holidays-end = Les fêtes mobiles ne sont connues que jusqu’en { $year }. Ajoutez les suivantes : docs/operators.md.
cli-doctor-holidays-none = Aucune fête mobile n’est connue : les délais ignorent ces jours. Voyez docs/operators.md.
cli-doctor-outlines-none = Pas de contours : les chiffres s’affichent sans carte.
cli-doctor-packs = Les services sont sans faute.
cli-doctor-address = Adresse publique : { $url }
cli-doctor-address-clear = { $url } n’est pas chiffrée : tout opérateur de réseau lit ce qui s’y écrit. Mettez HTTPS devant.
cli-doctor-address-none = Pas d’adresse publique ([site] public_url) : les lettres ne peuvent pas donner de lien complet.
cli-doctor-mail = Les lettres partent par { $host }.
cli-doctor-mail-none = Aucun serveur de courrier : les lettres s’amassent dans { $path }.
cli-doctor-mail-password = Le mot de passe du courrier ne se lit pas : { $path }
cli-doctor-mail-failed = Lettres qui n’ont pas pu partir, malgré un jour et demi d’essais : { $count }.
cli-doctor-handlers-none = Aucun gestionnaire inscrit ne peut ouvrir un dossier du service « { $pack } » : tout signalement y est refusé. Voyez : dannaya member add
cli-doctor-handlers-places = Les gestionnaires du service « { $pack } » ne suivent que certains lieux : un signalement venu d’ailleurs, ou sans lieu, est refusé si personne ne suit tout le pays. Voyez : dannaya member add
cli-doctor-coordinator-none = Aucun coordinateur inscrit : personne ne peut remettre de dossier. Voyez : dannaya member add
cli-doctor-office-none = Aucun organe public dans l’annuaire. Voyez : dannaya office add

## Ce qui a été mal tapé
cli-error-unknown = « { $arg } » n’existe pas ici. Voyez : --help
cli-error-command = « { $command } » n’est pas une commande. Voyez : dannaya --help
cli-error-no-command = Il manque une commande. Voyez : --help
cli-error-missing = Il manque : { $args }. Voyez : --help
cli-error-empty = Il manque une valeur après { $arg }. Voyez : --help
cli-error-value = « { $value } » ne convient pas à { $arg }. { $means }.
cli-error-number = { $arg } n’a pas le bon nombre de valeurs. Voyez : --help
cli-error-twice = { $arg } est donné deux fois, ou ne va pas avec les autres options. Voyez : --help
cli-error-utf8 = Ce qui a été tapé n’est pas de l’UTF-8.
cli-error-other = La commande ne se lit pas. Voyez : --help

## Aide
cli-arg-help = Affiche cette aide
cli-arg-version = Affiche la version
cli-help-usage = Emploi :
cli-help-commands = Commandes
cli-help-command = COMMANDE
cli-help-options = Options
cli-help-arguments = Arguments
cli-help-usual = { " " }(d’ordinaire { $value })
cli-help-variable = { " " }(ou la variable { $name })
