//! Coarse cells.
