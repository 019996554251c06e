use axum::{
    extract::State,
    http::HeaderMap,
    response::{
        sse::{Event, KeepAlive, Sse},
        Html, IntoResponse,
    },
    routing::get,
    Router,
};
use futures_util::{stream, StreamExt};
use std::{
    collections::VecDeque,
    convert::Infallible,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::{signal::unix, sync::{broadcast, watch}};
use tokio_stream::wrappers::BroadcastStream;

const PAGE: &str = r#"<!doctype html>
<meta charset="utf-8">
<title>News</title>
<link rel="icon" href="data:,">
<script src="/sse.min.js" defer></script>
<p hx-sse="connect:/events swap:news">Waiting…</p>"#;

#[derive(Clone)]
struct Message {
    number: u64,
    event: &'static str,
    data: String,
}

// IDs begin with the start time, so that IDs of an earlier process are recognised.
struct Hub {
    epoch: u128,
    going: watch::Sender<bool>,
    recent: Mutex<(u64, VecDeque<Message>)>,
    sender: broadcast::Sender<Message>,
}

impl Hub {
    fn publish(&self, event: &'static str, data: impl FnOnce(u64) -> String) {
        let mut recent = self.recent.lock().unwrap();
        recent.0 += 1;
        let message = Message { number: recent.0, event, data: data(recent.0) };
        recent.1.push_back(message.clone());
        if recent.1.len() > 100 {
            recent.1.pop_front();
        }
        let _ = self.sender.send(message);
    }
}

async fn events(State(hub): State<Arc<Hub>>, headers: HeaderMap) -> impl IntoResponse {
    let recent = hub.recent.lock().unwrap();
    let (last, oldest) = (recent.0, recent.0 - recent.1.len() as u64);
    // The client's position, and whether everything after it is still here.
    let sent = headers.get("last-event-id");
    let known = sent.and_then(|id| {
        let (begun, number) = id.to_str().ok()?.split_once('-')?;
        let number: u64 = number.parse().ok()?;
        (begun.parse() == Ok(hub.epoch) && oldest <= number && number <= last).then_some(number)
    });
    let number = known.unwrap_or(last);
    let epoch = hub.epoch;
    let missed: Vec<_> = recent.1.iter().filter(|message| message.number > number).cloned().collect();
    // A client that lags behind the channel is disconnected. It reconnects, and gets what it missed.
    let new = BroadcastStream::new(hub.sender.subscribe())
        .take_while(|message| std::future::ready(message.is_ok()))
        .filter_map(|message| std::future::ready(message.ok()));
    let mut first = vec![Event::default().comment("welcome").retry(Duration::from_secs(1)).id(format!("{epoch}-{number}"))];
    if sent.is_some() && known.is_none() {
        first.push(Event::default().event("reset").data("some news is missing"));
    }
    let mut going = hub.going.subscribe();
    let messages = stream::iter(missed).chain(new).map(move |Message { number, event, data }| {
        Event::default().id(format!("{epoch}-{number}")).event(event).data(data)
    });
    let stream = stream::iter(first)
        .chain(messages)
        .map(Ok::<_, Infallible>)
        .take_until(async move { going.wait_for(|going| *going).await.is_ok() });
    let sse = Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)));
    ([("cache-control", "no-store"), ("x-accel-buffering", "no")], sse)
}

async fn bundle() -> impl IntoResponse {
    ([("content-type", "text/javascript")], std::fs::read("sse.min.js").unwrap_or_default())
}

#[tokio::main]
async fn main() {
    let epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let hub = Arc::new(Hub {
        epoch,
        going: watch::channel(false).0,
        recent: Default::default(),
        sender: broadcast::channel(100).0,
    });
    let clock = hub.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(1)).await;
            clock.publish("news", |number| format!("<b>News {number}</b>"));
        }
    });
    let app = Router::new()
        .route("/", get(|| async { Html(PAGE) }))
        .route("/sse.min.js", get(bundle))
        .route("/events", get(events))
        .with_state(hub.clone());
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".into());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await.unwrap();
    // At SIGTERM it takes no new requests, and streams end.
    let terminated = async move {
        unix::signal(unix::SignalKind::terminate()).unwrap().recv().await;
        let _ = hub.going.send(true);
    };
    axum::serve(listener, app).with_graceful_shutdown(terminated).await.unwrap();
}
