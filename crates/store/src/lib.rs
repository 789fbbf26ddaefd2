//! SQLite and PostgreSQL behind one Store, one group-committing writer
