//! Pictures, sounds, films and small print that go with a question or a choice.

use crate::intake::media::Shown as Files;
use crate::texts::Tr;
use crate::ui::{Markup, html};
use xforms::Shown;

/// Whether anything goes with these words.
pub fn speaks(shown: &Shown) -> bool {
    shown.image.is_some() || shown.audio.is_some() || shown.video.is_some()
}

/// What goes with a question. A file that is not there leaves nothing.
pub fn of_question(tr: &Tr, files: &Files<'_>, shown: &Shown) -> Markup {
    let named = |key: &str| tr.ta(key, &[("label", shown.words().into())]);
    html! {
        (picture(files, shown, &named("media-picture")))
        (sound(files, shown, &tr.t("media-listen"), &named("media-listen-to")))
        (film(files, shown, &named("media-watch")))
    }
}

/// The picture of a choice. Its words stand beside it; without any its value has to do.
pub fn of_choice(files: &Files<'_>, shown: &Shown, value: &str) -> Markup {
    picture(files, shown, if shown.words().is_empty() { value } else { "" })
}

/// The sound of a choice, which stands beside its label: inside, touching it would choose.
pub fn heard(tr: &Tr, files: &Files<'_>, shown: &Shown) -> Markup {
    sound(files, shown, "", &tr.ta("media-listen-to", &[("label", shown.words().into())]))
}

fn picture(files: &Files<'_>, shown: &Shown, alt: &str) -> Markup {
    let small = shown.image.as_deref().or(shown.big_image.as_deref());
    let Some(src) = small.and_then(|uri| files.href(uri)) else { return html! {} };
    let large = shown.big_image.as_deref().filter(|_| shown.image.is_some() && !alt.is_empty());
    let img = html! { img class="shown" src=(src) alt=(alt) loading="lazy"; };
    match large.and_then(|uri| files.href(uri)) {
        Some(large) => html! { a class="large" href=(large) { (img) } },
        None => img,
    }
}

fn sound(files: &Files<'_>, shown: &Shown, words: &str, label: &str) -> Markup {
    let Some(src) = shown.audio.as_deref().and_then(|uri| files.href(uri)) else { return html! {} };
    html! {
        div class="heard" {
            @if !words.is_empty() { span { (words) } }
            audio controls preload="none" src=(src) aria-label=(label) {}
        }
    }
}

fn film(files: &Files<'_>, shown: &Shown, label: &str) -> Markup {
    let Some(src) = shown.video.as_deref().and_then(|uri| files.href(uri)) else { return html! {} };
    html! { video controls preload="none" src=(src) aria-label=(label) {} }
}
