//! Speed and memory of the real binary, each figure beside its goal and beside the floor measured in the same run.
//!
//! `cargo xtask bench [intake|growth|forms] [--clients 200] [--seconds 20] [--sizes 1000,10000,100000,1000000] [--keep]`
//! `cargo xtask bench growth --kept FOLDER`
//!
//! `cargo xtask bench forms --only engine|crosstab|field|growth`
//!
//! `intake` lays a house, `growth` lays one of each size, `forms` measures the form engine, crosstabs of surveys and field teams
//! (eight telephones unless told otherwise), crosstabs and growth on both engines; without a name all are measured. With `--keep`
//! the data stay, and `--kept` measures them again.
#![expect(clippy::print_stdout, reason = "the figures are what this program is for")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a measure whose ground gives way ends with this message"
)]

mod crosstab;
mod demo;
mod desk;
mod engine;
mod fill;
mod floor;
mod forms;
mod growth;
mod intake;
mod load;
mod multiply;
mod table;
mod weight;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option =
        |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1).cloned());
    let number = |name: &str, usual: u64| option(name).and_then(|n| n.parse().ok()).unwrap_or(usual);
    let (clients, seconds) = (number("--clients", 200) as usize, number("--seconds", 20));
    let sizes = option("--sizes").unwrap_or_else(|| "1000,10000,100000,1000000".to_owned());
    let sizes: Vec<u64> = sizes.split(',').filter_map(|size| size.parse().ok()).collect();
    let only = args.first().map(String::as_str);
    let wanted = |name: &str| only.is_none_or(|only| only == name || only.starts_with("--"));
    if wanted("intake") {
        intake::run(clients, seconds);
    }
    if wanted("forms") {
        forms::run(number("--clients", 8) as usize, seconds, &sizes, option("--only").as_deref());
    }
    if let Some(folder) = option("--kept") {
        growth::again(std::path::Path::new(&folder), clients, seconds.min(5));
    } else if wanted("growth") {
        growth::run(&sizes, clients, seconds.min(5), args.iter().any(|arg| arg == "--keep"));
    }
}
