### People of the desk and their organisations.

members-title = Members
members-lead = Everyone works under a pseudonym and opens only what is theirs to handle.
members-lead-coordinator = Choose a person to open the cases that came before them.
members-name = Name
members-name-hint = A pseudonym: it is the name colleagues see.
members-login = User name
members-login-hint = Without a space. The person types it to sign in.
members-role = Role
members-team = Organisation
members-team-hint = Needed for whoever sees cases: a reporter may exclude an organisation.
members-no-team = None
members-packs = Services and surveys
members-place = In which part of the country?
members-scope = Works on
members-scope-in = { $service }: { $place }
members-scope-none = No case
members-lang = Language of the pages
members-state = State
members-state-invited = link given
members-state-active = active
members-state-revoked = revoked
members-invite = Invite a person
members-invite-send = Create the enrolment link
members-invited = Enrolment of { $name }
members-invite-link = Enrolment link, to be given in person
members-invite-link-hint = It is shown once, works once and expires on { $date }.
members-again-title = New enrolment link
members-again-detail = The earlier link stops working at once.
members-again = Create a new link
members-back = Back to the list
members-revoke = Revoke this person
members-revoke-ask = Revoke { $name }?
members-revoke-detail = Their sessions end at once. No case will be opened to them any more. What has been read stays read.
members-revoke-cases = { $cases ->
    [0] This person follows no current case.
    [one] The current case they follow will go back in the queue.
   *[other] The { $cases } current cases they follow will go back in the queue.
  }
members-last = This is the last person in the house to hold a key. Once they have left, every report will be refused, and nobody will be able to open the cases already received. First invite somebody else and open the current cases to them.
members-last-of = { $service }: this is the last person to hold a key. Once they have left, every report will be refused there, and nobody will be able to open the cases already received. First invite somebody else and open the current cases to them.
members-alone-in = { $scope }: of those who hold a key, nobody else follows the whole of it. Once this person has left, a report that nobody else follows will be refused.
members-returned = { $name } has no access any more. { $cases ->
    [0] No case was to be put back in the queue.
    [one] One case went back in the queue.
   *[other] { $cases } cases went back in the queue.
  }
members-nobody-left = { $service }: nobody holds a key any more. Every report is refused there. Invite somebody.
members-share-title = { $service }: cases that came before this person
members-share-detail = A case is sealed to those who could open it when it came in. You can open to this person the open cases that are theirs to handle and that you can open yourself.
members-share = Open the current cases to this person
members-share-more = Continue
members-shared = { $cases ->
    [0] No further case was to be opened to { $name }.
    [one] One more case is open to { $name }.
   *[other] { $cases } more cases are open to { $name }.
  }
members-shared-more = There are more: continue.

teams-title = Organisations
teams-name = Name of the organisation
teams-short = Short name
teams-add = Add an organisation
teams-left = left
teams-leave = It leaves the coalition
teams-leave-detail = Reporters will no longer be able to exclude it and nobody can be enrolled for it any more. Its cases stay with it until a coordinator gives them to others. This cannot be undone.
teams-leave-do = Note that it left

error-name-missing = Write a name.
error-name-long = The name is too long: at most { $max } characters.
error-name-taken = This name is already taken.
error-login-taken = This user name is already taken.
error-login-blank = A user name holds no space.
error-place-small = Choose a region, a cercle or a commune: a village or a quarter is too small.
error-team-needed = Choose the organisation: this role sees cases, and a reporter may exclude it.
error-team-people = People still work for this organisation: remove them first, one by one.
