### Le bureau : la file des dossiers, la page du coordinateur.

desk-title = Dossiers
desk-nav-queue = Dossiers
desk-nav-coordinator = Tableau de bord
desk-nav-offices = Organes
desk-nav-members = Membres
desk-nav-account = Mon compte

## File
queue-new = À traiter
queue-mine = Les miens
queue-messages = Messages à lire
queue-overdue = En retard
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
queue-caption-due = Dossiers, les plus en retard d’abord
queue-caption-newest = Dossiers, les plus récents d’abord
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
queue-export = Exporter la liste (CSV, { $max } dossiers au plus)
queue-keys = Clavier : Tab passe d’un dossier à l’autre, Entrée ouvre. Avec Alt (ou Alt + Maj selon le navigateur) : 1 à 5 pour les listes, f pour chercher et filtrer, r pour une référence.
