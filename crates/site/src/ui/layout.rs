//! The frame around every page: title, styles, header with its cloth band, the body, the footer.

use super::{assets, icons};
use crate::security::LOCATING;
use crate::texts::Tr;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kernel::Lang;
use maud::{DOCTYPE, Markup, html};

/// What is the same on every page of an installation.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Name of the coalition that answers for this site; stands in the footer.
    pub coalition: String,
    /// Whether everything here is synthetic; a banner then says so on every page.
    pub demo: bool,
    /// Neutral page that "leave quickly" opens, e.g. a weather page. An absolute `https:` address.
    pub exit_url: String,
}

/// Part of the site; it decides which style sheets a page carries and whether it may be indexed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Home.
    Home,
    /// Reporting, question by question, and the receipt: the lightest pages of the house.
    Report,
    /// Following a case, who sees what, other citizen pages.
    Citizen,
    /// The desk of the coalition.
    Desk,
    /// Volunteers fill forms.
    Field,
    /// The public body's side.
    Office,
    /// Public figures and method.
    Data,
}

impl Area {
    fn sheets(self) -> &'static [&'static str] {
        match self {
            Self::Home => &["base", "home", "table"],
            Self::Report | Self::Field => &["base", "form", "case"],
            Self::Citizen | Self::Desk | Self::Office => &["base", "form", "case", "table"],
            Self::Data => &["base", "table", "data"],
        }
    }

    /// Pages that search engines may keep.
    fn public(self) -> bool {
        matches!(self, Self::Home | Self::Data)
    }
}

/// The language switch for a page that exists under each language prefix, e.g.
/// `in_each_language(|lang| format!("/{lang}/follow"))`.
pub fn in_each_language(href: impl Fn(Lang) -> String) -> Vec<(Lang, String)> {
    Lang::ALL.into_iter().map(|lang| (lang, href(lang))).collect()
}

/// A link of the header.
#[derive(Debug, Clone)]
pub struct NavLink {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Whether it leads to the page being shown.
    pub current: bool,
}

/// A page about to be shown.
pub struct Page<'a> {
    frame: &'a Frame,
    tr: &'a Tr,
    area: Area,
    title: String,
    languages: Vec<(Lang, String)>,
    nav: Vec<NavLink>,
    leave: bool,
    faulty: bool,
    sheets: Vec<&'static str>,
    module: Option<String>,
    rights: Rights,
}

impl<'a> Page<'a> {
    /// A page of `area`. `title` is what the browser's tab and the history show: on citizen pages say the step,
    /// never the answer.
    pub fn new(frame: &'a Frame, tr: &'a Tr, area: Area, title: impl Into<String>) -> Self {
        let leave = matches!(area, Area::Report);
        let (languages, nav, sheets, rights) = (vec![], vec![], vec![], Rights::Plain);
        let title = title.into();
        Self { frame, tr, area, title, languages, nav, leave, faulty: false, sheets, module: None, rights }
    }

    /// The same page in other languages; those not yet begun are left out.
    #[must_use]
    pub fn languages(mut self, languages: Vec<(Lang, String)>) -> Self {
        self.languages = languages;
        self
    }

    /// Links of the header.
    #[must_use]
    pub fn nav(mut self, nav: Vec<NavLink>) -> Self {
        self.nav = nav;
        self
    }

    /// Shows the "leave quickly" link; report pages always have it.
    #[must_use]
    pub fn leave_quickly(mut self) -> Self {
        self.leave = true;
        self
    }

    /// The page asks to mend answers: its title says so first, as screen readers read the title first.
    #[must_use]
    pub fn faulty(mut self, faulty: bool) -> Self {
        self.faulty = faulty;
        self
    }

    /// Carries one style sheet more than its area does.
    #[must_use]
    pub fn sheet(mut self, name: &'static str) -> Self {
        self.sheets.push(name);
        self
    }

    /// Lets the browser do more than show words and pictures.
    #[must_use]
    pub fn rights(mut self, rights: Rights) -> Self {
        self.rights = rights;
        self
    }

    /// Carries a script of the volunteers' area, by its address; the page works without it.
    #[must_use]
    pub fn module(mut self, href: String) -> Self {
        self.module = Some(href);
        self.rights = Rights::Field;
        self
    }

    /// The whole document around `body`.
    pub fn show(self, body: Markup) -> Html {
        let tr = self.tr;
        let title = if self.faulty {
            tr.ta("title-faulty", &[("title", self.title.as_str().into())])
        } else {
            self.title.clone()
        };
        let markup = html! {
            (DOCTYPE)
            html lang=(tr.shown_lang()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width,initial-scale=1";
                    // Phones must not turn a receipt into a number to call.
                    meta name="format-detection" content="telephone=no";
                    @if !self.area.public() { meta name="robots" content="noindex"; }
                    title { (title) " · Dannaya" }
                    link rel="icon" href=(assets::href("favicon.svg"));
                    @if self.rights == Rights::Locates { script src=(assets::href("position.js")) defer {} }
                    @if let Some(module) = &self.module { script type="module" src=(module) {} }
                    @for sheet in self.area.sheets().iter().chain(&self.sheets) { link rel="stylesheet" href=(assets::href(&format!("{sheet}.css"))); }
                }
                body class=[matches!(self.area, Area::Desk).then_some("wide")] {
                    a class="skip" href="#main" { (tr.t("skip-to-content")) }
                    (self.header())
                    main id="main" tabindex="-1" {
                        div class="wrap" {
                            @if self.leave { (leave_link(self.frame, tr)) }
                            (body)
                        }
                    }
                    (self.footer())
                }
            }
        };
        Html { markup, rights: self.rights }
    }

    fn header(&self) -> Markup {
        let tr = self.tr;
        let languages: Vec<_> = self.languages.iter().filter(|(lang, _)| tr.texts().begun(*lang)).collect();
        let home = if self.area == Area::Desk { "/desk".to_owned() } else { format!("/{}", tr.lang) };
        html! {
            header {
                @if self.frame.demo { div class="banner" { div class="wrap" { (tr.t("demo-banner")) } } }
                div class="wrap" {
                    a class="mark" href=(home) { (icons::mark()) "Dannaya" }
                    @if !self.nav.is_empty() {
                        nav aria-label=(tr.t("nav-main")) {
                            @for link in &self.nav {
                                a href=(link.href) aria-current=[link.current.then_some("page")] { (link.label) }
                            }
                        }
                    }
                    @if languages.len() > 1 {
                        nav aria-label=(tr.t("nav-languages")) {
                            @for (lang, href) in languages {
                                a href=(href) lang=(lang) hreflang=(lang)
                                    aria-current=[(*lang == tr.lang).then_some("true")] { (lang.own_name()) }
                            }
                        }
                    }
                }
                div class="cloth" {}
            }
        }
    }

    fn footer(&self) -> Markup {
        let (tr, lang) = (self.tr, self.tr.lang);
        html! {
            footer {
                div class="wrap" {
                    @if matches!(self.area, Area::Home | Area::Report | Area::Citizen | Area::Data) {
                        ul {
                            li { a href={ "/" (lang) "/who-sees-what" } { (tr.t("nav-who-sees-what")) } }
                            li { a href={ "/" (lang) "/data/method" } { (tr.t("nav-method")) } }
                            li { a href={ "/" (lang) "/data" } { (tr.t("nav-data")) } }
                        }
                    }
                    p { (self.frame.coalition) @if self.frame.demo { " · " (tr.t("demo-footer")) } }
                }
            }
        }
    }
}

/// A plain link out, so that it works without JavaScript. It leaves no trace at the other site; the browser's own
/// history keeps this page, and the texts around it say so.
fn leave_link(frame: &Frame, tr: &Tr) -> Markup {
    html! { a class="quit" href=(frame.exit_url) rel="noreferrer nofollow" { (tr.t("leave-quickly")) } }
}

macro_rules! policy {
    ($more:literal) => {
        concat!(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; ",
            $more,
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
    };
}

/// The Content-Security-Policy of every page whose [`Rights`] say no more (CSP level 3): no script at all, styles and pictures
/// of this site.
pub const POLICY: &str = policy!("");

/// What a page may do in the browser beyond showing words and pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    /// Nothing.
    Plain,
    /// Plays sounds and films of this site.
    Plays,
    /// Also runs the one script of the house, which asks the phone where it is when a person presses its button. Only pages
    /// of packs that say so ([decision 12](../../../../docs/decisions/0012-a-script-where-a-pack-asks.md)).
    Locates,
    /// Runs the scripts of the volunteers' area, which fetch forms, send what was filled and keep a worker for filling without
    /// a network ([decision 17](../../../../docs/decisions/0017-the-volunteers-area.md)).
    Field,
}

impl Rights {
    fn policy(self) -> &'static str {
        match self {
            Self::Plain => POLICY,
            Self::Plays => policy!("media-src 'self'; "),
            Self::Locates => policy!("media-src 'self'; script-src 'self'; "),
            Self::Field => {
                policy!("media-src 'self' blob:; script-src 'self'; connect-src 'self'; worker-src 'self'; ")
            }
        }
    }
}

/// A finished page. As a response it carries the policy of its [`Rights`].
#[derive(Debug, Clone)]
pub struct Html {
    /// The document.
    pub markup: Markup,
    rights: Rights,
}

impl Html {
    /// A document that shows words and pictures only.
    pub fn plain(markup: Markup) -> Self {
        Self { markup, rights: Rights::Plain }
    }
}

impl IntoResponse for Html {
    fn into_response(self) -> Response {
        let mut response = (
            [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CONTENT_SECURITY_POLICY, self.rights.policy()),
            ],
            self.markup.into_string(),
        )
            .into_response();
        if matches!(self.rights, Rights::Locates | Rights::Field) {
            let allowed = HeaderValue::from_static(LOCATING);
            response.headers_mut().insert(HeaderName::from_static("permissions-policy"), allowed);
        }
        response
    }
}
