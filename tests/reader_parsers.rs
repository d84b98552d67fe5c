//! The tests of the reader parsers in the browser too: there a number that counts bytes has 32 bits.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../core/tests/it/reader/robust.rs"]
mod robust;
#[path = "../core/tests/it/reader/streams.rs"]
mod streams;
#[path = "../core/tests/it/reader/vectors.rs"]
mod vectors;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

macro_rules! here_too {
    ($($module:ident::$name:ident)+) => {$(
        #[wasm_bindgen_test]
        fn $name() {
            $module::$name();
        }
    )+};
}

here_too! {
    vectors::known_messages_are_explained
    vectors::every_kind_has_messages_that_are_understood_and_messages_that_are_not
    vectors::an_unknown_kind_is_refused
    robust::every_prefix_is_explained_or_refused
    robust::every_single_byte_corruption_is_explained_or_refused
    robust::a_corrupted_frame_with_a_check_value_is_never_taken_for_the_original
    robust::random_bytes_are_explained_or_refused
    robust::very_long_input_is_bounded
    streams::chip_frames
    streams::ccid_dresses
    streams::till_frames
}
