### The forms of the field at the desk, the records they bring, the volunteers who fill them.

desk-nav-forms = Forms
desk-nav-volunteers = Volunteers
desk-nav-readings = Openings

## List of forms
forms-title = Forms
forms-lead = What field teams fill in, with ODK Collect or KoboCollect, in a browser or on paper, and what has come of it.
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
forms-file-hint = An XLSForm workbook (.xlsx, .xls) or an XForm (.xml), as ODK and Kobo export it.
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
forms-fault-more = { $n ->
    [one] And one more mistake, to be seen when these are mended.
   *[other] And { $n } more mistakes, to be seen when these are mended.
  }
forms-fault-not-text = This file is no XForm in UTF-8. Nothing was added.
forms-fault-line = Line { $line }: { $fault } Nothing was added.
forms-fault-whole = { $fault } Nothing was added.
forms-fault-name = The id or the version is missing, longer than 255 bytes, or holds a control character. Nothing was added.
forms-fault-nameless = The form asks for encrypted records without meta/instanceID: nobody could open them. Add that node. Nothing was added.
forms-fault-list = The form reads or keeps up “{ $list }”: a form of another service, or whose records you do not open, has to do with that list too. Give the list another name or, if the form only reads it, add the file { $list }.csv. Nothing was added.
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
forms-see-trial = Try the form
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
forms-export-xlsx = Workbook: records, repeats, labels and questions (XLSX)
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
records-map-said = { $points ->
    [one] { $points } point
   *[other] { $points } points
  } for { $records ->
    [one] one record
   *[other] { $records } records
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
record-elsewhere = This record is about a place outside the working area of the person who sent it.
record-clashes = { $n ->
    [one] Another record came under the same id. It is shown below, beside this one.
   *[other] { $n } other records came under the same id. They are shown below, beside this one.
  }
record-clashes-see = Compare and choose
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
record-chosen-here = Chosen at the desk:
record-earlier = Before correction
record-earlier-detail = This record corrects others, which stay:
record-clash-title = Another record under the same id ({ $n })
record-clash-settled = Put aside on { $moment }: another one was chosen. It is kept.
record-kept = Record kept
record-other = Other record
record-differences = What differs
record-same-words = The answers are the same; only the way they are written differs.

## Choosing between records
choose-title = Which record stands?
choose-detail = Exports and results use only the one you choose. The others are kept, with your name, the date and your reason.
choose-which = The record that stands
choose-kept = The one that is here
choose-kept-hint = It stays in place, with its review.
choose-other = The other record ({ $n })
choose-other-hint = Arrived on { $moment }. It takes the place of this one and is to be reviewed. Files of the same name are taken over.
choose-reason = Why this one?
choose-reason-missing = Write why you choose this record.
choose-do = Save the choice

## Correcting a record
correct-title = Correct this record
correct-back = Back to the record
correct-lead = The correction becomes a record of its own, which takes the place of this one. Both stay. Files that go with it are taken over, except those you replace or remove.
correct-reason = Why this correction?
correct-reason-hint = This reason stays in the history of the record.
correct-reason-missing = Write why you correct this record.
correct-same = Nothing was changed.
correct-file-now = File now: { $name }. Choose another to replace it; the old one stays with the record before.
correct-file-none = No file for now.
correct-file-away = Remove { $name }
correct-file-kind = This file is not of the kind that the question asks for. Choose a picture, a sound or a video, as the question wants.
correct-file-empty = This file is empty. Choose another one.
correct-files-again = Choose the files again: your browser did not keep them.
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
volunteers-fault-list = One of the forms chosen reads or keeps up a list that you may not read. Untick it.
volunteers-places = Place
volunteers-place = Where does this person work?
volunteers-no-form = First add a form to entrust to them.
volunteers-add = Enrol a person
volunteers-add-do = Enrol and show the code
volunteers-back = Back to the list
volunteers-back-one = Back to the person
volunteers-assign = Change forms and places
volunteers-assign-title = Forms and places of { $name }
volunteers-assign-lead = The telephone gets the changes when it next refreshes. A record of a form that was taken away will be refused: first ask that what waits be sent.
volunteers-assign-do = Save
volunteers-assigned = Forms and places are saved.
volunteers-places-stay = Places of this person
volunteers-places-stay-hint = Untick a place to take it away. Without a place it is the whole country.
volunteers-place-more = Add a place
volunteers-place-none = No other
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

## Lists that are kept up to date
lists-title = Lists kept up to date
lists-lead = The people, places or things that records create and change, and that forms offer on telephones.
lists-none = There is no list yet.
lists-none-detail = A form that creates or changes entities (“entities” in XLSForm) brings its list into being as soon as it is offered.
lists-list = List
lists-entities = Entities
lists-conflicts = In conflict
lists-held = Waiting
lists-faults = Not done
lists-writers = Filled by
lists-readers = Offered by
lists-properties = Properties
lists-back = All lists
lists-back-one = Back to the list { $list }
lists-one-title = List { $list }
lists-shown = { $n ->
    [one] { $n } entity on this page
   *[other] { $n } entities on this page
}
lists-narrow = Search the list
lists-text = Name or id
lists-only-conflicts = Only those in conflict
lists-only-deleted = Only deleted ones
lists-empty = Nothing to show
lists-empty-filter = No entity fits.
lists-empty-yet = No record has created an entity yet.
lists-empty-so-far = No entity fits among the first ones.
lists-further = Search further
lists-caption = Entities of the list
lists-label = Name
lists-version = Version
lists-updated = Changed on
lists-created = Created on
lists-state = Flagged
lists-id = Id
lists-deleted = deleted
lists-about = This list
lists-about-one = This entity
lists-sealed = What it says is sealed under the key of the server. Names of lists and properties, ids and times stand in clear in the database.
lists-export = Download
lists-export-detail = The list as a table, with versions. It names people or places: keep it in a safe place.
lists-export-do = Download as CSV
lists-done = Done.

lists-conflict-soft = to be checked
lists-conflict-hard = in conflict
lists-conflict-soft-detail = A change was made without knowing of the one before it. They do not touch the same properties: both are kept.
lists-conflict-hard-detail = Two changes crossed on the same property. The one that came last stands until somebody decides.
lists-conflicting = Changed twice: { $names }
lists-settle = Settle the conflict
lists-settle-detail = Write what is to stand. Earlier values stay in the history.
lists-settle-do = Settle
lists-twice = Changed twice: see the history.
lists-amend = Correct this entity
lists-amend-detail = The correction becomes a new version. Telephones receive it when they connect next.
lists-amend-do = Save
lists-label-missing = Give this entity a name.
lists-delete = Delete this entity
lists-delete-detail = It leaves the list, and telephones forget it when they connect next. Its history stays, and it can be restored.
lists-delete-do = Delete from the list
lists-restore-do = Restore
lists-deleted-by = Deleted by { $by }, { $moment }.
lists-now = What it says
lists-history = History
lists-history-cut = The latest { $n } changes:
lists-entity-held = { $n ->
    [one] A change of this entity waits for the one before it.
   *[other] { $n } changes of this entity wait for the one before them.
}
lists-step-created = Created
lists-step-changed = Changed
lists-step-record = by a record
lists-step-desk = at the desk
lists-step-base = Made upon version { $n }, without knowing of the next.
lists-step-branch = Made on a telephone without a network.
lists-step-forced = without waiting any longer
lists-step-same = Nothing changed.
lists-step-blank = (cleared)
lists-deed-created = created
lists-deed-changed = changed, version { $n }

lists-unmet = To look at
lists-unmet-detail = What records asked and was not done. The records themselves are kept.
lists-why = Why
lists-record = Record
lists-act = What to do
lists-try = Try again
lists-aside = Show no more
lists-waits = waits
lists-waits-detail = The change before it has not come yet. After { $days } days it is applied without it.
lists-fault-id = The id is no UUID of version 4.
lists-fault-label = The entity to be created has no name.
lists-fault-no-base = The record does not say which version it was made upon.
lists-fault-number = A version is no number, or more than a thousand million.
lists-fault-branch = The series of changes (branchId) is no UUID of version 4, or is missing.
lists-fault-list = The record names another list than its form.
lists-fault-not-permitted = The form does not permit that.
lists-fault-exists = An entity has this id already.
lists-fault-unknown = The list does not have this entity.
lists-fault-deleted = The entity was deleted.
lists-fault-version = The entity never had the version that the record was made upon.
lists-fault-too-many = The record holds more than 1,000 entities: none of them was taken.
lists-fault-unreadable = What is kept of the entity does not open under the key of this house.

## The workbook of an export: tabs and heads of columns
forms-book-records = Records
forms-book-questions = Questions
forms-book-cuts = Cuts
forms-book-sheet = Sheet
forms-book-column = Column
forms-book-row = Row
forms-book-question = Question
forms-book-kind = Answer
forms-book-code = Code
forms-book-label = Label

## Trying a form
trial-title = Try “{ $form }”
trial-lead = Try a form before it counts. What comes of a trial is never counted, exported or published.
trial-back = Back to the trial
trial-here-title = Here, on this screen
trial-here-detail = All questions on one page: what is asked, refused and computed. Nothing is kept.
trial-here-do = Fill it in dry
trial-link-title = With a telephone
trial-link-detail = A link of its own gives the form as it is now, even as a draft, and takes trial records, which stay on this page.
trial-link-closed = This form is closed: the link does not offer it.
trial-link-since = A trial link works since { $moment }.
trial-link-do = Make a trial link
trial-link-again = Make another link; the one before stops working
trial-end = Close the link
trial-done-ended = The trial link is closed.
trial-done-emptied = The trial records are erased.
trial-none-title = No trial record
trial-none = They will appear here when a telephone set up with the link sends one.
trial-came = Trial records
trial-count = { $n ->
    [one] One trial record, of { $most } at the most.
   *[other] { $n } trial records, of { $most } at the most.
  }
trial-more = Only the latest are shown.
trial-unread = This record is encrypted, or the form has changed since.
trial-file = (arrived, { $kb } KiB)
trial-empty = Erase all trial records
trial-project = Trial, { $coalition }
trial-code-title = Trial link
trial-code-for = For a telephone that tries
trial-code-once = This code is shown once. It adds a project of its own to Collect, beside that of true records. Whoever has it can read the form and send trial records, nothing else.
dry-title = Fill in “{ $form }” dry
dry-lead = Answer and look: each time you send it, the page shows what the form asks, refuses and computes. Nothing is kept.
dry-sound = With these answers the record could be sent.
dry-cannot = This form cannot be tried here: it is too long for a page, or cannot be computed without the telephone. Try it with a telephone.
dry-do = See what comes of it
dry-clear = Begin again
dry-add = Add: { $name }
dry-required = An answer is required.
dry-file = A file is asked for here; that can be tried with a telephone only.
dry-told = The record it would make

## Openings
readings-title = Openings
readings-lead = Who opened records of field teams, and who exported records or lists. Nothing of what they say. The same person who opens the same record again within ten minutes is noted once.
readings-none = No record has been opened or exported.
readings-when = When
readings-who = Who
readings-what = What
readings-operator = Whoever runs the server
readings-act-opened = opened
readings-act-exported = exported
readings-list = list “{ $list }”
readings-door-desk = at the desk
readings-door-program = by a program
readings-door-command = from the command line
readings-shown = { $n ->
    [one] one line
   *[other] { $n } lines
  }
