### Entering the desk: enrolment, sign-in, account, members.

role-caseworker = case worker
role-coordinator = coordinator
role-institution = public body
role-auditor = auditor
role-admin = administrator
role-caseworker-hint = Deals with the cases assigned to them.
role-coordinator-hint = Assigns, hands over, watches deadlines.
role-institution-hint = Answers the cases handed over.
role-auditor-hint = Sees who did what, never the content.
role-admin-hint = Opens and closes accounts. Holds no key and reads no case.

## Enrolment
enrol-title = Your enrolment
enrol-lead = { $name }, { $team } enrols you as { $role }. This link works only once.
enrol-passphrase = Your passphrase
enrol-passphrase-hint = At least { $min } characters. Five words picked at random make a good one. It opens your key: nobody can find it again for you.
enrol-passphrase-again = The same passphrase, once more
enrol-passphrase-short = The passphrase is too short: at least { $min } characters.
enrol-passphrase-common = This passphrase is too easy to guess. Pick words at random.
enrol-passphrase-differ = The two passphrases are not the same.
enrol-code = Your second factor
enrol-code-hint = Open a code application on your phone, add an account with this key, then write the 6-digit code.
enrol-code-key = Key to copy
enrol-code-scan = Code to scan with the phone
enrol-code-wrong = This code does not fit. Check the time of the phone, then write the code shown now.
enrol-finish = Finish enrolment
enrol-done = Your account is ready
enrol-done-detail = Your key has been made. You can sign in.
enrol-over = This enrolment link is no longer valid
enrol-over-detail = It has already been used, or its time has passed. Ask the person who enrols you for another.

## Sign-in
sign-in-title = Sign in
sign-in-lead = For members of the coalition only.
sign-in-name = User name
sign-in-passphrase = Passphrase
sign-in-code = 6-digit code
sign-in-code-hint = In your code application
sign-in = Sign in
sign-in-wrong = The name, the passphrase or the code does not fit. Check all three.
sign-in-slow = Too many attempts with this name. Wait { $minutes } min, then try again. After several wrong codes, wait a quarter of an hour.
sign-in-locked = Your session is closed. It closes after { $minutes } minutes without activity. Sign in again.
sign-in-unsent = What you had written, not stored yet
sign-in-unsent-hint = Your session closed before it was stored. Your text stands below and stays with you when you sign in.
sign-in-back = You are signed in again
sign-in-back-detail = Your text is not stored yet. Copy it, then paste it into the page where you were.
sign-in-demo = Demonstration: the second factor is switched off.
sign-out = Sign out
sign-out-everywhere = Sign out everywhere
signed-out = You are signed out.

## My account
account-title = My account
account-signed-in = Signed in: { $name }, { $role }, { $team }
account-sessions = Open sessions
account-session-since = opened on { $since }
account-session-this = this one
account-passphrase = Change my passphrase
account-passphrase-now = Present passphrase
account-passphrase-new = New passphrase
account-passphrase-changed = Your passphrase is changed. Your other sessions are closed.
account-passphrase-wrong = This is not your present passphrase.
account-lang = Language
account-lang-pages = Language of your pages
account-lock-note = After { $minutes } minutes without activity the session closes and your key is wiped from the server’s memory.
