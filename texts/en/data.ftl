### Public figures: tables, map, charts, files, method.

data-title = Figures
data-lead = What citizens report and what the administration does about it, by place and by service.
data-release = Released on { $date }, data until { $until }
data-none = No figures yet
data-none-detail = The first release will appear when enough cases have been received, and after { $delay } days.
data-none-here = Too few cases here to publish a number without risk. Look at a larger place or a longer period.
data-country = Mali
data-by-region = By region
data-by-cercle = By cercle
data-by-commune = By commune
data-by-service = By service
data-by-quarter = By quarter
data-by-office = By body
data-filter-period = Period
data-filter-service = Service
data-filter-place = Place
data-all-periods = All periods
data-all-services = All services
data-up = Back to: { $place }
data-received = received
data-referred = handed over
data-answered = answered
data-in-time = in time
data-overdue = overdue
data-waiting = waiting
data-closed = closed
data-resolved = resolved according to the reporter
data-share-in-time = share in time
data-place = Place
data-service = Service
data-period = Period
data-office = Body
data-map-title = Cases received by { $level }, { $period }
data-map-area = { $place }: { $figure }
data-map-key = Cases received
data-map-hidden = fewer than { $threshold }, or not published
data-map-range = { $from } to { $to }
data-map-over = over { $from }
data-map-hint = Touch a place to enter it. The table gives the same figures and the same links.
data-table-title = The same figures
data-trend-title = Over time
data-trend-chart = Cases received by quarter, { $place }
data-hidden = “{ $mark }”: fewer than { $threshold }, or not published so that nobody can be recognised.

figures-received = cases received
figures-referred = handed to a public body
figures-in-time = answers in time
figures-overdue = answers overdue

## Answers of bodies
answers-title = Who answers?
answers-lead = For each body: how many cases received, how many answers, how fast.
answers-caption = Answers of public bodies, { $period }
answers-received = received
answers-acknowledged = receipt confirmed in time
answers-answered = answered
answers-overdue = overdue
answers-share = in time
answers-none = No body has yet received enough cases for its figures to be published.

## Files
files-title = Open data
files-lead = The same figures as on these pages, out of the same release. Licence: { $licence }.
files-csv = Spreadsheet (CSV)
files-json = JSON
files-geojson = Map (GeoJSON)
files-package = Description of the columns (datapackage.json)
files-catalogue = Catalogue entry (DCAT)
files-feed = Follow releases (Atom)
files-api = Interface for programs (OpenAPI)

## Method
method-title = Method
method-lead = Where these figures come from, and what we do so that nobody is recognised in them.
method-what = What is counted
method-what-text = Each report received counts as one case, once duplicates have been joined. Cases found unfounded are counted apart. A report is not a proof: these figures say what citizens report, not what is established.
method-not = What these figures do not say
method-not-text = A place with many cases is not necessarily more corrupt. People there may know this service better, have a better network, or dare more to speak. Do not compare places without considering their population.
method-threshold = Never fewer than { $threshold }
method-threshold-text = A number smaller than { $threshold } is not published. “Zero” and “{ $less }” are written the same way, so that nobody knows whether there was a single case.
method-round = Rounded to { $round }
method-round-text = All numbers are rounded to the nearest multiple of { $round }. Totals are therefore not always the exact sum of their parts.
method-grouped = Grouped where needed
method-grouped-text = If there are too few cases in a commune, the cercle is published, then the region. Likewise for the month, the quarter, the year. Other cells beside them are hidden, so that a subtraction reveals nothing.
method-late = Published later
method-late-text = A case enters the figures only after at least { $delay } days. Releases are quarterly and no longer change. A correction appears in the next one.
method-grave = The most sensitive facts
method-grave-text = Violence against women, detention, human rights: never finer than region and year.
method-answers = How answers are counted
method-answers-text = The body has { $acknowledge } working days to confirm receipt and { $answer } to answer, public holidays of Mali excluded. A late answer is counted at its date. A refusal with a reason is an answer.
method-check = Checking
method-check-text = The same rules serve the pages, the files, the map and the feed. The program is public: anyone can read it and redo the sums.
