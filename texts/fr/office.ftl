### Le côté de l’organe de l’État : le courriel, puis les pages qu’il ouvre.

## Courriel : le cadre autour du texte du service
mail-referral =
    Madame, Monsieur,

    { $text }

    Référence : { $reference }
    Adresse : { $link }

    Ce lien expire le { $expires } et ne s’ouvre que dans un seul navigateur. Ne le faites pas suivre. Aucun compte n’est nécessaire. Le résumé ne contient rien qui désigne l’auteur ; merci de ne pas chercher à le connaître.

    { $coalition }
mail-reminder =
    Madame, Monsieur,

    { $text }

    L’adresse vous a été envoyée lors de la transmission. Si elle ou le code sont perdus, demandez un nouveau lien à la coalition.

    { $coalition }

## Entrée
office-title = Dossier transmis
office-door-lead = { $coalition } vous transmet le résumé d’un dossier qui relève de votre organe. Un code l’ouvre ; aucun compte n’est nécessaire.
office-code = Votre code
office-code-hint = Huit chiffres, remis par téléphone ou en main propre.
office-keep = Garder le dossier ouvert sur cet ordinateur
office-keep-hint = Sinon, fermer le navigateur ferme le dossier et il faudra demander un nouveau lien. Ne cochez pas sur un ordinateur partagé.
office-once = Le code ne s’emploie qu’une fois. Le dossier reste ensuite dans ce seul navigateur : ouvrez-le là où vous répondrez.
office-open = Ouvrir le dossier
office-wrong = Ce code n’ouvre pas ce dossier. Vérifiez-le. Après { $tries } essais, le lien est fermé.
office-mistyped = Ce n’est pas un code : il y a huit chiffres. Vérifiez-les un à un. Aucun essai n’est compté.
office-go-on = Vous arrivez d’un autre site, par exemple d’une messagerie. Continuez pour ouvrir le dossier.
office-over = Ce lien n’a plus cours
office-over-detail = Il a expiré, a été remplacé ou retiré, ou trop de codes ont été essayés. Demandez un nouveau lien à la coalition.
office-refused = Votre refus est enregistré
office-refused-detail = Le dossier revient à la coalition, et l’auteur lira votre raison. Ce lien est fermé : le résumé ne se lit plus ici.
office-held = Ce dossier est ouvert dans un autre navigateur
office-held-detail = Un lien ne sert qu’à un seul navigateur. Revenez à celui où le code a été saisi. S’il n’est plus disponible, ou si ce n’était pas vous, demandez un nouveau lien à la coalition.
office-unknown = Ce lien est inconnu
office-unknown-detail = Vérifiez que l’adresse est complète, telle que le courriel la donne.

## Dossier
office-case = Dossier { $reference }
office-lead = { $coalition } vous transmet ce dossier. Vous lisez un résumé : l’auteur n’y est pas désigné.
office-dates = Suivi
office-sent = Transmis le
office-acknowledge-by = Réception à confirmer au plus tard le
office-answer-by = Réponse attendue au plus tard le
office-left = reste { $days }
office-late = en retard de { $days }
office-summary = Résumé
office-state = État
office-state-sent = transmis à votre organe
office-state-acknowledged = réception confirmée
office-state-accepted = pris en charge
office-state-refused = refusé : le dossier revient à la coalition
office-state-answered = réponse donnée
office-acknowledged = Réception confirmée le
office-ended = Répondu ou refusé le
office-public-note = Seuls le nombre de dossiers reçus et les délais de réponse de votre organe sont rendus publics.
office-expires = Ce lien expire le { $date }.

## Actes
office-now = Que faites-vous de ce dossier ?
office-acknowledge = Confirmer la réception
office-accept = Prendre en charge
office-refuse = Refuser le dossier
office-refuse-title = Refuser
office-refuse-reason = Pour quelle raison ?
office-refuse-hint = Par exemple : ne relève pas de votre compétence, déjà traité. L’auteur lira cette raison. Le lien se ferme avec le refus.
office-reason-missing = Écrivez la raison du refus : l’auteur la lira.
office-answer = Répondre
office-answer-text = Votre réponse
office-answer-hint = Elle sera lue par la coalition, puis par l’auteur avec son reçu.
office-text-missing = Écrivez votre réponse.
office-letter = Joindre une lettre (facultatif)
office-letter-hint = PDF, JPEG ou PNG, { $max } Mo au plus. La coalition la lira, pas l’auteur.
office-measure = Mesure prise
office-measure-choose = Choisissez
office-measure-missing = Choisissez la mesure prise, même s’il n’y en a aucune.
office-send = Envoyer la réponse
office-thanks = Votre réponse est enregistrée. Merci.
office-thanks-detail = La coalition la lit et en informe l’auteur. Ce résumé reste lisible ici jusqu’au { $date }.
