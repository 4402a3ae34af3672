//! Papers of three subjects that share no words of substance, made by a small fixed generator.

/// What a made paper is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Gardening,
    Astronomy,
    Cooking,
}

impl Subject {
    pub const ALL: [Subject; 3] = [Subject::Gardening, Subject::Astronomy, Subject::Cooking];

    pub fn name(self) -> &'static str {
        match self {
            Subject::Gardening => "gardening",
            Subject::Astronomy => "astronomy",
            Subject::Cooking => "cooking",
        }
    }

    /// The words that papers of the subject are made from.
    pub fn words(self) -> Vec<&'static str> {
        let words = match self {
            Subject::Gardening => {
                "soil compost roots seedlings mulch pruning orchard hedge greenhouse irrigation \
                 fertilizer weeds pollinators perennials tulips lawn shrubs blossom harvest \
                 pots nursery trellis aphids grafting vineyard topsoil"
            }
            Subject::Astronomy => {
                "galaxy telescope nebula supernova quasar redshift orbit comet asteroid pulsar \
                 spectrum photometry luminosity exoplanet transit interstellar starlight \
                 eclipse parallax constellation corona sunspot gravity halo dwarf accretion"
            }
            Subject::Cooking => {
                "recipe oven butter flour simmer garlic saucepan dough yeast seasoning roast \
                 broth pastry vinegar marinade whisk caramel onion baking knife skillet \
                 cinnamon custard risotto dumplings gravy"
            }
        };
        words.split_whitespace().collect()
    }
}

/// A pile of made papers.
#[derive(Debug, Clone, Default)]
pub struct Papers(Vec<Paper>);

#[derive(Debug, Clone)]
struct Paper {
    id: String,
    title: String,
    text: String,
    year: i32,
    label: &'static str,
}

impl Papers {
    /// So many papers of each subject, in random order, every one in ten about two subjects at
    /// once and without a label.
    pub fn mixed(of_each: usize) -> Papers {
        let mut dice = Dice(7);
        let mut papers = Vec::new();
        for subject in Subject::ALL {
            for index in 0..of_each {
                let second = (index % 10 == 9).then(|| *dice.pick(&Subject::ALL));
                let second = second.filter(|&second| second != subject);
                papers.push(paper(subject, second, &mut dice));
            }
        }
        for place in (1..papers.len()).rev() {
            papers.swap(place, dice.below(place + 1));
        }
        for (paper, number) in papers.iter_mut().zip(1..) {
            paper.id = format!("p{number:03}");
        }
        Papers(papers)
    }

    pub fn csv(&self) -> String {
        let rows = self.0.iter().map(|paper| {
            let Paper {
                id,
                title,
                text,
                year,
                label,
            } = paper;
            format!("{id},{title},{text},{year},{label}\n")
        });
        "id,title,abstract,year,label\n".to_owned() + &rows.collect::<String>()
    }

    pub fn tsv(&self) -> String {
        self.csv().replace(',', "\t")
    }

    /// JSON Lines without ids, years and labels.
    pub fn jsonl(&self) -> String {
        let rows = self.0.iter().map(|paper| {
            let object = serde_json::json!({"title": paper.title, "abstract": paper.text});
            format!("{object}\n")
        });
        rows.collect()
    }

    /// Titles alone.
    pub fn titles(&self) -> String {
        let rows = self.0.iter().map(|paper| format!("{},\n", paper.title));
        "title,abstract\n".to_owned() + &rows.collect::<String>()
    }
}

fn paper(subject: Subject, second: Option<Subject>, dice: &mut Dice) -> Paper {
    let words = subject.words();
    let other = second.unwrap_or(subject).words();
    let sentences = (0..5).map(|number| {
        let words = if number % 2 == 0 { &words } else { &other };
        sentence(words, dice)
    });
    Paper {
        id: String::new(),
        text: sentences.collect::<Vec<_>>().join(" "),
        title: title(&words, &other, dice),
        year: 2015 + dice.below(8) as i32,
        label: if second.is_none() { subject.name() } else { "" },
    }
}

fn title(words: &[&str], other: &[&str], dice: &mut Dice) -> String {
    let frame = *dice.pick(&[
        "On A and B with C",
        "A: a study of B and C",
        "How A changes B and C",
    ]);
    fill(frame, [words, other, words].map(|words| *dice.pick(words)))
}

fn sentence(words: &[&str], dice: &mut Dice) -> String {
    let frame = *dice.pick(&[
        "We examine the A and the B of the C.",
        "Results show that A improves B more than C does.",
        "Earlier work on A did not consider B or C.",
        "The A was measured beside B and C.",
        "Our findings suggest a new approach to A from B and C.",
    ]);
    fill(frame, [words; 3].map(|words| *dice.pick(words)))
}

/// The frame with words in the places of `A`, `B` and `C`.
fn fill(frame: &str, words: [&str; 3]) -> String {
    let filled = frame.split(' ').map(|part| {
        let (place, rest) = part.split_at(1);
        match (place, rest) {
            ("A", "" | ":") => format!("{}{rest}", words[0]),
            ("B", "") => words[1].to_string(),
            ("C", "" | ".") => format!("{}{rest}", words[2]),
            _ => part.to_owned(),
        }
    });
    filled.collect::<Vec<_>>().join(" ")
}

/// A linear congruential generator (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }

    fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }
}
