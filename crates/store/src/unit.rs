//! One act that waits for the writer, with the caller who waits for its answer.

use crate::StoreError;
use crate::engine::Tx;
use std::pin::Pin;
use tokio::sync::oneshot;

type Answering<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// One act that is stored whole or not at all.
pub(crate) trait Unit: Send {
    /// Runs the act; its answer is kept until the group is committed.
    fn act<'a>(&'a mut self, tx: &'a mut Tx) -> Answering<'a, Result<(), StoreError>>;
    /// Replaces the answer of an act that could not be kept.
    fn fail(&mut self, error: StoreError);
    /// Tells the caller how it went: `group` is what became of the transaction.
    fn answer(self: Box<Self>, group: Result<(), StoreError>);
}

/// A closure that waits for its turn, and the caller who waits for its answer.
pub(crate) struct Waiting<F, T> {
    act: Option<F>,
    result: Option<Result<T, StoreError>>,
    caller: oneshot::Sender<Result<T, StoreError>>,
}

impl<F, T> Waiting<F, T> {
    pub(crate) fn new(act: F, caller: oneshot::Sender<Result<T, StoreError>>) -> Self {
        Self { act: Some(act), result: None, caller }
    }
}

impl<F, T> Unit for Waiting<F, T>
where
    F: AsyncFnOnce(&mut Tx) -> Result<T, StoreError> + Send,
    T: Send,
{
    fn act<'a>(&'a mut self, tx: &'a mut Tx) -> Answering<'a, Result<(), StoreError>> {
        Box::pin(async move {
            let Some(act) = self.act.take() else { return Ok(()) };
            let result = act(tx).await;
            let told = result.as_ref().map(|_| ()).map_err(StoreError::clone);
            self.result = Some(result);
            told
        })
    }

    fn fail(&mut self, error: StoreError) {
        self.result = Some(Err(error));
    }

    fn answer(self: Box<Self>, group: Result<(), StoreError>) {
        let own = self.result.unwrap_or(Err(StoreError::Stopped(String::new())));
        // A caller who went away has nobody to tell.
        let _ = self.caller.send(group.and(own));
    }
}
