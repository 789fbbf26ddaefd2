### Chiffres publics : tableaux, carte, courbes, fichiers, méthode.

data-title = Chiffres
data-title-of = Chiffres : { $place }
data-lead = Ce que les citoyens signalent et ce que l’administration en fait, par lieu et par service.
data-release = Publication du { $date }, données jusqu’à la fin du { $until }.
data-none = Pas encore de chiffres
data-none-detail = Les premiers chiffres paraîtront { $delay } jours après la fin du premier trimestre, si assez de dossiers ont été reçus.
data-none-here = Trop peu de dossiers ici pour publier un nombre sans risque. Regardez un lieu plus grand ou une période plus longue.
data-by-region = Par région
data-by-cercle = Par cercle
data-by-service = Par service
data-filter-period = Période
data-filter-service = Service
data-all-periods = Depuis l’ouverture
data-all-services = Tous les services
data-show = Afficher
data-levels = Niveau des lieux
data-path = Lieux au-dessus
period-through = depuis l’ouverture jusqu’au { $quarter }
data-received = reçus
data-referred = transmis
data-answered = répondus
data-closed = clos
data-service = Service
data-period = Période
data-place-1 = Région
data-place-2 = Cercle
data-place-3 = Commune
data-office = Organe
data-map-title = Dossiers reçus par { $level }, { $period }
data-map-area = { $place } : { $figure }
data-map-hidden = moins de { $threshold }, ou non publié
data-map-range = { $from } à { $to }
data-map-over = { $from } et plus
data-table-title = Les mêmes chiffres
data-trend-title = Évolution
data-trend-chart = Dossiers reçus par trimestre, { $place }
data-untold = Autres lieux : moins de { $threshold }, ou non publié
data-place-of-level = { $place } ({ $level })
data-hidden = « { $mark } » : moins de { $threshold }, ou non publié pour qu’on ne puisse reconnaître personne.
data-earlier = « { $mark } » : total arrêté à un trimestre antérieur, pour qu’une soustraction ne révèle rien.
data-services-note = Un dossier dont le service n’est pas connu ne compte que dans « Tous les services ».

figures-received = dossiers reçus
figures-referred = transmis à un organe public
figures-in-time = part répondue dans le délai
figures-overdue = réponses en retard

## Réponses des organes
answers-title = Qui répond ?
answers-lead = Pour chaque organe : combien de dossiers reçus, combien de réponses, dans quel délai.
answers-caption = Réponses des organes de l’État, { $period }
answers-received = reçus
answers-acknowledged = confirmés à temps
answers-answered = répondus
answers-in-time = répondus à temps
answers-overdue = en retard
answers-share = part à temps
answers-share-note = Part à temps : parmi les dossiers dont le délai de réponse s’est achevé dans la période, ceux qui ont reçu une réponse à temps.
answers-all = Tous les organes ensemble
answers-none = Aucun organe n’a encore reçu assez de dossiers pour que ses chiffres soient publiés.

## Fichiers
files-title = Données ouvertes
files-lead = Les mêmes chiffres que sur ces pages, sortis de la même publication. Licence : { $licence }.
files-licence-title = Licence
files-licence = Creative Commons Attribution 4.0 (CC BY 4.0) ; citez la coalition et la date de la publication
files-csv = Tableur (CSV)
files-bodies = Réponses des organes (CSV)
files-json = JSON
files-geojson = Carte (GeoJSON)
files-package = Description des colonnes (datapackage.json)
files-catalogue = Fiche de catalogue (DCAT)
files-feed = Suivre les publications (Atom)
files-api = Interface pour programmes (OpenAPI)

## Méthode
method-title = Méthode
method-lead = D’où viennent ces chiffres, et ce que nous faisons pour que personne n’y soit reconnu.
method-rule = La règle appliquée
method-rule-threshold = Plus petit nombre publié
method-rule-round = Arrondi au multiple de
method-rule-delay = Délai après la fin de la période
method-rule-place = Lieu le plus fin
method-rule-service-place = Lieu le plus fin par service
method-rule-period = Période la plus courte
method-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
  }
method-quarter = trimestre
method-year = année
method-releases = Publications
method-made = Publication du { $date }
method-what = Ce qui est compté
method-what-text = Chaque signalement reçu compte pour un dossier. Des doublons réunis avant la publication comptent pour un seul. Réception, transmission, réponse et clôture comptent chacune dans le trimestre où elles ont lieu : dans un même trimestre, il peut y avoir plus de réponses que de transmissions. Un signalement n’est pas une preuve : ces chiffres disent ce que les citoyens rapportent, pas ce qui est établi.
method-not = Ce que ces chiffres ne disent pas
method-not-text = Un lieu avec beaucoup de dossiers n’est pas forcément plus corrompu. On y connaît peut-être mieux ce service, le réseau y est meilleur, ou l’on y ose davantage parler. Ne comparez pas les lieux sans tenir compte de leur population.
method-threshold = Jamais moins de { $threshold }
method-threshold-text = Un nombre plus petit que { $threshold } n’est pas publié. « Zéro » et « { $less } » s’écrivent de la même façon, pour qu’on ne sache pas s’il y a eu un seul dossier.
method-round = Arrondis à { $round }
method-round-text = Tous les nombres sont arrondis au multiple de { $round } le plus proche. Les totaux ne sont donc pas toujours la somme exacte de leurs parties.
method-grouped = Regroupés quand il le faut
method-grouped-text = S’il y a trop peu de dossiers dans une commune, on publie le cercle, puis la région. De même pour le trimestre, puis l’année. D’autres cases sont cachées à côté, pour qu’une soustraction ne révèle rien.
method-late = Publiés plus tard, jamais changés
method-late-text = Une période n’est publiée que { $delay } jours au moins après sa fin. Ce qui est publié ne change plus : un dossier effacé, corrigé ou ajouté après coup ne déplace aucun nombre déjà paru.
method-answers = Comment les réponses sont comptées
method-answers-text = L’organe a { $acknowledge } jours ouvrés pour confirmer la réception et { $answer } pour répondre, jours fériés exclus. Une réponse est comptée à temps si elle vient dans ce délai. Après { $counted } jours ouvrés sans réponse, le dossier compte comme resté en retard, même si une réponse vient ensuite. Un refus avec raison n’est pas une réponse : le dossier revient à la coalition.
method-check = Vérifier
method-check-text = Les mêmes nombres servent aux pages, aux fichiers, à la carte et au fil d’actualité. Le programme est public : chacun peut lire la règle et l’éprouver.

## Description des fichiers, pour machines et catalogues
package-title = { $pack } : chiffres publics, { $country }
package-detail = Dossiers reçus, transmis, répondus et clos par lieu, service et période, et réponses des organes publics. Nombres arrondis à { $round }, jamais en dessous de { $threshold }, publiés { $delay } jours au moins après la fin de la période. Ce qui n’a pas de ligne est plus petit que { $threshold } ou retenu pour protéger les personnes ; ce n’est pas zéro.
package-figures = Dossiers par lieu, service et période
package-bodies = Réponses des organes publics par période
package-map = Dossiers par cercle, avec contours
package-map-region = Dossiers par région, avec contours
package-map-cercle = Dossiers par cercle, avec contours
package-map-commune = Dossiers par commune, avec contours
package-keyword = redevabilité
places-credit = { $country ->
    [ml] Lieux et contours : DNCT / OCHA, CC BY-IGO. Codes et population de 2017 : DNCT et DNP, via HDX, CC BY 4.0.
   *[other] Lieux et contours : tels que l’exploitant du site les a fournis.
}
package-place-code = Code du lieu
package-place-code-detail = P-code COD du lieu.
package-place-name = Nom du lieu
package-place-name-detail = Nom officiel en français.
package-level = Niveau
package-level-detail = country, region, cercle ou commune.
package-service = Service
package-service-detail = all : tous les services ensemble. { $services }
package-period = Période
package-period-detail = 2027-Q1 : un trimestre ; 2027 : une année ; ..2027-Q1 : total depuis l’ouverture jusqu’à la fin de ce trimestre.
package-measure = Mesure
package-measure-detail = received : reçus ; referred : transmis à un organe ; answered : répondus ; closed : clos. Chacune est comptée dans la période où elle a lieu.
package-value = Nombre
package-value-detail = Nombre de dossiers, arrondi à { $round }, au moins { $threshold }.
package-body-body-code = Code de l’organe
package-body-body-code-detail = all : tous les organes ensemble.
package-body-body-name = Nom de l’organe
package-body-body-name-detail = Nom officiel.
package-body-kind = Type d’organe
package-body-kind-detail = Vide pour tous les organes ensemble.
package-body-period = Période
package-body-period-detail = 2027-Q1 : un trimestre ; 2027 : une année ; ..2027-Q1 : total depuis l’ouverture jusqu’à la fin de ce trimestre.
package-body-measure = Mesure
package-body-measure-detail = received : dossiers reçus ; acknowledged_in_time : réception confirmée à temps ; answered : répondus ; answered_in_time : répondus à temps ; overdue : restés sans réponse au-delà du délai au terme duquel le silence est compté en public.
package-body-value = Nombre
package-body-value-detail = Nombre de dossiers, arrondi à { $round }, au moins { $threshold }.
feed-title = Chiffres de { $coalition }
feed-entry = Chiffres publiés au { $date }
feed-entry-detail = De nouveaux chiffres par lieu, par service et par organe sont publiés.
