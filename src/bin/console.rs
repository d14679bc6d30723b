//! The staff console.

fn main() {
    heard_app::console::start();
}
