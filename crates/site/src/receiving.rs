//! Large bodies as they come in. They stand in memory until they are sealed, so all of them together may take up so much and no
//! more.
//!
//! What counts is what has arrived, not who is sending: a client that says it will send much and does not holds nothing, and
//! whoever wants to shut out the others has to send as much as they all may.

use crate::security::BODY_LIMIT;
use crate::{Error, Result};
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Bytes that are counted as one.
const GRAIN: usize = 64 << 10;

/// Memory for large bodies of one kind.
pub struct Budget {
    grains: Semaphore,
    retry_after: u32,
}

/// Files that come with forms.
pub static FORMS: Budget = Budget::of(128 << 20, 10);
/// Reports of programs: each stands in memory a second time when it is decoded and a third time when it is sealed.
pub static PROGRAMS: Budget = Budget::of(48 << 20, 5);

/// Records of field teams with their files: each file stands in memory a second time when it is sealed.
pub static TELEPHONES: Budget = Budget::of(96 << 20, 10);

impl Budget {
    const fn of(bytes: usize, retry_after: u32) -> Self {
        Self { grains: Semaphore::const_new(bytes / GRAIN), retry_after }
    }
}

/// What one body takes of a budget, until it is dropped. The first [`BODY_LIMIT`] bytes count for nothing.
pub struct Held {
    budget: &'static Budget,
    seen: usize,
    grains: usize,
    permit: Option<SemaphorePermit<'static>>,
    refused: Option<Error>,
}

impl Held {
    /// A body of which nothing has come yet.
    pub fn of(budget: &'static Budget) -> Self {
        Self { budget, seen: 0, grains: 0, permit: None, refused: None }
    }

    /// Counts bytes that came.
    ///
    /// # Errors
    /// [`Error::Busy`] when the others take up everything.
    pub fn count(&mut self, bytes: usize) -> Result<()> {
        self.seen += bytes;
        let due = self.seen.saturating_sub(BODY_LIMIT).div_ceil(GRAIN);
        let more = u32::try_from(due.saturating_sub(self.grains)).unwrap_or(u32::MAX);
        let busy = Error::Busy { retry_after: self.budget.retry_after };
        let permit = self.budget.grains.try_acquire_many(more).map_err(|_| busy)?;
        match &mut self.permit {
            Some(held) => held.merge(permit),
            None => self.permit = Some(permit),
        }
        self.grains = due;
        Ok(())
    }
}

/// A form with files as it comes in. Its parts are read ahead as fast as they arrive, so what counts is the body under them.
pub struct Receiving {
    parts: Multipart,
    held: Shared,
}

/// What one form takes, shared between the body that counts and the form that keeps it.
pub type Shared = Arc<Mutex<Held>>;

fn locked(held: &Shared) -> MutexGuard<'_, Held> {
    // Nothing inside can leave the count half changed.
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<S: Send + Sync> FromRequest<S> for Receiving {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        Self::within(&FORMS, request, state).await
    }
}

impl Receiving {
    /// A form that counts against this budget.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when the request says that it is something else.
    pub async fn within<S: Send + Sync>(
        budget: &'static Budget,
        request: Request,
        state: &S,
    ) -> Result<Self> {
        let held = Arc::new(Mutex::new(Held::of(budget)));
        let count = Arc::clone(&held);
        let request = request.map(|body| Body::new(Counted { body, held: count }));
        let parts = Multipart::from_request(request, state).await.map_err(|_| Error::Unreadable)?;
        Ok(Self { parts, held })
    }

    /// What the form takes as long as this is kept.
    pub fn held(&self) -> Shared {
        Arc::clone(&self.held)
    }

    /// The next part.
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::Unreadable`]; [`Error::Busy`] as [`Held::count`].
    pub async fn next(&mut self) -> Result<Option<Part<'_>>> {
        let field = understood(self.parts.next_field().await, &self.held)?;
        Ok(field.map(|field| Part { field, held: &self.held }))
    }
}

/// A part of a form.
pub struct Part<'r> {
    field: Field<'r>,
    held: &'r Shared,
}

impl<'r> Part<'r> {
    /// Its name, file name and type, as the sender says.
    pub fn field(&self) -> &Field<'r> {
        &self.field
    }

    /// All of it.
    ///
    /// # Errors
    /// As [`Receiving::next`].
    pub async fn whole(mut self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        while let Some(chunk) = understood(self.field.chunk().await, self.held)? {
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

fn understood<T>(came: std::result::Result<T, MultipartError>, held: &Shared) -> Result<T> {
    came.map_err(|error| match locked(held).refused.take() {
        Some(busy) => busy,
        None if error.status() == StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        None => Error::Unreadable,
    })
}

/// A body that counts what comes.
struct Counted {
    body: Body,
    held: Shared,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, Self::Error>>> {
        let came = std::task::ready!(Pin::new(&mut self.body).poll_frame(context));
        let bytes = came.as_ref().and_then(|came| came.as_ref().ok()?.data_ref()).map_or(0, Bytes::len);
        let mut held = locked(&self.held);
        if let Err(busy) = held.count(bytes) {
            held.refused = Some(busy);
            return Poll::Ready(Some(Err(axum::Error::new("no memory for the body"))));
        }
        Poll::Ready(came)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
