//! What kiosk and console share of their looks: how pages are put together,
//! and the five faces.

pub(crate) mod element;
mod faces;

pub(crate) use faces::face;
