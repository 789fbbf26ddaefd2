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

    /// As [`Cookies::set`], for one part of the site alone: `path` and what is below it. Such a cookie cannot have the prefix
    /// that binds it to this host, only the one that binds it to TLS. 0 seconds remove it.
    ///
    /// # Errors
    /// As [`Cookies::set`].
    pub fn set_below(
        &self,
        name: &str,
        value: &str,
        path: &str,
        seconds: u32,
    ) -> Result<HeaderValue, InvalidHeaderValue> {
        let secure = if self.https { "; Secure" } else { "" };
        let name = self.name_below(name);
        let value =
            format!("{name}={value}; Path={path}; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
        let mut header = HeaderValue::from_str(&value)?;
        header.set_sensitive(true);
        Ok(header)
    }

    /// The value of a cookie of [`Cookies::set_below`].
    pub fn read_below<'a>(&self, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
        find(headers, &self.name_below(name))
    }

    fn name_below(&self, name: &str) -> String {
        if self.https { format!("__Secure-{name}") } else { name.to_owned() }
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
        find(headers, &self.full_name(name))
    }

    fn full_name(&self, name: &str) -> String {
        if self.https { format!("__Host-{name}") } else { name.to_owned() }
    }
}

fn find<'a>(headers: &'a HeaderMap, full_name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == full_name && !value.is_empty()).then_some(value))
}
