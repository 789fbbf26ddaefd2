//! One connection of either engine, and the two macros every table is written with.

use crate::StoreError;
use sqlx::pool::PoolConnection;
use sqlx::{Executor, Postgres, SqlStr, Sqlite};
use std::fmt;
use std::ops::{Deref, DerefMut};

/// Which database runs below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file in the data directory.
    Sqlite,
    /// A PostgreSQL server, shared by any number of nodes.
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// The pools that are read from.
#[derive(Debug, Clone)]
pub(crate) enum Db {
    Sqlite { read: sqlx::SqlitePool },
    Postgres { pool: sqlx::PgPool },
}

/// One connection; acts that only read take `&mut Conn`.
#[derive(Debug)]
pub enum Conn {
    /// A connection to the file; read-only unless it is the writer's.
    Sqlite(PoolConnection<Sqlite>),
    /// A connection to the server.
    Postgres(PoolConnection<Postgres>),
}

impl Conn {
    /// The engine at the other end.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Lets `on!` reach the connection through a [`Tx`] as well.
    pub(crate) fn held(&mut self) -> &mut Self {
        self
    }

    /// Runs text of the house itself (transaction control, settings) without preparing it.
    pub(crate) async fn command(&mut self, text: &'static str) -> Result<(), StoreError> {
        on!(self, c => sqlx::raw_sql(text).execute(c).await.map(|_| ()))?;
        Ok(())
    }

    /// Prepares one registered statement, as a check.
    pub(crate) async fn prepare(&mut self, statement: &Statement) -> Result<(), StoreError> {
        let text = SqlStr::from_static(statement.on(self.engine()));
        on!(self, c => c.prepare(text).await.map(|_| ()))?;
        Ok(())
    }
}

/// The writer's connection inside its transaction; acts that change something take `&mut Tx`.
///
/// It also reads (it dereferences to [`Conn`]) and sees what its own unit wrote.
#[derive(Debug)]
pub struct Tx(pub(crate) Conn);

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

/// A statement as each engine gets it: one text for both, except the few of `dialect.rs`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement {
    pub(crate) name: &'static str,
    pub(crate) sqlite: &'static str,
    pub(crate) postgres: &'static str,
}

impl Statement {
    /// The text for `engine`.
    pub(crate) fn on(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

/// Runs the same sqlx expression against whichever engine the connection belongs to; each arm is
/// type-checked against its real driver. `on!(conn, c => sqlx::query(SQL).bind(x).execute(c).await)`
macro_rules! on {
    ($conn:expr, $c:ident => $run:expr) => {
        match $conn.held() {
            $crate::engine::Conn::Sqlite(held) => {
                let $c = &mut **held;
                $run
            }
            $crate::engine::Conn::Postgres(held) => {
                let $c = &mut **held;
                $run
            }
        }
    };
}
pub(crate) use on;

/// Names the statements of a table and registers them, so that one test prepares every one on both
/// engines. Each file of a table has exactly one; `tables!` does not compile without it.
macro_rules! sql {
    ($($name:ident = $text:expr;)+) => {
        $(const $name: &str = $text;)+
        pub(crate) const STATEMENTS: &[$crate::engine::Statement] = &[
            $($crate::engine::Statement {
                name: concat!(module_path!(), "::", stringify!($name)),
                sqlite: $name,
                postgres: $name,
            }),+
        ];
    };
}
pub(crate) use sql;

/// Declares the files of the tables and gathers their statements.
macro_rules! tables {
    ($($(#[$doc:meta])* $table:ident,)+) => {
        $($(#[$doc])* pub mod $table;)+
        const STATEMENTS: &[&[$crate::engine::Statement]] = &[dialect::STATEMENTS, $($table::STATEMENTS),+];
    };
}
pub(crate) use tables;
