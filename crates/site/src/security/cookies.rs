//! Cookies: unreadable for scripts, never sent from another site's page, bound to this host when it has TLS.

use super::Origin;
use axum::http::header::{COOKIE, InvalidHeaderValue};
use axum::http::{HeaderMap, HeaderValue};

/// Writes and reads the site's cookies (RFC 6265bis).
#[derive(Debug, Clone, Copy)]
pub struct Cookies {
    https: bool,
}

impl Cookies {
    /// For an installation at `origin`; without one, plain HTTP is assumed, as in a demo on this machine.
    pub fn new(origin: Option<&Origin>) -> Self {
        Self { https: origin.is_some_and(Origin::is_https) }
    }

    /// A `Set-Cookie` value. It ends with the browser session unless `max_age` (seconds) is given. The path is always `/`,
    /// which the `__Host-` prefix demands.
    ///
    /// # Errors
    /// When `name` or `value` holds a character that a header cannot carry; tokens of ours never do.
    pub fn set(
        &self,
        name: &str,
        value: &str,
        max_age: Option<u32>,
    ) -> Result<HeaderValue, InvalidHeaderValue> {
        let age = max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let secure = if self.https { "; Secure" } else { "" };
        let value =
            format!("{}={value}; Path=/; HttpOnly; SameSite=Strict{age}{secure}", self.full_name(name));
        let mut header = HeaderValue::from_str(&value)?;
        header.set_sensitive(true);
        Ok(header)
    }

    /// A `Set-Cookie` value that removes the cookie.
    ///
    /// # Errors
    /// As [`Cookies::set`].
    pub fn clear(&self, name: &str) -> Result<HeaderValue, InvalidHeaderValue> {
        self.set(name, "", Some(0))
    }

    /// The value of the cookie `name` in a request. Over TLS only the `__Host-` cookie counts, so that a neighbouring host
    /// cannot plant one.
    pub fn read<'a>(&self, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
        let full = self.full_name(name);
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(key, value)| (key == full && !value.is_empty()).then_some(value))
    }

    fn full_name(&self, name: &str) -> String {
        if self.https { format!("__Host-{name}") } else { name.to_owned() }
    }
}
