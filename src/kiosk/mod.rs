//! The kiosk: what customers see.
