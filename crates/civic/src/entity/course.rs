//! What becomes of a change: done now, held until another one arrives, or refused.

use super::{Change, Fault};
use kernel::Uuid;

/// A version of an entity, as far as its order goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Its number, from 1.
    pub version: i64,
    /// The branch of the change that made it.
    pub branch: Option<Uuid>,
    /// The version that the change had seen, as counted in its branch.
    pub branch_base: Option<i64>,
    /// Whether it was made by a change that was held too long.
    pub forced: bool,
}

/// An entity that is there.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Its versions, the first one first.
    pub steps: &'a [Step],
    /// Whether it was deleted.
    pub deleted: bool,
}

impl Standing<'_> {
    fn current(&self) -> i64 {
        self.steps.last().map_or(0, |step| step.version)
    }

    fn has(&self, version: i64) -> Option<i64> {
        self.steps.iter().find(|step| step.version == version).map(|step| step.version)
    }
}

/// What becomes of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// The record asks for nothing.
    Nothing,
    /// The entity is created.
    Create,
    /// The entity gets another version.
    Update {
        /// The version on which the change was made, as the list counts.
        base: i64,
        /// Whether something else changed the entity since the branch began.
        interrupted: bool,
    },
    /// The entity was made by a change that had waited too long, and its creation comes only now: what it says is laid over.
    Late {
        /// The version that stands.
        base: i64,
    },
    /// The change waits for the one before it in its branch.
    Hold,
}

/// What becomes of a change. `there` is the entity, `None` when the list does not have it; `forced` says that the change has
/// waited long enough for the one before it.
///
/// # Errors
/// [`Fault`] when it can be neither done nor held.
pub fn course(there: Option<Standing<'_>>, change: &Change, forced: bool) -> Result<Course, Fault> {
    if change.update {
        match update(there, change, forced) {
            Err(Fault::Unknown | Fault::NoBase) if change.create || forced => create(there, change, forced),
            other => other,
        }
    } else if change.create {
        create(there, change, forced)
    } else {
        Ok(Course::Nothing)
    }
}

fn create(there: Option<Standing<'_>>, change: &Change, forced: bool) -> Result<Course, Fault> {
    if change.label.is_none() && !forced {
        return Err(Fault::Label);
    }
    match there {
        None => Ok(Course::Create),
        Some(there) if there.deleted => Err(Fault::Deleted),
        Some(there) if there.steps.first().is_some_and(|first| first.forced) => {
            Ok(Course::Late { base: there.current() })
        }
        Some(_) => Err(Fault::Exists),
    }
}

fn update(there: Option<Standing<'_>>, change: &Change, forced: bool) -> Result<Course, Fault> {
    let base = change.base.ok_or(Fault::NoBase)?;
    if there.is_some_and(|there| there.deleted) {
        return Err(Fault::Deleted);
    }
    let Some(branch) = change.branch else {
        let there = there.ok_or(Fault::Unknown)?;
        let base = there.has(base).ok_or(Fault::Version)?;
        return Ok(Course::Update { base, interrupted: false });
    };
    let Some(there) = there else {
        return if forced { Err(Fault::Unknown) } else { Ok(Course::Hold) };
    };
    if change.trunk.is_some_and(|trunk| trunk > there.current()) {
        return Err(Fault::Version);
    }
    let found = if base == 1 || Some(base) == change.trunk {
        there.has(base)
    } else {
        let before = |step: &&Step| step.branch == Some(branch) && step.branch_base == Some(base - 1);
        there.steps.iter().find(before).map(|step| step.version)
    };
    match found {
        Some(base) => {
            // A branch that begins with the creation began at the first version.
            let began = change.trunk.unwrap_or(1);
            let other = |step: &Step| step.branch != Some(branch) && step.version > began;
            Ok(Course::Update { base, interrupted: there.steps.iter().any(other) })
        }
        None if forced => Ok(Course::Update { base: there.current(), interrupted: false }),
        None => Ok(Course::Hold),
    }
}

/// Whether a change that is held comes next after one that was done: `branch` and `base` are those of the held one.
pub fn follows(done: &Change, branch: Uuid, base: i64) -> bool {
    match done.branch {
        // A creation, or a change made on line: what was made on the telephone upon the first version follows.
        None => base == 1,
        Some(own) if done.create && done.base.is_none() => own == branch && base == 1,
        Some(own) => own == branch && done.base.and_then(|done| done.checked_add(1)) == Some(base),
    }
}
