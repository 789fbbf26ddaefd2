use super::*;
use axum::body::{Body, to_bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use kernel::Lang;
use maud::html;
use tower::ServiceExt;

fn frame() -> Frame {
    Frame {
        coalition: "Coalition synthétique".into(),
        demo: false,
        exit_url: "https://weather.example/".into(),
    }
}

fn edge(origin: Option<&str>) -> Arc<Edge> {
    let origin = origin.map(|origin| Origin::parse(origin).unwrap());
    Arc::new(Edge { frame: frame(), texts: Arc::new(Texts::builtin().unwrap()), origin })
}

fn site(origin: Option<&str>) -> Router {
    async fn page() -> impl IntoResponse {
        let tr = crate::texts::Tr::new(&Arc::new(Texts::builtin().unwrap()), Lang::Fr);
        crate::ui::Page::new(&frame(), &tr, crate::ui::Area::Report, "Page").show(html! { h1 { "Page" } })
    }
    async fn read(body: String) -> String {
        body.len().to_string()
    }
    async fn fail(Path(how): Path<String>) -> crate::Error {
        match how.as_str() {
            "busy" => crate::Error::Busy { retry_after: 7 },
            "form" => crate::Error::BadForm(vec![crate::error::Fault {
                name: "place".into(),
                detail: "Synthétique".into(),
            }]),
            _ => crate::Error::internal("secret cause"),
        }
    }
    let router = Router::new()
        .route("/fr/report/page", get(page).post(read))
        .route("/desk/act", post(read))
        .route("/api/v1/act", post(read))
        .route("/api/v1/fail/{how}", get(fail))
        .route("/fr/fail/{how}", get(fail))
        .merge(crate::ui::assets::routes());
    guard(router, edge(origin))
}

async fn ask(router: Router, method: Method, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(path).header("host", "dannaya.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    router.oneshot(request.body(Body::from("a=1")).unwrap()).await.unwrap()
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn every_page_admits_its_own_styles_and_nothing_else_and_is_never_kept() {
    let page = ask(site(None), Method::GET, "/fr/report/page", &[]).await;
    let policy = header(&page, "content-security-policy").to_owned();
    assert!(policy.starts_with("default-src 'none'; style-src 'self'; "), "{policy}");
    for wanted in ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
        assert!(policy.contains(wanted), "{policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains("script"), "{policy}");
    assert_eq!(header(&page, "cache-control"), "no-store");
    assert_eq!(header(&page, "x-content-type-options"), "nosniff");
    assert_eq!(header(&page, "referrer-policy"), "same-origin");
    assert!(page.headers().get("server").is_none());
    assert!(page.headers().get("strict-transport-security").is_none());
    let html = text(page).await;
    assert!(
        !html.contains("<style") && !html.contains(" style="),
        "inlined styles would be dropped by the policy"
    );
    assert!(html.contains("<link rel=\"stylesheet\" href=\"/assets/base."));
}

#[tokio::test]
async fn strict_transport_is_asked_for_only_under_a_public_https_address() {
    let page = ask(site(Some("https://dannaya.example")), Method::GET, "/fr/report/page", &[]).await;
    assert_eq!(header(&page, "strict-transport-security"), "max-age=63072000");
}

/// Headers about the sender, whether the desk accepts, whether a citizen page accepts.
type Sender = (&'static [(&'static str, &'static str)], bool, bool);

const SENDERS: [Sender; 11] = [
    (&[], false, true),
    (&[("sec-fetch-site", "same-origin")], true, true),
    (&[("sec-fetch-site", "none")], true, true),
    (&[("sec-fetch-site", "cross-site")], false, false),
    (&[("sec-fetch-site", "same-site")], false, false),
    (&[("sec-fetch-site", "cross-site"), ("origin", "https://dannaya.example")], false, false),
    (&[("origin", "https://dannaya.example")], true, true),
    (&[("origin", "https://hostile.example")], false, false),
    (&[("origin", "null")], false, false),
    (&[("referer", "https://dannaya.example/desk?x=1")], true, true),
    (&[("referer", "https://hostile.example/https://dannaya.example/")], false, false),
];

#[tokio::test]
async fn an_act_sent_from_another_site_is_refused() {
    for (sender, desk, citizen) in SENDERS {
        for (path, accepted) in [("/desk/act", desk), ("/fr/report/page", citizen), ("/api/v1/act", true)] {
            let status = ask(site(None), Method::POST, path, sender).await.status();
            let wanted = if accepted { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(status, wanted, "{path} {sender:?}");
        }
    }
}

#[tokio::test]
async fn behind_a_proxy_that_changes_the_host_the_configured_address_counts() {
    let sender = [("origin", "https://public.example")];
    assert_eq!(ask(site(None), Method::POST, "/desk/act", &sender).await.status(), StatusCode::FORBIDDEN);
    let site = site(Some("https://public.example/"));
    assert_eq!(ask(site, Method::POST, "/desk/act", &sender).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_fault_of_ours_is_told_in_the_visitors_language_and_its_cause_is_not() {
    let page = ask(site(None), Method::GET, "/fr/fail/internal", &[]).await;
    assert_eq!(page.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(header(&page, "content-type"), "text/html; charset=utf-8");
    let page = text(page).await;
    assert!(page.contains("<html lang=\"fr\">") && page.contains("Une erreur de notre côté"));
    assert!(!page.contains("secret cause"));

    let document = ask(site(None), Method::GET, "/api/v1/fail/internal", &[("accept-language", "en")]).await;
    assert_eq!(header(&document, "content-type"), "application/problem+json");
    let document: serde_json::Value = serde_json::from_str(&text(document).await).unwrap();
    assert_eq!(document["type"], "/problems/internal");
    assert_eq!(document["status"], 500);
    assert_eq!(document["title"], "A fault on our side");
    assert!(!document.to_string().contains("secret cause"));
}

#[tokio::test]
async fn an_api_form_error_names_each_field() {
    let document = ask(site(None), Method::GET, "/api/v1/fail/form", &[]).await;
    assert_eq!(document.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let document: serde_json::Value = serde_json::from_str(&text(document).await).unwrap();
    assert_eq!(document["errors"], serde_json::json!([{"name": "place", "detail": "Synthétique"}]));
}

#[tokio::test]
async fn the_routers_own_refusals_are_pages_too() {
    let missing = ask(site(None), Method::GET, "/en/nowhere", &[]).await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    assert!(text(missing).await.contains("This page does not exist"));
    let method = ask(site(None), Method::GET, "/desk/act", &[]).await;
    assert_eq!((method.status(), header(&method, "allow")), (StatusCode::METHOD_NOT_ALLOWED, "POST"));
    assert!(text(method).await.contains("<h1>"));
    let busy = ask(site(None), Method::GET, "/fr/fail/busy", &[]).await;
    assert_eq!((busy.status(), header(&busy, "retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "7"));
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_before_it_is_kept() {
    let request = Request::post("/fr/report/page").body(Body::from(vec![b'a'; BODY_LIMIT + 1])).unwrap();
    let refused = site(None).oneshot(request).await.unwrap();
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(refused).await.contains("C’est trop lourd"));
}

/// A body of so many frames of 100 bytes, one after each pause.
struct Thin {
    left: u32,
    pause: Duration,
    next: std::pin::Pin<Box<tokio::time::Sleep>>,
}

impl Thin {
    fn body(frames: u32, pause: Duration) -> Body {
        Body::new(Self { left: frames, pause, next: Box::pin(tokio::time::sleep(pause)) })
    }
}

impl http_body::Body for Thin {
    type Data = axum::body::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
        use std::future::Future;
        if self.left == 0 {
            return std::task::Poll::Ready(None);
        }
        std::task::ready!(self.next.as_mut().poll(context));
        self.left -= 1;
        self.next = Box::pin(tokio::time::sleep(self.pause));
        let bytes = axum::body::Bytes::from_static(&[b'a'; 100]);
        std::task::Poll::Ready(Some(Ok(http_body::Frame::data(bytes))))
    }
}

#[tokio::test]
async fn a_body_that_keeps_coming_is_waited_for_and_a_silent_or_trickling_one_is_not() {
    async fn read(body: String) -> String {
        body.len().to_string()
    }
    // Works for a second before it reads, as one who waits for their turn does, and for another after.
    async fn work(request: axum::extract::Request) -> String {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let bytes = axum::body::to_bytes(request.into_body(), 1_000_000).await.unwrap();
        tokio::time::sleep(Duration::from_secs(1)).await;
        bytes.len().to_string()
    }
    let send = async |path: &'static str, frames: u32, pause: u64, answer: u64, bytes_a_second: u64| {
        let (silence, answer) = (Duration::from_millis(500), Duration::from_millis(answer));
        let patience = Patience { silence, answer, bytes_a_second };
        let router = Router::new()
            .route("/", post(read))
            .route("/work", post(work))
            .layer(from_fn_with_state(patience, patience::watch))
            .layer(from_fn_with_state(edge(None), crate::error::present));
        let body = Thin::body(frames, Duration::from_millis(pause));
        router.oneshot(Request::post(path).body(body).unwrap()).await.unwrap()
    };
    let (long, working, silent, trickle, endless) = tokio::join!(
        send("/", 20, 100, 600, 50),
        send("/work", 2, 100, 5000, 50),
        send("/", 2, 1500, 5000, 50),
        send("/", 30, 100, 600, 100_000),
        send("/work", 2, 100, 600, 50),
    );
    for (answered, bytes) in [(long, "2000"), (working, "200")] {
        assert_eq!(answered.status(), StatusCode::OK);
        assert_eq!(text(answered).await, bytes);
    }
    for (given_up, what) in [(silent, "silent"), (trickle, "trickling"), (endless, "no answer")] {
        assert_eq!(given_up.status(), StatusCode::REQUEST_TIMEOUT, "{what}");
        assert!(text(given_up).await.contains("L’envoi n’est pas arrivé à temps"));
    }
}

#[tokio::test]
async fn pages_travel_compressed_and_pictures_are_fetched_once() {
    let page = ask(site(None), Method::GET, "/fr/report/page", &[("accept-encoding", "gzip")]).await;
    assert_eq!(header(&page, "content-encoding"), "gzip");

    let href = crate::ui::assets::href("favicon.svg");
    let picture = ask(site(None), Method::GET, &href, &[]).await;
    assert_eq!(picture.status(), StatusCode::OK);
    assert_eq!(header(&picture, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header(&picture, "content-type"), "image/svg+xml");
    let etag = header(&picture, "etag").to_owned();
    let again = ask(site(None), Method::GET, &href, &[("if-none-match", &etag)]).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(
        ask(site(None), Method::GET, "/assets/favicon.0000000000000000.svg", &[]).await.status(),
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        ask(site(None), Method::GET, "/assets/..%2fbase.x.css", &[]).await.status(),
        StatusCode::NOT_FOUND
    );
}

#[test]
fn cookies_are_bound_to_the_host_over_tls_and_read_back() {
    let https = Cookies::new(Some(&Origin::parse("https://dannaya.example").unwrap()));
    let set = https.set("desk", "token", Some(60)).unwrap();
    assert_eq!(set, "__Host-desk=token; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure");
    assert!(set.is_sensitive());
    let mut headers = HeaderMap::new();
    headers.insert(header::COOKIE, "desk=planted; a=b".parse().unwrap());
    assert_eq!(https.read(&headers, "desk"), None, "a neighbouring host may have planted it");
    headers.append(header::COOKIE, "x=y; __Host-desk=token".parse().unwrap());
    assert_eq!(https.read(&headers, "desk"), Some("token"));

    let plain = Cookies::new(None);
    assert_eq!(plain.set("desk", "token", None).unwrap(), "desk=token; Path=/; HttpOnly; SameSite=Strict");
    assert_eq!(plain.read(&headers, "desk"), Some("planted"));
    assert!(plain.set("desk", "a\r\nb", None).is_err());
}

#[test]
fn a_browser_whose_proxy_reads_the_page_is_noticed() {
    let read = |name: &'static str, value: &str| {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        reads_in_between(&headers)
    };
    assert!(read(
        "user-agent",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/191.283; U; fr) Presto/2.12.423"
    ));
    assert!(read("x-operamini-phone-ua", "Nokia215/10.01.11"));
    assert!(!read("user-agent", "Mozilla/5.0 (Mobile; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5"));
}

#[test]
fn a_public_address_is_scheme_host_and_port() {
    for (text, url) in [
        ("https://Dannaya.example/", "https://dannaya.example/x"),
        ("https://dannaya.example:443", "https://dannaya.example/x"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/x"),
    ] {
        assert_eq!(Origin::parse(text).map(|origin| origin.url("/x")), Ok(url.to_owned()));
    }
    for wrong in ["dannaya.example", "ftp://a", "https://", "https://a/b", "https://a b", "https://u@h"] {
        assert_eq!(Origin::parse(wrong), Err(BadOrigin), "{wrong}");
    }
}
