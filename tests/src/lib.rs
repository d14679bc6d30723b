//! The app in a real browser, driven as people use it.
