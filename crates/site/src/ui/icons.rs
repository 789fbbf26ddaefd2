//! Icons drawn by hand on a 24 × 24 grid. They stand beside a label and never alone, so readers skip them.

use maud::{Markup, html};

/// A picture that goes with a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Report an abuse: a speech bubble with an alert.
    Report,
    /// Follow a case: a receipt.
    Receipt,
    /// Figures: bars.
    Figures,
    /// Search: a lens.
    Lens,
    /// A shared or watched screen: an eye.
    Eye,
    /// Take away a file.
    Download,
    /// Nothing here: an empty tray.
    Tray,
    /// What people say: two of them.
    People,
}

impl Icon {
    /// All of them, for the gallery.
    pub const ALL: [Self; 8] = [
        Self::Report,
        Self::Receipt,
        Self::Figures,
        Self::Lens,
        Self::Eye,
        Self::Download,
        Self::Tray,
        Self::People,
    ];

    fn strokes(self) -> &'static str {
        match self {
            Self::Report => "M4 5h16v11H10l-5 4v-4H4zM12 8v4M12 13.8v.2",
            Self::Receipt => "M5 4h14v16l-3-2-4 2-4-2-3 2zM9 9h6M9 13h4",
            Self::Figures => "M3 20h18M6 20v-8M12 20V5M18 20v-5",
            Self::Lens => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
            Self::Eye => {
                "M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6zM12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
            }
            Self::Download => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 20h16",
            Self::Tray => "M4 13l3-8h10l3 8v6H4zM4 13h5l1.5 2.5h3L15 13h5",
            Self::People => {
                "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 19.5c0-3.6 2.4-5.6 5.5-5.6s5.5 2 5.5 5.6M15.5 11a2.7 2.7 0 1 0 0-5.4M16.5 14c2.9.2 5 2.2 5 5.5"
            }
        }
    }
}

/// The drawing of an icon, hidden from screen readers.
pub fn icon(icon: Icon) -> Markup {
    html! { svg class="i" viewBox="0 0 24 24" aria-hidden="true" { path d=(icon.strokes()); } }
}

/// The mark of the house: a zigzag of bogolan cloth over a seed.
pub fn mark() -> Markup {
    html! {
        svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="3" stroke-linejoin="round" aria-hidden="true" {
            path d="M4 24 11 9l5 10 5-10 7 15";
            circle cx="16" cy="26" r="2.2" fill="currentColor" stroke="none";
        }
    }
}
