//! Prints the figures of `docs/receipts.md`: `cargo run --release -p vault --example figures`.

#![expect(clippy::print_stdout, reason = "a program whose purpose is to print")]

use kernel::SeededEntropy;
use vault::{
    Context, Cost, Error, HolderId, LinkSecret, OneTimeCode, Passphrase, Passphrases, Purpose, Receipt,
    SecretKey, Stretcher, open, seal,
};

fn main() -> Result<(), Error> {
    let entropy = SeededEntropy::new(1);
    println!("processor time of one call, mean of many (milliseconds)");
    for (mib, passes) in
        [(1, 1), (2, 1), (3, 1), (4, 1), (2, 2), (3, 2), (4, 2), (4, 3), (8, 1), (8, 2), (19, 2)]
    {
        let cost = Cost { memory_kib: mib << 10, passes };
        let stretcher = Stretcher::new(&[1; 32], [2; 16], cost, 1)?;
        let receipt = Receipt::draw(&entropy)?;
        let median = mean(200, || stretcher.mailbox(&receipt).map(drop))?;
        println!("  receipt, {mib:>2} MiB, {passes} passes: {median:.2}");
    }

    let stretcher = Stretcher::new(&[1; 32], [2; 16], Cost::RECEIPT, 2)?;
    let (link, code) = (LinkSecret::draw(&entropy)?, OneTimeCode::draw(&entropy)?);
    println!("  link and code: {:.1}", mean(5, || stretcher.link_key(&link, &code).map(drop))?);

    let keys = (0..3).map(|_| SecretKey::generate(&entropy)).collect::<Result<Vec<_>, _>>()?;
    let publics: Vec<_> = keys.iter().map(SecretKey::public).collect();
    let holders: Vec<_> = (0u8..).map(|at| HolderId([at; 16])).zip(&publics).collect();
    let case = Context { purpose: Purpose::Report, subject: [9; 16] };
    for length in [900, 60_000, 4 << 20] {
        let plain = vec![0x42; length];
        println!(
            "  seal {length} bytes to 3 holders: {:.2}",
            mean(100, || seal(&plain, &case, &holders, &entropy).map(drop))?
        );
        let envelope = seal(&plain, &case, &holders, &entropy)?;
        println!(
            "  open {length} bytes: {:.2}",
            mean(100, || open(&envelope, holders[0].0, &keys[0], &case).map(drop))?
        );
    }

    println!("whole report (receipt, mailbox, 3 holders and the mailbox, 900 bytes)");
    let report = || {
        let mailbox = stretcher.mailbox(&Receipt::draw(&entropy)?)?;
        let public = mailbox.key.public();
        let all = [&holders[..], &[(HolderId::ESCROW, &public)]].concat();
        seal(&[0x42; 900], &case, &all, &entropy).map(drop)
    };
    println!("  alone: {:.2}", mean(300, report)?);
    std::thread::scope(|scope| {
        let pair: Vec<_> = (0..2).map(|_| scope.spawn(|| mean(300, report))).collect();
        for thread in pair {
            if let Ok(Ok(spent)) = thread.join() {
                println!("  two at once: {spent:.2}");
            }
        }
    });
    println!("before a crowd: {}", resident());
    std::thread::scope(|scope| {
        for _ in 0..200 {
            scope.spawn(|| report().is_ok());
        }
    });
    println!("after 200 reports at once: {}", resident());

    let passphrases = Passphrases::new(Cost::PASSPHRASE)?;
    let typed = Passphrase::typed("visibly synthetic passphrase");
    let wrapped = passphrases.wrap_secret(&typed, &keys[0], &entropy)?;
    println!(
        "passphrase, 64 MiB, 3 passes: {:.0} ms; unknown account: {:.0} ms",
        mean(9, || passphrases.unwrap_secret(&typed, Some(&wrapped)).map(drop))?,
        mean(9, || match passphrases.unwrap_secret(&typed, None) {
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

/// Mean processor time of one act in milliseconds, so that a busy machine does not change the figure much. Linux counts
/// it in ticks of 4 ms, so only a run of many tells anything.
fn mean(times: u32, mut act: impl FnMut() -> Result<(), Error>) -> Result<f64, Error> {
    let begin = thread_nanoseconds();
    for _ in 0..times {
        act()?;
    }
    Ok((thread_nanoseconds() - begin) as f64 / 1e6 / f64::from(times))
}

/// Nanoseconds that Linux has given this thread on a processor.
fn thread_nanoseconds() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// What Linux says of this process's memory now and at its highest.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status.lines().filter(|line| line.starts_with("VmRSS") || line.starts_with("VmHWM"));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}
