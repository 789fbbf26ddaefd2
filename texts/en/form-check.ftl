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
