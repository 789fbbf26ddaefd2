//! The life of one synthetic case, told by the same acts a person does, each at its own time.

use super::chance::Dice;
use super::clock::turn_to;
use super::script::Story;
use super::stage::{PACK, Stage};
use acts::desk::Handler;
use acts::intake::{Receipted, Submission, Upload};
use acts::office::{Handed, Reply};
use acts::{Error, Result, casework, chores, follow, intake, office};
use civic::case::{Case, Consent, Refusal, Satisfaction};
use civic::directory::Role;
use kernel::{CaseId, Lang, TeamId, Timestamp};
use std::collections::BTreeMap;
use store::cases;

/// What a finished telling leaves behind.
#[derive(Clone)]
pub struct Told {
    /// What the reporter holds.
    pub receipted: Receipted,
    /// Events that happened: a case that much happened to shows more.
    pub events: u32,
    /// Where it stands.
    pub state: String,
    /// Whether contents are or will soon be gone.
    pub passing: bool,
}

/// Working days from one step to the next.
const SOON: (u32, u32) = (1, 3);

/// One case on its way. Steps that lie ahead of the present end the telling with [`Halt::Present`].
struct Life<'a> {
    stage: &'a Stage,
    dice: Dice,
    id: CaseId,
    at: Timestamp,
}

/// Why a telling ended before the case was closed.
enum Halt {
    /// The next step lies in the future.
    Present,
    /// Nobody does anything about it any more.
    Silence,
    /// An act failed.
    Broken(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Broken(error)
    }
}

impl From<store::StoreError> for Halt {
    fn from(error: store::StoreError) -> Self {
        Self::Broken(error.into())
    }
}

type Step<T = ()> = std::result::Result<T, Halt>;

/// Tells the life of case `number`, which begins at `start`.
///
/// # Errors
/// That of the act that failed.
pub async fn tell(stage: &Stage, dice: Dice, start: Timestamp) -> Result<Told> {
    turn_to(start);
    let report = Report::thought_up(stage, &dice).ok_or(Error::NotFound)?;
    let receipted = report.submit(stage, &dice).await?;
    let id = found(stage, &receipted).await?;
    let mut life = Life { stage, dice, id, at: start };
    match life.unfold(&report, &receipted).await {
        Ok(()) | Err(Halt::Present | Halt::Silence) => {}
        // Two acts of the dice that exclude each other end the telling, and the case stays as it is.
        Err(Halt::Broken(Error::Refused(refusal))) => tracing::debug!(%refusal, "a synthetic case stops"),
        Err(Halt::Broken(error)) => return Err(error),
    }
    let case = life.case().await?;
    Ok(Told {
        receipted,
        events: case.last_seq,
        passing: case.erase_on.is_some_and(|day| day <= stage.now.plus_seconds(90 * 86_400).date()),
        state: case.state,
    })
}

/// A fresh report that may be handed over, for whoever plays the public body.
///
/// # Errors
/// That of the intake.
pub async fn waiting(stage: &Stage, dice: &Dice) -> Result<Receipted> {
    let report = Report::thought_up(stage, dice).ok_or(Error::NotFound)?;
    Report { consent: "yes", excluded: None, ..report }.submit(stage, dice).await
}

async fn found(stage: &Stage, receipted: &Receipted) -> Result<CaseId> {
    let mut conn = stage.house.store.read().await?;
    cases::by_reference(&mut conn, &receipted.reference).await?.ok_or(Error::NotFound)
}

/// What a synthetic reporter says.
struct Report<'a> {
    story: &'a Story,
    service: String,
    place: Option<(String, String)>,
    excluded: Option<TeamId>,
    consent: &'static str,
    amount: Option<String>,
}

impl<'a> Report<'a> {
    fn thought_up(stage: &'a Stage, dice: &Dice) -> Option<Self> {
        let story = stage.script.story(dice)?;
        let amounts = stage.script.amounts();
        let counted = matches!(story.kind.as_str(), "money_asked" | "funds_diverted");
        Some(Self {
            story,
            service: dice.pick(&story.services)?.clone(),
            place: stage.place(dice),
            excluded: dice.falls(5).then(|| dice.pick(&stage.teams).copied()).flatten(),
            consent: match dice.below(10) {
                0 => "no",
                1 | 2 => "later",
                _ => "yes",
            },
            amount: counted.then(|| dice.pick(&amounts).map(|band| (*band).to_owned())).flatten(),
        })
    }

    async fn submit(&self, stage: &Stage, dice: &Dice) -> Result<Receipted> {
        let place = self.place.as_ref().map_or(stage.script.somewhere.as_str(), |(_, name)| name.as_str());
        let narrative = stage.script.told(self.story, place, self.amount.as_deref(), dice);
        let mut answers: BTreeMap<String, String> = [
            ("kind", self.story.kind.as_str()),
            ("service", self.service.as_str()),
            ("narrative", narrative.as_str()),
            ("consent_referral", self.consent),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
        let mut put = |name: &str, value: String| answers.insert(name.to_owned(), value);
        if matches!(self.story.kind.as_str(), "money_asked" | "favour_asked") {
            put(
                "outcome",
                dice.pick(&["paid", "paid", "refused", "not_asked", "unknown"])
                    .copied()
                    .unwrap_or("unknown")
                    .to_owned(),
            );
        }
        if let Some((code, _)) = &self.place {
            put("place", code.clone());
        }
        if let Some(team) = self.excluded {
            put("exclude", team.to_string());
        }
        if let Some(amount) = &self.amount {
            put("amount", amount.clone());
        }
        if dice.falls(60) {
            let days = i64::from(dice.between(1, 60));
            put("when", stage.house.clock.now().plus_seconds(-86_400 * days).date().to_string());
        }
        if dice.falls(50) {
            put("people", dice.pick(&stage.script.said.people).cloned().unwrap_or_default());
        }
        let mut files = BTreeMap::new();
        if dice.falls(4)
            && let Some(bytes) = crate::embedded::data("demo/piece.png")
        {
            let upload = Upload {
                name: "piece-synthetique.png".into(),
                mime: "image/png".into(),
                bytes: bytes.into_owned(),
            };
            put("evidence", upload.name.clone());
            files.insert("evidence".to_owned(), upload);
        }
        let channel = if dice.falls(12) { "api" } else { "web" };
        let submission = Submission { answers, files, lang: Lang::Fr, channel: channel.to_owned() };
        intake::submit(&stage.house, PACK, submission, None).await
    }
}

impl<'a> Life<'a> {
    async fn unfold(&mut self, report: &Report<'_>, receipted: &Receipted) -> Step {
        if self.dice.falls(12) {
            self.after_hours(2, 60)?;
            self.hear(receipted, &self.stage.script.said.replies).await?;
        }
        let late = self.dice.falls(15);
        if late && self.dice.falls(20) {
            return Err(Halt::Silence);
        }
        self.after_days(if late { (4, 9) } else { SOON })?;
        let handler = self.handler(report)?;
        casework::open(&self.stage.desk, handler, self.id).await?;
        if self.dice.falls(55) {
            self.take(handler).await?;
        }
        let credibility = self.assess(handler).await?;
        if self.dice.falls(4) {
            self.merge_a_second(report, handler).await?;
        }
        if self.dice.falls(30) {
            self.ask(handler, receipted).await?;
        }
        if self.dice.falls(15) {
            let note = self.one_of(&self.stage.script.said.notes);
            casework::note(&self.stage.desk, handler, self.id, self.version().await?, note).await?;
        }
        if credibility < 2 {
            self.after_days((1, 6))?;
            let reason =
                *self.dice.pick(&["unfounded", "insufficient", "out_of_scope"]).unwrap_or(&"insufficient");
            return self.close(handler, receipted, reason).await;
        }
        if report.consent == "later" && self.dice.falls(60) {
            self.after_hours(20, 120)?;
            let holder = follow::enter(&self.stage.house, &receipted.receipt).await?;
            follow::consent(&self.stage.house, &holder, Consent::Yes).await?;
        }
        if self.case().await?.consent != Consent::Yes {
            if self.dice.falls(50) {
                return Err(Halt::Silence);
            }
            self.after_days((5, 15))?;
            return self.close(handler, receipted, "no_consent").await;
        }
        if self.dice.falls(30) {
            return Err(Halt::Silence);
        }
        for _ in 0..2 {
            if self.hand_over(report).await? {
                return self.end(receipted, handler).await;
            }
            if self.dice.falls(60) {
                break;
            }
        }
        self.after_days(SOON)?;
        self.close(handler, receipted, "out_of_scope").await
    }

    /// One hand-over, from the summary to the body's answer; false when the case came back without one.
    async fn hand_over(&mut self, report: &Report<'_>) -> Step<bool> {
        let (stage, desk) = (self.stage, &self.stage.desk);
        self.after_days((1, 7))?;
        let coordinator = self.coordinator(report)?;
        let body = stage.body(&report.service, &self.dice).ok_or(Halt::Silence)?;
        let summary = self.one_of(&stage.script.said.summaries);
        casework::summarise(desk, coordinator, self.id, self.version().await?, summary).await?;
        let version = self.version().await?;
        let handed = office::refer(desk, coordinator, self.id, version, body, None).await?;
        if self.dice.falls(40) {
            casework::write(desk, coordinator, self.id, self.version().await?, &stage.script.said.thanks[0])
                .await?;
        }
        let handed_at = self.at;
        match self.dice.below(100) {
            0..45 => self.answered(&handed, handed_at, (8, 29)).await,
            45..63 => self.answered(&handed, handed_at, (31, 46)).await,
            63..72 => self.refused(&handed, handed_at).await,
            silent => {
                self.wait_in_silence(handed_at, 50).await?;
                if silent < 90 {
                    return Err(Halt::Silence);
                }
                let reason = self.one_of(&stage.script.said.recalls);
                casework::recall(desk, coordinator, self.id, self.version().await?, reason).await?;
                Ok(false)
            }
        }
    }

    async fn answered(&mut self, handed: &Handed, since: Timestamp, days: (u32, u32)) -> Step<bool> {
        let (stage, desk) = (self.stage, &self.stage.desk);
        let cookie = self.acknowledged(handed, since).await?;
        let by = self.dice.between(days.0, days.1);
        self.wait_in_silence(since, by).await?;
        let mandate = office::mandate(desk, &handed.link, &cookie).await?;
        let text = self.one_of(&stage.script.said.answers).to_owned();
        let measures =
            ["inquiry", "sanction", "to_court", "refund", "service_restored", "rule_changed", "none"];
        let measure = (*self.dice.pick(&measures).unwrap_or(&"none")).to_owned();
        office::reply(desk, &mandate, Reply::Answer { text, measure }, Vec::new()).await?;
        Ok(true)
    }

    async fn refused(&mut self, handed: &Handed, since: Timestamp) -> Step<bool> {
        let (stage, desk) = (self.stage, &self.stage.desk);
        let cookie = self.acknowledged(handed, since).await?;
        self.after_days((3, 12))?;
        let mandate = office::mandate(desk, &handed.link, &cookie).await?;
        if mandate.state == "accepted" {
            return Err(Halt::Silence);
        }
        let reason = self.one_of(&stage.script.said.refusals).to_owned();
        office::reply(desk, &mandate, Reply::Refuse(reason), Vec::new()).await?;
        Ok(false)
    }

    /// The body opens the link and mostly acknowledges, in time or not; now and then it also takes the case up.
    async fn acknowledged(&mut self, handed: &Handed, since: Timestamp) -> Step<String> {
        let desk = &self.stage.desk;
        let days = if self.dice.falls(80) { (1, 7) } else { (11, 18) };
        let by = self.dice.between(days.0, days.1);
        self.wait_in_silence(since, by).await?;
        let cookie = office::unlock(desk, &handed.link, &handed.code).await?;
        if self.dice.falls(85) {
            let mandate = office::mandate(desk, &handed.link, &cookie).await?;
            office::reply(desk, &mandate, Reply::Acknowledge, Vec::new()).await?;
        }
        if self.dice.falls(30) {
            let mandate = office::mandate(desk, &handed.link, &cookie).await?;
            office::reply(desk, &mandate, Reply::Accept, Vec::new()).await?;
        }
        Ok(cookie)
    }

    /// Lets working days pass since the hand-over, with the reminders and escalations that fall into them.
    async fn wait_in_silence(&mut self, since: Timestamp, days: u32) -> Step {
        for owed in [20, 30, 45].into_iter().filter(|owed| *owed < days) {
            let at = self.working(since, owed, 6);
            if at > self.at {
                self.go_to(at)?;
                chores::run_for(&self.stage.desk, self.id).await?;
            }
        }
        let hour = self.dice.between(8, 16);
        self.go_to(self.working(since, days, hour).max(self.at.plus_seconds(600)))
    }

    /// The desk closes an answered case, the reporter says whether it helped, and sometimes it is opened again.
    async fn end(&mut self, receipted: &Receipted, handler: &Handler) -> Step {
        if self.dice.falls(12) {
            return Err(Halt::Silence);
        }
        self.after_days((1, 5))?;
        casework::open(&self.stage.desk, handler, self.id).await?;
        if self.dice.falls(40) {
            casework::write(
                &self.stage.desk,
                handler,
                self.id,
                self.version().await?,
                &self.stage.script.said.thanks[1],
            )
            .await?;
        }
        let reason =
            *self.dice.pick(&["resolved", "answered", "answered", "unfounded"]).unwrap_or(&"answered");
        self.close(handler, receipted, reason).await?;
        if !self.dice.falls(3) {
            return Ok(());
        }
        self.after_days((10, 30))?;
        let coordinator = self.stage.handlers.iter().find(|other| other.member.role == Role::Coordinator);
        let coordinator = coordinator.ok_or(Halt::Silence)?;
        let why = self.one_of(&self.stage.script.said.reopenings);
        casework::reopen(&self.stage.desk, coordinator, self.id, self.version().await?, why).await?;
        Ok(())
    }

    async fn close(&mut self, handler: &Handler, receipted: &Receipted, reason: &str) -> Step {
        casework::close(&self.stage.desk, handler, self.id, self.version().await?, reason).await?;
        if self.dice.falls(35) {
            self.after_hours(30, 400)?;
            let holder = follow::enter(&self.stage.house, &receipted.receipt).await?;
            let resolved = *self
                .dice
                .pick(&[Satisfaction::Yes, Satisfaction::Partly, Satisfaction::No])
                .unwrap_or(&Satisfaction::No);
            follow::tell(&self.stage.house, &holder, self.dice.falls(70), resolved).await?;
        }
        Ok(())
    }

    async fn assess(&mut self, handler: &Handler) -> Step<u8> {
        let credibility = *self.dice.pick(&[0, 1, 1, 2, 2, 3, 3, 3, 4]).unwrap_or(&2);
        let listed = ["precise", "first_hand", "consistent", "supported", "in_scope", "reporter_safe"];
        let ticked = listed.iter().filter(|_| self.dice.falls(20 + 18 * u64::from(credibility)));
        let ticked = ticked.map(|name| (*name).to_owned()).collect();
        let reasons = self.one_of(&self.stage.script.said.reasons);
        let version = self.version().await?;
        casework::assess(&self.stage.desk, handler, self.id, version, credibility, ticked, reasons).await?;
        Ok(credibility)
    }

    async fn take(&mut self, handler: &Handler) -> Step {
        let Some(team) = handler.member.team else { return Ok(()) };
        let to = Some((team, handler.member.id));
        Ok(casework::assign(&self.stage.desk, handler, self.id, self.version().await?, to).await?)
    }

    /// Somebody else tells the same facts some days later, and the desk sees it.
    async fn merge_a_second(&mut self, report: &Report<'_>, handler: &Handler) -> Step {
        self.after_hours(5, 90)?;
        let second = report.submit(self.stage, &self.dice).await?;
        let second = found(self.stage, &second).await?;
        self.after_days(SOON)?;
        casework::open(&self.stage.desk, handler, second).await?;
        let version = read(self.stage, second).await?.version;
        casework::merge(&self.stage.desk, handler, second, version, self.id).await?;
        Ok(())
    }

    async fn ask(&mut self, handler: &Handler, receipted: &Receipted) -> Step {
        let question = self.one_of(&self.stage.script.said.questions);
        casework::write(&self.stage.desk, handler, self.id, self.version().await?, question).await?;
        if self.dice.falls(65) {
            self.after_hours(5, 100)?;
            self.hear(receipted, &self.stage.script.said.replies).await?;
        }
        Ok(())
    }

    async fn hear(&self, receipted: &Receipted, among: &[String]) -> Step {
        let holder = follow::enter(&self.stage.house, &receipted.receipt).await?;
        Ok(follow::write(&self.stage.house, &holder, self.one_of(among), Vec::new()).await?)
    }

    /// A case worker who may open the case, or else a coordinator.
    fn handler(&self, report: &Report<'_>) -> Step<&'a Handler> {
        let mut fit = self.entitled(report);
        fit.sort_by_key(|handler| handler.member.role == Role::Coordinator);
        let last = fit.len().saturating_sub(1);
        fit.get(self.dice.below(2).min(last)).copied().ok_or(Halt::Silence)
    }

    fn coordinator(&self, report: &Report<'_>) -> Step<&'a Handler> {
        let fit = self.entitled(report);
        fit.into_iter().find(|handler| handler.member.role == Role::Coordinator).ok_or(Halt::Silence)
    }

    fn entitled(&self, report: &Report<'_>) -> Vec<&'a Handler> {
        let place = report.place.as_ref().and_then(|(code, _)| self.stage.house.places.get(code));
        let above: Vec<&str> =
            place.map(|place| place.upwards().map(|above| above.code()).collect()).unwrap_or_default();
        let covers = |handler: &&Handler| {
            let excluded = handler.member.team.is_some() && handler.member.team == report.excluded;
            let inside = |code: &String| {
                above.contains(&code.as_str()) || place.is_some_and(|place| place.code() == code)
            };
            !excluded && handler.member.scopes.iter().any(|scope| scope.place.as_ref().is_none_or(inside))
        };
        self.stage.handlers.iter().filter(covers).collect()
    }

    fn one_of<'t>(&self, among: &'t [String]) -> &'t str {
        self.dice.pick(among).map(String::as_str).unwrap_or_default()
    }

    async fn case(&self) -> Result<Case> {
        read(self.stage, self.id).await
    }

    async fn version(&self) -> Result<u32> {
        Ok(self.case().await?.version)
    }

    /// The given hour of the day that lies so many working days after `since`.
    fn working(&self, since: Timestamp, days: u32, hour: u32) -> Timestamp {
        let day = self.stage.house.calendar.add_working_days(since.date(), days);
        let minutes = i64::from(self.dice.between(0, 59));
        Timestamp::start_of(day).plus_seconds(i64::from(hour) * 3600 + minutes * 60)
    }

    fn after_days(&mut self, days: (u32, u32)) -> Step {
        let (days, hour) = (self.dice.between(days.0, days.1), self.dice.between(8, 16));
        self.go_to(self.working(self.at, days, hour))
    }

    fn after_hours(&mut self, least: u32, most: u32) -> Step {
        let hours = i64::from(self.dice.between(least, most));
        self.go_to(self.at.plus_seconds(hours * 3600))
    }

    fn go_to(&mut self, at: Timestamp) -> Step {
        if at >= self.stage.now {
            return Err(Halt::Present);
        }
        self.at = at;
        turn_to(at);
        Ok(())
    }
}

async fn read(stage: &Stage, id: CaseId) -> Result<Case> {
    let found = cases::read(&mut stage.house.store.read().await?, id).await?;
    found.map(|(case, _)| case).ok_or(Error::Refused(Refusal::Changed))
}
