//! What a phone keeps to fill forms without a network: a page, its styles and scripts, and the worker that opens them.

use super::signed::spoken;
use super::{href, shell};
use crate::intake::writing::Stop;
use crate::texts::Tr;
use crate::ui::form::{Weight, link_button, row};
use crate::ui::page::lead;
use crate::ui::{Assets, Html, Markup, assets, filling_texts, html};
use crate::{Error, Visit};
use acts::intake::LARGEST_FILE;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::Lang;
use std::sync::LazyLock;

/// Folder of the scripts among the assets.
const FOLDER: &str = "field/";
/// The worker, which is served beside what it opens and not among the scripts.
const WORKER: &str = "worker.js";

/// Names of the scripts.
static SCRIPTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = Assets::iter().filter_map(|name| name.strip_prefix(FOLDER).map(str::to_owned));
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".js")).collect();
    names.sort_unstable();
    names
});

/// Changes with any of the scripts: they name each other without a mark, so the folder carries it.
static MARK: LazyLock<String> = LazyLock::new(|| {
    let hashes = SCRIPTS.iter().filter_map(|name| Assets::get(&format!("{FOLDER}{name}")));
    let hashes: Vec<u8> = hashes.flat_map(|file| file.metadata.sha256_hash()).collect();
    vault::md5_hex(&hashes)
});

/// The address of a script.
pub(super) fn script_href(lang: Lang, name: &str) -> String {
    href(lang, &format!("app/{}/{name}", *MARK))
}

/// `GET /{lang}/field/app/{mark}/{name}`: open to everybody, as all of the program is.
pub(super) async fn script(
    visit: Visit,
    Path((_, mark, name)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    spoken(&visit)?;
    let known = mark == *MARK && SCRIPTS.contains(&name);
    let file = known.then(|| Assets::get(&format!("{FOLDER}{name}"))).flatten().ok_or(Error::NotFound)?;
    let about = [
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
    ];
    Ok((about, file.data.into_owned()).into_response())
}

/// `GET /{lang}/field/worker.js`. What it may do is said by its own answer: ask this site, and no other.
pub(super) async fn worker(visit: Visit) -> Result<Response, Error> {
    let lang = spoken(&visit)?;
    let page = page(&visit).markup.into_string();
    let offline = href(lang, "offline");
    let mut shell = vec![offline.clone(), assets::href("favicon.svg")];
    shell.extend(SHEETS.map(|sheet| assets::href(&format!("{sheet}.css"))));
    shell.extend(SCRIPTS.iter().filter(|name| *name != WORKER).map(|name| script_href(lang, name)));
    let version = vault::md5_hex(format!("{}{page}", shell.join(" ")).as_bytes());
    let source = Assets::get(&format!("{FOLDER}{WORKER}")).ok_or(Error::NotFound)?;
    let constants = format!(
        "const SHELL = {};\nconst OFFLINE = {};\nconst VERSION = {};\nconst AREA = {};\n",
        json(&shell)?,
        json(&offline)?,
        json(&version)?,
        json(lang.tag())?
    );
    let about = [
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; connect-src 'self'"),
    ];
    // The area alone, and nothing beside it that begins with the same letters: there is no such address.
    let scope = [("service-worker-allowed", href(lang, ""))];
    Ok((about, scope, [constants.as_bytes(), source.data.as_ref()].concat()).into_response())
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(Error::internal)
}

/// Style sheets of the page that works without a network.
const SHEETS: [&str; 4] = ["base", "form", "case", "ask"];

/// `GET /{lang}/field/offline`: the same for everybody, so that it can be kept and says nothing about anybody.
pub(super) async fn offline(visit: Visit) -> Result<Response, Stop> {
    spoken(&visit)?;
    Ok((StatusCode::OK, page(&visit)).into_response())
}

fn page(visit: &Visit) -> Html {
    let tr = &visit.tr;
    shell(visit, tr.t("field-offline-title"), &|lang| href(lang, "offline"))
        // The worker of this language keeps no page of another.
        .languages(Vec::new())
        .sheet("ask")
        .module(script_href(visit.lang, "offline.js"))
        .show(html! {
            h1 id="title" { (tr.t("field-offline-title")) }
            noscript { (lead(&tr.t("field-offline-noscript"))) }
            p id="done" class="note" role="status" tabindex="-1" hidden {}
            (phone(visit))
            div id="forms" {
                p { (tr.t("field-offline-none")) }
                ul class="parts" {}
                p class="soft" { (tr.t("field-offline-memory")) }
                p class="soft" { (tr.t("field-offline-photos")) }
            }
            div id="filling" data-largest=(LARGEST_FILE) data-texts=(filling_texts(tr).to_string()) hidden {}
            div id="unfinished" class="note" role="alert" tabindex="-1" hidden {
                p { (tr.t("field-unfinished")) }
                button type="button" class="btn grave" { (tr.t("field-unfinished-anyway")) }
            }
        })
}

/// What lies on this phone. Hidden until a script fills it.
pub(super) fn phone(visit: &Visit) -> Markup {
    let (tr, lang) = (&visit.tr, visit.lang);
    html! {
        section id="phone" class="card" hidden data-said=(said(tr)) data-index=(href(lang, "load"))
            data-outbox=(href(lang, "outbox")) data-worker=(href(lang, WORKER)) data-scope=(href(lang, "")) {
            h2 { (tr.t("field-phone-title")) }
            p data-part="waiting" {}
            p data-part="state" role="status" {}
            (row(html! {
                button type="button" class="btn" data-part="send" hidden { (tr.t("field-phone-send")) }
                @if !visit.uri.path().ends_with("/offline") {
                    (link_button(Weight::Quiet, &tr.t("field-offline-open"), &href(lang, "offline")))
                }
            }))
            h3 data-part="apart-title" hidden { (tr.t("field-phone-apart")) }
            ul data-part="apart" {}
            p class="soft" data-part="loaded" role="status" {}
        }
    }
}

/// What is asked before unsent records are erased. Hidden until a script needs it.
pub(super) fn unsent(visit: &Visit) -> Markup {
    let tr = &visit.tr;
    html! {
        div id="unsent" class="note" role="alert" hidden {
            p { (tr.t("field-leave-unsent")) }
            button type="button" class="btn grave" { (tr.t("field-leave-anyway")) }
        }
    }
}

/// Sentences for the scripts, by the name under which they ask for them; what stands in braces is put in there.
const SAID: [(&str, &str); 18] = [
    ("none", "field-phone-none"),
    ("waiting", "field-phone-waiting"),
    ("sending", "field-phone-sending"),
    ("sent", "field-phone-sent"),
    ("network", "field-phone-network"),
    ("server", "field-phone-server"),
    ("signed-out", "field-outbox-signed-out"),
    ("loading", "field-phone-loading"),
    ("loaded", "field-phone-loaded"),
    ("before", "field-phone-before"),
    ("never", "field-phone-never"),
    ("unable", "field-phone-unable"),
    ("fill", "field-fill"),
    ("online", "field-needs-network"),
    ("sealed", "field-phone-sealed"),
    ("full", "field-phone-full"),
    ("unkept", "field-phone-unkept"),
    ("unopened", "field-phone-unopened"),
];

fn said(tr: &Tr) -> String {
    let said = SAID.map(|(name, key)| {
        let args = [("n", "{n}".into()), ("form", "{form}".into())];
        (name, serde_json::Value::String(tr.ta(key, &args)))
    });
    serde_json::Value::Object(said.map(|(name, text)| (name.to_owned(), text)).into_iter().collect())
        .to_string()
}
