// Documents of a theme by year, on the years of the whole collection.
function timeline(theme) {
  const { years, number: themeNumber } = themes[theme];
  if (!years.length) return [];
  const all = themes.flatMap(other => other.years.map(([year]) => year));
  const first = least(all);
  const last = most(all);
  const step = 300 / (last - first + 1);
  const width = Math.min(step * 0.8, 18);
  const highest = most(years.map(([, papers]) => papers));
  const columns = years.map(([year, papers]) => {
    const height = 64 * papers / highest;
    return svg("rect", {
      x: (year - first) * step + (step - width) / 2, y: 68 - height, width, height,
    }, svg("title", {}, `${year}: ${plural(papers, "document")}`));
  });
  return [
    element("h4", {}, "Years"),
    svg("svg", {
      class: `timeline t${themeNumber}`, viewBox: "0 0 300 70", preserveAspectRatio: "none",
      role: "img", "aria-label": `Documents by year: ${years.map(([year, papers]) => `${year} ${papers}`).join(", ")}`,
    }, svg("line", { x1: 0, x2: 300, y1: 68.5, y2: 68.5 }), ...columns),
    element("div", { class: "scale" }, element("span", {}, String(first)), element("span", {}, `most in a year: ${highest}`), element("span", {}, String(last))),
  ];
}
