// The task that tells people from programs: solved by the browser itself, by a worker of ours. Without it the comment is taken too.
const { worker } = document.currentScript.dataset
globalThis.$altcha?.algorithms.set("PBKDF2/SHA-256", () => new Worker(worker))
