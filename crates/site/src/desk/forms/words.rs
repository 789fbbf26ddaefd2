//! What is wrong with a form, and how to mend it, in the language of whoever sent it.

use crate::authoring::form_fault;
use crate::desk::Desk;
use acts::collect::Added;

/// Why a form was not kept; `None` when it was.
pub(super) fn refused(desk: &Desk, added: &Added) -> Option<String> {
    let tr = &desk.tr;
    Some(match added {
        Added::Kept { .. } => return None,
        Added::NotText => tr.t("forms-fault-not-text"),
        Added::Unreadable(error) => {
            let fault = form_fault(&error.kind, tr);
            tr.ta("forms-fault-line", &[("line", error.line.into()), ("fault", fault.into())])
        }
        Added::Entities(fault) => {
            let (key, values) = fault.message();
            let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
            let fault = tr.ta(&format!("form-fault-{key}"), &values);
            tr.ta("forms-fault-whole", &[("fault", fault.into())])
        }
        Added::LongName => tr.t("forms-fault-name"),
        Added::Nameless => tr.t("forms-fault-nameless"),
        Added::OthersList { list } => tr.ta("forms-fault-list", &[("list", list.as_str().into())]),
        Added::SameVersion { id, version } => tr.ta(
            "forms-fault-same-version",
            &[("form", id.as_str().into()), ("version", super::version(desk, version).into())],
        ),
    })
}
