use super::*;

/// A text in one line: headings with `#`, strong words in `<b>`, others in `<i>`, addresses in brackets.
fn seen(text: &str) -> String {
    let span = |span: &Span| {
        let mut words = span.text.clone();
        if span.strong {
            words = format!("<b>{words}</b>");
        }
        if span.emphasis {
            words = format!("<i>{words}</i>");
        }
        span.link.as_ref().map_or(words.clone(), |link| format!("{words}({link})"))
    };
    let line = |line: &MarkedLine| {
        let words: String = line.spans.iter().map(span).collect();
        if line.heading { format!("#{words}") } else { words }
    };
    marked(text).iter().map(line).collect::<Vec<_>>().join("|")
}

#[test]
fn emphasis_headings_and_links_are_told_apart() {
    for (text, expected) in [
        (
            "Un **mot** et *un autre*, __fort__, _penché_.",
            "Un <b>mot</b> et <i>un autre</i>, <b>fort</b>, <i>penché</i>.",
        ),
        (
            "**fort *et penché* ensemble** ***les deux***",
            "<b>fort </b><i><b>et penché</b></i><b> ensemble</b> <i><b>les deux</b></i>",
        ),
        ("**1.**Quel âge, **20**km, **« oui »**", "<b>1.</b>Quel âge, <b>20</b>km, <b>« oui »</b>"),
        ("# Titre\n\n## Autre  titre\ntexte", "#Titre|#Autre titre|texte"),
        ("[ici](https://a.example) et [là]", "ici(https://a.example) et [là]"),
        ("[NE PAS LIRE] Voir [**le** guide](a.html)", "[NE PAS LIRE] Voir <b>le</b> guide(a.html)"),
        ("<p>un</p><span style='color:red'>deux</span><BR/>trois < 4 > 2", "un|deux|trois < 4 > 2"),
        ("un<p>deux<div class=x>trois<h5>quatre</h5><del>cinq</del>", "un|deux|trois|quatre|cinq"),
        ("**Âge : |__|__|** ans **=> 18 ans**", "<b>Âge : |__|__|</b> ans <b>=> 18 ans</b>"),
        ("__h__ et __mot__", "__h__ et <b>mot</b>"),
        ("\\*pas fort\\* et \\# rien", "*pas fort* et # rien"),
        ("Quelle **somme\u{a0}?** 1\u{202f}000", "Quelle <b>somme\u{a0}?</b> 1\u{202f}000"),
    ] {
        assert_eq!(seen(text), expected);
    }
}

#[test]
fn what_is_no_markup_stays_as_it_is_written() {
    for text in [
        "2*3 = 6 * 1",
        "nom_du_chef_de_village",
        "Nom : ______",
        "Âge : |__|__| ans",
        "Date : __/__/____",
        "Heure : __:__",
        "Heure : __h__",
        "Tél : __-__-__-__",
        "__(jour)__(mois)__(année)",
        "[_] Oui [_] Non",
        "(*) obligatoire (*)",
        "Nom (complet)*, âge (ans)*",
        "#1 du pays",
        "####### trop",
        "** rien **",
        "un ** deux",
        "a < b",
        "*",
        "_",
        "**",
        "-",
        "[",
        "[]()",
        "[3](en années)",
        "[1] ou [2] (voir)",
        "étoile *",
        "* un * deux",
        "- un",
        "une_étoile* et_une_autre*",
        "\\",
        "é*é*é",
        "Écrire à <awa@exemple.ml>",
        "si revenu <r1 et dépenses> r2",
        "<https://a.example>",
        "awa_k@exemple.ml et_b_",
        "**ouvert",
        "_ouvert",
    ] {
        assert_eq!((seen(text).as_str(), plain(text).as_str()), (text, text));
    }
}

#[test]
fn the_plain_words_hold_no_signs() {
    assert_eq!(plain("# **Bon**\t_jour_ \n\n [le](x.html)  monde "), "Bon jour\nle monde");
    assert_eq!(plain("<b></b><br>"), "");
}

#[test]
fn a_long_text_of_openings_is_read_in_one_go() {
    let start = std::time::Instant::now();
    for part in [
        "*a ",
        "**a ",
        "_a ",
        "[a ",
        "[a](",
        "[](",
        "[a](b ",
        "*a* ",
        "**a *b ",
        "<b ",
        "<a>",
        "\\*",
        "*_**__",
        "*a\\\\* ",
        "***a **b* ",
    ] {
        let text = part.repeat(100_000) + ") *b*";
        assert!(plain(&text).len() <= text.len() + 1);
        assert!(start.elapsed().as_secs() < 20, "{part} {:?}", start.elapsed());
    }
}
