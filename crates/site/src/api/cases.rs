//! A partner application hands in a report.

use super::given::Given;
use super::problems::{Problem, Problems};
use super::{answers, body};
use crate::error::Fault;
use crate::{Error, Result, Visit};
use acts::attended;
use acts::gate::{self, Admission};
use acts::intake::{self, ClientKey, Submission};
use axum::Json;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use kernel::Lang;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Bytes of a body: a file of 8 MiB in base64, and the answers.
const LARGEST_BODY: usize = 12 << 20;
/// Characters of an idempotency key.
const LONGEST_KEY: usize = 255;
/// The header that brings a ticket back.
const TICKET: &str = "x-dannaya-ticket";
/// The header that brings the work done on it.
const WORK: &str = "x-dannaya-work";

/// A report.
#[derive(Deserialize, ToSchema)]
#[schema(example = json!({ "answers": {
    "kind": "money_asked",
    "service": "police",
    "narrative": "A synthetic report.",
    "consent_referral": "later",
} }))]
#[serde(deny_unknown_fields)]
pub(super) struct Report {
    /// Answers by the name of their field. Every relevant required field must be there; others may be. An answer to a
    /// question that the other answers make irrelevant is left out.
    #[schema(value_type = BTreeMap<String, Given>)]
    answers: Given,
    /// Language of the person who reports, `fr` unless given: the desk writes in it.
    #[schema(value_type = Option<String>, pattern = "^(fr|en|bm)$")]
    lang: Option<Lang>,
}

/// What the reporter takes away.
#[derive(Serialize, ToSchema)]
pub(super) struct Receipted {
    /// Names the case to the coalition. Opens nothing.
    #[schema(example = "DN-4K7M2")]
    reference: String,
    /// Twenty digits: the only way back to the case, shown once. Whoever has them reads the answers.
    #[schema(pattern = "^[0-9]{20}$")]
    receipt: String,
}

/// Hands in a report.
///
/// The fields are those of `GET /api/v1/packs/{pack}/form`. With an `Idempotency-Key`, the same report sent again within
/// 24 hours gets the same answer, byte for byte, and makes no second case. Too many reports at once get 503 with a
/// `ticket`: send the same report with it as `X-Dannaya-Ticket` after `Retry-After` seconds, and where the problem has
/// `work_bits`, with a proof of work as `X-Dannaya-Work`.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{pack}",
    operation_id = "submit",
    params(
        ("pack" = String, Path, description = "Id of the pack.", example = "denunciation"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 visible ASCII characters, best a random \
            UUID. Keep it secret: with the same report it gives the receipt.", min_length = 1, max_length = 255,
            pattern = "^[!-~]+$", nullable = false),
        ("X-Dannaya-Ticket" = Option<String>, Header, description = "The ticket of an earlier 503.", nullable = false),
        ("X-Dannaya-Work" = Option<String>, Header, description = "Any text for which SHA-256 of the ticket, a colon and \
            this text begins with `work_bits` zero bits.", nullable = false),
    ),
    request_body = Report,
    responses(
        (status = 201, description = "Sealed and stored for good.", body = Receipted),
        (status = 404, description = "No such pack.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The key came with another report.", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Answers are to be mended.", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Come back later, with the ticket.", body = Problem, content_type = "application/problem+json"),
        Problems,
    )
)]
pub(super) async fn submit(
    visit: Visit,
    Path(pack): Path<String>,
    request: Request,
) -> Result<(StatusCode, Json<Receipted>)> {
    let house = visit.house();
    let service = house.offered(&pack)?;
    let key = idempotency_key(&visit)?;
    let body = body::read(request, LARGEST_BODY).await?;
    // The same report again is the same to the gate; another one has to pay for itself.
    let who = body.hash_with(key.unwrap_or_default());
    let Report { answers, lang } = body.parse(&visit.tr)?;
    let Given::Object(answers) = answers else { return Err(body::shapeless(&visit.tr)) };
    let surroundings = house.surroundings(&service.files).await?;
    let (answers, files) = answers::sort(&service.form, answers, &visit.tr)?;
    // Once in the language of the request, for the words of the faults. Only what is right, and would be read by somebody,
    // uses up a turn.
    let mut submission = Submission { answers, files, lang: visit.lang, channel: "api".to_owned() };
    let mend = |error| match error {
        acts::Error::Answers(refused) => answers::faults(refused, &visit.tr),
        other => other.into(),
    };
    let checked = intake::check(service, &surroundings, &submission).map_err(mend)?;
    submission.lang = lang.unwrap_or_default();
    let ticket = header(&visit, TICKET);
    // Who only asks again for the answer already given uses up no turn either.
    let again = match key {
        Some(key) => intake::answered(house, key).await?.is_some(),
        None => false,
    };
    if !again {
        attended(house, service, &checked).await.map_err(mend)?;
        match gate::admit_program(house, &who, ticket, header(&visit, WORK))? {
            Admission::Now => {}
            Admission::Turn { seconds, ticket } => {
                return Err(Error::Waiting { retry_after: seconds, ticket });
            }
            Admission::Full { seconds, ticket } => {
                return Err(Error::NoTurn { retry_after: seconds, ticket });
            }
            Admission::Work { bits, ticket } => return Err(Error::Work { bits, ticket }),
        }
    }
    let client_key = key.map(|key| ClientKey { key, kept: intake::LONGEST_KEPT });
    let taken = intake::submit(house, &pack, submission, client_key).await.map_err(mend)?;
    Ok((StatusCode::CREATED, Json(Receipted { reference: taken.reference, receipt: taken.receipt })))
}

fn header<'v>(visit: &'v Visit, name: &str) -> Option<&'v str> {
    visit.headers.get(name).and_then(|value| value.to_str().ok())
}

fn idempotency_key(visit: &Visit) -> Result<Option<&[u8]>> {
    let mut keys = visit.headers.get_all("idempotency-key").iter();
    let Some(key) = keys.next() else { return Ok(None) };
    let visible = key.as_bytes().iter().all(u8::is_ascii_graphic);
    if visible && (1..=LONGEST_KEY).contains(&key.len()) && keys.next().is_none() {
        return Ok(Some(key.as_bytes()));
    }
    let fault = Fault { name: "Idempotency-Key".to_owned(), detail: visit.tr.t("api-bad-key") };
    Err(Error::BadForm(vec![fault]))
}
