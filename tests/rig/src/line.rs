//! A line as there are in the field: thin, and breaking off in the midst of a request.

use kernel::SeededEntropy;
use socket2::{Domain, Socket, Type};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How often a line hands on what has come.
const TICK: Duration = Duration::from_millis(20);
/// How far a line catches up with what it did not carry; what nobody sent is not carried later.
const LATE: Duration = Duration::from_millis(200);
/// Bytes that wait at its near end: what has been taken from a client is nearly on its way.
const WAITING: usize = 16 << 10;
/// Of a hundred connections so many break off before this many bytes have gone.
const BREAKS_WITHIN: u64 = 600_000;

/// Stands between a client and a server until the process ends.
#[derive(Debug)]
pub struct Line {
    /// Where a client connects: `host:port`.
    pub address: String,
    sent: Arc<AtomicU64>,
}

impl Line {
    /// A line to `server` that carries so many bytes a second; of a hundred connections `breaking` break off on their way.
    pub fn to(server: &str, bytes_a_second: usize, breaking: u64, seed: u64) -> Self {
        let listener = listener().expect("the loopback is there");
        let address = listener.local_addr().expect("a listener has an address").to_string();
        let (sent, server) = (Arc::new(AtomicU64::new(0)), server.to_owned());
        let (counted, chance) = (Arc::clone(&sent), SeededEntropy::new(seed));
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let breaks = chance.below(100) < breaking;
                let most = if breaks { chance.below(BREAKS_WITHIN) } else { u64::MAX };
                let Ok(upstream) = TcpStream::connect(&server) else { continue };
                let counted = Arc::clone(&counted);
                std::thread::spawn(move || carry(&client, &upstream, bytes_a_second, most, &counted));
            }
        });
        Self { address, sent }
    }

    /// Bytes that clients have sent over it.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }
}

/// Takes connections of which few bytes wait here.
fn listener() -> std::io::Result<TcpListener> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    // Said before it listens, as the connections inherit it.
    socket.set_recv_buffer_size(WAITING)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into())?;
    socket.listen(128)?;
    Ok(socket.into())
}

fn carry(client: &TcpStream, server: &TcpStream, bytes_a_second: usize, most: u64, sent: &AtomicU64) {
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // What the server says is short.
            let (mut from, mut to) = (server, client);
            drop(std::io::copy(&mut from, &mut to));
            drop(client.shutdown(Shutdown::Both));
        });
        let (mut from, mut to, mut left) = (client, server, most);
        let mut buffer = vec![0; (bytes_a_second / 50).max(1)];
        let mut due = Instant::now();
        while left > 0 {
            let room = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            let Ok(read @ 1..) = from.read(&mut buffer[..room]) else { break };
            if to.write_all(&buffer[..read]).is_err() {
                break;
            }
            sent.fetch_add(read as u64, Ordering::Relaxed);
            left = left.saturating_sub(read as u64);
            // By the clock, as a machine that is busy sleeps longer than it is told.
            due = due.max(Instant::now() - LATE) + TICK.mul_f64(read as f64 / buffer.len() as f64);
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
        }
        drop(server.shutdown(if left == 0 { Shutdown::Both } else { Shutdown::Write }));
    });
}
