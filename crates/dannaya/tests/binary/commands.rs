//! The other commands, as an operator types them.

use crate::house::{TestHome, dannaya, said};
use serde_json::Value;
use sqlx::{Connection, SqliteConnection};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Changes the SQLite file of a house behind its back.
async fn by_hand(home: &TestHome, sql: &'static str) {
    let path = home.path("dannaya.db");
    let mut conn = SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

#[tokio::test]
async fn a_row_that_somebody_edited_is_named_by_the_audit() {
    let home = TestHome::empty();
    let demo = home.run("demo", &["--cases", "12", "--seed", "3", "--seed-only"]);
    assert_eq!(demo.code, 0, "{}", demo.err);
    assert_eq!(home.run("audit", &[]).code, 0);
    by_hand(&home, "UPDATE cases SET region = 'ML99'").await;
    let audit = home.run("audit", &["--json"]);
    assert_eq!(audit.code, 1);
    let found: Value = serde_json::from_str(&audit.out).unwrap();
    assert_eq!(found["ok"], false);
    assert_eq!(found["problems"][0]["problem"], "row-differs", "{found}");
    let people = home.run("audit", &[]);
    assert!(people.code == 1 && people.out.contains("la liste dit autre chose"), "{}", people.out);
}

#[test]
fn a_broken_pack_is_told_line_by_line_with_its_mend_in_the_operators_language() {
    let home = TestHome::empty();
    let pack = home.folder().join("broken");
    std::fs::create_dir_all(pack.join("texts")).unwrap();
    for name in ["pack.toml", "form.xml", "texts/fr.ftl"] {
        std::fs::copy(root().join("packs/denunciation").join(name), pack.join(name)).unwrap();
    }
    let toml = std::fs::read_to_string(pack.join("pack.toml")).unwrap();
    let line = toml.lines().position(|line| line.starts_with("seal = ")).unwrap() + 1;
    let leaky =
        toml.replace("seal = [\"narrative\", ", "seal = [").replace("facts = [", "facts = [\"narrative\", ");
    std::fs::write(pack.join("pack.toml"), leaky.replace("threshold = 10", "treshold = 10")).unwrap();
    let check = |lang: &str| said(dannaya(&["pack", "check", "--lang", lang]).arg(&pack).output().unwrap());
    let french = check("fr");
    assert_eq!(french.code, 1);
    assert!(french.out.contains("pack.toml, ligne ") && french.out.contains("treshold"), "{}", french.out);
    assert!(check("en").out.contains("treshold"));
    std::fs::write(pack.join("pack.toml"), leaky).unwrap();
    let french = check("fr");
    assert!(
        french.out.contains(&format!("pack.toml, ligne {}", line + 1)) && french.out.contains("vers seal"),
        "{}",
        french.out
    );
    let sound = said(dannaya(&["pack", "check"]).arg(root().join("packs/denunciation")).output().unwrap());
    assert_eq!(sound.code, 0, "{}", sound.out);
    // Whoever wants records that the server cannot read must not be asked on its pages.
    std::fs::write(pack.join("pack.toml"), toml).unwrap();
    let form = std::fs::read_to_string(pack.join("form.xml")).unwrap();
    let locked = form.replacen("</model>", "<submission base64RsaPublicKey=\"U1lOVEhFVElD\"/></model>", 1);
    assert_ne!(form, locked);
    std::fs::write(pack.join("form.xml"), locked).unwrap();
    let french = check("fr");
    assert!(french.code == 1 && french.out.contains("base64RsaPublicKey"), "{} {}", french.out, french.err);
    assert!(french.out.contains("les pages ne peuvent pas poser"), "{}", french.out);
}

#[test]
fn a_pack_of_the_data_directory_replaces_the_embedded_one_file_by_file() {
    let home = TestHome::laid();
    std::fs::create_dir_all(home.path("packs/denunciation")).unwrap();
    let toml = std::fs::read_to_string(root().join("packs/denunciation/pack.toml")).unwrap();
    home.write("packs/denunciation/pack.toml", &toml.replace("engine = \"case\"", "engine = \"oracle\""));
    let refused = home.run("audit", &[]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("oracle"), "{}", refused.err);
    home.write("packs/denunciation/pack.toml", &toml);
    assert_eq!(home.run("audit", &[]).code, 0);
}

#[test]
fn people_organisations_and_bodies_are_added_listed_and_let_go() {
    let home = TestHome::laid();
    assert_eq!(home.run("team add", &["--name", "Essai (synthétique)", "--short", "essai"]).code, 0);
    assert_eq!(home.run("team add", &["--name", "Autre", "--short", "essai"]).code, 1);
    let add = |login: &str, rest: &[&str]| home.run("member add", &[&["--login", login], rest].concat());
    let added = add("awa", &["--role", "caseworker", "--team", "essai", "--place", "ML04"]);
    assert_eq!(added.code, 0, "{}", added.err);
    assert!(added.out.lines().last().unwrap().contains("/desk/enrol/"), "{}", added.out);
    assert!(add("awa", &["--role", "admin"]).err.contains("pris"));
    assert!(add("issa", &["--role", "coordinator"]).err.contains("--team"));
    assert!(add("issa", &["--role", "coordinator", "--team", "nobody"]).err.contains("nobody"));
    assert!(
        add("issa", &["--role", "coordinator", "--team", "essai", "--place", "XX99"]).err.contains("XX99")
    );
    let of_pack =
        |login: &str, pack: &str| add(login, &["--role", "coordinator", "--team", "essai", "--pack", pack]);
    assert_eq!(of_pack("surveys", "perception").code, 0, "whoever looks after a survey opens its records");
    assert!(of_pack("nobody", "nothing").err.contains("denunciation, civact, perception"));
    let told = add("issa b", &["--role", "admin", "--name", " "]).err;
    assert!(told.contains("--login: ") && told.contains("--name: "), "the rules of the pages: {told}");
    let whole = add("oumou", &["--role", "auditor", "--team", "essai", "--place", "ML"]);
    assert_eq!(whole.code, 0, "the whole country is no narrower than none: {}", whole.err);
    assert!(home.run("member list", &[]).out.contains("invité"));
    assert_eq!(home.run("member revoke", &["--login", "awa"]).code, 0);
    assert!(home.run("member list", &[]).out.contains("révoqué"));
    assert_eq!(home.run("member revoke", &["--login", "awa"]).code, 1);

    let office = |kind: &str, email: &str| {
        home.run("office add", &["--name", "Bureau", "--kind", kind, "--email", email])
    };
    assert!(office("oracle", "bureau@example.org").err.contains("inspectorate"));
    assert!(office("inspectorate", "nowhere").err.contains("nowhere"));
    assert_eq!(office("inspectorate", "bureau@localhost").code, 1);
    assert_eq!(office("inspectorate", "bureau@example.org").code, 0);
    assert!(home.run("office list", &[]).out.contains("bureau@example.org"));
}

#[test]
fn the_doctor_says_what_is_wrong_and_ends_with_a_code() {
    let home = TestHome::laid();
    std::fs::remove_dir_all(home.path("escrow")).unwrap();
    let well = home.run("doctor", &[]);
    assert_eq!(well.code, 0, "{}{}", well.out, well.err);
    assert!(well.out.contains("tout signalement y est refusé"), "{}", well.out);
    std::os::unix::fs::chown(home.path("dannaya.db"), None, None).unwrap();
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(home.path("dannaya.db"), open).unwrap();
    let wrong = home.run("doctor", &[]);
    assert!(wrong.code == 1 && wrong.out.contains("chmod go="), "{}", wrong.out);
}

#[test]
fn shares_of_the_escrow_beside_the_database_are_a_fault_and_told_at_every_start() {
    let home = TestHome::laid();
    let wrong = home.run("doctor", &[]);
    let sentence = "3 parts de la clé de secours sont dans";
    let line =
        wrong.out.lines().find(|line| line.contains(sentence)).unwrap_or_else(|| panic!("{}", wrong.out));
    assert!(wrong.code == 1 && line.starts_with("FAUX"), "{line}");
    drop(home.serve(&[]));
    assert!(crate::house::said_in(&home.log()).contains(sentence));
    std::fs::remove_dir_all(home.path("escrow")).unwrap();
    assert_eq!(home.run("doctor", &[]).code, 0);
}

#[test]
fn every_fault_of_a_form_and_of_a_table_is_told_in_the_operators_language_under_the_files_own_name() {
    let home = TestHome::empty();
    let pack = home.folder().join("torn");
    std::fs::create_dir_all(pack.join("texts")).unwrap();
    for name in ["pack.toml", "form.xml", "texts/fr.ftl"] {
        std::fs::copy(root().join("packs/denunciation").join(name), pack.join(name)).unwrap();
    }
    let form = std::fs::read_to_string(pack.join("form.xml")).unwrap();
    std::fs::write(pack.join("form.xml"), form.replace("</h:html>", "")).unwrap();
    let check = |lang: &str| said(dannaya(&["pack", "check", "--lang", lang]).arg(&pack).output().unwrap());
    let (french, english) = (check("fr").out, check("en").out);
    assert!(french.contains("form.xml, ligne ") && french.contains("pas du XML bien formé"), "{french}");
    assert!(!french.contains("well-formed") && english.contains("not well-formed XML"), "{french}{english}");

    let table = home.folder().join("sn.csv");
    let lines =
        "pcode,parent_pcode,level,name_fr,population\nSN,,0,Pays,\nSN1,SN,1,Nord,dix mille\nSN2,XX,1,Sud,7\n";
    std::fs::write(&table, lines).unwrap();
    let import = |lang: &str| home.run("places import", &["--lang", lang, table.to_str().unwrap()]).err;
    let (french, english) = (import("fr"), import("en"));
    assert!(
        french.contains("sn.csv, ligne 3 : « dix mille » dans « population » n’est pas un nombre"),
        "{french}"
    );
    assert!(french.contains("sn.csv, ligne 4 : le parent « XX » n’est à aucune ligne"), "{french}");
    assert!(english.contains("sn.csv, line 3: ") && english.contains("is in no line"), "{english}");
}

#[test]
fn what_is_typed_wrongly_is_explained_in_the_operators_language() {
    let french = |args: &[&str]| said(dannaya(args).output().unwrap());
    for (args, sentence) in [
        (
            &["release", "--data", "d", "--as-of", "2026-13-01"][..],
            "« 2026-13-01 » ne convient pas à --as-of <DATE>. Dernier jour compté, par exemple 2027-03-31.",
        ),
        (&["serve"], "Il manque : --data <DIR>"),
        (&["serve", "--data"], "Il manque une valeur après --data <DIR>"),
        (&["serve", "--dta", "x"], "« --dta » n’existe pas ici"),
        (&["serv"], "« serv » n’est pas une commande"),
    ] {
        let said = french(args);
        assert!(said.code == 2 && said.err.contains(sentence), "{args:?}: {}", said.err);
        assert!(!said.err.contains("error") && !said.err.contains("Usage"), "{args:?}: {}", said.err);
    }
    for args in [&["--help"][..], &["serve", "--help"], &["member", "add", "--help"], &["member"]] {
        let help = french(args);
        let all = format!("{}{}", help.out, help.err);
        assert!(all.contains("Emploi :") && all.contains("Affiche cette aide"), "{all}");
        for english in ["Usage", "Print", "Commands:", "[default", "[env", "COMMAND>"] {
            assert!(!all.contains(english), "{english}: {all}");
        }
    }
}

#[test]
fn another_country_is_imported_laid_and_served() {
    let home = TestHome::empty();
    let table = home.folder().join("zz.csv");
    let places = "pcode,parent_pcode,level,name_fr\nZZ,,0,Zédie\nZZ1,ZZ,1,Nord\nZZ11,ZZ1,2,Cercle\nZZ111,ZZ11,3,Commune\n";
    std::fs::write(&table, places.replace("ZZ1,1,", "ZZ1,7,").replace(",ZZ,1,Nord", ",XX,1,Nord")).unwrap();
    let import = || home.run("places import", &[table.to_str().unwrap()]);
    let refused = import();
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("zz.csv, ligne 3"), "{}", refused.err);
    std::fs::write(&table, places).unwrap();
    assert_eq!(import().code, 0);
    let laid = home.run("init", &["--country", "zz"]);
    assert_eq!(laid.code, 0, "{}", laid.err);
    let server = home.serve(&[]);
    let found = server.client().get("/api/v1/places?q=commune&lang=fr&limit=3").unwrap().json();
    assert_eq!(found["places"][0]["code"], "ZZ111", "{found}");
}

#[test]
fn a_release_is_made_once_a_day_and_never_backwards_or_ahead() {
    let home = TestHome::laid();
    let release = |day: &str| home.run("release", &["--as-of", day]);
    assert_eq!(release("2026-03-31").code, 0);
    assert_eq!(release("2026-03-31").code, 0);
    assert!(release("2026-03-30").err.contains("2026-03-31"));
    assert_eq!(release("2199-01-01").code, 1);
}
