// The task that tells people from programs: solved by the browser itself, by a worker of ours. Without it the comment is taken too.
const { worker, language, unsolved } = document.currentScript.dataset
const { algorithms, i18n } = globalThis.$altcha ?? {}
algorithms?.set("PBKDF2/SHA-256", () => new Worker(worker))
i18n?.set(language, { ...i18n.get(language), error: unsolved, expired: unsolved })
