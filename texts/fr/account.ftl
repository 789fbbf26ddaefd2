### Entrer au bureau : inscription, connexion, compte, membres.

role-caseworker = gestionnaire
role-coordinator = coordinateur
role-institution = organe de l’État
role-auditor = auditeur
role-admin = administrateur
role-caseworker-hint = Traite les dossiers qui lui sont confiés.
role-coordinator-hint = Répartit, transmet, suit les délais.
role-institution-hint = Répond aux dossiers transmis.
role-auditor-hint = Voit qui a fait quoi, jamais le contenu.
role-admin-hint = Ouvre et ferme les comptes. N’a aucune clé et ne lit aucun dossier.

## Inscription
enrol-title = Votre inscription
enrol-lead = { $name }, { $team } vous inscrit comme { $role }. Ce lien ne sert qu’une fois.
enrol-passphrase = Votre phrase de passe
enrol-passphrase-hint = Au moins { $min } caractères. Cinq mots au hasard font une bonne phrase. Elle ouvre votre clé : personne ne peut la retrouver pour vous.
enrol-passphrase-again = La même phrase, encore une fois
enrol-passphrase-short = La phrase est trop courte : au moins { $min } caractères.
enrol-passphrase-common = Cette phrase est trop facile à deviner. Choisissez des mots au hasard.
enrol-passphrase-differ = Les deux phrases ne sont pas les mêmes.
enrol-code = Votre second facteur
enrol-code-hint = Ouvrez une application de codes sur votre téléphone, ajoutez un compte avec cette clé, puis écrivez le code de 6 chiffres.
enrol-code-key = Clé à recopier
enrol-code-scan = Code à lire avec le téléphone
enrol-code-wrong = Ce code ne convient pas. Vérifiez l’heure du téléphone, puis écrivez le code affiché maintenant.
enrol-finish = Terminer l’inscription
enrol-done = Votre compte est prêt
enrol-done-detail = Votre clé est créée. Vous pouvez vous connecter.
enrol-over = Ce lien d’inscription n’a plus cours
enrol-over-detail = Il a déjà servi, ou son délai est passé. Demandez-en un autre à la personne qui vous inscrit.

## Connexion
sign-in-title = Connexion
sign-in-lead = Réservé aux membres de la coalition.
sign-in-name = Nom d’utilisateur
sign-in-passphrase = Phrase de passe
sign-in-code = Code à 6 chiffres
sign-in-code-hint = Dans votre application de codes
sign-in = Se connecter
sign-in-wrong = Le nom, la phrase ou le code ne convient pas. Vérifiez les trois.
sign-in-slow = Trop d’essais avec ce nom. Attendez { $minutes } min, puis recommencez. Après plusieurs codes faux, attendez un quart d’heure.
sign-in-locked = Votre session est fermée. Elle se ferme après { $minutes } minutes sans activité. Connectez-vous de nouveau.
sign-in-unsent = Ce que vous aviez écrit, pas encore enregistré
sign-in-unsent-hint = Votre session s’est fermée avant l’enregistrement. Votre texte est ci-dessous et vous suit après la connexion.
sign-in-back = Vous êtes de nouveau connecté
sign-in-back-detail = Votre texte n’est pas encore enregistré. Copiez-le, puis collez-le dans la page où vous étiez.
sign-in-demo = Démonstration : le second facteur est désactivé.
sign-out = Se déconnecter
sign-out-everywhere = Se déconnecter partout
signed-out = Vous êtes déconnecté.

## Mon compte
account-title = Mon compte
account-signed-in = Connecté : { $name }, { $role }, { $team }
account-sessions = Sessions ouvertes
account-session-since = ouverte le { $since }
account-session-this = celle-ci
account-passphrase = Changer ma phrase de passe
account-passphrase-now = Phrase actuelle
account-passphrase-new = Nouvelle phrase
account-passphrase-changed = Votre phrase de passe est changée. Vos autres sessions sont fermées.
account-passphrase-wrong = Ce n’est pas votre phrase actuelle.
account-lang = Langue
account-lang-pages = Langue de vos pages
account-lock-note = Sans activité pendant { $minutes } minutes, la session se ferme et votre clé s’efface de la mémoire du serveur.
