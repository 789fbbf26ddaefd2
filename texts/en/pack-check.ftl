# What `dannaya pack check` says: the problem, then how to mend it. The line and the file stand before.

pack-check-line = { $file }, line { $line }: { $problem } { $mend }
pack-check-sound = { $file }: nothing to mend.

## Problems

pack-problem-syntax = this is not valid TOML ({ $detail }).
pack-problem-unknown-key = packs have no key “{ $key }” here.
pack-problem-missing-key = the key “{ $key }” is missing.
pack-problem-wrong-type = the value of “{ $key }” has the wrong type.
pack-problem-unknown-word = “{ $value }” is not a value of “{ $key }”.
pack-problem-bad-name = “{ $value }” cannot be a name in “{ $key }”: names have lower-case letters, digits and _, and begin with a letter.
pack-problem-bad-prefix = “{ $value }” cannot be a prefix: it has two or three capital letters.
pack-problem-bad-span = “{ $value }” is not a length of time that “{ $key }” takes.
pack-problem-out-of-range = { $value } is out of bounds for “{ $key }”.
pack-problem-not-rising = the numbers of “{ $key }” do not rise.
pack-problem-twice = “{ $value }” stands twice under “{ $key }”.
pack-problem-undeclared = “{ $value }”, used in “{ $key }”, is declared nowhere in this pack.
pack-problem-no-final-state = no state ends the case.
pack-problem-unreachable = no transition leads to the state “{ $state }”.
pack-problem-dead-end = a case in the state “{ $state }” can never be closed.
pack-problem-final-with-due = the state “{ $state }” is final and yet promises an act.
pack-problem-reasons-misplaced = closing reasons and final state do not agree in the transition “{ $transition }”.
pack-problem-need-without-table = the transition “{ $transition }” needs “{ $need }”, which this pack does not define.
pack-problem-no-such-act = no act is called “{ $transition }”; only a transition that closes the case chooses its name.
pack-problem-no-door = “{ $role }” has no way to take the transition “{ $transition }”.
pack-problem-need-not-asked = the transition “{ $transition }” needs “{ $need }”, which nobody is asked for then.
pack-problem-ends-while-waiting = the transition “{ $transition }” closes a case in the state “{ $state }”, in which a public body still owes an answer.
pack-problem-unpublishable = the fact “{ $field }” is not one that is counted in public: only the place and the service are.
pack-problem-field-undeclared = the form has a field “{ $field }” that is neither sealed nor a fact.
pack-problem-field-not-in-form = the form has no field “{ $field }”.
pack-problem-free-text-in-clear = the field “{ $field }” ({ $form_type }) would lie readable in the database.
pack-problem-fact-kind-mismatch = the field “{ $field }” ({ $form_type }) cannot be read as “{ $kind }”.
pack-problem-question-undeclared = the form has a field “{ $field }” that is neither counted nor sealed.
pack-problem-not-tabulable = the field “{ $field }” ({ $form_type }) cannot be counted: only choices, places and whole numbers can.
pack-problem-bad-day = “{ $value }” is not a day that “{ $key }” takes.
pack-problem-text-missing = the French text “{ $key }” is missing.

## How to mend them

pack-mend-fix-syntax = Correct this line.
pack-mend-use-known-key = Remove it or use one of: { $known }.
pack-mend-add-key = Add “{ $key }”, for example: { $example }.
pack-mend-write-like = Write for example: { $example }.
pack-mend-use-one-of = Use one of: { $known }.
pack-mend-stay-within = Stay between { $least } and { $most }.
pack-mend-put-in-order = Write them from the smallest to the largest, each once.
pack-mend-keep-one = Keep “{ $value }” in one place.
pack-mend-mark-final = Write final = true in the state that ends the case.
pack-mend-add-transition-to = Add a transition to “{ $state }”, or remove the state.
pack-mend-add-transition-from = Add a transition from “{ $state }” towards a final state.
pack-mend-remove-key = Remove “{ $key }”.
pack-mend-align-reasons = A transition to a final state needs closing_reason and lists its reasons; another has neither.
pack-mend-add-table = Add the table [{ $table }], or remove “{ $need }” from the needs.
pack-mend-remove-need = Remove “{ $need }” from needs.
pack-mend-remove-from = Remove “{ $state }” from from.
pack-mend-remove-dimension = Remove “{ $field }” from the dimensions.
pack-mend-seal-or-fact = Write “{ $field }” in seal, or in facts if it may be kept readable.
pack-mend-remove-field = Remove “{ $field }” from this list, or add it to the form.
pack-mend-move-to-seal = Move “{ $field }” to seal.
pack-mend-change-fact-kind = Choose its kind among: { $known }.
pack-mend-tabulate-or-seal = Write “{ $field }” in questions, or in seal if it must not leave the record.
pack-mend-add-text = Add the line “{ $key } = …” to { $path }.
