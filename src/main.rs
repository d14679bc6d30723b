//! The kiosk: what customers see.

fn main() {}
