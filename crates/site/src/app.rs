//! What every handler is given: the house, the texts, the frame; and who is asking, in which language.

use crate::authoring::Workbooks;
use crate::public::Shelf;
use crate::security::{Cookies, Edge, Origin};
use crate::texts::{Texts, Tr, lang_of};
use crate::ui::Frame;
use crate::{Error, Result};
use acts::House;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use formats::layer::Layer;
use kernel::Lang;
use std::convert::Infallible;
use std::sync::Arc;

/// Outlines of places for maps.
#[derive(Debug)]
pub struct Outlines {
    /// Regions.
    pub regions: Layer,
    /// Cercles.
    pub cercles: Layer,
    /// Communes.
    pub communes: Layer,
}

/// The running site.
pub struct App {
    /// The house.
    pub house: Arc<House>,
    /// Messages for people.
    pub texts: Arc<Texts>,
    /// The frame of every page and the rules of the edge.
    pub edge: Arc<Edge>,
    /// Cookies of this installation.
    pub cookies: Cookies,
    /// Outlines for maps; none for a country imported without geometry.
    pub outlines: Option<Outlines>,
    /// What is published, in memory.
    pub shelf: Shelf,
    /// Who makes forms of workbooks.
    pub workbooks: Box<dyn Workbooks>,
}

impl App {
    /// Wires the site around a house.
    ///
    /// # Errors
    /// When the public address is none.
    pub fn new(
        house: Arc<House>,
        texts: Texts,
        outlines: Option<Outlines>,
        workbooks: Box<dyn Workbooks>,
    ) -> Result<Arc<Self>> {
        let texts = Arc::new(texts);
        let terms = &house.terms;
        let origin = match terms.public_url.as_str() {
            "" => None,
            url => Some(Origin::parse(url).map_err(Error::internal)?),
        };
        let frame =
            Frame { coalition: terms.coalition.clone(), demo: terms.demo, exit_url: terms.exit_url.clone() };
        let cookies = Cookies::new(origin.as_ref());
        let edge = Arc::new(Edge { frame, texts: Arc::clone(&texts), origin });
        let shelf = Shelf::default();
        Ok(Arc::new(Self { house, texts, edge, cookies, outlines, shelf, workbooks }))
    }

    /// The frame of every page.
    pub fn frame(&self) -> &Frame {
        &self.edge.frame
    }
}

/// One request, before anything is known of who asks.
#[derive(Clone)]
pub struct Visit {
    /// The site.
    pub app: Arc<App>,
    /// Messages in the language of the request.
    pub tr: Tr,
    /// Language of the request.
    pub lang: Lang,
    /// Headers.
    pub headers: HeaderMap,
    /// Path and query.
    pub uri: Uri,
    /// Method.
    pub method: Method,
}

impl Visit {
    /// The cookie of this name.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.app.cookies.read(&self.headers, name)
    }

    /// The cookie of this name that one part of the site has for itself.
    pub fn cookie_of_area(&self, name: &str) -> Option<&str> {
        self.app.cookies.read_below(&self.headers, name)
    }

    /// The house.
    pub fn house(&self) -> &Arc<House> {
        &self.app.house
    }
}

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> std::result::Result<Self, Infallible> {
        let lang = lang_of(&parts.uri, &parts.headers);
        Ok(Self {
            tr: Tr::new(&app.texts, lang),
            app: Arc::clone(app),
            lang,
            headers: parts.headers.clone(),
            uri: parts.uri.clone(),
            method: parts.method.clone(),
        })
    }
}
