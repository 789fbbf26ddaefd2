# Textes de la veille des services en français : la langue de référence, toujours complète. Règles : docs/packs.md.

pack-name = Veille des services
pack-summary = Ce que des observateurs voient dans les commissariats, les brigades et les tribunaux.

## Questions, en titre court

field-start = Début
field-end = Fin
field-place = Commune
field-service = Service
field-position = Position
field-consent = Accord du responsable
field-open = Ouvert aux heures
field-staff = Agent pour recevoir
field-hours_posted = Horaires affichés
field-fees_posted = Tarifs affichés
field-complaints = Moyens de se plaindre
field-welcome_women = Accueil des victimes
field-access = Accès facile
field-languages = Langue du public
field-visitors = Visiteurs en attente
field-waiting = Attente
field-respect = Respect
field-payment_seen = Paiement sans reçu
field-receipts = Reçus donnés
field-hearings = Audiences tenues
field-registers = Registre à jour
field-remark = Remarque

## Réponses

service-police = Police
service-gendarmerie = Gendarmerie
service-court = Tribunal
service-prison = Établissement pénitentiaire
consent-yes = Oui
consent-no = Non
consent-public = Observation de ce que tout visiteur peut voir
open-yes = Oui
open-no = Non
open-unknown = Ne sait pas
staff-yes = Oui
staff-no = Non
staff-unknown = Ne sait pas
hours_posted-yes = Oui
hours_posted-no = Non
hours_posted-unknown = Ne sait pas
fees_posted-all = Oui, tous
fees_posted-some = En partie
fees_posted-no = Non
fees_posted-unknown = Ne sait pas
complaints-box = Boîte ou registre
complaints-number = Numéro de téléphone affiché
complaints-person = Agent désigné
complaints-no = Non
complaints-unknown = Ne sait pas
welcome_women-yes = Oui
welcome_women-no = Non
welcome_women-unknown = Ne sait pas
access-yes = Oui
access-no = Non
access-unknown = Ne sait pas
languages-always = Toujours
languages-often = Le plus souvent
languages-rarely = Rarement
languages-unknown = Ne sait pas
waiting-under_15 = Moins de 15 minutes
waiting-15_60 = De 15 minutes à une heure
waiting-over_60 = Plus d’une heure
waiting-not_received = Des visiteurs repartent sans être reçus
waiting-unknown = Ne sait pas
respect-always = Toujours
respect-often = Le plus souvent
respect-rarely = Rarement
respect-unknown = Ne sait pas
payment_seen-yes = Oui
payment_seen-no = Non
payment_seen-unknown = Ne sait pas
receipts-always = Toujours
receipts-sometimes = Parfois
receipts-never = Jamais
receipts-no_payment = Personne n’a payé
receipts-unknown = Ne sait pas
hearings-all = Toutes
hearings-some = Une partie
hearings-none = Aucune
hearings-not_planned = Aucune n’était prévue
hearings-unknown = Ne sait pas
registers-yes = Oui
registers-no = Non
registers-unknown = Ne sait pas

## Vagues

round-y2027_1 = Premier semestre de 2027
round-y2027_2 = Second semestre de 2027

## Indicateurs : leur nom, puis ce que l’on a vu (« Sur 10 observations, 4 montrent … »)

indicator-open = Service ouvert à ses heures
say-open = un service ouvert à ses heures
indicator-fees_posted = Tarifs ou gratuité affichés
say-fees_posted = des tarifs affichés, au moins en partie
indicator-complaints = Moyen de se plaindre visible
say-complaints = un moyen de se plaindre
indicator-waiting = Attente de moins d’une heure
say-waiting = une attente de moins d’une heure
indicator-respect = Visiteurs traités avec respect
say-respect = des agents le plus souvent respectueux
indicator-payment_seen = Paiement sans reçu
say-payment_seen = un paiement sans reçu
indicator-hearings = Audiences tenues
say-hearings = toutes les audiences prévues tenues, parmi les tribunaux qui en avaient

## Répartitions

group-service = Par service
group-place = Par lieu
