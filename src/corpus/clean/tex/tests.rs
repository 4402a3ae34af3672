use super::{SIGNS, plain_in_text, strip};
use crate::corpus::clean::for_reading;
use proptest::prelude::*;

fn check(cases: &[(&str, &str)]) {
    for (tex, plain) in cases {
        assert_eq!(&for_reading(tex), plain, "{tex}");
    }
}

#[test]
fn escapes_and_fonts_leave_the_words() {
    check(&[
        (r"rises by 5\% \& falls", "rises by 5% & falls"),
        (r"a {\em finite sample} setting", "a finite sample setting"),
        (
            r"the \textbf{Intervening} \textbf{Memes (ICMM)} set",
            "the Intervening Memes (ICMM) set",
        ),
        (r"the MC\textsuperscript{2} benchmark", "the MC2 benchmark"),
        (r"about \pounds70 billion", "about £70 billion"),
        (r"{BERT} and Multi-{L}ingual", "BERT and Multi-Lingual"),
        (r"we present \method, a tool", "we present method, a tool"),
        (
            r"features~(e.g.~cats) of ~500",
            "features (e.g. cats) of ~500",
        ),
    ]);
}

#[test]
fn accents_stand_on_their_letters() {
    check(&[
        (r#"na\"ive \'{e}t{\'e} Erd\H{o}s"#, "naïve été Erdős"),
        (
            r"Fran\c{c}ois \v{S}koda \'\i{}\~n Stra\ss e",
            "François Škoda íñ Straße",
        ),
        (r"Pawe\l{} Wo\'zniak, \O rsted", "Paweł Woźniak, Ørsted"),
        (r#"\"Induction heads\" are"#, "\"Induction heads\" are"),
        (r#"\"Uber cats"#, "Über cats"),
    ]);
}

#[test]
fn formulas_become_plain_text() {
    check(&[
        ("$μ$nit Scaling", "μnit Scaling"),
        (r"$O(n\log n)$ time", "O(n log n) time"),
        (r"$\mathcal{O}(n^{2})$ and $x_{i+1}$", "O(n^2) and x_(i+1)"),
        (
            r"\(\frac{a}{b}\) and $$\alpha \leq \beta$$",
            "a/b and α ≤ β",
        ),
        (r"a $10\times$ gain, $\mathbb{R}^d$", "a 10× gain, R^d"),
        (r"${\cal N}=4$", "N=4"),
        (
            "Let $A, B$ be $ p $-convex, 3s$^2$3p$^4$ ($>$50)",
            "Let A, B be p -convex, 3s^23p^4 (>50)",
        ),
    ]);
}

#[test]
fn prices_are_no_formulas() {
    check(&[
        (
            "from $5 million to $10 million",
            "from $5 million to $10 million",
        ),
        ("costs $5-$10 a day", "costs $5-$10 a day"),
        (r"costs \$5 a day", "costs $5 a day"),
        ("US$", "US$"),
    ]);
}

#[test]
fn references_go_and_notes_stay() {
    check(&[
        (r"as shown \cite{a,b}. Then", "as shown. Then"),
        (r"as shown~\citep[p.~3]{a}, then", "as shown, then"),
        (
            r"here\footnote{Our code is free}.",
            "here (Our code is free).",
        ),
        (r"here\footnote{Our code is", "here Our code is"),
        (r"\href{http://a.b}{the page}", "the page"),
        (r"\url{http://a.b/~c_d}", "http://a.b/~c_d"),
    ]);
}

#[test]
fn dashes_and_quotes_are_typeset() {
    check(&[
        ("``good'' -- or 3--4 --- bad", "\"good\" – or 3–4 — bad"),
        ("use the --help option", "use the --help option"),
    ]);
}

#[test]
fn what_markup_lost_its_backslash_stays_readable() {
    check(&[
        (
            "order mathcal{O} Big( d sqrt{T}{(1-rho)^{3/2}} Big)",
            "order mathcal{O} Big( d sqrt{T}{(1-rho)^{3/2}} Big)",
        ),
        ("at http://a.org/~me/x", "at http://a.org/~me/x"),
    ]);
}

#[test]
fn broken_markup_does_no_harm() {
    for text in [
        "\\",
        "$",
        "{",
        "}",
        "\\frac{",
        "\\frac",
        "$\\frac{a}$",
        "x^",
        "$x^$",
        "\\'",
        "\\c",
        "$$",
        "$$$",
        "\\(",
        "\\é",
        "\\footnote",
        "{{{{",
        "\\begin{",
        "\\cite[",
        "~",
        "``",
        "$é",
    ] {
        strip(text);
    }
    let deep = "\\footnote{".repeat(2000) + &"}".repeat(2000);
    strip(&deep);
}

proptest! {
    #[test]
    fn what_is_passed_over_in_a_text_means_itself(text in r"[a -]{0,90}[-a\\${}^_~`'é]{0,12}") {
        let plain = plain_in_text(text.as_bytes());
        // Byte by byte, each sign between two that are taken one after another.
        let one_by_one: String = text[..plain].chars().map(|c| strip(&c.to_string())).collect();
        prop_assert_eq!(&one_by_one, &text[..plain]);
        prop_assert_eq!(strip(&text[..plain]), &text[..plain]);
        let next = text.as_bytes().get(plain);
        prop_assert!(next.is_none_or(|&sign| SIGNS[usize::from(sign)]));
    }
}
