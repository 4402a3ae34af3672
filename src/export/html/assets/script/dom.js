// Elements from texts. Nothing of the corpus is ever read as markup.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// A text of the corpus, whose writing direction stays its own.
const phrase = text => element("bdi", {}, text);

const button = (text, onclick, attributes = {}) =>
  element("button", { type: "button", ...attributes, onclick }, text);

function dot(theme) {
  const made = element("i", { class: "dot" });
  if (theme >= 0) made.classList.add(`t${themes[theme].number}`);
  return made;
}

// A text with the words of the search marked.
function marked(text) {
  const words = wordsOf(state.query);
  const made = phrase("");
  if (!words.length || fold(text).length !== text.length) {
    made.textContent = text;
    return made;
  }
  const folded = fold(text);
  let done = 0;
  while (done < text.length) {
    const hits = words.map(word => ({ start: folded.indexOf(word, done), length: word.length }))
      .filter(hit => hit.start >= 0)
      .sort((a, b) => a.start - b.start || b.length - a.length);
    if (!hits.length) break;
    const { start, length } = hits[0];
    made.append(text.slice(done, start), element("mark", {}, text.slice(start, start + length)));
    done = start + length;
  }
  made.append(text.slice(done));
  return made;
}

function svg(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
