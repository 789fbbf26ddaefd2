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
form-fault-entities-version = la version { $version } des entités n’est pas connue ici. Convertissez le formulaire avec l’une des versions 2022.1, 2023.1, 2024.1 ou 2025.1.
form-fault-entities-no-version = le formulaire parle d’entités sans dire selon quelle version (entities-version). Ajoutez-la au modèle.
form-fault-entities-repeats = des entités dans des répétitions ou dans plusieurs listes demandent la version 2025.1, et non { $version }. Changez la version du formulaire.
form-fault-entities-list = « { $name } » ne peut pas être le nom d’une liste. Il faut des lettres, des chiffres, - ou _, sans point, et pas __ au début.
form-fault-entities-no-action = l’entité de la liste « { $name } » n’a ni create ni update. Ajoutez l’un des deux.
form-fault-entities-property = « { $name } » ne peut pas être le nom d’une propriété. Il faut des lettres, des chiffres, - . ou _, pas __ au début, et ni name ni label.
form-fault-entities-property-in-repeat = la propriété « { $name } » est demandée dans une répétition, et son entité est en dehors. Mettez l’entité dans la répétition, ou la question dehors.
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
### Ce que « dannaya form check » et « form convert » disent d’un classeur XLSForm : feuille, ligne, colonne, puis la faute.

sheet-check-cell = { $file }, feuille « { $sheet } », ligne { $row }, colonne « { $column } » : { $fault }
sheet-check-row = { $file }, feuille « { $sheet } », ligne { $row } : { $fault }
sheet-check-sheet = { $file }, feuille « { $sheet } » : { $fault }
sheet-check-file = { $file } : { $fault }
sheet-check-told = { $file } : pyxform répond : « { $text } »
sheet-fault-near = { " " }Vouliez-vous dire « { $near } » ?

## Le fichier
sheet-fault-not-a-workbook = ce n’est ni un classeur .xlsx, ni un classeur .xls, ni un XForm. Enregistrez-le depuis le tableur au format .xlsx.
sheet-fault-locked = le classeur est protégé par un mot de passe. Enregistrez-le sans mot de passe.
sheet-fault-damaged = le classeur est abîmé ({ $detail }). Ouvrez-le dans le tableur et enregistrez-le de nouveau, ou demandez-en une autre copie.
sheet-fault-too-large = le fichier dépasse { $limit } Mio, une fois déplié. Retirez ce qui ne sert pas au formulaire : images, feuilles de travail, longues listes (elles peuvent aller dans un fichier CSV, avec select_one_from_file).
sheet-fault-too-much-text = les cellules contiennent plus de { $limit } Mio de texte. Mettez les longues listes dans un fichier CSV (select_one_from_file).
sheet-fault-form-too-large = le formulaire qui en sortirait dépasse { $limit } Mio. Réduisez les boucles ou les langues ; mettez les longues listes dans un fichier CSV (select_one_from_file).
sheet-fault-too-many-rows = il y a plus de { $limit } lignes. Mettez les longues listes dans un fichier CSV (select_one_from_file).
sheet-fault-too-many-cells = il y a plus de { $limit } cellules remplies. Mettez les longues listes dans un fichier CSV (select_one_from_file).
sheet-fault-too-many-columns = il y a plus de { $limit } colonnes. Retirez celles qui ne servent pas au formulaire.
sheet-fault-no-survey = il manque une feuille « survey » avec les colonnes type, name et label.

## Les en-têtes
sheet-fault-duplicate-column = cet en-tête est déjà dans la feuille. Renommez ou retirez l’une des deux colonnes.
sheet-fault-same-column = cet en-tête veut dire la même chose que « { $other } ». Renommez ou retirez l’une des deux colonnes.
sheet-fault-missing-column = il manque la colonne « { $missing } ». Ajoutez-la à la première ligne.

## Les questions
sheet-fault-no-type = la ligne n’a pas de type. Remplissez la colonne type, ou videz la ligne.
sheet-fault-unknown-type = le type « { $found } » n’existe pas. Prenez un type de la liste de xlsform.org, comme text, integer ou select_one.
sheet-fault-no-name = il manque un nom. Donnez un nom court, sans espace.
sheet-fault-bad-name = le nom « { $name } » ne convient pas. Commencez par une lettre ou _, puis des lettres, des chiffres, -, _ ou un point ; pas d’espace.
sheet-fault-duplicate-name = le nom « { $name } » est déjà pris dans ce groupe. Donnez-en un autre à l’une des deux lignes.
sheet-fault-reserved-name = le nom « { $name } » est réservé. Donnez-en un autre.
sheet-fault-repeat-named-as-form = la répétition « { $name } » porte le nom du formulaire. Donnez-lui un autre nom.
sheet-fault-duplicate-repeat = une autre répétition s’appelle déjà « { $name } ». Donnez à chacune un nom à elle.
sheet-fault-unmatched-end = cette ligne end_{ $kind } ne ferme rien. Vérifiez que chaque begin a son end, du même genre et dans l’ordre.
sheet-fault-unclosed = « { $name } » n’est jamais fermé. Ajoutez une ligne end_{ $kind } après sa dernière question.
sheet-fault-too-deep = plus de { $limit } groupes sont placés les uns dans les autres. Sortez-en quelques-uns.
sheet-fault-loop-without-list = la boucle n’a pas de liste. Écrivez : begin loop over nom_de_la_liste
sheet-fault-no-calculation = il manque le calcul. Remplissez la colonne calculation.
sheet-fault-no-label = la question « { $name } » ne dit rien à la personne. Ajoutez un libellé (label) ou une aide (hint).
sheet-fault-big-image-alone = « { $name } » a une grande image sans image. Ajoutez aussi la colonne image.
sheet-fault-unknown-medium = « { $medium } » n’est pas un média. Possibles : image, big-image, audio, video.
sheet-fault-no-trigger = il manque le déclencheur. Dans la colonne trigger, nommez la question : ${ "{" }question{ "}" }
sheet-fault-calculated-position = une position relevée en arrière-plan ne se calcule pas. Videz la colonne calculation.
sheet-fault-invisible-trigger = personne ne voit « { $name } », qui ne peut donc rien déclencher. Nommez une question que la personne remplit.
sheet-fault-audit-name = le type audit porte toujours le nom audit. Videz la colonne name.
sheet-fault-encrypted-without-id = un formulaire chiffré a besoin de l’identifiant de chaque réponse. Retirez omit_instanceID.

## Les listes
sheet-fault-no-choices = il manque une feuille « choices » avec les colonnes list_name, name et label.
sheet-fault-no-external-choices = il manque une feuille « external_choices » avec les colonnes list_name et name.
sheet-fault-unknown-list = aucune liste ne s’appelle « { $list } ». Corrigez le nom, ou ajoutez la liste à la feuille des choix.
sheet-fault-no-list = ce type demande une liste. Écrivez son nom après le type : select_one nom_de_la_liste
sheet-fault-wrong-extension = le fichier « { $file } » doit finir par .csv, .xml ou .geojson.
sheet-fault-choice-without-name = ce choix n’a pas de nom. Remplissez la colonne name.
sheet-fault-duplicate-choice = le choix « { $name } » est déjà dans la liste « { $list } ». Donnez un autre nom à l’un des deux, ou écrivez yes sous allow_choice_duplicates dans la feuille settings.
sheet-fault-choice-with-space = le choix « { $name } » de la liste « { $list } » contient un espace, ce qu’un choix multiple ne permet pas. Remplacez-le par _.
sheet-fault-or-other-filtered = or_other ne va pas avec un filtre. Retirez le filtre, ou ajoutez vous-même le choix « autre ».
sheet-fault-or-other-without-choices = or_other demande une liste de la feuille choices. Ajoutez la liste.
sheet-fault-table-list-filtered = dans un tableau (table-list), la première question ne prend pas de filtre. Retirez-le.
sheet-fault-table-list-mixed = dans un tableau (table-list), toutes les questions partagent une liste : « { $list } » n’est pas « { $other } ».
sheet-fault-search-in-file = search() ne va pas avec une liste prise dans un fichier. Retirez search(), ou changez de type.
sheet-fault-search-shared = « { $name } » emploie la liste « { $list } » sans search(), d’autres questions avec. Donnez-lui une autre liste.
sheet-fault-instance-twice = deux sources de données s’appellent « { $name } ». Renommez l’une des deux.

## Les paramètres
sheet-fault-bad-parameters = les paramètres ne se lisent pas. Écrivez : nom=valeur nom=valeur
sheet-fault-unknown-parameter = le paramètre « { $name } » n’existe pas pour ce type. Possibles : { $known }.
sheet-fault-parameter-value = { $name } ne prend pas la valeur « { $value } ». Possibles : { $known }.
sheet-fault-parameter-number = { $name } demande un nombre : « { $value } » n’en est pas un.
sheet-fault-parameter-zero = { $name } ne peut pas être zéro. Donnez un autre nombre.
sheet-fault-parameter-too-large = { $name } dépasse ce que les autres valeurs permettent. Choisissez un nombre plus petit.
sheet-fault-parameter-multiple = { $name } doit être un multiple de { $of }. Donnez un autre nombre.
sheet-fault-parameter-outside = { $name } doit être entre start et end. Donnez un autre nombre.
sheet-fault-parameter-alone = { $name } ne va pas seul. Ajoutez { $needed }.
sheet-fault-no-ticks = cette apparence n’a pas de graduation. Retirez tick_interval, placeholder et tick_labelset, ou changez d’apparence.
sheet-fault-end-labels = sans graduation, seuls start et end portent un nom. Gardez ces deux noms dans la liste.

## Les renvois
sheet-fault-bad-reference = « { $found } » ne renvoie à aucune question. Écrivez ${ "{" }nom{ "}" }, sans espace ; séparez plusieurs renvois par des virgules.
sheet-fault-unknown-reference = aucune question ne s’appelle « { $name } ». Corrigez le nom, ou ajoutez la question.
sheet-fault-ambiguous-reference = plusieurs questions s’appellent « { $name } » : le renvoi ne dit pas laquelle. Donnez un nom unique à chacune.

## Les entités
sheet-fault-unknown-column = cette colonne n’existe pas ici. Possibles : { $known }.
sheet-fault-too-many-entities = il y a plus de { $limit } listes d’entités. Gardez celles que ce formulaire remplit.
sheet-fault-no-entities = save_to demande une feuille « entities ». Ajoutez-la, ou videz la colonne save_to.
sheet-fault-entity-list = le nom de liste « { $name } » ne convient pas. Commencez par une lettre, sans espace, sans point, sans __ au début.
sheet-fault-entity-twice = la liste « { $name } » est déjà dans la feuille. Gardez une ligne par liste.
sheet-fault-entity-label = il manque le libellé (label) des entités à créer. Remplissez la colonne label.
sheet-fault-entity-id = update_if demande entity_id. Remplissez entity_id, ou passez la condition sous create_if.
sheet-fault-entity-update-if = avec entity_id et create_if, il faut aussi update_if. Remplissez-le, ou retirez entity_id.
sheet-fault-property = la propriété « { $name } » ne convient pas. Prenez un nom sans espace, sans __ au début, autre que name et label.
sheet-fault-property-twice = la propriété « { $name } » est déjà remplie par une autre question. Donnez un autre nom.
sheet-fault-property-of-group = un groupe ne remplit pas de propriété. Mettez save_to sur une question.
sheet-fault-property-list = il y a plusieurs listes : écrivez liste#propriété. Listes : { $known }.
sheet-fault-entity-scope = l’entité « { $list } » lit des réponses de répétitions différentes. Rassemblez-les, ou copiez-les par un calcul.
sheet-fault-entity-place = il ne reste pas de groupe pour l’entité « { $list } » : chaque groupe ou répétition en porte une seule.
