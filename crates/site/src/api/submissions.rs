//! What field teams sent, for the programs of analysts: page after page, so that a program which remembers where it was gets
//! every record once.

use super::problems::{Problem, Problems};
use crate::error::Fault;
use crate::{Error, Result, Visit};
use acts::collect::{self, Record, Records, about};
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use formats::records::{Answers, record};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use xforms::{SubmittedError, Tables};

/// Records of a page unless `limit` says otherwise.
const USUAL: usize = 50;
/// Records of a page at the most.
const MOST: usize = 500;
/// Bytes of records after which a page ends.
const ENOUGH: usize = 4 << 20;

/// Which page.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Where the page before ended (`next`); none for the first.
    #[param(nullable = false)]
    cursor: Option<String>,
    /// Records at the most, 1 to 500; 50 unless given.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 500, nullable = false)]
    limit: Option<String>,
}

/// A page of records.
#[derive(Serialize, ToSchema)]
pub(super) struct Submissions {
    /// In the order in which they were stored. A correction comes as a record of its own that names what it `corrects`; what
    /// was corrected before it was read does not come.
    #[schema(value_type = Vec<Submission>)]
    submissions: Vec<Value>,
    /// To be sent as `cursor` for what comes after; the same as before when nothing has come yet.
    next: String,
    /// Whether there is more now.
    more: bool,
}

/// A record.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the shape of what `formats::records` makes, for the description")]
pub(super) struct Submission {
    /// The name the client gave it (`instanceID`).
    key: String,
    /// Its id here.
    id: String,
    /// Version of the form it was filled with.
    version: String,
    /// When it came (RFC 3339, UTC).
    #[schema(format = DateTime)]
    received: String,
    /// Who sent it.
    volunteer: Option<String>,
    /// What the telephone calls itself.
    device: Option<String>,
    /// What the supervisor thinks of it; `received` until then.
    review: String,
    /// Files it names that had not come when it was read.
    awaited_files: i64,
    /// `key` of the record it takes the place of.
    corrects: Option<String>,
    /// Answers as the form nests them: repeats are lists, numbers are numbers, choices of several are lists, a point has
    /// `latitude`, `longitude`, `altitude` and `accuracy`; what fits no type is text. `null` for an encrypted record.
    answers: Option<Value>,
}

/// The records of a form.
#[utoipa::path(
    get,
    path = "/api/v1/forms/{form}/submissions",
    operation_id = "submissions",
    params(("form" = String, Path, description = "Id of the form."), Asked),
    security(("analyst" = [])),
    responses(
        (status = 200, description = "A page of records.", body = Submissions),
        (status = 401, description = "No token of an analyst, or one that was taken back.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such form, or not entrusted.", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is to be mended.", body = Problem, content_type = "application/problem+json"),
        Problems,
    )
)]
pub(super) async fn page(
    visit: Visit,
    Path(form): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let house = visit.house();
    let analyst = match collect::analyst(house, bearer(&visit.headers).unwrap_or_default()).await {
        Err(acts::Error::SignedOut) => {
            return Ok(([(header::WWW_AUTHENTICATE, "Bearer")], Error::SignedOut).into_response());
        }
        other => other?,
    };
    let fault = |name: &str, key: &str| {
        Error::BadForm(vec![Fault { name: name.to_owned(), detail: visit.tr.t(key) }])
    };
    let after: i64 = match asked.cursor.as_deref().map(str::parse) {
        None => 0,
        Some(Ok(after)) if after >= 0 => after,
        Some(_) => return Err(fault("cursor", "api-bad-cursor")),
    };
    let limit = match asked.limit.as_deref().map(str::parse) {
        None => USUAL,
        Some(Ok(limit)) if (1..=MOST).contains(&limit) => limit,
        Some(_) => return Err(fault("limit", "api-bad-page")),
    };
    let mut records = Records::for_analyst(house, &analyst, &form).await?.after(after);
    let tables = Tables::of(&records.versions().await?);
    let (mut submissions, mut next, mut bytes, mut more) = (Vec::new(), after, 0, false);
    while let Some(found) = records.next().await? {
        if submissions.len() == limit || bytes >= ENOUGH {
            more = true;
            break;
        }
        next = found.seq;
        bytes += found.xml.len();
        submissions.push(read(&tables, &found)?);
    }
    if !submissions.is_empty() {
        collect::readings::given(house, analyst.id, &form, submissions.len()).await?;
    }
    let headers = [(header::CACHE_CONTROL, "private, no-store")];
    Ok((headers, Json(Submissions { submissions, next: next.to_string(), more })).into_response())
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn read(tables: &Tables, found: &Record) -> Result<Value> {
    let (mut gathered, mut answers) = (Answers::default(), Value::Null);
    if !found.encrypted {
        let gather = |row: xforms::Row<'_>| {
            if let Some(whole) = gathered.row(tables, &row) {
                answers = whole;
            }
            Ok(())
        };
        tables.read::<SubmittedError>(&found.xml, &mut { gather }).map_err(Error::internal)?;
    }
    Ok(record(&found.instance_id, &about(found, None), answers))
}
