use thememap::corpus::*;
use thememap::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let mut o = Options::default();
    o.seed = std::env::var("SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(42);
    o.clustering.seed = o.seed;
    if let Ok(k) = std::env::var("K") {
        o.clustering.themes = cluster::ThemeCount::Fixed(k.parse().unwrap());
    }
    let t = std::time::Instant::now();
    let mut ro = ReadOptions::default();
    if std::env::var("TRUTH").is_ok() {
        ro.truth = Some("label".into());
    }
    let corpus = Corpus::read(&[Input::from(&a[1])], &ro).unwrap();
    eprintln!("read {:?}", t.elapsed());
    let m = ThemeMap::build(corpus, o).unwrap();
    eprintln!("built {:?}", t.elapsed());
    for (i, t) in m.themes.themes.iter().enumerate() {
        println!(
            "{:2} {:4} st {:.2} sil {:.3} npmi {:.3} | {} | {}",
            i + 1,
            t.size,
            t.stability,
            t.silhouette,
            t.npmi,
            t.label,
            t.keywords.join("; ")
        );
    }
    println!("sep {:?}", m.themes.label_separation);
    for t in &m.model.trials {
        println!(
            "{:3} sil {:.4} npmi {:.4} div {:.3} stab {:.3} in {:.1}",
            t.themes, t.silhouette, t.npmi, t.diversity, t.stability, t.inertia
        );
    }
    if std::env::var("TRUTH").is_ok() {
        let l: Vec<Option<&String>> = m
            .corpus
            .documents
            .iter()
            .map(|d| d.label.as_ref())
            .collect();
        let th: Vec<Option<usize>> = m.model.memberships.iter().map(|d| d.assigned()).collect();
        println!(
            "{:?}",
            quality::agreement(&l, &th, quality::Unassigned::OneMoreTheme)
        );
    }
}
