//! What is computed after each answer is what would be computed from the beginning.

use crate::person::{Surroundings, form};
use xforms::{AnswerError, Filling, Form};

/// A form in which nearly everything reads something else: across repeats, inside them, before and after.
fn entangled() -> Form {
    let data = "<a>1</a><n>2</n>\
        <o><x>1</x><g><y/></g><i><z>1</z><zz/><prev/><pos/></i><sum/><rel/><last/><k/></o>\
        <c><v/><w/><u/></c>\
        <total/><deep/><counted/><first/><second/><big/><sel/><any/>";
    let bind = |node: &str, rules: &str| format!("<bind nodeset='/data/{node}' {rules}/>");
    let model = [
        bind("n", "type='int' relevant='/data/a != 9'"),
        bind("o", "relevant='position(.) != 3 or /data/a &lt; 5'"),
        bind("o/g", "relevant='../x &gt; 1'"),
        bind("o/g/y", "calculate='/data/o/x * 10 + /data/a'"),
        bind("o/i", "relevant='../x != 4'"),
        bind("o/i/zz", "calculate='../z + ../../x + count(../../../o)'"),
        bind("o/i/prev", "calculate='sum(../../i[position() = position(current()/..) - 1]/zz)'"),
        bind("o/i/pos", "calculate=\"concat(position(../..), '.', position(..), '/', count(/data/o/i))\""),
        bind("o/sum", "calculate='sum(/data/o/i/zz) + sum(../i/z)'"),
        bind("o/rel", "relevant='sum(../../o/x) &gt; 4' calculate='max(../../o/sum)'"),
        bind("o/last", "calculate='indexed-repeat(/data/o/x, /data/o, count(/data/o))'"),
        bind("o/k", "calculate=\"join(',', ../../c/w)\""),
        bind("c/w", "calculate='position(..) * /data/n + /data/o[1]/x'"),
        bind(
            "c/u",
            "relevant='../v != 2' calculate='coalesce(/data/c[position() = position(current()/..) + 1]/v, /data/total)'",
        ),
        bind("total", "calculate='sum(/data/o/x)'"),
        bind("deep", "calculate='sum(/data/o/i/z) + sum(/data/o/g/y)'"),
        bind("counted", "calculate='count(/data/o) * 100 + count(/data/o/i) * 10 + count(/data/c)'"),
        bind("first", "calculate='/data/o/i/zz'"),
        bind("second", "calculate='/data/o[position() = 2]/i[2]/zz'"),
        bind("big", "relevant='/data/total &gt; 6' calculate='/data/deep + /data/counted'"),
        bind("sel", "calculate='count(/data/o[x &gt; /data/a]/i[z = /data/n])'"),
        bind("any", "calculate=\"if(/data/o/x = 3, 'three', /data/big)\""),
    ];
    let body = "<input ref='/data/a'/><input ref='/data/n'/>\
        <repeat nodeset='/data/o'><input ref='/data/o/x'/>\
          <repeat nodeset='/data/o/i'><input ref='/data/o/i/z'/></repeat></repeat>\
        <repeat nodeset='/data/c' jr:count='/data/n'><input ref='/data/c/v'/></repeat>";
    Form::parse(&form(data, &model.concat(), body)).unwrap_or_else(|error| panic!("{error}"))
}

fn rolled(state: &mut u64, sides: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % sides
}

/// One thing a person may do, in words.
fn act(filling: &mut Filling<'_>, state: &mut u64) -> String {
    let (outer, inner, digit) = (1 + rolled(state, 4), 1 + rolled(state, 4), rolled(state, 10).to_string());
    let small = rolled(state, 5).to_string();
    let (told, outcome) = match rolled(state, 10) {
        0 => ("a".to_owned(), filling.set("a", &digit)),
        1 => ("n".to_owned(), filling.set("n", &small)),
        2 | 3 => (format!("o[{outer}].x"), filling.set(&format!("o[{outer}].x"), &small)),
        4 | 5 => {
            let name = format!("o[{outer}].i[{inner}].z");
            let outcome = filling.set(&name, &digit);
            (name, outcome)
        }
        6 => (format!("c[{inner}].v"), filling.set(&format!("c[{inner}].v"), &small)),
        7 => {
            let few = filling.repeat("o").unwrap().unwrap().instances.len() < 5;
            ("add o".to_owned(), if few { filling.add("o").map(drop) } else { Ok(()) })
        }
        8 => (format!("add o[{outer}].i"), filling.add(&format!("o[{outer}].i")).map(drop)),
        _ => {
            let name =
                if rolled(state, 2) == 0 { format!("o[{outer}]") } else { format!("o[{outer}].i[{inner}]") };
            (format!("remove {name}"), filling.remove(&name))
        }
    };
    if let Err(AnswerError::Evaluation(error)) = outcome {
        panic!("{told}: {error}");
    }
    told
}

#[test]
fn after_every_act_the_record_is_that_of_the_same_answers_computed_afresh() {
    let (form, around) = (entangled(), Surroundings::default());
    for seed in 1..8 {
        let mut state = seed;
        let mut filling = Filling::start(&form, &around).unwrap();
        let mut done = Vec::new();
        for _ in 0..60 {
            done.push(act(&mut filling, &mut state));
            let afresh = Filling::restore(&form, &around, filling.answers()).unwrap();
            assert_eq!(filling.submission_xml("x"), afresh.submission_xml("x"), "after {done:?}");
        }
    }
}
