### Pourquoi un acte n’est pas possible maintenant, et quoi faire.

refusal-changed = Quelqu’un a modifié ce dossier entre-temps. Relisez-le, puis recommencez.
refusal-not-from-here = Cet acte n’est pas possible dans l’état actuel du dossier.
refusal-not-yours = Votre rôle ne permet pas cet acte.
refusal-needs-assessment = Évaluez d’abord ce dossier : il manque la note de crédibilité.
refusal-needs-summary = Écrivez d’abord le résumé qui ne désigne personne.
refusal-needs-consent = L’auteur, ou celui d’un dossier joint, n’a pas donné son accord. Demandez-le, ou expliquez pourquoi vous transmettez sans lui.
refusal-not-credible = Ce dossier n’est pas assez crédible pour être transmis : la note doit être plus haute. Vérifiez-le encore, ou concluez.
refusal-reporter-refused = L’auteur a refusé lui-même. Lui seul peut changer d’avis, dans son dossier.
refusal-handed-over = Le résumé est déjà transmis : cet accord ne peut plus changer.
refusal-needs-office = Choisissez un organe ouvert, d’une nature prévue pour ce service.
refusal-needs-reason = Écrivez quelques mots.
refusal-unknown-value = Ce choix n’est pas prévu. Choisissez dans la liste.
refusal-is-merged = Ce dossier est joint à un autre : travaillez sur l’autre.
refusal-cannot-merge = Ces deux dossiers ne peuvent pas être joints.
refusal-ended = Un dossier clos ne peut ni en rejoindre un autre ni en accueillir un. Rouvrez-le d’abord, ou concluez l’autre avec son propre motif.
refusal-waits-on-body = Un organe doit encore répondre à ce dossier. Pour le joindre à un autre, joignez plutôt l’autre à celui-ci ; pour le clore, retirez d’abord la transmission.
refusal-not-waiting = Ce dossier n’attend plus cela de cet organe.
refusal-erased = Le contenu de ce dossier est effacé.
refusal-feedback-not-now = Ces deux questions se posent une fois, après la clôture.
