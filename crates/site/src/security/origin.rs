//! The address under which people reach this installation.

/// Scheme, host and port: `https://dannaya.example`, `http://127.0.0.1:8080` (RFC 6454).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    https: bool,
    authority: String,
}

/// The configured public address is not of the form `https://host` or `https://host:port`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("write the public address as https://host or https://host:port, without a path")]
pub struct BadOrigin;

impl Origin {
    /// Reads a configured address; a final slash is allowed.
    ///
    /// # Errors
    /// [`BadOrigin`] when there is another scheme, a path, or no host.
    pub fn parse(text: &str) -> Result<Self, BadOrigin> {
        let plain = text.trim().to_ascii_lowercase();
        let (https, rest) = match (plain.strip_prefix("https://"), plain.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Err(BadOrigin),
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        let default_port = if https { ":443" } else { ":80" };
        let authority = authority.strip_suffix(default_port).unwrap_or(authority);
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        if authority.is_empty() || !authority.chars().all(allowed) {
            return Err(BadOrigin);
        }
        Ok(Self { https, authority: authority.to_owned() })
    }

    /// Whether browsers reach it over TLS.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Host, and port when it is not the scheme's own.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// An absolute address for mails and feeds; `path` begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", if self.https { "https" } else { "http" }, self.authority)
    }
}
