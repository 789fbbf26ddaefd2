//! A published round as one visitor sees it: names, words and the frame of its pages.

use crate::public::shelf::Rounds;
use crate::public::{spoken, words};
use crate::ui::{Area, Html, Markup, Page, html, in_each_language};
use crate::{Error, Result, Visit};
use acts::Survey;
use civic::pack::{BY_PLACE, Group};
use civic::survey::{Cell, Figures, Published, Reading, Voice};
use kernel::Lang;
use std::sync::Arc;

/// The rounds of a survey, one of them chosen.
pub(super) struct View<'v> {
    pub visit: &'v Visit,
    pub survey: &'v Survey,
    pub rounds: Arc<Rounds>,
    /// Place of the chosen round among the published ones.
    at: usize,
}

impl<'v> View<'v> {
    /// The last round of a survey; none when nothing is published.
    pub(super) async fn last(visit: &'v Visit, lang: &str, survey: &str) -> Result<Option<Self>> {
        spoken(lang)?;
        let rounds = visit.app.shelf.rounds(visit, survey).await?;
        let Some(round) = rounds.published.first().map(|last| last.round.clone()) else { return Ok(None) };
        Self::standing(visit, survey, &round, rounds).map(Some)
    }

    /// A round of a survey.
    pub(super) async fn round(visit: &'v Visit, lang: &str, survey: &str, round: &str) -> Result<Self> {
        spoken(lang)?;
        let rounds = visit.app.shelf.rounds(visit, survey).await?;
        Self::standing(visit, survey, round, rounds)
    }

    /// A round of rounds that are at hand.
    pub(super) fn standing(visit: &'v Visit, survey: &str, round: &str, rounds: Arc<Rounds>) -> Result<Self> {
        let at = rounds.published.iter().position(|known| known.round == round).ok_or(Error::NotFound)?;
        Ok(Self { visit, survey: visit.house().survey(survey)?, rounds, at })
    }

    /// The chosen round.
    pub(super) fn told(&self) -> &Published {
        &self.rounds.published[self.at]
    }

    /// The published round before it.
    pub(super) fn before(&self) -> Option<&Published> {
        self.rounds.published.get(self.at + 1)
    }

    /// A text of the pack; its key where there is none.
    pub(super) fn named(&self, key: &str) -> String {
        self.visit.tr.pack(&self.survey.pack.id, key).unwrap_or_else(|| key.to_owned())
    }

    pub(super) fn round_name(&self, round: &Published) -> String {
        self.named(&format!("round-{}", round.round))
    }

    /// Address of a page of this survey.
    pub(super) fn href(&self, rest: &str) -> String {
        format!("/{}/surveys/{}{rest}", self.visit.lang, self.survey.pack.id)
    }

    /// Address of a page of this round.
    pub(super) fn href_in(&self, rest: &str) -> String {
        self.href(&format!("/{}{rest}", self.told().round))
    }

    /// The page around `body`. `rest`: what follows the survey in its address; the page in another language shows the same.
    pub(super) fn page(&self, title: String, rest: &str, body: Markup) -> Html {
        let query = self.visit.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let same = |lang: Lang| format!("/{lang}/surveys/{}{rest}{query}", self.survey.pack.id);
        Page::new(self.visit.app.frame(), &self.visit.tr, Area::Data, title)
            .languages(in_each_language(same))
            .nav(words::nav(self.visit, "surveys"))
            .show(body)
    }

    /// Way back from a page of the round: the surveys, this one, its round.
    pub(super) fn path(&self, here: &str) -> Markup {
        let tr = &self.visit.tr;
        let round = self.told();
        html! {
            nav aria-label=(tr.t("survey-path")) {
                ol class="path" {
                    li { a href=(self.href(&format!("?round={}", round.round))) { (self.named("pack-name")) } }
                    li { span aria-current="page" { (here) } }
                }
            }
            p class="soft" { (self.when(round)) }
        }
    }

    /// Which round it is, of how many interviews, held when.
    pub(super) fn when(&self, round: &Published) -> String {
        let tr = &self.visit.tr;
        tr.ta(
            "survey-round",
            &[
                ("round", self.round_name(round).into()),
                ("count", (round.interviews as i64).into()),
                ("from", tr.date(round.from).into()),
                ("to", tr.date(round.to).into()),
            ],
        )
    }

    /// The name of an indicator, with its number in a results framework.
    pub(super) fn indicator_name(&self, id: &str, code: Option<&str>) -> String {
        let title = self.named(&format!("indicator-{id}"));
        code.map_or(title.clone(), |code| format!("{code} · {title}"))
    }

    /// The words of an answer.
    pub(super) fn answer(&self, question: &str, code: &str) -> String {
        self.named(&format!("{question}-{code}"))
    }

    /// The question whose words the answers of a ranking have.
    pub(super) fn ranked_question(&self, id: &str) -> &str {
        let rule = self.survey.pack.rankings.iter().find(|rule| rule.id == id);
        rule.and_then(|rule| rule.questions.first()).map_or("", String::as_str)
    }

    /// The name of a row of figures.
    pub(super) fn row_name(&self, figures: &Figures, of: &str) -> String {
        self.row_label(&figures.by, of, of == figures.sheet.whole())
    }

    /// The name of a group or place of a breakdown. `whole`: whether it is everybody.
    pub(super) fn row_label(&self, by: &str, of: &str, whole: bool) -> String {
        match self.survey.pack.group(by) {
            _ if whole => self.visit.tr.t("survey-all"),
            _ if by == BY_PLACE => words::place(self.visit, of).to_owned(),
            Some(group) if group.bands.is_empty() => self.answer(&group.question, of),
            Some(group) => self.band(group, of),
            None => of.to_owned(),
        }
    }

    /// `18-24` as people say it.
    fn band(&self, group: &Group, of: &str) -> String {
        let Some(at) = (0..group.bands.len()).find(|at| group.band(*at) == of) else { return of.to_owned() };
        let age = |at: usize| group.bands.get(at).copied().map(i64::from);
        let from = age(at).unwrap_or_default();
        match age(at + 1) {
            Some(next) => {
                self.visit.tr.ta("survey-band", &[("from", from.into()), ("to", (next - 1).into())])
            }
            None => self.visit.tr.ta("survey-band-open", &[("from", from.into())]),
        }
    }

    /// A figure as a sentence.
    pub(super) fn sentence(&self, cell: Option<&Cell>, what: &str) -> String {
        self.say(&self.reading(cell), what)
    }

    pub(super) fn reading(&self, cell: Option<&Cell>) -> Reading {
        Reading::of(cell, Voice::from(self.survey.pack.sample.reach))
    }

    pub(super) fn say(&self, reading: &Reading, what: &str) -> String {
        let mut values: Vec<_> =
            reading.numbers.iter().map(|(name, number)| (*name, (*number).into())).collect();
        values.push(("what", what.into()));
        self.visit.tr.ta(reading.key, &values)
    }

    /// What moved since the round before, where both figures are shown.
    pub(super) fn moved(&self, indicator: &str, by: &str, of: &str) -> Option<String> {
        let figures = |round: &Published| {
            let answered = round.indicators.iter().find(|one| one.id == indicator)?;
            answered.figures.iter().find(|figures| figures.by == by).cloned()
        };
        let (now, then) = (figures(self.told())?, figures(self.before()?)?);
        let change = now.sheet.change(&then.sheet, of, "yes")?;
        let (now, then) = (now.sheet.cell(of, "yes")?, then.sheet.cell(of, "yes")?);
        Some(self.say(&Reading::of_change(&then, &now, &change), ""))
    }

    /// How the figures are made, under every page of them.
    pub(super) fn method(&self) -> Markup {
        let tr = &self.visit.tr;
        let weighted =
            if self.survey.pack.weights.is_some() { "survey-method" } else { "survey-method-asked" };
        html! {
            p class="soft" { (tr.t(weighted)) }
            p class="soft" { (tr.ta("survey-withheld", &[
                ("mark", tr.t("no-figure").into()),
                ("threshold", self.survey.pack.publish.threshold.into()),
            ])) }
            p { a href=(self.href_in("/codebook")) { (tr.t("survey-codebook")) } }
        }
    }
}
