# Textes du service « dénonciation » en français : la langue de référence, toujours complète.
# Un texte manquant ici arrête le chargement du service. Règles : docs/packs.md.

pack-name = Dénonciation
pack-summary = Argent demandé, fonds détournés, service absent. Cinq minutes.

## Champs, en titre court (tableau de bord, récapitulatif, données ouvertes)

field-kind = Fait
field-outcome = Issue
field-place = Lieu
field-service = Service
field-when = Mois des faits
field-amount = Somme
field-narrative = Récit
field-people = Personnes en cause
field-evidence = Pièce jointe
field-exclude = Organisations écartées
field-contact = Réponse souhaitée
field-contact_phone = Téléphone
field-contact_email = Courriel
field-consent_referral = Accord pour transmettre
field-received = Période de réception

## Choix, en mots courts

kind-money_asked = argent demandé
kind-favour_asked = faveur demandée
kind-funds_diverted = fonds ou biens détournés
kind-absence = absence
kind-abuse = abus de pouvoir
kind-other = autre

outcome-paid = payé ou donné
outcome-refused = refusé
outcome-not_asked = rien d’exigé
outcome-unknown = issue inconnue

service-police = Police
service-gendarmerie = Gendarmerie
service-justice = Justice
service-town_hall = Mairie
service-administration = Administration
service-health = Santé
service-education = École
service-land = Domaines et terres
service-taxes = Impôts
service-customs = Douanes
service-water_energy = Eau et électricité
service-other = Autre service
service-unknown = Service inconnu

amount-under_1000 = moins de 1 000 F CFA
amount-1000_5000 = 1 000 à 5 000 F CFA
amount-5000_25000 = 5 000 à 25 000 F CFA
amount-25000_100000 = 25 000 à 100 000 F CFA
amount-100000_1000000 = 100 000 à 1 000 000 F CFA
amount-over_1000000 = plus de 1 000 000 F CFA
amount-unknown = somme inconnue

consent_referral-yes = accord donné
consent_referral-no = accord refusé
consent_referral-later = à demander

## États : le mot du tableau de bord, la phrase pour la personne, et ce qui vient ensuite

state-received = Reçue
state-received-public = Nous avons reçu votre dénonciation.
state-received-next = La coalition la vérifie au plus tard le { $date }.

state-assessed = Vérifiée
state-assessed-public = La coalition a étudié votre dénonciation.
state-assessed-next = Nous décidons au plus tard le { $date } si elle peut être remise à un organe compétent.

state-referred = Transmise
state-referred-public = Un résumé, sans rien qui vous désigne, a été remis à l’organe compétent.
state-referred-next = L’organe doit confirmer la réception au plus tard le { $date }.

state-acknowledged = Accusé de réception
state-acknowledged-public = L’organe compétent a confirmé qu’il a reçu le résumé.
state-acknowledged-next = L’organe doit répondre au plus tard le { $date }.

state-accepted = Prise en charge
state-accepted-public = L’organe compétent s’occupe de l’affaire.
state-accepted-next = L’organe doit répondre au plus tard le { $date }.

state-answered = Réponse reçue
state-answered-public = L’organe compétent a répondu. Sa réponse est dans votre dossier.
state-answered-next = Nous lisons la réponse et nous concluons au plus tard le { $date }.

state-closed = Close
state-closed-public = Le dossier est clos.
state-closed-next = Dites-nous si vous avez eu une réponse et si le problème est réglé. Le dossier est effacé le { $date }.

## Actes : le bouton du tableau de bord, puis la phrase que la personne lit dans son dossier

act-assess = Enregistrer la vérification
timeline-assess = La coalition a vérifié votre dénonciation.

act-dismiss = Clore sans transmettre
timeline-dismiss = La coalition a clos le dossier sans le transmettre. Motif : { $closing_reason }.

act-refer = Transmettre
timeline-refer = Un résumé a été remis à cet organe : { $office }. Il a jusqu’au { $date } pour répondre.

act-acknowledge = Accuser réception
timeline-acknowledge = L’organe a confirmé la réception : { $office }.

act-accept = Prendre en charge
timeline-accept = L’organe a pris l’affaire en charge : { $office }.

act-refuse = Refuser
timeline-refuse = L’organe a refusé l’affaire : { $office }. Motif donné : « { $reason } » La coalition reprend votre dossier.

act-recall = Retirer à l’organe
timeline-recall = La coalition a retiré l’affaire à cet organe : { $office }. Elle reprend votre dossier.

act-answer = Répondre
timeline-answer = L’organe a répondu : { $office }. Mesure prise : { $measure }.

act-close = Clore
timeline-close = Le dossier est clos. Motif : { $closing_reason }.

act-reopen = Rouvrir
timeline-reopen = Le dossier est rouvert. La coalition l’étudie de nouveau.

## Actes communs à tous les dossiers

timeline-opened = Votre dénonciation est enregistrée sous le numéro { $reference }.
timeline-message-out = La coalition vous a écrit.
timeline-message-in = Vous avez écrit à la coalition.
timeline-evidence-added = Vous avez ajouté une pièce.
timeline-consent-given = Vous avez accepté qu’un résumé soit transmis.
timeline-consent-refused = Vous avez refusé qu’un résumé soit transmis.
timeline-consent-noted-yes = La coalition a noté que vous acceptez qu’un résumé soit transmis. Elle écrit : « { $how } » Si c’est faux, dites-le ici avant la transmission.
timeline-consent-noted-no = La coalition a noté que vous refusez qu’un résumé soit transmis. Elle écrit : « { $how } » Si c’est faux, dites-le ici.
timeline-consent-noted-ask = La coalition a noté que vous voulez être interrogé avant toute transmission. Elle écrit : « { $how } » Si c’est faux, dites-le ici.
timeline-consent-aside = Un coordinateur a décidé de transmettre le résumé sans votre accord, parce que la vie ou la sécurité de quelqu’un en dépendait. Sa raison est gardée.
timeline-reminded = L’organe n’a pas encore répondu. Nous lui avons rappelé le délai : { $office }.
timeline-counted = L’organe n’a toujours pas répondu. Son silence est compté en public.

## Motifs de clôture, à la suite de « Motif : »

closing-resolved = le problème est réglé
closing-answered = l’organe a répondu
closing-unfounded = les faits ne sont pas établis
closing-insufficient = il manque des informations pour vérifier
closing-out_of_scope = les faits ne relèvent pas de la coalition
closing-no_consent = vous n’avez pas souhaité que le dossier soit transmis

## Vérification : les points à examiner et l’échelle de crédibilité

check-precise = Le lieu, la période et le service sont précis.
check-first_hand = La personne a vu ou vécu les faits.
check-consistent = Le récit est cohérent.
check-supported = Une pièce ou un autre témoignage l’appuie.
check-in_scope = Les faits relèvent de la corruption et d’un organe public.
check-reporter_safe = Le risque pour la personne a été pesé.
check-not_duplicate = Les dossiers semblables ont été cherchés.
check-no_conflict = Aucun lien entre la personne qui vérifie et les personnes en cause.

credibility-0 = Rien ne l’appuie
credibility-1 = Peu crédible
credibility-2 = Possible
credibility-3 = Crédible
credibility-4 = Établie par des pièces

## Organes auxquels un dossier peut être transmis

office-kind-inspectorate = Inspection
office-kind-pef = Pôle économique et financier
office-kind-audit_office = Bureau du Vérificateur général
office-kind-anti_corruption = Office de lutte contre l’enrichissement illicite
office-kind-ombudsman = Médiateur de la République
office-kind-prosecutor = Parquet
office-kind-administration = Autorité administrative

## Courriers aux organes

referral-subject = Dossier { $reference } : un résumé vous est transmis
referral-body = La coalition vous transmet le résumé d’une dénonciation. Merci d’en accuser réception au plus tard le { $acknowledge_by } et d’y répondre au plus tard le { $answer_by }. Le lien ci-dessous est personnel ; le code vous parvient séparément.
reminder-subject = Dossier { $reference } : réponse attendue
reminder-body = Le dossier { $reference } vous a été transmis il y a { $days } jours ouvrés. Nous n’avons pas reçu de réponse. Après { $public_after } jours ouvrés de silence, il est compté en public parmi les dossiers sans réponse.

## Après la clôture

feedback-answered = Avez-vous reçu une réponse ?
feedback-resolved = Le problème est-il réglé ?

## Mesures qu’un organe dit avoir prises

measure-inquiry = enquête ouverte
measure-sanction = sanction
measure-to_court = saisine de la justice
measure-refund = remboursement
measure-service_restored = service rétabli
measure-rule_changed = règle ou organisation changée
measure-none = aucune mesure
