// The list under the search field: arrows choose, Enter searches, Escape closes. Without this file the form is a plain form.
{
  const field = document.getElementById("pytanie"), list = document.getElementById("podpowiedzi");
  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");
  const set = (element, names) => Object.entries(names).forEach(([name, value]) => element.setAttribute(name, value));
  const show = (open) => {
    list.hidden = !open;
    field.setAttribute("aria-expanded", open);
    if (!open) choose(null);
  };
  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option ? field.setAttribute("aria-activedescendant", option.id) : field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const take = (option) => {
    field.value = option.textContent;
    show(false);
    field.form.requestSubmit();
  };
  set(field, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
  list.setAttribute("role", "listbox");
  list.addEventListener("htmx:afterSwap", () => show(options().length > 0 && document.activeElement === field));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  field.addEventListener("blur", () => show(false));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      show(false);
      event.preventDefault();
    } else if (event.key === "Enter" && chosen()) {
      take(chosen());
      event.preventDefault();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options().length) {
      const all = options(), step = event.key === "ArrowDown" ? 1 : -1, now = all.indexOf(chosen());
      if (list.hidden) show(true);
      const next = now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step;
      choose(all[next] ?? null); // past either end: back to what was typed
      event.preventDefault();
    }
  });
}
