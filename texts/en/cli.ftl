### The command line: help, results, errors. An operator reads these sentences in a terminal.

cli-about = Report, follow, answer: a coalition's accountability service.
cli-coalition = The coalition

## Commands
cli-init = Lays a data directory: secrets, database, shares of the escrow key
cli-serve = Serves the site
cli-demo = Serves a site full of synthetic cases, to try
cli-doctor = Says what is wrong with an installation, and what to do
cli-audit = Makes every list again from the events and tells any difference
cli-release = Publishes the figures as of a day
cli-member = People of the desk
cli-member-add = Enrols a person and gives their link, good once
cli-member-revoke = Closes a person's account, at once
cli-member-list = Shows the people of the desk
cli-team = Member organisations
cli-team-add = Adds an organisation
cli-team-list = Shows the organisations
cli-office = Public bodies to which cases are handed over
cli-office-add = Adds a body
cli-office-list = Shows the bodies
cli-form = The forms that field teams fill
cli-form-add = Adds a form (an XForm or an XLSForm workbook) or a new version, with the files of the folder NAME-media beside it
cli-form-list = Shows the forms and what came of them
cli-form-open = Opens a form: it is offered, and its records are taken
cli-form-close = Closes a form: it is offered no more, and no new record is taken
cli-form-export = Writes the records that came
cli-form-paper = Writes a form to be printed and filled in by pen
cli-volunteer = The volunteers in the field
cli-volunteer-add = Gives a volunteer access: an address and a code for ODK Collect, and for the browser
cli-volunteer-list = Shows the volunteers
cli-volunteer-entrust = Entrusts these forms to a volunteer, in place of those before
cli-volunteer-renew = Gives a volunteer a new address and a new code; those before stop working
cli-volunteer-revoke = Ends a volunteer’s access at once; their records stay
cli-entities = The lists that records keep up to date
cli-entities-list = Shows the lists, and what in them conflicts, waits or was not done
cli-entities-export = Writes a list as telephones get it (CSV)
cli-volunteer-key = Tells the fingerprint of the key to which telephones seal their records, or makes a new one
cli-analyst = The programs that read the records that came
cli-analyst-add = Gives a program a token to read the records with
cli-analyst-list = Shows the programs
cli-analyst-revoke = Ends a program’s access at once
cli-pack = Services
cli-pack-check = Checks the folder of a service: file, line, mend
cli-form-check = Says what is wrong with a form: an XForm (.xml) or an XLSForm workbook (.xlsx, .xls)
cli-form-convert = Writes an XLSForm workbook as an XForm, to standard output
cli-form-convert-bounded = Converts a workbook apart, for the program itself
cli-places = Places
cli-places-import = Checks and installs the places of another country

## Options
cli-arg-lang = Language: fr or en. Otherwise DANNAYA_LANG, then LANG, then French
cli-arg-data = Data directory
cli-arg-database = postgres://…; without it, the file dannaya.db of the directory
cli-arg-country = Country code
cli-arg-list = Name of the list
cli-arg-listen = Address of the site
cli-arg-metrics = Address on which to give figures; without it, nowhere
cli-arg-cases = Number of synthetic cases; the interviews of surveys follow, 20,000 at most in a round
cli-arg-seed = The same number gives the same cases
cli-arg-seed-only = Lays the cases without serving the site
cli-arg-json = Result as JSON
cli-arg-renew = Makes a new one; those before still open what was sealed to them
cli-arg-as-of = Last day counted, for example 2027-03-31
cli-arg-login = Log-in name
cli-arg-role = caseworker, coordinator, auditor or admin
cli-arg-name = Name shown; a pseudonym for a person
cli-arg-team = Short name of the organisation
cli-arg-pack = Service or survey the person works on; may be repeated. Without it, all
cli-arg-place = Code of the place; without it, the whole country
cli-arg-short = Short name, unique
cli-arg-kind = Kind of body, a word of the service: inspectorate, pef, audit_office…
cli-arg-email = Mail address
cli-arg-path = Folder of the service
cli-arg-form = The form: .xml, .xlsx or .xls
cli-arg-workbook = The workbook: .xlsx or .xls
cli-arg-itemsets = Where to write itemsets.csv, for a form with select_one_external
cli-arg-file = Table of places (CSV)
cli-arg-service = Service it belongs to
cli-arg-draft = Keep the form in preparation: nobody sees it, and the same version can be replaced
cli-arg-id = Id of the form
cli-arg-format = csv, xlsx, json or geojson; for a form to be printed: pdf or html
cli-arg-copies = How many copies of what is filled in several times, from 1 to 20
cli-arg-table = Name of a repeat, to write its table alone
cli-arg-out = Folder to write all tables and attached files to; without it, one table to the screen
cli-arg-key = Private key of the form (PEM), to open encrypted records with; it is not kept
cli-arg-forms = Forms entrusted, with commas between them
cli-arg-places = Codes of the places they work in, with commas between them; without it, the whole country
cli-arg-crosswalk = Table of codes in other schemes (CSV)
cli-arg-outlines = Folder of outlines (GeoJSON)

## init
cli-init-done = The house is ready in { $path }.
cli-init-escrow =
    Escrow key: { $shares } shares are in { $path }. { $needed } shares together open every case, one alone opens nothing.
    Hand each share to a different organisation, on paper, then delete these files.
cli-init-next =
    Next:
      dannaya team add --data { $path } --name "Name of the organisation" --short name
      dannaya member add --data { $path } --login firstname --role coordinator --team name
      dannaya serve --data { $path }
cli-escrow-share =
    Share { $number } of the coalition's escrow key (Dannaya).
    Keep this paper locked away. { $needed } shares together open every case; this one alone opens nothing.

## Errors
cli-failure-file = { $path }: { $detail }
cli-failure-internal = Defect of the program: { $detail }
cli-failure-store = The database does not answer as it should: { $detail }
cli-failure-log-held = Another program is reading the database (a backup, an audit), so what an earlier run left there cannot be made safe. Let it end, then start again.
cli-not-initialised = { $path } has not been laid. Begin with: dannaya init --data { $path }
cli-already-initialised = { $path } is a house in service already: nothing was changed.
cli-founding-damaged = The database no longer holds "{ $name }": restore a backup.
cli-secret-missing = The secret { $path } is missing. Without it no receipt opens: restore it from your backup of the secrets.
cli-secret-readable = The secret { $path } can be read by others. Mend it: chmod 600 { $path }
cli-secret-damaged = The secret { $path } does not have 32 bytes: restore it from your backup of the secrets.
cli-secrets-strange = The secrets of this directory do not belong to this database: no receipt would open. Put back secrets and database of the same house.
cli-configuration-wrong = { $path }, line { $line }: { $detail }
cli-variable-wrong = The environment variable { $name } does not have a possible value.
cli-places-missing = No places for the country "{ $country }". Install them: dannaya places import FILE --data DIR
cli-places-wrong = The table of places has faults. Nothing was changed.
cli-outlines-wrong = { $name }: { $detail }
cli-holidays-wrong = Holidays: { $detail }
cli-population-wrong = Tables of people: { $detail }
cli-pack-wrong = The service { $path } has faults:
cli-pack-file-missing = { $path } is missing.
cli-form-sound = { $file }: nothing to mend.
cli-form-entities-both = Its records create and change entities of the list "{ $list }" ({ $properties }).
cli-form-entities-creates = Its records create entities of the list "{ $list }" ({ $properties }).
cli-form-entities-updates = Its records change entities of the list "{ $list }" ({ $properties }).
cli-form-itemsets = This form looks for its choices in itemsets.csv. Write that file with --itemsets FILE and attach it to the form.
cli-form-converter-missing = The converter { $converter } does not answer: { $detail }. Install or start it, or remove it from the settings ([forms]): the built-in converter takes its place. An XForm (.xml) needs no converter.
cli-form-converter-slow = The converter { $converter } was not done in { $detail } s; we wait for it no longer. Make the workbook smaller, or remove this converter from the settings ([forms]): the built-in converter takes its place.
cli-form-converter-failed = The converter { $converter } gave no form: { $detail }. Look after it, or remove it from the settings ([forms]): the built-in converter takes its place.
cli-form-workbook-slow = This workbook is not converted after { $seconds } seconds: the conversion is stopped and nothing was added. Make it smaller, for instance by moving long lists to a CSV file (select_one_from_file).
cli-form-workbook-hungry = This workbook asks for more than { $most } MiB of memory: the conversion is stopped and nothing was added. Make it smaller, for instance by moving long lists to a CSV file (select_one_from_file).
cli-form-workbook-busy = Other workbooks are being converted. Nothing was added: try again in a minute.
cli-form-workbook-failed = The conversion of the workbook ended without a result ({ $detail }) and nothing was added. Send the form as an XForm (.xml), and report this workbook to whoever maintains the program.
cli-address-taken = Cannot listen on { $address }: { $detail }
cli-database-failed = The database failed: { $detail }. Nothing more can be promised; the server stops. What was confirmed is kept. Check the disk, then: dannaya doctor

## People, organisations, bodies
cli-member-link = Enrolment link of { $login }. It is good once, for seven days. Hand it over in person or by a safe channel.
cli-member-needs-team = A person who sees cases ({ $role }) works for an organisation: add --team.
cli-member-revoked = { $login } has no access any more. Sessions ended: { $sessions }.
cli-member-put-back = Cases back in the queue: { $cases }.
cli-member-revoked-before = { $login } had no access any more already.
cli-login-taken = The log-in name "{ $name }" is taken.
cli-login-unknown = Nobody is called "{ $login }".
cli-short-taken = The short name "{ $name }" is taken.
cli-team-unknown = No organisation has the short name "{ $team }". See: dannaya team list
cli-team-added = { $name } ({ $short }) is part of the coalition.
cli-office-added = { $name } can be handed cases.
cli-kind-unknown = "{ $kind }" is no kind of body. Possible: { $known }.
cli-place-unknown = No place has the code "{ $place }".
cli-pack-unknown = No service is called "{ $pack }". Possible: { $known }.
cli-entry-wrong = Nothing was added. To be mended:
cli-email-wrong = "{ $name }" is no mail address.
cli-column-login = LOGIN
cli-column-role = ROLE
cli-column-team = ORGANISATION
cli-column-state = STATE
cli-column-name = NAME
cli-column-short = SHORT NAME
cli-column-kind = KIND
cli-column-email = ADDRESS
cli-column-place = PLACE
cli-state-invited = invited
cli-state-active = active
cli-state-revoked = revoked

## Forms and volunteers
cli-form-added-draft = “{ $form }”, version { $version }, is kept in preparation. To offer it: dannaya form open { $form } --data FOLDER
cli-form-added-open = “{ $form }”, version { $version }, is offered to the volunteers it is entrusted to.
cli-form-added-closed = “{ $form }”, version { $version }, is kept. The form is closed. To offer it: dannaya form open { $form } --data FOLDER
cli-form-same = “{ $form }”, version { $version }, is here already, byte for byte: nothing changed.
cli-form-now-draft = “{ $form }” is in preparation.
cli-form-now-open = “{ $form }” is open.
cli-form-now-closed = “{ $form }” is closed. What came stays.
cli-form-unknown = No form is called “{ $form }”. See: dannaya form list
cli-form-wrong = Nothing was added: { $path } needs mending.
cli-form-name = { $path }: its id or version is missing, longer than 255 bytes, or has a control character. Nothing was added.
cli-form-nameless = { $path } asks for encrypted records without meta/instanceID: nobody could open them. Add that node. Nothing was added.
cli-form-same-version = Version { $version } of “{ $form }” is offered already, with other contents: telephones would take one for the other. Give the form another version. Nothing was added.
cli-form-files-missing = “{ $form }” names files that are not here: { $names }. Put them into the folder NAME-media beside the form, then add it again.
cli-form-files-unused = “{ $form }” does not name these files, left aside: { $names }
cli-form-file-large = { $path } is larger than { $most } MB: no telephone would receive it. Nothing was added.
cli-form-state-draft = preparation
cli-form-state-open = open
cli-form-state-closed = closed
cli-export-no-table = “{ $table }” is no repeat of this form. Possible: { $known }.
cli-export-encrypted = Records encrypted with the form’s key, whose answers are not written: { $count }.
cli-export-altered = Encrypted records that are not as they were signed (column “signature”): { $count }.
cli-export-not-opened = Encrypted records that do not open with this key, or whose answers have not come: { $count }. The rest is written.
cli-export-no-key = { $path } is no private key in PEM without a passphrase.
cli-export-done = Records written to { $path }: { $count }. They name people: keep this folder locked away.
cli-export-out = The records could not be written: { $detail }
cli-volunteer-added = { $name } has access. Show this code to the camera of Collect, or give the address; they will not be shown again.
cli-volunteer-web = Without Collect, in a browser, the same person comes in by this address, or by this code:
cli-volunteer-key-told = Fingerprint of the key of sealed records: { $fingerprint }
cli-volunteer-taken = “{ $name }” has access already.
cli-volunteer-unknown = No open access has the name “{ $name }”. See: dannaya volunteer list, dannaya analyst list
cli-analyst-added = “{ $name }” may read the records through the interface (docs/collect.md). Here is its token; it will not be shown again.
cli-volunteer-entrusted = Forms entrusted to { $name }: { $forms }. The telephone will find them at its next refresh.
cli-entities-unknown = No list is called "{ $list }". See: dannaya entities list
cli-volunteer-revoked = { $name } has no access any more.
cli-volunteer-no-address = No public address ([site] public_url): this code works on this machine alone.
cli-column-form = FORM
cli-column-version = VERSION
cli-column-records = RECORDS
cli-column-waiting = INCOMPLETE
cli-column-conflicts = CONFLICTS
cli-column-title = TITLE
cli-column-list = LIST
cli-column-entities = ENTITIES
cli-column-held = WAITING
cli-column-faults = NOT DONE
cli-column-seen = SEEN
cli-column-forms = FORMS
cli-column-places = PLACES

## audit
cli-audit-sound = Everything agrees: { $cases } cases, { $events } events.
cli-audit-unsound = { $problems } differences in { $cases } cases, { $events } events. Keep a copy of the database before any repair.
cli-audit-broken-history = Case { $case }: the events do not follow one another ({ $detail }).
cli-audit-unknown-pack = Case { $case }: the service "{ $pack }" is not installed.
cli-audit-no-row = Case { $case }: events, but no row in the list.
cli-audit-row-differs = Case { $case }: the list says something else than the events ({ $columns }).
cli-audit-exclusions-differ = Case { $case }: the organisations left out are not those of the report.
cli-audit-referral-differs = Case { $case }: hand-over { $referral } says something else than the events.
cli-audit-no-envelope = Case { $case }: the envelope { $envelope } is missing.
cli-audit-stray-envelope = Case { $case }: no event names the envelope { $envelope }.
cli-audit-tally-differs = Count "{ $measure }" of { $day } { $region }: { $stored } noted, { $counted } counted.
cli-audit-readings-broken = Register of openings: line { $line } does not follow from the one before. A line was changed or taken out.

## release, places
cli-release-survey = { $pack }: results of the round “{ $round }” published, about { $count } interviews.
cli-release-made = { $pack }: figures published as of { $day }.
cli-release-late = { $pack }: { $count } facts of periods already published came too late to be counted; they never will be.
cli-release-ahead = { $day } has not passed yet.
cli-release-before = The figures are published up to { $last } already: a publication does not go back ({ $day }).
cli-places-imported = { $country }: { $count } places installed. They are used from the next start.
cli-outline-stranger = { $name }: the outline "{ $code }" is the outline of no place of the table.

## demo
cli-demo-laying = Laying { $cases } synthetic cases…
cli-demo-laid = { $cases } cases and { $interviews } interviews laid in { $seconds } s. Nothing here is true: no person, no fact.
cli-serve-demo = { $path } is a demo: its invented cases would pass for true ones. Serve it with: dannaya demo --data { $path }
cli-demo-real-house = { $path } is a house in service, or a demo that was cut off. Choose another directory, or delete this one.
cli-demo-addresses =

    Home        { $home }
    Report      { $report }
    Follow      { $follow }
    Figures     { $data }
    Surveys     { $surveys }
    Desk        { $desk }
    API         { $api }
cli-demo-logins =
    Log-ins of the desk: role, name, passphrase (without a second factor, here only)
cli-demo-receipt =
    A receipt to follow ({ $reference }): { $receipt }
cli-demo-referral =
    The public body ({ $office }, { $reference }): { $link }
      code: { $code }
cli-demo-end =
    Ctrl-C to end.

## doctor
cli-mark-well = well
cli-mark-heed = heed
cli-mark-wrong = WRONG
cli-doctor-well = Nothing prevents service. To heed: { $heed }.
cli-doctor-wrong = To mend: { $wrong }. To heed: { $heed }.
cli-doctor-configuration = The settings can be read.
cli-doctor-secrets = The secrets are there, and for their owner alone.
cli-doctor-private = Nobody else can read the data directory.
cli-doctor-readable = { $path } is open to others. Mend it: chmod go= { $path }
cli-doctor-shares = { $shares } shares of the escrow key are in { $path }, beside the database: whoever takes this directory opens every case. Hand them on paper to different organisations, then delete them.
cli-doctor-space = { $free } MiB free on the disk.
cli-doctor-space-scarce = Only { $free } MiB free on the disk. Make room: below 512 MiB no file is taken, below 128 MiB no report is begun, and a full disk stops the server.
cli-doctor-clock = The clock shows { $now }.
cli-doctor-clock-wrong = The clock shows { $now }, before what was stored last or before this program. Set it (timedatectl): deadlines hang on it.
cli-doctor-store = The database opens, and waits for the disk before it confirms.
cli-doctor-statements = { $count } statements accepted by { $engine }.
cli-doctor-keys = Secrets and database are of the same house.
cli-doctor-places = Places, outlines and holidays can be read.
cli-doctor-holidays-end = Movable holidays are known up to { $year } only. Add the next ones: docs/operators.md.
cli-doctor-holidays-none = No movable holidays are known: deadlines pass over these days. See docs/operators.md.
cli-doctor-outlines-none = No outlines: figures are shown without a map.
cli-doctor-packs = The services are without fault.
cli-doctor-address = Public address: { $url }
cli-doctor-address-clear = { $url } is not encrypted: every network operator reads what is written there. Put HTTPS in front.
cli-doctor-address-none = No public address ([site] public_url): letters cannot give a whole link.
cli-doctor-mail = Letters leave by { $host }.
cli-doctor-mail-none = No mail server: letters pile up in { $path }.
cli-doctor-mail-password = The mail password cannot be read: { $path }
cli-doctor-mail-failed = Letters that could not leave, after a day and a half of attempts: { $count }.
cli-doctor-handlers-none = No enrolled handler can open a case of the service “{ $pack }”: every report to it is refused. See: dannaya member add
cli-doctor-handlers-places = The handlers of the service “{ $pack }” work on some places only: a report from elsewhere, or without a place, is refused as long as nobody works on the whole country. See: dannaya member add
cli-doctor-coordinator-none = No coordinator is enrolled: nobody can hand a case over. See: dannaya member add
cli-doctor-office-none = No public body is listed. See: dannaya office add

## What was typed wrongly
cli-error-unknown = "{ $arg }" does not exist here. See: --help
cli-error-command = "{ $command }" is not a command. See: dannaya --help
cli-error-no-command = A command is missing. See: --help
cli-error-missing = Missing: { $args }. See: --help
cli-error-empty = A value is missing after { $arg }. See: --help
cli-error-value = "{ $value }" does not fit { $arg }. { $means }.
cli-error-number = { $arg } has the wrong number of values. See: --help
cli-error-twice = { $arg } is given twice, or does not go with the other options. See: --help
cli-error-utf8 = What was typed is not UTF-8.
cli-error-other = The command cannot be read. See: --help

## Help
cli-arg-help = Shows this help
cli-arg-version = Shows the version
cli-help-usage = Usage:
cli-help-commands = Commands
cli-help-command = COMMAND
cli-help-options = Options
cli-help-arguments = Arguments
cli-help-usual = { " " }(usually { $value })
cli-help-variable = { " " }(or the variable { $name })
