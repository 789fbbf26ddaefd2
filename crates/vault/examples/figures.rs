//! Prints the figures of `docs/receipts.md`: `cargo run --release -p vault --example figures`.

#![expect(clippy::print_stdout, reason = "a program whose purpose is to print")]

use kernel::SeededEntropy;
use std::time::{Duration, Instant};
use vault::{
    Context, Cost, Error, HolderId, LinkSecret, OneTimeCode, Passphrase, Passphrases, Purpose, Receipt,
    SecretKey, Stretcher, open, seal,
};

fn main() -> Result<(), Error> {
    let entropy = SeededEntropy::new(1);
    println!("one core, median of many (milliseconds)");
    for (mib, passes) in [(1, 1), (2, 1), (3, 1), (4, 1), (2, 2), (3, 2), (4, 2), (8, 1), (19, 2)] {
        let cost = Cost { memory_kib: mib << 10, passes };
        let stretcher = Stretcher::new(&[1; 32], [2; 16], cost, 1)?;
        let receipt = Receipt::draw(&entropy)?;
        let median = median(200, || stretcher.mailbox(&receipt).map(drop))?;
        println!("  receipt, {mib:>2} MiB, {passes} passes: {median:.2}");
    }

    let stretcher = Stretcher::new(&[1; 32], [2; 16], Cost::RECEIPT, 2)?;
    let (link, code) = (LinkSecret::draw(&entropy)?, OneTimeCode::draw(&entropy)?);
    println!("  link and code: {:.1}", median(5, || stretcher.link_key(&link, &code).map(drop))?);

    let keys = (0..3).map(|_| SecretKey::generate(&entropy)).collect::<Result<Vec<_>, _>>()?;
    let publics: Vec<_> = keys.iter().map(SecretKey::public).collect();
    let holders: Vec<_> = (0u8..).map(|at| HolderId([at; 16])).zip(&publics).collect();
    let case = Context { purpose: Purpose::Report, subject: [9; 16] };
    for length in [900, 60_000, 4 << 20] {
        let plain = vec![0x42; length];
        println!(
            "  seal {length} bytes to 3 holders: {:.2}",
            median(100, || seal(&plain, &case, &holders, &entropy).map(drop))?
        );
        let envelope = seal(&plain, &case, &holders, &entropy)?;
        println!(
            "  open {length} bytes: {:.2}",
            median(100, || open(&envelope, holders[0].0, &keys[0], &case).map(drop))?
        );
    }

    println!("whole reports (receipt, mailbox, 3 holders and the mailbox, 900 bytes)");
    for threads in [1, 2] {
        println!("  {threads} threads: {:.0} a second", reports(&stretcher, &holders, &case, threads)?);
    }
    println!("resident after receipts: {}", resident());

    let passphrases = Passphrases::new(Cost::PASSPHRASE)?;
    let typed = Passphrase::typed("visibly synthetic passphrase");
    let wrapped = passphrases.wrap_secret(&typed, &keys[0], &entropy)?;
    println!(
        "passphrase, 64 MiB, 3 passes: {:.0} ms; unknown account: {:.0} ms",
        median(9, || passphrases.unwrap_secret(&typed, Some(&wrapped)).map(drop))?,
        median(9, || match passphrases.unwrap_secret(&typed, None) {
            Err(Error::DoesNotOpen) => Ok(()),
            other => other.map(drop),
        })?
    );
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| passphrases.unwrap_secret(&typed, Some(&wrapped)).is_ok());
        }
    });
    println!("16 logins at once: {}", resident());
    Ok(())
}

/// Reports a second that `threads` threads make together.
fn reports(
    stretcher: &Stretcher,
    holders: &[(HolderId, &vault::PublicKey)],
    case: &Context,
    threads: u64,
) -> Result<f64, Error> {
    const EACH: u32 = 400;
    let begin = Instant::now();
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|seed| {
                scope.spawn(move || {
                    let entropy = SeededEntropy::new(seed);
                    for _ in 0..EACH {
                        let mailbox = stretcher.mailbox(&Receipt::draw(&entropy)?)?;
                        let public = mailbox.key.public();
                        let all = [holders, &[(HolderId::MAILBOX, &public)]].concat();
                        seal(&[0x42; 900], case, &all, &entropy)?;
                    }
                    Ok(())
                })
            })
            .collect();
        running.into_iter().try_for_each(|thread| thread.join().unwrap_or(Err(Error::Busy)))
    })?;
    Ok(f64::from(EACH) * threads as f64 / begin.elapsed().as_secs_f64())
}

fn median(times: usize, mut act: impl FnMut() -> Result<(), Error>) -> Result<f64, Error> {
    let mut spent = Vec::with_capacity(times);
    for _ in 0..times {
        let begin = Instant::now();
        act()?;
        spent.push(begin.elapsed());
    }
    spent.sort_unstable();
    Ok(spent.get(times / 2).map_or(0.0, Duration::as_secs_f64) * 1000.0)
}

/// What Linux says of this process's memory now and at its highest.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status.lines().filter(|line| line.starts_with("VmRSS") || line.starts_with("VmHWM"));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}
