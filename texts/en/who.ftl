### Who sees what: the page one reads before confiding.

who-title = Who sees what?
who-lead = Here is what each can see, and what we cannot prevent.
who-table = What each sees of your report
who-someone = Who
who-sees = What they see
who-not = What they do not see
who-handlers = The coalition’s case workers for your place
who-handlers-sees = Everything you write. Each reading is recorded. To find cases that look alike, the machine compares the words of stories without showing them; that is not recorded.
who-handlers-not = Your number, unless you give it.
who-coalition = The rest of the coalition
who-coalition-sees = For those who check the work: that a case exists, its place, its service, its state.
who-coalition-not = Your story. An organisation that you exclude sees nothing, not even that the case exists.
who-admin = The administrator and the host of the server
who-admin-sees = What is written in clear on the disk (see below). Your story passes through the server’s memory when you send it.
who-admin-not = Your story once sealed. It does not open again without the key of a case worker.
who-office = The public body
who-office-sees = The summary written by the coalition, if you agree. Without your consent, only if somebody’s life or safety depends on it: a coordinator has to keep the reason, and you read so in your case.
who-office-not = Your story, your messages, your contact.
who-public = The public
who-public-sees = Rounded numbers, from { $threshold } cases upwards.
who-public-not = No case.
who-operator = Your phone operator
who-operator-sees = That this phone opened this site, and when.
who-operator-not = The pages you read and what you write.
who-operator-open-sees = Everything you read and write: this installation has no encrypted connection.
who-operator-open-not = Nothing is hidden from them. Write nothing true here.
who-phone = Whoever holds your phone after you
who-phone-sees = The history, if you do not clear it. Your draft for 24 hours. Your receipt for one hour, as long as you do not press “I have noted my receipt”. Your case for a quarter of an hour, as long as you do not press “Close my case”.
who-phone-not = After that, your case without the receipt.
who-disk = What is written on the server’s disk
who-disk-text = Sealed, unreadable without a key: your story, names, attachments, your contact, messages, answers. In clear, to route and to count: the kind of fact and its outcome, the place, the service, the month, the band of money, the organisations excluded, your consent to hand over, your language, and each step: its date, who of the coalition took it, the mark for credibility, the public body it went to and how it ended.
who-proxy = Opera Mini and browsers that compress
who-proxy-sees = Everything you read and write: pages go in clear through their computers.
who-proxy-not = Nothing is hidden from them. Use another browser.
who-receipt = Your receipt
who-receipt-text = It opens your case. We keep no readable copy. Lost, it cannot be found again; stolen, it allows reading the answers and writing in your place.
who-escrow = If the keys are lost
who-escrow-text = A rescue key is split among several organisations of the coalition. Several of them together are needed to reopen a case all of whose keys are lost. None can do it alone.
who-kept = For how long
span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
  }
span-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
  }
span-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
  }
who-kept-text = The contents of a closed case are erased after { $closed }, those of an unfounded one after { $unfounded }. Numbers already published stay.
who-limits = What we cannot prevent
who-limits-guess = Your story can give you away. If only two people knew a detail, do not write it.
who-limits-seize = A phone seized while open shows what is on the screen.
who-limits-reader = A person in charge of the case can repeat what they have read. We record who reads; we cannot make it forgotten.
who-limits-server = A server fallen into the wrong hands could deceive its visitors. Whoever fears this should speak to an organisation in person.
who-addresses = We do not keep the address of your connection. The site’s log records neither who, nor which page with its details.
