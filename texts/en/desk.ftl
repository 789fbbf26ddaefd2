### The desk: the queue of cases, the coordinator's page.

desk-title = Cases
desk-nav-queue = Cases
desk-nav-coordinator = Dashboard
desk-nav-offices = Bodies
desk-nav-members = Members
desk-nav-account = My account

## Queue
queue-new = To do
queue-mine = Mine
queue-messages = Messages to read
queue-overdue = Overdue
queue-all = All
queue-filters = Cases shown
queue-case = Case
queue-service = Service
queue-place = Place
queue-fact = Fact
queue-state = State
queue-deadline = Deadline
queue-handler = Handled by
queue-received = Received
queue-nobody = –
queue-me = me
queue-no-deadline = –
queue-unread = to read
queue-caption-due = Cases, the most overdue first
queue-caption-newest = Cases, the newest first
queue-empty = No case here
queue-empty-new = Every open case is followed by somebody, or waits on a public body.
queue-empty-messages = All messages from reporters have been read.
queue-empty-mine = No case is assigned to you. Take one from “To do”.
queue-empty-overdue = No deadline has passed.
queue-empty-all = The cases you may see will appear here.
queue-empty-filter = No case meets these criteria.
queue-clear-filter = Remove the filters
queue-search = Look up a reference
queue-lost = No case that you may see bears this reference.
queue-narrow = Look up, filter, sort
queue-any = all
queue-sort = Order
queue-sort-due = most overdue first
queue-sort-newest = newest first
queue-apply = Apply
queue-export = Export the list (CSV, { $max } cases at most)
queue-keys = Keyboard: Tab goes from case to case, Enter opens. With Alt (or Alt + Shift, by browser): 1 to 5 for the lists, f to search and filter, r for a reference.
