//! The themes of model.json.

use ndarray::Array2;
use serde::{Deserialize, Serialize};

use super::{Model, ModelTheme};
use crate::cluster::Discriminants;
use crate::export::chart::Rgb;
use crate::themes::{GivenName, Naming};

#[derive(Serialize, Deserialize)]
pub(super) struct ThemeFile {
    pub theme: usize,
    pub label: String,
    pub phrases: Vec<String>,
    pub found: f64,
    pub formerly: Vec<String>,
    pub keywords: Vec<String>,
    pub size: usize,
    pub light: String,
    pub dark: String,
    pub centre: Vec<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_by: Option<(Vec<f32>, f32)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<f32>,
}

/// A theme of a model as the file has it.
pub(super) fn theme_file(model: &Model, index: usize) -> ThemeFile {
    let theme = &model.themes[index];
    let naming = &theme.name.naming;
    ThemeFile {
        theme: theme.number,
        label: theme.name.label.clone(),
        phrases: naming.phrases.clone(),
        found: naming.found,
        formerly: naming.formerly.clone(),
        keywords: theme.keywords.clone(),
        size: theme.size,
        light: theme.colors[0].hex(),
        dark: theme.colors[1].hex(),
        centre: model.space.centroids.row(index).to_vec(),
        told_by: (model.space.discriminants.as_ref())
            .map(|known| (known.weights.row(index).to_vec(), known.offsets[index])),
        reach: theme.reach,
    }
}

/// The theme that the file has; none where a colour is not #rrggbb.
pub(super) fn model_theme(theme: ThemeFile) -> Option<ModelTheme> {
    Some(ModelTheme {
        number: theme.theme,
        name: GivenName {
            label: theme.label,
            naming: Naming {
                phrases: theme.phrases,
                found: theme.found,
                formerly: theme.formerly,
            },
        },
        keywords: theme.keywords,
        size: theme.size,
        colors: [Rgb::from_hex(&theme.light)?, Rgb::from_hex(&theme.dark)?],
        reach: theme.reach,
    })
}

/// What tells the themes apart beside their centres: of all themes or of none.
pub(super) fn discriminants(
    told_by: Vec<Option<(Vec<f32>, f32)>>,
    dimensions: usize,
) -> Option<Option<Discriminants>> {
    if told_by.iter().all(Option::is_none) {
        return Some(None);
    }
    let told_by: Option<Vec<(Vec<f32>, f32)>> = told_by.into_iter().collect();
    let (weights, offsets): (Vec<Vec<f32>>, Vec<f32>) = told_by?.into_iter().unzip();
    let weights = Array2::from_shape_fn((weights.len(), dimensions), |(theme, axis)| {
        weights[theme][axis]
    });
    Some(Some(Discriminants { weights, offsets }))
}
