//! Measures of a clustering, each a pure function.
