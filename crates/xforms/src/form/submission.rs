//! What a form asks of whoever sends its records.

use crate::xml::{Document, XmlId};

/// How records are to be sent: the attributes of `<submission>` and of the model. This crate follows none of them;
/// a caller that sends an encrypted form's records in clear breaks the form's promise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Submission {
    /// Where to send them, when not to the server the form comes from.
    pub action: Option<String>,
    /// `post` or `form-data-post`.
    pub method: Option<String>,
    /// The key records are to be encrypted for, in base64 (`base64RsaPublicKey`).
    pub public_key: Option<String>,
    /// `true` or `false`: whether finished records are sent by themselves.
    pub auto_send: Option<String>,
    /// `true` or `false`: whether sent records are deleted from the device.
    pub auto_delete: Option<String>,
    /// The version of the entities specification the form keeps to, `2022.1.0` to `2025.1.0`.
    pub entities_version: Option<String>,
    /// The version of ODK XForms the form keeps to.
    pub xforms_version: Option<String>,
    /// Whether sent records may be edited on the device.
    pub client_editable: bool,
}

impl Submission {
    pub(super) fn read(document: &Document, model: XmlId, primary_root: XmlId) -> Self {
        let element = document.child(model, "submission");
        let own =
            |name: &str| element.and_then(|element| document.attribute(element, name)).map(str::to_owned);
        let of_model = |name: &str| document.attribute(model, name).map(str::to_owned);
        let editable = [element, Some(model), Some(primary_root)].into_iter().flatten();
        Self {
            action: own("action"),
            method: own("method"),
            public_key: own("base64RsaPublicKey"),
            auto_send: own("auto-send"),
            auto_delete: own("auto-delete"),
            entities_version: of_model("entities-version"),
            xforms_version: of_model("xforms-version"),
            client_editable: editable
                .filter_map(|element| document.attribute(element, "client-editable"))
                .any(|value| value.trim() == "true"),
        }
    }
}
