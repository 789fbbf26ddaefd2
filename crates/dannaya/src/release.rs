//! `dannaya release`: makes and stores what may be published as of a day.

use crate::args::Release;
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::open::Ground;
use crate::say::Voice;
use acts::publish;
use acts::survey::results;
use kernel::Timestamp;
use store::releases;

/// Makes the release of every service, and publishes every round of a survey that is due. The same day again changes nothing.
///
/// # Errors
/// When the day lies ahead or before the last release.
pub async fn run(release: Release, voice: &Voice) -> Outcome {
    let ground = Ground::of(Home::at(release.house.data), release.house.database)?;
    let house = ground.open(&voice.tr, |_| {}).await?.house;
    let day = release.as_of.to_string();
    if release.as_of > house.today() {
        return Err(Failure::new("cli-release-ahead").with("day", day));
    }
    for (pack, service) in &house.services {
        if service.pack.publish.dimensions.is_empty() {
            continue;
        }
        let last = releases::latest(&mut house.store.read().await?, pack).await?;
        if let Some(last) = last.map(|last| Timestamp(last.as_of).date()).filter(|last| *last > release.as_of)
        {
            return Err(Failure::new("cli-release-before").with("day", day).with("last", last));
        }
        publish::release(&house, pack, release.as_of).await?;
        voice.say("cli-release-made", &[("pack", pack), ("day", &day)]);
        let late = publish::late(&house, pack).await?;
        if late > 0 {
            voice.say("cli-release-late", &[("pack", pack), ("count", &late.to_string())]);
        }
    }
    for pack in house.surveys.keys() {
        for round in results::publish_due(&house, pack, release.as_of).await? {
            let count = round.interviews.to_string();
            let values = [("pack", pack.as_str()), ("round", &round.round), ("count", &count)];
            voice.say("cli-release-survey", &values);
        }
    }
    house.store.close().await;
    Ok(())
}
