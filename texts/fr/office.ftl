### Le côté de l’organe de l’État : le courriel, puis les pages qu’il ouvre.

## Courriel
mail-referral-subject = Dossier { $reference } transmis par { $coalition }
mail-referral-body =
    Madame, Monsieur,

    { $coalition } transmet à { $office } un dossier qui relève de sa compétence.

    Référence : { $reference }
    Service : { $service }
    Confirmer la réception avant le { $acknowledge }
    Répondre avant le { $answer }

    Le résumé se lit à cette adresse, avec un code qui vous est remis par une autre voie :
    { $link }

    Ce lien est réservé à une seule personne et expire le { $expires }. Ne le faites pas suivre.
    Aucun compte n’est nécessaire. Le résumé ne contient rien qui désigne l’auteur ; merci de ne pas chercher à le connaître.

    Sans réponse dans le délai, la transmission est comptée parmi celles restées sans réponse, dans les chiffres publics.

    { $coalition }
mail-reminder-subject = Rappel : dossier { $reference }, réponse attendue le { $answer }
mail-reminder-body =
    Madame, Monsieur,

    Le dossier { $reference }, transmis à { $office } le { $sent }, attend votre réponse depuis { $days } jours ouvrés.
    Réponse attendue avant le { $answer }.

    { $link }

    Si le code est perdu, écrivez à la coalition : un nouveau lien vous sera adressé.

    { $coalition }
mail-overdue-subject = Sans réponse : dossier { $reference }
mail-overdue-body =
    Madame, Monsieur,

    Le délai de réponse au dossier { $reference }, transmis à { $office } le { $sent }, est passé depuis le { $answer }.
    Cette transmission est maintenant comptée parmi celles restées sans réponse, dans les chiffres publics.
    Une réponse reste possible et sera comptée à sa date :

    { $link }

    { $coalition }

## Entrée
office-title = Dossier transmis
office-code = Votre code
office-code-hint = Il vous a été remis par téléphone ou en main propre.
office-open = Ouvrir le dossier
office-wrong = Ce lien et ce code n’ouvrent rien ensemble. Vérifiez le code. Après { $tries } essais, le lien est fermé.
office-over = Ce lien n’a plus cours
office-over-detail = Il a expiré, a été remplacé ou retiré. Demandez un nouveau lien à la coalition.

## Dossier
office-lead = { $coalition } vous transmet ce dossier. Vous lisez un résumé : l’auteur n’y est pas désigné.
office-reference = Référence
office-service = Service
office-place = Lieu
office-month = Mois des faits
office-sent = Transmis le
office-acknowledge-by = Réception à confirmer avant le
office-answer-by = Réponse attendue avant le
office-summary = Résumé
office-way = Suivi
office-public-note = Seuls le nombre de dossiers reçus et les délais de réponse de votre organe sont rendus publics.

## Actes
office-acknowledge = Confirmer la réception
office-acknowledged = Réception confirmée le { $date }
office-accept = Accepter de traiter
office-accepted = Accepté le { $date }
office-refuse = Refuser
office-refuse-reason = Pour quelle raison ?
office-refuse-hint = Par exemple : ne relève pas de votre compétence, déjà traité. L’auteur lira cette raison.
office-refused = Refusé le { $date }. Le dossier revient à la coalition.
office-answer = Répondre
office-answer-text = Votre réponse
office-answer-hint = Elle sera lue par la coalition, puis par l’auteur avec son reçu.
office-letter = Joindre une lettre
office-letter-hint = PDF ou image, { $max } Mo au plus. Elle est scellée à son arrivée.
office-measure = Mesure prise
office-measure-none = Aucune pour l’instant
office-measure-inquiry = Enquête ouverte
office-measure-sanction = Sanction
office-measure-refund = Remboursement
office-measure-service = Service rétabli
office-measure-court = Saisine de la justice
office-measure-unfounded = Faits non établis après vérification
office-measure-other = Autre mesure
office-send = Envoyer la réponse
office-sent-thanks = Votre réponse est enregistrée. Merci.
office-sent-detail = La coalition la lit et en informe l’auteur. Vous pouvez compléter votre réponse jusqu’au { $date }.
office-leave = Fermer
