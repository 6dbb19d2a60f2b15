// Shortcuts of the list of comments. Every one of them presses a button that stands in the page; they can be turned off.
const panel = document.querySelector("[data-shortcuts]")
const items = [...document.querySelectorAll("[data-comment]")]
const isOn = () => localStorage.getItem("voices.shortcuts") !== "off"

const current = () => items.findIndex((item) => item.contains(document.activeElement))
const go = (index) => {
  const item = items[Math.max(0, Math.min(index, items.length - 1))]
  item?.focus()
  item?.scrollIntoView({ block: "nearest" })
}
const press = (name) => {
  const index = current()
  const button = items[index]?.querySelector(`button[name=${name}]`)
  if (!button) return
  sessionStorage.setItem("voices.at", String(index))
  button.click()
}
const keys = {
  j: () => go(current() + 1),
  k: () => go(current() - 1),
  a: () => press("approve"),
  x: () => items[current()]?.querySelector("input[name=comment]")?.click(),
  r: () => {
    const reasons = items[current()]?.querySelector("details")
    if (!reasons) return
    reasons.open = true
    reasons.querySelector("select").focus()
  },
}

document.addEventListener("keydown", (event) => {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest("input:not([type=checkbox]), select, textarea")) return
  const act = keys[event.key]
  if (!act) return
  event.preventDefault()
  act()
})

if (panel) {
  const box = panel.querySelector("input")
  panel.hidden = false
  box.checked = isOn()
  box.addEventListener("change", () => localStorage.setItem("voices.shortcuts", box.checked ? "on" : "off"))
}
const left = sessionStorage.getItem("voices.at")
if (left !== null) {
  sessionStorage.removeItem("voices.at")
  if (isOn()) go(Number(left))
}
