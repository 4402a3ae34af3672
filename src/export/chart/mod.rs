//! Charts: pure functions from figures to SVG and PNG, light and dark.
//!
//! Everything is drawn with plotters on a backend of our own, in the typeface that ships with the
//! program, so that a chart is the same file on every machine. A chart is a [`Drawing`]: take its
//! [`svg`](Drawing::svg) or its [`png`](Drawing::png), or measure it with [`lint`].
//!
//! ```
//! use thememap::cluster::Status;
//! use thememap::export::chart::{Caption, MapInput, Mode, Palette, Style, theme_map};
//!
//! let input = MapInput {
//!     points: &[[0.1, 0.2], [0.2, 0.2], [0.9, 0.7]],
//!     theme: &[Some(0), Some(0), Some(1)],
//!     status: &[Status::Core; 3],
//!     numbers: &[1, 2],
//!     labels: &["Graph theory".to_owned(), "Protein folding".to_owned()],
//!     unstable: &[false, false],
//!     caption: Caption { title: "2 themes in 3 abstracts", subtitle: &[], footer: "seed 42" },
//! };
//! let palette = Palette::fit(&input.centres());
//! let drawing = theme_map(&input, &palette, &Style::new(Mode::Dark))?;
//! assert!(drawing.svg().contains(">Protein folding</text>"));
//! # Ok::<(), thememap::Error>(())
//! ```

mod alluvial;
mod canvas;
mod color;
mod crowd;
mod dendrogram;
mod density;
mod dots;
mod drawing;
mod elements;
mod font;
mod frame;
mod geometry;
mod input;
mod key;
mod labels;
mod letters;
mod lint;
mod map;
mod markup;
mod names;
mod palette;
mod place;
mod sheet;
mod shores;
mod similarity;
mod sizes;
mod strategic;
mod style;
mod sweep;
mod timeline;
mod wrap;

pub use alluvial::{Alluvial, AlluvialBlock, Band, alluvial};
pub use color::{Oklab, Rgb, Vision};
pub use drawing::{Drawing, TextBox};
pub use geometry::Rect;
pub use input::MapInput;
pub use lint::{Lint, lint};
pub(crate) use map::Plan;
pub use map::theme_map;
pub(crate) use markup::escape;
pub use palette::Palette;
pub use sheet::Caption;
pub use similarity::theme_similarity;
pub use sizes::{Measure, SizesInput, theme_sizes};
pub use strategic::{Standing, strategic_diagram};
pub use style::{Mode, Style};
pub use sweep::{Curve, SweepInput, k_sweep};
pub use timeline::{Timeline, timeline};
