# Ce que dit « dannaya pack check » : le problème, puis comment le corriger. Le fichier et la ligne sont devant.

pack-check-line = { $file }, ligne { $line } : { $problem } { $mend }
pack-check-sound = { $file } : rien à corriger.

## Problèmes

pack-problem-syntax = ce n’est pas du TOML valide ({ $detail }).
pack-problem-unknown-key = la clé « { $key } » n’existe pas ici.
pack-problem-missing-key = la clé « { $key } » manque.
pack-problem-wrong-type = la valeur de « { $key } » n’est pas du bon type.
pack-problem-unknown-word = « { $value } » n’est pas une valeur de « { $key } ».
pack-problem-bad-name = « { $value } » ne peut pas être un nom dans « { $key } » : un nom a des minuscules sans accent, des chiffres et _, et commence par une lettre.
pack-problem-bad-prefix = « { $value } » ne peut pas être un préfixe : il faut deux ou trois majuscules.
pack-problem-bad-span = « { $value } » n’est pas une durée que « { $key } » accepte.
pack-problem-out-of-range = { $value } sort des limites de « { $key } ».
pack-problem-not-rising = les nombres de « { $key } » ne vont pas en croissant.
pack-problem-twice = « { $value } » figure deux fois sous « { $key } ».
pack-problem-undeclared = « { $value } », employé dans « { $key } », n’est déclaré nulle part dans ce service.
pack-problem-no-final-state = aucun état ne termine le dossier.
pack-problem-unreachable = aucune transition ne mène à l’état « { $state } ».
pack-problem-dead-end = un dossier dans l’état « { $state } » ne peut jamais être clos.
pack-problem-final-with-due = l’état « { $state } » est final et promet pourtant un acte.
pack-problem-reasons-misplaced = motifs de clôture et état final ne concordent pas dans la transition « { $transition } ».
pack-problem-need-without-table = la transition « { $transition } » demande « { $need } », que ce service ne définit pas.
pack-problem-no-such-act = aucun acte ne s’appelle « { $transition } » ; seule une transition qui clôt le dossier choisit son nom.
pack-problem-no-door = « { $role } » n’a aucun moyen de prendre la transition « { $transition } ».
pack-problem-need-not-asked = la transition « { $transition } » demande « { $need } », que personne ne saisit à ce moment.
pack-problem-ends-while-waiting = la transition « { $transition } » clôt un dossier en l’état « { $state } », où un organe doit encore répondre.
pack-problem-unpublishable = le fait « { $field } » n’est pas de ceux que l’on compte en public : seuls le lieu et le service le sont.
pack-problem-field-undeclared = le formulaire a un champ « { $field } » qui n’est ni scellé ni déclaré comme fait.
pack-problem-field-not-in-form = le formulaire n’a pas de champ « { $field } ».
pack-problem-free-text-in-clear = le champ « { $field } » ({ $form_type }) serait lisible dans la base de données.
pack-problem-fact-kind-mismatch = le champ « { $field } » ({ $form_type }) ne peut pas être lu comme « { $kind } ».
pack-problem-question-undeclared = le formulaire a un champ « { $field } » qui n’est ni compté ni scellé.
pack-problem-not-tabulable = le champ « { $field } » ({ $form_type }) ne peut pas être compté : seuls les choix, les lieux et les nombres entiers le peuvent.
pack-problem-bad-day = « { $value } » n’est pas un jour que « { $key } » accepte.
pack-problem-text-missing = le texte français « { $key } » manque.

## Corrections

pack-mend-fix-syntax = Corrigez cette ligne.
pack-mend-use-known-key = Retirez-la ou employez l’une de celles-ci : { $known }.
pack-mend-add-key = Ajoutez « { $key } », par exemple : { $example }.
pack-mend-write-like = Écrivez par exemple : { $example }.
pack-mend-use-one-of = Employez l’une de ces valeurs : { $known }.
pack-mend-stay-within = Restez entre { $least } et { $most }.
pack-mend-put-in-order = Écrivez-les du plus petit au plus grand, chacun une fois.
pack-mend-keep-one = Gardez « { $value } » à un seul endroit.
pack-mend-mark-final = Écrivez final = true dans l’état qui termine le dossier.
pack-mend-add-transition-to = Ajoutez une transition vers « { $state } », ou retirez l’état.
pack-mend-add-transition-from = Ajoutez une transition de « { $state } » vers un état final.
pack-mend-remove-key = Retirez « { $key } ».
pack-mend-align-reasons = Une transition vers un état final demande closing_reason et cite ses motifs ; une autre n’a ni l’un ni l’autre.
pack-mend-add-table = Ajoutez la table [{ $table }], ou retirez « { $need } » de needs.
pack-mend-remove-need = Retirez « { $need } » de needs.
pack-mend-remove-from = Retirez « { $state } » de from.
pack-mend-remove-dimension = Retirez « { $field } » de dimensions.
pack-mend-seal-or-fact = Écrivez « { $field } » dans seal, ou dans facts s’il peut rester lisible.
pack-mend-remove-field = Retirez « { $field } » de cette liste, ou ajoutez-le au formulaire.
pack-mend-move-to-seal = Déplacez « { $field } » vers seal.
pack-mend-change-fact-kind = Choisissez son genre parmi : { $known }.
pack-mend-tabulate-or-seal = Écrivez « { $field } » dans questions, ou dans seal s’il ne doit pas quitter la fiche.
pack-mend-add-text = Ajoutez la ligne « { $key } = … » à { $path }.
