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
    /// A place: a pin.
    Place,
    /// Print.
    Printer,
    /// Search: a lens.
    Lens,
    /// Something sealed: a padlock.
    Seal,
    /// A shared or watched screen: an eye.
    Eye,
    /// A message.
    Message,
    /// A deadline: a clock.
    Clock,
    /// A public body: a building with columns.
    Office,
    /// People of the coalition.
    People,
    /// Take away a file.
    Download,
    /// Nothing here: an empty tray.
    Tray,
    /// Done.
    Done,
    /// Warning.
    Warning,
}

impl Icon {
    /// All of them, for the gallery.
    pub const ALL: [Self; 16] = [
        Self::Report,
        Self::Receipt,
        Self::Figures,
        Self::Place,
        Self::Printer,
        Self::Lens,
        Self::Seal,
        Self::Eye,
        Self::Message,
        Self::Clock,
        Self::Office,
        Self::People,
        Self::Download,
        Self::Tray,
        Self::Done,
        Self::Warning,
    ];

    fn strokes(self) -> &'static str {
        match self {
            Self::Report => "M4 5h16v11H10l-5 4v-4H4zM12 8v4M12 13.8v.2",
            Self::Receipt => "M5 4h14v16l-3-2-4 2-4-2-3 2zM9 9h6M9 13h4",
            Self::Figures => "M3 20h18M6 20v-8M12 20V5M18 20v-5",
            Self::Place => "M12 21c-4-5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2.5 6-6.5 11zM12 8v4M10 10h4",
            Self::Printer => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
            Self::Lens => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
            Self::Seal => "M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3M12 14.5v2",
            Self::Eye => {
                "M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6zM12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
            }
            Self::Message => "M4 6h16v12H4zM4 7l8 6 8-6",
            Self::Clock => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8v4.5l3 2",
            Self::Office => "M3 9l9-5 9 5zM5 9v8M10 9v8M14 9v8M19 9v8M3 20h18",
            Self::People => {
                "M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 20c0-4 2.5-6 6-6s6 2 6 6M16 5.5a3 3 0 0 1 0 5.5M17.5 14.5c2.300.8 3.5 2.700 3.5 5.5"
            }
            Self::Download => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 20h16",
            Self::Tray => "M4 13l3-8h10l3 8v6H4zM4 13h5l1.5 2.5h3L15 13h5",
            Self::Done => "M4 12.5l5 5L20 7",
            Self::Warning => "M12 4l9 16H3zM12 10v5M12 17.300v.2",
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
