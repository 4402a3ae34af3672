//! A page with named gaps.

/// Fills each `{{name}}` of a template; what is filled in is not looked at again.
///
/// A gap without a value stays empty.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let room: usize = values.iter().map(|(_, value)| value.len()).sum();
    let mut page = String::with_capacity(template.len() + room);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        page += before;
        let (name, behind) = after.split_once("}}").unwrap_or((after, ""));
        page += values
            .iter()
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value);
        rest = behind;
    }
    page + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_a_value_are_left_alone() {
        let page = fill(
            "<h1>{{title}}</h1>{{body}}.",
            &[("title", "{{body}}"), ("body", "b")],
        );
        assert_eq!(page, "<h1>{{body}}</h1>b.");
    }
}
