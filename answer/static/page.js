// Small comforts for readers with JavaScript: copying and printing. Every page works without this file.
"use strict";

function say(button, words) {
  const before = button.textContent;
  button.textContent = words;
  setTimeout(() => { button.textContent = before; }, 2000);
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    say(button, "已复制");
  } catch {
    const field = document.getElementById(button.dataset.copy || "");
    if (field) field.select();
    say(button, "请按 Ctrl+C");
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
  if (button.dataset.copy) copy(button, document.getElementById(button.dataset.copy).value);
  if ("copyAddress" in button.dataset) copy(button, location.href);
  if ("print" in button.dataset) window.print();
});

document.addEventListener("keydown", (event) => {
  if (event.target.id === "q" && event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
});

prepare();
