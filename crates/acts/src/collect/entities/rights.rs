//! Who may read a list: whoever may open the records of every form that writes it. What a form reads or writes is asked before
//! the form is kept or entrusted, or a form of one's own would be the way to the lists of others.

use super::Declared;
use civic::directory::Member;
use store::entity_lists::{self, Tied};
use store::{Conn, StoreError};

type Stored<T> = std::result::Result<T, StoreError>;

fn all_open(member: &Member, forms: &[Tied]) -> bool {
    forms.iter().all(|form| member.may_open_records(form.pack.as_deref()))
}

/// Whether this person may read a list; false too when there is none of that name.
pub(in crate::collect) async fn may_read(conn: &mut Conn, member: &Member, list: &str) -> Stored<bool> {
    let writers = entity_lists::writers(conn, list).await?;
    Ok(!writers.is_empty() && all_open(member, &writers))
}

/// Whether this person may read every list that comes with a form.
pub(in crate::collect) async fn may_read_tables(
    conn: &mut Conn,
    member: &Member,
    form: &str,
) -> Stored<bool> {
    for list in entity_lists::read_by(conn, form).await? {
        if !may_read(conn, member, &list).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether this person may read every list that comes with a form or that its records write.
pub(in crate::collect) async fn may_entrust(conn: &mut Conn, member: &Member, form: &str) -> Stored<bool> {
    for list in entity_lists::written_by(conn, form).await? {
        if !may_read(conn, member, &list).await? {
            return Ok(false);
        }
    }
    may_read_tables(conn, member, form).await
}

/// A list of others that a `form` of some service would newly read or write; `given` are the files that lie beside it, which stand
/// before lists. A list comes into being with the first form that writes it, and whoever has a form that reads a table of that name
/// gets it from then on: so those forms have to be of the same service, unless the list is of none.
pub(in crate::collect) async fn of_others(
    conn: &mut Conn,
    member: &Member,
    form: &Tied,
    declared: &Declared,
    given: &[String],
) -> Stored<Option<String>> {
    let before = entity_lists::read_by(conn, &form.id).await?;
    for list in declared.reads.iter().filter(|list| !before.contains(list)) {
        let is_file = given.iter().any(|file| file.strip_suffix(super::lists::ENDING) == Some(list));
        if !is_file && !all_open(member, &entity_lists::writers(conn, list).await?) {
            return Ok(Some(list.clone()));
        }
    }
    for (list, _) in &declared.writes {
        let mut writers = entity_lists::writers(conn, list).await?;
        // A form that gets a service is another one here.
        if writers.iter().any(|writer| writer.id == form.id && writer.pack == form.pack) {
            continue;
        }
        writers.retain(|writer| writer.id != form.id);
        let free = match writers.is_empty() {
            false => all_open(member, &writers),
            true => {
                let readers = entity_lists::readers(conn, list).await?;
                let own = |reader: &Tied| reader.id == form.id || reader.pack == form.pack;
                // Whoever may not read what it writes could not entrust it either.
                member.may_open_records(form.pack.as_deref())
                    && (form.pack.is_none() || readers.iter().all(own))
            }
        };
        if !free {
            return Ok(Some(list.clone()));
        }
    }
    Ok(None)
}
