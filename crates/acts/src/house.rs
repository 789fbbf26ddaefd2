//! The house as its acts see it: what the binary wires together once.

use civic::calendar::Calendar;
use civic::pack::Pack;
use civic::place::Places;
use kernel::{Clock, Entropy, Lang};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Store;
use vault::{Passphrases, PublicKey, ServerKey, Stretcher};
use xforms::Form;

/// A pack with its form, checked against each other.
#[derive(Debug)]
pub struct Service {
    /// The pack.
    pub pack: Pack,
    /// Its form.
    pub form: Form,
    /// The form as written, for serving and for conversion.
    pub form_xml: String,
    /// Fluent texts by language.
    pub texts: Vec<(Lang, String)>,
}

/// The keys of the house. Secrets live in `secrets/`, outside the database.
pub struct Keys {
    /// Seals what the server itself must read again.
    pub server: ServerKey,
    /// Derives mailboxes from receipts and keys from links.
    pub stretcher: Stretcher,
    /// Wraps the keys of handlers under passphrases.
    pub passphrases: Passphrases,
    /// The coalition's escrow: everything is sealed to it too.
    pub escrow: PublicKey,
}

/// What the operator decided.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Address under which people reach the site, without a slash at the end.
    pub public_url: String,
    /// Name of the coalition.
    pub coalition: String,
    /// Whether handlers need a second factor. Off only in the demo.
    pub second_factor: bool,
    /// Synthetic data: a banner says so on every page.
    pub demo: bool,
    /// Reports a minute before a waiting ticket is asked; `None` for no limit.
    pub reports_a_minute: Option<u32>,
    /// Delay of publication in days, where it differs from the packs' own (the demo).
    pub publication_delay: Option<u32>,
    /// Minutes without a request after which a handler's session locks.
    pub idle_minutes: i64,
    /// Address a reporter in danger is sent to.
    pub exit_url: String,
}

/// Everything acts need.
pub struct House {
    /// The store.
    pub store: Store,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The source of chance.
    pub entropy: Arc<dyn Entropy>,
    /// Places of the country.
    pub places: Places,
    /// Working days of the country.
    pub calendar: Calendar,
    /// Services by the id of their pack.
    pub services: BTreeMap<String, Service>,
    /// Keys.
    pub keys: Keys,
    /// What the operator decided.
    pub terms: Terms,
}

impl House {
    /// The service of this pack.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when the house does not offer it.
    pub fn service(&self, pack: &str) -> crate::Result<&Service> {
        self.services.get(pack).ok_or(crate::Error::NotFound)
    }

    /// Today, in the country's time.
    pub fn today(&self) -> kernel::Date {
        self.clock.now().date()
    }
}

/// Runs work that takes milliseconds of processor away from the threads that answer requests.
pub(crate) async fn away<T: Send + 'static>(
    work: impl FnOnce() -> crate::Result<T> + Send + 'static,
) -> crate::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| crate::Error::Internal(error.to_string()))?
}
