//! Members, teams, roles and public bodies.
