//! A new migration file changes no Rust source, so cargo has to be told to look at the folder.

#![expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
