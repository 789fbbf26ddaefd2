//! What a house writes down about itself when it is founded, and reads again at every start.

use crate::failure::{Failure, Outcome};
use crate::home::Home;
use acts::Keys;
use kernel::{Entropy, Lang};
use std::num::NonZero;
use store::{Conn, Store, meta};
use vault::{Cost, Passphrases, PublicKey, Receipt, SecretKey, ServerKey, Stretcher};

const SALT: &str = "salt";
const COST: &str = "receipt-cost";
const ESCROW: &str = "escrow";
const COUNTRY: &str = "country";
const LANG: &str = "lang";
const CHECK: &str = "keys-check";

/// The facts of a founded house that are not secret.
#[derive(Debug, Clone)]
pub struct Founding {
    /// Salt of this instance.
    pub salt: [u8; 16],
    /// What one receipt costs; it can never change.
    pub cost: Cost,
    /// The escrow key of the coalition.
    pub escrow: PublicKey,
    /// Country code, in lower case.
    pub country: String,
    /// Language of letters and of the command line, where nobody chose another.
    pub lang: Lang,
}

/// The secrets of a house.
pub struct Secrets {
    /// Key of the server.
    pub server: ServerKey,
    /// Pepper of receipts.
    pub pepper: zeroize::Zeroizing<[u8; 32]>,
}

impl Secrets {
    /// Reads the secrets of a data directory.
    ///
    /// # Errors
    /// When one is missing, damaged or readable by others.
    pub fn read(home: &Home) -> Outcome<Self> {
        let server = ServerKey::from_bytes(&*Home::read_secret(&home.server_key())?)?;
        Ok(Self { server, pepper: Home::read_secret(&home.pepper())? })
    }
}

impl Founding {
    /// Draws the facts of a new house.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn draw(country: &str, lang: Lang, escrow: &SecretKey, entropy: &dyn Entropy) -> Outcome<Self> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt)?;
        Ok(Self { salt, cost: Cost::RECEIPT, escrow: escrow.public(), country: country.to_owned(), lang })
    }

    /// The founded house's facts; `None` when the database has never been one.
    ///
    /// # Errors
    /// When the database cannot be read or its facts are damaged.
    pub async fn read(conn: &mut Conn) -> Outcome<Option<Self>> {
        let Some(salt) = meta::get(conn, SALT).await? else { return Ok(None) };
        let damaged = |name: &'static str| move || Failure::new("cli-founding-damaged").with("name", name);
        let salt = salt.try_into().map_err(|_| damaged(SALT)())?;
        let cost =
            meta::get(conn, COST).await?.and_then(|bytes| read_cost(&bytes)).ok_or_else(damaged(COST))?;
        let escrow = meta::get(conn, ESCROW).await?.and_then(|bytes| PublicKey::from_bytes(&bytes).ok());
        let text = async |conn: &mut Conn, name: &'static str| {
            let bytes = meta::get(conn, name).await?;
            bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(damaged(name))
        };
        Ok(Some(Self {
            salt,
            cost,
            escrow: escrow.ok_or_else(damaged(ESCROW))?,
            country: text(conn, COUNTRY).await?,
            lang: text(conn, LANG).await?.parse().unwrap_or_default(),
        }))
    }

    /// Writes the facts down, all at once, with a value by which the secrets are recognised later.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn write(&self, store: &Store, secrets: &Secrets) -> Outcome {
        let check = mark(&self.stretcher(secrets, 1)?)?;
        let (founding, server) = (self.clone(), secrets.server.hmac(CHECKED, CHECK.as_bytes()));
        store
            .write(async move |tx| {
                let cost =
                    [founding.cost.memory_kib.to_be_bytes(), founding.cost.passes.to_be_bytes()].concat();
                meta::put(tx, COST, &cost).await?;
                meta::put(tx, ESCROW, &founding.escrow.to_bytes()).await?;
                meta::put(tx, COUNTRY, founding.country.as_bytes()).await?;
                meta::put(tx, LANG, founding.lang.tag().as_bytes()).await?;
                meta::put(tx, CHECK, &[check, server].concat()).await?;
                meta::put(tx, SALT, &founding.salt).await
            })
            .await?;
        Ok(())
    }

    /// The keys of the house, after making sure that the secrets belong to this database: with others, no receipt
    /// would ever open again and nobody would know why.
    ///
    /// # Errors
    /// When they do not.
    pub async fn keys(&self, conn: &mut Conn, secrets: Secrets) -> Outcome<Keys> {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let stretcher = self.stretcher(&secrets, cores)?;
        let expected = meta::get(conn, CHECK).await?.unwrap_or_default();
        if [mark(&stretcher)?, secrets.server.hmac(CHECKED, CHECK.as_bytes())].concat() != expected {
            return Err(Failure::new("cli-secrets-strange"));
        }
        Ok(Keys {
            server: secrets.server,
            stretcher,
            passphrases: Passphrases::new(Cost::PASSPHRASE)?,
            escrow: self.escrow.clone(),
        })
    }

    fn stretcher(&self, secrets: &Secrets, at_once: usize) -> Outcome<Stretcher> {
        Ok(Stretcher::new(&secrets.pepper, self.salt, self.cost, at_once)?)
    }
}

/// The purpose whose key marks the server's secret; only a hash of it is stored.
const CHECKED: vault::ServerPurpose = vault::ServerPurpose::KeysCheck;

/// What a receipt that nobody holds leads to: the same for the same pepper, salt and cost, and a secret of neither.
fn mark(stretcher: &Stretcher) -> Outcome<[u8; 32]> {
    Ok(stretcher.mailbox(&Receipt::read_lenient("").0)?.lookup)
}

fn read_cost(bytes: &[u8]) -> Option<Cost> {
    let (memory, passes) = bytes.split_first_chunk::<4>()?;
    let passes = u32::from_be_bytes(passes.try_into().ok()?);
    Some(Cost { memory_kib: u32::from_be_bytes(*memory), passes })
}
