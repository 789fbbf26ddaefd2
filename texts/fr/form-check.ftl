# Ce que « dannaya pack check » dit d’un formulaire : la faute, puis comment la corriger. Le fichier et la ligne sont devant.

form-check-line = { $file }, ligne { $line } : { $fault }
form-check-whole = { $file } : { $fault }

## Le formulaire

form-fault-not-xml = ce n’est pas du XML bien formé ({ $detail }). Ouvrez le fichier dans un éditeur XML, et fermez ou échappez ce qu’il marque.
form-fault-doctype = le formulaire a un DOCTYPE. Retirez-le : un XForm n’en a pas besoin.
form-fault-unknown-entity = l’entité « &{ $name }; » est inconnue. Écrivez le caractère lui-même.
form-fault-too-large = le formulaire dépasse { $limit } octets. Mettez les longues listes de choix dans un fichier (instance src="jr://file-csv/…").
form-fault-too-many-nodes = il y a plus de { $limit } éléments. Mettez les longues listes de choix dans un fichier (instance src="jr://file-csv/…").
form-fault-too-deep = plus de { $limit } éléments sont emboîtés. Aplatissez les groupes.
form-fault-too-many-attributes = un élément a plus de { $limit } attributs. Retirez ceux que XForms ne connaît pas.
form-fault-missing = il manque « { $what } ». Ajoutez-le.
form-fault-unsupported = « { $what } » n’est pas encore pris en charge. Retirez-le.
form-fault-no-such-node = { $path } n’est pas dans l’instance primaire. Ajoutez le nœud ou corrigez le chemin.
form-fault-no-such-instance = aucune instance n’a l’identifiant « { $id } ». Ajoutez-la ou corrigez l’identifiant.
form-fault-no-such-text = aucune traduction n’a de texte « { $id } ». Ajoutez-le à l’itext ou corrigez l’identifiant.
form-fault-duplicate-bind = { $path } a déjà un bind. Réunissez les deux.
form-fault-expression = dans l’expression « { $expression } » : { $problem }
form-fault-too-entangled = les expressions lisent trop de nœuds. Nommez les nœuds au lieu d’écrire *.
form-fault-cycle = ces nœuds s’attendent l’un l’autre : { $nodes }. Rompez le cercle.

## Une expression

form-fault-unknown-function = la fonction { $function }() n’existe pas ici. Corrigez son nom, ou calculez autrement.
form-fault-argument-count = { $function }() prend { $expected } arguments, et non { $found }.
form-fault-unexpected = « { $found } » n’est pas attendu après « { $after } ».
form-fault-open-text = un texte n’a pas de guillemet fermant.
form-fault-xpath-unsupported = « { $what } » n’est pas pris en charge. Écrivez des chemins simples.
form-fault-too-long = elle dépasse { $limit } octets. Partagez-la en plusieurs calculs.
form-fault-too-nested = elle a plus de { $limit } niveaux de parenthèses. Partagez-la en plusieurs calculs.
form-fault-literal-needed = { $what } demande un texte écrit entre guillemets.
form-fault-pattern = le motif « { $pattern } » ne peut pas servir : ni regard avant ou arrière, ni renvoi.

## Le calcul

form-fault-too-much-work = les expressions du formulaire demandent trop de calcul, même sur un formulaire vide.
form-fault-value-too-long = une expression du formulaire donne une valeur trop longue.
form-fault-made-pattern = un motif composé par le formulaire ne peut pas servir.
form-fault-missing-file = le formulaire lit un fichier que cette maison n’a pas.
form-fault-no-digest = le formulaire demande une empreinte qui ne peut pas être calculée ici.
form-fault-too-many-instances = le formulaire répète quelque chose trop de fois.

## Les textes

text-fault-syntax = { $file }, ligne { $line } : ce n’est pas du Fluent valide ({ $detail }).
text-fault-encoding = { $file } : ce n’est pas de l’UTF-8. Enregistrez-le de nouveau en UTF-8.
text-fault-twice = { $file } : le message « { $key } » y est déjà. Donnez un autre nom à l’un des deux.

## Ce que les pages ne posent pas
form-fault-beyond-pages = les pages ne peuvent pas poser « { $path } » : elles n’ont pas de programme dans le navigateur. Retirez-le, ou demandez-le autrement.
form-fault-reserved-name = une page du formulaire s’appelle « { $name } », comme une page du site. Donnez un autre nom au nœud.
form-fault-file-missing = le formulaire nomme « { $name } », qui n’est pas dans le dossier « media » à côté de lui. Ajoutez le fichier ou corrigez le nom.
form-fault-file-kind = « { $name } » n’est ni une image, ni un son, ni un film qu’un navigateur connaît. Convertissez-le, par exemple en PNG, JPEG, MP3 ou MP4.
form-fault-file-rows = la table « { $name } » ne peut pas être lue ({ $detail }). Corrigez le fichier.
