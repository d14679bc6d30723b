//! `heard`: the command line.

fn main() {}
