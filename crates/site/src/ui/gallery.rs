//! Every component on pages that are drawn and weighed in gzip, with all that they pull.
//! All content is synthetic.

use super::case::{Message, Stage, Step, receipt, talk, way};
use super::chart::{Bar, Line, bars, line};
use super::date::{self, Typed};
use super::form::{
    Ask, Choice, Entry, Weight, button, checkboxes, error_summary, link_button, radios, row, select, text,
    textarea, tick,
};
use super::icons::{Icon, icon};
use super::layout::NavLink;
use super::map::{Choropleth, Shape, choropleth};
use super::page::{Tile, Tone, card, empty, lead, note, printed_card, review, steps, tiles};
use super::place::{Finding, search};
use super::table::{
    Column, Filter, Mood, Narrow, Sorted, chip, deadline, facts, figures, filters, pages, table,
};
use super::{Area, Frame, Html, Page, in_each_language};
use crate::texts::{Texts, Tr};
use flate2::{Compression, write::GzEncoder};
use kernel::Lang;
use maud::{Markup, html};
use std::io::Write;
use std::sync::Arc;

fn frame() -> Frame {
    Frame {
        coalition: "Coalition synthétique".into(),
        demo: true,
        exit_url: "https://weather.example/".into(),
    }
}

fn voice() -> Tr {
    Tr::new(&Arc::new(Texts::builtin().unwrap()), Lang::Fr)
}

fn choice(value: &str, label: &str, hint: &str, chosen: bool) -> Choice {
    Choice { value: value.into(), label: label.into(), hint: (!hint.is_empty()).then(|| hint.into()), chosen }
}

fn services() -> Vec<Choice> {
    vec![
        choice("police", "Police", "commissariat, poste, contrôle routier", false),
        choice("gendarmerie", "Gendarmerie", "brigade, poste, contrôle routier", true),
        choice("justice", "Justice", "tribunal, greffe, prison", false),
        choice("town", "Mairie", "état civil, taxes, marchés", false),
        choice("health", "Santé", "centre de santé, hôpital", false),
        choice("school", "École", "école, académie, examen", false),
        choice("unknown", "Je ne sais pas", "", false),
    ]
}

fn citizen_page<'a>(frame: &'a Frame, tr: &'a Tr, area: Area, title: &str) -> Page<'a> {
    Page::new(frame, tr, area, title).languages(in_each_language(|lang| format!("/{lang}/report")))
}

fn home(frame: &Frame, tr: &Tr) -> Html {
    let tile = |href: &str, icon, key: &str, hint: &str| Tile {
        href: format!("/fr/{href}"),
        icon,
        label: tr.t(key),
        hint: tr.t(hint),
    };
    let bar = |label: &str, n: f64| Bar { label: html! { (label) }, value: n, said: tr.percent(n / 100.0) };
    citizen_page(frame, tr, Area::Home, "Accueil").show(html! {
        h1 { (tr.t("home-speak")) br; (tr.t("home-see")) }
        (lead(&tr.t("home-lead")))
        (tiles(&[
            tile("report/denunciation", Icon::Report, "home-report", "home-report-hint"),
            tile("follow", Icon::Receipt, "home-follow", "home-follow-hint"),
            tile("data", Icon::Figures, "home-data", "home-data-hint"),
            tile("who-sees-what", Icon::Eye, "home-who", "home-who-hint"),
        ]))
        div class="two" {
            (card(Some(&tr.ta("home-figures", &[("period", tr.quarter(2027, 2).into())])), figures(&[
                (tr.t("figures-received"), tr.number(1240)),
                (tr.t("figures-referred"), tr.number(65)),
                (tr.t("figures-in-time"), tr.percent(0.38)),
                (tr.t("figures-overdue"), tr.number(25)),
            ])))
            (card(Some(&tr.t("answers-title")), bars("Réponses dans le délai", ["Organe", "à temps"], &[
                bar("Inspection des services judiciaires", 64.0),
                bar("Inspection de la police", 31.0),
                bar("Pôle économique et financier", 18.0),
            ], 100.0)))
        }
    })
}

fn before(frame: &Frame, tr: &Tr) -> Html {
    citizen_page(frame, tr, Area::Report, "Signaler un abus").show(html! {
        h1 { (tr.t("report-before-title")) }
        (lead(&tr.t("report-before-lead")))
        (note(Tone::Grave, html! { h2 { (tr.t("report-proxy-title")) } p { (tr.t("report-proxy")) } }))
        (card(Some(&tr.t("report-see-title")), html! { ul {
            @for key in ["report-see-coalition", "report-see-office", "report-see-server", "report-see-operator"] { li { (tr.t(key)) } }
            li { (tr.ta("report-see-public", &[("threshold", 10.into())])) }
        } }))
        (card(Some(&tr.t("report-shared-title")), html! { p { (tr.t("report-shared")) } p { (tr.t("report-leave")) } }))
        (note(Tone::Plain, html! { p { (tr.t("report-danger")) } p { (tr.t("report-honest")) } }))
        (row(link_button(Weight::Main, &tr.t("report-start"), "#")))
    })
}

fn question(frame: &Frame, tr: &Tr) -> Html {
    citizen_page(frame, tr, Area::Report, "Étape 3 sur 9").show(html! {
        (steps(tr, 3, 9))
        form method="post" {
            (radios(&Ask::question("service", "Quel service est en cause ?"), &services()))
            (note(Tone::Plain, html! { (tr.ta("report-counted", &[("threshold", 10.into())])) }))
            (row(html! {
                (button(Weight::Main, &tr.t("continue"), Some(("act", "next"))))
                (button(Weight::Quiet, &tr.t("back"), Some(("act", "back"))))
            }))
        }
    })
}

fn faulty(frame: &Frame, tr: &Tr) -> Html {
    let faults = vec![
        ("month".to_owned(), tr.t("error-month")),
        ("amount".to_owned(), "Écrivez un nombre entier, en chiffres.".to_owned()),
        ("story".to_owned(), "Répondez à cette question.".to_owned()),
    ];
    let fault = |place: usize| Some(faults[place].1.as_str());
    let typed = Typed { month: "3".into(), year: "27".into(), ..Typed::default() };
    citizen_page(frame, tr, Area::Report, "Étape 5 sur 9").faulty(true).show(html! {
        (steps(tr, 5, 9))
        (error_summary(tr, &faults))
        form method="post" {
            (date::month(tr, &Ask::question("month", "Quand ?").fault(fault(0)), &typed))
            (date::day(tr, &Ask::label("day", "Le jour, si vous le savez"), &Typed::default()))
            (text(&Ask::label("amount", "Combien a été demandé ?").fault(fault(1)), Entry::Number, "dix mille", 12))
            (textarea(&Ask::label("story", "Racontez").hint(Some(&tr.t("report-sealed"))).fault(fault(2)), "", 6, 20_000))
            (checkboxes(&Ask::label("exclude", "Qui ne doit pas voir ce dossier ?").hint(Some("Elles ne sauront pas que ce dossier existe.")), &[
                choice("a", "Organisation A (synthétique)", "", false),
                choice("b", "Organisation B (synthétique)", "", true),
            ]))
            (tick("consent", "Pouvons-nous remettre un résumé ?", Some("Le résumé ne dit pas qui vous êtes."), false))
            (row(button(Weight::Main, &tr.t("continue"), None)))
        }
    })
}

fn place(frame: &Frame, tr: &Tr) -> Html {
    let ask = Ask::question("place", "Où cela s’est-il passé ?");
    let finding = Finding {
        field: "words".into(),
        words: "segu".into(),
        found: vec![
            choice("1", "Ségou", "commune, cercle de Ségou, région de Ségou", true),
            choice("2", "Ségoukoura", "village, commune de Konodimini, cercle de Ségou", false),
            choice("", "Je ne sais pas où", "", false),
        ],
    };
    citizen_page(frame, tr, Area::Report, "Étape 2 sur 9").show(html! {
        (steps(tr, 2, 9))
        form method="post" { (search(tr, &ask, &finding)) (row(button(Weight::Main, &tr.t("continue"), None))) }
        form method="post" {
            (search(tr, &Ask::label("place2", "Première recherche"), &Finding { field: "words2".into(), ..Finding::default() }))
        }
    })
}

fn review_page(frame: &Frame, tr: &Tr) -> Html {
    let answer = |question: &str, answer: &str| (question.to_owned(), answer.to_owned(), "#".to_owned());
    citizen_page(frame, tr, Area::Report, "Relisez").show(html! {
        h1 { (tr.t("report-review-title")) }
        (lead(&tr.t("report-review-lead")))
        (review(tr, &[
            answer("Que s’est-il passé ?", "Argent demandé, payé"),
            answer("Où ?", "Ségou, cercle de Ségou"),
            answer("Combien ?", "15 000 F CFA"),
            answer("Racontez", "Récit synthétique. Un agent inventé a demandé de l’argent pour un acte gratuit."),
        ]))
        (row(html! {
            (button(Weight::Main, &tr.t("report-review-send"), None))
            (button(Weight::Grave, &tr.t("report-draft-erase"), None))
        }))
    })
}

fn receipt_page(frame: &Frame, tr: &Tr) -> Html {
    let step = |stage, key: &str, when: String| Step { stage, what: tr.t(key), when };
    citizen_page(frame, tr, Area::Report, "Reçu").show(html! {
        h1 { (tr.t("receipt-title")) }
        (printed_card(&tr.t("receipt-yours"), html! {
            (receipt(tr, &["4821", "0937", "5516", "2048", "7713"]))
            p { (tr.t("receipt-keep")) " " (tr.t("receipt-secret")) }
            p { b { (tr.ta("receipt-reference", &[("reference", "DN-7K3Q-9FAX".into())])) } br; small { (tr.t("receipt-reference-hint")) } }
            p class="noprint" { (tr.t("receipt-print")) }
        }))
        (printed_card(&tr.t("receipt-next"), way(tr, &[
            step(Stage::Done, "way-received", tr.t("way-today")),
            step(Stage::Now, "way-assessed", tr.ta("before-date", &[("date", "25 novembre 2026".into())])),
            step(Stage::Ahead, "way-referred", tr.t("way-referred-when")),
            step(Stage::Ahead, "way-answered", tr.ta("way-answered-when", &[("days", 30.into())])),
            step(Stage::Ahead, "way-closed", tr.t("way-closed-when")),
        ])))
        (note(Tone::Plain, html! { p { (tr.t("receipt-shared")) } p { (tr.t("receipt-sealed")) } }))
    })
}

fn follow(frame: &Frame, tr: &Tr) -> Html {
    let message = |mine, who: &str, text: &str| Message {
        who: tr.t(who),
        when: "3 mars 2027".into(),
        text: text.into(),
        mine,
    };
    let step = |stage, what: &str, when: &str| Step { stage, what: what.into(), when: when.into() };
    citizen_page(frame, tr, Area::Citizen, "Suivre mon dossier").leave_quickly().show(html! {
        h1 { (tr.ta("follow-case", &[("reference", "DN-7K3Q-9FAX".into())])) }
        (note(Tone::Good, html! { p { (tr.t("follow-sent")) } }))
        (card(Some(&tr.t("follow-way")), way(tr, &[
            step(Stage::Done, "La coalition a reçu votre signalement", "3 mars 2027"),
            step(Stage::Late, "Transmis à : Organe synthétique", "réponse attendue au plus tard le 5 avril 2027"),
            step(Stage::Ahead, "Clos", ""),
        ])))
        h2 { (tr.t("follow-messages")) }
        (talk(&[
            message(false, "follow-from-coalition", "Bonjour. Dans quel mois cela s’est-il passé ?"),
            message(true, "follow-from-me", "En janvier.\nLe même agent était là deux fois."),
        ]))
        form method="post" {
            (textarea(&Ask::label("message", &tr.t("follow-write")).hint(Some(&tr.t("follow-write-hint"))), "", 4, 4000))
            (row(button(Weight::Main, &tr.t("follow-send"), None)))
        }
    })
}

fn follow_door(frame: &Frame, tr: &Tr) -> Html {
    citizen_page(frame, tr, Area::Citizen, "Suivre mon dossier").leave_quickly().show(html! {
        form method="post" class="lean" {
            (text(&Ask::question("receipt", &tr.t("follow-title")).hint(Some(&tr.t("follow-receipt-hint"))).fault(Some(&tr.t("follow-wrong"))), Entry::Code, "4821 0937 5516 2048 7713", 40))
            (row(button(Weight::Main, &tr.t("follow-open"), None)))
        }
    })
}

fn desk_nav(tr: &Tr) -> Vec<NavLink> {
    ["desk-nav-queue", "desk-nav-coordinator", "desk-nav-offices", "desk-nav-account"]
        .iter()
        .enumerate()
        .map(|(place, key)| NavLink { href: "#".into(), label: tr.t(key), current: place == 0 })
        .collect()
}

fn desk(frame: &Frame, tr: &Tr) -> Html {
    let filter = |key: &str, count, current| Filter {
        href: "#".into(),
        label: tr.t(key),
        count: Some(count),
        current,
    };
    let columns = [
        Column::words(tr.t("queue-case")),
        Column::words(tr.t("queue-service")).sorting("#", None),
        Column::words(tr.t("queue-place")).sorting("#", None),
        Column::words(tr.t("queue-fact")),
        Column::words(tr.t("queue-state")),
        Column::words(tr.t("queue-deadline")).sorting("#", Some(Sorted::Up)),
        Column::words(tr.t("queue-handler")),
    ];
    let line =
        |reference: &str, service: &str, place: &str, fact: &str, state: &str, due: Markup, who: &str| {
            vec![
                html! { a href="#" { (reference) } },
                html! { (service) },
                html! { (place) },
                html! { (fact) },
                html! { (state) },
                due,
                html! { (who) },
            ]
        };
    Page::new(frame, tr, Area::Desk, "Dossiers").nav(desk_nav(tr)).show(html! {
        h1 { (tr.t("desk-title")) }
        (filters(tr, &tr.t("queue-filters"), &[
            filter("queue-new", 14, true),
            filter("queue-overdue", 3, false),
            filter("queue-mine", 5, false),
            filter("queue-messages", 9, false),
            filter("queue-all", 1212, false),
        ]))
        (table(Narrow::Cards, &tr.t("queue-caption-due"), false, &columns, &[
            line("DN-7K3Q-9FAX", "Gendarmerie", "Koro", "argent demandé, payé", "reçu", deadline(tr, -2), "–"),
            line("DN-2M8T-4CAA", "Justice", "Ségou", "faveur demandée", "vérifié", deadline(tr, 1), "équipe 2"),
            line("DN-9PXD-7HAA", "Mairie", "Niono", "fonds détournés", "transmis", deadline(tr, 0), "moi"),
            line("DN-5WQJ-2BAA", "Santé", "Djenné", "absence", "réponse reçue", chip(Mood::Good, &tr.t("queue-unread")), "moi"),
            line("DN-8RAV-6NAA", "Police", "Gao", "argent demandé, refusé", "reçu", chip(Mood::Plain, "–"), "–"),
        ]))
        (pages(tr, Some("#"), Some("#"), &tr.ta("pages-shown", &[("from", 26.into()), ("to", 50.into()), ("all", 1212.into())])))
    })
}

fn case(frame: &Frame, tr: &Tr) -> Html {
    let fact = |name: &str, value: &str| (tr.t(name), html! { (value) });
    Page::new(frame, tr, Area::Desk, "Dossier").nav(desk_nav(tr)).show(html! {
        h1 { "DN-7K3Q-9FAX" }
        p { (chip(Mood::Plain, "reçu")) " " (deadline(tr, -2)) " " small { (tr.t("case-opened-note")) } }
        div class="two" {
            (card(Some(&tr.t("case-content")), html! { (super::case::said("Récit synthétique.\n\nUn agent inventé a demandé de l’argent pour un acte gratuit.")) }))
            (card(Some(&tr.t("case-facts")), facts(&[
                fact("queue-service", "Gendarmerie"), fact("queue-place", "Koro, région de Mopti"), fact("queue-received", "3 mars 2027"),
            ])))
        }
        (card(Some(&tr.t("assess-title")), html! { form method="post" {
            (select(&Ask::label("score", &tr.t("assess-credibility")), &[choice("3", "3, crédible", "", true)]))
            (textarea(&Ask::label("reasons", &tr.t("assess-reasons")).hint(Some(&tr.t("assess-reasons-hint"))), "", 4, 4000))
            (row(html! { (button(Weight::Main, &tr.t("assess-save"), None)) (button(Weight::Grave, &tr.t("close-save"), None)) }))
        } }))
        (empty(&tr.t("queue-empty"), html! { p { (tr.t("queue-empty-new")) } }))
    })
}

fn sign_in(frame: &Frame, tr: &Tr) -> Html {
    Page::new(frame, tr, Area::Desk, "Connexion").show(html! {
        div class="lean" {
            h1 { (tr.t("sign-in-title")) }
            (lead(&tr.t("sign-in-lead")))
            form method="post" {
                (text(&Ask::label("name", &tr.t("sign-in-name")), Entry::Words, "", 60))
                (text(&Ask::label("passphrase", &tr.t("sign-in-passphrase")), Entry::Passphrase, "", 200))
                (text(&Ask::label("code", &tr.t("sign-in-code")).hint(Some(&tr.t("sign-in-code-hint"))), Entry::Code, "", 6))
                (row(button(Weight::Main, &tr.t("sign-in"), None)))
            }
        }
    })
}

fn data(frame: &Frame, tr: &Tr) -> Html {
    let shapes = (0..20u8)
        .map(|n| {
            let (x, y) = (u32::from(n % 5) * 60, u32::from(n / 5) * 50);
            Shape {
                d: format!("M{x} {y}h52l8 12v38h-60z"),
                said: format!("Lieu {n} : {}", n * 5),
                shade: n % 5,
                href: Some(format!("#{n}")),
            }
        })
        .collect();
    let map = Choropleth {
        title: "Dossiers reçus par cercle, 2e trimestre 2027 (formes synthétiques)".into(),
        view_box: "0 0 300 200".into(),
        shapes,
        key: ["moins de 10", "10 à 25", "25 à 50", "50 à 100", "plus de 100"]
            .iter()
            .zip(0..)
            .map(|(label, shade)| (shade, (*label).to_owned()))
            .collect(),
    };
    let lines: Vec<Vec<Markup>> =
        [("Ségou", 115, "10"), ("Mopti", 90, "10"), ("Sikasso", 75, "–"), ("Koro", 45, "–")]
            .iter()
            .map(|(place, n, referred)| {
                vec![html! { a href="#" { (place) } }, html! { (n) }, html! { (referred) }]
            })
            .collect();
    let columns = [
        Column::words("Cercle"),
        Column::numbers("reçus").sorting("#", Some(Sorted::Down)),
        Column::numbers("transmis"),
    ];
    let points = [Some(40.0), Some(65.0), None, Some(80.0), Some(115.0)];
    let trend = Line {
        title: tr.ta("data-trend-chart", &[("place", "Ségou".into())]),
        columns: ["Trimestre".into(), "reçus".into()],
        points: points
            .iter()
            .zip(1..)
            .map(|(value, n)| (format!("T{n} 2026"), *value, value.map_or("–".into(), |v| v.to_string())))
            .collect(),
    };
    citizen_page(frame, tr, Area::Data, "Chiffres").show(html! {
        h1 { "Dossiers par cercle" }
        (filters(tr, &tr.t("data-filter-period"), &[
            Filter { href: "#".into(), label: "Mali".into(), count: None, current: false },
            Filter { href: "#".into(), label: tr.quarter(2027, 2), count: None, current: true },
        ]))
        div class="two" {
            section class="card" { (choropleth(&map)) }
            (card(Some(&tr.t("data-table-title")), html! {
                (table(Narrow::Scroll, "Dossiers par cercle", false, &columns, &lines))
                (note(Tone::Plain, html! { (tr.ta("data-hidden", &[("mark", "–".into()), ("threshold", 10.into())])) }))
            }))
        }
        (card(Some(&tr.t("data-trend-title")), line(tr, &trend)))
    })
}

fn pieces(frame: &Frame, tr: &Tr) -> Html {
    Page::new(frame, tr, Area::Citizen, "Pièces").show(html! {
        h1 { "Pièces" }
        h2 { "Icônes" }
        p { @for picture in Icon::ALL { (icon(picture)) " " (format!("{picture:?}")) "  " } }
        h2 { "Boutons" }
        (row(html! {
            (button(Weight::Main, &tr.t("send"), None))
            (button(Weight::Quiet, &tr.t("cancel"), None))
            (button(Weight::Grave, &tr.t("office-refuse"), None))
        }))
        h2 { "Notes" }
        (note(Tone::Plain, html! { p { (tr.t("report-sealed")) } }))
        (note(Tone::Grave, html! { p { (tr.t("report-danger")) } }))
        (note(Tone::Good, html! { p { (tr.t("case-done")) } }))
        h2 { "Adresses et fichiers" }
        (super::form::file(&Ask::label("letter", &tr.t("office-letter")), "application/pdf", None))
        (text(&Ask::label("mail", &tr.t("offices-email")), Entry::Email, "", 80))
        (text(&Ask::label("phone", "Téléphone"), Entry::Phone, "", 20))
    })
}

type Draw = fn(&Frame, &Tr) -> Html;

const PAGES: [(&str, Draw); 15] = [
    ("home", home),
    ("before", before),
    ("question", question),
    ("faulty", faulty),
    ("place", place),
    ("review", review_page),
    ("receipt", receipt_page),
    ("follow", follow),
    ("follow-door", follow_door),
    ("desk", desk),
    ("case", case),
    ("sign-in", sign_in),
    ("data", data),
    ("pieces", pieces),
    ("data-empty", |frame, tr| {
        citizen_page(frame, tr, Area::Data, "Chiffres").show(html! {
            h1 { (tr.t("data-title")) }
            (empty(&tr.t("data-none"), html! { p { (tr.ta("data-none-detail", &[("delay", 60.into())])) } }))
        })
    }),
];

fn gzipped(bytes: &[u8]) -> usize {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap().len()
}

#[test]
fn every_kind_of_page_keeps_to_its_weight() {
    let (frame, tr) = (frame(), voice());
    for (name, draw) in PAGES {
        let html = draw(&frame, &tr).markup.into_string();
        let report = matches!(name, "before" | "question" | "faulty" | "place" | "receipt");
        let pulled = super::Assets::iter().filter(|file| html.contains(&super::href(file)));
        let pulled: usize = pulled.map(|file| gzipped(&super::Assets::get(&file).unwrap().data)).sum();
        let weight = gzipped(html.as_bytes()) + pulled;
        println!("{name:12} {weight:6} bytes in gzip, all that it pulls included");
        assert!(weight <= if report { 6_000 } else { 14_000 }, "{name} weighs {weight}");
    }
}
