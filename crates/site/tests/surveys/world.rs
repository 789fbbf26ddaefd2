//! A house with two published rounds of one survey and one of another, from synthetic interviews.

use acts::survey::results::publish_due;
use civic::pack::BY_PLACE;
use civic::survey::{Figures, Published};
use kernel::{Date, Month};
use std::collections::BTreeMap;
use testhouse::{Reply, TestHouse};

pub struct World {
    pub test: TestHouse,
    /// By survey, the latest first.
    pub rounds: BTreeMap<&'static str, Vec<Published>>,
}

impl World {
    pub async fn new() -> Self {
        let test = TestHouse::on(testkit::sqlite().await).await;
        // In every third commune only so many that nothing, or not much, may be shown of it.
        let few = |plan: BTreeMap<String, u32>| {
            let some = plan.into_iter().step_by(5).enumerate();
            some.map(|(at, (place, wanted))| (place, [wanted, wanted, 8, wanted, wanted, 22][at % 6]))
                .collect()
        };
        test.interviews_of_round("civact", 0, few).await;
        test.interviews_of_round("civact", 1, |plan| plan.into_iter().step_by(11).collect()).await;
        test.interviews("perception", 16).await;
        let day = Date::from_calendar_date(2027, Month::December, 1).unwrap();
        let mut rounds = BTreeMap::new();
        for survey in ["civact", "perception"] {
            let mut made = publish_due(&test.house, survey, day).await.unwrap();
            made.reverse();
            rounds.insert(survey, made);
        }
        assert_eq!((rounds["civact"].len(), rounds["perception"].len()), (2, 1));
        Self { test, rounds }
    }

    /// The first round of a survey.
    pub fn first(&self, survey: &str) -> &Published {
        self.rounds[survey].last().unwrap()
    }

    pub fn name(&self, place: &str) -> String {
        self.test.house.places.get(place).unwrap().name().to_owned()
    }

    /// The places of a row's level that lie directly in another.
    pub fn below<'f>(&self, figures: &'f Figures, place: &str) -> Vec<&'f str> {
        let parent = |of: &str| self.test.house.places.get(of).and_then(|place| place.parent());
        figures.sheet.rows().filter(|of| parent(of).is_some_and(|above| above.code() == place)).collect()
    }
}

/// The figures of an indicator by place.
pub fn by_place<'r>(round: &'r Published, indicator: &str) -> &'r Figures {
    round.indicator(indicator).unwrap().figures.iter().find(|figures| figures.by == BY_PLACE).unwrap()
}

/// The lines of the tables of a page: the words of the heading of each, and its cells as text.
pub fn lines(page: &str) -> Vec<(String, Vec<String>)> {
    let rows = page.split("<tr").skip(1).filter_map(|row| row.split("</tr>").next());
    let cells = |row: &str| -> Option<(String, Vec<String>)> {
        let (_, head) = row.split_once("<th scope=\"row\"")?;
        let (head, rest) = head.split_once("</th>")?;
        let cells = rest.split("<td").skip(1).filter_map(|cell| cell.split("</td>").next());
        Some((text(head), cells.map(text).collect()))
    };
    rows.filter_map(cells).collect()
}

/// What a reader sees of a piece of a page that begins inside a tag.
pub fn text(html: &str) -> String {
    let mut seen = String::new();
    for piece in html.split('<') {
        seen.push_str(piece.split_once('>').map_or("", |(_, text)| text));
    }
    plain(&seen)
}

/// Words with plain blanks, and without the marks of HTML.
pub fn plain(said: &str) -> String {
    said.replace(['\u{202F}', '\u{A0}'], " ").replace("&quot;", "\"").replace("&amp;", "&").trim().to_owned()
}

pub fn is_page(reply: &Reply) -> bool {
    reply.headers.get("content-type").is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html"))
}

/// A share in whole percent, as pages say it.
pub fn percent(share: f64) -> i64 {
    (share * 100.0).round() as i64
}
