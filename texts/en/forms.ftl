### The forms of the field at the desk, the records they bring, the volunteers who fill them.

desk-nav-forms = Forms
desk-nav-volunteers = Volunteers

## List of forms
forms-title = Forms
forms-lead = What field teams fill in with ODK Collect or KoboCollect, and what has come of it.
forms-lead-reader = The forms whose records you may read.
forms-none = There is no form yet. Add one, then enrol the volunteers who will fill it in.
forms-none-reader = No form is open to you. A record does not always say where it comes from: to read records, one has to work on the whole country.
forms-form = Form
forms-state = State
forms-state-draft = in preparation
forms-state-open = open
forms-state-closed = closed
forms-version = Version
forms-version-none = no version
forms-records = Records
forms-waiting = Waiting for a file
forms-conflicts = In conflict
forms-missing = Missing files

## Adding
forms-add = Add a form
forms-add-lead = A form that is known already gets a new version. Records filled in with the old one are still received.
forms-file = File of the form
forms-file-hint = An XForm (.xml), as ODK, Kobo and XLSForm converters export it.
forms-media = Files that go with it
forms-media-hint = Pictures, sounds and lists that the form names. Choose all of them at once.
forms-media-again = A file of the same name is replaced. What the form does not name is left aside.
forms-media-title = Files of the form
forms-media-do = Send the files
forms-pack = Service
forms-pack-none = none
forms-pack-hint = Records are then opened only by those who work on this service.
forms-draft = Keep in preparation
forms-draft-hint = Nobody sees it, and the same version can still be replaced. It changes nothing for a form that is known already.
forms-add-do = Add
forms-fault-none = Choose the file of the form.
forms-fault-workbook = This is a workbook. This house takes XForms (.xml) here: convert the workbook first, then send the result.
forms-fault-not-text = This file is no XForm in UTF-8. Nothing was added.
forms-fault-line = Line { $line }: { $fault } Nothing was added.
forms-fault-name = The id or the version is missing, longer than 255 bytes, or holds a control character. Nothing was added.
forms-fault-nameless = The form asks for encrypted records without meta/instanceID: nobody could open them. Add that node. Nothing was added.
forms-fault-same-version = Version “{ $version }” of “{ $form }” is offered already, with other contents: telephones would take one for the other. Give the form another version. Nothing was added.

## One form
forms-back = All forms
forms-back-one = Back to the form
forms-done-added = The form is kept.
forms-done-draft = The form is in preparation.
forms-done-open = The form is open: it is offered to the volunteers entrusted with it.
forms-done-closed = The form is closed: it is no longer offered and takes no more records. What has come stays.
forms-unused = The form does not name these files, which were left aside: { $names }
forms-missing-detail = The form names files that are not here. Without them some telephones will not open it:
forms-about = This form
forms-id = Id
forms-languages = Languages
forms-language-one = only one, without a name
forms-turn-open = Open the form
forms-turn-open-detail = It will be offered to the volunteers entrusted with it, and their records will be received.
forms-turn-closed = Close the form
forms-turn-closed-detail = It will no longer be offered, and no new record will be received. What has come stays.
forms-see-records = See the records
forms-see-paper = Paper version
forms-see-entry = Type in sheets
forms-see-questions = See the questions
forms-versions = Versions
forms-versions-detail = Telephones know a version by its MD5. Old ones are still received.
forms-version-now = (offered)
forms-version-added = Added
forms-version-md5 = MD5
forms-version-add = Add a version
forms-export = Export
forms-export-detail = All records, without those that were corrected. These files are no longer sealed: guard them as the answers themselves.
forms-export-csv = Records (CSV)
forms-export-json = Records with their repeats (JSON)
forms-export-geojson = Records on a map (GeoJSON)
forms-export-table = Repeat “{ $table }” (CSV)

## Questions
forms-questions-title = Questions of “{ $form }”
forms-questions-lead = Everything the offered version asks, in order, whether a condition hides it or not.
forms-questions-none = This form asks nothing.
forms-question = Question
forms-answer = Answer
forms-name = Name
forms-kind-repeat = repeats
forms-kind-group = group
forms-kind-computed = computed
forms-kind-choice = choice
forms-kind-number = number
forms-kind-date = date
forms-kind-time = time
forms-kind-place = position
forms-kind-file = file
forms-kind-text = text
forms-choices-more = and { $n } more

## Records
records-title = Records of “{ $form }”
records-lead = What volunteers sent. A record that was corrected is replaced by its correction.
records-caption = Records, the latest first
records-received = Received
records-volunteer = Volunteer
records-review = Review
records-review-received = received
records-review-received-hint = Not reviewed yet, or to be reviewed again.
records-review-question = in question
records-review-question-hint = Something is to be asked of whoever sent it.
records-review-approved = approved
records-review-approved-hint = Good to be counted.
records-review-rejected = rejected
records-review-rejected-hint = Not to be counted. It is kept.
records-narrow = Filter
records-from = Received since
records-to = Received until
records-only-waiting = Only those waiting for a file
records-only-clashing = Only those in conflict
records-awaits = { $n ->
    [one] waits for a file
   *[other] waits for { $n } files
  }
records-clashes = { $n ->
    [one] one conflict
   *[other] { $n } conflicts
  }
records-corrected = correction
records-encrypted-short = encrypted by the telephone
records-shown = { $n ->
    [one] one record
   *[other] { $n } records
  }
records-empty = No record here
records-empty-filter = No record meets these criteria.
records-empty-yet = Records will appear here as soon as telephones send them.
records-back = Back to the records
records-map = See on the map
records-map-title = Map of the records of “{ $form }”
records-map-lead = The first point of each record. This map shows where people answered: it is shown only to those who may open records.
records-map-none = This country was installed without outlines.
records-map-said = { $records ->
    [one] { $points } point for one record
   *[other] { $points } points for { $records } records
  }
records-map-more = Only the latest { $n } records are drawn. The GeoJSON export has all of them.
records-map-without = { $n ->
    [one] One record has no position.
   *[other] { $n } records have no position.
  }
records-map-outside = { $n ->
    [one] One point lies outside the map.
   *[other] { $n } points lie outside the map.
  }

## One record
record-title = Record received { $moment }
record-done = Noted.
record-replaced = A correction took the place of this record.
record-successor = See the correction
record-awaits = { $n ->
    [one] This record still waits for a file. The telephone will send it with what it sends next.
   *[other] This record still waits for { $n } files. The telephone will send them with what it sends next.
  }
record-clashes = { $n ->
    [one] Another record came under the same id. It is shown below, beside this one.
   *[other] { $n } other records came under the same id. They are shown below, beside this one.
  }
record-answers = Answers
record-about = This record
record-device = Device
record-instance = Id
record-sealed = Records are sealed under the key of the server, not under those of handlers: whoever holds both the database and the secrets of the server can read them.
record-encrypted = The telephone encrypted this record with the key of the form. The server cannot open it.
record-empty = This record holds no answer.
record-cut = The record is long: the rest stands in the exports.
record-nothing = no answer
record-instance-of = { $name } { $n }
record-file-awaited = (not here yet)
record-picture = Picture { $name }
record-review-title = Review
record-note = Remark
record-note-hint = Optional. It is sealed as the record is, and stays.
record-review-do = Note
record-history = History
record-corrected-here = Corrected at the desk:
record-earlier = Before correction
record-earlier-detail = This record corrects others, which stay:
record-clash-title = Another record under the same id ({ $n })
record-kept = Record kept
record-other = Other record
record-differences = What differs
record-same-words = The answers are the same; only the way they are written differs.

## Correcting a record
correct-title = Correct this record
correct-back = Back to the record
correct-lead = The correction becomes a record of its own, which takes the place of this one. Both stay. Files that go with it are taken over.
correct-reason = Why this correction?
correct-reason-hint = This reason stays in the history of the record.
correct-reason-missing = Write why you correct this record.
correct-same = Nothing was changed.
correct-cannot = This record cannot be corrected here: it is encrypted, too long for a page, or its form cannot be computed without the telephone.
correct-do = Keep the correction

## Volunteers
volunteers-title = Volunteers
volunteers-lead = The people who fill in forms with their telephones. They have no access to the desk.
volunteers-none = Nobody is enrolled yet.
volunteers-name = Name
volunteers-name-hint = A name or a pseudonym: it stands beside every record and in exports.
volunteers-access = Access
volunteers-active = open
volunteers-revoked = closed on { $date }
volunteers-seen = Seen
volunteers-never = never
volunteers-forms = Forms entrusted
volunteers-places = Place
volunteers-place = Where does this person work?
volunteers-no-form = First add a form to entrust to them.
volunteers-add = Enrol a person
volunteers-add-do = Enrol and show the code
volunteers-back = Back to the list
volunteers-code-title = Code of { $name }
volunteers-code-for = For the telephone of { $name }
volunteers-code-how = In ODK Collect or KoboCollect choose “Configure with QR code” and show this code to the camera.
volunteers-code-scan = QR code that sets Collect up
volunteers-code-address = Without a camera, enter this address as that of the server, without name or password:
volunteers-code-once = This code is shown only once. Whoever has it can send records under this name: hand it over in person, and renew it if it is lost.
volunteers-web-for = In a browser, without Collect
volunteers-web-how = The forms can also be filled in a browser: show this code to the camera of the telephone, or open the address.
volunteers-web-scan = QR code that opens the volunteers’ area
volunteers-no-address = The public address of this house is not set: away from this machine a telephone will not reach the one in the code.
volunteers-renew-title = New code
volunteers-renew-detail = The code before is worth nothing at once. Records that wait on the old telephone cannot be sent with it any more.
volunteers-renew = Make a new code
volunteers-revoke-ask = Close the access of { $name }?
volunteers-revoke-detail = Their telephone will get no more forms and send no more records. What has come stays. This cannot be undone.
volunteers-revoke = Close the access
