//! A file server for `dist/` that sends the headers of [`headers`].

use crate::headers;
use anyhow::{Context, Result};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::{Router, serve};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use tower_http::services::ServeDir;

/// A server that has its port, but does not answer yet.
pub struct Server {
    listener: TcpListener,
}

impl Server {
    /// Takes a port of this machine, which nobody outside can reach; 0 takes any free one.
    pub fn bind(port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
            format!("port {port} is taken by another program: stop that one, or choose another with --port")
        })?;
        listener.set_nonblocking(true)?;
        Ok(Self { listener })
    }

    /// Where it can be reached.
    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// Serves the folder until the process ends.
    pub fn run(self, folder: PathBuf) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            Ok(serve(listener, router(folder)).await?)
        })
    }

    /// Serves the folder from a thread of its own.
    pub fn start(self, folder: PathBuf) -> Result<SocketAddr> {
        let address = self.address()?;
        std::thread::spawn(move || {
            if let Err(error) = self.run(folder) {
                eprintln!("error: the server stopped: {error:#}");
            }
        });
        Ok(address)
    }
}

fn router(folder: PathBuf) -> Router {
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    Router::new().fallback_service(files).layer(from_fn(add_headers))
}

async fn add_headers(request: Request, next: Next) -> Response {
    let file = file_name(request.uri().path());
    let mut response = next.run(request).await;
    // A file that is not there must be asked for again, whatever its name looks like.
    let file = if response.status().is_client_error() { String::new() } else { file };
    for row in headers::of(&file) {
        response.headers_mut().insert(HeaderName::from_static(row.name), HeaderValue::from_static(row.value));
    }
    response
}

/// The file that answers this path: a folder is answered by its index.html.
fn file_name(path: &str) -> String {
    match path.rsplit('/').next() {
        None | Some("") => "index.html".to_owned(),
        Some(name) => name.to_owned(),
    }
}
