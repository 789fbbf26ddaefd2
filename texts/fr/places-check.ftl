# Ce que « dannaya places import » dit d’une table : la faute, puis comment la corriger. Le fichier et la ligne sont devant.

places-check-line = { $file }, ligne { $line } : { $fault }

places-fault-missing-column = la colonne « { $column } » manque. Nommez-la dans la première ligne et séparez les colonnes par des virgules.
places-fault-not-csv = cette ligne a { $found } cases, la première en a { $expected }. Donnez-lui le même nombre et fermez ses guillemets.
places-fault-not-utf8 = cette ligne n’est pas en UTF-8. Enregistrez la table en « CSV UTF-8 ».
places-fault-empty = la case « { $column } » est vide. Remplissez-la.
places-fault-bad-text = la case « { $column } » dépasse { $longest } caractères ou contient des caractères de contrôle. Raccourcissez-la ou nettoyez-la.
places-fault-unknown-level = le niveau « { $level } » n’est ni 0 (pays), ni 1, 2, 3 ou 4 (localité). Écrivez l’un d’eux.
places-fault-bad-number = « { $value } » dans « { $column } » n’est pas { $range ->
    [latitude] un nombre de -90 à 90 avec un point décimal
    [longitude] un nombre de -180 à 180 avec un point décimal
   *[people] un nombre entier de personnes, sans espace
  }. Corrigez-le ou laissez la case vide.
places-fault-half-position = une seule des cases « lat » et « lon » est remplie. Donnez les deux ou aucune.
places-fault-bad-date = « { $value } » dans « { $column } » n’est pas un jour. Écrivez-le comme 2021-12-20 ou laissez la case vide.
places-fault-period-ends-before-it-begins = « valid_to » est avant « valid_from ». Échangez-les ou corrigez-les.
places-fault-duplicate-code = le code « { $code } » est déjà à la ligne { $first }. Chaque lieu a son propre code.
places-fault-orphan-parent = le parent « { $parent } » n’est à aucune ligne de cette table. Ajoutez-le ou corrigez « parent_pcode ».
places-fault-no-parent = un lieu de niveau { $level } a besoin d’un parent. Remplissez « parent_pcode ».
places-fault-parent-not-above = le parent « { $parent } » (niveau { $parent_level }) n’est pas au-dessus du niveau { $level }. Corrigez « level » ou « parent_pcode ».
places-fault-parent-cycle = de parent en parent, « { $code } » revient à lui-même. Corrigez le parent qui ferme le cercle.
places-fault-no-country = aucune ligne n’est de niveau 0. Ajoutez une ligne pour le pays.
places-fault-second-country = le pays est déjà à la ligne { $first }. Une table contient un seul pays.
places-fault-country-with-parent = le pays ne peut pas avoir de parent. Laissez « parent_pcode » vide.
places-fault-unknown-place = le lieu « { $code } » n’est pas dans la table des lieux. Corrigez « pcode » ou retirez la ligne.
places-fault-too-many = « { $column } » a plus de 1 000 valeurs différentes. Cette colonne nomme un genre, une nomenclature ou une période, pas un lieu.
places-fault-too-many-places = il y a plus de 500 000 lieux. Retirez le niveau le plus profond.
