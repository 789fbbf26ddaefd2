//! The report a browser is writing: found by its cookie, or the page that says it is not there any more. A volunteer's record is
//! written through the same pages, found by who is signed in.

use super::media::{Shown, push_encoded};
use crate::field;
use crate::ui::page::lead;
use crate::ui::{Area, Html, Markup, Page, form, html, in_each_language, page};
use crate::{Error, Visit};
use acts::collect::FieldForm;
use acts::draft::{self, Draft, DraftKey};
use acts::intake::{ORGANISATIONS, Surroundings};
use acts::{Service, Sheet};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use civic::pack::Script;
use kernel::{Lang, Uuid};
use xforms::{Choices, Filling, PageId};

/// Name of the cookie. It says nothing about what is written.
pub const COOKIE: &str = "draft";
/// Seconds for which the cookie lives: as long as the draft.
const KEPT: u32 = 24 * 3600;

/// An answer that is not the page asked for: a redirect, an explanation, an error.
pub struct Stop(Box<Response>);

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self(Box::new(error.into_response()))
    }
}

impl From<acts::Error> for Stop {
    fn from(error: acts::Error) -> Self {
        Error::from(error).into()
    }
}

impl From<Response> for Stop {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl From<xforms::EvaluationError> for Stop {
    fn from(error: xforms::EvaluationError) -> Self {
        Error::internal(error).into()
    }
}

/// Through which door somebody came to write.
pub enum Door<'v> {
    /// A citizen reports to a service.
    Report(&'v Service),
    /// A volunteer fills a form of the field, in the draft of this id.
    Field(Uuid),
}

/// A report, or a record of the field, being written.
pub struct Writing<'v> {
    pub visit: &'v Visit,
    pub door: Door<'v>,
    pub sheet: Sheet<'v>,
    pub key: DraftKey,
    pub draft: Draft,
}

/// The service at this address, when its first segment is a language.
pub fn service<'v>(visit: &'v Visit, lang: &str, pack: &str) -> Result<&'v Service, Error> {
    lang.parse::<Lang>().map_err(|_| Error::NotFound)?;
    Ok(visit.house().offered(pack)?)
}

/// The secret in the browser's cookie.
pub fn key(visit: &Visit) -> Option<DraftKey> {
    DraftKey::from_cookie(visit.house(), visit.cookie(COOKIE)?).ok()
}

/// The header that keeps the secret in the browser for a day from now.
pub fn remember(visit: &Visit, key: &DraftKey) -> Result<(HeaderName, HeaderValue), Error> {
    let cookie = visit.app.cookies.set(COOKIE, key.to_cookie(), Some(KEPT)).map_err(|_| Error::Unreadable)?;
    Ok((header::SET_COOKIE, cookie))
}

impl<'v> Writing<'v> {
    /// The report of this browser.
    pub async fn open(visit: &'v Visit, lang: &str, pack: &'v str) -> Result<Self, Stop> {
        let service = service(visit, lang, pack)?;
        let Some(key) = key(visit) else { return Err(over(visit, pack, false).into()) };
        match draft::open(visit.house(), &key, pack).await? {
            Some(draft) => Ok(Self { visit, door: Door::Report(service), sheet: service.into(), key, draft }),
            None => {
                let sent = draft::answered(visit.house(), &key).await?.is_some();
                Err(over(visit, pack, sent).into())
            }
        }
    }

    /// The record of a volunteer.
    pub fn of_volunteer(
        visit: &'v Visit,
        form: &'v FieldForm,
        id: Uuid,
        key: DraftKey,
        draft: Draft,
    ) -> Self {
        Self { visit, door: Door::Field(id), sheet: form.sheet(), key, draft }
    }

    /// The service that a citizen reports to.
    pub fn service(&self) -> Option<&'v Service> {
        match self.door {
            Door::Report(service) => Some(service),
            Door::Field(_) => None,
        }
    }

    /// The address of a page.
    pub fn href(&self, page: &str) -> String {
        match self.door {
            Door::Report(service) => href(self.visit.lang, &service.pack.id, page),
            Door::Field(id) => field::draft_href(self.visit.lang, id, page),
        }
    }

    /// Sends the browser on, and keeps its cookie.
    pub fn go(&self, page: &str) -> Result<Response, Error> {
        let to = Redirect::to(&self.href(page));
        match self.door {
            Door::Report(_) => Ok(([remember(self.visit, &self.key)?], to).into_response()),
            Door::Field(_) => Ok(to.into_response()),
        }
    }

    /// A page of it, in every language under the same name. `title` says the step and never an answer.
    pub fn page(&self, name: &str, title: String) -> Page<'_> {
        match self.door {
            Door::Report(service) => shell(self.visit, &service.pack.id, name, title),
            Door::Field(id) => field::shell(self.visit, title, &|lang| field::draft_href(lang, id, name)),
        }
    }

    /// The files that the form shows.
    pub fn shown(&self) -> Shown<'_> {
        let mut base = match self.door {
            Door::Report(_) => "/media/".to_owned(),
            Door::Field(_) => format!("/{}/field/media/", self.visit.lang),
        };
        push_encoded(&mut base, self.sheet.id);
        Shown { files: self.sheet.files, base }
    }

    /// Whether the script may run that asks the phone where it is: where a pack says so, and for volunteers.
    pub fn locates(&self) -> bool {
        self.service().is_none_or(|service| service.pack.scripts.contains(&Script::Position))
    }

    /// What the service calls a field, where it says so.
    pub fn field_title(&self, field: &str) -> Option<String> {
        self.visit.tr.pack(&self.service()?.pack.id, &format!("field-{field}"))
    }

    /// The form as filled so far.
    pub fn filling<'a>(&'a self, surroundings: &'a Surroundings<'a>) -> Result<Filling<'a>, Error> {
        Ok(draft::restore(self.sheet, surroundings, self.visit.lang, &self.draft)?)
    }
}

/// The address of a page of a report; the empty name is what to know before starting. A form may name its pages with
/// letters that an address cannot hold.
pub fn href(lang: Lang, pack: &str, page: &str) -> String {
    let mut address = format!("/{lang}/report/{pack}");
    push_page(&mut address, page);
    address
}

/// Adds the name of a page to an address.
pub(crate) fn push_page(address: &mut String, page: &str) {
    if !page.is_empty() {
        address.push('/');
    }
    for letter in page.chars() {
        match letter.is_ascii_graphic() {
            true => address.push(letter),
            false => letter
                .encode_utf8(&mut [0; 4])
                .bytes()
                .for_each(|byte| address.push_str(&format!("%{byte:02X}"))),
        }
    }
}

/// The frame of a page of a report.
pub fn shell<'v>(visit: &'v Visit, pack: &str, name: &str, title: String) -> Page<'v> {
    Page::new(visit.app.frame(), &visit.tr, Area::Report, title)
        .languages(in_each_language(|lang| href(lang, pack, name)))
}

/// The pages with something to ask now. Nobody is asked to choose among organisations when there is none.
pub fn pages(filling: &Filling<'_>, surroundings: &Surroundings<'_>) -> Result<Vec<PageId>, Stop> {
    if !surroundings.teams().is_empty() || filling.form().files().all(|file| file != ORGANISATIONS) {
        return Ok(filling.pages());
    }
    let mut asked = Vec::new();
    for id in filling.pages() {
        let Some(page) = filling.page(id)? else { continue };
        let empty = page.repeat.is_none()
            && page.questions.iter().all(
                |question| matches!(&question.choices, Choices::External { src, .. } if src == ORGANISATIONS),
            );
        if !empty {
            asked.push(id);
        }
    }
    Ok(asked)
}

/// There is no draft any more: it was sent, or a day has passed.
fn over(visit: &Visit, pack: &str, sent: bool) -> Response {
    let tr = &visit.tr;
    let which = if sent { "report-sent" } else { "report-draft-over" };
    let page = shell(visit, pack, "review", tr.t(which)).show(html! {
        h1 { (tr.t(which)) }
        (lead(&tr.t(&format!("{which}-detail"))))
        @if sent { (receipt_kept(visit, pack)) } @else {
            form method="post" action=(href(visit.lang, pack, "")) {
                (form::row(html! {
                    (form::button(form::Weight::Main, &tr.t("report-start"), None))
                    (form::link_button(form::Weight::Quiet, &tr.t("follow-title"), &format!("/{}/follow", visit.lang)))
                }))
            }
        }
    });
    let status = if sent { StatusCode::OK } else { StatusCode::GONE };
    (status, page).into_response()
}

/// The ways on for a phone whose report was sent and whose receipt can still be shown.
pub fn receipt_kept(visit: &Visit, pack: &str) -> Markup {
    let tr = &visit.tr;
    html! {
        form method="post" action=(href(visit.lang, pack, "review")) {
            (page::note(page::Tone::Grave, html! { p { (tr.t("receipt-secret")) } }))
            (form::row(form::button(form::Weight::Main, &tr.t("report-sent-show"), None)))
        }
        form method="post" action=(href(visit.lang, pack, "erase")) {
            (form::row(form::button(form::Weight::Quiet, &tr.t("receipt-written"), Some(("act", "written")))))
        }
    }
}

/// A page with a status.
pub fn with_status(status: StatusCode, page: Html) -> Response {
    (status, page).into_response()
}
