//! What the house does by itself while it serves: the chores of the clock and the segments of surveys once a minute, letters
//! within seconds. None waits for the others: a mail server that hangs holds up no reminder and no erasure, and neither does a
//! survey whose million records are read anew.

use crate::mail::{self, Sender};
use acts::House;
use acts::chores::{self, Watched};
use acts::survey::segments::{self, Kept};
use kernel::Entropy;
use site::texts::Texts;
use std::sync::Arc;
use std::time::Duration;

/// How often the house looks.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Between two looks into the outbox.
    pub letters: Duration,
    /// Between two rounds of chores.
    pub chores: Duration,
}

/// The pace of a house in service.
pub const STEADY: Pace = Pace { letters: Duration::from_secs(2), chores: Duration::from_secs(60) };

/// Goes round for ever. An error is logged and the next round tries again: what is due stays due.
pub async fn keep(house: Arc<House>, texts: Arc<Texts>, sender: Sender, pace: Pace) {
    tokio::join!(
        keep_letters(&house, &texts, &sender, pace.letters),
        keep_chores(&house, pace.chores),
        keep_segments(&house, pace.chores)
    );
}

async fn keep_letters(house: &House, texts: &Arc<Texts>, sender: &Sender, every: Duration) {
    loop {
        match mail::deliver(house, texts, sender).await {
            // As many as one look takes: more may wait.
            Ok(gone) if gone as i64 >= chores::LETTERS_AT_ONCE => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "letters could not be looked for"),
        }
        tokio::time::sleep(every).await;
    }
}

async fn keep_chores(house: &House, every: Duration) {
    tokio::time::sleep(any_part(every, &*house.entropy)).await;
    let mut watched = Watched::default();
    loop {
        match chores::run_since(house, &mut watched).await {
            Ok(done) if done == chores::Done::default() => {}
            Ok(done) => {
                tracing::info!(done.reminders, done.escalations, done.erased, done.failed, "chores done")
            }
            Err(error) => tracing::error!(%error, "chores failed"),
        }
        tokio::time::sleep(every).await;
    }
}

async fn keep_segments(house: &Arc<House>, every: Duration) {
    tokio::time::sleep(any_part(every, &*house.entropy)).await;
    let mut kept = Kept::default();
    loop {
        match segments::keep_up(house, &mut kept).await {
            Ok(0) => {}
            Ok(runs) => tracing::info!(runs, "segments of surveys made"),
            Err(error) => tracing::error!(%error, "segments of surveys could not be made"),
        }
        tokio::time::sleep(every).await;
    }
}

/// Any part of a time: several nodes on one database, started by one command, would otherwise all do their chores at the same
/// moment.
fn any_part(of: Duration, entropy: &dyn Entropy) -> Duration {
    of.mul_f64(f64::from(any_number(entropy)) / f64::from(u16::MAX))
}

/// Any number; zero when there is no chance to be had, which then fails where it matters.
fn any_number(entropy: &dyn Entropy) -> u16 {
    let mut bytes = [0; 2];
    if entropy.fill(&mut bytes).is_err() {
        tracing::error!("the operating system gives no randomness");
    }
    u16::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{Protection, Smtp};
    use acts::{casework, office};
    use kernel::{Date, Month, Timestamp};
    use store::cases;
    use testhouse::TestHouse;
    use tokio::net::TcpListener;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_mail_server_that_never_answers_holds_up_no_erasure() {
        let test = TestHouse::on(testkit::sqlite().await).await;
        let (house, keeper) = (&test.house, test.handler("keeper").await);
        let body = test.office("Inspection de test", "inspectorate").await;
        let (told, closed) = (test.report(&[]).await, test.report(&[]).await);
        let find = async |reference: &str| casework::find(house, &keeper, reference).await.unwrap();
        let version = async |id| {
            cases::read(&mut house.store.read().await.unwrap(), id).await.unwrap().unwrap().0.version
        };
        let (handed, over) = (find(&told.reference).await, find(&closed.reference).await);
        casework::assess(house, &keeper, handed, version(handed).await, 3, vec![], "Précis.").await.unwrap();
        casework::summarise(house, &keeper, handed, version(handed).await, "Résumé.").await.unwrap();
        office::refer(house, &keeper, handed, version(handed).await, body, None).await.unwrap();
        casework::close(house, &keeper, over, version(over).await, "unfounded").await.unwrap();

        // Takes the connection and says nothing.
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let smtp = Smtp {
            host: "127.0.0.1".to_owned(),
            port: listener.local_addr().unwrap().port(),
            user: None,
            password_file: None,
            from: toml::Spanned::new(0..0, "a@coalition.example".to_owned()),
            tls: Protection::None,
        };
        let pace = Pace { letters: Duration::from_millis(1), chores: Duration::from_millis(50) };
        let rounds = tokio::spawn(keep(house.clone(), test.app.texts.clone(), Sender::Smtp(smtp), pace));
        let (_hanging, _) = listener.accept().await.unwrap();
        let later = Date::from_calendar_date(2035, Month::January, 1).unwrap();
        test.clock.set(Timestamp::start_of(later));
        let erased = async || {
            while !cases::read(&mut house.store.read().await.unwrap(), over).await.unwrap().unwrap().0.erased
            {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), erased()).await.unwrap();
        rounds.abort();
    }
}
