# What "dannaya pack check" says of a form: the fault, then how to mend it. File and line stand before it.

form-check-line = { $file }, line { $line }: { $fault }
form-check-whole = { $file }: { $fault }

## The form

form-fault-not-xml = this is not well-formed XML ({ $detail }). Open the file in an XML editor and close or escape what it marks.
form-fault-doctype = the form has a DOCTYPE. Remove it: an XForm needs none.
form-fault-unknown-entity = the entity "&{ $name };" is unknown. Write the character itself.
form-fault-too-large = the form is longer than { $limit } bytes. Move long choice lists to a file (instance src="jr://file-csv/…").
form-fault-too-many-nodes = there are more than { $limit } elements. Move long choice lists to a file (instance src="jr://file-csv/…").
form-fault-too-deep = more than { $limit } elements stand inside one another. Flatten the groups.
form-fault-too-many-attributes = an element has more than { $limit } attributes. Remove those XForms does not know.
form-fault-missing = "{ $what }" is missing. Add it.
form-fault-unsupported = "{ $what }" is not supported yet. Remove it.
form-fault-entities-version = version { $version } of entities is not known here. Convert the form with one of the versions 2022.1, 2023.1, 2024.1 or 2025.1.
form-fault-entities-no-version = the form speaks of entities without saying by which version (entities-version). Add it to the model.
form-fault-entities-repeats = entities in repeats or in several lists need version 2025.1, not { $version }. Change the version in the form.
form-fault-entities-list = "{ $name }" cannot be the name of a list. Use letters, digits, - or _, no point, and no __ at the beginning.
form-fault-entities-no-action = the entity of list "{ $name }" has neither create nor update. Add one of them.
form-fault-entities-property = "{ $name }" cannot be the name of a property. Use letters, digits, - . or _, no __ at the beginning, and neither name nor label.
form-fault-entities-property-in-repeat = the property "{ $name }" is asked for in a repeat, and its entity stands outside of it. Put the entity into the repeat, or the question outside.
form-fault-no-such-node = { $path } is not in the primary instance. Add the node or correct the path.
form-fault-no-such-instance = no instance has the id "{ $id }". Add it or correct the id.
form-fault-no-such-text = no translation has a text "{ $id }". Add it to the itext or correct the id.
form-fault-duplicate-bind = { $path } already has a bind. Merge the two.
form-fault-expression = in the expression "{ $expression }": { $problem }
form-fault-too-entangled = the expressions read too many nodes. Name the nodes instead of using *.
form-fault-cycle = these nodes wait for one another: { $nodes }. Break the circle.

## An expression

form-fault-unknown-function = there is no function { $function }() here. Correct its name, or compute it another way.
form-fault-argument-count = { $function }() takes { $expected } arguments, not { $found }.
form-fault-unexpected = "{ $found }" is not expected after "{ $after }".
form-fault-open-text = a text lacks its closing quote.
form-fault-xpath-unsupported = "{ $what }" is not supported. Write plain paths.
form-fault-too-long = it is longer than { $limit } bytes. Split it into several calculations.
form-fault-too-nested = it has more than { $limit } levels of parentheses. Split it into several calculations.
form-fault-literal-needed = { $what } needs a text written out between quotes.
form-fault-pattern = the pattern "{ $pattern }" cannot be used: neither look-around nor back-references.

## Computing

form-fault-too-much-work = the form's expressions take too much work, even on an empty form.
form-fault-value-too-long = an expression of the form makes too long a value.
form-fault-made-pattern = a pattern put together by the form cannot be used.
form-fault-missing-file = the form reads a file that this house does not have.
form-fault-no-digest = the form asks for a digest that cannot be made here.
form-fault-too-many-instances = the form repeats something too many times.

## Texts

text-fault-syntax = { $file }, line { $line }: this is not valid Fluent ({ $detail }).
text-fault-encoding = { $file }: this is not UTF-8. Save it again as UTF-8.
text-fault-twice = { $file }: the message "{ $key }" is there already. Give one of the two another name.

## What the pages do not ask
form-fault-beyond-pages = the pages cannot ask “{ $path }”: they run no program in the browser. Remove it, or ask for it in another way.
form-fault-reserved-name = a page of the form is named “{ $name }”, as a page of the site. Give the node another name.
form-fault-file-missing = the form names “{ $name }”, which is not in the folder “media” beside it. Add the file or correct the name.
form-fault-file-kind = “{ $name }” is no picture, sound or film that a browser knows. Convert it, for example to PNG, JPEG, MP3 or MP4.
form-fault-file-rows = the table “{ $name }” cannot be read ({ $detail }). Correct the file.
### What "dannaya form check" and "form convert" say of an XLSForm workbook: sheet, row, column, then the fault.

sheet-check-cell = { $file }, sheet "{ $sheet }", row { $row }, column "{ $column }": { $fault }
sheet-check-row = { $file }, sheet "{ $sheet }", row { $row }: { $fault }
sheet-check-sheet = { $file }, sheet "{ $sheet }": { $fault }
sheet-check-file = { $file }: { $fault }
sheet-check-told = { $file }: pyxform answers: "{ $text }"
sheet-fault-near = { " " }Did you mean "{ $near }"?

## The file
sheet-fault-not-a-workbook = this is neither an .xlsx workbook, nor an .xls workbook, nor an XForm. Save it from the spreadsheet program as .xlsx.
sheet-fault-locked = the workbook is protected by a password. Save it without one.
sheet-fault-damaged = the workbook is damaged ({ $detail }). Open it in the spreadsheet program and save it again, or ask for another copy.
sheet-fault-too-large = the file is larger than { $limit } MiB once unpacked. Remove what the form does not need: pictures, working sheets, long lists (they can go to a CSV file, with select_one_from_file).
sheet-fault-too-much-text = the cells hold more than { $limit } MiB of text. Move long lists to a CSV file (select_one_from_file).
sheet-fault-form-too-large = the form that would come of it is larger than { $limit } MiB. Take out loops or languages; move long lists to a CSV file (select_one_from_file).
sheet-fault-too-many-rows = there are more than { $limit } rows. Move long lists to a CSV file (select_one_from_file).
sheet-fault-too-many-cells = there are more than { $limit } filled cells. Move long lists to a CSV file (select_one_from_file).
sheet-fault-too-many-columns = there are more than { $limit } columns. Remove those that the form does not need.
sheet-fault-no-survey = a sheet "survey" with the columns type, name and label is missing.

## Headers
sheet-fault-duplicate-column = this header is in the sheet already. Rename or remove one of the two columns.
sheet-fault-same-column = this header means the same as "{ $other }". Rename or remove one of the two columns.
sheet-fault-missing-column = the column "{ $missing }" is missing. Add it to the first row.

## Questions
sheet-fault-no-type = the row has no type. Fill in the column type, or empty the row.
sheet-fault-unknown-type = there is no type "{ $found }". Take a type from the list on xlsform.org, such as text, integer or select_one.
sheet-fault-no-name = a name is missing. Give a short one, without spaces.
sheet-fault-bad-name = the name "{ $name }" cannot be used. Start with a letter or _, then letters, digits, -, _ or a full stop; no spaces.
sheet-fault-duplicate-name = the name "{ $name }" is taken in this group. Give one of the two rows another.
sheet-fault-reserved-name = the name "{ $name }" is reserved. Give another.
sheet-fault-repeat-named-as-form = the repeat "{ $name }" bears the name of the form. Give it another.
sheet-fault-duplicate-repeat = another repeat is called "{ $name }" already. Give each a name of its own.
sheet-fault-unmatched-end = this row end_{ $kind } closes nothing. Check that each begin has its end, of the same kind and in order.
sheet-fault-unclosed = "{ $name }" is never closed. Add a row end_{ $kind } after its last question.
sheet-fault-too-deep = more than { $limit } groups stand inside one another. Move some of them out.
sheet-fault-loop-without-list = the loop has no list. Write: begin loop over name_of_the_list
sheet-fault-no-calculation = the calculation is missing. Fill in the column calculation.
sheet-fault-no-label = the question "{ $name }" says nothing to the person. Add a label or a hint.
sheet-fault-big-image-alone = "{ $name }" has a big image without an image. Add the column image as well.
sheet-fault-unknown-medium = "{ $medium }" is no medium. Possible: image, big-image, audio, video.
sheet-fault-no-trigger = the trigger is missing. In the column trigger, name the question: ${ "{" }question{ "}" }
sheet-fault-calculated-position = a position taken in the background is not calculated. Empty the column calculation.
sheet-fault-invisible-trigger = nobody sees "{ $name }", so it cannot set anything off. Name a question that the person fills in.
sheet-fault-audit-name = the type audit is always named audit. Empty the column name.
sheet-fault-encrypted-without-id = an encrypted form needs the identifier of each record. Remove omit_instanceID.

## Lists
sheet-fault-no-choices = a sheet "choices" with the columns list_name, name and label is missing.
sheet-fault-no-external-choices = a sheet "external_choices" with the columns list_name and name is missing.
sheet-fault-unknown-list = no list is called "{ $list }". Correct the name, or add the list to the sheet of choices.
sheet-fault-no-list = this type needs a list. Write its name after the type: select_one name_of_the_list
sheet-fault-wrong-extension = the file "{ $file }" has to end in .csv, .xml or .geojson.
sheet-fault-choice-without-name = this choice has no name. Fill in the column name.
sheet-fault-duplicate-choice = the choice "{ $name }" is in the list "{ $list }" already. Rename one of the two, or write yes under allow_choice_duplicates in the sheet settings.
sheet-fault-choice-with-space = the choice "{ $name }" of the list "{ $list }" holds a space, which a multiple choice does not allow. Use _ instead.
sheet-fault-or-other-filtered = or_other does not go with a filter. Remove the filter, or add the choice "other" yourself.
sheet-fault-or-other-without-choices = or_other needs a list of the sheet choices. Add the list.
sheet-fault-table-list-filtered = in a table (table-list), the first question has no filter. Remove it.
sheet-fault-table-list-mixed = in a table (table-list), all questions share one list: "{ $list }" is not "{ $other }".
sheet-fault-search-in-file = search() does not go with a list taken from a file. Remove search(), or change the type.
sheet-fault-search-shared = "{ $name }" uses the list "{ $list }" without search(), other questions with it. Give it another list.
sheet-fault-instance-twice = two sources of data are called "{ $name }". Rename one of them.

## Parameters
sheet-fault-bad-parameters = the parameters cannot be read. Write: name=value name=value
sheet-fault-unknown-parameter = this type has no parameter "{ $name }". Possible: { $known }.
sheet-fault-parameter-value = { $name } does not take the value "{ $value }". Possible: { $known }.
sheet-fault-parameter-number = { $name } takes a number: "{ $value }" is none.
sheet-fault-parameter-zero = { $name } cannot be zero. Give another number.
sheet-fault-parameter-too-large = { $name } is more than the other values allow. Choose a smaller number.
sheet-fault-parameter-multiple = { $name } has to be a multiple of { $of }. Give another number.
sheet-fault-parameter-outside = { $name } has to be between start and end. Give another number.
sheet-fault-parameter-alone = { $name } does not go alone. Add { $needed }.
sheet-fault-no-ticks = this appearance has no marks. Remove tick_interval, placeholder and tick_labelset, or change the appearance.
sheet-fault-end-labels = without marks, only start and end have names. Keep these two in the list.

## References
sheet-fault-bad-reference = "{ $found }" leads to no question. Write ${ "{" }name{ "}" }, without spaces; put commas between several.
sheet-fault-unknown-reference = no question is called "{ $name }". Correct the name, or add the question.
sheet-fault-ambiguous-reference = several questions are called "{ $name }": the reference does not say which. Give each a name of its own.

## Entities
sheet-fault-unknown-column = there is no such column here. Possible: { $known }.
sheet-fault-too-many-entities = there are more than { $limit } lists of entities. Keep those that this form fills.
sheet-fault-no-entities = save_to needs a sheet "entities". Add it, or empty the column save_to.
sheet-fault-entity-list = the list name "{ $name }" cannot be used. Start with a letter, without spaces, full stops or __ at the start.
sheet-fault-entity-twice = the list "{ $name }" is in the sheet already. Keep one row for each list.
sheet-fault-entity-label = the label of the entities to create is missing. Fill in the column label.
sheet-fault-entity-id = update_if needs entity_id. Fill in entity_id, or move the condition to create_if.
sheet-fault-entity-update-if = with entity_id and create_if, update_if is needed too. Fill it in, or remove entity_id.
sheet-fault-property = the property "{ $name }" cannot be used. Take a name without spaces, without __ at the start, other than name and label.
sheet-fault-property-twice = the property "{ $name }" is filled by another question already. Give another name.
sheet-fault-property-of-group = a group fills no property. Put save_to on a question.
sheet-fault-property-list = there are several lists: write list#property. Lists: { $known }.
sheet-fault-entity-scope = the entity "{ $list }" reads answers of different repeats. Bring them together, or copy them with a calculation.
sheet-fault-entity-place = no group is left for the entity "{ $list }": each group or repeat holds one only.
