//! `dannaya entities`: lists that records keep up to date.

use crate::args::Entities;
use crate::failure::{Failure, Outcome};
use crate::people::{open, table, titles};
use crate::say::Voice;
use acts::collect::entities;
use acts::collect::readings::{self, Reader};
use std::io::Write;

/// Does what is asked with lists.
///
/// # Errors
/// When a list is unknown, its contents do not open under the key of the house, or the store refuses.
pub async fn run(command: Entities, voice: &Voice) -> Outcome {
    match command {
        Entities::List { house } => {
            let house = open(house, voice).await?;
            let mut rows = vec![titles(voice, ["list", "entities", "conflicts", "held", "faults"])];
            for list in entities::all(&house).await? {
                let counts = [list.entities, list.conflicts, list.held, list.faults].map(|n| n.to_string());
                let [entities, conflicts, held, faults] = counts;
                rows.push([list.name, entities, conflicts, held, faults]);
            }
            table(voice, &rows);
            house.store.close().await;
        }
        Entities::Export { list, house } => {
            let house = open(house, voice).await?;
            match readings::export_list(&house, Reader::Command, &list).await {
                Err(acts::Error::NotFound) => {
                    return Err(Failure::new("cli-entities-unknown").with("list", list));
                }
                other => other?,
            }
            let bytes = entities::table_bytes(&house, &list).await?;
            std::io::stdout().write_all(&bytes).map_err(Failure::internal)?;
            house.store.close().await;
        }
    }
    Ok(())
}
