//! A database of its own for each test, on one server for the whole process.

use crate::cluster::{Cluster, ClusterError, SERVER_VARIABLE};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Started by the first test that needs it, kept until the process ends.
static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
static MADE: AtomicU32 = AtomicU32::new(0);

/// An empty PostgreSQL database, dropped with this value.
#[derive(Debug)]
pub struct Database {
    server: String,
    name: String,
    url: String,
}

impl Database {
    /// Makes one.
    ///
    /// # Errors
    /// [`ClusterError`] when there is no server to make it on.
    pub async fn fresh() -> Result<Self, ClusterError> {
        let server = server()?;
        let name = format!("dannaya_test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        // A process of the same number may have been killed before it could drop its own.
        let made = async {
            command(&server, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
            command(&server, format!("CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")).await
        };
        made.await.map_err(|error: sqlx::Error| ClusterError::Failed {
            program: "CREATE DATABASE",
            told: error.to_string(),
        })?;
        let url = with_database(&server, &name);
        Ok(Self { server, name, url })
    }

    /// Its URL.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            runtime.block_on(command(&server, sql)).map_err(std::io::Error::other)
        });
        // A test is not failed by what is left behind after it.
        let _ = dropping.join();
    }
}

fn server() -> Result<String, ClusterError> {
    if let Ok(url) = std::env::var(SERVER_VARIABLE)
        && !url.is_empty()
    {
        return Ok(url);
    }
    match CLUSTER.get_or_init(|| Cluster::start().map_err(|error| error.to_string())) {
        Ok(cluster) => Ok(cluster.url().to_owned()),
        Err(told) => Err(ClusterError::Failed { program: "PostgreSQL", told: told.clone() }),
    }
}

async fn command(server: &str, sql: String) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect(server).await?;
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await?;
    connection.close().await
}

/// The same URL with another database name; what follows `?` stays.
fn with_database(url: &str, name: &str) -> String {
    let (address, query) = match url.split_once('?') {
        Some((address, query)) => (address, format!("?{query}")),
        None => (url, String::new()),
    };
    let host_starts = address.find("://").map_or(0, |at| at + 3);
    let host_ends = address[host_starts..].find('/').map_or(address.len(), |at| host_starts + at);
    format!("{}/{name}{query}", &address[..host_ends])
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn only_the_name_of_the_database_changes_in_a_url() {
        assert_eq!(with_database("postgres://u:p@h:5/postgres?a=b", "t"), "postgres://u:p@h:5/t?a=b");
        assert_eq!(with_database("postgres://u@%2Ftmp%2Fx/postgres", "t"), "postgres://u@%2Ftmp%2Fx/t");
        assert_eq!(with_database("postgres://h", "t"), "postgres://h/t");
    }
}
