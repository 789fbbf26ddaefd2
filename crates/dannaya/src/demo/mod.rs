//! `dannaya demo`: a house full of visibly synthetic cases over real places, in every state, ready to be tried.
//!
//! The cases are not written into the database: they are lived, by the same acts that people do, each at its own time
//! of the last eighteen months; so are the rounds of surveys, each in its own year. What the demo prints once it keeps in `demo.json`, and prints again at the next start.

mod card;
mod chance;
mod clock;
mod field;
mod life;
mod past;
mod script;
mod stage;
mod surveys;

use crate::args::Demo;
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::open::{Ground, Opened};
use crate::say::Voice;
use crate::{init, serve};
use acts::{Terms, casework, chores, office, publish};
use card::Card;
use chance::Dice;
use civic::directory::Role;
use clock::{StoryClock, telling};
use kernel::{Clock, Date, Lang, Timestamp};
use life::Told;
use stage::{PACK, Stage};
use std::sync::Arc;
use std::time::Duration;
use store::cases;
use tokio::task::JoinSet;

/// Days of the past in which cases came in.
const DAYS: i64 = 548;
/// Lives told at the same time, so that their commits share the disk.
const AT_ONCE: usize = 32;
/// Days between an event and its publication; sixty in a house in service.
const DELAY: u32 = 2;

/// Serves the demo, laying it first when it is not there.
///
/// # Errors
/// When the directory holds a house that is no demo, or the disk refuses.
pub async fn run(demo: Demo, voice: &Voice) -> Outcome {
    // Kept until the end of the process, when it goes with everything in it.
    let fleeting = match &demo.data {
        Some(_) => None,
        None => Some(tempfile::Builder::new().prefix("dannaya-demo-").tempdir().map_err(Failure::internal)?),
    };
    let data = demo.data.clone().or_else(|| fleeting.as_ref().map(|folder| folder.path().join("demo")));
    let home = Home::at(data.unwrap_or_default());
    // Before the work of laying: a taken address is told at once.
    let listener = if demo.seed_only { None } else { Some(serve::listen(demo.doors.listen).await?) };
    let here = listener.as_ref().and_then(|listener| listener.local_addr().ok()).map(serve::url);
    let (ground, opened, card) = match Card::read(&home)? {
        Some(card) => {
            let ground = Ground::of(home, None)?;
            let opened = ground.open(&voice.tr, |terms| differ(terms, here.as_deref())).await?;
            (ground, opened, card)
        }
        None => lay(home, &demo, here.as_deref(), voice).await?,
    };
    card.print(here.as_deref(), voice);
    let Some(listener) = listener else {
        opened.house.store.close().await;
        return Ok(());
    };
    serve::attend(opened, &ground, listener, &demo.doors, voice).await
}

/// What is different in a demo that is served `here`.
fn differ(terms: &mut Terms, here: Option<&str>) {
    if let Some(here) = here {
        here.clone_into(&mut terms.listens_at);
    }
    terms.demo = true;
    terms.second_factor = false;
    terms.publication_delay = Some(DELAY);
}

async fn lay(home: Home, demo: &Demo, here: Option<&str>, voice: &Voice) -> Outcome<(Ground, Opened, Card)> {
    if home.server_key().exists() {
        return Err(Failure::new("cli-demo-real-house").with("path", home.path().display()));
    }
    voice.say("cli-demo-laying", &[("cases", &demo.cases.to_string())]);
    let begun = StoryClock.now();
    let mut ground = init::lay(home, None, "ml", Lang::Fr, voice).await?;
    ground.clock = Arc::new(StoryClock);
    past::keep(&ground.home, begun.date())?;
    let opened = ground.open(&voice.tr, |terms| differ(terms, here)).await?;
    let start = begun.plus_seconds(-DAYS * 86_400);
    let stage = telling(start, Stage::lay(&opened, &ground, start, begun, &voice.tr)).await?;
    let stage = Arc::new(stage);
    let told = live(&stage, demo).await?;
    telling(start, field::lay(&stage, demo.seed)).await?;
    let interviews = telling(start, surveys::lay(&stage, demo)).await?;
    chores::run(&opened.house).await?;
    forget_letters(&opened).await?;
    publish(&opened, start.date(), begun.date()).await?;
    let card = Card::fill(&stage, &told, last_hand_over(&stage, demo).await?)?;
    card.write(&ground.home)?;
    let took = Duration::from_millis(u64::try_from(StoryClock.now().0 - begun.0).unwrap_or_default());
    voice.say(
        "cli-demo-laid",
        &[
            ("cases", &demo.cases.to_string()),
            ("interviews", &interviews.to_string()),
            ("seconds", &took.as_secs().to_string()),
        ],
    );
    Ok((ground, opened, card))
}

/// Tells every life; many at once, each with its own time.
async fn live(stage: &Arc<Stage>, demo: &Demo) -> Outcome<Vec<Told>> {
    let (mut running, mut told) = (JoinSet::new(), Vec::new());
    for number in 0..demo.cases {
        if running.len() >= AT_ONCE
            && let Some(ended) = running.join_next().await
        {
            told.push(ended.map_err(Failure::internal)??);
        }
        let (stage, dice) = (Arc::clone(stage), Dice::of(demo.seed, u64::from(number)));
        let start = opening(&stage, &dice);
        running.spawn(telling(start, async move { life::tell(&stage, dice, start).await }));
    }
    while let Some(ended) = running.join_next().await {
        told.push(ended.map_err(Failure::internal)??);
    }
    // The order in which lives end hangs on the machine, and the card must not.
    told.sort_by(|a, b| (b.events, &b.receipted.reference).cmp(&(a.events, &a.receipted.reference)));
    Ok(told)
}

/// When a report comes in: more and more often as the service becomes known, and by day.
fn opening(stage: &Stage, dice: &Dice) -> Timestamp {
    let days = (dice.fraction().powf(0.7) * (DAYS - 1) as f64) as i64;
    let seconds = i64::from(dice.between(6 * 3600, 22 * 3600));
    let at = Timestamp::start_of(stage.start.date()).plus_seconds(days * 86_400 + seconds);
    at.max(stage.start.plus_seconds(3600))
}

/// Letters of the past were sent in the past.
async fn forget_letters(opened: &Opened) -> Outcome {
    loop {
        let letters = chores::due_letters(&opened.house).await?;
        if letters.is_empty() {
            return Ok(());
        }
        for (post, _) in letters {
            chores::settle(&opened.house, post, Ok(())).await?;
        }
    }
}

/// A release for each quarter that ended, made when it could have been made, and one of today.
async fn publish(opened: &Opened, start: Date, today: Date) -> Outcome {
    let mut day = start;
    while let Some(next) = day.next_day().filter(|next| *next <= today) {
        let quarter_begins = next.day() == 1 + DELAY as u8 && u8::from(next.month()) % 3 == 1;
        if quarter_begins || next == today {
            let noon = Timestamp::start_of(next).plus_seconds(43_200);
            telling(noon, publish::release(&opened.house, PACK, next)).await?;
        }
        day = next;
    }
    Ok(())
}

/// A case handed over a few days ago, whose link and code are on the card: somebody can play the public body.
async fn last_hand_over(stage: &Arc<Stage>, demo: &Demo) -> Outcome<Option<(String, office::Handed)>> {
    let fits = stage.handlers.iter().find(|handler| handler.member.role == Role::Coordinator);
    let (Some(coordinator), Some((body, _))) = (fits, stage.bodies.first()) else { return Ok(None) };
    let dice = Dice::of(demo.seed, u64::MAX);
    let reported = stage.now.plus_seconds(-9 * 86_400);
    telling(reported, async {
        let told = life::waiting(stage, &dice).await?;
        let desk = &stage.house;
        let id = cases::by_reference(&mut desk.store.read().await?, &told.reference).await?;
        let id = id.ok_or_else(|| Failure::internal("no case"))?;
        clock::turn_to(stage.now.plus_seconds(-5 * 86_400));
        let version = async || -> Outcome<u32> {
            let read = cases::read(&mut desk.store.read().await?, id).await?;
            Ok(read.map_or(0, |(case, _)| case.version))
        };
        let said = &stage.script.said;
        let first = |among: &[String]| among.first().cloned().unwrap_or_default();
        casework::open(desk, coordinator, id).await?;
        let ticked = vec!["precise".to_owned(), "in_scope".to_owned()];
        casework::assess(desk, coordinator, id, version().await?, 3, ticked, &first(&said.reasons)).await?;
        casework::summarise(desk, coordinator, id, version().await?, &first(&said.summaries)).await?;
        clock::turn_to(stage.now.plus_seconds(-2 * 86_400));
        let handed = office::refer(desk, coordinator, id, version().await?, *body, None).await?;
        Ok(Some((told.reference, handed)))
    })
    .await
}
