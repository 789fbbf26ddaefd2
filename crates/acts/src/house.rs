//! The house as its acts see it: what the binary wires together once.

use crate::collect::Known;
use crate::collect::entities::LaidOut;
use crate::follow::Ended;
use crate::form_files::FormFiles;
use crate::gate::Gate;
use crate::room::Disk;
use crate::survey::Survey;
use crate::survey::supervision::Supervision;
use crate::tries::Tries;
use civic::calendar::Calendar;
use civic::pack::{Channel, Pack};
use civic::place::Places;
use civic::survey::Population;
use kernel::{Clock, Entropy, Lang};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Pictures, sounds and tables beside it.
    pub files: FormFiles,
    /// Fluent texts by language.
    pub texts: Vec<(Lang, String)>,
    /// What the form offers by field, in its order, for fields with a closed list.
    pub choices: BTreeMap<String, Vec<String>>,
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
    /// Address under which people reach the site, without a slash at the end; empty until the operator has one.
    pub public_url: String,
    /// Address at which the server listens, without a slash at the end.
    pub listens_at: String,
    /// Name of the coalition.
    pub coalition: String,
    /// Whether handlers need a second factor. Off only in the demo.
    pub second_factor: bool,
    /// Synthetic data: a banner says so on every page.
    pub demo: bool,
    /// Reports a minute through each door before a turn in the queue is asked; `None` for no limit.
    pub reports_a_minute: Option<u32>,
    /// Bytes that the files of unfinished reports may weigh together.
    pub unsent_files: u64,
    /// Bytes that a telephone of the field should put in one request; what is larger is taken too.
    pub post_bytes: u64,
    /// Delay of publication in days, where it differs from the packs' own (the demo).
    pub publication_delay: Option<u32>,
    /// Minutes without a request after which a handler's session locks.
    pub idle_minutes: i64,
    /// Records of a survey whose answers are kept together, a segment a question; usually [`crate::survey::segments::RUN`].
    pub run: u32,
    /// Address a reporter in danger is sent to.
    pub exit_url: String,
}

impl Terms {
    /// What links in letters, invitations and feeds begin with: the public address or, without one, the server's own.
    pub fn address(&self) -> &str {
        if self.public_url.is_empty() { &self.listens_at } else { &self.public_url }
    }
}

/// Everything acts need.
pub struct House {
    /// The store.
    pub store: Store,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The source of chance.
    pub entropy: Arc<dyn Entropy>,
    /// The disk.
    pub disk: Arc<dyn Disk>,
    /// Places of the country.
    pub places: Places,
    /// Working days of the country.
    pub calendar: Calendar,
    /// The people of the country, for the weights of surveys.
    pub people: Population,
    /// Services by the id of their pack.
    pub services: BTreeMap<String, Service>,
    /// Surveys by the id of their pack.
    pub surveys: BTreeMap<String, Survey>,
    /// Keys.
    pub keys: Keys,
    /// What the operator decided.
    pub terms: Terms,
    /// Turns given out under load.
    pub gate: Gate,
    /// Tries to log in.
    pub tries: Tries,
    /// Visits of reporters that were ended.
    pub ended: Ended,
    /// What is known of the forms that field teams fill.
    pub known_forms: Known,
    /// Lists of entities as telephones get them.
    pub laid_out: LaidOut,
    /// What is known of the rounds of surveys under way.
    pub supervision: Supervision,
}

impl House {
    /// The service of this pack.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when the house does not offer it.
    pub fn service(&self, pack: &str) -> crate::Result<&Service> {
        self.services.get(pack).ok_or(crate::Error::NotFound)
    }

    /// The service of this pack, when its reports come in over the network: through the pages, or through a partner's
    /// program that stands in for them.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when the house does not offer it, or not there.
    pub fn offered(&self, pack: &str) -> crate::Result<&Service> {
        let service = self.service(pack)?;
        if service.is_offered() { Ok(service) } else { Err(crate::Error::NotFound) }
    }

    /// Ids of everything that people of the desk work on: services, then surveys.
    pub fn packs(&self) -> impl Iterator<Item = &String> {
        self.services.keys().chain(self.surveys.keys())
    }

    /// Today, in the country's time.
    pub fn today(&self) -> kernel::Date {
        self.clock.now().date()
    }

    /// Working days left until the end of a day on which something is owed, since that is how it was promised; negative
    /// when it is late. Late by a weekend is late by a day.
    pub fn working_days_left(&self, due: kernel::Date) -> i64 {
        let today = self.today();
        let days = self.calendar.working_days_between(today, due);
        if due < today { days.min(-1) } else { days }
    }
}

/// Runs work that takes milliseconds of processor away from the threads that answer requests.
pub(crate) async fn away<T: Send + 'static>(
    work: impl FnOnce() -> crate::Result<T> + Send + 'static,
) -> crate::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| crate::Error::Internal(error.to_string()))?
}

/// Why a service cannot be offered: each with its place and its mend.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// pack.toml, or pack.toml against form and texts.
    #[error("{} problems in the pack", .0.len())]
    Pack(Vec<civic::pack::Problem>),
    /// The form.
    #[error("form: {0}")]
    Form(#[from] xforms::FormError),
    /// Something that the form asks and pages without a script cannot ask: its path, or what asks for it.
    #[error("form: the pages cannot ask {0}")]
    BeyondPages(String),
    /// A page of the form that has the name of one of the site's own: its name.
    #[error("form: a page cannot be named {0}")]
    ReservedName(String),
    /// A file that the form names is not beside it: its name.
    #[error("media/{0} is missing")]
    FileMissing(String),
    /// A file that no page can show or play: its name.
    #[error("media/{0} is no picture, sound or film that a browser knows")]
    FileKind(String),
    /// A table that cannot be read: its name, and why.
    #[error("media/{0}: {1}")]
    Rows(String, xforms::RowsError),
    /// An expression of the form cannot be computed even on an empty form.
    #[error("form: {0}")]
    Evaluation(#[from] xforms::EvaluationError),
}

impl Service {
    /// Reads a pack with its form and texts and holds them against each other. `texts` are the Fluent sources by
    /// language, French among them; `media` the files beside the form by their bare names; `french` says whether a key has
    /// a French text.
    ///
    /// # Errors
    /// [`ServiceError`] with everything that was found.
    pub fn read(
        file: &str,
        pack_toml: &str,
        form_xml: &str,
        texts: Vec<(Lang, String)>,
        media: BTreeMap<String, Vec<u8>>,
        french: &dyn Fn(&str) -> bool,
    ) -> Result<Self, ServiceError> {
        let pack = Pack::read(file, pack_toml).map_err(ServiceError::Pack)?;
        let form = Form::parse(form_xml)?.with_instance_limit(MOST_INSTANCES);
        fits_pages(&form)?;
        let files = FormFiles::gather(&form, media)?;
        let fields = fields(&form, &files)?;
        let problems = pack.check(&fields, french);
        if problems.is_empty() {
            let choices = fields
                .into_iter()
                .filter(|field| !field.choices.is_empty())
                .map(|field| (field.name, field.choices))
                .collect();
            Ok(Self { pack, form, form_xml: form_xml.to_owned(), files, texts, choices })
        } else {
            Err(ServiceError::Pack(problems))
        }
    }
}

impl Service {
    /// Whether reports come in over the network.
    pub fn is_offered(&self) -> bool {
        self.pack.channels.contains(&Channel::Web)
    }

    /// The language in which the form is shown to somebody who reads `lang`: a translation that no speaker has reviewed
    /// gives way to French.
    pub fn form_lang(&self, lang: Lang) -> Lang {
        crate::Sheet::from(self).lang(lang)
    }
}

/// Instances of a repeat inside the same instance of the repeats around it that the pages and programs may fill. The engine
/// would take more; a person on a telephone does not, and every page computes the whole form anew.
pub const MOST_INSTANCES: usize = 100;

/// Pages that one person may be asked, and instances of all repeats that one report may have: every page computes the whole form
/// anew, and the review shows all of it.
pub const MOST_PAGES: usize = 500;

/// Names of the site's own pages beside those of a form.
const RESERVED: [&str; 3] = ["review", "erase", "erased"];

/// Whether the pages can ask everything that a form asks.
///
/// # Errors
/// [`ServiceError::BeyondPages`], [`ServiceError::ReservedName`].
pub(crate) fn fits_pages(form: &Form) -> Result<(), ServiceError> {
    if let Some(path) = beyond_pages(form) {
        return Err(ServiceError::BeyondPages(path));
    }
    match RESERVED.iter().find(|name| form.page_named(name).is_some()) {
        Some(name) => Err(ServiceError::ReservedName((*name).to_owned())),
        None => Ok(()),
    }
}

/// What a form asks that the pages cannot ask, or keep, as it wants: going on without it would lose answers or protection.
fn beyond_pages(form: &Form) -> Option<String> {
    // Who wants records that the server cannot read must encrypt them before they reach it, and a page without a script
    // cannot.
    if form.submission().public_key.is_some() {
        return Some("base64RsaPublicKey".to_owned());
    }
    // Sound recorded while the form is filled in.
    if let Some((path, _)) = form.recordings().into_iter().next() {
        return Some(path);
    }
    // The places of the house are looked for one at a time.
    let beyond = |node: &xforms::SchemaNode<'_>| {
        let several = matches!(node.kind, Some(xforms::Kind::SelectMany | xforms::Kind::Rank));
        several && node.choices_file.as_ref().is_some_and(|file| file.src == crate::intake::PLACES)
    };
    form.schema().into_iter().find(beyond).map(|node| node.path)
}

/// A form by itself with its files, without places, organisations, time or chance.
pub(crate) struct Alone<'f>(pub(crate) &'f FormFiles);

impl xforms::Context for Alone<'_> {
    fn now(&self) -> xforms::Moment {
        xforms::Moment { unix_millis: 0, offset_minutes: 0 }
    }

    fn random(&self) -> u128 {
        0
    }

    fn rows(&self, src: &str) -> Option<Arc<xforms::Rows>> {
        self.0.rows(src)
    }

    fn digest(&self, algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        crate::intake::digest(algorithm, bytes)
    }
}

/// The fields of a form: its questions outside repeats, and each outermost repeat as one.
fn fields(form: &Form, files: &FormFiles) -> Result<Vec<civic::pack::FieldSeen>, xforms::EvaluationError> {
    let alone = Alone(files);
    let filling = xforms::Filling::start(form, &alone)?;
    let single = filling.fields()?.into_iter().filter(|question| !question.name.contains('['));
    let mut fields: Vec<civic::pack::FieldSeen> = single
        .map(|question| {
            let choices = match &question.choices {
                xforms::Choices::Offered(choices) => {
                    choices.iter().map(|choice| choice.value.clone()).collect()
                }
                _ => Vec::new(),
            };
            civic::pack::FieldSeen { name: question.name.to_owned(), kind: kind_of(&question), choices }
        })
        .collect();
    let inside = form.question_names();
    let repeats: BTreeSet<String> =
        inside.filter_map(|name| Some(name.split_once('[')?.0.to_owned())).collect();
    let repeat =
        |name| civic::pack::FieldSeen { name, kind: civic::pack::FieldKind::Text, choices: Vec::new() };
    fields.extend(repeats.into_iter().map(repeat));
    Ok(fields)
}

/// The type of a question as packs and the API name it.
pub fn kind_of(question: &xforms::Question<'_>) -> civic::pack::FieldKind {
    use civic::pack::FieldKind;
    match (question.kind, &question.choices) {
        (xforms::Kind::SelectOne, xforms::Choices::External { src, .. }) if src == crate::intake::PLACES => {
            FieldKind::Place
        }
        (xforms::Kind::SelectOne, _) => FieldKind::Select1,
        (xforms::Kind::SelectMany | xforms::Kind::Rank, _) => FieldKind::Select,
        (xforms::Kind::Integer | xforms::Kind::Range { integer: true, .. }, _) => FieldKind::Integer,
        (xforms::Kind::Decimal | xforms::Kind::Range { .. }, _) => FieldKind::Decimal,
        (xforms::Kind::Date | xforms::Kind::DateTime, _) => FieldKind::Date,
        (xforms::Kind::GeoPoint, _) => FieldKind::Geopoint,
        (xforms::Kind::Upload { .. }, _) => FieldKind::Upload,
        _ => FieldKind::Text,
    }
}
