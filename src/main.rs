//! The kiosk: what customers see. Loads first and stays small.

fn main() {
    heard_app::kiosk::start();
}
