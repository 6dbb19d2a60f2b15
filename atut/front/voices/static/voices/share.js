// Copying, sharing and printing need a script, so their buttons show only where they work. Recommending is a plain link.
for (const row of document.querySelectorAll("[data-share]")) {
  const { url, title, copied } = row.dataset
  const said = row.querySelector("[role=status]")
  const doing = {
    copy: navigator.clipboard && (() => navigator.clipboard.writeText(url).then(() => { said.textContent = copied })),
    share: navigator.share && (() => navigator.share({ url, title }).catch(() => {})),
    print: () => window.print(),
  }
  for (const button of row.querySelectorAll("button[data-do]")) {
    const act = doing[button.dataset.do]
    if (act) {
      button.hidden = false
      button.addEventListener("click", act)
    }
  }
}
