//! The programs' memory. What is given back is wiped: the answers of one person
//! are nowhere to be found once the next one comes.

#![cfg(target_arch = "wasm32")]
#![expect(unsafe_code, reason = "an allocator cannot be written without")]

use std::alloc::{GlobalAlloc, Layout};

use rlsf::SmallGlobalTlsf;

/// A small allocator that leaves nothing behind.
struct Wiping(SmallGlobalTlsf);

#[global_allocator]
static MEMORY: Wiping = Wiping(SmallGlobalTlsf::new());

// SAFETY: all memory is `SmallGlobalTlsf`'s, asked for and given back as the
// caller does it. `realloc` is the trait's own: it moves, and gives back here.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are those asked for here.
        unsafe { self.0.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: so many bytes are the caller's until this very call.
        unsafe {
            memory.write_bytes(0, layout.size());
            self.0.dealloc(memory, layout);
        }
    }
}
