//! What is to be mended on a form of the desk, in words.

use super::Desk;
use acts::FieldError;
use acts::directory::LONGEST_NAME;

/// Control and sentence, in the order of the form.
#[derive(Debug, Clone, Default)]
pub(super) struct Faults(pub Vec<(String, String)>);

impl Faults {
    /// Says what an act found.
    pub fn of(desk: &Desk, found: &[FieldError]) -> Self {
        let say = |fault: &FieldError| {
            fault.message.clone().unwrap_or_else(|| desk.tr.ta(&fault.key, &[("max", LONGEST_NAME.into())]))
        };
        Self(found.iter().map(|fault| (fault.field.clone(), say(fault))).collect())
    }

    /// The sentence for a control.
    pub fn at(&self, control: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == control).map(|(_, sentence)| sentence.as_str())
    }

    /// Whether there is anything to mend.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }
}
