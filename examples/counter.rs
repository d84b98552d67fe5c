//! The smallest Leptos program: a counter. `cargo xtask bench load` measures the app beside it, so that the numbers
//! say what is ours and what is the framework's and the browser's.

use leptos::prelude::*;

fn main() {
    mount_to_body(|| {
        let count = RwSignal::new(0);
        view! { <main><button on:click=move |_| count.update(|n| *n += 1)>"Clicks: " {count}</button></main> }
    });
}
