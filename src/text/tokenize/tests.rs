use super::*;
use crate::corpus::Document;
use crate::corpus::clean::for_analysis;
use crate::text::elision;
use crate::text::form::Form;
use crate::text::reader::Reader;
use crate::text::{Language, Rules};
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert_eq, proptest};

fn words(text: &str) -> Vec<&str> {
    tokenize(text)
        .map(|piece| match piece {
            Piece::Word { text, .. } => text,
            Piece::Break => "|",
        })
        .collect()
}

#[test]
fn words_are_split_at_spaces_and_broken_at_punctuation() {
    assert_eq!(
        words("We see, at last: it works."),
        ["We", "see", "|", "at", "last", "|", "it", "works", "|"]
    );
}

/// What texts are made of, so that each rule has its occasion.
const SNIPPETS: &[&str] = &[
    "We",
    "model",
    "models",
    "Models",
    "learning",
    "LLMs",
    "fine-tuning",
    "GPT-2",
    "x",
    "le",
    "times",
    "10",
    "7.2times",
    "leq32",
    "p<0.05",
    "O(n",
    "log",
    "n)",
    "{",
    "mathcalO",
    "é",
    "Étude",
    "naïve",
    "数",
    "RESULTS",
    "Results:",
    "Methods",
    "and",
    "Materials",
    ":",
    "A",
    "AND",
    "doi:",
    "10.1000/xyz",
    "http://a.b/c",
    "(www.x.org).",
    "me@uni.edu",
    "Alzheimer's",
    "l’art",
    "end-to-end",
    "copyright",
    "Copyright",
    "2020",
    "©",
    "reserved.",
    "All",
    "rights",
    "-",
    "--",
    "…",
    "\"so\"",
    "textbfWord",
    "internationalisation",
    "Internationalisation,",
    " ",
    "  ",
    "\n",
    "\t",
    "\u{A0}",
    ".",
    ",",
    ";",
    "?",
    "(",
    ")",
    "'",
    "e.g.",
    "www.",
    "_",
    "*",
];

proptest! {
    #[test]
    fn words_are_the_same_whether_chunks_are_known_or_a_text_is_made(
        picked in vec((0..SNIPPETS.len(), any::<bool>()), 0..40),
        more in ".{0,20}",
    ) {
        let mut text: String = picked
            .iter()
            .map(|&(snippet, space)| SNIPPETS[snippet].to_owned() + if space { " " } else { "" })
            .collect();
        text += &more;
        let plain = for_analysis(&text);
        let expected: Vec<Piece> = tokenize(&plain).collect();
        let mut known = Known::<()>::default();
        for _ in 0..2 {
            let mut found = Vec::new();
            tokenize_for_analysis(&text, &mut known, |token| found.push(token.piece(&text)));
            prop_assert_eq!(&found, &expected);
        }
    }

    #[test]
    fn words_are_the_same_when_a_chunk_comes_again(
        picked in vec((0..SNIPPETS.len(), 0..SPACES.len()), 0..60),
        french in any::<bool>(),
    ) {
        let pieces = picked.iter().flat_map(|&(snippet, space)| [SNIPPETS[snippet], SPACES[space]]);
        let text: String = pieces.collect();
        let document = Document {
            title: text.clone(),
            abstract_text: text.clone(),
            ..Document::new("", "")
        };
        let language = if french { "french".parse().unwrap() } else { Language::ENGLISH };
        let mut reader = Reader::new(language);
        reader.read(0, &[document.clone(), document], &Rules::default());
        let read = reader.readings[0].words.words.iter().map(|&word| {
            let form = reader.forms.forms.get(word as usize)?;
            Some((reader.forms.texts.get(form.text).to_owned(), form.glued, form.certain))
        });
        let read: Vec<_> = read.collect();
        let title = forms(&text, true, language);
        let once = [title, vec![None], forms(&text, false, language)].concat();
        prop_assert_eq!(read, [once.clone(), once].concat());
    }
}

const SPACES: [&str; 5] = [" ", " ", " ", "", "\n"];

/// The text of a word, whether it is glued to the next one, and whether its case is certain; none for
/// a break.
type Read = Option<(String, bool, bool)>;

/// The forms of the words of a text, each made for itself.
fn forms(text: &str, title: bool, language: Language) -> Vec<Read> {
    let mut forms = Vec::new();
    for piece in tokenize(&for_analysis(text)) {
        let Piece::Word {
            text,
            glued,
            initial,
        } = piece
        else {
            forms.push(None);
            continue;
        };
        let mut add = |text: &str, glued| {
            let form = Form::new(text, glued, title || initial);
            forms.push(Some((form.text, form.glued, form.certain)));
        };
        match elision::split(text, language) {
            Some((article, word)) => {
                add(article, false);
                add(word, glued);
            }
            None => add(text, glued),
        }
    }
    forms
}

#[test]
fn a_hyphen_glues_two_words() {
    let pieces: Vec<Piece> = tokenize("fine-tuning").collect();
    assert_eq!(
        pieces[0],
        Piece::Word {
            text: "fine",
            glued: true,
            initial: true
        }
    );
    assert_eq!(
        pieces[1],
        Piece::Word {
            text: "tuning",
            glued: false,
            initial: false
        }
    );
}

#[test]
fn names_with_a_letter_or_a_number_keep_their_hyphen() {
    assert_eq!(
        words("GPT-2 and x-ray and COVID-19 and t-SNE"),
        ["GPT-2", "and", "x-ray", "and", "COVID-19", "and", "t-SNE"]
    );
}

#[test]
fn possessives_fall_off_and_contractions_stay() {
    assert_eq!(
        words("Alzheimer's disease doesn't"),
        ["Alzheimer", "disease", "doesn't"]
    );
}

#[test]
fn the_table_knows_what_the_rules_say() {
    for code in 0..128 {
        assert_eq!(KINDS[usize::from(code)], kind(char::from(code)), "{code}");
    }
}

#[test]
fn a_dash_between_spaces_joins_nothing() {
    assert_eq!(words("models - fast ones"), ["models", "fast", "ones"]);
    assert_eq!(words("models -- fast"), ["models", "fast"]);
}

#[test]
fn words_of_other_scripts_hold_together() {
    assert_eq!(
        words("நூல்கள் многоязычный étude"),
        ["நூல்கள்", "многоязычный", "étude"]
    );
}

#[test]
fn only_the_first_word_of_a_sentence_is_initial() {
    let initial: Vec<bool> = tokenize("Deep nets. Shallow nets")
        .filter_map(|piece| match piece {
            Piece::Word { initial, .. } => Some(initial),
            Piece::Break => None,
        })
        .collect();
    assert_eq!(initial, [true, false, true, false]);
}
