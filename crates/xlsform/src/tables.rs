//! What XLSForm calls things: columns, question types, yes and no.

use crate::sheet::Columns;

/// Columns of the sheet `settings`.
pub const SETTINGS: Columns = Columns {
    known: &[
        "name",
        "label",
        "bind",
        "children",
        "control",
        "hint",
        "media",
        "type",
        "instance",
        "flat",
        "sms_field",
        "add_none_option",
        "clean_text_values",
        "attribute",
        "auto_delete",
        "auto_send",
        "choices",
        "default_language",
        "file_name",
        "id_string",
        "instance_name",
        "instance_xmlns",
        "namespaces",
        "omit_instanceID",
        "public_key",
        "style",
        "submission_url",
        "title",
        "version",
        "allow_choice_duplicates",
        "client_editable",
        "delimiter",
        "prefix",
        "instance_id",
        "sms_keyword",
        "sms_separator",
    ],
    other: &[
        ("form_title", &["title"]),
        ("set_form_title", &["title"]),
        ("form_id", &["id_string"]),
        ("set_form_id", &["id_string"]),
        ("prefix", &["prefix"]),
    ],
    required: &[],
};

/// Columns of the sheet `survey`.
pub const SURVEY: Columns = Columns {
    known: &[
        "name",
        "label",
        "actions",
        "default",
        "guidance_hint",
        "instance",
        "query",
        "sms_field",
        "trigger",
        "bind",
        "choice_filter",
        "control",
        "hint",
        "media",
        "parameters",
        "type",
        "choices",
        "itemset",
        "list_name",
    ],
    other: &[
        ("sms_field", &["sms_field"]),
        ("compact_tag", &["instance", "odk:tag"]),
        ("read_only", &["bind", "readonly"]),
        ("readonly", &["bind", "readonly"]),
        ("relevant", &["bind", "relevant"]),
        ("relevance", &["bind", "relevant"]),
        ("required", &["bind", "required"]),
        ("constraint", &["bind", "constraint"]),
        ("constraining_message", &["bind", "jr:constraintMsg"]),
        ("constraint_message", &["bind", "jr:constraintMsg"]),
        ("requiredmsg", &["bind", "jr:requiredMsg"]),
        ("required_message", &["bind", "jr:requiredMsg"]),
        ("calculation", &["bind", "calculate"]),
        ("calculate", &["bind", "calculate"]),
        ("noapperrorstring", &["bind", "jr:noAppErrorString"]),
        ("no_app_error_string", &["bind", "jr:noAppErrorString"]),
        ("save_to", &["bind", "entities:saveto"]),
        ("caption", &["label"]),
        ("command", &["type"]),
        ("tag", &["name"]),
        ("value", &["name"]),
        ("image", &["media", "image"]),
        ("big-image", &["media", "big-image"]),
        ("audio", &["media", "audio"]),
        ("video", &["media", "video"]),
        ("appearance", &["control", "appearance"]),
        ("count", &["control", "jr:count"]),
        ("repeat_count", &["control", "jr:count"]),
        ("jr:count", &["control", "jr:count"]),
        ("autoplay", &["control", "autoplay"]),
        ("rows", &["control", "rows"]),
        ("body", &["control"]),
    ],
    required: &["type"],
};

/// Other names for columns of lists.
const OF_LISTS: &[(&str, &[&str])] = &[
    ("caption", &["label"]),
    ("list_name", &["list name"]),
    ("value", &["name"]),
    ("image", &["media", "image"]),
    ("big-image", &["media", "big-image"]),
    ("audio", &["media", "audio"]),
    ("video", &["media", "video"]),
];

/// Columns of the sheet `choices`.
pub const CHOICES: Columns =
    Columns { known: &["name", "label", "media", "sms_option"], other: OF_LISTS, required: &["name"] };

/// Columns of the sheets `external_choices` and `osm`.
pub const LISTS: Columns =
    Columns { known: &["name", "label", "media", "sms_option"], other: OF_LISTS, required: &[] };

/// Columns of the sheet `entities`.
pub const ENTITIES: Columns = Columns {
    known: &["dataset", "entity_id", "create_if", "update_if", "repeat", "label"],
    other: &[("list_name", &["dataset"])],
    required: &[],
};

/// `Form Title` as `form_title`.
pub fn snake(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// Yes, no, or neither.
pub fn truth(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "true()" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "false()" => Some(false),
        _ => None,
    }
}

/// Yes and no as an expression; any other expression as it is.
pub fn as_expression(text: &str) -> &str {
    match truth(text) {
        Some(true) => "true()",
        Some(false) => "false()",
        None => text,
    }
}

/// What a question type becomes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kind {
    /// Element of the body; none for what nobody sees.
    pub control: Option<&'static str>,
    /// What an upload takes.
    pub medium: Option<&'static str>,
    /// `type` of the bind.
    pub bind: Option<&'static str>,
    /// Other attributes of the bind.
    pub attributes: &'static [(&'static str, &'static str)],
    /// What is said under the question, unless the form says something.
    pub hint: Option<&'static str>,
}

const fn seen(control: &'static str, bind: &'static str) -> Kind {
    Kind { control: Some(control), bind: Some(bind), medium: None, attributes: &[], hint: None }
}

const fn upload(medium: &'static str) -> Kind {
    Kind { medium: Some(medium), ..seen("upload", "binary") }
}

const fn unseen(bind: &'static str, attributes: &'static [(&'static str, &'static str)]) -> Kind {
    Kind { bind: Some(bind), attributes, control: None, medium: None, hint: None }
}

const fn bounded(constraint: &'static [(&'static str, &'static str)], hint: Option<&'static str>) -> Kind {
    Kind { attributes: constraint, hint, ..seen("input", "int") }
}

macro_rules! preload {
    ($kind:literal, $what:literal, $bind:literal) => {
        unseen($bind, &[("jr:preload", $kind), ("jr:preloadParams", $what)])
    };
}

/// What a question type becomes; none when there is no such type.
pub fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "text" | "string" | "q string" | "add text prompt" => seen("input", "string"),
        "select one external" => seen("input", "string"),
        "integer" | "int" | "q int" | "add integer prompt" => seen("input", "int"),
        "decimal" | "q decimal" | "add decimal prompt" => seen("input", "decimal"),
        "date" | "q date" | "add date prompt" => seen("input", "date"),
        "time" => seen("input", "time"),
        "dateTime"
        | "datetime"
        | "date time"
        | "q date time"
        | "q dateTime"
        | "add date time prompt"
        | "add dateTime prompt" => seen("input", "dateTime"),
        "geopoint" | "gps" | "location" | "q geopoint" | "q location" | "add location prompt" => {
            seen("input", "geopoint")
        }
        "geoshape" | "q geoshape" => seen("input", "geoshape"),
        "geotrace" | "q geotrace" => seen("input", "geotrace"),
        "barcode" | "q barcode" | "add barcode prompt" => seen("input", "barcode"),
        "note" | "q note" | "add note prompt" => {
            Kind { attributes: &[("readonly", "true()")], ..seen("input", "string") }
        }
        "select one" | "select one using" | "q select1" | "add select one prompt using" => {
            seen("select1", "string")
        }
        "select all that apply"
        | "select all that apply from"
        | "select multiple from"
        | "select multiple using"
        | "q select"
        | "add select multiple prompt using" => seen("select", "string"),
        "rank" => seen("odk:rank", "odk:rank"),
        "range" => seen("range", "int"),
        "acknowledge" | "q acknowledge" | "add acknowledge prompt" => seen("trigger", "string"),
        "trigger" => Kind { control: Some("trigger"), ..Kind::default() },
        "photo" | "image" | "q picture" | "q image" | "add image prompt" => upload("image/*"),
        "audio" | "q audio" | "add audio prompt" => upload("audio/*"),
        "video" | "q video" | "add video prompt" => upload("video/*"),
        "file" | "add file prompt" => upload("application/*"),
        "osm" => upload("osm/*"),
        "calculate" | "q calculate" | "add calculate prompt" | "hidden" => unseen("string", &[]),
        "audit" => unseen("binary", &[]),
        "start-geopoint" => seen("action", "geopoint"),
        "background-audio" => seen("action", "binary"),
        "background-geopoint" => seen("trigger", "geopoint"),
        "start" | "start time" | "get start time" => preload!("timestamp", "start", "dateTime"),
        "end" | "end time" | "get end time" => preload!("timestamp", "end", "dateTime"),
        "today" | "get today" => preload!("date", "today", "date"),
        "deviceid" | "device id" | "get device id" | "imei" => preload!("property", "deviceid", "string"),
        "subscriberid" | "subscriber id" | "get subscriber id" => {
            preload!("property", "subscriberid", "string")
        }
        "simserial" | "sim id" | "get sim id" => preload!("property", "simserial", "string"),
        "phonenumber" | "get phone number" => preload!("property", "phonenumber", "string"),
        "username" => preload!("property", "username", "string"),
        "email" => preload!("property", "email", "string"),
        "uri:deviceid" => preload!("property", "uri:deviceid", "string"),
        "uri:subscriberid" => preload!("property", "uri:subscriberid", "string"),
        "uri:simserial" => preload!("property", "uri:simserial", "string"),
        "uri:phonenumber" => preload!("property", "uri:phonenumber", "string"),
        "uri:username" => preload!("property", "uri:username", "string"),
        "uri:email" => preload!("property", "uri:email", "string"),
        "phone number" => Kind {
            attributes: &[("constraint", "regex(., '^\\d*$')")],
            hint: Some("Enter numbers only."),
            ..seen("input", "string")
        },
        "percentage" => bounded(&[("constraint", "0 <= . and . <= 100")], None),
        "number of days in last month" => {
            bounded(&[("constraint", "0 <= . and . <= 31")], Some("Enter a number 0-31."))
        }
        "number of days in last six months" => {
            bounded(&[("constraint", "0 <= . and . <= 183")], Some("Enter a number 0-183."))
        }
        "number of days in last year" => {
            bounded(&[("constraint", "0 <= . and . <= 365")], Some("Enter a number 0-365."))
        }
        _ => return None,
    })
}

/// Types that people mean when they mistype.
pub const USUAL: [&str; 36] = [
    "text",
    "integer",
    "decimal",
    "range",
    "date",
    "time",
    "dateTime",
    "note",
    "acknowledge",
    "geopoint",
    "geotrace",
    "geoshape",
    "barcode",
    "image",
    "audio",
    "video",
    "file",
    "calculate",
    "hidden",
    "audit",
    "start",
    "end",
    "today",
    "deviceid",
    "phonenumber",
    "username",
    "email",
    "select_one",
    "select_multiple",
    "select_one_from_file",
    "select_multiple_from_file",
    "rank",
    "begin_group",
    "end_group",
    "begin_repeat",
    "end_repeat",
];
