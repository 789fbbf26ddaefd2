### Le bureau : la file des dossiers, la page du coordinateur.

desk-title = Dossiers
desk-nav-queue = Dossiers
desk-nav-coordinator = Tableau de bord
desk-nav-offices = Organes
desk-nav-members = Membres
desk-nav-journal = Journal
desk-nav-account = Mon compte

## File
queue-new = À traiter
queue-mine = Les miens
queue-messages = Messages à lire
queue-overdue = En retard
queue-referred = Transmis
queue-closed = Clos
queue-all = Tous
queue-filters = Dossiers montrés
queue-case = Dossier
queue-service = Service
queue-place = Lieu
queue-fact = Fait
queue-state = État
queue-deadline = Délai
queue-handler = Suivi par
queue-received = Reçu
queue-nobody = –
queue-me = moi
queue-no-deadline = –
queue-unread = à lire
queue-reply-waiting = réponse reçue
queue-caption = Dossiers, les plus en retard d’abord
queue-empty = Aucun dossier ici
queue-empty-new = Chaque dossier ouvert est suivi par quelqu’un, ou attend un organe.
queue-empty-messages = Tous les messages des auteurs ont été lus.
queue-empty-mine = Aucun dossier ne vous est confié. Prenez-en un dans « À traiter ».
queue-empty-overdue = Aucun délai n’est dépassé.
queue-empty-all = Les dossiers que vous avez le droit de voir paraîtront ici.
queue-empty-filter = Aucun dossier ne répond à ces critères.
queue-clear-filter = Retirer les filtres
queue-search = Chercher par référence
queue-lost = Aucun dossier que vous pouvez voir ne porte cette référence.
queue-narrow = Chercher, filtrer, trier
queue-any = tous
queue-sort = Ordre
queue-sort-due = le plus en retard d’abord
queue-sort-newest = le plus récent d’abord
queue-apply = Appliquer
queue-export = Exporter la liste (CSV)
queue-keys = Clavier : Tab passe d’un dossier à l’autre, Entrée ouvre.

## États d’un dossier
state-received = reçu
state-assessing = en vérification
state-assessed = vérifié
state-waiting-reporter = attend des précisions
state-referred = transmis
state-acknowledged = réception confirmée
state-accepted = accepté
state-refused = refusé
state-answered = réponse reçue
state-closed = clos
state-unfounded = non fondé
state-merged = joint à un autre

## Journal
journal-title = Journal
journal-lead = Qui a fait quoi, et quand. Le contenu des dossiers n’y est pas.
journal-when = Quand
journal-who = Qui
journal-what = Acte
journal-case = Dossier
journal-none = Rien à montrer pour cette période.
