//! A visitor cannot fill the disk: files have a budget and an end, and what can wait is refused long before nothing fits.

use acts::draft::Draft;
use acts::intake::{Submission, Upload};
use acts::room::{LEAST_FOR_DRAFTS, LEAST_FOR_FILES, MOST_FILES};
use acts::{Error, draft, follow};
use kernel::Lang;
use testhouse::TestHouse;

const PACK: &str = "denunciation";

fn file(bytes: usize) -> Upload {
    Upload { name: "p.jpg".into(), mime: "image/jpeg".into(), bytes: vec![7; bytes] }
}

fn no_room<T>(done: acts::Result<T>) -> bool {
    matches!(done, Err(Error::NoRoom))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_unfinished_reports_have_one_budget_whoever_sends_them() {
    for engine in testkit::engines().await {
        let test = TestHouse::with(engine, |terms| terms.unsent_files = 3000).await;
        let house = &test.house;
        let mut keys = Vec::new();
        for _ in 0..3 {
            keys.push(draft::begin(house, PACK).await.unwrap());
        }
        assert!(
            draft::attach(house, &keys[0], PACK, &mut Draft::default(), "evidence", file(1200)).await.is_ok()
        );
        assert!(
            draft::attach(house, &keys[1], PACK, &mut Draft::default(), "evidence", file(1200)).await.is_ok()
        );
        assert!(no_room(
            draft::attach(house, &keys[2], PACK, &mut Draft::default(), "evidence", file(1200)).await
        ));
        draft::detach(house, &keys[0], &mut Draft::default(), "evidence").await.unwrap();
        assert!(
            draft::attach(house, &keys[2], PACK, &mut Draft::default(), "evidence", file(1200)).await.is_ok()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn as_the_disk_fills_files_are_refused_first_then_new_reports_and_what_is_finished_is_taken() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let (house, receipted) = (&test.house, test.report(&[]).await);
    let key = draft::begin(house, PACK).await.unwrap();
    let holder = follow::enter(house, &receipted.receipt).await.unwrap();
    test.disk.leave(LEAST_FOR_FILES - 1);
    assert!(no_room(draft::attach(house, &key, PACK, &mut Draft::default(), "evidence", file(1)).await));
    assert!(no_room(follow::write(house, &holder, "Voici.", vec![file(1)]).await));
    assert!(follow::write(house, &holder, "Voici.", vec![]).await.is_ok());
    assert!(draft::begin(house, PACK).await.is_ok());
    let answers = [
        ("kind", "money_asked"),
        ("service", "police"),
        ("narrative", "Récit inventé."),
        ("consent_referral", "yes"),
        ("evidence", "p.jpg"),
    ];
    let submission = Submission {
        answers: answers.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        files: [("evidence".to_owned(), file(1))].into(),
        lang: Lang::Fr,
        channel: "api".to_owned(),
    };
    let refused = acts::intake::submit(house, PACK, submission, None).await;
    let Err(Error::Answers(faults)) = refused else { panic!("it was taken") };
    assert_eq!(faults[0].key, "answer-file-no-room");
    test.disk.leave(LEAST_FOR_DRAFTS - 1);
    assert!(no_room(draft::begin(house, PACK).await));
    assert!(no_room(draft::save(house, &key, PACK, &draft::Draft::default()).await));
    test.report(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_holder_of_a_receipt_joins_so_many_files_and_no_more() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let (house, receipted) = (&test.house, test.report(&[]).await);
    let holder = follow::enter(house, &receipted.receipt).await.unwrap();
    for _ in 0..MOST_FILES {
        follow::write(house, &holder, "", vec![file(1)]).await.unwrap();
    }
    let refused = follow::write(house, &holder, "Encore un.", vec![file(1)]).await;
    assert!(matches!(refused, Err(Error::TooManyFiles)));
    assert!(follow::write(house, &holder, "Encore un mot.", vec![]).await.is_ok());
}
