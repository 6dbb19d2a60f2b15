// After a form comes back with something to mend, the keyboard and the screen reader start at the list of it.
document.querySelector("[data-summary]")?.focus();
