//! What a posted screen leaves behind: answers that fit, words to look for, files, and what is to be mended.

use super::field::{Way, looked_for_place, looked_in_list, offers_of, sentence, spot, written};
use super::place::{self, Said};
use super::posted::Posted;
use super::writing::{Stop, Writing};
use acts::intake::{LARGEST_FILE, Surroundings, excludes_all};
use acts::{MOST_PAGES, draft};
use std::collections::{BTreeMap, BTreeSet};
use xforms::{EvaluationError, Filling, PageId, Question};

/// Name of a field and what is wrong with its answer, in the order of the screen.
pub type Faults = Vec<(String, String)>;

/// Where a posted screen leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Next,
    Back,
    Stay,
}

/// What a posted screen leaves behind.
pub struct Taken {
    pub answers: BTreeMap<String, String>,
    pub words: BTreeMap<String, String>,
    pub faults: Faults,
    pub step: Step,
    /// The first question that an answer of this screen brought onto it.
    pub brought: Option<String>,
}

/// What became of the files of a screen.
#[derive(Default)]
pub struct Kept {
    /// Names that stand in the answers, by field.
    names: BTreeMap<String, String>,
    /// Files for which there was no room.
    faults: Faults,
}

/// Seals the files of a screen beside the draft, or forgets one.
pub async fn keep_files(
    writing: &mut Writing<'_>,
    surroundings: &Surroundings<'_>,
    id: PageId,
    posted: &Posted,
) -> Result<Kept, Stop> {
    let house = writing.visit.house();
    let fields: Vec<String> = {
        let filling = writing.filling(surroundings)?;
        let questions = filling.page(id)?.map(|page| page.questions).unwrap_or_default();
        let files = questions.into_iter().filter(|question| Way::of(question) == Way::File);
        files.map(|question| question.name).collect()
    };
    let mut kept = Kept::default();
    for field in fields {
        if posted.get("act") == format!("remove:{field}") {
            draft::detach(house, &writing.key, &mut writing.draft, &field).await?;
            kept.names.insert(field, String::new());
        } else if let Some((_, file)) = posted.files.iter().find(|(name, _)| *name == field) {
            let attached = draft::attach(
                house,
                &writing.key,
                writing.sheet.id,
                &mut writing.draft,
                &field,
                file.clone(),
            )
            .await;
            match attached {
                Ok(name) => _ = kept.names.insert(field, name),
                Err(acts::Error::NoRoom) => {
                    kept.faults.push((field, writing.visit.tr.t("error-file-no-room")));
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(kept)
}

/// Gives the form what was sent: what fits is taken, what does not is named.
pub fn take(
    writing: &Writing<'_>,
    surroundings: &Surroundings<'_>,
    id: PageId,
    posted: &Posted,
    kept: Kept,
) -> Result<Taken, Stop> {
    let tr = &writing.visit.tr;
    let mut reading = Reading::of(writing, surroundings, posted, kept);
    let mut filling = writing.filling(surroundings)?;
    let mut asked = BTreeSet::new();
    let mut brought = None;
    let mut too_many = None;
    // An answer may bring further questions onto the screen. What was sent for them is given in the next round; what nobody
    // was asked yet is shown.
    while let Some(page) = filling.page(id)? {
        let first_round = asked.is_empty();
        let mut given = Vec::new();
        for question in page.questions.iter().filter(|question| asked.insert(question.name.clone())) {
            if first_round || posted.speaks_of(&question.name) {
                given.extend(reading.read(question));
            } else {
                brought.get_or_insert_with(|| question.name.clone());
            }
        }
        if given.is_empty() {
            break;
        }
        match give(&mut filling, &given) {
            Ok(refused) => {
                for (name, error) in refused {
                    reading.faults.push((name.clone(), sentence(tr, &name, &error)));
                }
            }
            Err(EvaluationError::TooManyInstances) => {
                too_many = given.into_iter().next().map(|(name, _)| name);
                break;
            }
            Err(error) => return Err(error.into()),
        }
    }
    if too_many.is_none() && filling.pages().len() > MOST_PAGES {
        too_many = asked.into_iter().next();
    }
    let Reading { words, mut faults, step, .. } = reading;
    if let Some(name) = too_many {
        // These answers would make the form larger than is taken: none of the screen is kept.
        faults.push((name, tr.t("answer-too-many")));
        let answers = writing.draft.answers.clone();
        return Ok(Taken { answers, words, faults, step: Step::Next, brought: None });
    }
    for (name, error) in filling.check_page(id)? {
        // What is only now to be asked is not missing yet.
        if brought.as_ref() != Some(&name) && faults.iter().all(|(other, _)| *other != name) {
            faults.push((name.clone(), sentence(tr, &name, &error)));
        }
    }
    let service = writing.service();
    for question in filling.page(id)?.iter().flat_map(|page| &page.questions) {
        if service.is_some_and(|service| excludes_all(service, surroundings, question)) {
            faults.push((question.name.to_owned(), tr.t("report-exclude-all")));
        }
    }
    let answers = filling.answers().collect();
    Ok(Taken { answers, words, faults, step, brought })
}

fn give(
    filling: &mut Filling<'_>,
    given: &[(String, String)],
) -> Result<Vec<(String, xforms::AnswerError)>, EvaluationError> {
    filling.set_together(given.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// A screen being read.
struct Reading<'a> {
    writing: &'a Writing<'a>,
    surroundings: &'a Surroundings<'a>,
    posted: &'a Posted,
    files: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
    faults: Faults,
    step: Step,
}

impl<'a> Reading<'a> {
    fn of(
        writing: &'a Writing<'a>,
        surroundings: &'a Surroundings<'a>,
        posted: &'a Posted,
        kept: Kept,
    ) -> Self {
        let step = match posted.get("act") {
            "back" => Step::Back,
            act if act.starts_with("remove:") => Step::Stay,
            _ => Step::Next,
        };
        let words = writing.draft.words.clone();
        let Kept { names: files, faults } = kept;
        Self { writing, surroundings, posted, files, words, faults, step }
    }

    /// The answer to a question, when there is one to give.
    fn read(&mut self, question: &Question<'_>) -> Option<(String, String)> {
        let (tr, posted, name) = (&self.writing.visit.tr, self.posted, &question.name);
        let places = &self.writing.visit.house().places;
        let act = posted.get("act");
        let value = match Way::of(question) {
            Way::Told => return None,
            Way::File => {
                if posted.oversize {
                    let most = (LARGEST_FILE >> 20).to_string();
                    self.faults.push((name.to_owned(), tr.ta("error-file-size", &[("max", most.into())])));
                }
                self.files.get(name)?.clone()
            }
            Way::Place => self.place(name),
            way @ Way::Found { .. } => {
                let before = self.words.remove(name).unwrap_or_default();
                let answer = written(tr, &way, name, &[], posted).unwrap_or_default();
                if let Some(typed) = looked_in_list(name, act, posted, &before) {
                    self.look(name, typed);
                } else if answer.is_empty()
                    && !before.is_empty()
                    && !posted.get(&format!("{name}-words")).is_empty()
                    && act != "back"
                {
                    self.words.insert(name.to_owned(), before);
                    self.faults.push((name.to_owned(), tr.t("list-undecided")));
                }
                answer
            }
            Way::Point => {
                let before = self.words.remove(name).unwrap_or_default();
                if let Some(typed) = looked_for_place(name, act, posted, &before) {
                    self.look(name, typed);
                }
                let chosen = spot(places, posted.get(&format!("{name}-place")));
                chosen.unwrap_or_else(|| posted.get(name).to_owned())
            }
            way => match written(tr, &way, name, &offers_of(question, self.surroundings), posted) {
                Ok(value) => value,
                Err(said) => {
                    self.faults.push((name.to_owned(), said));
                    return None;
                }
            },
        };
        Some((name.to_owned(), value))
    }

    fn look(&mut self, name: &str, typed: String) {
        self.step = Step::Stay;
        if !typed.is_empty() {
            self.words.insert(name.to_owned(), typed);
        }
    }

    fn place(&mut self, name: &str) -> String {
        let before = self.words.remove(name).unwrap_or_default();
        match place::said(name, self.posted.get("act"), self.posted, &before) {
            Said::Answer(code) => code,
            Said::Down(code) => {
                self.step = Step::Stay;
                code
            }
            Said::Look(typed) => {
                self.step = Step::Stay;
                self.words.insert(name.to_owned(), typed);
                String::new()
            }
            Said::Undecided => {
                self.words.insert(name.to_owned(), before);
                self.faults.push((name.to_owned(), self.writing.visit.tr.t("report-place-undecided")));
                String::new()
            }
        }
    }
}
