// Small comforts for readers with JavaScript: copying, printing, and no sending twice. Every page works without this file.
"use strict";

function say(button, words) {
  button.dataset.words ??= button.textContent; // what it says now may be of the click before
  button.textContent = words;
  clearTimeout(button.timer);
  button.timer = setTimeout(() => { button.textContent = button.dataset.words; }, 2000);
}

// Browsers give the clipboard only to pages of https and of this machine; elsewhere the reader copies by hand.
async function copy(button, text, field) {
  try {
    await navigator.clipboard.writeText(text);
    say(button, "已复制");
  } catch {
    if (field) field.select();
    say(button, field ? "请按 Ctrl+C" : "请从地址栏复制");
  }
}

function prepare() {
  for (const button of document.querySelectorAll("button[data-copy], button[data-print], button[data-copy-address]")) {
    button.hidden = false;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.copy) {
    const field = document.getElementById(button.dataset.copy);
    copy(button, field.value, field);
  }
  if ("copyAddress" in button.dataset) copy(button, location.href);
  if ("print" in button.dataset) window.print();
});

document.addEventListener("keydown", (event) => {
  if (event.target.id === "q" && event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
});

// A form that changes something is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, 5000);
}, true);

prepare();
