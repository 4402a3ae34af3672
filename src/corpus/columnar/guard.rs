//! Readers of others that panic on some damaged files.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What a reader returns, or that it panicked: then it is not to be used any more. Its panic is not
/// printed; those of all others are.
pub(super) fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, &'static str> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panicked| {
            if !IS_GUARDED.get() {
                before(panicked);
            }
        }));
    });
    IS_GUARDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    IS_GUARDED.set(false);
    result.map_err(|_| "its parts do not fit together")
}
