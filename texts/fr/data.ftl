### Chiffres publics : tableaux, carte, courbes, fichiers, méthode.

data-title = Chiffres
data-lead = Ce que les citoyens signalent et ce que l’administration en fait, par lieu et par service.
data-release = Publication du { $date }, données jusqu’en { $until }
data-none = Pas encore de chiffres
data-none-detail = La première publication paraîtra quand assez de dossiers auront été reçus, et après { $delay } jours.
data-none-here = Trop peu de dossiers ici pour publier un nombre sans risque. Regardez un lieu plus grand ou une période plus longue.
data-country = Mali
data-by-region = Par région
data-by-cercle = Par cercle
data-by-commune = Par commune
data-by-service = Par service
data-by-quarter = Par trimestre
data-by-office = Par organe
data-filter-period = Période
data-filter-service = Service
data-filter-place = Lieu
data-all-periods = Toutes les périodes
data-all-services = Tous les services
data-up = Revenir à : { $place }
data-received = reçus
data-referred = transmis
data-answered = répondus
data-in-time = dans le délai
data-overdue = en retard
data-waiting = en attente
data-closed = clos
data-resolved = résolus selon l’auteur
data-share-in-time = part dans le délai
data-place = Lieu
data-service = Service
data-period = Période
data-office = Organe
data-map-title = Dossiers reçus par { $level }, { $period }
data-map-area = { $place } : { $figure }
data-map-key = Dossiers reçus
data-map-hidden = moins de { $threshold }, ou non publié
data-map-range = { $from } à { $to }
data-map-over = plus de { $from }
data-map-hint = Touchez un lieu pour y entrer. Le tableau donne les mêmes chiffres et les mêmes liens.
data-table-title = Les mêmes chiffres
data-trend-title = Évolution
data-trend-chart = Dossiers reçus par trimestre, { $place }
data-hidden = « { $mark } » : moins de { $threshold }, ou non publié pour qu’on ne puisse reconnaître personne.

figures-received = dossiers reçus
figures-referred = transmis à un organe de l’État
figures-in-time = réponses dans le délai
figures-overdue = réponses en retard

## Réponses des organes
answers-title = Qui répond ?
answers-lead = Pour chaque organe : combien de dossiers reçus, combien de réponses, dans quel délai.
answers-caption = Réponses des organes de l’État, { $period }
answers-received = reçus
answers-acknowledged = réception confirmée à temps
answers-answered = répondus
answers-overdue = en retard
answers-share = à temps
answers-none = Aucun organe n’a encore reçu assez de dossiers pour que ses chiffres soient publiés.

## Fichiers
files-title = Données ouvertes
files-lead = Les mêmes chiffres que sur ces pages, sortis de la même publication. Licence : { $licence }.
files-csv = Tableur (CSV)
files-json = JSON
files-geojson = Carte (GeoJSON)
files-package = Description des colonnes (datapackage.json)
files-catalogue = Fiche de catalogue (DCAT)
files-feed = Suivre les publications (Atom)
files-api = Interface pour programmes (OpenAPI)

## Méthode
method-title = Méthode
method-lead = D’où viennent ces chiffres, et ce que nous faisons pour que personne n’y soit reconnu.
method-what = Ce qui est compté
method-what-text = Chaque signalement reçu compte pour un dossier, une fois les doublons réunis. Les dossiers jugés non fondés sont comptés à part. Un signalement n’est pas une preuve : ces chiffres disent ce que les citoyens rapportent, pas ce qui est établi.
method-not = Ce que ces chiffres ne disent pas
method-not-text = Un lieu avec beaucoup de dossiers n’est pas forcément plus corrompu. On y connaît peut-être mieux ce service, le réseau y est meilleur, ou l’on y ose davantage parler. Ne comparez pas les lieux sans tenir compte de leur population.
method-threshold = Jamais moins de { $threshold }
method-threshold-text = Un nombre plus petit que { $threshold } n’est pas publié. « Zéro » et « { $less } » s’écrivent de la même façon, pour qu’on ne sache pas s’il y a eu un seul dossier.
method-round = Arrondis à { $round }
method-round-text = Tous les nombres sont arrondis au multiple de { $round } le plus proche. Les totaux ne sont donc pas toujours la somme exacte de leurs parties.
method-grouped = Regroupés quand il le faut
method-grouped-text = S’il y a trop peu de dossiers dans une commune, on publie le cercle, puis la région. De même pour le mois, le trimestre, l’année. D’autres cases sont cachées à côté, pour qu’une soustraction ne révèle rien.
method-late = Publiés plus tard
method-late-text = Un dossier n’entre dans les chiffres qu’après { $delay } jours au moins. Les publications sont trimestrielles et ne changent plus. Une correction paraît dans la suivante.
method-grave = Les faits les plus sensibles
method-grave-text = Violences faites aux femmes, détention, droits humains : jamais plus fin que la région et l’année.
method-answers = Comment les réponses sont comptées
method-answers-text = L’organe a { $acknowledge } jours ouvrés pour confirmer la réception et { $answer } pour répondre, jours fériés du Mali exclus. Une réponse tardive est comptée à sa date. Un refus avec raison est une réponse.
method-check = Vérifier
method-check-text = Les mêmes règles servent aux pages, aux fichiers, à la carte et au fil d’actualité. Le programme est public : chacun peut le lire et refaire les calculs.
