### Home.

home-title = Home
home-speak = Speak. You are owed an answer.
home-see = Everyone sees what follows.
home-lead = Your name is not asked. You receive a receipt and a deadline, and anyone can see which public bodies answer.
home-report = Report an abuse
home-report-hint = Money asked, funds diverted, service absent. 5 minutes.
home-follow = Follow my case
home-follow-hint = With the 20-digit receipt.
home-data = See the figures
home-data-hint = By place and by service.
home-who = Who sees what?
home-who-hint = What each can read, and what they cannot.
home-figures = In figures, { $period }
home-answers = Who answers?
home-rounding = Figures rounded to { $round }, published at least { $delay } days late, never below { $threshold }.
home-staff = For the coalition
