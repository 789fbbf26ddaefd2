//! The binary.

#[cfg(test)]
mod mail;

fn main() {}
