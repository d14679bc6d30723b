//! Which question depends on which.
