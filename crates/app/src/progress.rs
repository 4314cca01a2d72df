//! How a long use case tells how far it is.

/// What hears how far a use case is. The command line draws a bar on a terminal; tests and pipes use
/// [`Silent`].
pub trait Progress: Sync {
    /// So many pieces of work lie ahead in all.
    fn expect(&self, pieces: usize);
    /// One piece is done; `name` says which.
    fn done(&self, name: &str);
    /// The work has ended.
    fn finish(&self);
}

/// Hears and says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn expect(&self, _: usize) {}
    fn done(&self, _: &str) {}
    fn finish(&self) {}
}
