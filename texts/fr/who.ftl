### Qui voit quoi : la page que l’on lit avant de se confier.

who-title = Qui voit quoi ?
who-lead = Voici ce que chacun peut voir, et ce que nous ne pouvons pas empêcher.
who-table = Ce que chacun voit de votre signalement
who-someone = Qui
who-sees = Ce qu’il voit
who-not = Ce qu’il ne voit pas
who-handlers = Les gestionnaires de la coalition pour votre lieu
who-handlers-sees = Tout ce que vous écrivez. Chaque lecture est notée. Pour trouver les dossiers qui se ressemblent, la machine compare les mots des récits sans les montrer ; cela n’est pas noté.
who-handlers-not = Votre numéro, sauf si vous le donnez.
who-coalition = Le reste de la coalition
who-coalition-sees = Pour ceux qui contrôlent le travail : qu’un dossier existe, son lieu, son service, son état.
who-coalition-not = Votre récit. Une organisation que vous excluez ne voit rien, pas même que le dossier existe.
who-admin = L’administrateur et l’hébergeur du serveur
who-admin-sees = Ce qui est écrit en clair sur le disque (voir plus bas). Votre récit traverse la mémoire du serveur à l’envoi.
who-admin-not = Votre récit une fois scellé. Il ne se rouvre pas sans la clé d’un gestionnaire.
who-office = L’organe de l’État
who-office-sees = Le résumé écrit par la coalition, si vous êtes d’accord. Sans votre accord, seulement si la vie ou la sécurité de quelqu’un en dépend : un coordinateur doit en garder la raison, et vous le lisez dans votre dossier.
who-office-not = Votre récit, vos messages, votre contact.
who-public = Le public
who-public-sees = Des nombres arrondis, à partir de { $threshold } dossiers.
who-public-not = Aucun dossier.
who-operator = Votre opérateur de téléphonie
who-operator-sees = Que ce téléphone a ouvert ce site, et quand.
who-operator-not = Les pages que vous lisez et ce que vous écrivez.
who-operator-open-sees = Tout ce que vous lisez et écrivez : cette installation n’a pas de connexion chiffrée.
who-operator-open-not = Rien ne lui est caché. N’écrivez rien de vrai ici.
who-phone = Celui qui tient votre téléphone après vous
who-phone-sees = L’historique, si vous ne l’effacez pas. Votre brouillon pendant 24 heures. Votre reçu pendant une heure, tant que vous n’appuyez pas sur « J’ai noté mon reçu ». Votre dossier pendant un quart d’heure, tant que vous n’appuyez pas sur « Fermer mon dossier ».
who-phone-not = Après cela, votre dossier sans le reçu.
who-disk = Ce qui est écrit sur le disque du serveur
who-disk-text = Scellés, illisibles sans clé : votre récit, les noms, les pièces jointes, votre contact, les messages, les réponses. En clair, pour orienter et compter : le type de fait et son issue, le lieu, le service, le mois, la tranche de somme, les organisations écartées, votre accord pour transmettre, votre langue, et chaque étape : sa date, qui de la coalition l’a faite, la note de crédibilité, l’organe saisi et l’issue.
who-proxy = Opera Mini et les navigateurs qui compressent
who-proxy-sees = Tout ce que vous lisez et écrivez : les pages passent en clair par leurs ordinateurs.
who-proxy-not = Rien ne leur est caché. Utilisez un autre navigateur.
who-receipt = Votre reçu
who-receipt-text = Il ouvre votre dossier. Nous n’en gardons pas de copie lisible. Perdu, il ne se retrouve pas ; volé, il permet de lire les réponses et d’écrire à votre place.
who-escrow = Si les clés sont perdues
who-escrow-text = Une clé de secours est partagée entre plusieurs organisations de la coalition. Il en faut plusieurs ensemble pour rouvrir un dossier dont toutes les clés sont perdues. Aucune ne le peut seule.
who-kept = Combien de temps
span-days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
  }
span-months = { $n } mois
span-years = { $n ->
    [one] { $n } an
   *[other] { $n } ans
  }
who-kept-text = Le contenu d’un dossier clos est effacé après { $closed }, celui d’un dossier non fondé après { $unfounded }. Les nombres déjà publiés restent.
who-limits = Ce que nous ne pouvons pas empêcher
who-limits-guess = Votre récit peut vous trahir. Si deux personnes seulement connaissaient un détail, ne l’écrivez pas.
who-limits-seize = Un téléphone ouvert et saisi montre ce qui est à l’écran.
who-limits-reader = Une personne chargée du dossier peut répéter ce qu’elle a lu. Nous notons qui lit ; nous ne pouvons pas le faire oublier.
who-limits-server = Un serveur tombé entre de mauvaises mains pourrait tromper ses visiteurs. Celui qui craint cela doit s’adresser à une organisation de vive voix.
who-addresses = Nous ne gardons pas l’adresse de votre connexion. Le journal du site ne retient ni qui, ni quelle page avec ses détails.
