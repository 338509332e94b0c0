// Laid beside the product's preload by a test: shows the page what kind of process it runs in.
const { contextBridge } = require('electron')
const seen = { sandboxed: process.sandboxed === true, isolated: process.contextIsolated === true }
if (seen.isolated) contextBridge.exposeInMainWorld('seen', seen)
else globalThis.seen = seen
