use super::*;
#[test]
fn smoke() {
    let p = Places::read(
        include_bytes!("../../../../data/places/ml/places.csv"),
        include_bytes!("../../../../data/places/ml/crosswalk.csv"),
    )
    .unwrap();
    for q in [
        "segu",
        "segou",
        "Ségou",
        "bamaco",
        "tombouctu",
        "Nyoro",
        "ɲɔrɔ",
        "N'gara",
        "n gara",
        "koro mopti",
        "ko",
        "sego",
        "djene",
        "Jɛnɛ",
        "sikaso",
        "kulikoro",
        "Bamakɔ",
        "tinessako",
        "nioro du sahel",
        "commune iv bamako",
        "menaka",
        "timbuktu",
        "Moti",
        "kayi",
        "kita",
        "wagadu",
        "gao",
    ] {
        let t = std::time::Instant::now();
        let r = p.search(q, None, 6);
        println!(
            "{q} {:?} {:?}",
            t.elapsed(),
            r.iter().map(|x| format!("{:?} {}", x, x.path().join("/"))).collect::<Vec<_>>()
        );
    }
}
