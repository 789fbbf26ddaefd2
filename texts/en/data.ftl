### Public figures: tables, map, charts, files, method.

data-title = Figures
data-title-of = Figures: { $place }
data-lead = What citizens report and what the administration does about it, by place and by service.
data-release = Released on { $date }, data until the end of the { $until }.
data-none = No figures yet
data-none-detail = The first figures will appear { $delay } days after the end of the first quarter, if enough cases have been received.
data-none-here = Too few cases here to publish a number without risk. Look at a larger place or a longer period.
data-by-region = By region
data-by-cercle = By cercle
data-by-service = By service
data-filter-period = Period
data-filter-service = Service
data-all-periods = Since the opening
data-all-services = All services
data-show = Show
data-levels = Level of places
data-path = Places above
period-through = since the opening until the { $quarter }
data-received = received
data-referred = handed over
data-answered = answered
data-closed = closed
data-service = Service
data-period = Period
data-place-1 = Region
data-place-2 = Cercle
data-place-3 = Commune
data-office = Body
data-map-title = Cases received by { $level }, { $period }
data-map-area = { $place }: { $figure }
data-map-hidden = fewer than { $threshold }, or not published
data-map-range = { $from } to { $to }
data-map-over = { $from } and more
data-table-title = The same figures
data-trend-title = Over time
data-trend-chart = Cases received by quarter, { $place }
data-untold = Other places: fewer than { $threshold }, or not published
data-place-of-level = { $place } ({ $level })
data-hidden = “{ $mark }”: fewer than { $threshold }, or not published so that nobody can be recognised.
data-earlier = “{ $mark }”: total up to an earlier quarter, so that a subtraction reveals nothing.
data-services-note = A case whose service is not known counts only in “All services”.

figures-received = cases received
figures-referred = handed to a public body
figures-in-time = share answered in time
figures-overdue = answers overdue

## Answers of bodies
answers-title = Who answers?
answers-lead = For each body: how many cases received, how many answers, how fast.
answers-caption = Answers of public bodies, { $period }
answers-received = received
answers-acknowledged = confirmed in time
answers-answered = answered
answers-in-time = answered in time
answers-overdue = overdue
answers-share = share in time
answers-share-note = Share in time: of the cases whose time to answer ended in the period, those that were answered in time.
answers-all = All bodies together
answers-none = No body has yet received enough cases for its figures to be published.

## Files
files-title = Open data
files-lead = The same figures as on these pages, out of the same release. Licence: { $licence }.
files-licence-title = Licence
files-licence = Creative Commons Attribution 4.0 (CC BY 4.0); name the coalition and the date of the release
files-csv = Spreadsheet (CSV)
files-bodies = Answers of bodies (CSV)
files-json = JSON
files-geojson = Map (GeoJSON)
files-package = Description of the columns (datapackage.json)
files-catalogue = Catalogue entry (DCAT)
files-feed = Follow releases (Atom)
files-api = Interface for programs (OpenAPI)

## Method
method-title = Method
method-lead = Where these figures come from, and what we do so that nobody is recognised in them.
method-rule = The rule applied
method-rule-threshold = Smallest number published
method-rule-round = Rounded to multiples of
method-rule-delay = Delay after the end of the period
method-rule-place = Finest place
method-rule-service-place = Finest place by service
method-rule-period = Shortest period
method-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
  }
method-quarter = quarter
method-year = year
method-releases = Releases
method-made = Release of { $date }
method-what = What is counted
method-what-text = Each report received counts as one case. Duplicates joined before the release count as one. Receipt, hand-over, answer and closing each count in the quarter in which they happen: within one quarter there can be more answers than hand-overs. A report is not a proof: these figures say what citizens report, not what is established.
method-not = What these figures do not say
method-not-text = A place with many cases is not necessarily more corrupt. People there may know this service better, have a better network, or dare more to speak. Do not compare places without considering their population.
method-threshold = Never fewer than { $threshold }
method-threshold-text = A number smaller than { $threshold } is not published. “Zero” and “{ $less }” are written the same way, so that nobody knows whether there was a single case.
method-round = Rounded to { $round }
method-round-text = All numbers are rounded to the nearest multiple of { $round }. Totals are therefore not always the exact sum of their parts.
method-grouped = Grouped where needed
method-grouped-text = If there are too few cases in a commune, the cercle is published, then the region. Likewise for the quarter, then the year. Other cells beside them are hidden, so that a subtraction reveals nothing.
method-late = Published later, never changed
method-late-text = A period is published only { $delay } days or more after its end. What is published no longer changes: a case erased, corrected or added afterwards moves no number that has appeared.
method-answers = How answers are counted
method-answers-text = The body has { $acknowledge } working days to confirm receipt and { $answer } to answer, public holidays excluded. An answer counts as in time when it comes within them. After { $counted } working days without an answer the case counts as overdue, even if an answer comes later. A refusal with a reason is not an answer: the case goes back to the coalition.
method-check = Checking
method-check-text = The same numbers serve the pages, the files, the map and the feed. The program is public: anyone can read the rule and put it to the test.

## Description of the files, for machines and catalogues
package-title = { $pack }: public figures, { $country }
package-detail = Cases received, handed over, answered and closed by place, service and period, and answers of public bodies. Numbers rounded to { $round }, never below { $threshold }, published { $delay } days or more after the end of the period. What has no line is smaller than { $threshold } or withheld to protect people; it is not zero.
package-figures = Cases by place, service and period
package-bodies = Answers of public bodies by period
package-map = Cases by cercle, with outlines
package-map-region = Cases by region, with outlines
package-map-cercle = Cases by cercle, with outlines
package-map-commune = Cases by commune, with outlines
package-keyword = accountability
places-credit = { $country ->
    [ml] Places and outlines: DNCT / OCHA, CC BY-IGO. Codes and population of 2017: DNCT and DNP, via HDX, CC BY 4.0.
   *[other] Places and outlines: as the operator of the site provided them.
}
package-place-code = Code of the place
package-place-code-detail = COD p-code of the place.
package-place-name = Name of the place
package-place-name-detail = Official name in French.
package-level = Level
package-level-detail = country, region, cercle or commune.
package-service = Service
package-service-detail = all: all services together. { $services }
package-period = Period
package-period-detail = 2027-Q1: a quarter; 2027: a year; ..2027-Q1: total since the opening until the end of that quarter.
package-measure = Measure
package-measure-detail = received: received; referred: handed to a body; answered: answered; closed: closed. Each is counted in the period in which it happens.
package-value = Number
package-value-detail = Number of cases, rounded to { $round }, at least { $threshold }.
package-body-body-code = Code of the body
package-body-body-code-detail = all: all bodies together.
package-body-body-name = Name of the body
package-body-body-name-detail = Official name.
package-body-kind = Kind of body
package-body-kind-detail = Empty for all bodies together.
package-body-period = Period
package-body-period-detail = 2027-Q1: a quarter; 2027: a year; ..2027-Q1: total since the opening until the end of that quarter.
package-body-measure = Measure
package-body-measure-detail = received: cases received; acknowledged_in_time: receipt confirmed in time; answered: answered; answered_in_time: answered in time; overdue: without an answer beyond the time after which silence is counted in public.
package-body-value = Number
package-body-value-detail = Number of cases, rounded to { $round }, at least { $threshold }.
feed-title = Figures of { $coalition }
feed-entry = Figures released as of { $date }
feed-entry-detail = New figures by place, by service and by body have been released.
